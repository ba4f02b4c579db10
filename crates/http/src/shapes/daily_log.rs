//! Daily logs.

use super::common::page;
use super::item::Item;
use super::record::{HistoryEntry, Picture, RecordState, first_pictures};
use super::{patch, rules};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use garde::Validate;
use lintel_app::daily_logs::{ContentChange, FullLog, Hours, ListedLog, LogChange, LogFilter};
use lintel_domain::daily_log::{Delivery, Incident, Note, TimeCard, Visitor, Weather, WorkLog};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// What was done on site in a day; `state` is `published` once it was submitted.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the fields of the domain's content")]
pub struct DailyLog {
    #[serde(flatten)]
    pub item: Item,
    /// The day on site.
    pub day: NaiveDate,
    pub weather: Weather,
    pub work: Vec<WorkLog>,
    pub time_cards: Vec<TimeCard>,
    pub deliveries: Vec<Delivery>,
    pub visitors: Vec<Visitor>,
    pub notes: Vec<Note>,
    pub incidents: Vec<Incident>,
    /// Whether clients do not get the time cards.
    pub hide_time_cards: bool,
    pub pictures: Vec<Picture>,
    /// Minutes of all time cards.
    pub worked_minutes: i32,
    pub submitted_at: Option<DateTime<Utc>>,
    /// The name of who submitted it.
    pub submitted_by: Option<String>,
    pub history: Vec<HistoryEntry>,
    /// Other logs of this day; drafts can be merged.
    pub same_day: Vec<SameDay>,
}

/// Another log of a day.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct SameDay {
    pub id: Uuid,
    pub state: String,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
}

/// A log in a list.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as in the log itself")]
pub struct DailyLogSummary {
    #[serde(flatten)]
    pub item: Item,
    pub day: NaiveDate,
    pub weather: Weather,
    pub worked_minutes: i32,
    /// How many people worked.
    pub workers: usize,
    /// The trades that worked, as the log names them.
    pub trades: Vec<String>,
    /// The first four.
    pub pictures: Vec<Picture>,
    pub picture_count: usize,
    pub incident_count: usize,
    pub hide_time_cards: bool,
    pub submitted_at: Option<DateTime<Utc>>,
}

page! {
    /// Logs, the newest day first.
    DailyLogPage of DailyLogSummary
}

/// Which logs are wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DailyLogQuery {
    /// From this day.
    #[garde(inner(custom(rules::day)))]
    #[param(nullable = false)]
    from: Option<NaiveDate>,
    /// To this day.
    #[garde(inner(custom(rules::day)))]
    #[param(nullable = false)]
    to: Option<NaiveDate>,
    /// Only drafts, or only submitted ones.
    #[garde(skip)]
    #[param(nullable = false, inline)]
    state: Option<RecordState>,
    /// Only logs in whose words this is, whatever the case; time cards are not searched.
    #[garde(length(chars, max = 200))]
    #[param(nullable = false)]
    q: Option<String>,
}

/// What is written in a log; what is left out stays, lists are replaced whole. A draft may have
/// gaps.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[garde(allow_unvalidated)]
pub struct WriteDailyLog {
    /// The day on site; today, for a new one, if left out.
    #[serde(deserialize_with = "patch::set")]
    #[schema(value_type = NaiveDate, required = false)]
    #[garde(inner(custom(rules::day)))]
    day: Option<NaiveDate>,
    /// The weather.
    #[serde(deserialize_with = "patch::set")]
    #[schema(value_type = Weather, required = false)]
    weather: Option<Weather>,
    /// What was done.
    #[serde(deserialize_with = "patch::set")]
    #[schema(value_type = Vec<WorkLog>, required = false)]
    work: Option<Vec<WorkLog>>,
    /// Who worked, and how long.
    #[serde(deserialize_with = "patch::set")]
    #[schema(value_type = Vec<TimeCard>, required = false)]
    time_cards: Option<Vec<TimeCard>>,
    /// What was delivered.
    #[serde(deserialize_with = "patch::set")]
    #[schema(value_type = Vec<Delivery>, required = false)]
    deliveries: Option<Vec<Delivery>>,
    /// Who came by.
    #[serde(deserialize_with = "patch::set")]
    #[schema(value_type = Vec<Visitor>, required = false)]
    visitors: Option<Vec<Visitor>>,
    /// What else there is to say.
    #[serde(deserialize_with = "patch::set")]
    #[schema(value_type = Vec<Note>, required = false)]
    notes: Option<Vec<Note>>,
    /// What went wrong.
    #[serde(deserialize_with = "patch::set")]
    #[schema(value_type = Vec<Incident>, required = false)]
    incidents: Option<Vec<Incident>>,
    /// Whether clients do not get the time cards; can be changed after submitting, by who may share.
    #[serde(deserialize_with = "patch::set")]
    #[schema(value_type = bool, required = false)]
    hide_time_cards: Option<bool>,
}

/// Which log is merged.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeDailyLogs {
    /// The other draft of the same day; it goes to the trash.
    #[garde(skip)]
    pub from: Uuid,
}

/// Which days are summed up.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HoursQuery {
    /// From this day; 27 days before the last one if left out.
    #[garde(inner(custom(rules::day)))]
    #[param(nullable = false)]
    pub from: Option<NaiveDate>,
    /// To this day; today if left out.
    #[garde(inner(custom(rules::day)))]
    #[param(nullable = false)]
    pub to: Option<NaiveDate>,
}

/// Hours by day and trade, drafts included.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoursByTrade {
    /// Every day, worked or not.
    pub days: Vec<NaiveDate>,
    /// Every trade, by name; empty where a card names none.
    pub trades: Vec<String>,
    /// Days and trades with hours.
    pub items: Vec<TradeHours>,
    /// Minutes in all.
    pub total_minutes: i32,
}

/// Hours of a trade on a day.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct TradeHours {
    pub day: NaiveDate,
    pub trade: String,
    pub minutes: i32,
}

impl From<DailyLogQuery> for LogFilter {
    fn from(query: DailyLogQuery) -> LogFilter {
        LogFilter {
            from: query.from,
            to: query.to,
            state: query.state.map(Into::into),
            text: query.q.filter(|text| !text.is_empty()),
        }
    }
}

impl From<WriteDailyLog> for LogChange {
    fn from(body: WriteDailyLog) -> LogChange {
        LogChange {
            day: body.day,
            hide_time_cards: body.hide_time_cards,
            content: ContentChange {
                weather: body.weather,
                work: body.work,
                time_cards: body.time_cards,
                deliveries: body.deliveries,
                visitors: body.visitors,
                notes: body.notes,
                incidents: body.incidents,
            },
        }
    }
}

impl From<FullLog> for DailyLog {
    fn from(full: FullLog) -> DailyLog {
        let content = full.log.content;
        let same_day = |other: lintel_app::daily_logs::SameDay| SameDay {
            id: other.id.into(),
            state: other.state,
            created_by: other.created_by,
            created_at: other.created_at,
        };
        DailyLog {
            item: full.item.into(),
            day: full.log.day,
            worked_minutes: content.worked_minutes(),
            weather: content.weather,
            work: content.work,
            time_cards: content.time_cards,
            deliveries: content.deliveries,
            visitors: content.visitors,
            notes: content.notes,
            incidents: content.incidents,
            hide_time_cards: full.log.hide_time_cards,
            pictures: full.pictures.into_iter().map(Into::into).collect(),
            submitted_at: full.log.submitted_at,
            submitted_by: full.log.submitted_by,
            history: full.history.into_iter().map(Into::into).collect(),
            same_day: full.same_day.into_iter().map(same_day).collect(),
        }
    }
}

impl From<ListedLog> for DailyLogSummary {
    fn from(listed: ListedLog) -> DailyLogSummary {
        let content = listed.log.content;
        let mut trades: Vec<String> = Vec::new();
        for work in &content.work {
            if !work.trade.is_empty() && !trades.contains(&work.trade) {
                trades.push(work.trade.clone());
            }
        }
        DailyLogSummary {
            item: listed.item.into(),
            day: listed.log.day,
            worked_minutes: content.worked_minutes(),
            workers: content.workers(),
            trades,
            incident_count: content.incidents.len(),
            weather: content.weather,
            picture_count: listed.pictures.len(),
            pictures: first_pictures(listed.pictures),
            hide_time_cards: listed.log.hide_time_cards,
            submitted_at: listed.log.submitted_at,
        }
    }
}

impl From<Hours> for HoursByTrade {
    fn from(hours: Hours) -> HoursByTrade {
        let trades: BTreeSet<String> = hours
            .minutes
            .keys()
            .map(|(_, trade)| trade.clone())
            .collect();
        let length = (hours.to - hours.from).num_days();
        HoursByTrade {
            days: (0..=length)
                .map(|days| hours.from + TimeDelta::days(days))
                .collect(),
            trades: trades.into_iter().collect(),
            total_minutes: hours.minutes.values().sum(),
            items: hours
                .minutes
                .into_iter()
                .map(|((day, trade), minutes)| TradeHours {
                    day,
                    trade,
                    minutes,
                })
                .collect(),
        }
    }
}
