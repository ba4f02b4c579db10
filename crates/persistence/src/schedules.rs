//! Schedules ([M7]): the plan as members write it, and as clients see it.

use crate::drafts::{from_json, to_json};
use crate::entity::schedule;
use crate::{DataError, PortalProject, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::schedule::Plan;
use sea_orm::{FromQueryResult, Set};

/// What a schedule has of its own, for members.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The plan as it is written.
    pub draft: Plan,
    /// The plan that clients see, once there is one.
    pub published: Option<Plan>,
    /// The plan that progress is held against.
    pub baseline: Option<Baseline>,
    /// When it was last published, in UTC.
    pub published_at: Option<DateTime<Utc>>,
    /// The name of who did.
    pub published_by: Option<String>,
    /// When the plan was last changed, in UTC.
    pub changed_at: DateTime<Utc>,
    /// The name of who did.
    pub changed_by: String,
}

/// A plan as it was.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// The plan.
    pub plan: Plan,
    /// When it was like that, in UTC.
    pub at: DateTime<Utc>,
}

/// A schedule as clients see it: what was published last.
#[derive(Clone, Debug)]
pub struct PublishedSchedule {
    /// The plan.
    pub plan: Plan,
    /// When it was published, in UTC.
    pub published_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Row {
    draft: String,
    published: Option<String>,
    baseline: Option<String>,
    baseline_at: Option<DateTime<Utc>>,
    published_at: Option<DateTime<Utc>>,
    published_by_name: Option<String>,
    changed_at: DateTime<Utc>,
    changed_by_name: String,
}

#[derive(FromQueryResult)]
struct Id {
    item_id: ItemId,
}

impl PortalProject {
    /// What was published of a schedule that this client sees; it comes from a list or a detail of
    /// this door. The draft is not even read.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn schedule(&self, item: ItemId) -> Result<PublishedSchedule, DataError> {
        #[derive(FromQueryResult)]
        struct Published {
            published: String,
            published_at: Option<DateTime<Utc>>,
        }
        let row: Option<Published> = self
            .tx
            .row(
                "SELECT published, published_at FROM schedule \
                 WHERE org_id = $1 AND item_id = $2 AND published IS NOT NULL",
                vec![self.viewer().org.into(), item.into()],
            )
            .await?;
        let row = row.ok_or(DataError::NotFound)?;
        Ok(PublishedSchedule {
            plan: from_json("schedule", &row.published)?,
            published_at: row.published_at,
        })
    }
}

impl Staff {
    /// The schedule of a project, if it has one.
    pub async fn schedule_of(&self, project: ProjectId) -> Result<Option<ItemId>, DataError> {
        let row: Option<Id> = self
            .tx
            .row(
                "SELECT s.item_id FROM schedule s \
                 JOIN item i ON i.org_id = s.org_id AND i.id = s.item_id AND i.state <> 'deleted' \
                 WHERE s.org_id = $1 AND s.project_id = $2 ORDER BY s.item_id LIMIT 1",
                vec![self.org_id().into(), project.into()],
            )
            .await?;
        Ok(row.map(|row| row.item_id))
    }

    /// What is in a schedule.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn schedule(&self, item: ItemId) -> Result<Schedule, DataError> {
        let row: Option<Row> = self
            .tx
            .row(
                "SELECT s.draft, s.published, s.baseline, s.baseline_at, s.published_at, s.changed_at, \
                   p.name AS published_by_name, c.name AS changed_by_name FROM schedule s \
                 JOIN member c ON c.org_id = s.org_id AND c.id = s.changed_by \
                 LEFT JOIN member p ON p.org_id = s.org_id AND p.id = s.published_by \
                 WHERE s.org_id = $1 AND s.item_id = $2",
                vec![self.org_id().into(), item.into()],
            )
            .await?;
        row.ok_or(DataError::NotFound)?.schedule()
    }

    /// Makes an item a schedule.
    pub async fn add_schedule(
        &self,
        item: ItemId,
        project: ProjectId,
        plan: &Plan,
    ) -> Result<(), DataError> {
        self.tx
            .insert(schedule::ActiveModel {
                item_id: Set(item.into()),
                org_id: Set(self.org_id().into()),
                project_id: Set(project.into()),
                draft: Set(to_json(plan)?),
                published: Set(None),
                baseline: Set(None),
                baseline_at: Set(None),
                published_at: Set(None),
                published_by: Set(None),
                changed_at: Set(self.now()),
                changed_by: Set(self.member().id.into()),
            })
            .await
    }

    /// Saves the plan as it is written. Nothing that clients read changes, not even when it was
    /// changed.
    pub async fn save_draft_plan(&self, item: ItemId, plan: &Plan) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE schedule SET draft = $3, changed_at = $4, changed_by = $5 WHERE org_id = $1 AND item_id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    to_json(plan)?.into(),
                    self.now().into(),
                    self.member().id.into(),
                ],
            )
            .await?;
        self.count_version(item).await
    }

    /// Makes the plan as it is written the one that clients see; `None` takes it from them.
    pub async fn save_published_plan(
        &self,
        item: ItemId,
        plan: Option<&Plan>,
    ) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE schedule SET published = $3, published_at = $4, published_by = $5 \
                 WHERE org_id = $1 AND item_id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    plan.map(to_json).transpose()?.into(),
                    plan.map(|_| self.now()).into(),
                    plan.map(|_| self.member().id.as_uuid()).into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// Keeps a plan to hold progress against; `None` forgets it.
    pub async fn save_baseline(&self, item: ItemId, plan: Option<&Plan>) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE schedule SET baseline = $3, baseline_at = $4 WHERE org_id = $1 AND item_id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    plan.map(to_json).transpose()?.into(),
                    plan.map(|_| self.now()).into(),
                ],
            )
            .await?;
        self.count_version(item).await
    }

    async fn count_version(&self, item: ItemId) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE item SET version = version + 1 WHERE org_id = $1 AND id = $2",
                vec![self.org_id().into(), item.into()],
            )
            .await?;
        Ok(())
    }
}

impl Row {
    fn schedule(self) -> Result<Schedule, DataError> {
        let plan = |text: Option<String>| text.map(|text| from_json("schedule", &text)).transpose();
        let baseline = plan(self.baseline)?;
        Ok(Schedule {
            draft: from_json("schedule", &self.draft)?,
            published: plan(self.published)?,
            baseline: baseline
                .zip(self.baseline_at)
                .map(|(plan, at)| Baseline { plan, at }),
            published_at: self.published_at,
            published_by: self.published_by_name,
            changed_at: self.changed_at,
            changed_by: self.changed_by_name,
        })
    }
}
