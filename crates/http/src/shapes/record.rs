//! What daily logs, reports and updates have in common.

use super::common::PreviewState;
use super::{patch, rules};
use chrono::{DateTime, Utc};
use garde::Validate;
use lintel_app::records;
use lintel_domain::item::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A picture of a record: seen exactly when the record is.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the fields of api.md")]
pub struct Picture {
    pub id: Uuid,
    /// For its content and previews.
    pub file_id: Uuid,
    /// The field of the form it answers.
    pub field_id: Option<String>,
    pub file_name: String,
    pub media_type: String,
    /// The file's size in bytes.
    pub size: i64,
    pub preview: PreviewState,
    /// Pixels.
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub caption: Option<String>,
    pub taken_at: Option<DateTime<Utc>>,
}

/// A step in the life of a record.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct HistoryEntry {
    pub at: DateTime<Utc>,
    /// The name of who did it.
    pub by: String,
    /// `created`, `submitted`, `completed`, `reopened`, `merged`, `scheduled`, `published`,
    /// `unpublished` or `moved to a newer form`.
    pub verb: String,
    pub reason: Option<String>,
}

/// Why a record is opened again.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    /// In a few words; members see it in the history.
    #[garde(skip)]
    pub reason: String,
}

/// What a picture shows.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePicture {
    /// In words; `null` for nothing.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<String>)]
    #[garde(inner(inner(custom(rules::text))))]
    pub caption: Option<Option<String>>,
}

/// An upload of a picture: JPEG, PNG, WebP, GIF or HEIC.
#[derive(ToSchema)]
#[allow(
    dead_code,
    reason = "describes the form; the handler reads it as it comes"
)]
pub struct UploadPicture {
    #[schema(value_type = String, format = Binary, required = false)]
    file: Option<Vec<u8>>,
    /// A complete upload in pieces, instead of `file`.
    #[schema(value_type = Uuid, required = false)]
    upload_id: Option<Uuid>,
    /// What it shows.
    #[schema(value_type = String, required = false)]
    caption: Option<String>,
    /// A name of the sender's, at most 64 characters: sending it again makes no second picture.
    #[schema(value_type = String, required = false)]
    key: Option<String>,
    /// The field of the form it answers; reports only.
    #[schema(value_type = String, required = false)]
    field_id: Option<String>,
}

/// Where a record stands.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordState {
    /// Being written.
    Draft,
    /// Submitted, completed or published.
    Published,
}

impl From<RecordState> for State {
    fn from(state: RecordState) -> State {
        match state {
            RecordState::Draft => State::Draft,
            RecordState::Published => State::Published,
        }
    }
}

impl From<records::Picture> for Picture {
    fn from(picture: records::Picture) -> Picture {
        Picture {
            id: picture.id.into(),
            file_id: picture.file_id.into(),
            field_id: picture.field_id,
            file_name: picture.name,
            media_type: picture.media_type,
            size: picture.size,
            preview: picture.preview.into(),
            width: picture.width,
            height: picture.height,
            caption: picture.caption,
            taken_at: picture.taken_at,
        }
    }
}

impl From<records::HistoryEntry> for HistoryEntry {
    fn from(entry: records::HistoryEntry) -> HistoryEntry {
        HistoryEntry {
            at: entry.at,
            by: entry.actor,
            verb: entry.verb,
            reason: entry.reason,
        }
    }
}

/// The first few pictures, as lists show them.
pub fn first_pictures(pictures: Vec<records::Picture>) -> Vec<Picture> {
    pictures.into_iter().take(4).map(Into::into).collect()
}
