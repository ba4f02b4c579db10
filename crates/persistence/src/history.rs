//! Reading the record: the audit log [A2] and the activity of projects [A1], newest first.

use crate::{DataError, Page, PageRequest, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

/// An entry of the audit log.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AuditEntry {
    /// Its id.
    pub id: Uuid,
    /// When, in UTC.
    pub at: DateTime<Utc>,
    /// `member`, `client` or `system`.
    pub actor_kind: String,
    /// Who, by their name at the time.
    pub actor_name: Option<String>,
    /// What was done, such as `client.invited`.
    pub action: String,
    /// What it was done to, such as `client`.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: Option<Uuid>,
    /// Its name at the time.
    pub subject_name: Option<String>,
    /// More, in words.
    pub detail: Option<String>,
}

/// Something that happened on a project.
#[derive(Clone, Debug)]
pub struct Happening {
    /// Its id.
    pub id: Uuid,
    /// When, in UTC.
    pub at: DateTime<Utc>,
    /// Who, by their name at the time.
    pub actor_name: String,
    /// What was done, as one verb in the past.
    pub verb: String,
    /// What it was done to.
    pub item: Option<ItemId>,
    /// Its title at the time.
    pub item_title: Option<String>,
    /// What it is.
    pub kind: Option<Kind>,
    /// More, in words.
    pub detail: Option<String>,
}

#[derive(FromQueryResult)]
struct HappeningRow {
    id: Uuid,
    at: DateTime<Utc>,
    actor_name: String,
    verb: String,
    item_id: Option<ItemId>,
    item_title: Option<String>,
    kind: Option<String>,
    detail: Option<String>,
}

impl Staff {
    /// The organisation's audit log, newest first.
    pub async fn audit_log(&self, page: &PageRequest) -> Result<Page<AuditEntry>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), page.fetch().into()];
        let older = older_than(page, &mut values)?;
        let rows: Vec<AuditEntry> = self
            .tx
            .rows(
                &format!("SELECT * FROM audit WHERE org_id = $1{older} ORDER BY at DESC, id DESC LIMIT $2"),
                values,
            )
            .await?;
        page.page(rows, |row| (row.at, row.id))
    }

    /// What happened on a project, newest first.
    pub async fn happenings(
        &self,
        project: ProjectId,
        page: &PageRequest,
    ) -> Result<Page<Happening>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), page.fetch().into()];
        let older = older_than(page, &mut values)?;
        values.push(project.into());
        let project = values.len();
        let rows: Vec<HappeningRow> = self
            .tx
            .rows(
                &format!(
                    "SELECT * FROM activity WHERE org_id = $1 AND project_id = ${project}{older} \
                     ORDER BY at DESC, id DESC LIMIT $2"
                ),
                values,
            )
            .await?;
        Ok(page
            .page(rows, |row| (row.at, row.id))?
            .map(Happening::from))
    }
}

/// The condition that starts a page after the last row of the one before.
fn older_than(page: &PageRequest, values: &mut Vec<Value>) -> Result<String, DataError> {
    let Some((at, id)) = page.after::<(DateTime<Utc>, Uuid)>()? else {
        return Ok(String::new());
    };
    values.extend([at.into(), id.into()]);
    let last = values.len();
    Ok(format!(" AND (at, id) < (${}, ${last})", last - 1))
}

impl From<HappeningRow> for Happening {
    fn from(row: HappeningRow) -> Happening {
        Happening {
            id: row.id,
            at: row.at,
            actor_name: row.actor_name,
            verb: row.verb,
            item: row.item_id,
            item_title: row.item_title,
            kind: row.kind.as_deref().and_then(Kind::parse),
            detail: row.detail,
        }
    }
}
