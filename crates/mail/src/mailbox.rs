//! A folder of letters that were not sent, for trying Lintel out without a mail server.

use chrono::{DateTime, Utc};
use mail_parser::{Message, MessageParser};
use serde::Serialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// How many letters are listed.
const LISTED: usize = 200;

/// A folder of `.eml` files. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Mailbox {
    folder: Arc<Path>,
}

/// A letter in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Names the letter to [`Mailbox::read`].
    pub id: String,
    /// The recipient, `Name <address>` or an address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// When it was written.
    pub date: Option<DateTime<Utc>>,
}

/// A letter that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// What the list says of it.
    #[serde(flatten)]
    pub entry: Entry,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML.
    pub html: String,
}

impl Mailbox {
    /// The mailbox in a folder, which is made if need be for this user alone.
    pub fn open(folder: &Path) -> io::Result<Mailbox> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
        Ok(Mailbox {
            folder: folder.into(),
        })
    }

    /// The newest 200 letters, newest first.
    pub async fn list(&self) -> io::Result<Vec<Entry>> {
        let folder = Arc::clone(&self.folder);
        blocking(move || {
            let mut letters = letters_in(&folder)?;
            letters.sort_by(|a, b| b.cmp(a));
            letters.truncate(LISTED);
            let read = letters.into_iter().map(|(_, id)| read_letter(&folder, &id));
            let opened: Vec<Option<Opened>> = read.collect::<io::Result<_>>()?;
            Ok(opened
                .into_iter()
                .flatten()
                .map(|opened| opened.entry)
                .collect())
        })
        .await
    }

    /// One letter; `None` when there is no such one.
    pub async fn read(&self, id: &str) -> io::Result<Option<Opened>> {
        let (folder, id) = (Arc::clone(&self.folder), id.to_owned());
        blocking(move || read_letter(&folder, &id)).await
    }

    /// Puts a letter in whole or not at all; one of the same id is replaced.
    pub(crate) async fn put(&self, id: &str, bytes: Vec<u8>) -> io::Result<()> {
        let path = path_of(&self.folder, id)?;
        blocking(move || {
            let unfinished = path.with_extension("tmp");
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create(true).truncate(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&unfinished)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            std::fs::rename(unfinished, path)
        })
        .await
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::from)?
}

/// Ids are letters, digits and hyphens, so that none can lead out of the folder.
fn path_of(folder: &Path, id: &str) -> io::Result<PathBuf> {
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(io::Error::from(io::ErrorKind::NotFound));
    }
    Ok(folder.join(format!("{id}.eml")))
}

/// When each letter came, and its id.
fn letters_in(folder: &Path) -> io::Result<Vec<(SystemTime, String)>> {
    let mut letters = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if let Some(id) = name.to_str().and_then(|name| name.strip_suffix(".eml")) {
            letters.push((entry.metadata()?.modified()?, id.to_owned()));
        }
    }
    Ok(letters)
}

fn read_letter(folder: &Path, id: &str) -> io::Result<Option<Opened>> {
    let bytes = match path_of(folder, id).and_then(std::fs::read) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        bytes => bytes?,
    };
    Ok(MessageParser::default()
        .parse(&bytes)
        .map(|message| opened(id, &message)))
}

fn opened(id: &str, message: &Message<'_>) -> Opened {
    let to = message.to().and_then(|to| to.first()).map(|person| {
        let address = person.address().unwrap_or_default();
        match person.name() {
            Some(name) => format!("{name} <{address}>"),
            None => address.to_owned(),
        }
    });
    let date = message
        .date()
        .and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0));
    Opened {
        entry: Entry {
            id: id.to_owned(),
            to: to.unwrap_or_default(),
            subject: message.subject().unwrap_or_default().to_owned(),
            date,
        },
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: message.body_html(0).unwrap_or_default().into_owned(),
    }
}
