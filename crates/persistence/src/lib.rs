//! The database: private tables, the doors, every query, the unit of work and the outbox.
//!
//! Nothing here hands out a connection. A use case opens a door ([`Staff`], [`Portal`],
//! [`System`]) and asks it; each file adds its module's questions to the doors.

mod acceptance;
mod accounts;
mod archive;
mod audience;
mod audience_query;
mod client_access;
mod clients;
mod copies;
mod daily_logs;
mod database;
mod details;
mod doors;
mod drafts;
mod entity;
mod error;
mod files;
mod history;
mod idempotency;
mod invitations;
mod item_rows;
mod items;
mod letters;
mod lists;
mod members;
mod names;
mod organisations;
mod outbox;
mod page;
mod password_resets;
mod pictures;
mod portal;
mod projects;
mod receipts;
mod records;
mod renditions;
mod sessions;
mod shared;
mod shares;
mod statements;
#[cfg(test)]
mod testing;
mod trash;
mod tree;
mod tx;
#[cfg(test)]
mod upgrade_test;
mod uploads;
mod visits;

pub use acceptance::{Invited, OpenedInvitation};
pub use accounts::{Account, Membership, NewOrganisation};
pub use archive::ArchiveEntry;
pub use clients::{Client, ClientFilter, ClientProject, NewClient};
pub use copies::CopySize;
pub use daily_logs::{DailyLog, SameDay};
pub use database::Database;
pub use doors::{Member, Portal, PortalProject, Staff, System, Wanted};
pub use drafts::HistoryEntry;
pub use error::DataError;
pub use files::{FileRow, NewFile, Version, VersionNote};
pub use history::{AuditEntry, Happening};
pub use idempotency::{Claimed, Receipt};
pub use invitations::{Invitee, LatestInvitation};
pub use items::{Item, ItemFile, NewItem, Photo};
pub use letters::{AccountLetter, InvitationLetter, NewsLetter, RevisionLetter, Sender};
pub use lists::{ListFilter, Sort};
pub use members::ListedMember;
pub use organisations::{Organisation, PortalImpact};
pub use outbox::{Job, LEASE, Lane, Leased};
pub use page::{PAGE_DEFAULT, PAGE_MAX, Page, PageRequest};
pub use password_resets::PasswordReset;
pub use pictures::{NewPicture, Picture};
pub use portal::{Folder, ItemFilter, ListedProject, PathFolder, SeenItem};
pub use projects::{Project, ProjectClient, ProjectFilter, ProjectRecord};
pub use receipts::{Acknowledgement, Look, RevisionNews};
pub use records::{Activity, Actor, Audit};
pub use renditions::{Clean, NewRendition, RenderOutcome, ToRender};
pub use sessions::{ListedSession, Session};
pub use shared::{Shared, SharedWith};
pub use shares::{Reaching, Recipient, Shareable};
pub use trash::{Deleted, Trashed};
pub use tree::ItemName;
pub use uploads::{PartialUpload, UPLOAD_KEPT, UploadPart};
pub use visits::Visit;
