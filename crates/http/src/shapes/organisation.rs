//! The organisation and its settings.

use super::common::{Modules, ModulesPatch, Plan};
use super::{patch, rules};
use chrono::{DateTime, Utc};
use garde::Validate;
use lintel_app::organisation::{self, OrganisationPatch};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A building, trades or delivery business.
#[derive(Debug, Serialize, ToSchema)]
pub struct Organisation {
    /// The organisation.
    pub id: Uuid,
    /// Its name, as clients see it.
    pub name: String,
    /// Its unique short name.
    pub slug: String,
    /// What it pays for.
    pub plan: Plan,
    /// Whether clients can look into anything.
    pub portal_enabled: bool,
    /// Which modules are on.
    pub modules: Modules,
    /// How it looks to clients.
    pub branding: Branding,
    /// Its IANA time zone.
    pub timezone: String,
    /// Its ISO 4217 currency.
    pub currency: String,
    /// Whether clients are told where photos were taken.
    pub share_photo_location: bool,
    /// What its files take.
    pub storage: Storage,
    /// Counts changes, for `If-Match`.
    pub version: i64,
    /// When it signed up.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// What files take, those in the trash included.
#[derive(Debug, Serialize, ToSchema)]
pub struct Storage {
    /// Bytes that are used.
    pub used: i64,
    /// Bytes that may be used; `null` for no limit.
    pub quota: Option<u64>,
}

/// How an organisation looks to clients.
#[derive(Debug, Serialize, ToSchema)]
pub struct Branding {
    /// Its colour, `#rrggbb`.
    pub colour: Option<String>,
}

/// Settings to change; those left out stay.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateOrganisation {
    /// Its name, as clients see it.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    pub name: Option<String>,
    /// Off cuts every client at once.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub portal_enabled: Option<bool>,
    /// Modules to switch.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = ModulesPatch, required = false)]
    #[garde(dive)]
    pub modules: Option<ModulesPatch>,
    /// How it looks to clients.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = BrandingPatch, required = false)]
    #[garde(dive)]
    pub branding: Option<BrandingPatch>,
    /// What it pays for.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = Plan, required = false)]
    #[garde(skip)]
    pub plan: Option<Plan>,
    /// An IANA time zone.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::timezone)))]
    pub timezone: Option<String>,
    /// An ISO 4217 currency.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::currency)))]
    pub currency: Option<String>,
    /// Whether clients are told where photos were taken.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub share_photo_location: Option<bool>,
}

/// Branding to change.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BrandingPatch {
    /// `#rrggbb`, or `null` for Lintel's own.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<String>)]
    #[garde(inner(inner(custom(rules::colour))))]
    pub colour: Option<Option<String>>,
}

/// Whom switching the portal off cuts off.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortalImpact {
    /// Clients who can look into a project.
    pub clients: i64,
    /// How many of them looked within the last 7 days.
    pub clients_online_recently: i64,
}

impl Organisation {
    /// The shape of a row, with what the operator lets it keep.
    pub fn new(row: organisation::Organisation, quota: Option<u64>) -> Organisation {
        Organisation {
            id: row.id.into(),
            name: row.name,
            slug: row.slug,
            plan: row.plan.into(),
            portal_enabled: row.portal_enabled,
            modules: Modules::from(&row.modules),
            branding: Branding { colour: row.colour },
            timezone: row.timezone,
            currency: row.currency,
            share_photo_location: row.share_photo_location,
            storage: Storage {
                used: row.storage_used,
                quota,
            },
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl From<UpdateOrganisation> for OrganisationPatch {
    fn from(body: UpdateOrganisation) -> OrganisationPatch {
        OrganisationPatch {
            name: body.name,
            portal_enabled: body.portal_enabled,
            modules: body
                .modules
                .map(|modules| modules.switches())
                .unwrap_or_default(),
            colour: body.branding.and_then(|branding| branding.colour),
            plan: body.plan.map(Into::into),
            timezone: body.timezone,
            currency: body.currency,
            share_photo_location: body.share_photo_location,
        }
    }
}

impl From<organisation::PortalImpact> for PortalImpact {
    fn from(impact: organisation::PortalImpact) -> PortalImpact {
        PortalImpact {
            clients: impact.clients,
            clients_online_recently: impact.lately,
        }
    }
}
