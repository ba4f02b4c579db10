//! The rows that items are made of: the spine, its current file, and what each kind has of its own.

use crate::shared::Shared;
use crate::{DataError, Item, ItemFile, Photo};
use chrono::{DateTime, NaiveDate, Utc};
use lintel_domain::drawing::Discipline;
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::version::PreviewState;
use sea_orm::FromQueryResult;
use std::collections::HashMap;

#[derive(FromQueryResult)]
pub(crate) struct ItemRow {
    pub(crate) id: ItemId,
    kind: String,
    project_id: ProjectId,
    parent_id: Option<ItemId>,
    item_number: Option<String>,
    title: String,
    pub(crate) title_key: String,
    state: String,
    version: i64,
    created_at: DateTime<Utc>,
    pub(crate) dated_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    created_by: String,
    draft_versions: i64,
    discipline: Option<String>,
    caption: Option<String>,
    taken_at: Option<DateTime<Utc>>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    #[sea_orm(nested)]
    file: FileColumns,
}

/// The columns of an item's current file; all empty when it has none.
#[derive(FromQueryResult)]
pub(crate) struct FileColumns {
    pub(crate) file_id: Option<FileId>,
    number: Option<i32>,
    label: Option<String>,
    issued_on: Option<NaiveDate>,
    note: Option<String>,
    file_name: Option<String>,
    media_type: Option<String>,
    size: Option<i64>,
    preview: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
    pages: Option<i32>,
}

/// `SELECT` list of [`FileColumns`] from a `file f`.
pub(crate) const FILE_COLUMNS: &str = "f.id AS file_id, f.number, f.label, f.issued_on, f.note, f.name AS file_name, \
     f.media_type, f.size, f.preview, f.width, f.height, f.pages";

/// The current file of an item `i`, and what its kind has of its own.
pub(crate) const DETAILS: &str = "\
     LEFT JOIN file f ON f.org_id = i.org_id AND f.item_id = i.id AND f.state = 'published' AND f.is_part = FALSE \
     LEFT JOIN drawing dr ON dr.item_id = i.id \
     LEFT JOIN photo ph ON ph.item_id = i.id";

/// `SELECT` of an [`ItemRow`] for the items of `source`, which is `item` or a subquery of it.
pub(crate) fn select(source: &str) -> String {
    format!(
        "SELECT i.id, i.kind, i.project_id, i.parent_id, i.number AS item_number, i.title, i.title_key, i.state, \
           i.version, i.created_at, i.dated_at, i.updated_at, m.name AS created_by, {FILE_COLUMNS}, \
           (SELECT COUNT(*) FROM file draft WHERE draft.org_id = i.org_id AND draft.item_id = i.id \
              AND draft.state = 'draft') AS draft_versions, \
           dr.discipline, ph.caption, ph.taken_at, ph.latitude, ph.longitude \
         FROM {source} i \
         JOIN member m ON m.org_id = i.org_id AND m.id = i.created_by {DETAILS}"
    )
}

/// Rows with whom they are shared with.
pub(crate) fn with_shared(
    rows: Vec<ItemRow>,
    mut shared: HashMap<ItemId, Shared>,
) -> Result<Vec<Item>, DataError> {
    rows.into_iter()
        .map(|row| {
            let shared = shared.remove(&row.id).unwrap_or_default();
            row.into_item(shared)
        })
        .collect()
}

impl ItemRow {
    pub(crate) fn into_item(self, shared: Shared) -> Result<Item, DataError> {
        let kind = stored_kind(&self.kind)?;
        let photo = Photo {
            caption: self.caption,
            taken_at: self.taken_at,
            latitude: self.latitude,
            longitude: self.longitude,
        };
        Ok(Item {
            id: self.id,
            kind,
            project_id: self.project_id,
            parent_id: self.parent_id,
            number: self.item_number,
            title: self.title,
            state: State::parse(&self.state)
                .ok_or_else(|| DataError::Broken(format!("item state {}", self.state)))?,
            shared,
            file: self.file.into_file()?,
            draft_versions: self.draft_versions,
            discipline: self.discipline.as_deref().and_then(Discipline::parse),
            photo: (kind == Kind::Photo).then_some(photo),
            created_by: self.created_by,
            created_at: self.created_at,
            dated_at: self.dated_at,
            updated_at: self.updated_at,
            version: self.version,
        })
    }

    pub(crate) fn is_folder(&self) -> bool {
        Kind::parse(&self.kind).is_some_and(Kind::is_folder)
    }
}

impl FileColumns {
    pub(crate) fn into_file(self) -> Result<Option<ItemFile>, DataError> {
        let (Some(id), Some(number), Some(name), Some(media_type), Some(size)) = (
            self.file_id,
            self.number,
            self.file_name,
            self.media_type,
            self.size,
        ) else {
            return Ok(None);
        };
        Ok(Some(ItemFile {
            id,
            number,
            label: self.label,
            issued_on: self.issued_on,
            note: self.note,
            name,
            media_type,
            size,
            preview: stored_preview(self.preview.as_deref().unwrap_or_default())?,
            width: self.width,
            height: self.height,
            pages: self.pages,
        }))
    }
}

pub(crate) fn stored_kind(name: &str) -> Result<Kind, DataError> {
    Kind::parse(name).ok_or_else(|| DataError::Broken(format!("item kind {name}")))
}

pub(crate) fn stored_preview(name: &str) -> Result<PreviewState, DataError> {
    PreviewState::parse(name).ok_or_else(|| DataError::Broken(format!("preview state {name}")))
}
