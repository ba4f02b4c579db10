//! What is in records, as clients see it. Nothing here is built from a member's shape.

use super::portal::PortalItem;
use super::record::Picture;
use chrono::{DateTime, NaiveDate, Utc};
use lintel_app::portal::Seen;
use lintel_app::schedules::PublishedSchedule;
use lintel_app::{daily_logs, reports, updates};
use lintel_domain::daily_log::{Delivery, Incident, Note, TimeCard, Visitor, Weather, WorkLog};
use lintel_domain::form::{Answer, Field, FieldKind};
use lintel_domain::rich_text::RichNode;
use lintel_domain::schedule::{Task, TaskKind};
use serde::Serialize;
use url::Url;
use utoipa::ToSchema;
use uuid::Uuid;

/// What was done on site in a day, as clients see it.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the fields of the domain's content")]
pub struct PortalDailyLog {
    pub day: NaiveDate,
    pub weather: Weather,
    pub work: Vec<WorkLog>,
    /// `null` when the builder leaves them out.
    pub time_cards: Option<Vec<TimeCard>>,
    pub deliveries: Vec<Delivery>,
    pub visitors: Vec<Visitor>,
    pub notes: Vec<Note>,
    pub incidents: Vec<Incident>,
    pub pictures: Vec<Picture>,
    /// Minutes of all time cards; `null` when they are left out.
    pub worked_minutes: Option<i32>,
    pub submitted_at: Option<DateTime<Utc>>,
}

impl PortalDailyLog {
    /// The log as this client sees it.
    pub fn new(log: daily_logs::DailyLog, pictures: Vec<lintel_app::records::Picture>) -> Self {
        let shows_cards = !log.hide_time_cards;
        let content = log.content;
        PortalDailyLog {
            day: log.day,
            worked_minutes: shows_cards.then(|| content.worked_minutes()),
            time_cards: shows_cards.then_some(content.time_cards),
            weather: content.weather,
            work: content.work,
            deliveries: content.deliveries,
            visitors: content.visitors,
            notes: content.notes,
            incidents: content.incidents,
            pictures: pictures.into_iter().map(Into::into).collect(),
            submitted_at: log.submitted_at,
        }
    }
}

/// A form that was filled in, as clients see it.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalReport {
    /// The form's name.
    pub form: String,
    pub sections: Vec<PortalReportSection>,
    /// Answers that are a failure.
    pub failed: usize,
    pub answered: usize,
    pub asked: usize,
    pub completed_at: Option<DateTime<Utc>>,
}

/// Fields that belong together, with their answers.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalReportSection {
    pub title: String,
    pub fields: Vec<PortalAnswer>,
}

/// A question with its answer.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalAnswer {
    pub field_id: String,
    pub label: String,
    pub kind: FieldKind,
    pub unit: Option<String>,
    /// `yes`, `no` or `na`; words; a decimal; a day; the name of who signed.
    pub value: Option<String>,
    pub choices: Vec<String>,
    pub note: Option<String>,
    pub failed: bool,
    pub pictures: Vec<Picture>,
}

impl PortalReport {
    /// The report as a client sees it.
    pub fn new(report: reports::Report, pictures: Vec<lintel_app::records::Picture>) -> Self {
        let answered = |field: &Field| {
            let answer: Option<&Answer> = report.answers.get(&field.id);
            let of_field = pictures
                .iter()
                .filter(|picture| picture.field_id.as_deref() == Some(field.id.as_str()));
            PortalAnswer {
                field_id: field.id.clone(),
                label: field.label.clone(),
                kind: field.kind,
                unit: field.unit.clone(),
                value: answer.and_then(|answer| answer.value.clone()),
                choices: answer.map_or(Vec::new(), |answer| answer.choices.clone()),
                note: answer.and_then(|answer| answer.note.clone()),
                failed: answer.is_some_and(|answer| answer.fails(field)),
                pictures: of_field.cloned().map(Into::into).collect(),
            }
        };
        let sections = report.sections.iter().map(|section| PortalReportSection {
            title: section.title.clone(),
            fields: section.fields.iter().map(answered).collect(),
        });
        PortalReport {
            sections: sections.collect(),
            failed: report.tally.failed,
            answered: report.tally.answered,
            asked: report.tally.asked,
            completed_at: report.completed_at,
            form: report.template_name,
        }
    }
}

/// A message from the builder, as clients see it.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalUpdate {
    pub body: RichNode,
    pub pictures: Vec<Picture>,
    /// What is attached, as far as the client sees it.
    pub attachments: Vec<PortalItem>,
    pub published_at: Option<DateTime<Utc>>,
}

impl PortalUpdate {
    /// The update as a client sees it.
    pub fn new(
        update: updates::Update,
        pictures: Vec<lintel_app::records::Picture>,
        attached: Vec<Seen>,
    ) -> Self {
        PortalUpdate {
            body: update.body,
            pictures: pictures.into_iter().map(Into::into).collect(),
            attachments: attached.into_iter().map(Into::into).collect(),
            published_at: update.published_at,
        }
    }
}

/// When what is done on site, as it was last published.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalSchedule {
    /// In the order in which they are shown, each group before what is in it.
    pub tasks: Vec<PortalTask>,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    /// How much of the work is done, in per cent.
    pub progress: u8,
    pub published_at: Option<DateTime<Utc>>,
}

/// An entry of a schedule, as clients see it.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalTask {
    pub id: Uuid,
    /// The group it is in.
    pub parent_id: Option<Uuid>,
    pub kind: TaskKind,
    pub name: String,
    pub trade: Option<String>,
    /// Working days.
    pub days: u32,
    /// How much is done, in per cent.
    pub progress: u8,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

impl From<PublishedSchedule> for PortalSchedule {
    fn from(shown: PublishedSchedule) -> PortalSchedule {
        let span = shown.plan.span();
        let task = |task: Task| PortalTask {
            id: task.id,
            parent_id: task.parent_id,
            kind: task.kind,
            name: task.name,
            trade: task.trade,
            days: task.days,
            progress: task.progress,
            starts_on: task.starts_on,
            ends_on: task.ends_on,
        };
        PortalSchedule {
            first_day: span.map(|(first, _)| first),
            last_day: span.map(|(_, last)| last),
            progress: shown.plan.progress(),
            tasks: shown.plan.tasks.into_iter().map(task).collect(),
            published_at: shown.published_at,
        }
    }
}

/// Where a calendar program reads the schedule.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarAddress {
    /// Whoever has it can read the schedule; `null` while there is none.
    pub url: Option<String>,
}

impl From<Option<Url>> for CalendarAddress {
    fn from(url: Option<Url>) -> CalendarAddress {
        CalendarAddress {
            url: url.map(Into::into),
        }
    }
}
