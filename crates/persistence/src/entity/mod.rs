//! The tables, nothing else. Private to this crate.
#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "the columns are described in migrations/; reads are SQL, so rows are only written"
)]

pub mod account;
pub mod activity;
pub mod audit;
pub mod client;
pub mod client_access;
pub mod document;
pub mod file;
pub mod idempotency;
pub mod invitation;
pub mod item;
pub mod member;
pub mod member_project;
pub mod organisation;
pub mod outbox;
pub mod password_reset;
pub mod project;
pub mod session;
pub mod share;
