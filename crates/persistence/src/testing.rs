//! An organisation with an owner and a project, on a SQLite file, for the tests of this crate.

use crate::entity::{account, member, organisation, project, session};
use crate::names::name_key;
use crate::{Database, Staff};
use chrono::{DateTime, TimeDelta, Utc};
use lintel_domain::ids::{ProjectId, SessionId};
use sea_orm::Set;
use tempfile::TempDir;
use uuid::Uuid;

/// The organisation and where it is kept.
pub(crate) struct World {
    pub(crate) db: Database,
    pub(crate) project: ProjectId,
    session: SessionId,
    now: DateTime<Utc>,
    _folder: TempDir,
}

impl World {
    pub(crate) async fn create() -> World {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("world.sqlite").display());
        let db = Database::connect(&url).await.expect("a database");
        db.migrate().await.expect("the migrations run");
        let mut world = World {
            db,
            project: ProjectId::new(),
            session: SessionId::new(),
            now: DateTime::from_timestamp(1_790_000_000, 0).expect("a time"),
            _folder: folder,
        };
        world.found().await;
        world
    }

    /// The owner's door, to look; a second later than the last one.
    pub(crate) async fn look(&mut self) -> Staff {
        self.now += TimeDelta::seconds(1);
        self.db
            .staff(self.session, self.now)
            .await
            .expect("a session")
    }

    /// The owner's door, to change something; a second later than the last one.
    pub(crate) async fn change(&mut self) -> Staff {
        self.now += TimeDelta::seconds(1);
        let opened = self.db.staff_write(self.session, None, self.now);
        opened.await.expect("a session")
    }

    async fn found(&mut self) {
        let tx = self.db.write(self.now).await.expect("a transaction");
        let [account, org, owner] = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
        let now = self.now;
        let inserted = async {
            tx.insert(account::ActiveModel {
                id: Set(account),
                email: Set("dan@example.com".into()),
                name: Set("Dan".into()),
                password_hash: Set(String::new()),
                created_at: Set(now),
                updated_at: Set(now),
            })
            .await?;
            tx.insert(organisation::ActiveModel {
                id: Set(org),
                name: Set("Ironbark".into()),
                slug: Set("ironbark".into()),
                plan: Set("free".into()),
                portal_enabled: Set(true),
                modules_off: Set(String::new()),
                colour: Set(None),
                timezone: Set("Australia/Sydney".into()),
                currency: Set("AUD".into()),
                storage_used: Set(0),
                share_photo_location: Set(false),
                created_at: Set(now),
                updated_at: Set(now),
                version: Set(1),
            })
            .await?;
            tx.insert(member::ActiveModel {
                id: Set(owner),
                org_id: Set(org),
                account_id: Set(Some(account)),
                name: Set("Dan".into()),
                email: Set("dan@example.com".into()),
                role: Set("owner".into()),
                created_at: Set(now),
                updated_at: Set(now),
                accepted_at: Set(Some(now)),
                last_seen_at: Set(None),
                removed_at: Set(None),
                version: Set(1),
            })
            .await?;
            tx.insert(session::ActiveModel {
                id: Set(self.session.into()),
                account_id: Set(account),
                audience: Set("staff".into()),
                generation: Set(1),
                refreshed_at: Set(now),
                created_at: Set(now),
                expires_at: Set(now + TimeDelta::days(30)),
                ended_at: Set(None),
                user_agent: Set(None),
            })
            .await?;
            tx.insert(project::ActiveModel {
                id: Set(self.project.into()),
                org_id: Set(org),
                name: Set("Harbour Road".into()),
                name_key: Set(name_key("Harbour Road")),
                address: Set(None),
                status: Set("active".into()),
                starts_on: Set(None),
                ends_on: Set(None),
                portal_enabled: Set(true),
                shares_dates: Set(true),
                created_by: Set(owner),
                created_at: Set(now),
                updated_at: Set(now),
                version: Set(1),
            })
            .await
        };
        inserted.await.expect("an organisation");
        tx.commit().await.expect("a commit");
    }
}
