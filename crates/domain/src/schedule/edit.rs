//! Changing a plan: a list of edits that are made together or not at all.

use super::calendar::{OUT_OF_RANGE, in_range};
use super::{
    DAYS_MAX, Dependency, LAG_MAX, LEVELS_MAX, Plan, TASKS_MAX, Task, TaskKind, WorkCalendar,
};
use crate::fault::{Fault, Faults};
use crate::text::NAME_MAX_CHARS;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
#[cfg(feature = "schema")]
use utoipa::ToSchema;
use uuid::Uuid;

/// Most tasks that one task waits for.
const DEPENDENCIES_MAX: usize = 50;

/// One change to a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Saves a task whole; one with an id that is not there yet is added at the end of its group.
    Put {
        /// The task.
        task: TaskFields,
    },
    /// Puts a task into a group or to the top, after one of those there; first if left out.
    Place {
        /// The task.
        task_id: Uuid,
        /// The group; the top if left out.
        #[serde(default)]
        parent_id: Option<Uuid>,
        /// What it follows.
        #[serde(default)]
        after_id: Option<Uuid>,
    },
    /// Takes a task away, with what is in it; what waited for it waits no more.
    Remove {
        /// The task.
        task_id: Uuid,
    },
    /// Says which days are worked.
    Calendar {
        /// The days.
        calendar: WorkCalendar,
    },
    /// Says when tasks start that wait for nothing.
    Start {
        /// The day.
        starts_on: NaiveDate,
    },
}

/// What is said of a task; its days follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TaskFields {
    /// Its id: a UUID of the sender's making.
    pub id: Uuid,
    /// The group it is in; the top if left out.
    #[serde(default)]
    pub parent_id: Option<Uuid>,
    /// What it is; it stays so.
    pub kind: TaskKind,
    /// What it is called.
    pub name: String,
    /// Who does it.
    #[serde(default)]
    pub trade: Option<String>,
    /// The earliest day it may start; without one, as soon as what it waits for allows.
    #[serde(default)]
    pub not_before: Option<NaiveDate>,
    /// Working days of a task, 1 if left out.
    #[serde(default)]
    pub days: u32,
    /// How much is done, in per cent.
    #[serde(default)]
    pub progress: u8,
    /// What it waits for; nothing of a group.
    #[serde(default)]
    pub depends_on: Vec<Dependency>,
}

impl Plan {
    /// Makes the edits, in order, and works out the days.
    ///
    /// # Errors
    /// Every fault of the edits with its pointer, or a circle by its names; the plan is not to be
    /// used then.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<(), Vec<Fault>> {
        let mut faults = Faults::default();
        for (at, edit) in edits.iter().enumerate() {
            let pointer = format!("/edits/{at}");
            match edit {
                Edit::Put { task } => self.put(task, &format!("{pointer}/task"), &mut faults),
                Edit::Place {
                    task_id,
                    parent_id,
                    after_id,
                } => self.place(*task_id, *parent_id, *after_id, &pointer, &mut faults),
                Edit::Remove { task_id } => self.remove(*task_id, &pointer, &mut faults),
                Edit::Calendar { calendar } => {
                    self.calendar = calendar.clone();
                    let pointer = format!("{pointer}/calendar");
                    self.calendar.clean(&pointer, &mut faults);
                }
                Edit::Start { starts_on } => {
                    self.starts_on = *starts_on;
                    check_day(&format!("{pointer}/starts_on"), *starts_on, &mut faults);
                }
            }
        }
        self.check(edits, &mut faults);
        faults.done()?;
        self.put_in_order();
        self.recalculate()
    }

    fn put(&mut self, fields: &TaskFields, at: &str, faults: &mut Faults) {
        let mut task = fields.as_task(self.starts_on);
        faults.line(format!("{at}/name"), &mut task.name, NAME_MAX_CHARS);
        faults.required(format!("{at}/name"), &task.name);
        faults.optional_line(format!("{at}/trade"), &mut task.trade, NAME_MAX_CHARS);
        faults.within(format!("{at}/progress"), task.progress.into(), 0, 100);
        if let Some(day) = task.not_before {
            check_day(&format!("{at}/not_before"), day, faults);
        }
        faults.within(format!("{at}/days"), fields.days.into(), 0, DAYS_MAX.into());
        let links = format!("{at}/depends_on");
        faults.count(&links, task.depends_on.len(), DEPENDENCIES_MAX);
        for (at, other) in task.depends_on.iter().enumerate() {
            let (lag, most) = (i64::from(other.lag_days), i64::from(LAG_MAX));
            faults.within(format!("{links}/{at}/lag_days"), lag, -most, most);
        }
        match self.tasks.iter_mut().find(|there| there.id == task.id) {
            Some(there) if there.kind != task.kind => {
                let text = "What it is stays so. Take it away and add another one.";
                faults.add(format!("{at}/kind"), "unchangeable", text);
            }
            Some(there) if there.parent_id == task.parent_id => *there = task,
            Some(_) => {
                self.tasks.retain(|there| there.id != task.id);
                self.tasks.push(task);
            }
            None => self.tasks.push(task),
        }
    }

    fn place(
        &mut self,
        id: Uuid,
        parent_id: Option<Uuid>,
        after_id: Option<Uuid>,
        at: &str,
        faults: &mut Faults,
    ) {
        let Some(from) = self.tasks.iter().position(|task| task.id == id) else {
            return unknown(&format!("{at}/task_id"), faults);
        };
        let mut task = self.tasks.remove(from);
        task.parent_id = parent_id;
        let to = match after_id {
            None => 0,
            Some(after) => {
                let there = self
                    .tasks
                    .iter()
                    .position(|task| task.id == after && task.parent_id == parent_id);
                match there {
                    Some(place) => place + 1,
                    None => {
                        unknown(&format!("{at}/after_id"), faults);
                        from
                    }
                }
            }
        };
        self.tasks.insert(to, task);
    }

    fn remove(&mut self, id: Uuid, at: &str, faults: &mut Faults) {
        if !self.tasks.iter().any(|task| task.id == id) {
            return unknown(&format!("{at}/task_id"), faults);
        }
        let mut gone = HashSet::from([id]);
        // Groups come before what is in them only once the plan is in order.
        for _ in 0..=LEVELS_MAX {
            let inside = self.tasks.iter().filter_map(|task| {
                let parent = task.parent_id?;
                gone.contains(&parent).then_some(task.id)
            });
            let inside: Vec<Uuid> = inside.collect();
            gone.extend(inside);
        }
        self.tasks.retain(|task| !gone.contains(&task.id));
        for task in &mut self.tasks {
            task.depends_on
                .retain(|other| !gone.contains(&other.task_id));
        }
    }

    /// What must hold between tasks.
    fn check(&self, edits: &[Edit], faults: &mut Faults) {
        if self.tasks.len() > TASKS_MAX {
            let text = format!("A schedule holds at most {TASKS_MAX} tasks.");
            faults.add("/edits", "too_many", text);
        }
        let places = self.places();
        let pointers = pointers(edits);
        let pointer = |id: &Uuid| pointers.get(id).cloned().unwrap_or("/edits".to_owned());
        for task in &self.tasks {
            if let Some(parent) = task.parent_id {
                let place = places.get(&parent);
                let is_group = place.is_some_and(|at| self.tasks[*at].kind == TaskKind::Group);
                let at = format!("{}/parent_id", pointer(&task.id));
                if !is_group {
                    faults.add(at, "unknown_group", "Choose a group of this schedule.");
                } else if self.levels_above(task, &places) > LEVELS_MAX {
                    let text = format!(
                        "Groups can be {LEVELS_MAX} levels deep, and never in themselves. Choose a group further up."
                    );
                    faults.add(at, "too_deep", text);
                }
            }
            self.check_links(task, &places, &pointer(&task.id), faults);
        }
    }

    fn check_links(
        &self,
        task: &Task,
        places: &HashMap<Uuid, usize>,
        pointer: &str,
        faults: &mut Faults,
    ) {
        let mut seen = HashSet::new();
        for (at, other) in task.depends_on.iter().enumerate() {
            let at = format!("{pointer}/depends_on/{at}/task_id");
            let place = places.get(&other.task_id);
            let is_task = place.is_some_and(|at| self.tasks[*at].kind != TaskKind::Group);
            if !is_task || task.kind == TaskKind::Group {
                let text = "Link tasks and milestones of this schedule. Groups follow their tasks.";
                faults.add(at, "unknown_task", text);
            } else if !seen.insert(other.task_id) {
                faults.add(at, "twice", "This link is there already.");
            }
        }
    }

    fn levels_above(&self, task: &Task, places: &HashMap<Uuid, usize>) -> usize {
        let mut levels = 0;
        let mut parent = task.parent_id;
        while let Some(place) = parent.and_then(|id| places.get(&id)) {
            levels += 1;
            if levels > LEVELS_MAX {
                break;
            }
            parent = self.tasks[*place].parent_id;
        }
        levels
    }

    /// Each group before what is in it, siblings as they are.
    fn put_in_order(&mut self) {
        let mut inside: HashMap<Option<Uuid>, Vec<Task>> = HashMap::new();
        for task in self.tasks.drain(..) {
            inside.entry(task.parent_id).or_default().push(task);
        }
        let mut next: Vec<Task> = inside.remove(&None).unwrap_or_default();
        next.reverse();
        while let Some(task) = next.pop() {
            if let Some(below) = inside.remove(&Some(task.id)) {
                next.extend(below.into_iter().rev());
            }
            self.tasks.push(task);
        }
    }
}

impl TaskFields {
    fn as_task(&self, day: NaiveDate) -> Task {
        Task {
            id: self.id,
            parent_id: self.parent_id,
            kind: self.kind,
            name: self.name.clone(),
            trade: self.trade.clone(),
            not_before: self.not_before.filter(|_| self.kind != TaskKind::Group),
            days: match self.kind {
                TaskKind::Task => self.days.max(1),
                _ => 0,
            },
            progress: self.progress,
            depends_on: self.depends_on.clone(),
            starts_on: day,
            ends_on: day,
        }
    }
}

/// Where each edited task is spoken of.
fn pointers(edits: &[Edit]) -> HashMap<Uuid, String> {
    let spoken = edits
        .iter()
        .enumerate()
        .filter_map(|(at, edit)| match edit {
            Edit::Put { task } => Some((task.id, format!("/edits/{at}/task"))),
            Edit::Place { task_id, .. } => Some((*task_id, format!("/edits/{at}"))),
            _ => None,
        });
    spoken.collect()
}

fn check_day(pointer: &str, day: NaiveDate, faults: &mut Faults) {
    if !in_range(day) {
        faults.add(pointer, "out_of_range", OUT_OF_RANGE);
    }
}

fn unknown(pointer: &str, faults: &mut Faults) {
    let text = "It is not in this schedule any more. Reload it.";
    faults.add(pointer, "unknown_task", text);
}
