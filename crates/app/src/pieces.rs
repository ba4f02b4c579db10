//! Uploads in pieces, which a lost connection does not undo (tus).

use crate::files::Unclaimed;
use crate::uploads::{check_room, checked_file_name, stored_size};
use crate::{App, Error, StaffCaller};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{Stream, StreamExt};
use lintel_domain::access::Action;
use lintel_domain::ids::{OrgId, ProjectId, UploadId};
use lintel_files::{Key, Limits, UploadError};
use lintel_persistence::{DataError, PartialUpload, UPLOAD_KEPT, UploadPart};
use std::fmt::Display;
use std::future::ready;

/// Where an upload in pieces stands.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Bytes that are here.
    pub received: u64,
    /// Bytes of the whole file.
    pub size: u64,
    /// When it is forgotten if nothing more comes, in UTC.
    pub expires_at: DateTime<Utc>,
}

/// Begins an upload in pieces.
pub async fn create(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    file_name: &str,
    size: u64,
) -> Result<(UploadId, Progress), Error> {
    let file_name = checked_file_name(file_name)?;
    let limit = app.settings.max_upload_bytes;
    match size {
        0 => return Err(UploadError::Empty.into()),
        size if size > limit => return Err(Error::TooLarge { limit }),
        _ => {}
    }
    let mut staff = app.staff_write(caller).await?;
    staff.project(Action::ContentSite, project).await?;
    check_room(app, &staff, size)?;
    let id = staff
        .begin_upload(project, &file_name, stored_size(size)?)
        .await?;
    let upload = staff.upload(id).await?;
    staff.commit().await?;
    Ok((id, Progress::of(&upload)))
}

/// Where an upload of this member stands.
pub async fn progress(app: &App, caller: &StaffCaller, id: UploadId) -> Result<Progress, Error> {
    let (_, upload) = of_member(app, caller, id).await?;
    Ok(Progress::of(&upload))
}

/// Takes the next bytes of an upload. What came before a connection broke is kept.
///
/// # Errors
/// `409` when it does not continue where the upload stands.
pub async fn append<E: Display>(
    app: &App,
    caller: &StaffCaller,
    id: UploadId,
    offset: u64,
    body: impl Stream<Item = Result<Bytes, E>>,
) -> Result<Progress, Error> {
    let (org, upload) = of_member(app, caller, id).await?;
    if offset != upload.received.unsigned_abs() {
        return Err(wrong_offset());
    }
    let left = upload.size.unsigned_abs() - offset;
    let mut broken = None;
    let until_broken = body.scan((), |(), chunk| {
        ready(match chunk {
            Ok(chunk) => Some(Ok::<_, String>(chunk)),
            Err(error) => {
                broken = Some(error.to_string());
                None
            }
        })
    });
    let stored = if offset == 0 {
        let limits = Limits {
            max_bytes: left,
            pictures_only: false,
        };
        app.files
            .upload(org, &upload.file_name, limits, until_broken)
            .await
    } else {
        app.files.store_part(org, left, until_broken).await
    };
    let stored = match stored {
        Ok(stored) => stored,
        Err(UploadError::Empty) => return Ok(Progress::of(&upload)),
        Err(UploadError::TooLarge { .. }) => {
            let text = "More bytes came than the upload was begun for.";
            return Err(Error::field("/", "too_long", text));
        }
        Err(error) => return Err(error.into()),
    };
    let object = Unclaimed::new(&app.files, stored);
    let part = UploadPart {
        position: upload.received,
        size: stored_size(object.stored().size)?,
        storage_key: object.stored().key.to_string(),
    };
    let staff = app.staff_write(caller).await?;
    match staff.add_upload_part(id, part).await {
        Err(DataError::Stale) => return Err(wrong_offset()),
        added => added?,
    }
    let upload = staff.upload(id).await?;
    object.claim();
    staff.commit().await?;
    match broken {
        Some(error) => Err(UploadError::Interrupted(error).into()),
        None => Ok(Progress::of(&upload)),
    }
}

/// Gives an upload up.
pub async fn cancel(app: &App, caller: &StaffCaller, id: UploadId) -> Result<(), Error> {
    let staff = app.staff_write(caller).await?;
    staff.upload(id).await?;
    let parts = staff.upload_parts(id).await?;
    staff.remove_upload(id).await?;
    staff.commit().await?;
    remove(app, keys(&parts)?);
    Ok(())
}

impl Progress {
    fn of(upload: &PartialUpload) -> Progress {
        Progress {
            received: upload.received.unsigned_abs(),
            size: upload.size.unsigned_abs(),
            expires_at: upload.touched_at + UPLOAD_KEPT,
        }
    }
}

async fn of_member(
    app: &App,
    caller: &StaffCaller,
    id: UploadId,
) -> Result<(OrgId, PartialUpload), Error> {
    let mut staff = app.staff(caller).await?;
    let upload = staff.upload(id).await?;
    staff
        .project(Action::ContentSite, upload.project_id)
        .await?;
    Ok((staff.organisation().id, upload))
}

fn wrong_offset() -> Error {
    Error::conflict(
        "upload-offset-mismatch",
        "The upload stands elsewhere. Ask where with HEAD and go on from there.",
    )
}

/// Where the pieces of an upload lie, in order.
pub(crate) fn keys(parts: &[UploadPart]) -> Result<Vec<Key>, Error> {
    parts.iter().map(key_of).collect()
}

fn key_of(part: &UploadPart) -> Result<Key, Error> {
    let key = part.storage_key.parse();
    key.map_err(|_| Error::Internal(format!("{} is no key", part.storage_key)))
}

/// Nobody waits for it, and what stays is the sweep's.
pub(crate) fn remove(app: &App, keys: Vec<Key>) {
    let store = app.files.clone();
    tokio::spawn(async move {
        for key in keys {
            if let Err(error) = store.delete(&key).await {
                log::warn!(key:% = key, error:% = error; "a piece of an upload was not removed; the sweep will do it");
            }
        }
    });
}
