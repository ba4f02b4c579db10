//! Uploads: a file's bytes on their way into the store, until a document, drawing, photo or version is
//! made of them. Those that come in pieces are in `pieces.rs`.

use crate::files::Unclaimed;
use crate::pieces;
use crate::versions::VERSIONED;
use crate::{App, Error, StaffCaller};
use bytes::Bytes;
use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use lintel_domain::ids::{FileId, ItemId, OrgId, PictureId, ProjectId, UploadId};
use lintel_domain::item::Kind;
use lintel_domain::text::NAME_MAX_CHARS;
use lintel_domain::version::PreviewState;
use lintel_files::{Key, Limits, Shot, Stored, UploadError, clean_file_name};
use lintel_persistence::{Job, NewFile, NewPicture, Photo, Staff, VersionNote};
use std::fmt::Display;

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
            pictures_only: kind == Kind::Photo || Kind::WITH_PICTURES.contains(&kind),
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
        let keys = pieces::keys(&parts)?;
        let store = self.app.files.clone();
        let bytes = stream::iter(keys.clone())
            .then(move |key| {
                let store = store.clone();
                async move { store.read(&key, None).await }
            })
            .try_flatten();
        // What the store says is for the log, and not the uploader's fault.
        let mut broken = None;
        let bytes = bytes.map_err(|error| broken.insert(error).to_string());
        let received = self.receive(&whole.file_name, bytes).await;
        if let Some(error) = broken {
            return Err(error.into());
        }
        Ok(Received {
            pieces: Some((upload, keys)),
            ..received?
        })
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

    /// Makes it a picture of a record, with the job that makes its smaller pictures.
    pub(crate) async fn add_picture(
        &self,
        app: &App,
        staff: &Staff,
        record: ItemId,
        about: NewPicture,
    ) -> Result<PictureId, Error> {
        let stored = self.object.stored();
        check_room(app, staff, stored.size)?;
        let new = new_file(&self.file_name, stored)?;
        let is_rendered = new.preview == PreviewState::Pending;
        let (picture, file) = staff.add_picture(record, new, about).await?;
        if is_rendered {
            staff.enqueue(Job::Render { file }).await?;
        }
        if let Some((upload, _)) = &self.pieces {
            staff.remove_upload(*upload).await?;
        }
        Ok(picture)
    }

    /// Commits what was made of it. A commit whose answer is lost may have happened: from here on
    /// the sweep decides.
    pub(crate) async fn commit(self, app: &App, staff: Staff) -> Result<(), Error> {
        self.object.claim();
        staff.commit().await?;
        if let Some((_, keys)) = self.pieces {
            pieces::remove(app, keys);
        }
        Ok(())
    }
}

/// Whether so many more bytes fit into the organisation's quota.
pub(crate) fn check_room(app: &App, staff: &Staff, more: u64) -> Result<(), Error> {
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

pub(crate) fn checked_file_name(file_name: &str) -> Result<String, Error> {
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
    let is_rendered = stored.media_type.is_rendered();
    Ok(NewFile {
        storage_key: stored.key.to_string(),
        name: name.to_owned(),
        media_type: stored.media_type.as_str().to_owned(),
        size: stored_size(stored.size)?,
        sha256: crate::files::hexadecimal(&stored.sha256),
        preview: match stored.look.fault {
            Some(_) => PreviewState::Failed,
            None if is_rendered => PreviewState::Pending,
            None => PreviewState::None,
        },
        preview_fault: stored.look.fault.map(str::to_owned),
        width: stored.look.dimensions.and_then(|(width, _)| pixels(width)),
        height: stored
            .look
            .dimensions
            .and_then(|(_, height)| pixels(height)),
    })
}

pub(crate) fn stored_size(size: u64) -> Result<i64, Error> {
    i64::try_from(size).map_err(|error| Error::Internal(error.to_string()))
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
