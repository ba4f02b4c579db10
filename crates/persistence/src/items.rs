//! Items: what every kind has in common. The tree that folders make of them is in `tree.rs`.

use crate::entity::item;
use crate::names::name_key;
use crate::shared::Shared;
use crate::{DataError, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::access::Action;
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
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
    /// Its title.
    pub title: String,
    /// Where it stands in its life.
    pub state: State,
    /// Whom it is shared with.
    pub shared: Shared,
    /// Its file, if it has one.
    pub file: Option<ItemFile>,
    /// The name of who made it.
    pub created_by: String,
    /// When it was made, in UTC.
    pub created_at: DateTime<Utc>,
    /// When it was last changed, in UTC.
    pub updated_at: DateTime<Utc>,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// The file of an item.
#[derive(Clone, Debug)]
pub struct ItemFile {
    /// Its id, for its content.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
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
    /// Its title.
    pub title: String,
}

#[derive(FromQueryResult)]
pub(crate) struct ItemRow {
    pub(crate) id: ItemId,
    kind: String,
    project_id: ProjectId,
    parent_id: Option<ItemId>,
    title: String,
    pub(crate) title_key: String,
    state: String,
    version: i64,
    pub(crate) created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    created_by: String,
    file_id: Option<FileId>,
    file_name: Option<String>,
    media_type: Option<String>,
    size: Option<i64>,
}

#[derive(FromQueryResult)]
struct InProject {
    project_id: ProjectId,
}

/// `SELECT` of an [`ItemRow`] for the items of `source`, which is `item` or a subquery of it.
pub(crate) fn select(source: &str) -> String {
    format!(
        "SELECT i.id, i.kind, i.project_id, i.parent_id, i.title, i.title_key, i.state, i.version, \
           i.created_at, i.updated_at, m.name AS created_by, \
           f.id AS file_id, f.name AS file_name, f.media_type, f.size \
         FROM {source} i \
         JOIN member m ON m.org_id = i.org_id AND m.id = i.created_by \
         LEFT JOIN document d ON d.item_id = i.id \
         LEFT JOIN file f ON f.org_id = i.org_id AND f.id = d.file_id"
    )
}

impl Staff {
    /// An item of a kind that this member may read.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when it is not there, was deleted or is of another kind or organisation,
    /// [`DataError::Forbidden`] as for [`Staff::project`].
    pub async fn item(&mut self, kind: Kind, id: ItemId) -> Result<Item, DataError> {
        let project = self.project_of(kind, id).await?;
        self.project(Action::ContentRead, project).await?;
        self.load_item(id).await
    }

    /// An item of a kind that this member may write, with its project's tree held.
    ///
    /// # Errors
    /// As for [`Staff::item`].
    pub async fn item_to_change(&mut self, kind: Kind, id: ItemId) -> Result<Item, DataError> {
        let project = self.project_of(kind, id).await?;
        self.hold_tree(Action::ContentWrite, project).await?;
        self.load_item(id).await
    }

    async fn project_of(&self, kind: Kind, id: ItemId) -> Result<ProjectId, DataError> {
        let row: Option<InProject> = self
            .tx
            .row(
                "SELECT project_id FROM item \
                 WHERE org_id = $1 AND id = $2 AND kind = $3 AND state <> 'deleted'",
                vec![self.org_id().into(), id.into(), kind.as_str().into()],
            )
            .await?;
        row.map(|row| row.project_id).ok_or(DataError::NotFound)
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
                title_key: Set(name_key(&new.title)),
                title: Set(new.title),
                state: Set(State::Published.as_str().into()),
                created_by: Set(self.member().id.into()),
                created_at: Set(self.now()),
                updated_at: Set(self.now()),
                archived_at: Set(None),
                version: Set(1),
            })
            .await?;
        Ok(id)
    }

    /// Gives an item another title.
    pub async fn rename_item(&self, id: ItemId, title: &str) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE item SET title = $3, title_key = $4, updated_at = $5, version = version + 1 \
                 WHERE org_id = $1 AND id = $2",
                vec![
                    self.org_id().into(),
                    id.into(),
                    title.into(),
                    name_key(title).into(),
                    self.now().into(),
                ],
            )
            .await?;
        Ok(())
    }
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
    fn into_item(self, shared: Shared) -> Result<Item, DataError> {
        let file = match (self.file_id, self.file_name, self.media_type, self.size) {
            (Some(id), Some(name), Some(media_type), Some(size)) => Some(ItemFile {
                id,
                name,
                media_type,
                size,
            }),
            _ => None,
        };
        Ok(Item {
            id: self.id,
            kind: stored_kind(&self.kind)?,
            project_id: self.project_id,
            parent_id: self.parent_id,
            title: self.title,
            state: State::parse(&self.state)
                .ok_or_else(|| DataError::Broken(format!("item state {}", self.state)))?,
            shared,
            file,
            created_by: self.created_by,
            created_at: self.created_at,
            updated_at: self.updated_at,
            version: self.version,
        })
    }

    pub(crate) fn is_folder(&self) -> bool {
        self.kind == Kind::Folder.as_str()
    }
}

pub(crate) fn stored_kind(name: &str) -> Result<Kind, DataError> {
    Kind::parse(name).ok_or_else(|| DataError::Broken(format!("item kind {name}")))
}
