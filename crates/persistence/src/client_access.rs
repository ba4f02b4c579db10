//! Which client may look into which project. One row is one stretch of access; ended ones are kept.

use crate::entity::client_access;
use crate::tx::list;
use crate::{DataError, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{ClientId, ProjectId};
use sea_orm::{FromQueryResult, Set, Value};
use uuid::Uuid;

/// What a client left behind on a project when an earlier stretch of access ended.
#[derive(FromQueryResult)]
struct Earlier {
    client_id: ClientId,
    project_id: ProjectId,
    email_frequency: String,
    visited_at: Option<DateTime<Utc>>,
    previous_visit_at: Option<DateTime<Utc>>,
}

impl Staff {
    /// Gives clients access to projects that they have no live access to. What they chose about
    /// letters and when they last looked is taken over from an earlier stretch.
    pub async fn grant_access(
        &self,
        clients: &[ClientId],
        projects: &[ProjectId],
    ) -> Result<(), DataError> {
        if clients.is_empty() || projects.is_empty() {
            return Ok(());
        }
        let (chosen, values) = self.pairs(clients, projects);
        self.tx
            .run(
                &format!(
                    "UPDATE client_access SET ended_at = ends_at WHERE {chosen} AND ended_at IS NULL AND ends_at <= $2"
                ),
                values.clone(),
            )
            .await?;
        let earlier: Vec<Earlier> = self
            .tx
            .rows(
                &format!(
                    "SELECT client_id, project_id, email_frequency, visited_at, previous_visit_at \
                     FROM client_access WHERE {chosen} AND granted_at <= $2 ORDER BY granted_at, id"
                ),
                values,
            )
            .await?;
        let pairs = clients
            .iter()
            .flat_map(|client| projects.iter().map(move |project| (*client, *project)));
        let rows = pairs.map(|(client, project)| {
            let last = earlier
                .iter()
                .rev()
                .find(|row| (row.client_id, row.project_id) == (client, project));
            client_access::ActiveModel {
                id: Set(Uuid::now_v7()),
                org_id: Set(self.org_id().into()),
                client_id: Set(client.into()),
                project_id: Set(project.into()),
                granted_at: Set(self.now()),
                ends_at: Set(None),
                ended_at: Set(None),
                visited_at: Set(last.and_then(|row| row.visited_at)),
                previous_visit_at: Set(last.and_then(|row| row.previous_visit_at)),
                email_frequency: Set(
                    last.map_or_else(|| "at_once".to_owned(), |row| row.email_frequency.clone())
                ),
                emailed_at: Set(None),
            }
        });
        self.tx.insert_all(rows.collect()).await?;
        self.count_versions(clients).await
    }

    /// Ends a client's access to projects, from this moment on ([I7]).
    pub async fn end_access(
        &self,
        client: ClientId,
        projects: &[ProjectId],
    ) -> Result<(), DataError> {
        if projects.is_empty() {
            return Ok(());
        }
        let (chosen, values) = self.pairs(&[client], projects);
        self.tx
            .run(
                &format!(
                    "UPDATE client_access SET ended_at = $2 WHERE {chosen} AND ended_at IS NULL"
                ),
                values,
            )
            .await?;
        self.count_versions(&[client]).await
    }

    async fn count_versions(&self, clients: &[ClientId]) -> Result<(), DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), self.now().into()];
        values.extend(clients.iter().map(|id| (*id).into()));
        self.tx
            .run(
                &format!(
                    "UPDATE client SET version = version + 1, updated_at = $2 WHERE org_id = $1 AND id IN ({})",
                    list(3, clients.len())
                ),
                values,
            )
            .await?;
        Ok(())
    }

    /// The condition for clients × projects; `$2` is now.
    fn pairs(&self, clients: &[ClientId], projects: &[ProjectId]) -> (String, Vec<Value>) {
        let mut values: Vec<Value> = vec![self.org_id().into(), self.now().into()];
        values.extend(clients.iter().map(|id| (*id).into()));
        values.extend(projects.iter().map(|id| (*id).into()));
        let chosen = format!(
            "org_id = $1 AND client_id IN ({}) AND project_id IN ({})",
            list(3, clients.len()),
            list(3 + clients.len(), projects.len())
        );
        (chosen, values)
    }
}
