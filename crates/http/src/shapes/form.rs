//! Forms and the reports that are made with them.

use super::common::page;
use super::item::Item;
use super::record::{HistoryEntry, Picture, RecordState};
use super::{common::list, patch, rules};
use chrono::{DateTime, Utc};
use garde::Validate;
use lintel_app::Error;
use lintel_app::FieldError;
use lintel_app::forms::{self, NewTemplate, TemplateChange};
use lintel_app::items;
use lintel_app::reports::{self, FullReport, ReportChange};
use lintel_domain::form::{Answer, LibraryForm, Section};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A form that reports are made with, in its newest revision.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct FormTemplate {
    pub id: Uuid,
    pub name: String,
    pub description: Option<String>,
    /// Counted from 1; reports keep the one they were made with.
    pub revision: i32,
    pub sections: Vec<Section>,
    pub archived: bool,
    /// How many reports were made with it.
    pub used: i64,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// The name of who changed it last.
    pub updated_by: String,
}

list! {
    /// The organisation's forms by name.
    FormTemplateList of FormTemplate
}

/// A form that Lintel comes with.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct LibraryTemplate {
    pub key: String,
    pub name: String,
    pub description: String,
    pub sections: Vec<Section>,
}

list! {
    /// The forms that Lintel comes with.
    FormLibrary of LibraryTemplate
}

/// Which forms are wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FormQuery {
    /// Archived ones, or the others; the others if left out.
    #[garde(skip)]
    #[param(nullable = false)]
    pub archived: Option<bool>,
}

/// A new form: `name` and `sections`, or `library`.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateFormTemplate {
    /// Its name.
    #[garde(skip)]
    #[serde(default)]
    name: Option<String>,
    /// What it is for.
    #[garde(inner(custom(rules::text)))]
    #[serde(default)]
    description: Option<String>,
    /// What it asks for.
    #[garde(skip)]
    #[serde(default)]
    sections: Option<Vec<Section>>,
    /// The key of a form that Lintel comes with, instead.
    #[garde(skip)]
    #[serde(default)]
    library: Option<String>,
}

/// What of a form shall be different.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateFormTemplate {
    /// Its name.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    name: Option<String>,
    /// What it is for; `null` for nothing.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<String>)]
    #[garde(inner(inner(custom(rules::text))))]
    description: Option<Option<String>>,
    /// What it asks for: makes the next revision.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = Vec<Section>, required = false)]
    #[garde(skip)]
    sections: Option<Vec<Section>>,
    /// Whether no new reports are made with it.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    archived: Option<bool>,
}

/// A form that is filled in; `state` is `published` once it was completed.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct Report {
    #[serde(flatten)]
    pub item: Item,
    pub template: ReportTemplate,
    pub answers: Vec<Answer>,
    pub pictures: Vec<Picture>,
    /// Fields of the form.
    pub asked: usize,
    /// Fields with an answer.
    pub answered: usize,
    /// Answers that are a failure.
    pub failed: usize,
    pub completed_at: Option<DateTime<Utc>>,
    /// The name of who completed it.
    pub completed_by: Option<String>,
    pub history: Vec<HistoryEntry>,
}

/// The form of a report, as it was when the report was made.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct ReportTemplate {
    pub id: Uuid,
    pub name: String,
    pub revision: i32,
    pub newest_revision: i32,
    pub sections: Vec<Section>,
}

/// A report in a list.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as in the report itself")]
pub struct ReportSummary {
    #[serde(flatten)]
    pub item: Item,
    pub template_id: Uuid,
    pub template_name: String,
    pub asked: usize,
    pub answered: usize,
    pub failed: usize,
    pub completed_at: Option<DateTime<Utc>>,
}

page! {
    /// Reports, newest first.
    ReportPage of ReportSummary
}

/// Which reports are wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// Only drafts, or only completed ones.
    #[garde(skip)]
    #[param(nullable = false, inline)]
    pub state: Option<RecordState>,
    /// Only reports in whose words this is, whatever the case.
    #[garde(length(chars, max = 200))]
    #[param(nullable = false)]
    pub q: Option<String>,
}

/// A new report.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateReport {
    /// The form it is made with.
    #[garde(skip)]
    pub template_id: Uuid,
    /// Its title; the form's name and the day if left out.
    #[garde(inner(custom(rules::name)))]
    #[serde(default)]
    pub title: Option<String>,
}

/// What of a draft shall be different.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateReport {
    /// Its title.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    title: Option<String>,
    /// Answers, each for the one before; one with nothing in it clears it.
    #[garde(skip)]
    #[serde(default)]
    answers: Vec<Answer>,
}

/// A report that was moved to the newest revision of its form.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportMoved {
    /// The report as it is now.
    pub report: Report,
    /// Answers that the newer form does not ask for.
    pub dropped: Vec<DroppedAnswer>,
}

/// An answer that was dropped.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct DroppedAnswer {
    pub label: String,
    pub value: String,
}

impl From<forms::FormTemplate> for FormTemplate {
    fn from(template: forms::FormTemplate) -> FormTemplate {
        FormTemplate {
            id: template.id.into(),
            name: template.name,
            description: template.description,
            revision: template.revision,
            sections: template.sections,
            archived: template.archived,
            used: template.used,
            version: template.version,
            created_at: template.created_at,
            updated_at: template.updated_at,
            updated_by: template.updated_by,
        }
    }
}

impl From<&LibraryForm> for LibraryTemplate {
    fn from(form: &LibraryForm) -> LibraryTemplate {
        LibraryTemplate {
            key: form.key.clone(),
            name: form.name.clone(),
            description: form.description.clone(),
            sections: form.sections.clone(),
        }
    }
}

impl TryFrom<CreateFormTemplate> for NewTemplate {
    type Error = Error;

    fn try_from(body: CreateFormTemplate) -> Result<NewTemplate, Error> {
        match (body.library, body.name, body.sections) {
            (Some(key), None, None) => Ok(NewTemplate::Library(key)),
            (None, Some(name), Some(sections)) => Ok(NewTemplate::Own {
                name,
                description: body.description,
                sections,
            }),
            (Some(_), ..) => {
                let text = "Send a library form’s key alone.";
                Err(Error::field("/library", "not_alone", text))
            }
            (None, name, sections) => {
                let missing = [("/name", name.is_none()), ("/sections", sections.is_none())];
                let faults = missing.into_iter().filter(|(_, missing)| *missing);
                let faults = faults
                    .map(|(pointer, _)| FieldError::new(pointer, "required", "Fill this in."));
                Err(Error::Invalid(faults.collect()))
            }
        }
    }
}

impl From<UpdateFormTemplate> for TemplateChange {
    fn from(body: UpdateFormTemplate) -> TemplateChange {
        TemplateChange {
            name: body.name,
            description: body.description,
            sections: body.sections,
            archived: body.archived,
        }
    }
}

impl From<UpdateReport> for ReportChange {
    fn from(body: UpdateReport) -> ReportChange {
        ReportChange {
            title: body.title,
            answers: body.answers,
        }
    }
}

impl From<FullReport> for Report {
    fn from(full: FullReport) -> Report {
        let report = full.report;
        Report {
            item: full.item.into(),
            answers: report.answers.iter().cloned().collect(),
            template: ReportTemplate {
                id: report.template.into(),
                name: report.template_name,
                revision: report.revision,
                newest_revision: report.newest_revision,
                sections: report.sections,
            },
            pictures: full.pictures.into_iter().map(Into::into).collect(),
            asked: report.tally.asked,
            answered: report.tally.answered,
            failed: report.tally.failed,
            completed_at: report.completed_at,
            completed_by: report.completed_by,
            history: full.history.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<(items::Item, reports::Report)> for ReportSummary {
    fn from((item, report): (items::Item, reports::Report)) -> ReportSummary {
        ReportSummary {
            item: item.into(),
            template_id: report.template.into(),
            template_name: report.template_name,
            asked: report.tally.asked,
            answered: report.tally.answered,
            failed: report.tally.failed,
            completed_at: report.completed_at,
        }
    }
}

impl From<reports::Dropped> for DroppedAnswer {
    fn from(dropped: reports::Dropped) -> DroppedAnswer {
        DroppedAnswer {
            label: dropped.label,
            value: dropped.value,
        }
    }
}
