//! The demo's schedules.

use super::Site;
use anyhow::Result;
use chrono::TimeDelta;
use lintel_app::schedules;
use lintel_app::shares::ShareWith;
use lintel_domain::ids::ItemId;
use lintel_domain::schedule::{Dependency, Edit, TaskFields, TaskKind};
use serde::Deserialize;

/// A schedule, published and shared with everyone: every step waits for the one before it.
#[derive(Deserialize)]
pub(super) struct Schedule {
    starts_in_days: i64,
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    name: String,
    steps: Vec<Step>,
    milestone: String,
    #[serde(default)]
    reached: bool,
}

#[derive(Deserialize)]
struct Step {
    name: String,
    trade: String,
    days: u32,
    #[serde(default)]
    done: u8,
    /// So many days longer than the baseline says.
    #[serde(default)]
    late: u32,
    /// So many days longer than clients know.
    #[serde(default)]
    later: u32,
}

/// How far the plan had come.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Stage {
    Baseline,
    Published,
    Draft,
}

impl Schedule {
    /// The edits that make it as it stood then; the same tasks each time.
    fn edits(&self, ids: &[ItemId], stage: Stage) -> Vec<Edit> {
        let mut ids = ids.iter().map(|id| id.as_uuid());
        let mut last = None;
        let mut edits = Vec::new();
        let mut put = |task: TaskFields| edits.push(Edit::Put { task });
        for group in &self.groups {
            let mut named = |kind, name: &str| TaskFields {
                id: ids.next().unwrap_or_default(),
                parent_id: None,
                kind,
                name: name.to_owned(),
                trade: None,
                not_before: None,
                days: 0,
                progress: 0,
                depends_on: Vec::new(),
            };
            let after = |last: Option<_>| {
                last.into_iter()
                    .map(|task_id| Dependency {
                        task_id,
                        lag_days: 0,
                    })
                    .collect()
            };
            let parent = named(TaskKind::Group, &group.name);
            let parent_id = Some(parent.id);
            put(parent);
            for step in &group.steps {
                let late = if stage >= Stage::Published {
                    step.late
                } else {
                    0
                };
                let later = if stage >= Stage::Draft { step.later } else { 0 };
                let task = TaskFields {
                    parent_id,
                    trade: Some(step.trade.clone()),
                    days: step.days + late + later,
                    progress: if stage >= Stage::Published {
                        step.done
                    } else {
                        0
                    },
                    depends_on: after(last),
                    ..named(TaskKind::Task, &step.name)
                };
                last = Some(task.id);
                put(task);
            }
            let milestone = TaskFields {
                parent_id,
                progress: if group.reached { 100 } else { 0 },
                depends_on: after(last),
                ..named(TaskKind::Milestone, &group.milestone)
            };
            last = Some(milestone.id);
            put(milestone);
        }
        edits
    }
}

impl Site<'_> {
    pub(super) async fn schedule(&self, schedule: &Schedule) -> Result<()> {
        let (app, caller) = (self.author.app, &self.author.caller);
        let steps = |group: &Group| group.steps.len() + 2;
        let count = schedule.groups.iter().map(steps).sum();
        let ids: Vec<ItemId> = std::iter::repeat_with(ItemId::new).take(count).collect();
        let today = app.clock.now().date_naive();
        let mut edits = vec![Edit::Start {
            starts_on: today + TimeDelta::days(schedule.starts_in_days),
        }];
        edits.extend(schedule.edits(&ids, Stage::Baseline));
        let made = schedules::create(app, caller, self.project, &edits).await?;
        let id = made.item.id;
        schedules::set_baseline(app, caller, id, true).await?;
        let shown = schedule.edits(&ids, Stage::Published);
        schedules::edit(app, caller, id, None, &shown).await?;
        schedules::publish(app, caller, id, false, None).await?;
        self.share_with(id, ShareWith::Everyone).await?;
        let planned = schedule.edits(&ids, Stage::Draft);
        schedules::edit(app, caller, id, None, &planned).await?;
        Ok(())
    }
}
