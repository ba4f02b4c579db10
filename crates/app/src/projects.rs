//! Projects: list, make, change, and what happened on them.

use crate::fields::Fields;
use crate::members::distinct;
use crate::{App, Error, Page, PageRequest, StaffCaller};
use chrono::NaiveDate;
use lintel_domain::access::Action;
use lintel_domain::ids::{ClientId, ProjectId};
use lintel_domain::item::Kind;
use lintel_domain::project::{ProjectStatus, dates_fit, day_fits};
use lintel_domain::sharing::{self, Obstacle};
use lintel_persistence::{Activity, Audit, ProjectRecord, Staff};

pub use lintel_persistence::{Happening, Project, ProjectClient, ProjectFilter};

/// A new project, as it was typed.
#[derive(Clone, Debug)]
pub struct CreateProject {
    /// Its name, as clients see it.
    pub name: String,
    /// Where the work is.
    pub address: Option<String>,
    /// Where it stands; planned if left out.
    pub status: Option<ProjectStatus>,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// Whether clients see its days and where it stands ([H12]).
    pub shares_dates: bool,
    /// Clients who may look into it.
    pub clients: Vec<ClientId>,
}

/// What to change; what is left out stays, `Some(None)` is taken away.
#[derive(Clone, Debug, Default)]
pub struct ProjectPatch {
    /// Its name, as clients see it.
    pub name: Option<String>,
    /// Where the work is.
    pub address: Option<Option<String>>,
    /// Where it stands.
    pub status: Option<ProjectStatus>,
    /// First day.
    pub starts_on: Option<Option<NaiveDate>>,
    /// Last day.
    pub ends_on: Option<Option<NaiveDate>>,
    /// The project's portal switch ([S3]).
    pub portal_enabled: Option<bool>,
    /// Whether clients see its days and where it stands ([H12]).
    pub shares_dates: Option<bool>,
}

/// A project as one member sees it.
#[derive(Clone, Debug)]
pub struct SeenProject {
    /// The project.
    pub project: Project,
    /// The clients who may look into it, by name.
    pub clients: Vec<ProjectClient>,
    /// Why this member cannot share here just now ([H6]).
    pub obstacle: Option<Obstacle>,
}

/// The projects this member may read, newest first.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    filter: ProjectFilter,
    page: PageRequest,
) -> Result<Page<SeenProject>, Error> {
    let mut staff = app.staff(caller).await?;
    let reach = staff.permit(Action::ContentRead)?;
    let page = staff.projects(reach, &filter, &page).await?;
    Ok(Page {
        items: seen(&staff, page.items).await?,
        next: page.next,
    })
}

/// One project.
pub async fn get(app: &App, caller: &StaffCaller, id: ProjectId) -> Result<SeenProject, Error> {
    let mut staff = app.staff(caller).await?;
    let project = staff.project(Action::ContentRead, id).await?;
    see(&staff, project).await
}

/// Makes a project and gives clients access to it. Nobody is written to.
///
/// # Errors
/// [`Error::NotFound`] for a client of another organisation or a revoked one.
pub async fn create(
    app: &App,
    caller: &StaffCaller,
    input: CreateProject,
) -> Result<SeenProject, Error> {
    let mut fields = Fields::default();
    let record = ProjectRecord {
        name: fields.name("/name", &input.name),
        address: input
            .address
            .map(|address| fields.name("/address", &address)),
        status: input.status.unwrap_or(ProjectStatus::Planned),
        starts_on: input.starts_on,
        ends_on: input.ends_on,
        portal_enabled: true,
        shares_dates: input.shares_dates,
    };
    check_dates(&mut fields, &record);
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    staff.permit(Action::ProjectsWrite)?;
    let clients = distinct(input.clients);
    if !clients.is_empty() {
        staff.permit(Action::ClientsAccess)?;
    }
    let names = staff.client_names(&clients).await?;
    let project = staff.add_project(record).await?;
    staff.grant_access(&clients, &[project.id]).await?;
    let act = |id: &ClientId, name: &String| Audit {
        action: "client.access_granted",
        subject_kind: "client",
        subject_id: Some((*id).into()),
        subject_name: Some(name.clone()),
        detail: Some(project.name.clone()),
    };
    let granted = names.iter().map(|(id, name)| act(id, name));
    staff.audit_all(granted.collect()).await?;
    let mut happened = vec![happening("created_project", None)];
    let gave = |(_, name): &(ClientId, String)| happening("gave_access", Some(name.clone()));
    happened.extend(names.iter().map(gave));
    staff.activity_all(project.id, happened).await?;
    let project = see(&staff, project).await?;
    staff.commit().await?;
    Ok(project)
}

/// Changes a project; its portal switch acts at once.
///
/// # Errors
/// [`Error::Invalid`] with every bad field; [`Error::PreconditionFailed`] for a stale `version`.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    id: ProjectId,
    version: Option<i64>,
    patch: ProjectPatch,
) -> Result<SeenProject, Error> {
    let mut staff = app.staff_write(caller).await?;
    staff.project(Action::ProjectsWrite, id).await?;
    let before = staff.project_to_change(id, version).await?;
    let record = apply(&before, patch)?;
    let after = staff.save_project(id, record).await?;
    tell(&staff, &before, &after).await?;
    let project = see(&staff, after).await?;
    staff.commit().await?;
    Ok(project)
}

/// What happened on a project, newest first ([A1]).
pub async fn activity(
    app: &App,
    caller: &StaffCaller,
    id: ProjectId,
    page: PageRequest,
) -> Result<Page<Happening>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.project(Action::ContentRead, id).await?;
    Ok(staff.happenings(id, &page).await?)
}

fn apply(before: &Project, patch: ProjectPatch) -> Result<ProjectRecord, Error> {
    let mut fields = Fields::default();
    let record = ProjectRecord {
        name: match patch.name {
            Some(name) => fields.name("/name", &name),
            None => before.name.clone(),
        },
        address: match patch.address {
            Some(address) => address.map(|address| fields.name("/address", &address)),
            None => before.address.clone(),
        },
        status: patch.status.unwrap_or(before.status),
        starts_on: patch.starts_on.unwrap_or(before.starts_on),
        ends_on: patch.ends_on.unwrap_or(before.ends_on),
        portal_enabled: patch.portal_enabled.unwrap_or(before.portal_enabled),
        shares_dates: patch.shares_dates.unwrap_or(before.shares_dates),
    };
    check_dates(&mut fields, &record);
    fields.done()?;
    Ok(record)
}

fn check_dates(fields: &mut Fields, record: &ProjectRecord) {
    let days = [
        ("/starts_on", record.starts_on),
        ("/ends_on", record.ends_on),
    ];
    for (pointer, day) in days {
        if day.is_some_and(|day| !day_fits(day)) {
            let message = "Choose a day of the years 1900 to 9999.";
            fields.refuse::<()>(pointer, "out_of_range", message);
        }
    }
    if !dates_fit(record.starts_on, record.ends_on) {
        let message = "The last day cannot be before the first.";
        fields.refuse::<()>("/ends_on", "out_of_range", message);
    }
}

async fn tell(staff: &Staff, before: &Project, after: &Project) -> Result<(), Error> {
    let mut happened = Vec::new();
    if before.portal_enabled != after.portal_enabled {
        let (action, verb) = match after.portal_enabled {
            true => ("project.portal_switched_on", "switched_portal_on"),
            false => ("project.portal_switched_off", "switched_portal_off"),
        };
        let act = Audit {
            action,
            subject_kind: "project",
            subject_id: Some(after.id.into()),
            subject_name: Some(after.name.clone()),
            detail: None,
        };
        staff.audit(act).await?;
        happened.push(happening(verb, None));
    }
    if before.shares_dates != after.shares_dates {
        let verb = match after.shares_dates {
            true => "shared_dates",
            false => "unshared_dates",
        };
        happened.push(happening(verb, None));
    }
    if before.status != after.status {
        let words = |status: ProjectStatus| status.as_str().replace('_', " ");
        let detail = format!("{} to {}", words(before.status), words(after.status));
        happened.push(happening("changed_status", Some(detail)));
    }
    let facts = |project: &Project| {
        let dates = (project.starts_on, project.ends_on);
        (project.name.clone(), project.address.clone(), dates)
    };
    if facts(before) != facts(after) {
        happened.push(happening("changed_project", None));
    }
    Ok(staff.activity_all(after.id, happened).await?)
}

fn happening(verb: &'static str, detail: Option<String>) -> Activity {
    Activity {
        verb,
        item: None,
        detail,
    }
}

async fn see(staff: &Staff, project: Project) -> Result<SeenProject, Error> {
    seen(staff, vec![project])
        .await?
        .pop()
        .ok_or(Error::NotFound)
}

async fn seen(staff: &Staff, projects: Vec<Project>) -> Result<Vec<SeenProject>, Error> {
    let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
    let clients = staff.clients_of(&ids).await?;
    let with_clients = projects.into_iter().map(|project| {
        let own = clients.iter().filter(|(id, _)| *id == project.id);
        let clients: Vec<ProjectClient> = own.map(|(_, client)| client.clone()).collect();
        SeenProject {
            obstacle: obstacle(staff, &project, &clients),
            clients,
            project,
        }
    });
    Ok(with_clients.collect())
}

fn obstacle(staff: &Staff, project: &Project, clients: &[ProjectClient]) -> Option<Obstacle> {
    let organisation = staff.organisation();
    let is_on = |kind: &Kind| organisation.modules.is_on(kind.module());
    sharing::obstacle(
        staff.member().role,
        organisation.portal_enabled,
        Kind::ALL.iter().any(is_on),
        project.portal_enabled,
        !clients.is_empty(),
    )
}
