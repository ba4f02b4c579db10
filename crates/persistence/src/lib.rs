//! The database: private tables, the doors, every query, the unit of work and the outbox.
//!
//! Nothing here hands out a connection. A use case opens a door ([`Staff`], [`Portal`],
//! [`System`]) and asks it; each file adds its module's questions to the doors.

mod audience;
mod audience_query;
mod database;
mod doors;
mod entity;
mod error;
mod idempotency;
mod letters;
mod organisations;
mod outbox;
mod page;
mod portal;
mod projects;
mod records;
mod shares;
mod tx;

pub use database::Database;
pub use doors::{Member, Portal, PortalProject, SESSION_IDLE, Staff, System, Wanted};
pub use error::DataError;
pub use idempotency::{Claimed, Receipt};
pub use letters::{AccountLetter, InvitationLetter, NewsLetter, Sender};
pub use organisations::Organisation;
pub use outbox::{Job, LEASE, Leased};
pub use page::{PAGE_DEFAULT, PAGE_MAX, Page, PageRequest};
pub use portal::{Folder, ItemFilter, ListedProject, PathFolder, SeenItem};
pub use projects::Project;
pub use records::{Activity, Actor, Audit};
pub use shares::{Reaching, Recipient, Shareable};
