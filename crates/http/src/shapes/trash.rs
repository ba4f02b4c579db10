//! The trash of a project.

use super::common::page;
use super::item::Item;
use chrono::{DateTime, Utc};
use lintel_app::trash;
use serde::Serialize;
use utoipa::ToSchema;

/// Something in the trash.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrashedItem {
    /// What it was.
    pub item: Item,
    /// When it was deleted.
    pub deleted_at: DateTime<Utc>,
    /// The name of who deleted it.
    pub deleted_by: String,
    /// How many things went with it.
    pub contains: u64,
    /// When it is deleted for ever.
    pub purged_at: DateTime<Utc>,
}

page! {
    /// What was deleted, the latest first.
    TrashPage of TrashedItem
}

/// What came back.
#[derive(Debug, Serialize, ToSchema)]
pub struct Restored {
    /// Things that came back, those inside of folders included.
    pub restored: u64,
    /// Of those chosen, how many came back at the top level: their folder is gone, or shared.
    pub moved_to_top: u64,
}

/// How many things were deleted for ever.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct Purged {
    pub purged: u64,
}

impl From<trash::Trashed> for TrashedItem {
    fn from(trashed: trash::Trashed) -> TrashedItem {
        TrashedItem {
            item: trashed.item.into(),
            deleted_at: trashed.deleted_at,
            deleted_by: trashed.deleted_by,
            contains: trashed.contains,
            purged_at: trashed.deleted_at + trash::KEPT,
        }
    }
}

impl From<trash::Restored> for Restored {
    fn from(restored: trash::Restored) -> Restored {
        Restored {
            restored: restored.restored,
            moved_to_top: restored.moved_to_top,
        }
    }
}
