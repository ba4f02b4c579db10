//! Projects.

use crate::entity::project;
use crate::names::{containing, name_key};
use crate::tx::list;
use crate::{DataError, Page, PageRequest, Staff};
use chrono::{DateTime, NaiveDate, Utc};
use lintel_domain::access::Reach;
use lintel_domain::client::ClientStatus;
use lintel_domain::ids::{ClientId, ProjectId};
use lintel_domain::project::ProjectStatus;
use sea_orm::{FromQueryResult, Set, Value};

/// A project.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its name, as clients see it.
    pub name: String,
    /// Where the work is.
    pub address: Option<String>,
    /// Where it stands.
    pub status: ProjectStatus,
    /// First day, in the organisation's time zone.
    pub starts_on: Option<NaiveDate>,
    /// Last day, in the organisation's time zone.
    pub ends_on: Option<NaiveDate>,
    /// The project's portal switch ([S3]).
    pub portal_enabled: bool,
    /// Whether clients see its days and where it stands ([H12]).
    pub shares_dates: bool,
    /// When it was made, in UTC.
    pub created_at: DateTime<Utc>,
    /// When it was last changed, in UTC.
    pub updated_at: DateTime<Utc>,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// A client with access to a project.
#[derive(Clone, Debug)]
pub struct ProjectClient {
    /// Who.
    pub id: ClientId,
    /// Their name.
    pub name: String,
    /// Where they stand.
    pub status: ClientStatus,
}

/// Which projects to list.
#[derive(Clone, Debug, Default)]
pub struct ProjectFilter {
    /// Part of the name.
    pub q: Option<String>,
    /// Where they stand.
    pub status: Option<ProjectStatus>,
}

/// What a project is made with or changed to.
#[derive(Clone, Debug)]
pub struct ProjectRecord {
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
    /// The project's portal switch ([S3]).
    pub portal_enabled: bool,
    /// Whether clients see its days and where it stands ([H12]).
    pub shares_dates: bool,
}

#[derive(FromQueryResult)]
struct ClientRow {
    project_id: ProjectId,
    id: ClientId,
    name: String,
    status: String,
}

#[derive(FromQueryResult)]
struct Named {
    id: ProjectId,
    name: String,
}

#[derive(FromQueryResult)]
pub(crate) struct ProjectRow {
    id: ProjectId,
    name: String,
    address: Option<String>,
    status: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    portal_enabled: bool,
    shares_dates: bool,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl TryFrom<ProjectRow> for Project {
    type Error = DataError;

    fn try_from(row: ProjectRow) -> Result<Project, DataError> {
        let status = ProjectStatus::parse(&row.status);
        Ok(Project {
            id: row.id,
            name: row.name,
            address: row.address,
            status: status
                .ok_or_else(|| DataError::Broken(format!("project status {}", row.status)))?,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            portal_enabled: row.portal_enabled,
            shares_dates: row.shares_dates,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        })
    }
}

impl Staff {
    /// A project of the organisation, whatever the member may do there.
    pub(crate) async fn load_project(&self, id: ProjectId) -> Result<Project, DataError> {
        let row: ProjectRow = self
            .tx
            .row(
                "SELECT * FROM project WHERE org_id = $1 AND id = $2",
                vec![self.org_id().into(), id.into()],
            )
            .await?
            .ok_or(DataError::NotFound)?;
        row.try_into()
    }

    /// The projects within the member's reach, newest first.
    pub async fn projects(
        &self,
        reach: Reach,
        filter: &ProjectFilter,
        page: &PageRequest,
    ) -> Result<Page<Project>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), page.fetch().into()];
        let mut conditions = String::new();
        if reach != Reach::All {
            values.push(self.member().id.into());
            conditions.push_str(&format!(
                " AND id IN (SELECT project_id FROM member_project WHERE org_id = $1 AND member_id = ${})",
                values.len()
            ));
        }
        if let Some(q) = &filter.q {
            values.push(containing(q).into());
            conditions.push_str(&format!(" AND name_key LIKE ${} ESCAPE '\\'", values.len()));
        }
        if let Some(status) = filter.status {
            values.push(status.as_str().into());
            conditions.push_str(&format!(" AND status = ${}", values.len()));
        }
        if let Some((at, id)) = page.after::<(DateTime<Utc>, ProjectId)>()? {
            values.extend([at.into(), id.into()]);
            let last = values.len();
            conditions.push_str(&format!(" AND (created_at, id) < (${}, ${last})", last - 1));
        }
        let rows: Vec<ProjectRow> = self
            .tx
            .rows(
                &format!(
                    "SELECT * FROM project WHERE org_id = $1{conditions} ORDER BY created_at DESC, id DESC LIMIT $2"
                ),
                values,
            )
            .await?;
        let page = page.page(rows, |row| (row.created_at, row.id))?;
        Ok(Page {
            items: page
                .items
                .into_iter()
                .map(Project::try_from)
                .collect::<Result<_, _>>()?,
            next: page.next,
        })
    }

    /// The clients with live access to these projects, by name.
    pub async fn clients_of(
        &self,
        projects: &[ProjectId],
    ) -> Result<Vec<(ProjectId, ProjectClient)>, DataError> {
        if projects.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![self.org_id().into(), self.now().into()];
        values.extend(projects.iter().map(|id| (*id).into()));
        let rows: Vec<ClientRow> = self
            .tx
            .rows(
                &format!(
                    "SELECT ca.project_id, c.id, c.name, c.status FROM client_access ca \
                     JOIN client c ON c.org_id = ca.org_id AND c.id = ca.client_id \
                     WHERE ca.org_id = $1 AND ca.ended_at IS NULL AND (ca.ends_at IS NULL OR ca.ends_at > $2) \
                       AND ca.project_id IN ({}) ORDER BY c.name_key, c.id",
                    list(3, projects.len())
                ),
                values,
            )
            .await?;
        rows.into_iter()
            .map(|row| {
                let status = ClientStatus::parse(&row.status)
                    .ok_or_else(|| DataError::Broken(format!("client status {}", row.status)))?;
                let client = ProjectClient {
                    id: row.id,
                    name: row.name,
                    status,
                };
                Ok((row.project_id, client))
            })
            .collect()
    }

    /// The names of these projects, which must all be the organisation's.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when one of them is not there.
    pub async fn project_names(
        &self,
        projects: &[ProjectId],
    ) -> Result<Vec<(ProjectId, String)>, DataError> {
        if projects.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![self.org_id().into()];
        values.extend(projects.iter().map(|id| (*id).into()));
        let rows: Vec<Named> = self
            .tx
            .rows(
                &format!(
                    "SELECT id, name FROM project WHERE org_id = $1 AND id IN ({}) ORDER BY name_key, id",
                    list(2, projects.len())
                ),
                values,
            )
            .await?;
        let all_there = projects
            .iter()
            .all(|id| rows.iter().any(|row| row.id == *id));
        if !all_there {
            return Err(DataError::NotFound);
        }
        Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
    }

    /// A project that was permitted and is about to be changed: others who want to wait.
    ///
    /// # Errors
    /// [`DataError::Stale`] when `version` is not its any more.
    pub async fn project_to_change(
        &self,
        id: ProjectId,
        version: Option<i64>,
    ) -> Result<Project, DataError> {
        self.tx.lock("project", id.into()).await?;
        let project = self.load_project(id).await?;
        match version {
            Some(seen) if seen != project.version => Err(DataError::Stale),
            _ => Ok(project),
        }
    }

    /// Writes a new project.
    pub async fn add_project(&self, record: ProjectRecord) -> Result<Project, DataError> {
        let id = ProjectId::new();
        self.tx
            .insert(project::ActiveModel {
                id: Set(id.into()),
                org_id: Set(self.org_id().into()),
                name_key: Set(name_key(&record.name)),
                name: Set(record.name),
                address: Set(record.address),
                status: Set(record.status.as_str().into()),
                starts_on: Set(record.starts_on),
                ends_on: Set(record.ends_on),
                portal_enabled: Set(record.portal_enabled),
                shares_dates: Set(record.shares_dates),
                created_by: Set(self.member().id.into()),
                created_at: Set(self.now()),
                updated_at: Set(self.now()),
                version: Set(1),
            })
            .await?;
        self.load_project(id).await
    }

    /// Saves a project, counts the version on, and gives it back as it stands.
    pub async fn save_project(
        &self,
        id: ProjectId,
        record: ProjectRecord,
    ) -> Result<Project, DataError> {
        self.tx
            .run(
                "UPDATE project SET name = $3, name_key = $4, address = $5, status = $6, starts_on = $7, \
                   ends_on = $8, portal_enabled = $9, updated_at = $10, shares_dates = $11, version = version + 1 \
                 WHERE org_id = $1 AND id = $2",
                vec![
                    self.org_id().into(),
                    id.into(),
                    record.name.clone().into(),
                    name_key(&record.name).into(),
                    record.address.into(),
                    record.status.as_str().into(),
                    record.starts_on.into(),
                    record.ends_on.into(),
                    record.portal_enabled.into(),
                    self.now().into(),
                    record.shares_dates.into(),
                ],
            )
            .await?;
        self.load_project(id).await
    }
}
