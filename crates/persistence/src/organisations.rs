//! The organisation's own row.

use crate::doors::ACCESS;
use crate::tx::Tx;
use crate::{DataError, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::ids::OrgId;
use lintel_domain::organisation::{Modules, Plan};
use sea_orm::FromQueryResult;

/// An organisation.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Its id.
    pub id: OrgId,
    /// Its name, as clients see it.
    pub name: String,
    /// Its unique short name in addresses.
    pub slug: String,
    /// What it pays for.
    pub plan: Plan,
    /// The organisation-wide portal switch ([S1]).
    pub portal_enabled: bool,
    /// The modules that are on ([S2]).
    pub modules: Modules,
    /// Its colour as `#rrggbb`.
    pub colour: Option<String>,
    /// Its IANA time zone.
    pub timezone: String,
    /// Its ISO 4217 currency.
    pub currency: String,
    /// Bytes of its files, those in the trash included.
    pub storage_used: i64,
    /// Whether clients are told where photos were taken ([M4]).
    pub share_photo_location: bool,
    /// When it signed up, in UTC.
    pub created_at: DateTime<Utc>,
    /// When it was last changed, in UTC.
    pub updated_at: DateTime<Utc>,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: OrgId,
    name: String,
    slug: String,
    plan: String,
    portal_enabled: bool,
    modules_off: String,
    colour: Option<String>,
    timezone: String,
    currency: String,
    storage_used: i64,
    share_photo_location: bool,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
}

impl Organisation {
    pub(crate) async fn load(tx: &Tx, id: OrgId) -> Result<Organisation, DataError> {
        let row: Row = tx
            .row("SELECT * FROM organisation WHERE id = $1", vec![id.into()])
            .await?
            .ok_or(DataError::NotFound)?;
        Ok(Organisation {
            id: row.id,
            name: row.name,
            slug: row.slug,
            plan: Plan::parse(&row.plan)
                .ok_or_else(|| DataError::Broken(format!("plan {}", row.plan)))?,
            portal_enabled: row.portal_enabled,
            modules: Modules::from_stored(&row.modules_off),
            colour: row.colour,
            timezone: row.timezone,
            currency: row.currency,
            storage_used: row.storage_used,
            share_photo_location: row.share_photo_location,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        })
    }
}

/// Whom the organisation-wide switch cuts off ([S1]).
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct PortalImpact {
    /// Clients who may look into a project.
    pub clients: i64,
    /// How many of them have looked lately.
    pub lately: i64,
}

impl Staff {
    /// The organisation, about to be changed: others who want to wait.
    ///
    /// # Errors
    /// [`DataError::Stale`] when `version` is not its any more.
    pub async fn organisation_to_change(
        &self,
        version: Option<i64>,
    ) -> Result<Organisation, DataError> {
        self.tx.lock("organisation", self.org_id().into()).await?;
        let organisation = Organisation::load(&self.tx, self.org_id()).await?;
        match version {
            Some(seen) if seen != organisation.version => Err(DataError::Stale),
            _ => Ok(organisation),
        }
    }

    /// Saves the settings, counts the version on, and gives the organisation back as it stands.
    pub async fn save_organisation(
        &self,
        organisation: &Organisation,
    ) -> Result<Organisation, DataError> {
        self.tx
            .run(
                "UPDATE organisation SET name = $2, plan = $3, portal_enabled = $4, modules_off = $5, colour = $6, \
                   timezone = $7, currency = $8, updated_at = $9, share_photo_location = $10, version = version + 1 WHERE id = $1",
                vec![
                    self.org_id().into(),
                    organisation.name.clone().into(),
                    organisation.plan.as_str().into(),
                    organisation.portal_enabled.into(),
                    organisation.modules.to_stored().into(),
                    organisation.colour.clone().into(),
                    organisation.timezone.clone().into(),
                    organisation.currency.clone().into(),
                    self.now().into(),
                    organisation.share_photo_location.into(),
                ],
            )
            .await?;
        Organisation::load(&self.tx, self.org_id()).await
    }

    /// How many clients could look into a project while the portal is on, and how many of them have
    /// looked since `lately`.
    pub async fn portal_impact(&self, lately: DateTime<Utc>) -> Result<PortalImpact, DataError> {
        let access = ACCESS.replace("AND o.portal_enabled", "");
        let impact = self
            .tx
            .row(
                &format!(
                    "SELECT COUNT(DISTINCT c.id) AS clients, \
                       COUNT(DISTINCT CASE WHEN c.last_seen_at >= $3 THEN c.id END) AS lately \
                     FROM client c {access} WHERE c.org_id = $1"
                ),
                vec![self.org_id().into(), self.now().into(), lately.into()],
            )
            .await?;
        impact.ok_or(DataError::NotFound)
    }
}
