//! What records have in common that are written as drafts first: names, states, history.

use crate::items::search_key;
use crate::names::sort_key;
use crate::{DataError, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::State;
use sea_orm::FromQueryResult;

/// Characters of a record that searches look in.
const SEARCHED_CHARS: usize = 20_000;
/// Most entries of a history.
const HISTORY_MAX: usize = 200;

/// A step in the life of a record.
#[derive(Clone, Debug, FromQueryResult)]
pub struct HistoryEntry {
    /// When, in UTC.
    pub at: DateTime<Utc>,
    /// Who, by their name at the time.
    pub actor: String,
    /// What was done, as one verb in the past.
    pub verb: String,
    /// Why.
    pub reason: Option<String>,
}

impl Staff {
    /// Moves a record to another state, and makes who sees it follow.
    pub async fn set_state(&self, item: ItemId, state: State) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE item SET state = $3, updated_at = $4, version = version + 1 WHERE org_id = $1 AND id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    state.as_str().into(),
                    self.now().into(),
                ],
            )
            .await?;
        self.rewrite_audience(&[item]).await
    }

    /// Names a record, says where lists put it and by which words searches find it, and counts its
    /// version on.
    pub async fn save_record(
        &self,
        item: ItemId,
        title: &str,
        words: &str,
        dated_at: DateTime<Utc>,
    ) -> Result<(), DataError> {
        let words: String = words.chars().take(SEARCHED_CHARS).collect();
        self.tx
            .run(
                "UPDATE item SET title = $3, title_key = $4, search_key = $5, dated_at = $6, updated_at = $7, \
                   version = version + 1 WHERE org_id = $1 AND id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    title.into(),
                    sort_key(None, title).into(),
                    search_key(&[Some(title), Some(&words)]).into(),
                    dated_at.into(),
                    self.now().into(),
                ],
            )
            .await?;
        self.rewrite_audience(&[item]).await
    }

    /// The steps in the life of a record, the first one first.
    pub async fn record_history(
        &self,
        project: ProjectId,
        item: ItemId,
    ) -> Result<Vec<HistoryEntry>, DataError> {
        self.tx
            .rows(
                &format!(
                    "SELECT at, actor_name AS actor, verb, detail AS reason FROM activity \
                     WHERE org_id = $1 AND project_id = $2 AND item_id = $3 AND verb IN \
                       ('created', 'submitted', 'completed', 'reopened', 'merged', 'moved to a newer form', \
                        'scheduled', 'published', 'unpublished') \
                     ORDER BY at, id LIMIT {HISTORY_MAX}"
                ),
                vec![self.org_id().into(), project.into(), item.into()],
            )
            .await
    }
}

/// A document as it is stored.
pub(crate) fn to_json(content: &impl serde::Serialize) -> Result<String, DataError> {
    serde_json::to_string(content).map_err(|error| DataError::Broken(error.to_string()))
}

/// A stored document.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(
    what: &str,
    text: &str,
) -> Result<T, DataError> {
    serde_json::from_str(text).map_err(|error| DataError::Broken(format!("{what}: {error}")))
}
