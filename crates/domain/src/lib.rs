//! What Lintel means, as values and pure functions: no I/O, no async, no clock.
//!
//! Start with [`access`] (who may do what) and [`visibility`] (who sees what);
//! everything else in the workspace asks these two.

pub mod access;
pub mod account;
pub mod client;
pub mod daily_log;
pub mod drawing;
pub mod email_frequency;
pub mod fault;
pub mod form;
pub mod ids;
pub mod invitation;
pub mod item;
pub mod organisation;
pub mod project;
pub mod rich_text;
pub mod schedule;
pub mod session;
pub mod settings;
pub mod sharing;
pub mod text;
pub mod version;
pub mod visibility;
