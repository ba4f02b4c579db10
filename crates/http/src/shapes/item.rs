//! Items as members see them, and what is said to change them.

use super::common::{FolderFilter, ItemKind, list, page};
use super::share::Shared;
use super::{patch, rules};
use chrono::{DateTime, Utc};
use garde::Validate;
use lintel_app::documents;
use lintel_app::items::{self, ItemChange};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Something of a project that can be shown to clients.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the fields of api.md")]
pub struct Item {
    pub id: Uuid,
    pub kind: ItemKind,
    pub project_id: Uuid,
    /// The folder it lies in; `null` at the top.
    pub parent_id: Option<Uuid>,
    pub title: String,
    pub state: String,
    pub shared: Shared,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// The name of who made it.
    pub created_by: String,
    pub file_id: Option<Uuid>,
    pub file_name: Option<String>,
    pub media_type: Option<String>,
    /// The file's size in bytes.
    pub size: Option<i64>,
}

page! {
    /// Documents and folders.
    DocumentPage of Item
}

list! {
    /// Every folder of a project.
    FolderList of Item
}

/// Which documents and folders are wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DocumentQuery {
    /// A folder's id, or `root` for what lies in no folder; without it, everything, whatever its folder.
    #[garde(skip)]
    #[param(value_type = Option<String>, nullable = false)]
    parent_id: Option<FolderFilter>,
    /// Only titles that contain this, whatever the case.
    #[garde(length(chars, max = 200))]
    #[param(nullable = false)]
    q: Option<String>,
    /// In which order; `name` if left out.
    #[garde(skip)]
    #[param(nullable = false, inline)]
    sort: Option<DocumentSort>,
}

/// The order of documents: folders first and by name, or newest first.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "told above")]
pub enum DocumentSort {
    Name,
    Newest,
}

/// A new folder.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields of api.md")]
pub struct CreateFolder {
    #[garde(custom(rules::name))]
    pub title: String,
    /// The folder it is put into; the top if left out.
    #[serde(default)]
    #[garde(skip)]
    pub parent_id: Option<Uuid>,
}

/// What of a document or folder shall be different.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateItem {
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    title: Option<String>,
    /// The folder it is moved into; `null` for the top.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<Uuid>)]
    #[garde(skip)]
    parent_id: Option<Option<Uuid>>,
}

/// An upload, its file streamed.
#[derive(ToSchema)]
#[allow(
    dead_code,
    reason = "describes the form; the handler reads it as it comes"
)]
pub struct UploadDocument {
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// The folder it is put into; the top if left out.
    #[schema(value_type = Uuid, required = false)]
    parent_id: Option<Uuid>,
    /// Its title; the file's name if left out.
    #[schema(value_type = String, required = false)]
    title: Option<String>,
}

/// Items of one project and where they are moved to.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveItems {
    /// Their ids, at most 1000.
    #[garde(skip)]
    pub item_ids: Vec<Uuid>,
    /// The folder they are put into; `null` for the top.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true)]
    #[garde(skip)]
    pub parent_id: Option<Uuid>,
}

/// How many items were moved.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct Moved {
    pub moved: u64,
}

/// How many items were deleted, those inside of folders included.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct Deleted {
    pub deleted: u64,
}

impl From<items::Item> for Item {
    fn from(item: items::Item) -> Item {
        let file = item.file;
        Item {
            id: item.id.into(),
            kind: item.kind.into(),
            project_id: item.project_id.into(),
            parent_id: item.parent_id.map(Into::into),
            title: item.title,
            state: item.state.as_str().to_owned(),
            shared: item.shared.into(),
            version: item.version,
            created_at: item.created_at,
            updated_at: item.updated_at,
            created_by: item.created_by,
            file_id: file.as_ref().map(|file| file.id.into()),
            media_type: file.as_ref().map(|file| file.media_type.clone()),
            size: file.as_ref().map(|file| file.size),
            file_name: file.map(|file| file.name),
        }
    }
}

impl From<DocumentQuery> for documents::DocumentFilter {
    fn from(query: DocumentQuery) -> Self {
        documents::DocumentFilter {
            folder: query.parent_id.map(Into::into),
            text: query.q.filter(|text| !text.is_empty()),
            sort: match query.sort {
                Some(DocumentSort::Newest) => documents::DocumentSort::Newest,
                Some(DocumentSort::Name) | None => documents::DocumentSort::Name,
            },
        }
    }
}

impl From<UpdateItem> for ItemChange {
    fn from(update: UpdateItem) -> ItemChange {
        ItemChange {
            title: update.title,
            parent: update.parent_id.map(|parent| parent.map(Into::into)),
        }
    }
}
