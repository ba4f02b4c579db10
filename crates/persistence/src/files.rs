//! Files: the versions of items, and what is known of their bytes in the store.

use crate::entity::file;
use crate::item_rows::stored_preview;
use crate::tx::list;
use crate::{DataError, Database, Staff};
use chrono::{DateTime, NaiveDate, Utc};
use lintel_domain::access::Action;
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::version::{PreviewState, VersionState};
use sea_orm::{FromQueryResult, Set, Value};
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
    /// Its size in bytes.
    pub size: i64,
    /// The SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
    /// Whether pictures are made of it.
    pub preview: PreviewState,
    /// Why they cannot be, for people.
    pub preview_fault: Option<String>,
    /// Its width in pixels, if it is known.
    pub width: Option<i32>,
    /// Its height in pixels, if it is known.
    pub height: Option<i32>,
}

/// What is said of a version ([M2], [M3]).
#[derive(Clone, Debug, Default)]
pub struct VersionNote {
    /// Its revision, such as `A`.
    pub label: Option<String>,
    /// The day it was issued on.
    pub issued_on: Option<NaiveDate>,
    /// What is new in it.
    pub note: Option<String>,
}

/// A version of an item, as members see it.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its file.
    pub id: FileId,
    /// Which version it is, counted from 1.
    pub number: i32,
    /// Where it stands.
    pub state: VersionState,
    /// What is said of it.
    pub note: VersionNote,
    /// The file's name.
    pub name: String,
    /// The file's media type.
    pub media_type: String,
    /// The file's size in bytes.
    pub size: i64,
    /// Whether its pictures are there.
    pub preview: PreviewState,
    /// Why they are not, for people.
    pub preview_fault: Option<String>,
    /// Its width in pixels, or in points of a PDF's first page.
    pub width: Option<i32>,
    /// Its height, as its width.
    pub height: Option<i32>,
    /// Its pages, of a PDF.
    pub pages: Option<i32>,
    /// The name of who uploaded it.
    pub created_by: String,
    /// When it was uploaded, in UTC.
    pub created_at: DateTime<Utc>,
    /// When it was last published, in UTC.
    pub published_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct VersionRow {
    id: FileId,
    number: i32,
    state: String,
    label: Option<String>,
    issued_on: Option<NaiveDate>,
    note: Option<String>,
    name: String,
    media_type: String,
    size: i64,
    preview: String,
    preview_fault: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
    pages: Option<i32>,
    created_by: String,
    created_at: DateTime<Utc>,
    published_at: Option<DateTime<Utc>>,
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
    /// A version of an item that this member may read.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when it is not there, its item was deleted or it is another
    /// organisation's; [`DataError::Forbidden`] as for [`Staff::project`].
    pub async fn file(&mut self, id: FileId) -> Result<FileRow, DataError> {
        let values: Vec<Value> = vec![self.org_id().into(), id.into()];
        let project: InProject = self
            .tx
            .row(
                "SELECT i.project_id FROM file f \
                 JOIN item i ON i.org_id = f.org_id AND i.id = f.item_id AND i.state <> 'deleted' \
                 WHERE f.org_id = $1 AND f.id = $2",
                values.clone(),
            )
            .await?
            .ok_or(DataError::NotFound)?;
        self.project(Action::ContentRead, project.project_id)
            .await?;
        self.tx
            .row(
                "SELECT id, storage_key, name, media_type, size, sha256 FROM file \
                 WHERE org_id = $1 AND id = $2",
                values,
            )
            .await?
            .ok_or(DataError::NotFound)
    }

    /// Every version of an item, newest first.
    pub async fn versions(&self, item: ItemId) -> Result<Vec<Version>, DataError> {
        let rows: Vec<VersionRow> = self
            .tx
            .rows(
                "SELECT f.id, f.number, f.state, f.label, f.issued_on, f.note, f.name, f.media_type, f.size, \
                   f.preview, f.preview_fault, f.width, f.height, f.pages, m.name AS created_by, f.created_at, \
                   f.published_at \
                 FROM file f JOIN member m ON m.org_id = f.org_id AND m.id = f.created_by \
                 WHERE f.org_id = $1 AND f.item_id = $2 AND f.is_part = FALSE ORDER BY f.number DESC",
                vec![self.org_id().into(), item.into()],
            )
            .await?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// Makes the next version of an item of a file whose bytes are in the store, as a draft, and
    /// counts its bytes.
    pub async fn add_version(
        &self,
        item: ItemId,
        new: NewFile,
        note: VersionNote,
    ) -> Result<FileId, DataError> {
        self.count_bytes(new.size).await?;
        let id = FileId::new();
        let number = self.next_number(item).await?;
        self.tx
            .insert(file::ActiveModel {
                label: Set(note.label),
                issued_on: Set(note.issued_on),
                note: Set(note.note),
                ..self.new_file(id, item, number, new)
            })
            .await?;
        Ok(id)
    }

    /// The number of the next file of an item, counted from 1.
    pub(crate) async fn next_number(&self, item: ItemId) -> Result<i32, DataError> {
        #[derive(FromQueryResult)]
        struct Next {
            number: i32,
        }
        let next: Option<Next> = self
            .tx
            .row(
                "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM file WHERE org_id = $1 AND item_id = $2",
                vec![self.org_id().into(), item.into()],
            )
            .await?;
        Ok(next.map_or(1, |next| next.number))
    }

    /// A draft without a word.
    pub(crate) fn new_file(
        &self,
        id: FileId,
        item: ItemId,
        number: i32,
        new: NewFile,
    ) -> file::ActiveModel {
        file::ActiveModel {
            id: Set(id.into()),
            org_id: Set(self.org_id().into()),
            item_id: Set(item.into()),
            is_part: Set(false),
            number: Set(number),
            state: Set(VersionState::Draft.as_str().into()),
            label: Set(None),
            issued_on: Set(None),
            note: Set(None),
            name: Set(new.name),
            storage_key: Set(new.storage_key),
            media_type: Set(new.media_type),
            size: Set(new.size),
            sha256: Set(new.sha256),
            preview: Set(new.preview.as_str().into()),
            preview_fault: Set(new.preview_fault),
            width: Set(new.width),
            height: Set(new.height),
            pages: Set(None),
            created_by: Set(self.member().id.into()),
            created_at: Set(self.now()),
            published_at: Set(None),
        }
    }

    /// Makes a version the current one; the one before, if there is one, is superseded and the item's
    /// version counted on.
    pub async fn publish_version(&self, item: ItemId, file: FileId) -> Result<(), DataError> {
        let values = |last: Value| vec![self.org_id().into(), item.into(), last];
        let replaced = self
            .tx
            .run(
                "UPDATE file SET state = 'superseded' \
                 WHERE org_id = $1 AND item_id = $2 AND state = 'published' AND is_part = FALSE AND id <> $3",
                values(file.into()),
            )
            .await?;
        let mut published = values(file.into());
        published.push(self.now().into());
        self.tx
            .run(
                "UPDATE file SET state = 'published', published_at = $4 \
                 WHERE org_id = $1 AND item_id = $2 AND id = $3",
                published,
            )
            .await?;
        if replaced == 0 {
            return Ok(());
        }
        self.tx
            .run(
                "UPDATE item SET updated_at = $3, version = version + 1 WHERE org_id = $1 AND id = $2",
                values(self.now().into()),
            )
            .await?;
        Ok(())
    }

    /// Says something else of a version.
    pub async fn note_version(&self, file: FileId, note: &VersionNote) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE file SET label = $3, issued_on = $4, note = $5 WHERE org_id = $1 AND id = $2",
                vec![
                    self.org_id().into(),
                    file.into(),
                    note.label.clone().into(),
                    note.issued_on.into(),
                    note.note.clone().into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// Takes a draft away; the sweep removes its bytes.
    pub async fn remove_draft(&self, version: &Version) -> Result<(), DataError> {
        self.count_bytes(-version.size).await?;
        self.tx
            .run(
                "DELETE FROM file WHERE org_id = $1 AND id = $2 AND state = 'draft'",
                vec![self.org_id().into(), version.id.into()],
            )
            .await?;
        Ok(())
    }

    /// Adds to what the organisation keeps.
    pub(crate) async fn count_bytes(&self, more: i64) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE organisation SET storage_used = storage_used + $2 WHERE id = $1",
                vec![self.org_id().into(), more.into()],
            )
            .await?;
        Ok(())
    }
}

impl TryFrom<VersionRow> for Version {
    type Error = DataError;

    fn try_from(row: VersionRow) -> Result<Version, DataError> {
        Ok(Version {
            id: row.id,
            number: row.number,
            state: VersionState::parse(&row.state)
                .ok_or_else(|| DataError::Broken(format!("version state {}", row.state)))?,
            note: VersionNote {
                label: row.label,
                issued_on: row.issued_on,
                note: row.note,
            },
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            preview: stored_preview(&row.preview)?,
            preview_fault: row.preview_fault,
            width: row.width,
            height: row.height,
            pages: row.pages,
            created_by: row.created_by,
            created_at: row.created_at,
            published_at: row.published_at,
        })
    }
}

impl Database {
    /// Which of these places in the store a row names: of a file, a rendition, or a part of an upload.
    pub async fn known_storage_keys(
        &self,
        keys: &[String],
        now: DateTime<Utc>,
    ) -> Result<HashSet<String>, DataError> {
        let values = keys.iter().map(|key| key.as_str().into()).collect();
        let keys = list(1, keys.len());
        let rows: Vec<KeyRow> = self
            .read(now)
            .await?
            .rows(
                &format!(
                    "SELECT storage_key FROM file WHERE storage_key IN ({keys}) \
                     UNION SELECT storage_key FROM rendition WHERE storage_key IN ({keys}) \
                     UNION SELECT storage_key FROM upload_part WHERE storage_key IN ({keys})"
                ),
                values,
            )
            .await?;
        Ok(rows.into_iter().map(|row| row.storage_key).collect())
    }
}
