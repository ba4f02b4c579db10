//! What goes into a ZIP: the files below chosen items, with the folders they lie in.

use crate::audience::EVERYONE;
use crate::audience_query::module_is_on;
use crate::tx::list;
use crate::{DataError, FileRow, PortalProject, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use sea_orm::{FromQueryResult, Value};

/// A file of an archive.
#[derive(Clone, Debug)]
pub struct ArchiveEntry {
    /// Titles of the folders it lies in, outermost first, from the chosen one.
    pub folders: Vec<String>,
    /// The title of its item, when that is not the file's name.
    pub title: String,
    /// Its item's number.
    pub number: Option<String>,
    /// The file.
    pub file: FileRow,
    /// When its item was last changed, in UTC.
    pub updated_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct EntryRow {
    path: String,
    title: String,
    item_number: Option<String>,
    updated_at: DateTime<Utc>,
    file_id: FileId,
    storage_key: String,
    name: String,
    media_type: String,
    size: i64,
    sha256: String,
}

/// Between the titles of a path; no title has it.
const BETWEEN: char = '\u{1f}';

/// The entries of a tree that `seed` and `step` make: `tree(id, path)`, folders without a title of
/// their own in the path left out.
fn entries(seed: &str, step: &str, limit: usize) -> String {
    format!(
        "WITH RECURSIVE tree(id, path) AS ({seed} UNION {step}) \
         SELECT DISTINCT tree.path, i.title, i.number AS item_number, i.updated_at, f.id AS file_id, f.storage_key, \
           f.name, f.media_type, f.size, f.sha256 \
         FROM tree JOIN item i ON i.org_id = $1 AND i.id = tree.id AND i.state = 'published' \
         JOIN file f ON f.org_id = $1 AND f.item_id = i.id AND f.state = 'published' \
         ORDER BY tree.path, i.title, f.id LIMIT {limit}"
    )
}

impl Staff {
    /// The files of chosen items of a project and of everything below them, `most` at most.
    pub async fn archive(
        &self,
        project: ProjectId,
        chosen: &[ItemId],
        most: usize,
    ) -> Result<Vec<ArchiveEntry>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), project.into()];
        values.extend(chosen.iter().map(|id| Value::from(*id)));
        let seed = format!(
            "SELECT id, CAST('' AS text) FROM item WHERE org_id = $1 AND project_id = $2 AND id IN ({})",
            list(3, chosen.len())
        );
        let step = format!(
            "SELECT child.id, tree.path || folder.title || '{BETWEEN}' FROM tree CROSS JOIN item folder CROSS JOIN item child \
             WHERE folder.org_id = $1 AND folder.id = tree.id \
               AND child.org_id = $1 AND child.parent_id = folder.id AND child.state = 'published'"
        );
        let rows: Vec<EntryRow> = self.tx.rows(&entries(&seed, &step, most), values).await?;
        Ok(rows.into_iter().map(ArchiveEntry::from).collect())
    }
}

impl PortalProject {
    /// The files of chosen items that this client sees and of what they see below them, `most` at most.
    pub async fn archive(
        &self,
        chosen: &[ItemId],
        most: usize,
    ) -> Result<Vec<ArchiveEntry>, DataError> {
        let viewer = self.viewer();
        let modules_off = viewer.modules.to_stored();
        let mut values: Vec<Value> = vec![
            viewer.org.into(),
            viewer.project.into(),
            viewer.client.into(),
            EVERYONE.into(),
            modules_off.into(),
        ];
        values.extend(chosen.iter().map(|id| Value::from(*id)));
        let on = module_is_on("a.kind", "$5");
        let seed = format!(
            "SELECT a.item_id, CAST('' AS text) FROM audience a WHERE a.org_id = $1 AND a.project_id = $2 \
               AND a.viewer IN ($3, $4) AND ({on}) AND a.item_id IN ({})",
            list(6, chosen.len())
        );
        let step = format!(
            "SELECT a.item_id, tree.path || folder.title || '{BETWEEN}' FROM tree CROSS JOIN item folder CROSS JOIN audience a \
             WHERE folder.org_id = $1 AND folder.id = tree.id AND a.org_id = $1 AND a.project_id = $2 \
               AND a.viewer IN ($3, $4) AND a.parent_id = folder.id AND ({on})"
        );
        let rows: Vec<EntryRow> = self.tx.rows(&entries(&seed, &step, most), values).await?;
        Ok(rows.into_iter().map(ArchiveEntry::from).collect())
    }
}

impl From<EntryRow> for ArchiveEntry {
    fn from(row: EntryRow) -> ArchiveEntry {
        let folders = row.path.split(BETWEEN).filter(|title| !title.is_empty());
        ArchiveEntry {
            folders: folders.map(str::to_owned).collect(),
            title: row.title,
            number: row.item_number,
            updated_at: row.updated_at,
            file: FileRow {
                id: row.file_id,
                storage_key: row.storage_key,
                name: row.name,
                media_type: row.media_type,
                size: row.size,
                sha256: row.sha256,
            },
        }
    }
}
