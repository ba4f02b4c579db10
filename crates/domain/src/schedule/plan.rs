//! What a schedule holds. The same document is stored as the draft, the published and the baseline.

use super::WorkCalendar;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
#[cfg(feature = "schema")]
use utoipa::ToSchema;
use uuid::Uuid;

/// Most tasks, groups and milestones of one schedule.
pub const TASKS_MAX: usize = 3000;
/// Longest task, in working days.
pub const DAYS_MAX: u32 = 2000;
/// Longest lag between tasks, in working days, either way.
pub const LAG_MAX: i32 = 365;
/// Most groups within groups.
pub const LEVELS_MAX: usize = 6;

/// A schedule: its calendar and its tasks, in the order in which they are shown, each group before
/// what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// When tasks start that wait for nothing and have no day of their own.
    pub starts_on: NaiveDate,
    /// The days that are worked.
    pub calendar: WorkCalendar,
    /// Everything in it.
    pub tasks: Vec<Task>,
}

/// What an entry of a schedule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Work that takes days.
    Task,
    /// Tasks that belong together; its days are theirs.
    Group,
    /// A moment: the end of its day.
    Milestone,
}

/// An entry of a schedule, with the days that were worked out for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id, given by whoever made it.
    pub id: Uuid,
    /// The group it is in.
    pub parent_id: Option<Uuid>,
    /// What it is.
    pub kind: TaskKind,
    /// What it is called.
    pub name: String,
    /// Who does it.
    pub trade: Option<String>,
    /// The earliest day it may start; without one, as soon as what it waits for allows.
    pub not_before: Option<NaiveDate>,
    /// Working days it takes; 0 for milestones, worked out for groups.
    pub days: u32,
    /// How much is done, in per cent; worked out for groups.
    pub progress: u8,
    /// What it waits for.
    pub depends_on: Vec<Dependency>,
    /// The first day, worked out.
    pub starts_on: NaiveDate,
    /// The last day, worked out.
    pub ends_on: NaiveDate,
}

/// What a task waits for: it starts after the other has finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    /// The other task.
    pub task_id: Uuid,
    /// Working days between them; negative ones overlap.
    #[serde(default)]
    pub lag_days: i32,
}

impl Plan {
    /// An empty plan.
    pub fn new(starts_on: NaiveDate) -> Plan {
        Plan {
            starts_on,
            calendar: WorkCalendar::default(),
            tasks: Vec::new(),
        }
    }

    /// From the first day of its tasks to the last; `None` of an empty plan.
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.tasks.iter().map(|task| task.starts_on).min()?;
        let last = self.tasks.iter().map(|task| task.ends_on).max()?;
        Some((first, last))
    }

    /// How much of the work is done, in per cent, by working days.
    pub fn progress(&self) -> u8 {
        progress(
            self.tasks
                .iter()
                .filter(|task| task.kind != TaskKind::Group),
        )
    }

    /// The words that searches find it by.
    pub fn words(&self) -> String {
        let names: Vec<&str> = self.tasks.iter().map(|task| task.name.as_str()).collect();
        names.join(" ")
    }
}

/// Progress of several tasks in per cent, weighted by their days; milestones count when there is
/// nothing else.
pub(super) fn progress<'a>(tasks: impl Iterator<Item = &'a Task> + Clone) -> u8 {
    let days: u64 = tasks.clone().map(|task| u64::from(task.days)).sum();
    let weight = |task: &Task| match days {
        0 => 1,
        _ => u64::from(task.days),
    };
    let whole: u64 = tasks.clone().map(weight).sum();
    let done: u64 = tasks
        .map(|task| weight(task) * u64::from(task.progress))
        .sum();
    match whole {
        0 => 0,
        whole => u8::try_from(done / whole).unwrap_or(100),
    }
}
