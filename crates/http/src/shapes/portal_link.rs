//! Private links, as members manage them and as their visitors open them.

use super::portal::PortalOrganisation;
use chrono::{DateTime, Utc};
use garde::Validate;
use lintel_app::portal_links::{Enabled, LinkChange, LinkOpen as Open, Opened};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The private link of a project.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PortalLink {
    /// Whoever has it sees what the link shows, without signing in.
    pub url: String,
    /// Whether it also shows what is shared with everyone on the project.
    pub shows_shared: bool,
    /// Whether it leaves out time cards.
    pub hides_time_cards: bool,
    pub enabled_at: DateTime<Utc>,
    /// The name of who enabled it.
    pub enabled_by: String,
    /// How often people have opened it.
    pub opens: i64,
    /// The latest, programs such as mail scanners too.
    pub recent_opens: Vec<LinkOpen>,
}

/// That a link was opened.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct LinkOpen {
    pub opened_at: DateTime<Utc>,
    /// `phone`, `tablet`, `computer`, or `program` for mail scanners and link previews.
    pub device: String,
}

/// What the link shows.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePortalLink {
    /// Also what is shared with everyone on the project.
    #[serde(default)]
    #[garde(skip)]
    pub shows_shared: Option<bool>,
    /// No time cards.
    #[serde(default)]
    #[garde(skip)]
    pub hides_time_cards: Option<bool>,
}

/// The address of a link.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenLink {
    /// What stands behind `/p/` in it.
    #[garde(length(max = 200))]
    pub token: String,
    /// A visit that goes on; it is not counted again.
    #[serde(default)]
    #[garde(skip)]
    pub again: bool,
}

/// A visit by a link.
#[derive(Serialize, ToSchema)]
pub struct LinkSession {
    /// For the `Authorization` header.
    pub access_token: String,
    /// Seconds it holds.
    pub expires_in: i64,
    /// The project.
    pub project: LinkProject,
}

/// A project, as its link shows it.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkProject {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: Option<String>,
    /// The builder.
    pub organisation: PortalOrganisation,
}

impl From<Enabled> for PortalLink {
    fn from(enabled: Enabled) -> PortalLink {
        let open = |open: Open| LinkOpen {
            opened_at: open.opened_at,
            device: open.device,
        };
        PortalLink {
            url: enabled.url.into(),
            shows_shared: enabled.link.shows_shared,
            hides_time_cards: enabled.link.hides_time_cards,
            enabled_at: enabled.link.enabled_at,
            enabled_by: enabled.link.enabled_by,
            opens: enabled.link.opens,
            recent_opens: enabled.opens.into_iter().map(open).collect(),
        }
    }
}

impl From<UpdatePortalLink> for LinkChange {
    fn from(body: UpdatePortalLink) -> LinkChange {
        LinkChange {
            shows_shared: body.shows_shared,
            hides_time_cards: body.hides_time_cards,
        }
    }
}

impl From<Opened> for LinkProject {
    fn from(opened: Opened) -> LinkProject {
        LinkProject {
            name: opened.project.name,
            address: opened.project.address,
            organisation: super::portal::organisation(
                opened.organisation_name,
                opened.organisation_colour,
            ),
        }
    }
}
