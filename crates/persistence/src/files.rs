//! Files: what is known of the bytes in the store.

use crate::entity::file;
use crate::tx::list;
use crate::{DataError, Database, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::access::Action;
use lintel_domain::ids::{FileId, ProjectId};
use sea_orm::{FromQueryResult, Set};
use std::collections::HashSet;

/// A file whose content may be read.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FileRow {
    /// Its id.
    pub id: FileId,
    /// Where its bytes lie in the store.
    pub storage_key: String,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// The SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
}

/// A file whose bytes are in the store.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Where its bytes lie in the store.
    pub storage_key: String,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Whether browsers may show it in place.
    pub inline: bool,
    /// Its size in bytes.
    pub size: i64,
    /// The SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
}

#[derive(FromQueryResult)]
struct InProject {
    project_id: ProjectId,
}

#[derive(FromQueryResult)]
struct KeyRow {
    storage_key: String,
}

impl Staff {
    /// The file of an item that this member may read.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when it is not there, its item was deleted or it is another
    /// organisation's; [`DataError::Forbidden`] as for [`Staff::project`].
    pub async fn file(&mut self, id: FileId) -> Result<FileRow, DataError> {
        let project: InProject = self
            .tx
            .row(
                "SELECT i.project_id FROM document d \
                 JOIN item i ON i.org_id = d.org_id AND i.id = d.item_id AND i.state <> 'deleted' \
                 WHERE d.org_id = $1 AND d.file_id = $2",
                vec![self.org_id().into(), id.into()],
            )
            .await?
            .ok_or(DataError::NotFound)?;
        self.project(Action::ContentRead, project.project_id)
            .await?;
        self.tx
            .row(
                "SELECT id, storage_key, name, media_type, size, sha256 FROM file \
                 WHERE org_id = $1 AND id = $2",
                vec![self.org_id().into(), id.into()],
            )
            .await?
            .ok_or(DataError::NotFound)
    }

    /// Makes the row of a file whose bytes are in the store.
    pub async fn add_file(&self, new: NewFile) -> Result<FileId, DataError> {
        let id = FileId::new();
        self.tx
            .insert(file::ActiveModel {
                id: Set(id.into()),
                org_id: Set(self.org_id().into()),
                storage_key: Set(new.storage_key),
                name: Set(new.name),
                media_type: Set(new.media_type),
                inline: Set(new.inline),
                size: Set(new.size),
                sha256: Set(new.sha256),
                created_by: Set(self.member().id.into()),
                created_at: Set(self.now()),
            })
            .await?;
        Ok(id)
    }
}

impl Database {
    /// Which of these places in the store a file's row names.
    pub async fn known_storage_keys(
        &self,
        keys: &[String],
        now: DateTime<Utc>,
    ) -> Result<HashSet<String>, DataError> {
        let values = keys.iter().map(|key| key.as_str().into()).collect();
        let rows: Vec<KeyRow> = self
            .read(now)
            .await?
            .rows(
                &format!(
                    "SELECT storage_key FROM file WHERE storage_key IN ({})",
                    list(1, keys.len())
                ),
                values,
            )
            .await?;
        Ok(rows.into_iter().map(|row| row.storage_key).collect())
    }
}
