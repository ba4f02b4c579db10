//! Uploads: a file's bytes on their way into the store, in one go or in pieces that a lost connection
//! does not undo (tus), until a document, drawing, photo or version is made of them.

use crate::files::Unclaimed;
use crate::versions::VERSIONED;
use crate::{App, Error, StaffCaller};
use bytes::Bytes;
use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use lintel_domain::access::Action;
use lintel_domain::ids::{FileId, ItemId, OrgId, ProjectId, UploadId};
use lintel_domain::item::Kind;
use lintel_domain::text::NAME_MAX_CHARS;
use lintel_domain::version::PreviewState;
use lintel_files::{Key, Limits, Shot, Stored, UploadError, clean_file_name};
use lintel_persistence::{
    Job, NewFile, PartialUpload, Photo, Staff, UPLOAD_KEPT, UploadPart, VersionNote,
};
use std::fmt::Display;
use std::future::ready;

/// An upload by somebody who may put such things into the project.
pub struct Upload<'a> {
    pub(crate) app: &'a App,
    pub(crate) caller: &'a StaffCaller,
    pub(crate) project: ProjectId,
    org: OrgId,
    pictures_only: bool,
}

/// A file whose bytes are in the store, and nothing else yet.
pub struct Received {
    pub(crate) file_name: String,
    object: Unclaimed,
    /// The pieces it was put together from, which are not needed any more.
    pieces: Option<(UploadId, Vec<Key>)>,
}

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

impl<'a> Upload<'a> {
    /// Asks whether this member may put such a thing into the project, before the first byte is taken.
    pub async fn begin(
        app: &'a App,
        caller: &'a StaffCaller,
        project: ProjectId,
        kind: Kind,
    ) -> Result<Upload<'a>, Error> {
        let mut staff = app.staff(caller).await?;
        staff.project(kind.to_write(), project).await?;
        check_room(app, &staff, 1)?;
        Ok(Upload {
            app,
            caller,
            project,
            org: staff.organisation().id,
            pictures_only: kind == Kind::Photo,
        })
    }

    /// Asks whether this member may give an item another version.
    pub async fn begin_version(
        app: &'a App,
        caller: &'a StaffCaller,
        item: ItemId,
    ) -> Result<Upload<'a>, Error> {
        let staff = app.staff(caller).await?;
        let (project, kind) = staff.whereabouts(&VERSIONED, item).await?;
        drop(staff);
        Upload::begin(app, caller, project, kind).await
    }

    /// Takes the file's bytes as they come.
    pub async fn receive<E: Display>(
        &self,
        file_name: &str,
        body: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Received, Error> {
        let file_name = checked_file_name(file_name)?;
        let limits = Limits {
            max_bytes: self.app.settings.max_upload_bytes,
            pictures_only: self.pictures_only,
        };
        let stored = self
            .app
            .files
            .upload(self.org, &file_name, limits, body)
            .await?;
        Ok(Received {
            file_name,
            object: Unclaimed::new(&self.app.files, stored),
            pieces: None,
        })
    }

    /// Puts a file together from the pieces of an upload that is complete.
    pub async fn put_together(&self, upload: UploadId) -> Result<Received, Error> {
        let staff = self.app.staff(self.caller).await?;
        let whole = match staff.upload(upload).await {
            Ok(whole) if whole.project_id == self.project => whole,
            Ok(_) | Err(lintel_persistence::DataError::NotFound) => {
                let text = "This upload is not there any more. Send the file again.";
                return Err(Error::field("/upload_id", "unknown_upload", text));
            }
            Err(error) => return Err(error.into()),
        };
        if whole.received < whole.size {
            let text = "Not all of the file has been sent yet. Send the rest first.";
            return Err(Error::field("/upload_id", "incomplete", text));
        }
        let parts = staff.upload_parts(upload).await?;
        drop(staff);
        let keys: Vec<Key> = parts.iter().map(key_of).collect::<Result<_, Error>>()?;
        let store = self.app.files.clone();
        let bytes = stream::iter(keys.clone())
            .then(move |key| {
                let store = store.clone();
                async move { store.read(&key, None).await }
            })
            .try_flatten();
        let mut received = self.receive(&whole.file_name, bytes).await?;
        received.pieces = Some((upload, keys));
        Ok(received)
    }
}

impl Received {
    /// The title of what is made of it, when nobody gave one: the file's name, which may be longer.
    pub(crate) fn default_title(&self) -> String {
        let title: String = self.file_name.chars().take(NAME_MAX_CHARS).collect();
        title.trim_end().to_owned()
    }

    /// When and where a photo was taken, as far as the picture says, on clocks of the time zone
    /// where it does not say which.
    pub(crate) fn photo(&self, zone: Tz, now: DateTime<Utc>) -> Photo {
        let Some(shot) = &self.object.stored().look.shot else {
            return Photo::default();
        };
        Photo {
            caption: None,
            taken_at: taken_at(shot, zone).filter(|at| *at <= now + TimeDelta::days(1)),
            latitude: shot.latitude,
            longitude: shot.longitude,
        }
    }

    /// Makes it the next version of an item, with the job that makes its pictures.
    pub(crate) async fn add_to(
        &self,
        app: &App,
        staff: &Staff,
        item: ItemId,
        note: VersionNote,
    ) -> Result<FileId, Error> {
        let stored = self.object.stored();
        check_room(app, staff, stored.size)?;
        let new = new_file(&self.file_name, stored)?;
        let is_rendered = new.preview == PreviewState::Pending;
        let file = staff.add_version(item, new, note).await?;
        if is_rendered {
            staff.enqueue(Job::Render { file }).await?;
        }
        if let Some((upload, _)) = &self.pieces {
            staff.remove_upload(*upload).await?;
        }
        Ok(file)
    }

    /// Commits what was made of it. A commit whose answer is lost may have happened: from here on
    /// the sweep decides.
    pub(crate) async fn commit(self, app: &App, staff: Staff) -> Result<(), Error> {
        self.object.claim();
        staff.commit().await?;
        if let Some((_, keys)) = self.pieces {
            remove_pieces(app, keys);
        }
        Ok(())
    }
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
        Err(lintel_persistence::DataError::Stale) => return Err(wrong_offset()),
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
    let keys: Vec<Key> = parts.iter().map(key_of).collect::<Result<_, Error>>()?;
    remove_pieces(app, keys);
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

/// Whether so many more bytes fit into the organisation's quota.
fn check_room(app: &App, staff: &Staff, more: u64) -> Result<(), Error> {
    let used = staff.organisation().storage_used.unsigned_abs();
    match app.settings.storage_quota_bytes {
        Some(quota) if used.saturating_add(more) > quota => Err(Error::conflict(
            "quota-exceeded",
            format!(
                "There is no room left: {} of {} MB are used. Delete things for ever in the trash, or ask whoever runs Lintel for more.",
                used / 1_000_000,
                quota / 1_000_000
            ),
        )),
        _ => Ok(()),
    }
}

fn checked_file_name(file_name: &str) -> Result<String, Error> {
    clean_file_name(file_name)
        .map_err(|error| Error::field("/file", error.code(), "Give the file a name."))
}

fn taken_at(shot: &Shot, zone: Tz) -> Option<DateTime<Utc>> {
    let local: NaiveDateTime = shot.taken_at?;
    let offset = shot
        .utc_offset_minutes
        .and_then(|minutes| FixedOffset::east_opt(minutes * 60));
    match offset {
        Some(offset) => offset.from_local_datetime(&local).single().map(Into::into),
        None => zone
            .from_local_datetime(&local)
            .earliest()
            .map(|at| at.to_utc()),
    }
}

fn new_file(name: &str, stored: &Stored) -> Result<NewFile, Error> {
    let pixels = |side: u32| i32::try_from(side).ok();
    let is_rendered = stored.media_type.is_rendered() && !stored.look.unreadable;
    Ok(NewFile {
        storage_key: stored.key.to_string(),
        name: name.to_owned(),
        media_type: stored.media_type.as_str().to_owned(),
        size: stored_size(stored.size)?,
        sha256: crate::files::hexadecimal(&stored.sha256),
        preview: match is_rendered {
            true => PreviewState::Pending,
            false if stored.media_type.is_rendered() => PreviewState::Failed,
            false => PreviewState::None,
        },
        width: stored.look.dimensions.and_then(|(width, _)| pixels(width)),
        height: stored
            .look
            .dimensions
            .and_then(|(_, height)| pixels(height)),
    })
}

fn stored_size(size: u64) -> Result<i64, Error> {
    i64::try_from(size).map_err(|error| Error::Internal(error.to_string()))
}

fn key_of(part: &UploadPart) -> Result<Key, Error> {
    let key = part.storage_key.parse();
    key.map_err(|_| Error::Internal(format!("{} is no key", part.storage_key)))
}

/// Nobody waits for it, and what stays is the sweep's.
fn remove_pieces(app: &App, keys: Vec<Key>) {
    let store = app.files.clone();
    tokio::spawn(async move {
        for key in keys {
            if let Err(error) = store.delete(&key).await {
                log::warn!(key:% = key, error:% = error; "a piece of an upload was not removed; the sweep will do it");
            }
        }
    });
}

impl From<UploadError> for Error {
    fn from(error: UploadError) -> Error {
        let text = error.to_string();
        match error {
            UploadError::Empty => Error::field("/file", "empty", text),
            UploadError::TooLarge { limit } => Error::TooLarge { limit },
            UploadError::NotAllowed { .. }
            | UploadError::TypeMismatch { .. }
            | UploadError::NotAPicture => Error::UnsupportedFile(text),
            UploadError::Damaged => Error::field("/file", "damaged", text),
            UploadError::TooManyPixels { .. } => Error::field("/file", "too_many_pixels", text),
            UploadError::Interrupted(_) => Error::field("/file", "interrupted", text),
            UploadError::StorageFull => Error::StorageFull,
            UploadError::Unavailable(cause) => cause.into(),
        }
    }
}
