//! What a client does: look, choose how often to be written to, download.

use crate::{App, ClientCaller, Error, PageRequest};
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::Kind;
use lintel_domain::organisation::Module;
use lintel_persistence::{
    FileRow, Folder, ItemFilter, ListedProject, Page, PathFolder, PortalProject, Project, SeenItem,
    Wanted,
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
    /// What became visible since the client last looked.
    pub new_items: Vec<SeenItem>,
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
    let mut sections: Vec<Module> = portal
        .kinds_present()
        .await?
        .into_iter()
        .map(Kind::module)
        .collect();
    sections.dedup();
    let (organisation_name, organisation_colour) = portal.organisation();
    let home = Home {
        project: portal.project().clone(),
        organisation_name: organisation_name.to_owned(),
        organisation_colour: organisation_colour.map(str::to_owned),
        new_items,
        sections,
    };
    if portal.starts_visit() {
        drop(portal);
        let portal = app
            .db
            .portal_project_write(caller.0.session, Wanted::Project(project), app.clock.now())
            .await?;
        portal.start_visit().await?;
        portal.commit().await?;
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
    if let Some(Folder::In(folder)) = filter.folder {
        portal.item(folder).await?;
    }
    let page = portal.items(&filter, &page).await?;
    Ok(page.map(|item| Seen {
        new: portal.is_new(item.since),
        item,
    }))
}

/// One item, with the folders above it that the client sees.
pub async fn item(
    app: &App,
    caller: &ClientCaller,
    item: ItemId,
) -> Result<(Seen, Vec<PathFolder>), Error> {
    let portal = open(app, caller, Wanted::Item(item)).await?;
    let item = portal.item(item).await?;
    let path = portal.path(&item).await?;
    Ok((
        Seen {
            new: portal.is_new(item.since),
            item,
        },
        path,
    ))
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

/// A file of something the client sees; asked again while a long download runs.
pub async fn file(app: &App, caller: &ClientCaller, file: FileId) -> Result<FileRow, Error> {
    Ok(open(app, caller, Wanted::File(file))
        .await?
        .file(file)
        .await?)
}

async fn open(app: &App, caller: &ClientCaller, wanted: Wanted) -> Result<PortalProject, Error> {
    Ok(app
        .db
        .portal_project(caller.0.session, wanted, app.clock.now())
        .await?)
}
