//! The days that follow from what tasks wait for: one forward pass over the tasks in the order of
//! their dependencies, then the groups from the innermost out.

use super::calendar::WorkDays;
use super::plan::progress;
use super::{Plan, Task, TaskKind};
use crate::fault::Fault;
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

/// Names told of a circle.
const CIRCLE_TOLD: usize = 8;

impl Plan {
    /// Works out every start, end and group. The plan's references are whole: [`Plan::apply`] sees to it.
    ///
    /// # Errors
    /// `dependency_cycle` with the names of a circle; `out_of_range` past the year 2200.
    pub fn recalculate(&mut self) -> Result<(), Vec<Fault>> {
        let places: HashMap<Uuid, usize> = self.places();
        let order = self.in_order(&places)?;
        let calendar = self.calendar.clone();
        let days = WorkDays::of(&calendar);
        for at in order {
            let Some((starts_on, ends_on)) = self.dates_of(at, &places, &days) else {
                return Err(too_far(&self.tasks[at]));
            };
            self.tasks[at].starts_on = starts_on;
            self.tasks[at].ends_on = ends_on;
        }
        self.sum_up_groups(&places, &days);
        Ok(())
    }

    /// Where each task is in the list.
    pub(super) fn places(&self) -> HashMap<Uuid, usize> {
        let places = self.tasks.iter().enumerate();
        places.map(|(at, task)| (task.id, at)).collect()
    }

    /// The tasks, each after everything it waits for; groups are left out.
    fn in_order(&self, places: &HashMap<Uuid, usize>) -> Result<Vec<usize>, Vec<Fault>> {
        let mut waiting: Vec<usize> = vec![0; self.tasks.len()];
        let mut followers: Vec<Vec<usize>> = vec![Vec::new(); self.tasks.len()];
        for (at, task) in self.tasks.iter().enumerate() {
            for other in &task.depends_on {
                if let Some(place) = places.get(&other.task_id) {
                    waiting[at] += 1;
                    followers[*place].push(at);
                }
            }
        }
        let mut order: Vec<usize> = (0..self.tasks.len())
            .filter(|at| waiting[*at] == 0)
            .collect();
        let mut next = 0;
        while next < order.len() {
            for follower in &followers[order[next]] {
                waiting[*follower] -= 1;
                if waiting[*follower] == 0 {
                    order.push(*follower);
                }
            }
            next += 1;
        }
        match waiting.iter().position(|count| *count > 0) {
            Some(caught) => Err(self.circle(caught, &waiting, places)),
            None => {
                order.retain(|at| self.tasks[*at].kind != TaskKind::Group);
                Ok(order)
            }
        }
    }

    /// The circle that a task is caught in or waits for, by name.
    fn circle(
        &self,
        caught: usize,
        waiting: &[usize],
        places: &HashMap<Uuid, usize>,
    ) -> Vec<Fault> {
        let mut way = vec![caught];
        let circle = loop {
            let here = &self.tasks[way[way.len() - 1]];
            let before = here.depends_on.iter().find_map(|other| {
                places
                    .get(&other.task_id)
                    .filter(|place| waiting[**place] > 0)
            });
            let Some(before) = before.copied() else {
                break &way[..];
            };
            if let Some(seen) = way.iter().position(|at| *at == before) {
                break &way[seen..];
            }
            way.push(before);
        };
        let mut names: Vec<&str> = circle
            .iter()
            .rev()
            .map(|at| self.tasks[*at].name.as_str())
            .collect();
        if names.len() > CIRCLE_TOLD {
            names.truncate(CIRCLE_TOLD);
            names.push("…");
        }
        names.push(names[0]);
        vec![Fault {
            pointer: "/edits".to_owned(),
            code: "dependency_cycle",
            message: format!(
                "These would wait for each other: {}. Take one of the links away.",
                names.join(" → ")
            ),
        }]
    }

    fn dates_of(
        &self,
        at: usize,
        places: &HashMap<Uuid, usize>,
        days: &WorkDays<'_>,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let task = &self.tasks[at];
        // A milestone is the end of a day, so it falls on the day on which what it waits for ends.
        let after_end = i64::from(task.kind == TaskKind::Task);
        let mut earliest = task.not_before;
        for other in &task.depends_on {
            if let Some(place) = places.get(&other.task_id) {
                let lag = after_end + i64::from(other.lag_days);
                let allowed = days.plus(self.tasks[*place].ends_on, lag)?;
                earliest = Some(earliest.map_or(allowed, |day| day.max(allowed)));
            }
        }
        let starts_on = days.on_or_after(earliest.unwrap_or(self.starts_on))?;
        let ends_on = match task.kind {
            TaskKind::Task => days.plus(starts_on, i64::from(task.days.max(1)) - 1)?,
            _ => starts_on,
        };
        Some((starts_on, ends_on))
    }

    /// Groups follow their tasks, from the innermost out: each comes before what is in it.
    fn sum_up_groups(&mut self, places: &HashMap<Uuid, usize>, days: &WorkDays<'_>) {
        let mut within: Vec<Vec<usize>> = vec![Vec::new(); self.tasks.len()];
        for at in (0..self.tasks.len()).rev() {
            if self.tasks[at].kind == TaskKind::Group {
                let inside = std::mem::take(&mut within[at]);
                let first = inside.iter().map(|at| self.tasks[*at].starts_on).min();
                let last = inside.iter().map(|at| self.tasks[*at].ends_on).max();
                let done = progress(inside.iter().map(|at| &self.tasks[*at]));
                let starts_on = first.unwrap_or(self.starts_on);
                let ends_on = last.unwrap_or(starts_on);
                let group = &mut self.tasks[at];
                group.progress = done;
                group.starts_on = starts_on;
                group.ends_on = ends_on;
                group.days = match inside.is_empty() {
                    true => 0,
                    false => u32::try_from(days.between(starts_on, ends_on)).unwrap_or(u32::MAX),
                };
                self.pass_up(at, &inside, places, &mut within);
            } else {
                self.pass_up(at, &[at], places, &mut within);
            }
        }
    }

    fn pass_up(
        &self,
        at: usize,
        leaves: &[usize],
        places: &HashMap<Uuid, usize>,
        within: &mut [Vec<usize>],
    ) {
        let parent = self.tasks[at].parent_id;
        if let Some(place) = parent.and_then(|parent| places.get(&parent)) {
            within[*place].extend_from_slice(leaves);
        }
    }
}

fn too_far(task: &Task) -> Vec<Fault> {
    vec![Fault {
        pointer: "/edits".to_owned(),
        code: "out_of_range",
        message: format!(
            "“{}” would be outside the years 1950 to 2200. Make what comes before it shorter.",
            task.name
        ),
    }]
}
