//! Projects.

use crate::{DataError, Staff};
use chrono::{DateTime, NaiveDate, Utc};
use lintel_domain::ids::ProjectId;
use lintel_domain::project::ProjectStatus;
use sea_orm::FromQueryResult;

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
    /// When it was made, in UTC.
    pub created_at: DateTime<Utc>,
    /// When it was last changed, in UTC.
    pub updated_at: DateTime<Utc>,
    /// Counts changes, for `If-Match`.
    pub version: i64,
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
}
