//! Daily logs ([M6]): what is written in them, beside the item.

use crate::drafts::{from_json, to_json};
use crate::entity::daily_log;
use crate::tx::{Tx, list};
use crate::{DataError, PortalProject, Staff};
use chrono::{DateTime, NaiveDate, Utc};
use lintel_domain::daily_log::Content;
use lintel_domain::ids::{ItemId, OrgId, ProjectId};
use sea_orm::{FromQueryResult, Set, Value};
use std::collections::HashMap;

/// What a log has of its own.
#[derive(Clone, Debug)]
pub struct DailyLog {
    /// The day on site.
    pub day: NaiveDate,
    /// What is written.
    pub content: Content,
    /// Whether clients do not get the time cards.
    pub hide_time_cards: bool,
    /// When it was last submitted, in UTC.
    pub submitted_at: Option<DateTime<Utc>>,
    /// The name of who did.
    pub submitted_by: Option<String>,
}

/// Another log of the same day.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SameDay {
    /// Its item.
    pub id: ItemId,
    /// Where it stands.
    pub state: String,
    /// The name of who made it.
    pub created_by: String,
    /// When, in UTC.
    pub created_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Row {
    item_id: ItemId,
    day: NaiveDate,
    content: String,
    hide_time_cards: bool,
    submitted_at: Option<DateTime<Utc>>,
    submitted_by_name: Option<String>,
}

async fn logs(
    tx: &Tx,
    org: OrgId,
    items: &[ItemId],
) -> Result<HashMap<ItemId, DailyLog>, DataError> {
    if items.is_empty() {
        return Ok(HashMap::new());
    }
    let mut values: Vec<Value> = vec![org.into()];
    values.extend(items.iter().map(|id| Value::from(*id)));
    let sql = format!(
        "SELECT d.item_id, d.day, d.content, d.hide_time_cards, d.submitted_at, m.name AS submitted_by_name \
         FROM daily_log d LEFT JOIN member m ON m.org_id = d.org_id AND m.id = d.submitted_by \
         WHERE d.org_id = $1 AND d.item_id IN ({})",
        list(2, items.len())
    );
    let rows: Vec<Row> = tx.rows(&sql, values).await?;
    rows.into_iter().map(Row::log).collect()
}

impl PortalProject {
    /// What is written in logs that this client sees; they come from a list or a detail of this door.
    pub async fn daily_logs(
        &self,
        items: &[ItemId],
    ) -> Result<HashMap<ItemId, DailyLog>, DataError> {
        logs(&self.tx, self.viewer().org, items).await
    }
}

impl Staff {
    /// What is written in logs.
    pub async fn daily_logs(
        &self,
        items: &[ItemId],
    ) -> Result<HashMap<ItemId, DailyLog>, DataError> {
        logs(&self.tx, self.org_id(), items).await
    }

    /// What is written in one log.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn daily_log(&self, item: ItemId) -> Result<DailyLog, DataError> {
        let mut found = self.daily_logs(&[item]).await?;
        found.remove(&item).ok_or(DataError::NotFound)
    }

    /// Makes an item a daily log.
    pub async fn add_daily_log(
        &self,
        item: ItemId,
        project: ProjectId,
        log: &DailyLog,
    ) -> Result<(), DataError> {
        self.tx
            .insert(daily_log::ActiveModel {
                item_id: Set(item.into()),
                org_id: Set(self.org_id().into()),
                project_id: Set(project.into()),
                day: Set(log.day),
                content: Set(to_json(&log.content)?),
                hide_time_cards: Set(log.hide_time_cards),
                submitted_at: Set(None),
                submitted_by: Set(None),
            })
            .await
    }

    /// Saves what is written in a log. Its title and place in lists are the item's.
    pub async fn save_daily_log(&self, item: ItemId, log: &DailyLog) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE daily_log SET day = $3, content = $4, hide_time_cards = $5 WHERE org_id = $1 AND item_id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    log.day.into(),
                    to_json(&log.content)?.into(),
                    log.hide_time_cards.into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// Records that this member submitted a log now.
    pub async fn daily_log_submitted(&self, item: ItemId) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE daily_log SET submitted_at = $3, submitted_by = $4 WHERE org_id = $1 AND item_id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    self.now().into(),
                    self.member().id.into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// The other logs of a day of a project.
    pub async fn logs_of_day(
        &self,
        project: ProjectId,
        day: NaiveDate,
        but: ItemId,
    ) -> Result<Vec<SameDay>, DataError> {
        self.tx
            .rows(
                "SELECT i.id, i.state, m.name AS created_by, i.created_at FROM daily_log d \
                 JOIN item i ON i.org_id = d.org_id AND i.id = d.item_id AND i.state <> 'deleted' \
                 JOIN member m ON m.org_id = i.org_id AND m.id = i.created_by \
                 WHERE d.org_id = $1 AND d.project_id = $2 AND d.day = $3 AND d.item_id <> $4 \
                 ORDER BY i.created_at, i.id LIMIT 20",
                vec![self.org_id().into(), project.into(), day.into(), but.into()],
            )
            .await
    }

    /// The days and contents of a project's logs from a day to another, both included.
    pub async fn logs_between(
        &self,
        project: ProjectId,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(NaiveDate, Content)>, DataError> {
        let rows: Vec<Row> = self
            .tx
            .rows(
                "SELECT d.item_id, d.day, d.content, d.hide_time_cards, d.submitted_at, i.title AS submitted_by_name \
                 FROM daily_log d JOIN item i ON i.org_id = d.org_id AND i.id = d.item_id AND i.state <> 'deleted' \
                 WHERE d.org_id = $1 AND d.project_id = $2 AND d.day >= $3 AND d.day <= $4 ORDER BY d.day, d.item_id",
                vec![
                    self.org_id().into(),
                    project.into(),
                    from.into(),
                    to.into(),
                ],
            )
            .await?;
        let content = |row: Row| row.log().map(|(_, log)| (log.day, log.content));
        rows.into_iter().map(content).collect()
    }
}

impl Row {
    fn log(self) -> Result<(ItemId, DailyLog), DataError> {
        let log = DailyLog {
            day: self.day,
            content: from_json("daily log", &self.content)?,
            hide_time_cards: self.hide_time_cards,
            submitted_at: self.submitted_at,
            submitted_by: self.submitted_by_name,
        };
        Ok((self.item_id, log))
    }
}
