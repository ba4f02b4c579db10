//! The trash of a project: what was deleted comes back, or goes for ever.

use crate::{App, Error, Page, PageRequest, StaffCaller, items, schedules};
use chrono::{DateTime, TimeDelta, Utc};
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use lintel_persistence::{Deleted, ItemName, SharedWith, Staff};

pub use lintel_persistence::Trashed;

/// How long things stay in the trash.
pub const KEPT: TimeDelta = TimeDelta::days(30);

/// What came back.
#[derive(Clone, Copy, Debug)]
pub struct Restored {
    /// Things that came back, those inside of folders included.
    pub restored: u64,
    /// Of those chosen, how many came back at the top level.
    pub moved_to_top: u64,
}

/// A page of a project's trash, what went last first.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    page: &PageRequest,
) -> Result<Page<Trashed>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.project(Action::ContentRead, project).await?;
    Ok(staff.trash(project, page).await?)
}

/// Brings things back, shared with nobody: into the folder they lay in, or to the top level when
/// that is gone or clients see what is in it.
///
/// # Errors
/// `409` when the number of a drawing was given to another one meanwhile, or the project has another
/// schedule.
pub async fn restore(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    ids: Vec<ItemId>,
) -> Result<Restored, Error> {
    let (staff, deleted) = deleted_to_change(app, caller, project, ids).await?;
    let ids: Vec<ItemId> = deleted.iter().map(|deleted| deleted.name.id).collect();
    if let Some(number) = staff.number_taken_meanwhile(&ids).await? {
        return Err(Error::conflict(
            "number-taken",
            format!(
                "Another drawing has the number {number} now. Give that one another number first."
            ),
        ));
    }
    let of_kind = |deleted: &&Deleted| deleted.name.kind == Kind::Schedule;
    schedules::check_restored(&staff, project, deleted.iter().filter(of_kind).count()).await?;
    let parents: Vec<ItemId> = deleted
        .iter()
        .filter_map(|deleted| deleted.parent)
        .collect();
    let shared = staff.shared_with(&parents).await?;
    let is_shared = |parent: &ItemId| {
        shared
            .get(parent)
            .is_some_and(|shared| shared.with != SharedWith::Nobody)
    };
    let to_top: Vec<ItemId> = deleted
        .iter()
        .filter(|deleted| deleted.orphaned || deleted.parent.as_ref().is_some_and(is_shared))
        .map(|deleted| deleted.name.id)
        .collect();
    let restored = staff.restore_items(&ids, &to_top).await?;
    tell(&staff, project, "restored", &deleted).await?;
    staff.commit().await?;
    Ok(Restored {
        restored,
        moved_to_top: to_top.len() as u64,
    })
}

/// Deletes things in the trash for ever, with their files; how many.
pub async fn purge(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    ids: Vec<ItemId>,
) -> Result<u64, Error> {
    let (staff, deleted) = deleted_to_change(app, caller, project, ids).await?;
    let ids: Vec<ItemId> = deleted.iter().map(|deleted| deleted.name.id).collect();
    let purged = staff.purge_items(&ids).await?;
    tell(&staff, project, "deleted for ever", &deleted).await?;
    staff.commit().await?;
    Ok(purged)
}

/// Deletes for ever what has been in the trash for too long; how many things.
pub async fn purge_old(app: &App, now: DateTime<Utc>) -> Result<u64, Error> {
    let system = app.db.system_write(now).await?;
    let purged = system.purge_deleted_before(now - KEPT).await?;
    system.commit().await?;
    Ok(purged)
}

async fn deleted_to_change(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    ids: Vec<ItemId>,
) -> Result<(Staff, Vec<Deleted>), Error> {
    let ids = items::chosen(ids)?;
    let mut staff = app.staff_write(caller).await?;
    let deleted = staff.deleted(project, &ids).await;
    let kinds = deleted.iter().flatten().map(|deleted| deleted.name.kind);
    items::hold_for(&mut staff, project, kinds).await?;
    Ok((staff, deleted?))
}

async fn tell(
    staff: &Staff,
    project: ProjectId,
    verb: &'static str,
    deleted: &[Deleted],
) -> Result<(), Error> {
    let names: Vec<ItemName> = deleted.iter().map(|deleted| deleted.name.clone()).collect();
    items::tell(staff, project, verb, &names, "").await
}
