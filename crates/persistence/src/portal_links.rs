//! The private links of projects ([L1]): rows that stay when a link has ended, so that its address
//! never works again.

use crate::entity::{link_open, portal_link};
use crate::{DataError, Database, PortalProject, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{LinkId, ProjectId};
use sea_orm::{FromQueryResult, Set};
use uuid::Uuid;

/// Opens that are told one by one.
const OPENS_TOLD: i64 = 50;

/// The enabled link of a project.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PortalLink {
    /// Its id, of which its address is made.
    pub id: LinkId,
    /// Whether it also shows what is shared with everyone on the project.
    pub shows_shared: bool,
    /// Whether it leaves out time cards.
    pub hides_time_cards: bool,
    /// Since when it works, in UTC.
    pub enabled_at: DateTime<Utc>,
    /// The name of who enabled it.
    pub enabled_by: String,
    /// How often people have opened it; programs are not counted.
    pub opens: i64,
}

/// That a link was opened.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LinkOpen {
    /// When, in UTC.
    pub opened_at: DateTime<Utc>,
    /// `phone`, `tablet`, `computer`, or `program` for mail scanners and link previews.
    pub device: String,
}

impl Staff {
    /// The enabled link of a project, if it has one.
    pub async fn portal_link(&self, project: ProjectId) -> Result<Option<PortalLink>, DataError> {
        self.tx
            .row(
                "SELECT l.id, l.shows_shared, l.hides_time_cards, l.enabled_at, m.name AS enabled_by, \
                   (SELECT COUNT(*) FROM link_open o WHERE o.org_id = l.org_id AND o.link_id = l.id \
                      AND o.device <> 'program') AS opens \
                 FROM portal_link l JOIN member m ON m.org_id = l.org_id AND m.id = l.enabled_by \
                 WHERE l.org_id = $1 AND l.project_id = $2 AND l.ended_at IS NULL",
                vec![self.org_id().into(), project.into()],
            )
            .await
    }

    /// The latest opens of a link, programs too.
    pub async fn link_opens(&self, link: LinkId) -> Result<Vec<LinkOpen>, DataError> {
        self.tx
            .rows(
                "SELECT opened_at, device FROM link_open WHERE org_id = $1 AND link_id = $2 \
                 ORDER BY opened_at DESC, id DESC LIMIT $3",
                vec![self.org_id().into(), link.into(), OPENS_TOLD.into()],
            )
            .await
    }

    /// Makes a link whose address has this hash. There must be no other one.
    pub async fn add_portal_link(
        &self,
        id: LinkId,
        project: ProjectId,
        hash: String,
    ) -> Result<(), DataError> {
        self.tx
            .insert(portal_link::ActiveModel {
                id: Set(id.into()),
                org_id: Set(self.org_id().into()),
                project_id: Set(project.into()),
                hash: Set(hash),
                shows_shared: Set(false),
                hides_time_cards: Set(false),
                enabled_at: Set(self.now()),
                enabled_by: Set(self.member().id.into()),
                ended_at: Set(None),
                ended_by: Set(None),
            })
            .await
    }

    /// Says what a link shows.
    pub async fn save_portal_link(
        &self,
        id: LinkId,
        shows_shared: bool,
        hides_time_cards: bool,
    ) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE portal_link SET shows_shared = $3, hides_time_cards = $4 \
                 WHERE org_id = $1 AND id = $2 AND ended_at IS NULL",
                vec![
                    self.org_id().into(),
                    id.into(),
                    shows_shared.into(),
                    hides_time_cards.into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// Ends a link for ever.
    pub async fn end_portal_link(&self, id: LinkId) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE portal_link SET ended_at = $3, ended_by = $4 \
                 WHERE org_id = $1 AND id = $2 AND ended_at IS NULL",
                vec![
                    self.org_id().into(),
                    id.into(),
                    self.now().into(),
                    self.member().id.into(),
                ],
            )
            .await?;
        Ok(())
    }
}

impl Database {
    /// Records that a link was opened, by a device of this class. Nothing else is known of it.
    pub async fn record_link_open(
        &self,
        portal: PortalProject,
        device: &str,
        now: DateTime<Utc>,
    ) -> Result<(), DataError> {
        let (org, link) = (portal.viewer().org, portal.viewer().access);
        drop(portal);
        let tx = self.write(now).await?;
        tx.insert(link_open::ActiveModel {
            id: Set(Uuid::now_v7()),
            org_id: Set(org.into()),
            link_id: Set(link),
            device: Set(device.to_owned()),
            opened_at: Set(now),
        })
        .await?;
        tx.commit().await
    }
}
