//! Reports ([M5]): forms that are filled in, beside the item.

use crate::drafts::{from_json, to_json};
use crate::entity::report;
use crate::tx::{Tx, list};
use crate::{DataError, PortalProject, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::form::{Answers, Section, Tally};
use lintel_domain::ids::{FormTemplateId, ItemId, OrgId};
use sea_orm::{FromQueryResult, Set, Value};
use std::collections::HashMap;

/// What a report has of its own.
#[derive(Clone, Debug)]
pub struct Report {
    /// The form it is made with.
    pub template: FormTemplateId,
    /// The form's name today.
    pub template_name: String,
    /// The form's revision it is made with.
    pub revision: i32,
    /// The form's newest revision.
    pub newest_revision: i32,
    /// What it asks for.
    pub sections: Vec<Section>,
    /// The answers.
    pub answers: Answers,
    /// How far it is answered.
    pub tally: Tally,
    /// When it was last completed, in UTC.
    pub completed_at: Option<DateTime<Utc>>,
    /// The name of who did.
    pub completed_by: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    item_id: ItemId,
    template_id: FormTemplateId,
    template_name: String,
    revision: i32,
    newest_revision: i32,
    sections: String,
    answers: String,
    asked: i32,
    answered: i32,
    failed: i32,
    completed_at: Option<DateTime<Utc>>,
    completed_by_name: Option<String>,
}

async fn reports(
    tx: &Tx,
    org: OrgId,
    items: &[ItemId],
) -> Result<HashMap<ItemId, Report>, DataError> {
    if items.is_empty() {
        return Ok(HashMap::new());
    }
    let mut values: Vec<Value> = vec![org.into()];
    values.extend(items.iter().map(|id| Value::from(*id)));
    let sql = format!(
        "SELECT r.item_id, r.template_id, t.name AS template_name, r.revision, t.revision AS newest_revision, \
           v.sections, r.answers, r.asked, r.answered, r.failed, r.completed_at, m.name AS completed_by_name \
         FROM report r \
         JOIN form_template t ON t.org_id = r.org_id AND t.id = r.template_id \
         JOIN form_revision v ON v.org_id = r.org_id AND v.template_id = r.template_id AND v.number = r.revision \
         LEFT JOIN member m ON m.org_id = r.org_id AND m.id = r.completed_by \
         WHERE r.org_id = $1 AND r.item_id IN ({})",
        list(2, items.len())
    );
    let rows: Vec<Row> = tx.rows(&sql, values).await?;
    rows.into_iter().map(Row::report).collect()
}

impl PortalProject {
    /// What is in reports that this client sees; they come from a list or a detail of this door.
    pub async fn reports(&self, items: &[ItemId]) -> Result<HashMap<ItemId, Report>, DataError> {
        reports(&self.tx, self.viewer().org, items).await
    }
}

impl Staff {
    /// What is in reports.
    pub async fn reports(&self, items: &[ItemId]) -> Result<HashMap<ItemId, Report>, DataError> {
        reports(&self.tx, self.org_id(), items).await
    }

    /// What is in one report.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn report(&self, item: ItemId) -> Result<Report, DataError> {
        let mut found = self.reports(&[item]).await?;
        found.remove(&item).ok_or(DataError::NotFound)
    }

    /// Makes an item a report without answers.
    pub async fn add_report(
        &self,
        item: ItemId,
        template: FormTemplateId,
        revision: i32,
        asked: usize,
    ) -> Result<(), DataError> {
        self.tx
            .insert(report::ActiveModel {
                item_id: Set(item.into()),
                org_id: Set(self.org_id().into()),
                template_id: Set(template.into()),
                revision: Set(revision),
                answers: Set(to_json(&Answers::default())?),
                asked: Set(counted(asked)),
                answered: Set(0),
                failed: Set(0),
                completed_at: Set(None),
                completed_by: Set(None),
            })
            .await
    }

    /// Saves the answers of a report, how far it is answered and the revision it is made with.
    pub async fn save_report(&self, item: ItemId, report: &Report) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE report SET revision = $3, answers = $4, asked = $5, answered = $6, failed = $7 \
                 WHERE org_id = $1 AND item_id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    report.revision.into(),
                    to_json(&report.answers)?.into(),
                    counted(report.tally.asked).into(),
                    counted(report.tally.answered).into(),
                    counted(report.tally.failed).into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// Records that this member completed a report now.
    pub async fn report_completed(&self, item: ItemId) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE report SET completed_at = $3, completed_by = $4 WHERE org_id = $1 AND item_id = $2",
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
}

fn counted(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn count(stored: i32) -> usize {
    usize::try_from(stored).unwrap_or_default()
}

impl Row {
    fn report(self) -> Result<(ItemId, Report), DataError> {
        let report = Report {
            template: self.template_id,
            template_name: self.template_name,
            revision: self.revision,
            newest_revision: self.newest_revision,
            sections: from_json("form", &self.sections)?,
            answers: from_json("report", &self.answers)?,
            tally: Tally {
                asked: count(self.asked),
                answered: count(self.answered),
                failed: count(self.failed),
            },
            completed_at: self.completed_at,
            completed_by: self.completed_by_name,
        };
        Ok((self.item_id, report))
    }
}
