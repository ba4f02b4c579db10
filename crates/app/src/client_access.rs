//! Inviting clients, and which projects they may look into ([I2] to [I7]). All of it acts at once.
//!
//! What was shared with a client by name stays shared: it shows again when access is given back.

use crate::clients::entry;
use crate::fields::Fields;
use crate::members::distinct;
use crate::{App, Error, StaffCaller};
use chrono::{DateTime, Utc};
use lintel_domain::access::Action;
use lintel_domain::client::ClientStatus;
use lintel_domain::ids::{ClientId, ProjectId};
use lintel_persistence::{Activity, Client, Invitee, Staff};

/// Someone to invite.
#[derive(Clone, Debug)]
pub struct InviteClient {
    /// Where the letter goes. A client who has this address already is invited, rather than a second one.
    pub email: String,
    /// Their name, if it is known.
    pub name: Option<String>,
    /// What they may look into: at least one project.
    pub projects: Vec<ProjectId>,
}

/// Projects with their names.
type Named = Vec<(ProjectId, String)>;

/// Invites someone to look into projects. Whoever is active already, or was given access before, has
/// an account and gets the access without a letter.
///
/// # Errors
/// [`Error::Conflict`] `already-active` or `already-invited` when there is nothing to add,
/// [`Error::NotFound`] for a foreign project.
pub async fn invite(app: &App, caller: &StaffCaller, input: InviteClient) -> Result<Client, Error> {
    let mut fields = Fields::default();
    let email = fields.email("/email", &input.email);
    let name = input.name.map(|name| fields.name("/name", &name));
    need_a_project(&mut fields, &input.projects);
    fields.done()?;
    let staff = change(app, caller).await?;
    let wanted = staff.project_names(&distinct(input.projects)).await?;
    let known_as = name.unwrap_or_else(|| email.clone());
    let mut client = staff.client_with_email(&email, &known_as).await?;
    let (missing, _) = difference(&client, &wanted);
    let needs_letter = needs_letter(&client, staff.now());
    if missing.is_empty() && !needs_letter {
        refuse_again(&client)?;
    }
    if client.name == email {
        client.name = known_as;
    }
    if needs_letter {
        app.invite(&staff, Invitee::Client(client.id), &email)
            .await?;
    }
    let act = match (needs_letter, client.status) {
        (true, _) => "client.invited",
        (false, ClientStatus::Revoked) => "client.restored",
        (false, _) => "client.access_granted",
    };
    client.status = given(&client);
    give(&staff, &client, &missing).await?;
    finish(staff, &client, act, Some(names(&wanted))).await
}

/// Sends a new invitation, with a new fourteen days; the one before stops working ([I4]).
///
/// # Errors
/// [`Error::Conflict`] when there is no one to invite: active, revoked, without address or project.
pub async fn resend(app: &App, caller: &StaffCaller, id: ClientId) -> Result<Client, Error> {
    let staff = change(app, caller).await?;
    let mut client = staff.client_to_change(id, None).await?;
    match client.status {
        ClientStatus::Active => refuse_again(&client)?,
        ClientStatus::Revoked => return Err(is_revoked(&client)),
        ClientStatus::None | ClientStatus::Invited => {}
    }
    if client.projects.is_empty() {
        let detail = format!("Choose a project for {} first.", client.name);
        return Err(Error::conflict("no-project", detail));
    }
    let act = match client.status {
        ClientStatus::Invited => "client.invitation_resent",
        _ => "client.invited",
    };
    client.status = ClientStatus::Invited;
    send_letter(app, &staff, &client).await?;
    finish(staff, &client, act, None).await
}

/// Lets a client look into exactly these projects ([I6]).
///
/// # Errors
/// [`Error::Conflict`] for a revoked client, who is given access back by [`restore`];
/// [`Error::NotFound`] for a foreign project.
pub async fn set_projects(
    app: &App,
    caller: &StaffCaller,
    id: ClientId,
    version: Option<i64>,
    projects: Vec<ProjectId>,
) -> Result<Client, Error> {
    let staff = change(app, caller).await?;
    let client = staff.client_to_change(id, version).await?;
    if client.status == ClientStatus::Revoked {
        return Err(is_revoked(&client));
    }
    let wanted = staff.project_names(&distinct(projects)).await?;
    let (missing, surplus) = difference(&client, &wanted);
    if !missing.is_empty() {
        give(&staff, &client, &missing).await?;
        let act = entry(&client, "client.access_granted", Some(names(&missing)));
        staff.audit(act).await?;
    }
    if !surplus.is_empty() {
        take(&staff, &client, &surplus).await?;
        let act = entry(&client, "client.access_ended", Some(names(&surplus)));
        staff.audit(act).await?;
    }
    let client = staff.client(id).await?;
    staff.commit().await?;
    Ok(client)
}

/// Ends a client's access to one project ([I7]).
///
/// # Errors
/// [`Error::NotFound`] when they have none.
pub async fn remove_project(
    app: &App,
    caller: &StaffCaller,
    id: ClientId,
    project: ProjectId,
) -> Result<(), Error> {
    let staff = change(app, caller).await?;
    let client = staff.client_to_change(id, None).await?;
    let held = client.projects.iter().find(|held| held.id == project);
    let name = held.ok_or(Error::NotFound)?.name.clone();
    take(&staff, &client, &[(project, name.clone())]).await?;
    let act = entry(&client, "client.access_ended", Some(name));
    staff.audit(act).await?;
    Ok(staff.commit().await?)
}

/// Ends a client's access to everything, a waiting invitation included ([I7]). Their account stays.
pub async fn revoke(app: &App, caller: &StaffCaller, id: ClientId) -> Result<Client, Error> {
    let staff = change(app, caller).await?;
    let mut client = staff.client_to_change(id, None).await?;
    if client.status == ClientStatus::Revoked {
        staff.commit().await?;
        return Ok(client);
    }
    let held = held(&client);
    take(&staff, &client, &held).await?;
    staff.withdraw_invitation(Invitee::Client(id)).await?;
    client.status = ClientStatus::Revoked;
    finish(staff, &client, "client.revoked", Some(names(&held))).await
}

/// Gives a revoked client access back. Who never accepted gets a new invitation.
///
/// # Errors
/// [`Error::Conflict`] `not-revoked`, [`Error::NotFound`] for a foreign project.
pub async fn restore(
    app: &App,
    caller: &StaffCaller,
    id: ClientId,
    projects: Vec<ProjectId>,
) -> Result<Client, Error> {
    let mut fields = Fields::default();
    need_a_project(&mut fields, &projects);
    fields.done()?;
    let staff = change(app, caller).await?;
    let mut client = staff.client_to_change(id, None).await?;
    if client.status != ClientStatus::Revoked {
        let detail = format!("{} has not been revoked.", client.name);
        return Err(Error::conflict("not-revoked", detail));
    }
    let wanted = staff.project_names(&distinct(projects)).await?;
    client.status = given(&client);
    give(&staff, &client, &wanted).await?;
    if client.status == ClientStatus::Invited {
        send_letter(app, &staff, &client).await?;
    }
    finish(staff, &client, "client.restored", Some(names(&wanted))).await
}

async fn change(app: &App, caller: &StaffCaller) -> Result<Staff, Error> {
    let mut staff = app.staff_write(caller).await?;
    staff.permit(Action::ClientsAccess)?;
    Ok(staff)
}

/// Only who has no account yet, and no invitation that still works, is written to.
fn needs_letter(client: &Client, now: DateTime<Utc>) -> bool {
    let lives_until = client
        .invitation
        .and_then(|invitation| invitation.expires_at);
    !client.has_account && lives_until.is_none_or(|at| at <= now)
}

/// Where a client stands once access is given.
fn given(client: &Client) -> ClientStatus {
    match client.has_account {
        true => ClientStatus::Active,
        false => ClientStatus::Invited,
    }
}

async fn send_letter(app: &App, staff: &Staff, client: &Client) -> Result<(), Error> {
    let Some(email) = &client.email else {
        let detail = format!("Write down an e-mail address for {} first.", client.name);
        return Err(Error::conflict("no-email", detail));
    };
    app.invite(staff, Invitee::Client(client.id), email).await
}

async fn give(
    staff: &Staff,
    client: &Client,
    projects: &[(ProjectId, String)],
) -> Result<(), Error> {
    let ids = ids(projects);
    staff.grant_access(&[client.id], &ids).await?;
    Ok(staff
        .activity_on(&ids, activity("gave_access", client))
        .await?)
}

async fn take(
    staff: &Staff,
    client: &Client,
    projects: &[(ProjectId, String)],
) -> Result<(), Error> {
    let ids = ids(projects);
    staff.end_access(client.id, &ids).await?;
    Ok(staff
        .activity_on(&ids, activity("ended_access", client))
        .await?)
}

async fn finish(
    staff: Staff,
    client: &Client,
    act: &'static str,
    detail: Option<String>,
) -> Result<Client, Error> {
    let client = staff.save_client(client).await?;
    staff.audit(entry(&client, act, detail)).await?;
    staff.commit().await?;
    Ok(client)
}

/// What a client has too little and too much of, compared with `wanted`.
fn difference(client: &Client, wanted: &[(ProjectId, String)]) -> (Named, Named) {
    let held = held(client);
    let without = |some: &[(ProjectId, String)], others: &[(ProjectId, String)]| -> Named {
        let is_new = |(id, _): &&(ProjectId, String)| others.iter().all(|(other, _)| other != id);
        some.iter().filter(is_new).cloned().collect()
    };
    (without(wanted, &held), without(&held, wanted))
}

fn held(client: &Client) -> Named {
    let held = client.projects.iter();
    held.map(|project| (project.id, project.name.clone()))
        .collect()
}

fn ids(projects: &[(ProjectId, String)]) -> Vec<ProjectId> {
    projects.iter().map(|(id, _)| *id).collect()
}

fn names(projects: &[(ProjectId, String)]) -> String {
    let names: Vec<&str> = projects.iter().map(|(_, name)| name.as_str()).collect();
    names.join(", ")
}

fn activity(verb: &'static str, client: &Client) -> Activity {
    Activity {
        verb,
        item: None,
        detail: Some(client.name.clone()),
    }
}

fn need_a_project(fields: &mut Fields, projects: &[ProjectId]) {
    if projects.is_empty() {
        fields.refuse::<()>("/project_ids", "too_few", "Choose at least one project.");
    }
}

fn refuse_again(client: &Client) -> Result<(), Error> {
    let name = &client.name;
    Err(match client.status {
        ClientStatus::Active => Error::conflict(
            "already-active",
            format!("{name} has accepted and can sign in; there is nothing to invite them to."),
        ),
        _ => Error::conflict(
            "already-invited",
            format!("{name} has an invitation that still works. Resend it if it got lost."),
        ),
    })
}

fn is_revoked(client: &Client) -> Error {
    Error::conflict(
        "client-revoked",
        format!("{}’s access was revoked. Give it back first.", client.name),
    )
}
