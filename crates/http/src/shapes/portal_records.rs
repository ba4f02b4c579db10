//! What is in records, as clients see it. Nothing here is built from a member's shape.

use super::record::Picture;
use chrono::{DateTime, NaiveDate, Utc};
use lintel_app::daily_logs;
use lintel_domain::daily_log::{Delivery, Incident, Note, TimeCard, Visitor, Weather, WorkLog};
use serde::Serialize;
use utoipa::ToSchema;

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
