//! The use cases: one function and one transaction per thing a person can do, and the jobs.
//!
//! A use case reads: permit, load, decide (in `lintel-domain`), save, tell (activity, audit,
//! outbox), commit. Nothing slow happens inside the transaction.

pub mod acceptance;
pub mod accounts;
pub mod archives;
pub mod audit;
pub mod calendars;
pub mod client_access;
pub mod clients;
mod clock;
pub mod daily_logs;
pub mod documents;
mod doors;
pub mod drawings;
mod error;
mod fields;
pub mod files;
pub mod folders;
pub mod forms;
mod hasher;
pub mod idempotency;
mod inviting;
pub mod items;
mod letters;
mod links;
pub mod members;
pub mod organisation;
pub mod passwords;
pub mod photos;
pub mod pieces;
pub mod portal;
pub mod portal_links;
pub mod projects;
pub mod receipts;
pub mod records;
mod renders;
pub mod reports;
pub mod schedules;
mod secrets;
pub mod sessions;
pub mod shares;
pub mod sheets;
pub mod sweep;
mod throttle;
pub mod trash;
pub mod updates;
pub mod uploads;
pub mod versions;
pub mod visibility;
mod worker;

pub use clock::Clock;
pub use error::{Error, FieldError};
pub use hasher::Hasher;
pub use lintel_files::Renderer;
pub use lintel_persistence::{
    Folder, ItemFilter, ListedProject, PathFolder, Recipient, Shared, SharedWith,
};
pub use lintel_persistence::{Lane, Page, PageRequest, Receipt};
pub use secrets::{LinkPurpose, MASTER_MIN_BYTES, Secrets, Token, random_token, token_hash};
pub use sheets::Printer;
pub use throttle::Throttle;
pub use worker::Worker;

use lintel_domain::ids::{LinkId, SessionId};
use lintel_domain::organisation::Plan;
use lintel_files::Store;
use lintel_mail::Mailer;
use lintel_persistence::Database;
use std::sync::Arc;

/// Everything a use case needs; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Database,
    /// The file store.
    pub files: Store,
    /// Makes the pictures of files.
    pub renderer: Renderer,
    /// Where letters go.
    pub mailer: Mailer,
    /// The time.
    pub clock: Clock,
    /// Password hashes.
    pub hasher: Hasher,
    /// Where PDFs wait for their turn.
    pub printer: Printer,
    /// How often passwords are tried.
    pub throttle: Throttle,
    /// Keys and link tokens.
    pub secrets: Secrets,
    /// What the operator chose.
    pub settings: Arc<Settings>,
}

/// What the operator chose.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address in letters, without a slash at the end.
    pub public_url: url::Url,
    /// The plan of new organisations ([L5]).
    pub default_plan: Plan,
    /// Most bytes of one upload.
    pub max_upload_bytes: u64,
    /// Most bytes of one organisation's files; `None` for no limit.
    pub storage_quota_bytes: Option<u64>,
}

/// A signed-in member, as the access token says; the session's row decides.
#[derive(Clone, Debug)]
pub struct StaffCaller(pub Caller);

/// A signed-in client, as the access token says; the session's row decides.
#[derive(Clone, Debug)]
pub struct ClientCaller(pub Caller);

/// Whoever has a project's private link, as the access token says; the link's row decides.
#[derive(Clone, Debug)]
pub struct LinkCaller(pub LinkId);

/// The session of a verified token, and the receipt of a write under an `Idempotency-Key`.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The session the token names.
    pub session: SessionId,
    /// Marked as done in the transaction of the effect.
    pub receipt: Option<Receipt>,
}
