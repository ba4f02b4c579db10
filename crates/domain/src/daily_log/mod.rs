//! The daily log ([M6]): what was done on site in a day, by whom, and what happened.

mod content;
mod rules;

pub use content::{
    Cause, Conditions, Content, Delivery, Incident, IncidentKind, Note, NoteKind, Severity,
    TimeCard, Visitor, Weather, WorkLog,
};
pub use rules::{DAY_MINUTES, ENTRIES_MAX, NOTE_MAX_CHARS};
