//! The clients' door: an account as client, and its view of one project.

use super::idle_since;
use crate::projects::ProjectRow;
use crate::tx::Tx;
use crate::{DataError, Database, Project};
use chrono::{DateTime, TimeDelta, Utc};
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{
    AccountId, ClientId, FileId, ItemId, LinkId, OrgId, ProjectId, SessionId,
};
use lintel_domain::item::Kind;
use lintel_domain::organisation::{Modules, Plan};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

/// A client who comes back after so long starts a new visit; what came since the one before is new.
pub(crate) const VISIT_GAP: TimeDelta = TimeDelta::minutes(30);

/// A transaction in the name of an account as client, across builders.
pub struct Portal {
    pub(crate) tx: Tx,
    account: AccountId,
}

/// A transaction in the name of a client who may look into one project now: conditions 1 and 2 of
/// visibility.md hold for it, but for the modules, which its queries respect.
pub struct PortalProject {
    pub(crate) tx: Tx,
    viewer: Viewer,
    project: Project,
}

/// Who looks, and at what. Only a live session makes one.
#[derive(Clone, Debug)]
pub(crate) struct Viewer {
    pub(crate) org: OrgId,
    pub(crate) client: ClientId,
    pub(crate) client_name: String,
    pub(crate) project: ProjectId,
    pub(crate) access: Uuid,
    pub(crate) modules: Modules,
    pub(crate) organisation_name: String,
    pub(crate) organisation_colour: Option<String>,
    pub(crate) organisation_timezone: String,
    pub(crate) visited_at: Option<DateTime<Utc>>,
    pub(crate) previous_visit_at: Option<DateTime<Utc>>,
    pub(crate) email_frequency: EmailFrequency,
    pub(crate) share_photo_location: bool,
    /// Whether an acknowledgement of theirs is waited for, with this builder.
    pub(crate) is_asked: bool,
    /// When they looked last at the item that is wanted, and at which file of it.
    pub(crate) looked: Option<(DateTime<Utc>, Option<FileId>)>,
    /// What the link shows, of whoever comes by a project's private link; `client` is nobody then.
    pub(crate) link: Option<LinkView>,
}

/// What a private link shows ([L2]).
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinkView {
    pub(crate) shows_shared: bool,
    pub(crate) hides_time_cards: bool,
}

#[derive(FromQueryResult)]
struct LinkRow {
    shows_shared: bool,
    hides_time_cards: bool,
    #[sea_orm(nested)]
    viewer: ViewerRow,
}

#[derive(FromQueryResult)]
struct AccountRow {
    account_id: AccountId,
}

#[derive(FromQueryResult)]
struct ViewerRow {
    viewer_org: OrgId,
    client_id: ClientId,
    client_name: String,
    access_id: Uuid,
    modules_off: String,
    organisation_name: String,
    organisation_colour: Option<String>,
    organisation_timezone: String,
    visited_at: Option<DateTime<Utc>>,
    previous_visit_at: Option<DateTime<Utc>>,
    email_frequency: String,
    share_photo_location: bool,
    is_asked: bool,
    looked_at: Option<DateTime<Utc>>,
    looked_file: Option<FileId>,
    #[sea_orm(nested)]
    project: ProjectRow,
}

/// Conditions 1 and 2 of visibility.md, modules aside, for a client `c`; `$2` is now.
pub(crate) const ACCESS: &str = "\
     JOIN client_access ca ON ca.org_id = c.org_id AND ca.client_id = c.id AND ca.ended_at IS NULL \
       AND (ca.ends_at IS NULL OR ca.ends_at > $2) AND c.status = 'active' \
     JOIN project p ON p.org_id = ca.org_id AND p.id = ca.project_id AND p.portal_enabled \
     JOIN organisation o ON o.id = c.org_id AND o.portal_enabled";

/// Who looks, from these tables.
fn viewer(from: &str) -> String {
    format!(
        "SELECT c.org_id AS viewer_org, c.id AS client_id, c.name AS client_name, ca.id AS access_id, o.modules_off, \
           o.name AS organisation_name, o.colour AS organisation_colour, o.timezone AS organisation_timezone, \
           ca.visited_at, ca.previous_visit_at, ca.email_frequency, o.share_photo_location, \
           EXISTS (SELECT 1 FROM acknowledgement k WHERE k.org_id = c.org_id AND k.client_id = c.id \
             AND k.given_at IS NULL) AS is_asked, \
           seen.last_seen_at AS looked_at, seen.file_id AS looked_file, p.* FROM {from}"
    )
}

/// What of a project a client wants to see; anything that is not there for them is not found.
#[derive(Clone, Copy, Debug)]
pub enum Wanted {
    /// The project itself.
    Project(ProjectId),
    /// One of its items.
    Item(ItemId),
    /// The file of one of its items.
    File(FileId),
}

impl Database {
    /// Opens the clients' door to look across builders.
    ///
    /// # Errors
    /// [`DataError::SignedOut`] when the session is over.
    pub async fn portal(
        &self,
        session: SessionId,
        now: DateTime<Utc>,
    ) -> Result<Portal, DataError> {
        let tx = self.read(now).await?;
        let account = signed_in(&tx, session).await?;
        Ok(Portal { tx, account })
    }

    /// Opens the clients' door to look into the project that holds what is wanted.
    ///
    /// # Errors
    /// [`DataError::SignedOut`] when the session is over, [`DataError::NotFound`] when the project is
    /// not open to this client now.
    pub async fn portal_project(
        &self,
        session: SessionId,
        wanted: Wanted,
        now: DateTime<Utc>,
    ) -> Result<PortalProject, DataError> {
        PortalProject::open(self.read(now).await?, session, wanted).await
    }

    /// Opens the clients' door for the calendar whose address has this hash: what its client sees of
    /// the project now, without a session.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when there is no such address, or its client's access has ended.
    pub async fn portal_of_calendar(
        &self,
        hash: &str,
        now: DateTime<Utc>,
    ) -> Result<PortalProject, DataError> {
        let tx = self.read(now).await?;
        let sql = viewer(&format!(
            "client c {ACCESS} LEFT JOIN receipt seen ON 1 = 0 WHERE ca.calendar_hash = $1"
        ));
        let row: Option<ViewerRow> = tx.row(&sql, vec![hash.into(), tx.now().into()]).await?;
        PortalProject::of(tx, row.ok_or(DataError::NotFound)?)
    }

    /// Opens the clients' door for whoever has a project's private link: conditions of visibility.md
    /// hold for it, the plan's too.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when the link was disabled, or nothing can be seen by it now.
    pub async fn portal_of_link(
        &self,
        link: LinkId,
        now: DateTime<Utc>,
    ) -> Result<PortalProject, DataError> {
        self.by_link("l.id = $1", link.into(), now).await
    }

    /// As [`Database::portal_of_link`], for the link whose address has this hash; and which it is.
    pub async fn portal_of_link_address(
        &self,
        hash: &str,
        now: DateTime<Utc>,
    ) -> Result<(LinkId, PortalProject), DataError> {
        let portal = self.by_link("l.hash = $1", hash.into(), now).await?;
        Ok((portal.viewer.access.into(), portal))
    }

    async fn by_link(
        &self,
        which: &str,
        value: Value,
        now: DateTime<Utc>,
    ) -> Result<PortalProject, DataError> {
        let tx = self.read(now).await?;
        // What a client has and a link has not is null, as the end of a link that is enabled.
        let sql = format!(
            "SELECT l.shows_shared, l.hides_time_cards, \
               l.org_id AS viewer_org, l.id AS client_id, '' AS client_name, l.id AS access_id, o.modules_off, \
               o.name AS organisation_name, o.colour AS organisation_colour, o.timezone AS organisation_timezone, \
               l.ended_at AS visited_at, l.ended_at AS previous_visit_at, 'none' AS email_frequency, \
               o.share_photo_location, FALSE AS is_asked, l.ended_at AS looked_at, l.ended_by AS looked_file, p.* \
             FROM portal_link l \
             JOIN project p ON p.org_id = l.org_id AND p.id = l.project_id AND p.portal_enabled \
             JOIN organisation o ON o.id = l.org_id AND o.portal_enabled AND o.plan = '{}' \
             WHERE {which} AND l.ended_at IS NULL",
            Plan::Pro.as_str()
        );
        let row: Option<LinkRow> = tx.row(&sql, vec![value]).await?;
        let row = row.ok_or(DataError::NotFound)?;
        let mut portal = PortalProject::of(tx, row.viewer)?;
        portal.viewer.link = Some(LinkView {
            shows_shared: row.shows_shared,
            hides_time_cards: row.hides_time_cards,
        });
        Ok(portal)
    }

    /// As [`Database::portal_project`], to change what is the client's own.
    pub async fn portal_project_write(
        &self,
        session: SessionId,
        wanted: Wanted,
        now: DateTime<Utc>,
    ) -> Result<PortalProject, DataError> {
        PortalProject::open(self.write(now).await?, session, wanted).await
    }
}

async fn signed_in(tx: &Tx, session: SessionId) -> Result<AccountId, DataError> {
    let row: Option<AccountRow> = tx
        .row(
            "SELECT s.account_id FROM session s \
             WHERE s.id = $1 AND s.audience = 'client' AND s.ended_at IS NULL \
               AND s.expires_at > $2 AND s.refreshed_at > $3",
            vec![session.into(), tx.now().into(), idle_since(tx.now()).into()],
        )
        .await?;
    row.map(|row| row.account_id).ok_or(DataError::SignedOut)
}

impl Portal {
    pub(crate) fn account(&self) -> AccountId {
        self.account
    }
}

impl PortalProject {
    async fn open(tx: Tx, session: SessionId, wanted: Wanted) -> Result<PortalProject, DataError> {
        let (project, id): (&str, Value) = match wanted {
            Wanted::Project(id) => ("$4", id.into()),
            Wanted::Item(id) => ("(SELECT project_id FROM item WHERE id = $4)", id.into()),
            Wanted::File(id) => (
                "(SELECT i.project_id FROM file f JOIN item i ON i.org_id = f.org_id AND i.id = f.item_id \
                  WHERE f.id = $4)",
                id.into(),
            ),
        };
        let sql = viewer(&format!(
            "session s JOIN client c ON c.account_id = s.account_id {ACCESS} \
             LEFT JOIN receipt seen ON seen.org_id = c.org_id AND seen.item_id = $4 AND seen.client_id = c.id \
             WHERE s.id = $1 AND s.audience = 'client' AND s.ended_at IS NULL \
               AND s.expires_at > $2 AND s.refreshed_at > $3 AND p.id = {project}"
        ));
        let values = vec![
            session.into(),
            tx.now().into(),
            idle_since(tx.now()).into(),
            id,
        ];
        let row: Option<ViewerRow> = tx.row(&sql, values).await?;
        let Some(row) = row else {
            signed_in(&tx, session).await?;
            return Err(DataError::NotFound);
        };
        PortalProject::of(tx, row)
    }

    fn of(tx: Tx, row: ViewerRow) -> Result<PortalProject, DataError> {
        let project = Project::try_from(row.project)?;
        let viewer = Viewer {
            org: row.viewer_org,
            client: row.client_id,
            client_name: row.client_name,
            project: project.id,
            access: row.access_id,
            modules: Modules::from_stored(&row.modules_off),
            organisation_name: row.organisation_name,
            organisation_colour: row.organisation_colour,
            organisation_timezone: row.organisation_timezone,
            visited_at: row.visited_at,
            previous_visit_at: row.previous_visit_at,
            email_frequency: frequency(&row.email_frequency)?,
            share_photo_location: row.share_photo_location,
            is_asked: row.is_asked,
            looked: row.looked_at.map(|at| (at, row.looked_file)),
            link: None,
        };
        Ok(PortalProject {
            tx,
            viewer,
            project,
        })
    }

    /// The project as it stands.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The builder's name and colour.
    pub fn organisation(&self) -> (&str, Option<&str>) {
        (
            &self.viewer.organisation_name,
            self.viewer.organisation_colour.as_deref(),
        )
    }

    /// Whether nobody who looks by this door gets time cards.
    pub fn hides_time_cards(&self) -> bool {
        self.viewer.link.is_some_and(|link| link.hides_time_cards)
    }

    /// The builder's IANA time zone.
    pub fn timezone(&self) -> &str {
        &self.viewer.organisation_timezone
    }

    pub(crate) fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// Makes the client's change true.
    pub async fn commit(self) -> Result<(), DataError> {
        self.tx.commit().await
    }
}

/// A stored frequency.
pub(crate) fn frequency(stored: &str) -> Result<EmailFrequency, DataError> {
    EmailFrequency::parse(stored)
        .ok_or_else(|| DataError::Broken(format!("e-mail frequency {stored}")))
}

impl Viewer {
    /// Kinds whose module is on ([S2]).
    pub(crate) fn kinds(&self) -> Vec<Kind> {
        Kind::ALL
            .into_iter()
            .filter(|kind| self.modules.is_on(kind.module()))
            .collect()
    }

    /// Whether a look at `now` starts a new visit.
    pub(crate) fn starts_visit(&self, now: DateTime<Utc>) -> bool {
        self.visited_at
            .is_none_or(|visited| now - visited >= VISIT_GAP)
    }

    /// What became visible after this moment is new to the client; `None`: everything is.
    pub(crate) fn looked_before(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.starts_visit(now) {
            self.visited_at
        } else {
            self.previous_visit_at
        }
    }
}
