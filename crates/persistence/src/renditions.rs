//! Renditions: the pictures that are made of a file, and the copy of a picture without metadata.

use crate::entity::rendition;
use crate::item_rows::stored_preview;
use crate::outbox::{enqueue, is_waiting};
use crate::tx::{Tx, list};
use crate::{DataError, Database, FileRow, Job, PortalProject, Staff, System};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{FileId, OrgId};
use lintel_domain::version::PreviewState;
use sea_orm::{FromQueryResult, Set, Value};
use std::collections::HashMap;

/// Files without pictures that are taken up again at a time.
const RETAKEN_AT_ONCE: i64 = 200;
/// Files asked about in one statement.
const FILES_AT_ONCE: usize = 400;

/// A file that pictures are to be made of.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ToRender {
    /// Whose it is.
    pub org_id: OrgId,
    /// Where its bytes lie in the store.
    pub storage_key: String,
    /// Its media type.
    pub media_type: String,
}

/// A picture made of a file, whose bytes are in the store.
#[derive(Clone, Debug)]
pub struct NewRendition {
    /// `small`, `medium`, `large` or `clean`.
    pub kind: &'static str,
    /// Where its bytes lie.
    pub storage_key: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// The SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
}

/// What came of making pictures of a file.
#[derive(Clone, Debug)]
pub struct RenderOutcome {
    /// Where it stands now.
    pub preview: PreviewState,
    /// Why there are none, for people.
    pub fault: Option<String>,
    /// The file's width in pixels, or in points of a PDF's first page.
    pub width: Option<i32>,
    /// Its height, as its width.
    pub height: Option<i32>,
    /// Its pages, of a PDF.
    pub pages: Option<i32>,
    /// The pictures.
    pub renditions: Vec<NewRendition>,
}

/// What clients are given for a picture.
#[derive(Clone, Debug)]
pub enum Clean {
    /// This: a copy without metadata, or the file itself when it has none.
    File(FileRow),
    /// Nothing yet: the copy is being made.
    Pending,
    /// Nothing: no copy could be made.
    Failed,
}

#[derive(FromQueryResult)]
struct CleanRow {
    id: FileId,
    preview: String,
    storage_key: Option<String>,
    media_type: Option<String>,
    size: Option<i64>,
    sha256: Option<String>,
}

impl Staff {
    /// A picture of a file that this member may read.
    ///
    /// # Errors
    /// As for [`Staff::file`]; [`DataError::NotFound`] while there is none.
    pub async fn preview(&mut self, id: FileId, size: &str) -> Result<FileRow, DataError> {
        let file = self.file(id).await?;
        rendition(&self.tx, file, size).await
    }
}

impl PortalProject {
    /// A picture of a file, if the file is the current one of something that is visible.
    ///
    /// # Errors
    /// [`DataError::NotFound`] for anything this client does not see now, and while there is none.
    pub async fn preview(&self, id: FileId, size: &str) -> Result<FileRow, DataError> {
        let file = self.file(id).await?;
        rendition(&self.tx, file, size).await
    }

    /// What this client is given for pictures that they see, one for each: unless the organisation
    /// tells where photos were taken, a copy without metadata ([M4]).
    pub async fn clean(&self, files: Vec<FileRow>) -> Result<Vec<Clean>, DataError> {
        if self.viewer().share_photo_location {
            return Ok(files.into_iter().map(Clean::File).collect());
        }
        let mut known: HashMap<FileId, CleanRow> = HashMap::new();
        for files in files.chunks(FILES_AT_ONCE) {
            let mut values: Vec<Value> = vec![self.viewer().org.into()];
            values.extend(files.iter().map(|file| Value::from(file.id)));
            let rows: Vec<CleanRow> = self
                .tx
                .rows(
                    &format!(
                        "SELECT f.id, f.preview, r.storage_key, r.media_type, r.size, r.sha256 FROM file f \
                         LEFT JOIN rendition r ON r.source_key = f.storage_key AND r.kind = 'clean' \
                         WHERE f.org_id = $1 AND f.id IN ({})",
                        list(2, files.len())
                    ),
                    values,
                )
                .await?;
            known.extend(rows.into_iter().map(|row| (row.id, row)));
        }
        files
            .into_iter()
            .map(|file| match known.remove(&file.id) {
                Some(row) => row.clean(file),
                None => Err(DataError::NotFound),
            })
            .collect()
    }
}

impl CleanRow {
    fn clean(self, file: FileRow) -> Result<Clean, DataError> {
        let (Some(storage_key), Some(media_type), Some(size), Some(sha256)) =
            (self.storage_key, self.media_type, self.size, self.sha256)
        else {
            return Ok(match stored_preview(&self.preview)? {
                PreviewState::Pending => Clean::Pending,
                PreviewState::Failed => Clean::Failed,
                PreviewState::Ready | PreviewState::None => Clean::File(file),
            });
        };
        Ok(Clean::File(FileRow {
            id: file.id,
            name: file.name,
            storage_key,
            media_type,
            size,
            sha256,
        }))
    }
}

async fn rendition(tx: &Tx, of: FileRow, kind: &str) -> Result<FileRow, DataError> {
    #[derive(FromQueryResult)]
    struct Row {
        storage_key: String,
        media_type: String,
        size: i64,
        sha256: String,
    }
    let row: Option<Row> = tx
        .row(
            "SELECT storage_key, media_type, size, sha256 FROM rendition WHERE source_key = $1 AND kind = $2",
            vec![of.storage_key.into(), kind.into()],
        )
        .await?;
    let row = row.ok_or(DataError::NotFound)?;
    Ok(FileRow {
        id: of.id,
        storage_key: row.storage_key,
        name: format!("{kind} {}.jpg", of.name),
        media_type: row.media_type,
        size: row.size,
        sha256: row.sha256,
    })
}

impl System {
    /// The file of a job, while its pictures have not been made. A copy takes those of its original.
    pub async fn to_render(&self, id: FileId) -> Result<Option<ToRender>, DataError> {
        self.tx
            .run(
                "UPDATE file SET preview = done.preview, preview_fault = done.preview_fault, width = done.width, \
                   height = done.height, pages = done.pages FROM file done \
                 WHERE file.id = $1 AND file.preview = 'pending' \
                   AND done.storage_key = file.storage_key AND done.preview <> 'pending'",
                vec![id.into()],
            )
            .await?;
        self.tx
            .row(
                "SELECT org_id, storage_key, media_type FROM file WHERE id = $1 AND preview = 'pending'",
                vec![id.into()],
            )
            .await
    }

    /// Records what came of making pictures, for the file and all copies of it. Renditions of an
    /// object that has them already are left to the sweep.
    pub async fn rendered(&self, of: &ToRender, outcome: RenderOutcome) -> Result<(), DataError> {
        let changed = self
            .tx
            .run(
                "UPDATE file SET preview = $2, preview_fault = $3, width = COALESCE($4, width), \
                   height = COALESCE($5, height), pages = $6 WHERE storage_key = $1 AND preview = 'pending'",
                vec![
                    of.storage_key.clone().into(),
                    outcome.preview.as_str().into(),
                    outcome.fault.into(),
                    outcome.width.into(),
                    outcome.height.into(),
                    outcome.pages.into(),
                ],
            )
            .await?;
        if changed == 0 {
            return Ok(());
        }
        let rows = outcome
            .renditions
            .into_iter()
            .map(|new| rendition::ActiveModel {
                source_key: Set(of.storage_key.clone()),
                kind: Set(new.kind.into()),
                org_id: Set(of.org_id.into()),
                storage_key: Set(new.storage_key),
                media_type: Set(new.media_type),
                size: Set(new.size),
                sha256: Set(new.sha256),
            });
        self.tx.insert_all(rows.collect()).await
    }
}

impl Database {
    /// Puts files whose pictures have not been made since `before` into the outbox again: of a
    /// release before there were any, or after a failure that nobody repeats.
    pub async fn retake_renders(
        &self,
        before: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<usize, DataError> {
        #[derive(FromQueryResult)]
        struct Row {
            id: FileId,
            org_id: OrgId,
        }
        let tx = self.write(now).await?;
        let rows: Vec<Row> = tx
            .rows(
                "SELECT id, org_id FROM file WHERE preview = 'pending' AND created_at <= $1 ORDER BY created_at LIMIT $2",
                vec![before.into(), RETAKEN_AT_ONCE.into()],
            )
            .await?;
        let mut retaken = 0;
        for row in rows {
            let job = Job::Render { file: row.id };
            if !is_waiting(&tx, &job).await? {
                enqueue(&tx, Some(row.org_id), job, now, None).await?;
                retaken += 1;
            }
        }
        tx.commit().await?;
        Ok(retaken)
    }
}
