//! The organisation's own row.

use crate::DataError;
use crate::tx::Tx;
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
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        })
    }
}
