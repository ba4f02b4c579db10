//! Copies of items: of their current versions, shared with nobody.

use crate::entity::{file, item, photo};
use crate::item_rows::stored_kind;
use crate::outbox::Job;
use crate::tx::list;
use crate::{DataError, Staff};
use chrono::{DateTime, NaiveDate, Utc};
use lintel_domain::ids::{FileId, ItemId};
use lintel_domain::item::Kind;
use lintel_domain::version::PreviewState;
use sea_orm::{FromQueryResult, Set, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// What there would be in a copy.
#[derive(Clone, Debug)]
pub struct CopySize {
    /// How many items.
    pub items: usize,
    /// Bytes of their files.
    pub bytes: i64,
    /// What they are.
    pub kinds: Vec<Kind>,
}

#[derive(FromQueryResult)]
struct Source {
    id: Uuid,
    project_id: Uuid,
    parent_id: Option<Uuid>,
    kind: String,
    title: String,
    title_key: String,
    search_key: String,
    dated_at: DateTime<Utc>,
    file_id: Option<Uuid>,
    label: Option<String>,
    issued_on: Option<NaiveDate>,
    note: Option<String>,
    name: Option<String>,
    storage_key: Option<String>,
    media_type: Option<String>,
    size: Option<i64>,
    sha256: Option<String>,
    preview: Option<String>,
    preview_fault: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
    pages: Option<i32>,
    caption: Option<String>,
    taken_at: Option<DateTime<Utc>>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

/// The first `most` items of trees, parents before children.
fn tree_sql(roots: &str, most: usize) -> String {
    format!(
        "WITH RECURSIVE tree(id, level) AS ( \
           SELECT id, 0 FROM item WHERE org_id = $1 AND id IN ({roots}) AND state = 'published' \
           UNION \
           SELECT child.id, tree.level + 1 FROM tree CROSS JOIN item child \
             WHERE child.org_id = $1 AND child.parent_id = tree.id AND child.state = 'published') \
         SELECT i.id, i.project_id, i.parent_id, i.kind, i.title, i.title_key, i.search_key, i.dated_at, \
           f.id AS file_id, f.label, f.issued_on, f.note, f.name, f.storage_key, f.media_type, f.size, f.sha256, \
           f.preview, f.preview_fault, f.width, f.height, f.pages, \
           ph.caption, ph.taken_at, ph.latitude, ph.longitude \
         FROM (SELECT id, MIN(level) AS level FROM tree GROUP BY id) tree \
         JOIN item i ON i.org_id = $1 AND i.id = tree.id \
         LEFT JOIN file f ON f.org_id = $1 AND f.item_id = i.id AND f.state = 'published' AND f.is_part = FALSE \
         LEFT JOIN photo ph ON ph.item_id = i.id \
         ORDER BY tree.level, i.id LIMIT {most}"
    )
}

/// Files whose originals' pictures were not made when they were read. A worker may have made them
/// since, unseen by this transaction and without seeing the copies.
fn unrendered(files: &[file::ActiveModel]) -> Vec<FileId> {
    let pending =
        |file: &&file::ActiveModel| file.preview.as_ref() == PreviewState::Pending.as_str();
    let ids = files.iter().filter(pending);
    ids.map(|file| FileId::from(*file.id.as_ref())).collect()
}

impl Staff {
    /// What there would be in a copy of these, counted to one more than `most`.
    pub async fn size_of_copy(&self, roots: &[ItemId], most: usize) -> Result<CopySize, DataError> {
        let sources = self.sources(roots, most + 1).await?;
        let mut kinds = Vec::new();
        for source in &sources {
            let kind = stored_kind(&source.kind)?;
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        Ok(CopySize {
            items: sources.len(),
            bytes: sources.iter().filter_map(|source| source.size).sum(),
            kinds,
        })
    }

    /// Copies items with everything below them into a folder of their project, or to the top. The
    /// copies' bytes in the store are the originals'. The copies of `roots`, and how many in all.
    pub async fn copy_items(
        &self,
        roots: &[ItemId],
        parent: Option<ItemId>,
        most: usize,
    ) -> Result<(Vec<ItemId>, u64), DataError> {
        let sources = self.sources(roots, most).await?;
        let ids: HashMap<Uuid, ItemId> = sources
            .iter()
            .map(|source| (source.id, ItemId::new()))
            .collect();
        let bytes: i64 = sources.iter().filter_map(|source| source.size).sum();
        self.count_bytes(bytes).await?;
        let (mut items, mut files, mut photos) = (Vec::new(), Vec::new(), Vec::new());
        for source in &sources {
            let id = ids[&source.id];
            let is_root = roots.contains(&ItemId::from(source.id));
            let parent = match source.parent_id.and_then(|above| ids.get(&above)) {
                Some(copied) if !is_root => Some(*copied),
                _ => parent,
            };
            items.push(self.item_copy(source, id, parent));
            files.extend(self.file_copy(source, id));
            if stored_kind(&source.kind)? == Kind::Photo {
                photos.push(self.photo_copy(source, id));
            }
        }
        let count = items.len() as u64;
        self.tx.insert_all(items).await?;
        let unrendered = unrendered(&files);
        self.tx.insert_all(files).await?;
        self.tx.insert_all(photos).await?;
        let copies: Vec<ItemId> = roots
            .iter()
            .filter_map(|root| ids.get(&root.as_uuid()).copied())
            .collect();
        self.rewrite_audience(&copies).await?;
        for file in unrendered {
            self.enqueue(Job::Render { file }).await?;
        }
        Ok((copies, count))
    }

    async fn sources(&self, roots: &[ItemId], most: usize) -> Result<Vec<Source>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into()];
        values.extend(roots.iter().map(|id| Value::from(*id)));
        self.tx
            .rows(&tree_sql(&list(2, roots.len()), most), values)
            .await
    }

    fn item_copy(&self, of: &Source, id: ItemId, parent: Option<ItemId>) -> item::ActiveModel {
        item::ActiveModel {
            id: Set(id.into()),
            org_id: Set(self.org_id().into()),
            project_id: Set(of.project_id),
            kind: Set(of.kind.clone()),
            parent_id: Set(parent.map(Into::into)),
            number: Set(None),
            number_key: Set(None),
            title: Set(of.title.clone()),
            title_key: Set(of.title_key.clone()),
            search_key: Set(of.search_key.clone()),
            state: Set("published".into()),
            created_by: Set(self.member().id.into()),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
            archived_at: Set(None),
            dated_at: Set(if of.taken_at.is_some() {
                of.dated_at
            } else {
                self.now()
            }),
            deleted_at: Set(None),
            deleted_by: Set(None),
            deleted_root: Set(None),
            deleted_state: Set(None),
            version: Set(1),
        }
    }

    fn file_copy(&self, of: &Source, item: ItemId) -> Option<file::ActiveModel> {
        of.file_id?;
        Some(file::ActiveModel {
            id: Set(FileId::new().into()),
            org_id: Set(self.org_id().into()),
            item_id: Set(item.into()),
            is_part: Set(false),
            number: Set(1),
            state: Set("published".into()),
            label: Set(of.label.clone()),
            issued_on: Set(of.issued_on),
            note: Set(of.note.clone()),
            name: Set(of.name.clone()?),
            storage_key: Set(of.storage_key.clone()?),
            media_type: Set(of.media_type.clone()?),
            size: Set(of.size?),
            sha256: Set(of.sha256.clone()?),
            preview: Set(of.preview.clone()?),
            preview_fault: Set(of.preview_fault.clone()),
            width: Set(of.width),
            height: Set(of.height),
            pages: Set(of.pages),
            created_by: Set(self.member().id.into()),
            created_at: Set(self.now()),
            published_at: Set(Some(self.now())),
        })
    }

    fn photo_copy(&self, of: &Source, item: ItemId) -> photo::ActiveModel {
        photo::ActiveModel {
            item_id: Set(item.into()),
            org_id: Set(self.org_id().into()),
            caption: Set(of.caption.clone()),
            taken_at: Set(of.taken_at),
            latitude: Set(of.latitude),
            longitude: Set(of.longitude),
        }
    }
}
