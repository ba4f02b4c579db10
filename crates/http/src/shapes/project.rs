//! Projects, as members see them, and what happened on them.

use super::common::{ClientStatus, ItemKind, ProjectStatus, page};
use super::{patch, rules};
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use lintel_app::projects::{self, ProjectPatch, SeenProject};
use lintel_domain::project::dates_fit;
use lintel_domain::sharing::Obstacle;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A job.
#[derive(Debug, Serialize, ToSchema)]
pub struct Project {
    /// The project.
    pub id: Uuid,
    /// Its name, as clients see it.
    pub name: String,
    /// Where the work is.
    pub address: Option<String>,
    /// Where it stands.
    pub status: ProjectStatus,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// Whether its clients can look into it.
    pub portal_enabled: bool,
    /// Whether its clients see its days and where it stands.
    pub shares_dates: bool,
    /// Who has access.
    pub clients: Vec<ProjectClient>,
    /// Counts changes, for `If-Match`.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Whether who asks can share on it.
    pub sharing: Sharing,
}

/// A client with access to a project.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectClient {
    /// The client.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Where they stand with portal access.
    pub status: ClientStatus,
}

/// Whether something can be shared, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sharing {
    /// Whether it can.
    pub can_share: bool,
    /// What is in the way.
    #[schema(inline)]
    pub reason: Option<SharingObstacle>,
}

/// What is in the way of sharing.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum SharingObstacle {
    PortalOff,
    ProjectPortalOff,
    NoClient,
    Role,
    ModuleOff,
}

page! {
    /// Projects, newest first.
    ProjectPage of Project
}

/// Something that happened on a project.
#[derive(Debug, Serialize, ToSchema)]
pub struct Activity {
    /// The entry.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by their name at the time.
    pub actor_name: String,
    /// What was done, as one verb in the past.
    pub verb: String,
    /// What it was done to.
    pub item_id: Option<Uuid>,
    /// Its title at the time.
    pub item_title: Option<String>,
    /// What it is.
    pub kind: Option<ItemKind>,
    /// More, in words.
    pub detail: Option<String>,
}

page! {
    /// What happened, newest first.
    ActivityPage of Activity
}

/// Which projects to list.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProjectFilter {
    /// Part of the name.
    #[garde(length(chars, max = 200))]
    #[param(nullable = false)]
    pub q: Option<String>,
    /// Where they stand.
    #[garde(skip)]
    #[param(nullable = false)]
    pub status: Option<ProjectStatus>,
}

/// Make a project.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateProject {
    /// Its name, as clients see it.
    #[garde(custom(rules::name))]
    pub name: String,
    /// Where the work is.
    #[serde(default)]
    #[garde(inner(custom(rules::name)))]
    pub address: Option<String>,
    /// Where it stands; planned if left out.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = ProjectStatus, required = false)]
    #[garde(skip)]
    pub status: Option<ProjectStatus>,
    /// First day.
    #[serde(default)]
    #[garde(inner(custom(rules::day)))]
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    #[serde(default)]
    #[garde(custom(not_before(self.starts_on)), inner(custom(rules::day)))]
    pub ends_on: Option<NaiveDate>,
    /// Whether its clients see its days and where it stands; they do if left out.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub shares_dates: Option<bool>,
    /// Clients who may look into it; nobody is written to.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = Vec<Uuid>, required = false)]
    #[garde(inner(custom(rules::up_to_200)))]
    pub client_ids: Option<Vec<Uuid>>,
}

/// Change a project; what is left out stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateProject {
    /// Its name, as clients see it.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    pub name: Option<String>,
    /// Where the work is.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<String>)]
    #[garde(inner(inner(custom(rules::name))))]
    pub address: Option<Option<String>>,
    /// Where it stands.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = ProjectStatus, required = false)]
    #[garde(skip)]
    pub status: Option<ProjectStatus>,
    /// First day.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<NaiveDate>)]
    #[garde(inner(inner(custom(rules::day))))]
    pub starts_on: Option<Option<NaiveDate>>,
    /// Last day.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<NaiveDate>)]
    #[garde(inner(custom(not_before(self.starts_on.flatten())), inner(custom(rules::day))))]
    pub ends_on: Option<Option<NaiveDate>>,
    /// Off cuts its clients at once.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub portal_enabled: Option<bool>,
    /// Whether its clients see its days and where it stands.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub shares_dates: Option<bool>,
}

/// The last day is not before the first.
fn not_before(
    starts_on: Option<NaiveDate>,
) -> impl FnOnce(&Option<NaiveDate>, &()) -> garde::Result {
    move |ends_on, _| match dates_fit(starts_on, *ends_on) {
        true => Ok(()),
        false => Err(rules::coded(
            "out_of_range",
            "The last day cannot be before the first.",
        )),
    }
}

impl From<SeenProject> for Project {
    fn from(seen: SeenProject) -> Project {
        let SeenProject {
            project,
            clients,
            obstacle,
        } = seen;
        Project {
            id: project.id.into(),
            name: project.name,
            address: project.address,
            status: project.status.into(),
            starts_on: project.starts_on,
            ends_on: project.ends_on,
            portal_enabled: project.portal_enabled,
            shares_dates: project.shares_dates,
            clients: clients.into_iter().map(ProjectClient::from).collect(),
            version: project.version,
            created_at: project.created_at,
            updated_at: project.updated_at,
            sharing: Sharing {
                can_share: obstacle.is_none(),
                reason: obstacle.map(Into::into),
            },
        }
    }
}

impl From<projects::ProjectClient> for ProjectClient {
    fn from(client: projects::ProjectClient) -> ProjectClient {
        ProjectClient {
            id: client.id.into(),
            name: client.name,
            status: client.status.into(),
        }
    }
}

impl From<Obstacle> for SharingObstacle {
    fn from(obstacle: Obstacle) -> SharingObstacle {
        match obstacle {
            Obstacle::Role => SharingObstacle::Role,
            Obstacle::PortalOff => SharingObstacle::PortalOff,
            Obstacle::ModuleOff => SharingObstacle::ModuleOff,
            Obstacle::ProjectPortalOff => SharingObstacle::ProjectPortalOff,
            Obstacle::NoClient => SharingObstacle::NoClient,
        }
    }
}

impl From<projects::Happening> for Activity {
    fn from(happening: projects::Happening) -> Activity {
        Activity {
            id: happening.id,
            at: happening.at,
            actor_name: happening.actor_name,
            verb: happening.verb,
            item_id: happening.item.map(Into::into),
            item_title: happening.item_title,
            kind: happening.kind.map(Into::into),
            detail: happening.detail,
        }
    }
}

impl From<ProjectFilter> for projects::ProjectFilter {
    fn from(filter: ProjectFilter) -> projects::ProjectFilter {
        projects::ProjectFilter {
            q: filter.q,
            status: filter.status.map(Into::into),
        }
    }
}

impl From<CreateProject> for projects::CreateProject {
    fn from(body: CreateProject) -> projects::CreateProject {
        let clients = body.client_ids.unwrap_or_default();
        projects::CreateProject {
            name: body.name,
            address: body.address,
            status: body.status.map(Into::into),
            starts_on: body.starts_on,
            ends_on: body.ends_on,
            shares_dates: body.shares_dates.unwrap_or(true),
            clients: clients.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<UpdateProject> for ProjectPatch {
    fn from(body: UpdateProject) -> ProjectPatch {
        ProjectPatch {
            name: body.name,
            address: body.address,
            status: body.status.map(Into::into),
            starts_on: body.starts_on,
            ends_on: body.ends_on,
            portal_enabled: body.portal_enabled,
            shares_dates: body.shares_dates,
        }
    }
}
