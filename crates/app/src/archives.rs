//! Archives: many files as one ZIP, written while it is sent.

use crate::{App, ClientCaller, Error, FieldError, StaffCaller, files, portal};
use async_zip::base::write::ZipFileWriter;
use async_zip::{Compression, ZipDateTimeBuilder, ZipEntryBuilder};
use bytes::Bytes;
use chrono::{Datelike, Timelike};
use futures_util::io::AsyncWriteExt;
use futures_util::stream::LocalBoxStream;
use futures_util::{StreamExt, TryStreamExt};
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_files::{Key, clean_file_name};
use lintel_persistence::{ArchiveEntry, Clean};
use std::collections::HashSet;
use tokio::io::duplex;
use tokio_util::compat::TokioAsyncWriteCompatExt;
use tokio_util::io::ReaderStream;

/// Most items that are named in one address.
pub const ITEMS_MAX: usize = 100;
/// Most files of one archive.
const FILES_MAX: usize = 10_000;
/// What the writer is ahead of the reader.
const AHEAD_BYTES: usize = 256 * 1024;

/// An archive that can be sent.
pub struct Archive {
    /// The project's name, for the archive's own.
    pub project: String,
    entries: Vec<(String, ArchiveEntry)>,
}

/// The files of chosen items of a project, and of what lies in chosen folders.
pub async fn for_staff(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    items: Vec<ItemId>,
) -> Result<Archive, Error> {
    let items = chosen(items)?;
    let mut staff = app.staff(caller).await?;
    let project = staff.project(Action::ContentRead, project).await?;
    staff.item_names(project.id, &items).await?;
    let entries = staff.archive(project.id, &items, FILES_MAX + 1).await?;
    archive(project.name, entries)
}

/// The same of what a client sees. Pictures are copies without metadata.
///
/// # Errors
/// [`Error::Unavailable`] while such copies are still being made.
pub async fn for_client(
    app: &App,
    caller: &ClientCaller,
    project: ProjectId,
    items: Vec<ItemId>,
) -> Result<Archive, Error> {
    let items = chosen(items)?;
    let portal = portal::open(app, caller, lintel_persistence::Wanted::Project(project)).await?;
    if portal.items_among(&items).await?.len() != items.len() {
        return Err(Error::NotFound);
    }
    let mut entries = portal.archive(&items, FILES_MAX + 1).await?;
    let pictures = entries
        .iter_mut()
        .filter(|entry| files::MediaType::from_stored(&entry.file.media_type).is_picture());
    let pictures: Vec<&mut ArchiveEntry> = pictures.collect();
    let rows = pictures.iter().map(|entry| entry.file.clone()).collect();
    let mut unsendable = HashSet::new();
    for (entry, clean) in pictures.into_iter().zip(portal.clean(rows).await?) {
        match clean {
            Clean::File(file) => entry.file = file,
            Clean::Pending => return Err(portal::being_prepared()),
            Clean::Failed => {
                unsendable.insert(entry.file.id);
            }
        }
    }
    entries.retain(|entry| !unsendable.contains(&entry.file.id));
    archive(portal.project().name.clone(), entries)
}

fn chosen(mut items: Vec<ItemId>) -> Result<Vec<ItemId>, Error> {
    let text = match items.len() {
        0 => "Choose at least one thing.".to_owned(),
        1..=ITEMS_MAX => {
            items.sort();
            items.dedup();
            return Ok(items);
        }
        _ => format!("Choose at most {ITEMS_MAX} things at a time, or a folder."),
    };
    let fault = FieldError::new("/item_ids", "number", text);
    Err(Error::Invalid(vec![fault]))
}

fn archive(project: String, entries: Vec<ArchiveEntry>) -> Result<Archive, Error> {
    match entries.len() {
        0 => Err(Error::conflict(
            "nothing-to-download",
            "There is no file in what you chose.",
        )),
        1..=FILES_MAX => {
            let mut taken = HashSet::new();
            let named = entries
                .into_iter()
                .map(|entry| (free_path(&entry, &mut taken), entry));
            Ok(Archive {
                project,
                entries: named.collect(),
            })
        }
        _ => Err(Error::conflict(
            "too-much-to-download",
            format!(
                "There are more than {FILES_MAX} files in what you chose. Choose fewer folders."
            ),
        )),
    }
}

/// Where an entry lies in the archive: no name leaves its folder, and no two are the same.
fn free_path(entry: &ArchiveEntry, taken: &mut HashSet<String>) -> String {
    let safe = |name: &str| {
        clean_file_name(&name.replace(['/', '\\'], "-")).unwrap_or_else(|_| "_".into())
    };
    let mut folders: Vec<String> = entry.folders.iter().map(|folder| safe(folder)).collect();
    let name = match &entry.number {
        Some(number) => format!("{number} {}", entry.file.name),
        None => entry.file.name.clone(),
    };
    let name = safe(&name);
    folders.push(String::new());
    let folder = folders.join("/");
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (name.as_str(), String::new()),
    };
    let mut path = format!("{folder}{name}");
    let mut again = 1;
    while !taken.insert(path.to_lowercase()) {
        again += 1;
        path = format!("{folder}{stem} ({again}){extension}");
    }
    path
}

impl Archive {
    /// The archive's bytes, as fast as they are taken. `recheck` asks for the right again before
    /// each file and while a long one is on its way; the archive breaks off when it has gone.
    pub fn bytes<Recheck, Right>(
        self,
        app: &App,
        recheck: Recheck,
    ) -> LocalBoxStream<'static, Result<Bytes, Error>>
    where
        Recheck: Fn(lintel_domain::ids::FileId) -> Right + Clone + 'static,
        Right: Future<Output = Result<(), Error>> + 'static,
    {
        let (writer, reader) = duplex(AHEAD_BYTES);
        let app = app.clone();
        let write = async move {
            let mut zip = ZipFileWriter::new(writer.compat_write()).force_zip64();
            for (path, entry) in self.entries {
                let id = entry.file.id;
                recheck(id).await?;
                let at = entry.updated_at;
                let moment = ZipDateTimeBuilder::new()
                    .year(at.year())
                    .month(at.month())
                    .day(at.day())
                    .hour(at.hour())
                    .minute(at.minute())
                    .second(at.second())
                    .build();
                let header = ZipEntryBuilder::new(path.into(), Compression::Stored)
                    .last_modification_date(moment)
                    .unix_permissions(0o644);
                let mut file = zip.write_entry_stream(header).await.map_err(broken)?;
                let key: Key = entry
                    .file
                    .storage_key
                    .parse()
                    .map_err(|error| Error::Internal(format!("file {id}: {error}")))?;
                let bytes = app.files.read(&key, None).await?;
                let again = recheck.clone();
                let mut bytes = files::checked(bytes, move || again(id)).boxed_local();
                while let Some(chunk) = bytes.try_next().await? {
                    file.write_all(&chunk).await.map_err(broken)?;
                }
                file.close().await.map_err(broken)?;
            }
            let mut end = zip.close().await.map_err(broken)?;
            end.close().await.map_err(broken)?;
            Ok::<(), Error>(())
        };
        let read = ReaderStream::with_capacity(reader, AHEAD_BYTES).map_err(broken);
        let written = futures_util::stream::once(write)
            .filter_map(|outcome| async move { outcome.err().map(Err) });
        futures_util::stream::select(read, written).boxed_local()
    }
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("an archive broke off: {error}"))
}
