//! The trash: items deleted by hand with what lay below them, until they are restored or purged.

use crate::item_rows::{ItemRow, select, stored_kind};
use crate::tx::{Tx, list};
use crate::{DataError, Item, ItemName, Page, PageRequest, Shared, Staff, System};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{ItemId, OrgId, ProjectId};
use sea_orm::{FromQueryResult, Value};

/// Deletions purged at a time when their days are over.
const PURGED_AT_ONCE: i64 = 50;

/// Something in the trash.
#[derive(Clone, Debug)]
pub struct Trashed {
    /// What it was.
    pub item: Item,
    /// When it was deleted, in UTC.
    pub deleted_at: DateTime<Utc>,
    /// The name of who deleted it.
    pub deleted_by: String,
    /// How many things went with it.
    pub contains: u64,
}

/// What was deleted by hand, as restoring sees it.
#[derive(Clone, Debug)]
pub struct Deleted {
    /// What.
    pub name: ItemName,
    /// The folder it lay in, if that is still there.
    pub parent: Option<ItemId>,
    /// Whether it lay in a folder that is not there any more.
    pub orphaned: bool,
}

#[derive(FromQueryResult)]
struct TrashedRow {
    deleted_at: DateTime<Utc>,
    deleted_by_name: String,
    contains: i64,
    #[sea_orm(nested)]
    item: ItemRow,
}

#[derive(FromQueryResult)]
struct DeletedRow {
    id: ItemId,
    kind: String,
    title: String,
    had_parent: Option<ItemId>,
    parent_id: Option<ItemId>,
}

#[derive(FromQueryResult)]
struct SharedRow {
    id: ItemId,
    kind: String,
    title: String,
}

/// Deletes the roots with everything below them, each under the root that is furthest up.
fn delete_sql(roots: &str) -> String {
    format!(
        "WITH RECURSIVE tree(id, root, distance) AS ( \
           SELECT id, id, 0 FROM item WHERE org_id = $1 AND id IN ({roots}) AND state <> 'deleted' \
           UNION ALL \
           SELECT child.id, tree.root, tree.distance + 1 FROM tree CROSS JOIN item child \
             WHERE child.org_id = $1 AND child.parent_id = tree.id AND child.state <> 'deleted'), \
         goes AS (SELECT id, root, ROW_NUMBER() OVER (PARTITION BY id ORDER BY distance DESC) AS place FROM tree) \
         UPDATE item SET deleted_state = item.state, state = 'deleted', deleted_at = $2, deleted_by = $3, deleted_root = goes.root, \
           updated_at = $2, version = version + 1 \
         FROM goes WHERE goes.place = 1 AND item.org_id = $1 AND item.id = goes.id"
    )
}

/// What was deleted with the roots, at whatever time.
fn gone(roots: &str) -> String {
    format!("org_id = $1 AND deleted_at IS NOT NULL AND deleted_root IN ({roots})")
}

impl Staff {
    /// Puts items with everything below them into the trash; nobody sees them any more, and their
    /// own shares end. How many there were, and which of them had shares.
    pub async fn delete_items(&self, roots: &[ItemId]) -> Result<(u64, Vec<ItemName>), DataError> {
        let mut values: Vec<Value> = vec![
            self.org_id().into(),
            self.now().into(),
            self.member().id.into(),
        ];
        values.extend(roots.iter().map(|id| Value::from(*id)));
        let deleted = self
            .tx
            .run(&delete_sql(&list(4, roots.len())), values)
            .await?;
        let shared = self.end_shares_of_deleted(roots).await?;
        self.rewrite_audience(roots).await?;
        Ok((deleted, shared))
    }

    async fn end_shares_of_deleted(&self, roots: &[ItemId]) -> Result<Vec<ItemName>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into()];
        values.extend(roots.iter().map(|id| Value::from(*id)));
        let shared: Vec<SharedRow> = self
            .tx
            .rows(
                &format!(
                    "SELECT DISTINCT item.id, item.kind, item.title FROM item \
                     JOIN share ON share.org_id = item.org_id AND share.item_id = item.id AND share.revoked_at IS NULL \
                     WHERE item.{}",
                    gone(&list(2, roots.len()))
                ),
                values,
            )
            .await?;
        let mut names = Vec::with_capacity(shared.len());
        for row in shared {
            names.push(ItemName {
                id: row.id,
                kind: stored_kind(&row.kind)?,
                title: row.title,
            });
        }
        let ids: Vec<ItemId> = names.iter().map(|name| name.id).collect();
        self.revoke_shares(&ids, &[]).await?;
        Ok(names)
    }

    /// A page of a project's trash, what went last first.
    ///
    /// # Errors
    /// [`DataError::BadCursor`].
    pub async fn trash(
        &self,
        project: ProjectId,
        page: &PageRequest,
    ) -> Result<Page<Trashed>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), project.into()];
        let after: Option<(DateTime<Utc>, ItemId)> = page.after()?;
        let from = match after {
            None => "",
            Some((at, id)) => {
                values.extend([at.into(), id.into()]);
                " AND (deleted_at, id) < ($3, $4)"
            }
        };
        let roots = format!(
            "(SELECT * FROM item WHERE org_id = $1 AND project_id = $2 AND deleted_at IS NOT NULL \
                AND deleted_root = id{from} ORDER BY deleted_at DESC, id DESC LIMIT {})",
            page.fetch()
        );
        let sql = select(&roots)
            .replacen(
                "SELECT ",
                "SELECT i.deleted_at, deleter.name AS deleted_by_name, \
                   (SELECT COUNT(*) - 1 FROM item below WHERE below.org_id = i.org_id AND below.project_id = i.project_id \
                      AND below.deleted_root = i.id AND below.deleted_at IS NOT NULL) AS contains, ",
                1,
            );
        let rows: Vec<TrashedRow> = self
            .tx
            .rows(
                &format!(
                    "{sql} JOIN member deleter ON deleter.org_id = i.org_id AND deleter.id = i.deleted_by \
                     ORDER BY i.deleted_at DESC, i.id DESC"
                ),
                values,
            )
            .await?;
        let page = page.page(rows, |row| (row.deleted_at, row.item.id))?;
        let items = page.items.into_iter().map(|row| {
            Ok(Trashed {
                deleted_at: row.deleted_at,
                deleted_by: row.deleted_by_name,
                contains: row.contains.unsigned_abs(),
                item: row.item.into_item(Shared::default())?,
            })
        });
        Ok(Page {
            items: items.collect::<Result<_, DataError>>()?,
            next: page.next,
        })
    }

    /// What was deleted by hand in a project.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when one of them is not in the trash.
    pub async fn deleted(
        &self,
        project: ProjectId,
        roots: &[ItemId],
    ) -> Result<Vec<Deleted>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), project.into()];
        values.extend(roots.iter().map(|id| Value::from(*id)));
        let rows: Vec<DeletedRow> = self
            .tx
            .rows(
                &format!(
                    "SELECT i.id, i.kind, i.title, i.parent_id AS had_parent, folder.id AS parent_id FROM item i \
                     LEFT JOIN item folder ON folder.org_id = i.org_id AND folder.id = i.parent_id \
                       AND folder.state <> 'deleted' \
                     WHERE i.org_id = $1 AND i.project_id = $2 AND i.deleted_at IS NOT NULL AND i.deleted_root = i.id \
                       AND i.id IN ({}) ORDER BY i.id",
                    list(3, roots.len())
                ),
                values,
            )
            .await?;
        if rows.len() != roots.len() {
            return Err(DataError::NotFound);
        }
        let deleted = rows.into_iter().map(|row| {
            Ok(Deleted {
                orphaned: row.had_parent.is_some() && row.parent_id.is_none(),
                parent: row.parent_id,
                name: ItemName {
                    id: row.id,
                    kind: stored_kind(&row.kind)?,
                    title: row.title,
                },
            })
        });
        deleted.collect()
    }

    /// A number that something in the trash has and something outside has got since.
    pub async fn number_taken_meanwhile(
        &self,
        roots: &[ItemId],
    ) -> Result<Option<String>, DataError> {
        #[derive(FromQueryResult)]
        struct Row {
            number: String,
        }
        let mut values: Vec<Value> = vec![self.org_id().into()];
        values.extend(roots.iter().map(|id| Value::from(*id)));
        let row: Option<Row> = self
            .tx
            .row(
                &format!(
                    "SELECT number FROM item WHERE {} AND number_key IS NOT NULL AND EXISTS \
                       (SELECT 1 FROM item other WHERE other.org_id = item.org_id AND other.project_id = item.project_id \
                          AND other.kind = item.kind AND other.number_key = item.number_key AND other.state <> 'deleted') \
                     LIMIT 1",
                    gone(&list(2, roots.len()))
                ),
                values,
            )
            .await?;
        Ok(row.map(|row| row.number))
    }

    /// Brings things back from the trash with what went with them; `to_top` of them to the top level.
    /// How many there were.
    pub async fn restore_items(
        &self,
        roots: &[ItemId],
        to_top: &[ItemId],
    ) -> Result<u64, DataError> {
        let restored = self
            .on_items(
                "SET state = COALESCE(deleted_state, 'published'), deleted_state = NULL, deleted_at = NULL, deleted_by = NULL, \
                   deleted_root = NULL, \
                   updated_at = $2, version = version + 1",
                &gone(&list(3, roots.len())),
                roots,
            )
            .await?;
        if !to_top.is_empty() {
            let which = format!("org_id = $1 AND id IN ({})", list(3, to_top.len()));
            self.on_items("SET parent_id = NULL, updated_at = $2", &which, to_top)
                .await?;
        }
        self.rewrite_audience(roots).await?;
        Ok(restored)
    }

    async fn on_items(&self, set: &str, which: &str, ids: &[ItemId]) -> Result<u64, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), self.now().into()];
        values.extend(ids.iter().map(|id| Value::from(*id)));
        self.tx
            .run(&format!("UPDATE item {set} WHERE {which}"), values)
            .await
    }

    /// Deletes things in the trash for ever, with their files; how many.
    pub async fn purge_items(&self, roots: &[ItemId]) -> Result<u64, DataError> {
        purge(&self.tx, self.org_id(), roots).await
    }
}

impl System {
    /// Purges what was deleted before a time, some of it at a time; how many things went.
    pub async fn purge_deleted_before(&self, before: DateTime<Utc>) -> Result<u64, DataError> {
        #[derive(FromQueryResult)]
        struct Row {
            org_id: OrgId,
            id: ItemId,
        }
        let rows: Vec<Row> = self
            .tx
            .rows(
                "SELECT org_id, id FROM item WHERE deleted_at IS NOT NULL AND deleted_at <= $1 AND deleted_root = id \
                 ORDER BY deleted_at, id LIMIT $2",
                vec![before.into(), PURGED_AT_ONCE.into()],
            )
            .await?;
        let mut purged = 0;
        for row in rows {
            purged += purge(&self.tx, row.org_id, &[row.id]).await?;
        }
        Ok(purged)
    }
}

/// The rows of the items stay without a way back, for the history that names them.
async fn purge(tx: &Tx, org: OrgId, roots: &[ItemId]) -> Result<u64, DataError> {
    let mut values: Vec<Value> = vec![org.into()];
    values.extend(roots.iter().map(|id| Value::from(*id)));
    let items = format!("SELECT id FROM item WHERE {}", gone(&list(2, roots.len())));
    let files = format!("SELECT id FROM file WHERE org_id = $1 AND item_id IN ({items})");
    let statements = [
        format!(
            "UPDATE organisation SET storage_used = storage_used - COALESCE( \
               (SELECT SUM(size) FROM file WHERE org_id = $1 AND item_id IN ({items})), 0) WHERE id = $1"
        ),
        format!(
            "DELETE FROM rendition WHERE org_id = $1 \
               AND source_key IN (SELECT storage_key FROM file WHERE org_id = $1 AND item_id IN ({items})) \
               AND NOT EXISTS (SELECT 1 FROM file other WHERE other.storage_key = rendition.source_key \
                 AND other.item_id NOT IN ({items}))"
        ),
        format!("DELETE FROM picture WHERE org_id = $1 AND item_id IN ({items})"),
        format!("DELETE FROM daily_log WHERE org_id = $1 AND item_id IN ({items})"),
        format!("DELETE FROM attachment WHERE org_id = $1 AND item_id IN ({items})"),
        format!("DELETE FROM attachment WHERE org_id = $1 AND attached_id IN ({items})"),
        format!("DELETE FROM item_letter WHERE org_id = $1 AND item_id IN ({items})"),
        format!("DELETE FROM update_post WHERE org_id = $1 AND item_id IN ({items})"),
        format!("DELETE FROM schedule WHERE org_id = $1 AND item_id IN ({items})"),
        format!("DELETE FROM report WHERE org_id = $1 AND item_id IN ({items})"),
        format!("DELETE FROM receipt WHERE org_id = $1 AND item_id IN ({items})"),
        format!("DELETE FROM acknowledgement WHERE org_id = $1 AND file_id IN ({files})"),
        format!("DELETE FROM file WHERE org_id = $1 AND item_id IN ({items})"),
        format!("DELETE FROM drawing WHERE org_id = $1 AND item_id IN ({items})"),
        format!("DELETE FROM photo WHERE org_id = $1 AND item_id IN ({items})"),
    ];
    for sql in statements {
        tx.run(&sql, values.clone()).await?;
    }
    tx.run(
        &format!(
            "UPDATE item SET deleted_at = NULL, version = version + 1 WHERE {}",
            gone(&list(2, roots.len()))
        ),
        values,
    )
    .await
}
