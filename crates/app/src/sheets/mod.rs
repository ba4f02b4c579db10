//! Daily logs and reports as PDFs ([M5], [M6]): one sheet for members and clients alike, with what
//! clients are not given left out.

mod daily_log;
mod report;

use crate::items;
use crate::portal::{self, SeenRecord};
use crate::records::{Picture, day_in_words};
use crate::{App, ClientCaller, Error, LinkCaller, StaffCaller};
use bytes::BytesMut;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use futures_util::TryStreamExt;
use lintel_domain::access::Action;
use lintel_domain::ids::{FileId, ItemId};
use lintel_domain::item::{Kind, State};
use lintel_domain::version::PreviewState;
use lintel_files::Key;
use lintel_pdf::{Block, Brand, Captioned, Sheet};
use lintel_persistence::{PortalProject, Wanted};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// PDFs that are written at a time: each holds the pictures of its record.
const AT_ONCE: usize = 2;
/// How long a PDF waits for its turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// A record as a PDF.
#[derive(Debug)]
pub struct Pdf {
    /// The name of its file.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Where PDFs wait for their turn; cheap to clone.
#[derive(Clone)]
pub struct Printer(Arc<Semaphore>);

impl Default for Printer {
    fn default() -> Printer {
        Printer(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Printer {
    async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        let turn = Arc::clone(&self.0).acquire_owned();
        match tokio::time::timeout(PATIENCE, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(Error::Unavailable {
                retry_after: 5,
                reason: "many PDFs are being written".to_owned(),
            }),
        }
    }
}

/// A record and what its sheet says around it.
struct Written {
    organisation: String,
    colour: Option<String>,
    zone: Tz,
    project: String,
    title: String,
    is_draft: bool,
    /// Who submitted or completed it, for members.
    by: Option<String>,
    record: SeenRecord,
    /// Where the pictures lie in the store.
    keys: HashMap<FileId, String>,
    now: DateTime<Utc>,
}

/// A daily log as a PDF, time cards as clients get them.
///
/// # Errors
/// [`Error::Unavailable`] while its pictures are being prepared, or many PDFs are written.
pub async fn daily_log(app: &App, caller: &StaffCaller, id: ItemId) -> Result<Pdf, Error> {
    for_staff(app, caller, Kind::DailyLog, id).await
}

/// A report as a PDF.
///
/// # Errors
/// As for [`daily_log`].
pub async fn report(app: &App, caller: &StaffCaller, id: ItemId) -> Result<Pdf, Error> {
    for_staff(app, caller, Kind::Report, id).await
}

async fn for_staff(app: &App, caller: &StaffCaller, kind: Kind, id: ItemId) -> Result<Pdf, Error> {
    let turn = app.printer.turn().await?;
    let mut staff = app.staff(caller).await?;
    let item = staff.item(&[kind], id).await?;
    let project = staff.project(Action::ContentRead, item.project_id).await?;
    let pictures = staff.pictures_of(id).await?;
    let (by, record) = if kind == Kind::DailyLog {
        let mut log = staff.daily_log(id).await?;
        (log.submitted_by.take(), portal::seen_log(log, pictures))
    } else {
        let mut report = staff.report(id).await?;
        let by = report.completed_by.take();
        let report = Box::new(report);
        (by, SeenRecord::Report { report, pictures })
    };
    let written = Written {
        organisation: staff.organisation().name.clone(),
        colour: staff.organisation().colour.clone(),
        zone: items::zone(&staff),
        project: project.name,
        title: item.title,
        is_draft: item.state == State::Draft,
        by,
        record,
        keys: staff.picture_renditions(id).await?,
        now: staff.now(),
    };
    drop(staff);
    written.print(app, turn).await
}

/// A daily log or report that this client sees, as a PDF.
///
/// # Errors
/// As for [`daily_log`]; [`Error::NotFound`] for other kinds too.
pub async fn for_client(app: &App, caller: &ClientCaller, id: ItemId) -> Result<Pdf, Error> {
    let turn = app.printer.turn().await?;
    let portal = portal::open(app, caller, Wanted::Item(id)).await?;
    for_viewer(app, portal, turn, id).await
}

/// As [`for_client`], for whoever has a project's private link.
pub async fn for_link(app: &App, caller: &LinkCaller, id: ItemId) -> Result<Pdf, Error> {
    let turn = app.printer.turn().await?;
    let portal = app.db.portal_of_link(caller.0, app.clock.now()).await?;
    for_viewer(app, portal, turn, id).await
}

async fn for_viewer(
    app: &App,
    portal: PortalProject,
    turn: OwnedSemaphorePermit,
    id: ItemId,
) -> Result<Pdf, Error> {
    let item = portal.item(id).await?;
    if !matches!(item.kind, Kind::DailyLog | Kind::Report) {
        return Err(Error::NotFound);
    }
    let record = portal::record(&portal, &item).await?;
    let (organisation, colour) = portal.organisation();
    let written = Written {
        organisation: organisation.to_owned(),
        colour: colour.map(str::to_owned),
        zone: portal.timezone().parse().unwrap_or(Tz::UTC),
        project: portal.project().name.clone(),
        title: item.title,
        is_draft: false,
        by: None,
        record: record.ok_or(Error::NotFound)?,
        keys: portal.picture_renditions(id).await?,
        now: app.clock.now(),
    };
    drop(portal);
    written.print(app, turn).await
}

impl Written {
    async fn print(self, app: &App, turn: OwnedSemaphorePermit) -> Result<Pdf, Error> {
        let mut pictures = self.pictures(app).await?;
        let (kind, title, done, blocks) = match &self.record {
            SeenRecord::DailyLog { log, pictures: all } => (
                "Daily log",
                day_in_words(log.day),
                ("Submitted", log.submitted_at),
                daily_log::blocks(&log.content, pictures.of(all)),
            ),
            SeenRecord::Report {
                report,
                pictures: all,
            } => (
                "Report",
                self.title.clone(),
                ("Completed", report.completed_at),
                report::blocks(report, self.zone, |field| {
                    let of_field = all
                        .iter()
                        .filter(|one| one.field_id.as_deref() == Some(field));
                    pictures.of(of_field)
                }),
            ),
            SeenRecord::Update { .. } | SeenRecord::Schedule(_) => return Err(Error::NotFound),
        };
        let sheet = self.sheet(kind, title, done, blocks);
        let name = format!("{}, {}.pdf", self.title, self.project);
        let write = move || {
            let _turn = turn;
            lintel_pdf::write(&sheet)
        };
        let bytes = tokio::task::spawn_blocking(write).await;
        let bytes = bytes.map_err(|error| Error::Internal(error.to_string()))?;
        let bytes = bytes.map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Pdf { name, bytes })
    }

    fn sheet(
        &self,
        kind: &str,
        title: String,
        (done, at): (&str, Option<DateTime<Utc>>),
        blocks: Vec<Block>,
    ) -> Sheet {
        let mut facts = vec![("Project".to_owned(), self.project.clone())];
        match at {
            _ if self.is_draft => facts.push(("State".to_owned(), "Draft".to_owned())),
            Some(at) => facts.push((done.to_owned(), moment(at, self.zone))),
            None => {}
        }
        if let Some(by) = &self.by {
            facts.push((format!("{done} by"), by.clone()));
        }
        Sheet {
            brand: Brand {
                name: self.organisation.clone(),
                colour: self.colour.as_deref().and_then(rgb),
                logo: None,
            },
            language: "en".to_owned(),
            kind: kind.to_owned(),
            title,
            facts,
            blocks,
            footer: format!("{} · {}", self.organisation, self.project),
            written_at: self.now,
        }
    }

    /// The bytes of all pictures: upright, and without metadata.
    async fn pictures(&self, app: &App) -> Result<Pictures, Error> {
        let (SeenRecord::DailyLog { pictures, .. }
        | SeenRecord::Report { pictures, .. }
        | SeenRecord::Update { pictures, .. }) = &self.record
        else {
            return Err(Error::NotFound);
        };
        let mut read = HashMap::new();
        for picture in pictures {
            if picture.preview == PreviewState::Pending {
                return Err(portal::being_prepared());
            }
            // Without one the sheet shows a box that says so.
            let bytes = match self.keys.get(&picture.file_id) {
                Some(key) => whole(app, key).await?,
                None => Vec::new(),
            };
            read.insert(picture.file_id, bytes);
        }
        Ok(Pictures(read))
    }
}

async fn whole(app: &App, key: &str) -> Result<Vec<u8>, Error> {
    let key: Key = key
        .parse()
        .map_err(|error| Error::Internal(format!("{key}: {error}")))?;
    let mut stream = app.files.read(&key, None).await?;
    let mut bytes = BytesMut::new();
    while let Some(piece) = stream.try_next().await? {
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.into())
}

/// The bytes of pictures, each given out once.
struct Pictures(HashMap<FileId, Vec<u8>>);

impl Pictures {
    fn of<'a>(&mut self, pictures: impl IntoIterator<Item = &'a Picture>) -> Vec<Captioned> {
        let captioned = |picture: &Picture| Captioned {
            picture: lintel_pdf::Picture::Jpeg(self.0.remove(&picture.file_id).unwrap_or_default()),
            caption: picture.caption.clone(),
        };
        pictures.into_iter().map(captioned).collect()
    }
}

/// `#rrggbb` as its three bytes.
fn rgb(colour: &str) -> Option<[u8; 3]> {
    let number = u32::from_str_radix(colour.strip_prefix('#')?, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// A moment where the builder is, `25 Nov 2026, 16:40`.
fn moment(at: DateTime<Utc>, zone: Tz) -> String {
    let there = at.with_timezone(&zone);
    there.format("%-d %b %Y, %H:%M").to_string()
}
