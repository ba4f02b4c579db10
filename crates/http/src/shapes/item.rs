//! Items as members see them, and what is said to change them.

use super::common::{Discipline, FolderFilter, ItemKind, Module, PreviewState, list, page};
use super::share::Shared;
use super::{patch, rules};
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use lintel_app::documents::{ListFilter, Sort};
use lintel_app::items::{self, ItemChange};
use lintel_domain::ids::ItemId;
use lintel_domain::item::Kind;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Something of a project that can be shown to clients.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the fields of api.md")]
pub struct Item {
    pub id: Uuid,
    pub kind: ItemKind,
    /// The module it belongs to; folders belong to one too.
    pub module: Module,
    pub project_id: Uuid,
    /// The folder it lies in; `null` at the top.
    pub parent_id: Option<Uuid>,
    pub title: String,
    pub state: String,
    pub shared: Shared,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    /// The order of lists: when a photo was taken, else when it was made.
    pub dated_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// The name of who made it.
    pub created_by: String,
    /// Its current file: the published version.
    pub file_id: Option<Uuid>,
    pub file_name: Option<String>,
    pub media_type: Option<String>,
    /// The file's size in bytes.
    pub size: Option<i64>,
    pub preview: PreviewState,
    /// Pixels, or points of a PDF's first page.
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub pages: Option<i32>,
    /// Which version the file is, counted from 1.
    pub version_number: Option<i32>,
    /// Versions that were uploaded and not published yet.
    pub draft_versions: i64,
    pub drawing: Option<Drawing>,
    pub photo: Option<Photo>,
}

/// What a drawing has of its own; the revision is the published one.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the fields of api.md")]
pub struct Drawing {
    pub number: String,
    pub discipline: Discipline,
    pub revision: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub note: Option<String>,
}

/// What a photo has of its own.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the fields of api.md")]
pub struct Photo {
    pub caption: Option<String>,
    pub taken_at: Option<DateTime<Utc>>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

page! {
    /// Items of one module, some of them folders.
    ItemPage of Item
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
    /// `documents`, `drawings` or `photos`; its parent's, or documents, if left out.
    #[serde(default)]
    #[garde(skip)]
    pub module: Option<Module>,
}

/// Which folders are wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FolderQuery {
    /// Only folders of this module.
    #[garde(skip)]
    #[param(nullable = false, inline = false)]
    pub module: Option<Module>,
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

/// An upload: its file streamed, or named by an upload that came in pieces.
#[derive(ToSchema)]
#[allow(
    dead_code,
    reason = "describes the form; the handler reads it as it comes"
)]
pub struct UploadDocument {
    #[schema(value_type = String, format = Binary, required = false)]
    file: Option<Vec<u8>>,
    /// A complete upload in pieces, instead of `file`.
    #[schema(value_type = Uuid, required = false)]
    upload_id: Option<Uuid>,
    /// The folder it is put into; the top if left out.
    #[schema(value_type = Uuid, required = false)]
    parent_id: Option<Uuid>,
    /// Its title; the file's name if left out.
    #[schema(value_type = String, required = false)]
    title: Option<String>,
}

/// Items of one project and where they are moved or copied to.
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

impl From<MoveItems> for (Vec<ItemId>, Option<ItemId>) {
    fn from(body: MoveItems) -> (Vec<ItemId>, Option<ItemId>) {
        let ids = body.item_ids.into_iter().map(Into::into);
        (ids.collect(), body.parent_id.map(Into::into))
    }
}

/// How many items were moved.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct Moved {
    pub moved: u64,
}

/// How many items were copied, those inside of folders included.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct Copied {
    pub copied: u64,
}

/// How many items were deleted, those inside of folders included.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct Deleted {
    pub deleted: u64,
}

impl From<items::Item> for Item {
    fn from(item: items::Item) -> Item {
        let drawing = item.number.map(|number| Drawing {
            number,
            discipline: item.discipline.map_or(Discipline::Other, Into::into),
            revision: item.file.as_ref().and_then(|file| file.label.clone()),
            issued_on: item.file.as_ref().and_then(|file| file.issued_on),
            note: item.file.as_ref().and_then(|file| file.note.clone()),
        });
        let file = item.file;
        Item {
            id: item.id.into(),
            kind: item.kind.into(),
            module: item.kind.module().into(),
            project_id: item.project_id.into(),
            parent_id: item.parent_id.map(Into::into),
            title: item.title,
            state: item.state.as_str().to_owned(),
            shared: item.shared.into(),
            version: item.version,
            created_at: item.created_at,
            dated_at: item.dated_at,
            updated_at: item.updated_at,
            created_by: item.created_by,
            file_id: file.as_ref().map(|file| file.id.into()),
            media_type: file.as_ref().map(|file| file.media_type.clone()),
            size: file.as_ref().map(|file| file.size),
            preview: file
                .as_ref()
                .map_or(PreviewState::None, |file| file.preview.into()),
            width: file.as_ref().and_then(|file| file.width),
            height: file.as_ref().and_then(|file| file.height),
            pages: file.as_ref().and_then(|file| file.pages),
            version_number: file.as_ref().map(|file| file.number),
            file_name: file.map(|file| file.name),
            draft_versions: item.draft_versions,
            drawing,
            photo: item.photo.map(Into::into),
        }
    }
}

impl From<items::Photo> for Photo {
    fn from(photo: items::Photo) -> Photo {
        Photo {
            caption: photo.caption,
            taken_at: photo.taken_at,
            latitude: photo.latitude,
            longitude: photo.longitude,
        }
    }
}

impl From<DocumentQuery> for ListFilter {
    fn from(query: DocumentQuery) -> Self {
        let sort = match query.sort {
            Some(DocumentSort::Newest) => Sort::Newest,
            Some(DocumentSort::Name) | None => Sort::Name,
        };
        ListFilter {
            folder: query.parent_id.map(Into::into),
            text: query.q.filter(|text| !text.is_empty()),
            ..ListFilter::of(&[Kind::Folder, Kind::Document], sort)
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
