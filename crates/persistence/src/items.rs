//! Items: what every kind has in common. The tree that folders make of them is in `tree.rs`.

use crate::entity::item;
use crate::item_rows::{select, stored_kind, with_shared};
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
    /// Where it stands: records begin as drafts.
    pub state: State,
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
            state: match Kind::RECORDS.contains(&kind) {
                true => State::Draft,
                false => State::Published,
            },
        }
    }
}

#[derive(FromQueryResult)]
struct InProject {
    project_id: ProjectId,
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

    /// Makes an item.
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
                state: Set(new.state.as_str().into()),
                created_by: Set(self.member().id.into()),
                created_at: Set(self.now()),
                updated_at: Set(self.now()),
                archived_at: Set(None),
                version: Set(1),
                dated_at: Set(new.dated_at.unwrap_or(self.now())),
                deleted_at: Set(None),
                deleted_by: Set(None),
                deleted_root: Set(None),
                deleted_state: Set(None),
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
