//! Share with client ([H1] to [H6]): the same for every kind of item.

use crate::items::{self, number_fault};
use crate::members::distinct;
use crate::{App, Error, FieldError, StaffCaller};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use lintel_domain::access::Action;
use lintel_domain::client::ClientStatus;
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{ClientId, ItemId, ProjectId};
use lintel_domain::item::State;
use lintel_domain::sharing::{self, Obstacle};
use lintel_domain::text::clean_text;
use lintel_domain::visibility::{Audience, has_access};
use lintel_persistence::{Activity, Audit, Job, Project, Recipient, Shareable, Shared, Staff};

/// Most items of one call.
pub const ITEMS_MAX: usize = 1000;
/// Most characters of the message to the clients.
pub const MESSAGE_MAX_CHARS: usize = 2000;

/// Whom to share with ([H3]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareWith {
    /// All clients of the project, now and later.
    Everyone,
    /// These clients.
    Clients(Vec<ClientId>),
}

/// What to share, with whom, and whether to tell them.
#[derive(Clone, Debug)]
pub struct ShareItems {
    /// Items of the project.
    pub items: Vec<ItemId>,
    /// Whom with: afterwards the items' own shares are exactly this.
    pub with: ShareWith,
    /// Words for the letter.
    pub message: Option<String>,
    /// Whether clients get a letter.
    pub notify: bool,
}

/// What sharing did.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    /// Items shared.
    pub shared: usize,
    /// Clients who get a letter, at once or with their next summary.
    pub notified: usize,
}

/// The dialog before sharing ([H4]).
#[derive(Debug)]
pub struct Review {
    /// What would be shared.
    pub items: Vec<Reviewed>,
    /// Who would see it.
    pub recipients: Vec<Recipient>,
    /// How many things of the project the recipients would still not see.
    pub hidden: u64,
}

/// An item in the review.
#[derive(Debug)]
pub struct Reviewed {
    /// The item and its own shares.
    pub item: Shareable,
    /// For a folder, how many things lie in it.
    pub contains: u64,
    /// Whom it is shared with already, folders above included.
    pub already: Shared,
}

/// Shares items with clients of the project.
///
/// # Errors
/// `409` where sharing cannot work ([H6]), [`Error::Invalid`] for bad input, [`Error::NotFound`].
pub async fn share(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    input: ShareItems,
) -> Result<Done, Error> {
    check(&input.items, &input.with, input.message.as_deref())?;
    let mut staff = app
        .db
        .staff_write(caller.0.session, caller.0.receipt.clone(), app.clock.now())
        .await?;
    let project = staff.hold_tree(Action::Share, project).await?;
    let items = staff.shareables(project.id, &distinct(input.items)).await?;
    let recipients = staff.recipients(project.id).await?;
    permit_sharing(&staff, &project, &items, &recipients)?;
    let chosen = chosen(&input.with, recipients)?;

    staff.set_shares(&items, &audiences(&input.with)).await?;

    let to = whom(&input.with, &chosen);
    record(
        &staff,
        project.id,
        ("share.created", "shared"),
        &items,
        Some(to),
    )
    .await?;
    let notified = if input.notify {
        tell(&staff, &project, &items, &chosen, input.message).await?
    } else {
        0
    };
    staff.commit().await?;
    Ok(Done {
        shared: items.len(),
        notified,
    })
}

/// Takes the own shares of items away; how many had one. What a folder above shares stays visible.
pub async fn unshare(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    items: Vec<ItemId>,
) -> Result<usize, Error> {
    check(&items, &ShareWith::Everyone, None)?;
    let mut staff = app
        .db
        .staff_write(caller.0.session, caller.0.receipt.clone(), app.clock.now())
        .await?;
    let project = staff.hold_tree(Action::Share, project).await?;
    let mut shared = staff.shareables(project.id, &distinct(items)).await?;
    shared.retain(|item| !item.shared_with.is_empty());
    let ids: Vec<ItemId> = shared.iter().map(|item| item.id).collect();
    staff.unshare(&ids).await?;
    record(
        &staff,
        project.id,
        ("share.revoked", "unshared"),
        &shared,
        None,
    )
    .await?;
    staff.commit().await?;
    Ok(shared.len())
}

/// What sharing would show, to whom, and how much stays hidden.
pub async fn review(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    items: Vec<ItemId>,
    with: ShareWith,
) -> Result<Review, Error> {
    check(&items, &with, None)?;
    let mut staff = app.db.staff(caller.0.session, app.clock.now()).await?;
    let project = staff.project(Action::Share, project).await?;
    let shareables = staff.shareables(project.id, &items).await?;
    let recipients = chosen(&with, staff.recipients(project.id).await?)?;
    let folders: Vec<ItemId> = shareables
        .iter()
        .filter(|item| item.kind.is_folder())
        .map(|item| item.id)
        .collect();
    let contained = staff.contained(&folders).await?;
    let mut already = staff.shared_with(&items).await?;
    let seers: Vec<ClientId> = recipients.iter().map(|client| client.id).collect();
    let hidden = staff.hidden_items(project.id, &items, &seers).await?;
    let items = shareables.into_iter().map(|item| Reviewed {
        contains: contained
            .iter()
            .find(|(folder, _)| *folder == item.id)
            .map_or(0, |(_, count)| *count),
        already: already.remove(&item.id).unwrap_or_default(),
        item,
    });
    Ok(Review {
        items: items.collect(),
        recipients,
        hidden,
    })
}

pub(crate) fn check(
    items: &[ItemId],
    with: &ShareWith,
    message: Option<&str>,
) -> Result<(), Error> {
    let mut errors: Vec<FieldError> = number_fault(items).into_iter().collect();
    if matches!(with, ShareWith::Clients(clients) if clients.is_empty()) {
        errors.push(FieldError::new(
            "/audience/client_ids",
            "required",
            "Choose at least one client.",
        ));
    }
    if let Some(Err(error)) = message.map(|message| clean_text(message, MESSAGE_MAX_CHARS)) {
        errors.push(FieldError::new("/message", error.code(), error.to_string()));
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

pub(crate) fn permit_sharing(
    staff: &Staff,
    project: &Project,
    items: &[Shareable],
    recipients: &[Recipient],
) -> Result<(), Error> {
    let organisation = staff.organisation();
    let module_on = items
        .iter()
        .all(|item| organisation.modules.is_on(item.kind.module()));
    let obstacle = sharing::obstacle(
        staff.member().role,
        organisation.portal_enabled,
        module_on,
        project.portal_enabled,
        recipients
            .iter()
            .any(|client| has_access(client.access, staff.now())),
    );
    match obstacle {
        None => Ok(()),
        Some(Obstacle::Role) => Err(Error::Forbidden(Action::Share)),
        Some(Obstacle::PortalOff) => Err(Error::conflict(
            "portal-off",
            "Switch the client portal on in Settings, then share.",
        )),
        Some(Obstacle::ModuleOff) => Err(Error::conflict(
            "module-off",
            "Switch this section on in Settings, then share.",
        )),
        Some(Obstacle::ProjectPortalOff) => Err(Error::conflict(
            "project-portal-off",
            "Switch the project’s portal on, then share.",
        )),
        Some(Obstacle::NoClient) => Err(Error::conflict(
            "no-client",
            "Invite a client to this project, then share.",
        )),
    }
}

/// The recipients that `with` names; each must be a client of the project.
pub(crate) fn chosen(
    with: &ShareWith,
    recipients: Vec<Recipient>,
) -> Result<Vec<Recipient>, Error> {
    let ShareWith::Clients(clients) = with else {
        return Ok(recipients);
    };
    let unknown = clients
        .iter()
        .any(|client| !recipients.iter().any(|known| known.id == *client));
    if unknown {
        let text = "Choose clients who have access to this project.";
        return Err(Error::field("/audience/client_ids", "unknown_client", text));
    }
    Ok(recipients
        .into_iter()
        .filter(|client| clients.contains(&client.id))
        .collect())
}

pub(crate) fn audiences(with: &ShareWith) -> Vec<Audience> {
    match with {
        ShareWith::Everyone => vec![Audience::Everyone],
        ShareWith::Clients(clients) => distinct(clients.clone())
            .into_iter()
            .map(Audience::Client)
            .collect(),
    }
}

pub(crate) fn whom(with: &ShareWith, chosen: &[Recipient]) -> String {
    match with {
        ShareWith::Everyone => "all clients of the project".into(),
        ShareWith::Clients(_) => chosen
            .iter()
            .map(|client| client.name.as_str())
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// Queues a letter for each active client, at once or with the next summary, as they chose ([P5]).
pub(crate) async fn tell(
    staff: &Staff,
    project: &Project,
    items: &[Shareable],
    recipients: &[Recipient],
    message: Option<String>,
) -> Result<usize, Error> {
    let published: Vec<ItemId> = items
        .iter()
        .filter(|item| item.state == State::Published)
        .map(|item| item.id)
        .collect();
    let mut notified = 0;
    for client in recipients {
        let reads = client.status == ClientStatus::Active && has_access(client.access, staff.now());
        if !reads || published.is_empty() {
            continue;
        }
        match client.email_frequency {
            EmailFrequency::AtOnce => {
                let job = Job::ItemsShared {
                    client: client.id,
                    project: project.id,
                    items: published.clone(),
                    message: message.clone(),
                    shared_by: staff.member().name.clone(),
                };
                staff.enqueue(job).await?;
            }
            EmailFrequency::None => continue,
            EmailFrequency::Daily | EmailFrequency::Weekly => {
                put_into_summary(staff, project.id, client).await?;
            }
        }
        notified += 1;
    }
    Ok(notified)
}

/// Sees to it that a client who wants summaries gets the next one; who wants none gets none.
pub(crate) async fn put_into_summary(
    staff: &Staff,
    project: ProjectId,
    client: &Recipient,
) -> Result<(), Error> {
    let Some(days) = client.email_frequency.summary_days() else {
        return Ok(());
    };
    let (job, name) = summary(project, client.id);
    let at = next_summary(staff.now(), items::zone(staff), days);
    Ok(staff.enqueue_once(job, at, name).await?)
}

/// The summary of a client for a project, and the name that makes it wait once.
pub(crate) fn summary(project: ProjectId, client: ClientId) -> (Job, String) {
    let name = format!("digest:{client}:{project}");
    (Job::Digest { client, project }, name)
}

/// Seven in the morning where the builder is, tomorrow or in a week.
pub(crate) fn next_summary(now: DateTime<Utc>, zone: Tz, days: i64) -> DateTime<Utc> {
    let day = now.with_timezone(&zone).date_naive() + TimeDelta::days(days);
    let seven = NaiveTime::from_hms_opt(7, 0, 0).unwrap_or(NaiveTime::MIN);
    let local = day.and_time(seven).and_local_timezone(zone).earliest();
    local.map_or(now + TimeDelta::days(days), |at| at.with_timezone(&Utc))
}

pub(crate) async fn record(
    staff: &Staff,
    project: ProjectId,
    (action, verb): (&'static str, &'static str),
    items: &[Shareable],
    detail: Option<String>,
) -> Result<(), Error> {
    let audits = items.iter().map(|item| Audit {
        action,
        subject_kind: item.kind.as_str(),
        subject_id: Some(item.id.as_uuid()),
        subject_name: Some(item.title.clone()),
        detail: detail.clone(),
    });
    let activities = items.iter().map(|item| Activity {
        verb,
        item: Some((item.id, item.title.clone(), item.kind)),
        detail: detail.clone(),
    });
    staff.audit_all(audits.collect()).await?;
    Ok(staff.activity_all(project, activities.collect()).await?)
}
