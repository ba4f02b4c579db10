//! Documents: listing them, and taking uploads ([M2]).

use crate::files::Unclaimed;
use crate::items::{self, Item};
use crate::{App, Error, Page, PageRequest, StaffCaller};
use bytes::Bytes;
use futures_util::Stream;
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, OrgId, ProjectId};
use lintel_domain::item::Kind;
use lintel_domain::text::NAME_MAX_CHARS;
use lintel_files::{Limits, Stored, UploadError, clean_file_name};
use lintel_persistence::{ItemName, NewFile, NewItem};
use std::fmt::Display;

pub use lintel_persistence::{DocumentFilter, DocumentSort};

/// A page of a project's documents and folders.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    filter: &DocumentFilter,
    page: &PageRequest,
) -> Result<Page<Item>, Error> {
    let mut staff = app.db.staff(caller.0.session, app.clock.now()).await?;
    staff.project(Action::ContentRead, project).await?;
    Ok(staff.documents(project, filter, page).await?)
}

/// An upload by somebody who may make documents in the project.
pub struct Upload<'a> {
    app: &'a App,
    caller: &'a StaffCaller,
    project: ProjectId,
    org: OrgId,
}

/// An upload whose bytes are in the store, and nothing else yet.
pub struct Received {
    file_name: String,
    object: Unclaimed,
}

/// What was said of an upload, before or after its bytes.
#[derive(Clone, Debug, Default)]
pub struct UploadDetails {
    /// The folder it is put into; none for the top.
    pub parent: Option<ItemId>,
    /// Its title; the file's name without one.
    pub title: Option<String>,
}

impl<'a> Upload<'a> {
    /// Asks whether this member may upload here, before the first byte is taken.
    pub async fn begin(
        app: &'a App,
        caller: &'a StaffCaller,
        project: ProjectId,
    ) -> Result<Upload<'a>, Error> {
        let mut staff = app.db.staff(caller.0.session, app.clock.now()).await?;
        staff.project(Action::ContentWrite, project).await?;
        let org = staff.organisation().id;
        Ok(Upload {
            app,
            caller,
            project,
            org,
        })
    }

    /// Takes the file's bytes as they come.
    pub async fn receive<E: Display>(
        &self,
        file_name: &str,
        body: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Received, Error> {
        let file_name = clean_file_name(file_name)
            .map_err(|error| Error::field("/file", error.code(), "Give the file a name."))?;
        let limits = Limits {
            max_bytes: self.app.settings.max_upload_bytes,
        };
        let stored = self
            .app
            .files
            .upload(self.org, &file_name, limits, body)
            .await?;
        Ok(Received {
            file_name,
            object: Unclaimed::new(&self.app.files, stored),
        })
    }

    /// Makes the document of a received file.
    pub async fn finish(self, received: Received, details: UploadDetails) -> Result<Item, Error> {
        let title = match details.title {
            Some(title) => items::checked_title(&title)?,
            None => default_title(&received.file_name),
        };
        let mut staff = items::to_write(self.app, self.caller).await?;
        staff.hold_tree(Action::ContentWrite, self.project).await?;
        items::folder_path(&staff, self.project, details.parent).await?;
        let file = staff
            .add_file(new_file(received.file_name, received.object.stored())?)
            .await?;
        let new = NewItem {
            project: self.project,
            kind: Kind::Document,
            parent: details.parent,
            title: title.clone(),
        };
        let id = staff.add_item(new).await?;
        staff.add_document(id, file).await?;
        staff.rewrite_audience(&[id]).await?;
        let name = ItemName {
            id,
            kind: Kind::Document,
            title,
        };
        items::tell(&staff, self.project, "uploaded", &[name], "").await?;
        let document = staff.load_item(id).await?;
        // A commit whose answer is lost may have happened: from here on the sweep decides.
        received.object.claim();
        staff.commit().await?;
        Ok(document)
    }
}

/// A file's name, which may be longer than a title.
fn default_title(file_name: &str) -> String {
    let title: String = file_name.chars().take(NAME_MAX_CHARS).collect();
    title.trim_end().to_owned()
}

fn new_file(name: String, stored: &Stored) -> Result<NewFile, Error> {
    Ok(NewFile {
        storage_key: stored.key.to_string(),
        name,
        media_type: stored.media_type.as_str().to_owned(),
        inline: stored.media_type.inline(),
        size: i64::try_from(stored.size).map_err(|error| Error::Internal(error.to_string()))?,
        sha256: stored
            .sha256
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    })
}

impl From<UploadError> for Error {
    fn from(error: UploadError) -> Error {
        let text = error.to_string();
        match error {
            UploadError::Empty => Error::field("/file", "empty", text),
            UploadError::TooLarge { limit } => Error::TooLarge { limit },
            UploadError::NotAllowed { .. } | UploadError::TypeMismatch { .. } => {
                Error::UnsupportedFile(text)
            }
            UploadError::Interrupted(_) => Error::field("/file", "interrupted", text),
            UploadError::StorageFull => Error::StorageFull,
            UploadError::Unavailable(cause) => cause.into(),
        }
    }
}
