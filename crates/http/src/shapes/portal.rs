//! What a client sees. Nothing here is built from a member's shape: there is no internal field to forget.

use super::common::{
    Discipline, EmailFrequency, FolderFilter, ItemKind, Module, PreviewState, ProjectStatus, list,
    page,
};
use super::organisation::Branding;
use super::portal_records::{PortalDailyLog, PortalReport, PortalSchedule, PortalUpdate};
use super::version::Acknowledgement;
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use lintel_app::portal::{Home, Seen, SeenDetail, SeenRecord};
use lintel_app::{ItemFilter, ListedProject, PathFolder};
use lintel_domain::item::Kind;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// The builder, as clients see them.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalOrganisation {
    pub name: String,
    pub branding: Branding,
}

/// A project, as clients see it.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalProject {
    pub id: Uuid,
    pub name: String,
    pub address: Option<String>,
    /// `null` when the builder does not share it.
    pub status: Option<ProjectStatus>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
}

/// A project in the list.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalProjectSummary {
    pub id: Uuid,
    pub name: String,
    pub address: Option<String>,
    /// `null` when the builder does not share it.
    pub status: Option<ProjectStatus>,
    pub organisation: PortalOrganisation,
    /// Things that came since the client last looked, counted to 99.
    pub new_items: i64,
}

list! {
    /// The client's projects.
    PortalProjectList of PortalProjectSummary
}

/// An item, as clients see it.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalItem {
    pub id: Uuid,
    pub kind: ItemKind,
    /// The section it belongs to; folders belong to one too.
    pub module: Module,
    pub project_id: Uuid,
    /// The folder it lies in, if the client sees the folder.
    pub parent_id: Option<Uuid>,
    pub title: String,
    pub state: String,
    /// Since when the client sees it.
    pub shared_at: DateTime<Utc>,
    /// The order of lists: when a photo was taken, else when it was made.
    pub dated_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// Whether it came since the client last looked.
    pub new: bool,
    pub file_id: Option<Uuid>,
    pub file_name: Option<String>,
    pub media_type: Option<String>,
    pub size: Option<i64>,
    pub preview: PreviewState,
    /// Pixels, or points of a PDF's first page.
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub pages: Option<i32>,
    pub drawing: Option<PortalDrawing>,
    pub photo: Option<PortalPhoto>,
    pub acknowledgement: Acknowledgement,
}

/// What a drawing has of its own, as clients see it.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalDrawing {
    pub number: String,
    pub discipline: Discipline,
    /// The current revision.
    pub revision: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub note: Option<String>,
    /// The revision that this client looked at last, when the current one replaces it.
    pub superseded_seen: Option<String>,
}

/// What a photo has of its own, as clients see it.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalPhoto {
    pub caption: Option<String>,
    pub taken_at: Option<DateTime<Utc>>,
    /// Degrees north; only if the builder tells where photos were taken.
    pub latitude: Option<f64>,
    /// Degrees east, as `latitude`.
    pub longitude: Option<f64>,
}

page! {
    /// What the client sees, newest first.
    PortalItemPage of PortalItem
}

/// An item with the folders above it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortalItemDetail {
    /// The item.
    #[serde(flatten)]
    pub item: PortalItem,
    /// The folders above it that the client sees, outermost first.
    pub path: Vec<PathStep>,
    /// What is in it, of a daily log.
    pub daily_log: Option<PortalDailyLog>,
    /// What is in it, of a report.
    pub report: Option<PortalReport>,
    /// What is in it, of an update.
    pub update: Option<PortalUpdate>,
    /// What is in it, of a schedule.
    pub schedule: Option<PortalSchedule>,
}

/// A folder above an item.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PathStep {
    pub id: Uuid,
    pub title: String,
}

/// A project's home: four questions, in this order.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortalHome {
    /// The project.
    pub project: PortalProject,
    /// The builder.
    pub organisation: PortalOrganisation,
    /// What needs the client's decision.
    pub needs_decision: Vec<PortalItem>,
    /// What is new since the client last looked.
    pub new_since_last_visit: Vec<PortalItem>,
    /// What is in progress.
    pub in_progress: Vec<PortalItem>,
    /// What happens next.
    pub next: Vec<PortalItem>,
    /// Sections with something in them.
    pub sections: Vec<PortalSection>,
}

/// A section of the portal.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortalSection {
    /// Its module.
    pub module: Module,
    /// Whether something in it is new.
    pub has_new: bool,
}

/// Which letters the client wants.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Notifications {
    /// How often.
    #[garde(skip)]
    pub email: EmailFrequency,
}

/// Which items are wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PortalItemFilter {
    /// Only this kind.
    #[param(nullable = false, inline = false)]
    #[garde(skip)]
    pub kind: Option<ItemKind>,
    /// Only what belongs to this section, its folders included.
    #[param(nullable = false, inline = false)]
    #[garde(skip)]
    pub module: Option<Module>,
    /// A folder's id, or `root` for what lies in no folder; without it, everything, whatever its folder.
    #[param(nullable = false, value_type = Option<String>)]
    #[garde(skip)]
    pub parent_id: Option<FolderFilter>,
    /// Only titles that contain this.
    #[param(nullable = false)]
    #[garde(inner(length(max = 200)))]
    pub q: Option<String>,
}

impl From<PortalItemFilter> for ItemFilter {
    fn from(filter: PortalItemFilter) -> ItemFilter {
        ItemFilter {
            kinds: kinds(filter.kind, filter.module),
            folder: filter.parent_id.map(Into::into),
            text: filter.q.filter(|text| !text.trim().is_empty()),
        }
    }
}

/// The kinds of one name, or of one section, or of both.
fn kinds(kind: Option<ItemKind>, module: Option<Module>) -> Option<Vec<Kind>> {
    if kind.is_none() && module.is_none() {
        return None;
    }
    let of_kind = kind.map_or(Kind::ALL.to_vec(), ItemKind::known);
    let of_module = |kind: &Kind| module.is_none_or(|module| module == kind.module().into());
    Some(of_kind.into_iter().filter(of_module).collect())
}

impl From<ListedProject> for PortalProjectSummary {
    fn from(listed: ListedProject) -> PortalProjectSummary {
        PortalProjectSummary {
            id: listed.project.id.into(),
            name: listed.project.name,
            address: listed.project.address,
            status: (listed.project.shares_dates).then(|| listed.project.status.into()),
            organisation: organisation(listed.organisation_name, listed.organisation_colour),
            new_items: listed.new_items,
        }
    }
}

impl From<Seen> for PortalItem {
    fn from(Seen { item, new }: Seen) -> PortalItem {
        let revisions = item.revisions;
        let drawing = item.number.map(|number| PortalDrawing {
            number,
            discipline: item.discipline.map_or(Discipline::Other, Into::into),
            revision: item.file.as_ref().and_then(|file| file.label.clone()),
            issued_on: item.file.as_ref().and_then(|file| file.issued_on),
            note: item.file.as_ref().and_then(|file| file.note.clone()),
            superseded_seen: revisions.superseded_seen,
        });
        let photo = item.photo.map(|photo| PortalPhoto {
            caption: photo.caption,
            taken_at: photo.taken_at,
            latitude: photo.latitude,
            longitude: photo.longitude,
        });
        let file = item.file;
        PortalItem {
            id: item.id.into(),
            kind: item.kind.into(),
            module: item.kind.module().into(),
            project_id: item.project_id.into(),
            parent_id: item.parent.map(Into::into),
            title: item.title,
            state: item.state.as_str().into(),
            shared_at: item.since,
            dated_at: item.dated_at,
            updated_at: item.updated_at,
            new,
            file_id: file.as_ref().map(|file| file.id.into()),
            media_type: file.as_ref().map(|file| file.media_type.clone()),
            size: file.as_ref().map(|file| file.size),
            preview: file
                .as_ref()
                .map_or(PreviewState::None, |file| file.preview.into()),
            width: file.as_ref().and_then(|file| file.width),
            height: file.as_ref().and_then(|file| file.height),
            pages: file.as_ref().and_then(|file| file.pages),
            file_name: file.map(|file| file.name),
            drawing,
            photo,
            acknowledgement: revisions.acknowledgement.into(),
        }
    }
}

impl From<SeenDetail> for PortalItemDetail {
    fn from(detail: SeenDetail) -> PortalItemDetail {
        let step = |folder: PathFolder| PathStep {
            id: folder.id.into(),
            title: folder.title,
        };
        let mut shown = PortalItemDetail {
            item: detail.seen.into(),
            path: detail.path.into_iter().map(step).collect(),
            daily_log: None,
            report: None,
            update: None,
            schedule: None,
        };
        match detail.record {
            Some(SeenRecord::DailyLog { log, pictures }) => {
                shown.daily_log = Some(PortalDailyLog::new(*log, pictures));
            }
            Some(SeenRecord::Report { report, pictures }) => {
                shown.report = Some(PortalReport::new(*report, pictures));
            }
            Some(SeenRecord::Update {
                update,
                pictures,
                attached,
            }) => shown.update = Some(PortalUpdate::new(*update, pictures, attached)),
            Some(SeenRecord::Schedule(schedule)) => {
                shown.schedule = Some(PortalSchedule::from(*schedule));
            }
            None => {}
        }
        shown
    }
}

impl From<Home> for PortalHome {
    fn from(home: Home) -> PortalHome {
        let has_new = |module| {
            home.new_items
                .iter()
                .any(|seen| seen.item.kind.module() == module)
        };
        let sections = home.sections.iter().map(|module| PortalSection {
            has_new: has_new(*module),
            module: (*module).into(),
        });
        let shows_dates = home.project.shares_dates;
        PortalHome {
            sections: sections.collect(),
            project: PortalProject {
                id: home.project.id.into(),
                name: home.project.name,
                address: home.project.address,
                status: shows_dates.then(|| home.project.status.into()),
                starts_on: home.project.starts_on.filter(|_| shows_dates),
                ends_on: home.project.ends_on.filter(|_| shows_dates),
            },
            organisation: organisation(home.organisation_name, home.organisation_colour),
            needs_decision: home.needs_decision.into_iter().map(Into::into).collect(),
            new_since_last_visit: home.new_items.into_iter().map(Into::into).collect(),
            in_progress: Vec::new(),
            next: Vec::new(),
        }
    }
}

pub(super) fn organisation(name: String, colour: Option<String>) -> PortalOrganisation {
    PortalOrganisation {
        name,
        branding: Branding { colour },
    }
}
