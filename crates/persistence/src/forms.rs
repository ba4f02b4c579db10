//! Forms ([M5]): templates, whose revisions stay as they were.

use crate::drafts::{from_json, to_json};
use crate::entity::{form_revision, form_template};
use crate::names::name_key;
use crate::{DataError, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::form::Section;
use lintel_domain::ids::FormTemplateId;
use sea_orm::{FromQueryResult, Set, Value};

/// Most templates of an organisation that are listed.
const LISTED_MAX: i64 = 500;

/// A form that reports are made with, in its newest revision.
#[derive(Clone, Debug)]
pub struct FormTemplate {
    /// Its id.
    pub id: FormTemplateId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Its newest revision, counted from 1.
    pub revision: i32,
    /// What that asks for.
    pub sections: Vec<Section>,
    /// Whether no new reports are made with it.
    pub archived: bool,
    /// How many reports were made with it.
    pub used: i64,
    /// When it was made, in UTC.
    pub created_at: DateTime<Utc>,
    /// When it was last changed, in UTC.
    pub updated_at: DateTime<Utc>,
    /// The name of who changed it.
    pub updated_by: String,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// What a template says.
#[derive(Clone, Debug)]
pub struct NewForm {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// What it asks for.
    pub sections: Vec<Section>,
}

#[derive(FromQueryResult)]
struct Row {
    id: FormTemplateId,
    name: String,
    description: Option<String>,
    revision: i32,
    sections: String,
    archived_at: Option<DateTime<Utc>>,
    used: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    updated_by: String,
    version: i64,
}

const SELECT: &str = "\
    SELECT t.id, t.name, t.description, t.revision, r.sections, t.archived_at, t.created_at, t.updated_at, \
      m.name AS updated_by, t.version, \
      (SELECT COUNT(*) FROM report JOIN item i ON i.org_id = report.org_id AND i.id = report.item_id \
         WHERE report.org_id = t.org_id AND report.template_id = t.id AND i.state <> 'deleted') AS used \
    FROM form_template t \
    JOIN form_revision r ON r.org_id = t.org_id AND r.template_id = t.id AND r.number = t.revision \
    JOIN member m ON m.org_id = t.org_id AND m.id = t.updated_by";

impl Staff {
    /// The organisation's templates by name, archived ones or the others.
    pub async fn form_templates(&self, archived: bool) -> Result<Vec<FormTemplate>, DataError> {
        let which = match archived {
            true => "IS NOT NULL",
            false => "IS NULL",
        };
        let sql = format!(
            "{SELECT} WHERE t.org_id = $1 AND t.archived_at {which} ORDER BY t.name_key, t.id LIMIT {LISTED_MAX}"
        );
        let rows: Vec<Row> = self.tx.rows(&sql, vec![self.org_id().into()]).await?;
        rows.into_iter().map(FormTemplate::try_from).collect()
    }

    /// A template.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn form_template(&self, id: FormTemplateId) -> Result<FormTemplate, DataError> {
        let sql = format!("{SELECT} WHERE t.org_id = $1 AND t.id = $2");
        let row: Option<Row> = self
            .tx
            .row(&sql, vec![self.org_id().into(), id.into()])
            .await?;
        row.ok_or(DataError::NotFound)?.try_into()
    }

    /// What a revision of a template asked for.
    pub async fn form_revision(
        &self,
        template: FormTemplateId,
        revision: i32,
    ) -> Result<Vec<Section>, DataError> {
        #[derive(FromQueryResult)]
        struct Sections {
            sections: String,
        }
        let row: Option<Sections> = self
            .tx
            .row(
                "SELECT sections FROM form_revision WHERE org_id = $1 AND template_id = $2 AND number = $3",
                vec![self.org_id().into(), template.into(), revision.into()],
            )
            .await?;
        from_json("form", &row.ok_or(DataError::NotFound)?.sections)
    }

    /// Makes a template with its first revision.
    pub async fn add_form_template(&self, new: &NewForm) -> Result<FormTemplateId, DataError> {
        let id = FormTemplateId::new();
        self.tx
            .insert(form_template::ActiveModel {
                id: Set(id.into()),
                org_id: Set(self.org_id().into()),
                name: Set(new.name.clone()),
                name_key: Set(name_key(&new.name)),
                description: Set(new.description.clone()),
                revision: Set(1),
                created_at: Set(self.now()),
                updated_at: Set(self.now()),
                updated_by: Set(self.member().id.into()),
                archived_at: Set(None),
                version: Set(1),
            })
            .await?;
        self.add_form_revision(id, 1, &new.sections).await?;
        Ok(id)
    }

    /// Keeps what a template asks for from now on.
    pub async fn add_form_revision(
        &self,
        template: FormTemplateId,
        number: i32,
        sections: &[Section],
    ) -> Result<(), DataError> {
        self.tx
            .insert(form_revision::ActiveModel {
                org_id: Set(self.org_id().into()),
                template_id: Set(template.into()),
                number: Set(number),
                sections: Set(to_json(&sections)?),
                created_by: Set(self.member().id.into()),
                created_at: Set(self.now()),
            })
            .await
    }

    /// Holds a template until the commit, so that two changes do not make the same revision.
    pub async fn hold_form_template(&self, id: FormTemplateId) -> Result<(), DataError> {
        self.tx.lock("form_template", id.as_uuid()).await
    }

    /// Saves the name, description, revision and shelf of a template, and counts its version on.
    pub async fn save_form_template(&self, template: &FormTemplate) -> Result<(), DataError> {
        let archived_at: Value = match template.archived {
            true => Some(self.now()).into(),
            false => None::<DateTime<Utc>>.into(),
        };
        self.tx
            .run(
                "UPDATE form_template SET name = $3, name_key = $4, description = $5, revision = $6, \
                   archived_at = $7, updated_at = $8, updated_by = $9, version = version + 1 \
                 WHERE org_id = $1 AND id = $2",
                vec![
                    self.org_id().into(),
                    template.id.into(),
                    template.name.as_str().into(),
                    name_key(&template.name).into(),
                    template.description.clone().into(),
                    template.revision.into(),
                    archived_at,
                    self.now().into(),
                    self.member().id.into(),
                ],
            )
            .await?;
        Ok(())
    }
}

impl TryFrom<Row> for FormTemplate {
    type Error = DataError;

    fn try_from(row: Row) -> Result<FormTemplate, DataError> {
        Ok(FormTemplate {
            sections: from_json("form", &row.sections)?,
            id: row.id,
            name: row.name,
            description: row.description,
            revision: row.revision,
            archived: row.archived_at.is_some(),
            used: row.used,
            created_at: row.created_at,
            updated_at: row.updated_at,
            updated_by: row.updated_by,
            version: row.version,
        })
    }
}
