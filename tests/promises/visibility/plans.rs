//! Random acts on schedules: planned, published, taken back.

use super::Play;
use super::model::{Item, Planned};
use lintel_app::schedules;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use lintel_domain::schedule::{Edit, TaskFields, TaskKind};
use rand::RngExt;
use uuid::Uuid;

impl Play {
    /// One act on the schedule of a project, which is made when there is none.
    pub(super) async fn plan(&mut self, project: ProjectId) {
        let is_schedule = |id: &ItemId| self.model.items[id].kind == Kind::Schedule;
        let Some(id) = self.model.living(project).into_iter().find(is_schedule) else {
            return self.create_schedule(project).await;
        };
        match self.random.random_range(0..10) {
            0..4 => self.add_task(id).await,
            4..8 => self.publish_schedule(id).await,
            8 => self.unpublish_schedule(id).await,
            _ => {
                let kept = schedules::set_baseline(&self.below.app, &self.dan, id, true).await;
                self.done(format!("baseline of {id}"), kept);
            }
        }
    }

    async fn create_schedule(&mut self, project: ProjectId) {
        let (name, edit) = self.task();
        let made = schedules::create(&self.below.app, &self.dan, project, &[edit]).await;
        if let Some(made) = self.done(format!("schedule with {name:?}"), made) {
            let plan = Planned {
                draft: vec![name],
                published: None,
            };
            let mut item = Item::new(project, Kind::Schedule, None, made.item.title);
            item.plan = Some(plan);
            item.state = item.standing();
            self.model.items.insert(made.item.id, item);
        }
    }

    async fn add_task(&mut self, id: ItemId) {
        let (name, edit) = self.task();
        let edited = schedules::edit(&self.below.app, &self.dan, id, None, &[edit]).await;
        if self.done(format!("{name:?} in {id}"), edited).is_some() {
            self.change_plan(id, |plan| plan.draft.push(name.clone()));
        }
    }

    async fn publish_schedule(&mut self, id: ItemId) {
        let notify = self.once_in(3);
        let done = schedules::publish(&self.below.app, &self.dan, id, notify, None).await;
        if self.done(format!("publish schedule {id}"), done).is_some() {
            self.change_plan(id, |plan| plan.published = Some(plan.draft.clone()));
        }
    }

    async fn unpublish_schedule(&mut self, id: ItemId) {
        let done = schedules::unpublish(&self.below.app, &self.dan, id).await;
        if self
            .done(format!("take back schedule {id}"), done)
            .is_some()
        {
            self.change_plan(id, |plan| plan.published = None);
        }
    }

    fn change_plan(&mut self, id: ItemId, change: impl Fn(&mut Planned)) {
        self.change(&[id], |item| {
            change(item.plan.as_mut().expect("a schedule"));
            item.state = item.standing();
        });
    }

    fn task(&mut self) -> (String, Edit) {
        let name = self.title();
        let task = TaskFields {
            id: Uuid::now_v7(),
            parent_id: None,
            kind: TaskKind::Task,
            name: name.clone(),
            trade: None,
            not_before: None,
            days: 1,
            progress: 0,
            depends_on: Vec::new(),
        };
        (name, Edit::Put { task })
    }
}
