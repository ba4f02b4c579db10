//! The people who work in the organisation: invite, roles, assignments, removal ([I8]).

use crate::fields::Fields;
use crate::{App, Error, FieldError, Page, PageRequest, StaffCaller};
use lintel_domain::access::{Action, Role};
use lintel_domain::ids::{MemberId, ProjectId};
use lintel_persistence::{Audit, DataError, Invitee, ListedMember, Staff};
use std::collections::BTreeSet;

/// Someone to invite.
#[derive(Clone, Debug)]
pub struct InviteMember {
    /// Where the letter goes.
    pub email: String,
    /// Their name, if it is known.
    pub name: Option<String>,
    /// The role they will have.
    pub role: Role,
    /// The projects they are assigned to.
    pub projects: Vec<ProjectId>,
}

/// A member, and whether it is the caller.
#[derive(Clone, Debug)]
pub struct SeenMember {
    /// The member.
    pub member: ListedMember,
    /// Whether they are looking at themselves.
    pub is_caller: bool,
}

/// The organisation's members, invited ones included, the longest-standing first.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    page: PageRequest,
) -> Result<Page<SeenMember>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.permit(Action::MembersManage)?;
    let members = staff.members(&page).await?;
    Ok(members.map(|member| seen(&staff, member)))
}

/// Invites someone to work in the organisation.
///
/// # Errors
/// [`Error::Taken`] when a member has the address, [`Error::NotFound`] for a foreign project.
pub async fn invite(
    app: &App,
    caller: &StaffCaller,
    input: InviteMember,
) -> Result<SeenMember, Error> {
    let mut fields = Fields::default();
    let email = fields.email("/email", &input.email);
    let name = input.name.map(|name| fields.name("/name", &name));
    fields.done()?;
    let staff = change(app, caller).await?;
    let projects = distinct(input.projects);
    staff.project_names(&projects).await?;
    let id = staff
        .add_member(
            name.unwrap_or_else(|| email.clone()),
            email.clone(),
            input.role,
        )
        .await
        .map_err(|error| taken(error, &email))?;
    staff.assign(id, &projects).await?;
    app.invite(&staff, Invitee::Member(id), &email).await?;
    let detail = Some(format!("as {}", words(input.role)));
    finish(staff, id, "member.invited", detail).await
}

/// Sends a new invitation, with a new fourteen days; the one before stops working ([I4]).
///
/// # Errors
/// [`Error::Conflict`] when they have accepted.
pub async fn resend(app: &App, caller: &StaffCaller, id: MemberId) -> Result<SeenMember, Error> {
    let staff = change(app, caller).await?;
    let member = staff.member_to_change(id, None).await?;
    if member.account.is_some() {
        return Err(Error::conflict(
            "already-active",
            format!("{} has accepted and can sign in.", member.name),
        ));
    }
    app.invite(&staff, Invitee::Member(id), &member.email)
        .await?;
    finish(staff, id, "member.invitation_resent", None).await
}

/// Gives a member another role.
///
/// # Errors
/// [`Error::Conflict`] `last-owner`: someone must hold the organisation.
pub async fn change_role(
    app: &App,
    caller: &StaffCaller,
    id: MemberId,
    version: Option<i64>,
    role: Role,
) -> Result<SeenMember, Error> {
    let staff = change(app, caller).await?;
    let member = staff.member_to_change(id, version).await?;
    if !role.is_owner() {
        keep_an_owner(&staff, &member).await?;
    }
    staff.set_role(id, role).await?;
    let detail = Some(format!("{} to {}", words(member.role), words(role)));
    finish(staff, id, "member.role_changed", detail).await
}

/// Assigns a member to exactly these projects; it matters to tradies and apprentices.
pub async fn assign(
    app: &App,
    caller: &StaffCaller,
    id: MemberId,
    version: Option<i64>,
    projects: Vec<ProjectId>,
) -> Result<SeenMember, Error> {
    let staff = change(app, caller).await?;
    staff.member_to_change(id, version).await?;
    let projects = distinct(projects);
    let names = staff.project_names(&projects).await?;
    staff.assign(id, &projects).await?;
    let names: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
    let detail = Some(match names.is_empty() {
        true => "no projects".to_owned(),
        false => names.join(", "),
    });
    finish(staff, id, "member.projects_changed", detail).await
}

/// Removes a member; their sessions and a waiting invitation end at once.
///
/// # Errors
/// [`Error::Conflict`] `last-owner`: someone must hold the organisation.
pub async fn remove(app: &App, caller: &StaffCaller, id: MemberId) -> Result<(), Error> {
    let staff = change(app, caller).await?;
    let member = staff.member_to_change(id, None).await?;
    keep_an_owner(&staff, &member).await?;
    staff.withdraw_invitation(Invitee::Member(id)).await?;
    staff.remove_member(&member).await?;
    staff.audit(entry(&member, "member.removed", None)).await?;
    Ok(staff.commit().await?)
}

async fn change(app: &App, caller: &StaffCaller) -> Result<Staff, Error> {
    let mut staff = app.staff_write(caller).await?;
    staff.permit(Action::MembersManage)?;
    Ok(staff)
}

/// The last owner at work can be neither removed nor given a lesser role ([I8]).
async fn keep_an_owner(staff: &Staff, member: &ListedMember) -> Result<(), Error> {
    let holds = member.role.is_owner() && member.account.is_some();
    if holds && !staff.has_owner_besides(member.id).await? {
        return Err(Error::conflict(
            "last-owner",
            format!(
                "{} is the last owner. Make someone else an owner first.",
                member.name
            ),
        ));
    }
    Ok(())
}

async fn finish(
    staff: Staff,
    id: MemberId,
    action: &'static str,
    detail: Option<String>,
) -> Result<SeenMember, Error> {
    let member = staff.listed_member(id).await?;
    staff.audit(entry(&member, action, detail)).await?;
    let member = seen(&staff, member);
    staff.commit().await?;
    Ok(member)
}

fn seen(staff: &Staff, member: ListedMember) -> SeenMember {
    SeenMember {
        is_caller: member.id == staff.member().id,
        member,
    }
}

fn entry(member: &ListedMember, action: &'static str, detail: Option<String>) -> Audit {
    Audit {
        action,
        subject_kind: "member",
        subject_id: Some(member.id.into()),
        subject_name: Some(member.name.clone()),
        detail,
    }
}

fn taken(error: DataError, email: &str) -> Error {
    match error {
        DataError::Duplicate => Error::Taken {
            slug: "already-member",
            field: FieldError::new(
                "/email",
                "taken",
                format!("{email} is a member or invited already. See Settings › Members."),
            ),
        },
        other => other.into(),
    }
}

fn words(role: Role) -> String {
    role.as_str().replace('_', " ")
}

/// Each id once.
pub(crate) fn distinct<T: Ord>(ids: Vec<T>) -> Vec<T> {
    BTreeSet::from_iter(ids).into_iter().collect()
}
