//! The tables, nothing else. Private to this crate.
#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "the columns are described in migrations/; reads are SQL, so rows are only written"
)]

pub mod account;
pub mod acknowledgement;
pub mod activity;
pub mod attachment;
pub mod audit;
pub mod client;
pub mod client_access;
pub mod daily_log;
pub mod drawing;
pub mod file;
pub mod form_revision;
pub mod form_template;
pub mod idempotency;
pub mod invitation;
pub mod item;
pub mod link_open;
pub mod member;
pub mod member_project;
pub mod organisation;
pub mod outbox;
pub mod password_reset;
pub mod photo;
pub mod picture;
pub mod portal_link;
pub mod project;
pub mod rendition;
pub mod report;
pub mod schedule;
pub mod session;
pub mod share;
pub mod update_post;
pub mod upload;
pub mod upload_part;
