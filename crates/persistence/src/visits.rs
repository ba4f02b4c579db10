//! Visits: when a client looked, and what is new since.

use crate::doors::VISIT_GAP;
use crate::{DataError, Database, PortalProject};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{ClientId, OrgId};
use uuid::Uuid;

impl PortalProject {
    /// Whether a thing that became visible at `since` is new to the client; never to a link, which
    /// anybody may have.
    pub fn is_new(&self, since: DateTime<Utc>) -> bool {
        let viewer = self.viewer();
        let looked = viewer.looked_before(self.tx.now());
        viewer.link.is_none() && looked.is_none_or(|looked| since > looked)
    }

    /// The visit that a look now starts, if it comes after a while.
    pub fn new_visit(&self) -> Option<Visit> {
        let viewer = self.viewer();
        viewer.starts_visit(self.tx.now()).then_some(Visit {
            org: viewer.org,
            client: viewer.client,
            access: viewer.access,
        })
    }
}

/// That a client looks again after a while.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    org: OrgId,
    client: ClientId,
    access: Uuid,
}

impl Database {
    /// Records a visit. Of two looks at once the first does it: the second would make its start the
    /// end of the visit before.
    pub async fn record_visit(&self, visit: Visit, now: DateTime<Utc>) -> Result<(), DataError> {
        let tx = self.write(now).await?;
        tx.run(
            "UPDATE client_access SET previous_visit_at = visited_at, visited_at = $3 \
             WHERE org_id = $1 AND id = $2 AND (visited_at IS NULL OR visited_at <= $4)",
            vec![
                visit.org.into(),
                visit.access.into(),
                now.into(),
                (now - VISIT_GAP).into(),
            ],
        )
        .await?;
        tx.run(
            "UPDATE client SET last_seen_at = $3 WHERE org_id = $1 AND id = $2",
            vec![visit.org.into(), visit.client.into(), now.into()],
        )
        .await?;
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::World;
    use crate::{NewClient, Wanted};
    use chrono::TimeDelta;
    use lintel_domain::ids::SessionId;

    #[tokio::test]
    async fn of_two_looks_at_once_one_starts_the_visit() {
        let mut world = World::create().await;
        let (project, session) = (world.project, SessionId::new());
        let staff = world.change().await;
        let ann = NewClient {
            name: "Ann".into(),
            email: None,
            phone: None,
        };
        let ann = staff.add_client(ann).await.expect("a client").id;
        staff.grant_access(&[ann], &[project]).await.expect("given");
        let account = staff.member().account;
        let active = "UPDATE client SET account_id = $2, status = 'active' WHERE id = $1";
        let values = vec![ann.into(), account.into()];
        staff.tx.run(active, values).await.expect("active");
        let now = staff.now();
        let signed_in = "INSERT INTO session (id, account_id, audience, generation, refreshed_at, created_at, expires_at) \
                         VALUES ($1, $2, 'client', 1, $3, $3, $4)";
        let ends = now + TimeDelta::days(30);
        let values = vec![session.into(), account.into(), now.into(), ends.into()];
        staff.tx.run(signed_in, values).await.expect("signed in");
        staff.commit().await.expect("a commit");

        let wanted = Wanted::Project(project);
        let portal = world.db.portal_project(session, wanted, now).await;
        let visit = portal.expect("open").new_visit().expect("a visit");
        for seconds in [1, 2] {
            let at = now + TimeDelta::seconds(seconds);
            world.db.record_visit(visit, at).await.expect("recorded");
        }

        let at = now + TimeDelta::seconds(3);
        let portal = world.db.portal_project(session, wanted, at).await;
        assert!(
            portal.expect("open").is_new(now),
            "nothing was looked at before"
        );
    }
}
