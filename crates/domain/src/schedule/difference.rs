//! How one plan differs from another: what an edit moves, and what publishing would change.

use super::{Plan, Task, TaskKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
#[cfg(feature = "schema")]
use utoipa::ToSchema;
use uuid::Uuid;

/// What people read of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
pub struct Dates {
    /// What it is called.
    pub name: String,
    /// Who does it.
    pub trade: Option<String>,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// How much is done, in per cent.
    pub progress: u8,
}

/// A task that is not the same in two plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
pub struct Change {
    /// The task.
    pub task_id: Uuid,
    /// What it is.
    pub kind: TaskKind,
    /// As it was; nothing of what is new.
    pub before: Option<Dates>,
    /// As it is; nothing of what was taken away.
    pub after: Option<Dates>,
}

impl From<&Task> for Dates {
    fn from(task: &Task) -> Dates {
        Dates {
            name: task.name.clone(),
            trade: task.trade.clone(),
            starts_on: task.starts_on,
            ends_on: task.ends_on,
            progress: task.progress,
        }
    }
}

impl Plan {
    /// What is different from `before` for who reads it, in the order of this plan; what was taken
    /// away comes last.
    pub fn changes_since(&self, before: &Plan) -> Vec<Change> {
        let mut old: HashMap<Uuid, &Task> =
            before.tasks.iter().map(|task| (task.id, task)).collect();
        let mut changes: Vec<Change> = self
            .tasks
            .iter()
            .map(|task| Change {
                task_id: task.id,
                kind: task.kind,
                before: old.remove(&task.id).map(Dates::from),
                after: Some(Dates::from(task)),
            })
            .filter(|change| change.before != change.after)
            .collect();
        let gone = before
            .tasks
            .iter()
            .filter(|task| old.contains_key(&task.id));
        changes.extend(gone.map(|task| Change {
            task_id: task.id,
            kind: task.kind,
            before: Some(Dates::from(task)),
            after: None,
        }));
        changes
    }
}
