//! Which client may look into which project. One row is one stretch of access; ended ones are kept.

use crate::entity::client_access;
use crate::tx::list;
use crate::{DataError, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::email_frequency::EmailFrequency;
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
                email_frequency: Set(last.map_or_else(
                    || EmailFrequency::AtOnce.as_str().to_owned(),
                    |row| row.email_frequency.clone(),
                )),
                emailed_at: Set(None),
                calendar_key: Set(None),
                calendar_hash: Set(None),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::World;
    use crate::{ClientFilter, NewClient, PageRequest};

    async fn add(staff: &Staff, name: &str) -> ClientId {
        let new = NewClient {
            name: name.to_owned(),
            email: Some(format!("{name}@example.com").to_lowercase()),
            phone: None,
        };
        staff.add_client(new).await.expect("a client").id
    }

    #[derive(FromQueryResult)]
    struct Access {
        id: Uuid,
    }

    #[derive(FromQueryResult)]
    struct Stretch {
        email_frequency: String,
    }

    async fn live(staff: &Staff) -> Vec<String> {
        let sql =
            "SELECT email_frequency FROM client_access WHERE org_id = $1 AND ended_at IS NULL";
        let rows: Vec<Stretch> = staff
            .tx
            .rows(sql, vec![staff.org_id().into()])
            .await
            .expect("rows");
        rows.into_iter().map(|row| row.email_frequency).collect()
    }

    #[tokio::test]
    async fn who_wanted_no_letters_gets_none_when_access_is_given_back() {
        let mut world = World::create().await;
        let project = world.project;
        let staff = world.change().await;
        let ann = add(&staff, "Ann").await;
        staff.grant_access(&[ann], &[project]).await.expect("given");
        let sql = "UPDATE client_access SET email_frequency = 'none' WHERE org_id = $1";
        let values = vec![staff.org_id().into()];
        staff.tx.run(sql, values).await.expect("chosen");
        staff.end_access(ann, &[project]).await.expect("ended");
        assert_eq!(live(&staff).await, Vec::<String>::new());
        staff.commit().await.expect("a commit");

        let staff = world.change().await;
        staff.grant_access(&[ann], &[project]).await.expect("given");

        assert_eq!(live(&staff).await, ["none"]);
    }

    #[tokio::test]
    async fn a_link_in_an_old_letter_still_ends_the_letters() {
        let mut world = World::create().await;
        let project = world.project;
        let staff = world.change().await;
        let ann = add(&staff, "Ann").await;
        staff.grant_access(&[ann], &[project]).await.expect("given");
        let sql = "SELECT id FROM client_access WHERE org_id = $1";
        let row: Option<Access> = staff
            .tx
            .row(sql, vec![staff.org_id().into()])
            .await
            .expect("a row");
        let first = row.expect("an access").id;
        staff.end_access(ann, &[project]).await.expect("ended");
        staff.grant_access(&[ann], &[project]).await.expect("given");
        assert_eq!(live(&staff).await, ["at_once"]);
        let now = staff.now();
        staff.commit().await.expect("a commit");

        let system = world.db.system_write(now).await.expect("a door");
        system.unsubscribe(first).await.expect("unsubscribed");
        let stranger = system.unsubscribe(Uuid::now_v7()).await;
        assert!(matches!(stranger, Err(DataError::NotFound)));
        system.commit().await.expect("a commit");

        assert_eq!(live(&world.look().await).await, ["none"]);
    }

    #[tokio::test]
    async fn access_that_ended_by_itself_can_be_given_again() {
        let mut world = World::create().await;
        let project = world.project;
        let staff = world.change().await;
        let ann = add(&staff, "Ann").await;
        staff.grant_access(&[ann], &[project]).await.expect("given");
        let sql = "UPDATE client_access SET ends_at = $2 WHERE org_id = $1";
        let values = vec![staff.org_id().into(), staff.now().into()];
        staff.tx.run(sql, values).await.expect("ended");
        assert!(
            staff
                .client(ann)
                .await
                .expect("a client")
                .projects
                .is_empty()
        );

        staff.grant_access(&[ann], &[project]).await.expect("given");

        let ann = staff.client(ann).await.expect("a client");
        assert_eq!(ann.projects.len(), 1);
    }

    #[tokio::test]
    async fn a_page_of_clients_costs_two_statements_however_many_there_are() {
        let mut world = World::create().await;
        let staff = world.change().await;
        let mut clients = Vec::new();
        for number in 0..60 {
            clients.push(add(&staff, &format!("Client {number:02}")).await);
        }
        staff
            .grant_access(&clients, &[world.project])
            .await
            .expect("given");
        staff.commit().await.expect("a commit");

        let staff = world.look().await;
        let before = world.db.statements();
        let page = PageRequest::default();
        let page = staff.clients(&ClientFilter::default(), &page).await;

        assert_eq!(world.db.statements() - before, 2);
        let page = page.expect("a page");
        assert_eq!(
            (page.items.len(), page.items[49].name.as_str()),
            (50, "Client 49")
        );
        assert!(page.items.iter().all(|client| client.projects.len() == 1));
    }
}
