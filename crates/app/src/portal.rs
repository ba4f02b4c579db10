//! What a client does: look, choose how often to be written to, download.

use crate::{App, ClientCaller, Error, PageRequest};
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::Kind;
use lintel_domain::organisation::Module;
use lintel_files::MediaType;
use lintel_persistence::{
    Clean, DailyLog, FileRow, Folder, ItemFilter, ListedProject, Page, PathFolder, Picture,
    PortalProject, Project, PublishedSchedule, Report, SeenItem, Update, Wanted,
};

/// How many new things the home page shows.
const NEW_ON_HOME: u16 = 20;

/// A project's home page ([P1]).
#[derive(Debug)]
pub struct Home {
    /// The project.
    pub project: Project,
    /// The builder's name.
    pub organisation_name: String,
    /// The builder's colour.
    pub organisation_colour: Option<String>,
    /// What waits for the client: revisions to acknowledge.
    pub needs_decision: Vec<Seen>,
    /// What became visible since the client last looked.
    pub new_items: Vec<Seen>,
    /// Modules that are on and have something to show ([P2]).
    pub sections: Vec<Module>,
}

/// An item with what tells the client where it is.
#[derive(Debug)]
pub struct Seen {
    /// The item.
    pub item: SeenItem,
    /// Whether it came since the client last looked.
    pub new: bool,
}

/// One item that a client looks at.
#[derive(Debug)]
pub struct SeenDetail {
    /// The item.
    pub seen: Seen,
    /// The folders above it that the client sees, outermost first.
    pub path: Vec<PathFolder>,
    /// What is in it, of a record.
    pub record: Option<SeenRecord>,
}

/// What is in a record, as a client sees it: what is left out for them is not in it.
#[derive(Debug)]
pub enum SeenRecord {
    /// A submitted daily log; without `time_cards` when they are left out.
    DailyLog {
        /// What is written.
        log: Box<DailyLog>,
        /// Its pictures.
        pictures: Vec<Picture>,
    },
    /// A published update.
    Update {
        /// What it says.
        update: Box<Update>,
        /// Its pictures.
        pictures: Vec<Picture>,
        /// What is attached, as far as the client sees it.
        attached: Vec<Seen>,
    },
    /// A completed report.
    Report {
        /// What is in it.
        report: Box<Report>,
        /// Its pictures.
        pictures: Vec<Picture>,
    },
    /// A published schedule.
    Schedule(Box<PublishedSchedule>),
}

/// The projects the signed-in client may look into, across builders.
pub async fn projects(app: &App, caller: &ClientCaller) -> Result<Vec<ListedProject>, Error> {
    Ok(app
        .db
        .portal(caller.0.session, app.clock.now())
        .await?
        .projects()
        .await?)
}

/// The home page of a project. The first look after a while starts a new visit.
pub async fn home(app: &App, caller: &ClientCaller, project: ProjectId) -> Result<Home, Error> {
    let portal = open(app, caller, Wanted::Project(project)).await?;
    let new_items = portal.new_items(NEW_ON_HOME).await?;
    let waiting = portal.to_acknowledge(NEW_ON_HOME).await?;
    let mut sections: Vec<Module> = portal
        .kinds_present()
        .await?
        .into_iter()
        .map(Kind::module)
        .collect();
    sections.sort();
    sections.dedup();
    let needs_decision = seen(&portal, waiting);
    let new_items = seen(&portal, new_items);
    let (organisation_name, organisation_colour) = portal.organisation();
    let home = Home {
        project: portal.project().clone(),
        organisation_name: organisation_name.to_owned(),
        organisation_colour: organisation_colour.map(str::to_owned),
        needs_decision,
        new_items,
        sections,
    };
    if let Some(visit) = portal.new_visit() {
        drop(portal);
        app.db.record_visit(visit, app.clock.now()).await?;
    }
    Ok(home)
}

/// A page of what the client sees of a project.
pub async fn items(
    app: &App,
    caller: &ClientCaller,
    project: ProjectId,
    filter: ItemFilter,
    page: PageRequest,
) -> Result<Page<Seen>, Error> {
    let portal = open(app, caller, Wanted::Project(project)).await?;
    page_of(&portal, &filter, &page).await
}

pub(crate) async fn page_of(
    portal: &PortalProject,
    filter: &ItemFilter,
    page: &PageRequest,
) -> Result<Page<Seen>, Error> {
    if let Some(Folder::In(folder)) = filter.folder {
        portal.item(folder).await?;
    }
    let page = portal.items(filter, page).await?;
    Ok(Page {
        items: seen(portal, page.items),
        next: page.next,
    })
}

/// One item, with the folders above it that the client sees. That it was looked at is recorded ([H9]).
pub async fn item(app: &App, caller: &ClientCaller, id: ItemId) -> Result<SeenDetail, Error> {
    let portal = open(app, caller, Wanted::Item(id)).await?;
    let item = portal.item(id).await?;
    let detail = detail(&portal, item).await?;
    if let Some(look) = portal.new_look(&detail.seen.item) {
        drop(portal);
        app.db.record_look(look, app.clock.now()).await?;
    }
    Ok(detail)
}

pub(crate) async fn detail(portal: &PortalProject, item: SeenItem) -> Result<SeenDetail, Error> {
    Ok(SeenDetail {
        path: portal.path(&item).await?,
        record: record(portal, &item).await?,
        seen: see(portal, item),
    })
}

/// What is in an item that the client sees; nothing for kinds that are no records.
pub(crate) async fn record(
    portal: &PortalProject,
    item: &SeenItem,
) -> Result<Option<SeenRecord>, Error> {
    let ids = [item.id];
    match item.kind {
        Kind::DailyLog => {
            let mut logs = portal.daily_logs(&ids).await?;
            let mut pictures = portal.pictures(&ids).await?;
            let mut log = logs.remove(&item.id).ok_or(Error::NotFound)?;
            log.hide_time_cards |= portal.hides_time_cards();
            let pictures = pictures.remove(&item.id).unwrap_or_default();
            Ok(Some(seen_log(log, pictures)))
        }
        Kind::Report => {
            let mut reports = portal.reports(&ids).await?;
            let mut pictures = portal.pictures(&ids).await?;
            let report = reports.remove(&item.id).ok_or(Error::NotFound)?;
            Ok(Some(SeenRecord::Report {
                report: Box::new(report),
                pictures: pictures.remove(&item.id).unwrap_or_default(),
            }))
        }
        Kind::Update => {
            let (update, attached) = portal.update(item.id).await?;
            let mut pictures = portal.pictures(&ids).await?;
            Ok(Some(SeenRecord::Update {
                update: Box::new(update),
                pictures: pictures.remove(&item.id).unwrap_or_default(),
                attached: seen(portal, attached),
            }))
        }
        Kind::Schedule => {
            let schedule = portal.schedule(item.id).await?;
            Ok(Some(SeenRecord::Schedule(Box::new(schedule))))
        }
        _ => Ok(None),
    }
}

/// A daily log without what its writer leaves out for clients.
pub(crate) fn seen_log(mut log: DailyLog, pictures: Vec<Picture>) -> SeenRecord {
    if log.hide_time_cards {
        log.content.time_cards.clear();
    }
    SeenRecord::DailyLog {
        log: Box::new(log),
        pictures,
    }
}

/// Acknowledges the current revision of an item that the client was asked about ([M3]).
pub async fn acknowledge(
    app: &App,
    caller: &ClientCaller,
    id: ItemId,
) -> Result<SeenDetail, Error> {
    let portal = app
        .db
        .portal_project_write(caller.0.session, Wanted::Item(id), app.clock.now())
        .await?;
    portal.acknowledge(&portal.item(id).await?).await?;
    let item = portal.item(id).await?;
    let detail = detail(&portal, item).await?;
    portal.commit().await?;
    Ok(detail)
}

fn seen(portal: &PortalProject, items: Vec<SeenItem>) -> Vec<Seen> {
    items.into_iter().map(|item| see(portal, item)).collect()
}

fn see(portal: &PortalProject, item: SeenItem) -> Seen {
    Seen {
        new: portal.is_new(item.since),
        item,
    }
}

/// How often the client wants letters about a project ([P5]).
pub async fn email_frequency(
    app: &App,
    caller: &ClientCaller,
    project: ProjectId,
) -> Result<EmailFrequency, Error> {
    Ok(open(app, caller, Wanted::Project(project))
        .await?
        .email_frequency())
}

/// Sets how often the client wants letters about a project.
pub async fn set_email_frequency(
    app: &App,
    caller: &ClientCaller,
    project: ProjectId,
    frequency: EmailFrequency,
) -> Result<(), Error> {
    let wanted = Wanted::Project(project);
    let portal = app
        .db
        .portal_project_write(caller.0.session, wanted, app.clock.now())
        .await?;
    portal.set_email_frequency(frequency).await?;
    Ok(portal.commit().await?)
}

/// Ends the letters of one project by the link in them; needs no sign-in.
pub async fn unsubscribe(app: &App, token: &str) -> Result<(), Error> {
    let access = app
        .secrets
        .unsubscribed_access(token)
        .ok_or(Error::NotFound)?;
    let system = app.db.system_write(app.clock.now()).await?;
    system.unsubscribe(access).await?;
    Ok(system.commit().await?)
}

/// A file of something the client sees; asked again while a long download runs. A picture is a copy
/// without metadata, unless the organisation tells where photos were taken ([M4]).
///
/// # Errors
/// [`Error::Unavailable`] while that copy is being made; `409` when it cannot be.
pub async fn file(app: &App, caller: &ClientCaller, file: FileId) -> Result<FileRow, Error> {
    let portal = open(app, caller, Wanted::File(file)).await?;
    file_of(&portal, file).await
}

pub(crate) async fn file_of(portal: &PortalProject, file: FileId) -> Result<FileRow, Error> {
    let file = portal.file(file).await?;
    if !MediaType::from_stored(&file.media_type).is_picture() {
        return Ok(file);
    }
    match portal.clean(vec![file]).await?.pop() {
        Some(Clean::File(file)) => Ok(file),
        Some(Clean::Pending) => Err(being_prepared()),
        Some(Clean::Failed) => Err(Error::conflict(
            "picture-unreadable",
            "This picture is damaged and cannot be shown. Ask for it to be sent again.",
        )),
        None => Err(Error::NotFound),
    }
}

/// A picture of something the client sees.
pub async fn preview(
    app: &App,
    caller: &ClientCaller,
    file: FileId,
    size: &str,
) -> Result<FileRow, Error> {
    let portal = open(app, caller, Wanted::File(file)).await?;
    Ok(portal.preview(file, size).await?)
}

pub(crate) fn being_prepared() -> Error {
    Error::Unavailable {
        retry_after: 2,
        reason: "a picture is being prepared".to_owned(),
    }
}

pub(crate) async fn open(
    app: &App,
    caller: &ClientCaller,
    wanted: Wanted,
) -> Result<PortalProject, Error> {
    Ok(app
        .db
        .portal_project(caller.0.session, wanted, app.clock.now())
        .await?)
}
