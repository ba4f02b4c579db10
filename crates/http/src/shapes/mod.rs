//! Request and response shapes. What a client sees has types of its own.

pub mod audit;
pub mod auth;
pub mod client;
pub mod common;
pub mod daily_log;
pub mod drawing;
pub mod file;
pub mod form;
pub mod item;
pub mod member;
pub mod organisation;
pub mod patch;
pub mod photo;
pub mod portal;
pub mod portal_link;
pub mod portal_records;
pub mod project;
pub mod record;
pub mod rules;
pub mod schedule;
pub mod share;
pub mod trash;
pub mod update;
pub mod version;
