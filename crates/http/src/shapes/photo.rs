//! Photos: how they are uploaded, listed and changed.

use super::common::FolderFilter;
use super::{patch, rules};
use chrono::{DateTime, Utc};
use garde::Validate;
use lintel_app::documents::{ListFilter, Sort};
use lintel_app::photos::PhotoChange;
use lintel_domain::item::Kind;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Which photos are wanted; the newest come first.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PhotoQuery {
    /// An album's id, or `root` for what lies in no album; without it, everything, whatever its album.
    #[garde(skip)]
    #[param(value_type = Option<String>, nullable = false)]
    parent_id: Option<FolderFilter>,
    /// Only titles and captions that contain this, whatever the case.
    #[garde(length(chars, max = 200))]
    #[param(nullable = false)]
    q: Option<String>,
    /// Only what was taken at this time or later.
    #[garde(inner(custom(rules::time)))]
    #[param(nullable = false)]
    taken_from: Option<DateTime<Utc>>,
    /// Only what was taken before this time.
    #[garde(inner(custom(rules::time)))]
    #[param(nullable = false)]
    taken_to: Option<DateTime<Utc>>,
}

/// An upload of a photo: JPEG, PNG, WebP, GIF or HEIC.
#[derive(ToSchema)]
#[allow(
    dead_code,
    reason = "describes the form; the handler reads it as it comes"
)]
pub struct UploadPhoto {
    #[schema(value_type = String, format = Binary, required = false)]
    file: Option<Vec<u8>>,
    /// A complete upload in pieces, instead of `file`.
    #[schema(value_type = Uuid, required = false)]
    upload_id: Option<Uuid>,
    /// The album it is put into; the top if left out.
    #[schema(value_type = Uuid, required = false)]
    parent_id: Option<Uuid>,
    /// Its title; the file's name if left out.
    #[schema(value_type = String, required = false)]
    title: Option<String>,
    /// What it shows.
    #[schema(value_type = String, required = false)]
    caption: Option<String>,
}

/// What of a photo shall be different.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePhoto {
    /// Its title.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    title: Option<String>,
    /// What it shows; `null` for nothing.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<String>)]
    #[garde(inner(inner(custom(rules::text))))]
    caption: Option<Option<String>>,
    /// When it was taken; `null` if nobody knows.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<DateTime<Utc>>)]
    #[garde(inner(inner(custom(rules::time))))]
    taken_at: Option<Option<DateTime<Utc>>>,
    /// The album it is moved into; `null` for the top.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<Uuid>)]
    #[garde(skip)]
    parent_id: Option<Option<Uuid>>,
}

/// One caption for many photos.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaptionPhotos {
    /// Their ids, at most 1000.
    #[garde(skip)]
    pub item_ids: Vec<Uuid>,
    /// What they show; empty for nothing.
    #[garde(custom(rules::text))]
    pub caption: String,
}

/// How many photos have it now.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct Captioned {
    pub changed: u64,
}

impl From<PhotoQuery> for ListFilter {
    fn from(query: PhotoQuery) -> ListFilter {
        ListFilter {
            folder: query.parent_id.map(Into::into),
            text: query.q.filter(|text| !text.is_empty()),
            dated_from: query.taken_from,
            dated_before: query.taken_to,
            ..ListFilter::of(&[Kind::Photo], Sort::Newest)
        }
    }
}

impl From<UpdatePhoto> for PhotoChange {
    fn from(body: UpdatePhoto) -> PhotoChange {
        PhotoChange {
            title: body.title,
            caption: body.caption,
            taken_at: body.taken_at,
            parent: body.parent_id.map(|parent| parent.map(Into::into)),
        }
    }
}
