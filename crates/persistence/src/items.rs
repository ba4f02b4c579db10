//! Items: what every kind has in common. The tree that folders make of them is in `tree.rs`.

use crate::entity::item;
use crate::names::{name_key, number_key, sort_key};
use crate::shared::Shared;
use crate::{DataError, Staff};
use chrono::{DateTime, NaiveDate, Utc};
use lintel_domain::access::Action;
use lintel_domain::drawing::Discipline;
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::version::PreviewState;
use sea_orm::{FromQueryResult, Set};
use std::collections::HashMap;

/// An item as members see it.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// What it is.
    pub kind: Kind,
    /// The project it belongs to.
    pub project_id: ProjectId,
    /// The folder it lies in; none at the top.
    pub parent_id: Option<ItemId>,
    /// Its number, of drawings.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// Where it stands in its life.
    pub state: State,
    /// Whom it is shared with.
    pub shared: Shared,
    /// Its current file, if it has one.
    pub file: Option<ItemFile>,
    /// How many versions were uploaded and not published yet.
    pub draft_versions: i64,
    /// Whose work it is, of a drawing.
    pub discipline: Option<Discipline>,
    /// What a photo shows and where it was taken.
    pub photo: Option<Photo>,
    /// The name of who made it.
    pub created_by: String,
    /// When it was made, in UTC.
    pub created_at: DateTime<Utc>,
    /// The time by which lists put it, in UTC: when a photo was taken, else when it was made.
    pub dated_at: DateTime<Utc>,
    /// When it was last changed, in UTC.
    pub updated_at: DateTime<Utc>,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// The current file of an item.
#[derive(Clone, Debug)]
pub struct ItemFile {
    /// Its id, for its content.
    pub id: FileId,
    /// Which version of the item it is, counted from 1.
    pub number: i32,
    /// Its revision, such as `A`.
    pub label: Option<String>,
    /// The day it was issued on.
    pub issued_on: Option<NaiveDate>,
    /// What is new in it.
    pub note: Option<String>,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// Whether its pictures are there.
    pub preview: PreviewState,
    /// Its width in pixels, or in points of a PDF's first page.
    pub width: Option<i32>,
    /// Its height, as its width.
    pub height: Option<i32>,
    /// Its pages, of a PDF.
    pub pages: Option<i32>,
}

/// What a photo has of its own ([M4]).
#[derive(Clone, Debug, Default)]
pub struct Photo {
    /// What it shows, in words.
    pub caption: Option<String>,
    /// When it was taken, in UTC.
    pub taken_at: Option<DateTime<Utc>>,
    /// Where, in degrees north.
    pub latitude: Option<f64>,
    /// Where, in degrees east.
    pub longitude: Option<f64>,
}

/// An item that is about to be made.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// The project.
    pub project: ProjectId,
    /// What it is.
    pub kind: Kind,
    /// The folder it is put into; none for the top.
    pub parent: Option<ItemId>,
    /// Its number, if it has one.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// More words that searches find it by.
    pub words: Option<String>,
    /// The time by which lists put it; now, if nothing is known.
    pub dated_at: Option<DateTime<Utc>>,
}

impl NewItem {
    /// An item with nothing but a title.
    pub fn titled(
        project: ProjectId,
        kind: Kind,
        parent: Option<ItemId>,
        title: impl Into<String>,
    ) -> NewItem {
        NewItem {
            project,
            kind,
            parent,
            number: None,
            title: title.into(),
            words: None,
            dated_at: None,
        }
    }
}

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
     LEFT JOIN file f ON f.org_id = i.org_id AND f.item_id = i.id AND f.state = 'published' \
     LEFT JOIN drawing dr ON dr.item_id = i.id \
     LEFT JOIN photo ph ON ph.item_id = i.id";

#[derive(FromQueryResult)]
struct InProject {
    project_id: ProjectId,
}

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

impl Staff {
    /// An item of a kind that this member may read.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when it is not there, was deleted or is of another kind or organisation,
    /// [`DataError::Forbidden`] as for [`Staff::project`].
    pub async fn item(&mut self, kinds: &[Kind], id: ItemId) -> Result<Item, DataError> {
        let (project, _) = self.whereabouts(kinds, id).await?;
        self.project(Action::ContentRead, project).await?;
        self.load_item(id).await
    }

    /// An item of a kind that this member may write, with its project's tree held.
    ///
    /// # Errors
    /// As for [`Staff::item`].
    pub async fn item_to_change(&mut self, kinds: &[Kind], id: ItemId) -> Result<Item, DataError> {
        let (project, kind) = self.whereabouts(kinds, id).await?;
        self.hold_tree(kind.to_write(), project).await?;
        self.load_item(id).await
    }

    /// Which project an item of one of these kinds lies in, and what it is; nothing is permitted yet.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn whereabouts(
        &self,
        kinds: &[Kind],
        id: ItemId,
    ) -> Result<(ProjectId, Kind), DataError> {
        #[derive(FromQueryResult)]
        struct Row {
            kind: String,
            #[sea_orm(nested)]
            project: InProject,
        }
        let row: Option<Row> = self
            .tx
            .row(
                "SELECT project_id, kind FROM item WHERE org_id = $1 AND id = $2 AND state <> 'deleted'",
                vec![self.org_id().into(), id.into()],
            )
            .await?;
        let row = row.ok_or(DataError::NotFound)?;
        let kind = stored_kind(&row.kind)?;
        match kinds.contains(&kind) {
            true => Ok((row.project.project_id, kind)),
            false => Err(DataError::NotFound),
        }
    }

    /// An item as it stands in this transaction, whatever the member may do with it.
    pub async fn load_item(&self, id: ItemId) -> Result<Item, DataError> {
        let sql = format!(
            "{} WHERE i.org_id = $1 AND i.id = $2 AND i.state <> 'deleted'",
            select("item")
        );
        let row = self
            .tx
            .row(&sql, vec![self.org_id().into(), id.into()])
            .await?;
        let shared = self.shared_with(&[id]).await?;
        let mut items = with_shared(row.into_iter().collect(), shared)?;
        items.pop().ok_or(DataError::NotFound)
    }

    /// Makes a published item.
    pub async fn add_item(&self, new: NewItem) -> Result<ItemId, DataError> {
        let id = ItemId::new();
        self.tx
            .insert(item::ActiveModel {
                id: Set(id.into()),
                org_id: Set(self.org_id().into()),
                project_id: Set(new.project.into()),
                kind: Set(new.kind.as_str().into()),
                parent_id: Set(new.parent.map(Into::into)),
                title_key: Set(sort_key(new.number.as_deref(), &new.title)),
                search_key: Set(search_key(&[
                    new.number.as_deref(),
                    Some(&new.title),
                    new.words.as_deref(),
                ])),
                number_key: Set(new.number.as_deref().map(number_key)),
                number: Set(new.number),
                title: Set(new.title),
                state: Set(State::Published.as_str().into()),
                created_by: Set(self.member().id.into()),
                created_at: Set(self.now()),
                updated_at: Set(self.now()),
                archived_at: Set(None),
                version: Set(1),
                dated_at: Set(new.dated_at.unwrap_or(self.now())),
                deleted_at: Set(None),
                deleted_by: Set(None),
                deleted_root: Set(None),
            })
            .await?;
        Ok(id)
    }

    /// Saves the number, title, caption and day of an item, counts its version on, and makes who
    /// sees it where in their lists follow.
    pub async fn save_item(&self, item: &Item) -> Result<(), DataError> {
        let caption = item
            .photo
            .as_ref()
            .and_then(|photo| photo.caption.as_deref());
        let number = item.number.as_deref();
        let words = search_key(&[number, Some(&item.title), caption]);
        self.tx
            .run(
                "UPDATE item SET title = $3, title_key = $4, search_key = $5, number = $6, number_key = $7, \
                   dated_at = $8, updated_at = $9, version = version + 1 \
                 WHERE org_id = $1 AND id = $2",
                vec![
                    self.org_id().into(),
                    item.id.into(),
                    item.title.as_str().into(),
                    sort_key(number, &item.title).into(),
                    words.into(),
                    number.into(),
                    number.map(number_key).into(),
                    item.dated_at.into(),
                    self.now().into(),
                ],
            )
            .await?;
        if item.kind.is_folder() {
            return Ok(());
        }
        self.rewrite_audience(&[item.id]).await
    }

    /// The item of a kind in a project that has a number, however it is written.
    pub async fn numbered(
        &self,
        project: ProjectId,
        kind: Kind,
        number: &str,
    ) -> Result<Option<ItemId>, DataError> {
        #[derive(FromQueryResult)]
        struct Row {
            id: ItemId,
        }
        let row: Option<Row> = self
            .tx
            .row(
                "SELECT id FROM item WHERE org_id = $1 AND project_id = $2 AND kind = $3 AND number_key = $4 \
                   AND state <> 'deleted' LIMIT 1",
                vec![
                    self.org_id().into(),
                    project.into(),
                    kind.as_str().into(),
                    number_key(number).into(),
                ],
            )
            .await?;
        Ok(row.map(|row| row.id))
    }
}

/// All the words of an item, as searches look in them.
pub(crate) fn search_key(words: &[Option<&str>]) -> String {
    let words: Vec<String> = words
        .iter()
        .flatten()
        .map(|words| name_key(words))
        .collect();
    words.join(" ")
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
