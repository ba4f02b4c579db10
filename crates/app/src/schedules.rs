//! The schedule of a project: planned by members, shown as it was last published ([M7]).

use crate::fields::Fields;
use crate::items::{self, Item};
use crate::records::{self, HistoryEntry, invalid};
use crate::shares::{self, MESSAGE_MAX_CHARS};
use crate::versions::today;
use crate::{App, Error, StaffCaller};
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::schedule::{Change, Edit, Plan};
use lintel_persistence::{NewItem, Staff};

pub use lintel_persistence::{Baseline, PublishedSchedule, Schedule};

/// Most edits of one call: a whole schedule taken away, put back and put in order.
pub const EDITS_MAX: usize = 3 * lintel_domain::schedule::TASKS_MAX;

/// A schedule with everything that hangs on it.
#[derive(Clone, Debug)]
pub struct FullSchedule {
    /// Its item.
    pub item: Item,
    /// What is in it.
    pub schedule: Schedule,
    /// The steps of its life.
    pub history: Vec<HistoryEntry>,
}

/// What edits did, or would do.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The schedule with the edits in it.
    pub schedule: FullSchedule,
    /// What became different.
    pub changes: Vec<Change>,
}

/// The schedule of a project, if it has one.
pub async fn of_project(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
) -> Result<Option<FullSchedule>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.project(Action::ContentRead, project).await?;
    match staff.schedule_of(project).await? {
        Some(id) => Ok(Some(full(&staff, id).await?)),
        None => Ok(None),
    }
}

/// A schedule.
pub async fn get(app: &App, caller: &StaffCaller, id: ItemId) -> Result<FullSchedule, Error> {
    let mut staff = app.staff(caller).await?;
    staff.item(&[Kind::Schedule], id).await?;
    full(&staff, id).await
}

async fn full(staff: &Staff, id: ItemId) -> Result<FullSchedule, Error> {
    let item = staff.load_item(id).await?;
    Ok(FullSchedule {
        schedule: staff.schedule(id).await?,
        history: staff.record_history(item.project_id, id).await?,
        item,
    })
}

/// Makes the schedule of a project, with these edits in it; it starts today unless one says more.
///
/// # Errors
/// `409` when the project has one; [`Error::Invalid`] with every fault of the edits.
pub async fn create(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    edits: &[Edit],
) -> Result<FullSchedule, Error> {
    check_number(edits)?;
    let mut staff = app.staff_write(caller).await?;
    staff.hold_tree(Action::ContentWrite, project).await?;
    if staff.schedule_of(project).await?.is_some() {
        return Err(exists(
            "This project has a schedule already. Change that one.",
        ));
    }
    let mut plan = Plan::new(today(&staff));
    plan.apply(edits).map_err(invalid)?;
    let new = NewItem::titled(project, Kind::Schedule, None, "Schedule".to_owned());
    let id = staff.add_item(new).await?;
    staff.add_schedule(id, project, &plan).await?;
    records::step(&staff, &staff.load_item(id).await?, "created", None).await?;
    let schedule = full(&staff, id).await?;
    staff.commit().await?;
    Ok(schedule)
}

/// Makes edits together.
///
/// # Errors
/// [`Error::Invalid`] with every fault, a circle of links among them; [`Error::PreconditionFailed`]
/// for a stale `if_match`.
pub async fn edit(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    if_match: Option<i64>,
    edits: &[Edit],
) -> Result<Edited, Error> {
    check_number(edits)?;
    let mut staff = app.staff_write(caller).await?;
    items::to_change(&mut staff, &[Kind::Schedule], id, if_match).await?;
    let before = staff.schedule(id).await?.draft;
    let (plan, changes) = edited(&before, edits)?;
    if plan != before {
        staff.save_draft_plan(id, &plan).await?;
    }
    let schedule = full(&staff, id).await?;
    staff.commit().await?;
    Ok(Edited { schedule, changes })
}

/// Shows what edits would do. Nothing is written, so that a bar that is dragged keeps nobody waiting.
///
/// # Errors
/// As for [`edit`].
pub async fn preview(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    if_match: Option<i64>,
    edits: &[Edit],
) -> Result<Edited, Error> {
    check_number(edits)?;
    let mut staff = app.staff(caller).await?;
    let (project, kind) = staff.whereabouts(&[Kind::Schedule], id).await?;
    staff.project(kind.to_write(), project).await?;
    let mut schedule = full(&staff, id).await?;
    items::check_version(&schedule.item, if_match)?;
    let (plan, changes) = edited(&schedule.schedule.draft, edits)?;
    schedule.schedule.draft = plan;
    Ok(Edited { schedule, changes })
}

fn edited(before: &Plan, edits: &[Edit]) -> Result<(Plan, Vec<Change>), Error> {
    let mut plan = before.clone();
    plan.apply(edits).map_err(invalid)?;
    let changes = plan.changes_since(before);
    Ok((plan, changes))
}

fn check_number(edits: &[Edit]) -> Result<(), Error> {
    if edits.len() > EDITS_MAX {
        let text = format!("Send at most {EDITS_MAX} edits at once.");
        return Err(Error::field("/edits", "too_many", text));
    }
    Ok(())
}

/// Keeps the plan as it is, to hold progress against, instead of what was kept before; or forgets
/// what was kept.
pub async fn set_baseline(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    keep: bool,
) -> Result<FullSchedule, Error> {
    let mut staff = app.staff_write(caller).await?;
    let item = items::to_change(&mut staff, &[Kind::Schedule], id, None).await?;
    let plan = staff.schedule(id).await?.draft;
    staff.save_baseline(id, keep.then_some(&plan)).await?;
    let verb = if keep {
        "baseline set"
    } else {
        "baseline removed"
    };
    records::step(&staff, &item, verb, None).await?;
    let schedule = full(&staff, id).await?;
    staff.commit().await?;
    Ok(schedule)
}

/// What publishing would change for clients.
pub async fn changes(app: &App, caller: &StaffCaller, id: ItemId) -> Result<Vec<Change>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.item(&[Kind::Schedule], id).await?;
    let schedule = staff.schedule(id).await?;
    let empty = || Plan::new(schedule.draft.starts_on);
    let shown = schedule.published.unwrap_or_else(empty);
    Ok(schedule.draft.changes_since(&shown))
}

/// Shows clients the plan as it is now: whoever the schedule is shared with, now or later.
///
/// # Errors
/// `409` when there is nothing in it.
pub async fn publish(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    notify: bool,
    message: Option<&str>,
) -> Result<FullSchedule, Error> {
    let mut fields = Fields::default();
    let message = message.and_then(|text| fields.text("/message", text, MESSAGE_MAX_CHARS));
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    let (project, _) = staff.whereabouts(&[Kind::Schedule], id).await?;
    let project = staff.hold_tree(Action::Share, project).await?;
    let item = staff.load_item(id).await?;
    let plan = staff.schedule(id).await?.draft;
    if plan.tasks.is_empty() {
        return Err(Error::conflict(
            "schedule-empty",
            "There is nothing in this schedule yet. Add a task first.",
        ));
    }
    staff.save_published_plan(id, Some(&plan)).await?;
    staff
        .save_record(id, &item.title, &plan.words(), item.dated_at)
        .await?;
    if item.state != State::Published {
        staff.set_state(id, State::Published).await?;
    }
    records::step(&staff, &item, "published", None).await?;
    if notify {
        let seers = staff.seers(id).await?;
        let mut readers = staff.recipients(project.id).await?;
        readers.retain(|client| seers.contains(&client.id));
        let items = staff.shareables(project.id, &[id]).await?;
        shares::tell(&staff, &project, &items, &readers, message).await?;
    }
    let schedule = full(&staff, id).await?;
    staff.commit().await?;
    Ok(schedule)
}

/// Takes what clients see from them; the plan stays as it is.
pub async fn unpublish(app: &App, caller: &StaffCaller, id: ItemId) -> Result<FullSchedule, Error> {
    let mut staff = app.staff_write(caller).await?;
    let (project, _) = staff.whereabouts(&[Kind::Schedule], id).await?;
    staff.hold_tree(Action::Share, project).await?;
    let item = staff.load_item(id).await?;
    staff.save_published_plan(id, None).await?;
    staff
        .save_record(id, &item.title, "", item.dated_at)
        .await?;
    staff.set_state(id, State::Draft).await?;
    records::step(&staff, &item, "unpublished", None).await?;
    let schedule = full(&staff, id).await?;
    staff.commit().await?;
    Ok(schedule)
}

/// Whether schedules can come back to a project: it has room for one.
///
/// # Errors
/// `409` when it has one, or two would come back.
pub(crate) async fn check_restored(
    staff: &Staff,
    project: ProjectId,
    schedules: usize,
) -> Result<(), Error> {
    if schedules > 1 || (schedules == 1 && staff.schedule_of(project).await?.is_some()) {
        return Err(exists(
            "A project has one schedule. Delete the one that is there before you restore another.",
        ));
    }
    Ok(())
}

fn exists(text: &str) -> Error {
    Error::conflict("schedule-exists", text)
}
