//! What is written in a daily log. The same shape is stored, sent and taken.

use serde::{Deserialize, Serialize};
#[cfg(feature = "schema")]
use utoipa::ToSchema;

/// Everything that is typed in a log, its day aside. A draft may have gaps anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Content {
    /// The weather on site.
    pub weather: Weather,
    /// What was done.
    pub work: Vec<WorkLog>,
    /// Who worked, and how long.
    pub time_cards: Vec<TimeCard>,
    /// What was delivered.
    pub deliveries: Vec<Delivery>,
    /// Who came by.
    pub visitors: Vec<Visitor>,
    /// What else there is to say.
    pub notes: Vec<Note>,
    /// What went wrong.
    pub incidents: Vec<Incident>,
}

/// The weather on site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Weather {
    /// What it was like.
    pub conditions: Option<Conditions>,
    /// The coldest, in degrees Celsius.
    pub low: Option<i32>,
    /// The warmest, in degrees Celsius.
    pub high: Option<i32>,
    /// Rain, in millimetres.
    pub rain_mm: Option<i32>,
    /// Wind, in kilometres an hour.
    pub wind_kmh: Option<i32>,
    /// More, in words.
    pub note: Option<String>,
}

/// What the weather was like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of a weather report")]
pub enum Conditions {
    Sunny,
    PartlyCloudy,
    Cloudy,
    Fog,
    Showers,
    Rain,
    Storm,
    Wind,
    Snow,
    Hot,
    Frost,
}

/// Work of one trade.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct WorkLog {
    /// The trade, such as Carpenter.
    pub trade: String,
    /// What was done.
    pub done: String,
    /// Where on site.
    pub place: Option<String>,
}

/// The hours of one worker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TimeCard {
    /// The worker's name.
    pub worker: String,
    /// Their trade.
    pub trade: Option<String>,
    /// How long they worked, in minutes.
    pub minutes: i32,
}

/// Something that was delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Delivery {
    /// What.
    pub what: String,
    /// Who delivered it.
    pub supplier: Option<String>,
    /// More, in words.
    pub note: Option<String>,
}

/// Somebody who came by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Visitor {
    /// Their name.
    pub name: String,
    /// Where they came from.
    pub organisation: Option<String>,
    /// Why they came.
    pub reason: Option<String>,
}

/// A note of one of three kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// What it says.
    #[serde(default)]
    pub text: String,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the kinds of [M6]")]
pub enum NoteKind {
    General,
    Safety,
    Quality,
}

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// A delay, or one of safety.
    pub kind: IncidentKind,
    /// What happened.
    #[serde(default)]
    pub what: String,
    /// How long a delay was, in minutes.
    #[serde(default)]
    pub minutes: Option<i32>,
    /// What a delay came from.
    #[serde(default)]
    pub cause: Option<Cause>,
    /// How grave it was, for safety.
    #[serde(default)]
    pub severity: Option<Severity>,
}

/// What kind of incident it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the kinds of [M6]")]
pub enum IncidentKind {
    Delay,
    Safety,
}

/// What a delay came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the causes that contracts name")]
pub enum Cause {
    Weather,
    Materials,
    Labour,
    Client,
    Design,
    Inspection,
    Other,
}

/// How grave a safety incident was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the grades of safety reports")]
pub enum Severity {
    NearMiss,
    FirstAid,
    Medical,
    Serious,
}
