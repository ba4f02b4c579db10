//! Versions of documents, revisions of drawings, and who looked at which.

use super::common::{PreviewState, VersionState, list};
use super::{patch, rules};
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use lintel_app::receipts::Look;
use lintel_app::versions::{self, Publishing, VersionChange};
use lintel_domain::ids::FileId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A version of a document, or a revision of a drawing.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as on items")]
pub struct Version {
    pub file_id: Uuid,
    /// Counted from 1.
    pub number: i32,
    pub state: VersionState,
    /// The revision, such as `A`.
    pub label: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub file_name: String,
    pub media_type: String,
    pub size: i64,
    pub preview: PreviewState,
    /// Why there is no preview, in words.
    pub preview_fault: Option<String>,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub pages: Option<i32>,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
    pub published_at: Option<DateTime<Utc>>,
}

list! {
    /// Every version of an item, newest first.
    VersionList of Version
}

/// An upload of a new version.
#[derive(ToSchema)]
#[allow(
    dead_code,
    reason = "describes the form; the handler reads it as it comes"
)]
pub struct UploadVersion {
    #[schema(value_type = String, format = Binary, required = false)]
    file: Option<Vec<u8>>,
    /// A complete upload in pieces, instead of `file`.
    #[schema(value_type = Uuid, required = false)]
    upload_id: Option<Uuid>,
    /// The revision, such as `B`; drawings need one.
    #[schema(value_type = String, required = false)]
    label: Option<String>,
    /// The day it was issued on; of a drawing today if left out.
    #[schema(value_type = NaiveDate, required = false)]
    issued_on: Option<NaiveDate>,
    /// What is new in it.
    #[schema(value_type = String, required = false)]
    note: Option<String>,
    /// Whether it becomes the current one at once; if left out, unless the item is shared.
    #[schema(value_type = bool, required = false)]
    publish: Option<bool>,
    /// Whether clients who see the item get a letter; `true` if left out.
    #[schema(value_type = bool, required = false)]
    notify: Option<bool>,
    /// Whether they are asked to acknowledge it; `false` if left out.
    #[schema(value_type = bool, required = false)]
    ask_acknowledgement: Option<bool>,
}

/// What is said of a version; what is left out stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateVersion {
    /// The revision, such as `B`.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<String>)]
    #[garde(inner(inner(custom(rules::text))))]
    label: Option<Option<String>>,
    /// The day it was issued on.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<NaiveDate>)]
    #[garde(inner(inner(custom(rules::day))))]
    issued_on: Option<Option<NaiveDate>>,
    /// What is new in it.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<String>)]
    #[garde(inner(inner(custom(rules::text))))]
    note: Option<Option<String>>,
}

/// How a version is published.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishVersion {
    /// Whether clients who see the item get a letter; `true` if left out.
    #[serde(default)]
    #[garde(skip)]
    notify: Option<bool>,
    /// Whether they are asked to acknowledge it; `false` if left out.
    #[serde(default)]
    #[garde(skip)]
    ask_acknowledgement: Option<bool>,
}

/// Who can see an item or has looked at it.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct ReadReceipt {
    pub client_id: Uuid,
    pub name: String,
    /// `null` while they have not looked.
    pub first_seen_at: Option<DateTime<Utc>>,
    pub last_seen_at: Option<DateTime<Utc>>,
    /// The version they looked at last.
    pub seen_version: Option<SeenVersion>,
    /// Whether that is the current one.
    pub current: bool,
    pub acknowledgement: Acknowledgement,
    pub acknowledged_at: Option<DateTime<Utc>>,
}

list! {
    /// Everyone who can see an item now or has looked at it.
    ReadReceiptList of ReadReceipt
}

/// A version that a client looked at.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as on versions")]
pub struct SeenVersion {
    pub file_id: Uuid,
    pub number: i32,
    pub label: Option<String>,
}

/// Where the acknowledgement of a revision stands.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Acknowledgement {
    /// It was not asked for.
    None,
    /// It is waited for.
    Asked,
    /// It was given.
    Given,
}

impl From<versions::Version> for Version {
    fn from(version: versions::Version) -> Version {
        Version {
            file_id: version.id.into(),
            number: version.number,
            state: version.state.into(),
            label: version.note.label,
            issued_on: version.note.issued_on,
            note: version.note.note,
            file_name: version.name,
            media_type: version.media_type,
            size: version.size,
            preview: version.preview.into(),
            preview_fault: version.preview_fault,
            width: version.width,
            height: version.height,
            pages: version.pages,
            created_by: version.created_by,
            created_at: version.created_at,
            published_at: version.published_at,
        }
    }
}

impl From<UpdateVersion> for VersionChange {
    fn from(body: UpdateVersion) -> VersionChange {
        VersionChange {
            label: body.label,
            issued_on: body.issued_on,
            note: body.note,
        }
    }
}

/// How a version is published, where it was said.
pub(crate) fn publishing(notify: Option<bool>, ask_acknowledgement: Option<bool>) -> Publishing {
    Publishing {
        notify: notify.unwrap_or(true),
        ask_acknowledgement: ask_acknowledgement.unwrap_or(false),
    }
}

impl From<PublishVersion> for Publishing {
    fn from(body: PublishVersion) -> Publishing {
        publishing(body.notify, body.ask_acknowledgement)
    }
}

impl ReadReceipt {
    /// The receipt of a look, beside the version that is current.
    pub fn new(look: Look, current: Option<FileId>) -> ReadReceipt {
        ReadReceipt {
            client_id: look.client_id.into(),
            name: look.name,
            first_seen_at: look.first_seen_at,
            last_seen_at: look.last_seen_at,
            current: look.file_id.is_some() && look.file_id == current,
            seen_version: look
                .file_id
                .zip(look.number)
                .map(|(file, number)| SeenVersion {
                    file_id: file.into(),
                    number,
                    label: look.label,
                }),
            acknowledgement: match (look.asked_at, look.given_at) {
                (_, Some(_)) => Acknowledgement::Given,
                (Some(_), None) => Acknowledgement::Asked,
                (None, None) => Acknowledgement::None,
            },
            acknowledged_at: look.given_at,
        }
    }
}

impl From<lintel_app::receipts::Acknowledgement> for Acknowledgement {
    fn from(acknowledgement: lintel_app::receipts::Acknowledgement) -> Acknowledgement {
        use lintel_app::receipts::Acknowledgement as App;
        match acknowledgement {
            App::None => Acknowledgement::None,
            App::Asked => Acknowledgement::Asked,
            App::Given => Acknowledgement::Given,
        }
    }
}
