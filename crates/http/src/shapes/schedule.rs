//! Schedules, as members see and write them.

use super::item::Item;
use super::record::HistoryEntry;
use super::rules;
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use lintel_app::schedules::{Edited, FullSchedule};
use lintel_domain::schedule::{Change, Dependency, Edit, Plan, Task, TaskKind, WorkCalendar};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// The schedule of a project.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectSchedule {
    /// `null` while there is none.
    pub schedule: Option<Schedule>,
}

/// When what is done on site; `state` is `published` once clients have one to see.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct Schedule {
    #[serde(flatten)]
    pub item: Item,
    /// When tasks start that wait for nothing and have no day of their own.
    pub starts_on: NaiveDate,
    pub calendar: WorkCalendar,
    /// In the order in which they are shown, each group before what is in it.
    pub tasks: Vec<ScheduleTask>,
    /// The first and the last day of all tasks; `null` without any.
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    /// How much of the work is done, in per cent, by working days.
    pub progress: u8,
    /// When the baseline was kept.
    pub baseline_at: Option<DateTime<Utc>>,
    /// The last day by the baseline.
    pub baseline_last_day: Option<NaiveDate>,
    pub published_at: Option<DateTime<Utc>>,
    /// The name of who published it.
    pub published_by: Option<String>,
    /// Whether clients see something else than this.
    pub has_unpublished_changes: bool,
    pub changed_at: DateTime<Utc>,
    /// The name of who changed it last.
    pub changed_by: String,
    pub history: Vec<HistoryEntry>,
}

/// An entry of a schedule, with the days that were worked out.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct ScheduleTask {
    pub id: Uuid,
    /// The group it is in.
    pub parent_id: Option<Uuid>,
    pub kind: TaskKind,
    pub name: String,
    pub trade: Option<String>,
    /// The earliest day it may start.
    pub not_before: Option<NaiveDate>,
    /// Working days.
    pub days: u32,
    /// How much is done, in per cent.
    pub progress: u8,
    pub depends_on: Vec<Dependency>,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// Its days by the baseline.
    pub baseline: Option<TaskDays>,
}

/// The days of a task.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct TaskDays {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// What edits did, or would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditedSchedule {
    /// The schedule with the edits in it.
    pub schedule: Schedule,
    /// What became different.
    pub changes: Vec<Change>,
}

/// What publishing would change for clients.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScheduleChanges {
    /// In the order of the schedule; what was taken away comes last.
    pub changes: Vec<Change>,
}

/// A new schedule.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateSchedule {
    /// What is in it; it starts today unless one of these says more.
    #[serde(default)]
    #[garde(skip)]
    pub edits: Vec<Edit>,
}

/// Edits that are made together, in order, or not at all.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditSchedule {
    #[allow(missing_docs, reason = "told above")]
    #[garde(skip)]
    pub edits: Vec<Edit>,
    /// Only shows what they would do.
    #[serde(default)]
    #[garde(skip)]
    pub preview: bool,
}

/// How a schedule is shown to clients.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishSchedule {
    /// Whether those whom it is shared with get a letter.
    #[garde(skip)]
    pub notify: bool,
    /// Words for the letter.
    #[serde(default)]
    #[garde(inner(custom(rules::text)))]
    pub message: Option<String>,
}

impl From<FullSchedule> for Schedule {
    fn from(full: FullSchedule) -> Schedule {
        let schedule = full.schedule;
        let baseline = schedule.baseline.as_ref().map(|baseline| &baseline.plan);
        let span = schedule.draft.span();
        let kept: HashMap<Uuid, &Task> = baseline
            .into_iter()
            .flat_map(|plan| &plan.tasks)
            .map(|task| (task.id, task))
            .collect();
        Schedule {
            first_day: span.map(|(first, _)| first),
            last_day: span.map(|(_, last)| last),
            progress: schedule.draft.progress(),
            has_unpublished_changes: schedule.published.as_ref() != Some(&schedule.draft),
            baseline_last_day: baseline.and_then(Plan::span).map(|(_, last)| last),
            baseline_at: schedule.baseline.as_ref().map(|baseline| baseline.at),
            tasks: schedule
                .draft
                .tasks
                .into_iter()
                .map(|task| ScheduleTask::new(task, &kept))
                .collect(),
            starts_on: schedule.draft.starts_on,
            calendar: schedule.draft.calendar,
            published_at: schedule.published_at,
            published_by: schedule.published_by,
            changed_at: schedule.changed_at,
            changed_by: schedule.changed_by,
            history: full.history.into_iter().map(Into::into).collect(),
            item: full.item.into(),
        }
    }
}

impl ScheduleTask {
    fn new(task: Task, baseline: &HashMap<Uuid, &Task>) -> ScheduleTask {
        ScheduleTask {
            baseline: baseline.get(&task.id).map(|kept| TaskDays {
                starts_on: kept.starts_on,
                ends_on: kept.ends_on,
            }),
            id: task.id,
            parent_id: task.parent_id,
            kind: task.kind,
            name: task.name,
            trade: task.trade,
            not_before: task.not_before,
            days: task.days,
            progress: task.progress,
            depends_on: task.depends_on,
            starts_on: task.starts_on,
            ends_on: task.ends_on,
        }
    }
}

impl From<Edited> for EditedSchedule {
    fn from(edited: Edited) -> EditedSchedule {
        EditedSchedule {
            schedule: edited.schedule.into(),
            changes: edited.changes,
        }
    }
}
