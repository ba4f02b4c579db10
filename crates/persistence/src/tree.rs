//! The tree that folders make of a project's items: where things lie, and moving them. Deleting is in `trash.rs`.
//!
//! Whoever changes a parent, a state or a share holds the project's tree first
//! ([`Staff::hold_tree`]), so that two changes never decide on each other's past.

use crate::item_rows::stored_kind;
use crate::tx::list;
use crate::{DataError, Project, Staff};
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;

/// An item by its name.
#[derive(Clone, Debug)]
pub struct ItemName {
    /// The item.
    pub id: ItemId,
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
}

#[derive(FromQueryResult)]
struct NameRow {
    id: ItemId,
    kind: String,
    title: String,
}

#[derive(FromQueryResult)]
struct Levels {
    levels: i64,
}

impl TryFrom<NameRow> for ItemName {
    type Error = DataError;

    fn try_from(row: NameRow) -> Result<ItemName, DataError> {
        Ok(ItemName {
            id: row.id,
            kind: stored_kind(&row.kind)?,
            title: row.title,
        })
    }
}

impl Staff {
    /// Permits an action on a project and holds its tree until the commit: others who want to
    /// change parents, states or shares there wait.
    ///
    /// # Errors
    /// As for [`Staff::project`].
    pub async fn hold_tree(
        &mut self,
        action: Action,
        project: ProjectId,
    ) -> Result<Project, DataError> {
        let held = self.project(action, project).await?;
        self.tx.lock("project", project.as_uuid()).await?;
        Ok(held)
    }

    /// These items of a project, in the order asked for.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when one of them is not in the project or was deleted.
    pub async fn item_names(
        &self,
        project: ProjectId,
        ids: &[ItemId],
    ) -> Result<Vec<ItemName>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), project.into()];
        values.extend(ids.iter().map(|id| Value::from(*id)));
        let rows: Vec<NameRow> = self
            .tx
            .rows(
                &format!(
                    "SELECT id, kind, title FROM item \
                     WHERE org_id = $1 AND project_id = $2 AND state <> 'deleted' AND id IN ({})",
                    list(3, ids.len())
                ),
                values,
            )
            .await?;
        let mut found: HashMap<ItemId, NameRow> =
            rows.into_iter().map(|row| (row.id, row)).collect();
        ids.iter()
            .map(|id| {
                let row = found.remove(id).ok_or(DataError::NotFound)?;
                row.try_into()
            })
            .collect()
    }

    /// A folder of a project and the folders above it, nearest first.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when there is no such folder in the project.
    pub async fn folder_path(
        &self,
        project: ProjectId,
        folder: ItemId,
    ) -> Result<Vec<ItemName>, DataError> {
        let rows: Vec<NameRow> = self
            .tx
            .rows(
                "WITH RECURSIVE up(id, parent_id, kind, title, distance) AS ( \
                   SELECT id, parent_id, kind, title, 0 FROM item \
                     WHERE org_id = $1 AND project_id = $2 AND id = $3 \
                       AND kind IN ('folder', 'drawing_folder', 'photo_folder') AND state <> 'deleted' \
                   UNION ALL \
                   SELECT folder.id, folder.parent_id, folder.kind, folder.title, up.distance + 1 FROM up \
                     JOIN item folder ON folder.org_id = $1 AND folder.id = up.parent_id) \
                 SELECT id, kind, title FROM up ORDER BY distance",
                vec![self.org_id().into(), project.into(), folder.into()],
            )
            .await?;
        if rows.is_empty() {
            return Err(DataError::NotFound);
        }
        rows.into_iter().map(ItemName::try_from).collect()
    }

    /// How many levels of folders these items make: 0 without folders, 1 for a folder without folders.
    pub async fn folder_levels(&self, items: &[ItemId]) -> Result<u64, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into()];
        values.extend(items.iter().map(|id| Value::from(*id)));
        let row: Option<Levels> = self
            .tx
            .row(
                &format!(
                    "WITH RECURSIVE down(id, level) AS ( \
                       SELECT id, 1 FROM item WHERE org_id = $1 AND id IN ({}) \
                         AND kind IN ('folder', 'drawing_folder', 'photo_folder') \
                       UNION ALL \
                       SELECT child.id, down.level + 1 FROM down JOIN item child \
                         ON child.org_id = $1 AND child.parent_id = down.id \
                         AND child.kind IN ('folder', 'drawing_folder', 'photo_folder') \
                         AND child.state <> 'deleted') \
                     SELECT CAST(COALESCE(MAX(level), 0) AS bigint) AS levels FROM down",
                    list(2, items.len())
                ),
                values,
            )
            .await?;
        Ok(row.map_or(0, |row| row.levels.unsigned_abs()))
    }

    /// Puts items into a folder of their project, or to the top, and makes who sees them follow.
    /// That the folder is not among them or below them is the caller's to know.
    pub async fn move_items(
        &self,
        ids: &[ItemId],
        parent: Option<ItemId>,
    ) -> Result<(), DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), self.now().into(), parent.into()];
        values.extend(ids.iter().map(|id| Value::from(*id)));
        self.tx
            .run(
                &format!(
                    "UPDATE item SET parent_id = $3, updated_at = $2, version = version + 1 \
                     WHERE org_id = $1 AND id IN ({})",
                    list(4, ids.len())
                ),
                values,
            )
            .await?;
        self.rewrite_audience(ids).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::World;
    use crate::{ListFilter, NewItem, PageRequest, SharedWith, Sort};
    use lintel_domain::visibility::Audience;

    async fn folder(
        staff: &Staff,
        project: ProjectId,
        title: &str,
        parent: Option<ItemId>,
    ) -> ItemId {
        let new = NewItem::titled(project, Kind::Folder, parent, title);
        staff.add_item(new).await.expect("a folder")
    }

    #[tokio::test]
    async fn a_folder_goes_with_everything_below_it() {
        let mut world = World::create().await;
        let project = world.project;
        let staff = world.change().await;
        let house = folder(&staff, project, "House", None).await;
        let ground = folder(&staff, project, "Ground floor", Some(house)).await;
        folder(&staff, project, "Kitchen", Some(ground)).await;
        folder(&staff, project, "Garden", None).await;
        staff.commit().await.expect("a commit");

        let staff = world.change().await;
        let path = staff.folder_path(project, ground).await.expect("a path");
        let titles: Vec<&str> = path.iter().map(|folder| folder.title.as_str()).collect();
        assert_eq!(titles, ["Ground floor", "House"]);
        assert_eq!(
            staff.folder_levels(&[house, ground]).await.expect("levels"),
            3
        );
        let (deleted, _) = staff.delete_items(&[house]).await.expect("deleted");
        assert_eq!(deleted, 3);
        staff.commit().await.expect("a commit");

        let staff = world.look().await;
        let left = staff.folders(project, None).await.expect("folders");
        assert_eq!(left.len(), 1);
        assert!(matches!(
            staff.folder_path(project, ground).await,
            Err(DataError::NotFound)
        ));
        let all = ListFilter::of(&[Kind::Folder, Kind::Document], Sort::Name);
        let page = staff.list(project, &all, &PageRequest::default()).await;
        assert_eq!(page.expect("a page").items.len(), 1);
    }

    #[tokio::test]
    async fn what_a_folder_is_shared_with_follows_what_is_moved() {
        let mut world = World::create().await;
        let project = world.project;
        let staff = world.change().await;
        let open = folder(&staff, project, "Open", None).await;
        let inner = folder(&staff, project, "Inner", None).await;
        let deep = folder(&staff, project, "Deep", Some(inner)).await;
        let items = staff.shareables(project, &[open]).await.expect("an item");
        let shared = staff.set_shares(&items, &[Audience::Everyone]);
        shared.await.expect("a share");
        assert!(staff.shared_with(&[deep]).await.expect("shared").is_empty());

        staff
            .move_items(&[inner], Some(open))
            .await
            .expect("a move");
        let shared = staff.shared_with(&[open, deep]).await.expect("shared");
        assert_eq!(shared[&open].inherited_from, None);
        assert_eq!(shared[&deep].inherited_from, Some(open));
        assert_eq!(shared[&deep].with, SharedWith::Everyone);
        let folders = staff.folders(project, None).await.expect("folders");
        assert!(
            folders
                .iter()
                .all(|folder| folder.shared.with == SharedWith::Everyone)
        );

        staff.move_items(&[inner], None).await.expect("a move");
        assert!(staff.shared_with(&[deep]).await.expect("shared").is_empty());
    }
}
