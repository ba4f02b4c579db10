//! Uploads that come in pieces: what has come of them so far.

use crate::entity::{upload, upload_part};
use crate::{DataError, Database, Staff, System};
use chrono::{DateTime, TimeDelta, Utc};
use lintel_domain::ids::{ProjectId, UploadId};
use sea_orm::{FromQueryResult, Set};

/// How long an upload waits for its next piece.
pub const UPLOAD_KEPT: TimeDelta = TimeDelta::hours(24);

/// An upload on its way.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PartialUpload {
    /// Its id.
    pub id: UploadId,
    /// The project it was begun in.
    pub project_id: ProjectId,
    /// The file's name.
    pub file_name: String,
    /// The file's size in bytes.
    pub size: i64,
    /// How many bytes have come.
    pub received: i64,
    /// When the last of them came, in UTC.
    pub touched_at: DateTime<Utc>,
}

/// A piece of an upload, in the store.
#[derive(Clone, Debug, FromQueryResult)]
pub struct UploadPart {
    /// Where in the file it begins.
    pub position: i64,
    /// Its size in bytes.
    pub size: i64,
    /// Where its bytes lie in the store.
    pub storage_key: String,
}

impl Staff {
    /// Begins an upload of a file of `size` bytes.
    pub async fn begin_upload(
        &self,
        project: ProjectId,
        file_name: &str,
        size: i64,
    ) -> Result<UploadId, DataError> {
        let id = UploadId::new();
        self.tx
            .insert(upload::ActiveModel {
                id: Set(id.into()),
                org_id: Set(self.org_id().into()),
                project_id: Set(project.into()),
                member_id: Set(self.member().id.into()),
                file_name: Set(file_name.to_owned()),
                size: Set(size),
                received: Set(0),
                created_at: Set(self.now()),
                touched_at: Set(self.now()),
            })
            .await?;
        Ok(id)
    }

    /// An upload that this member began and that has not been given up.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn upload(&self, id: UploadId) -> Result<PartialUpload, DataError> {
        self.tx
            .row(
                "SELECT id, project_id, file_name, size, received, touched_at FROM upload \
                 WHERE org_id = $1 AND id = $2 AND member_id = $3 AND touched_at > $4",
                vec![
                    self.org_id().into(),
                    id.into(),
                    self.member().id.into(),
                    (self.now() - UPLOAD_KEPT).into(),
                ],
            )
            .await?
            .ok_or(DataError::NotFound)
    }

    /// The pieces of an upload in order.
    pub async fn upload_parts(&self, id: UploadId) -> Result<Vec<UploadPart>, DataError> {
        self.tx
            .rows(
                "SELECT position, size, storage_key FROM upload_part WHERE org_id = $1 AND upload_id = $2 \
                 ORDER BY position",
                vec![self.org_id().into(), id.into()],
            )
            .await
    }

    /// Records a piece that continues the upload where it stood.
    ///
    /// # Errors
    /// [`DataError::Stale`] when another piece has come there meanwhile.
    pub async fn add_upload_part(&self, id: UploadId, part: UploadPart) -> Result<(), DataError> {
        let moved = self
            .tx
            .run(
                "UPDATE upload SET received = received + $3, touched_at = $4 \
                 WHERE org_id = $1 AND id = $2 AND received = $5",
                vec![
                    self.org_id().into(),
                    id.into(),
                    part.size.into(),
                    self.now().into(),
                    part.position.into(),
                ],
            )
            .await?;
        if moved == 0 {
            return Err(DataError::Stale);
        }
        self.tx
            .insert(upload_part::ActiveModel {
                org_id: Set(self.org_id().into()),
                upload_id: Set(id.into()),
                position: Set(part.position),
                size: Set(part.size),
                storage_key: Set(part.storage_key),
            })
            .await
    }

    /// Forgets an upload; the sweep removes its pieces.
    pub async fn remove_upload(&self, id: UploadId) -> Result<(), DataError> {
        for sql in [
            "DELETE FROM upload_part WHERE org_id = $1 AND upload_id = $2",
            "DELETE FROM upload WHERE org_id = $1 AND id = $2",
        ] {
            self.tx
                .run(sql, vec![self.org_id().into(), id.into()])
                .await?;
        }
        Ok(())
    }
}

impl Database {
    /// Forgets uploads whose last piece came too long ago; how many.
    pub async fn sweep_uploads(&self, now: DateTime<Utc>) -> Result<u64, DataError> {
        let System { tx } = self.system_write(now).await?;
        let old = || vec![(now - UPLOAD_KEPT).into()];
        tx.run(
            "DELETE FROM upload_part WHERE upload_id IN (SELECT id FROM upload WHERE touched_at <= $1)",
            old(),
        )
        .await?;
        let swept = tx
            .run("DELETE FROM upload WHERE touched_at <= $1", old())
            .await?;
        tx.commit().await?;
        Ok(swept)
    }
}
