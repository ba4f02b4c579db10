//! Clients, as members see them.

use super::common::{ClientStatus, InviteDelivery, page};
use super::{patch, rules};
use chrono::{DateTime, Utc};
use garde::Validate;
use lintel_app::client_access;
use lintel_app::clients::{self, ClientPatch};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A person the organisation works for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Client {
    /// The client.
    pub id: Uuid,
    /// Their name; the address if nobody has told it.
    pub name: String,
    /// Where letters go.
    pub email: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Where they stand with portal access.
    pub status: ClientStatus,
    /// When they were last invited.
    pub invited_at: Option<DateTime<Utc>>,
    /// When a waiting invitation stops working: 14 days after it was sent.
    pub invite_expires_at: Option<DateTime<Utc>>,
    /// What became of the latest invitation's letter.
    pub invite_delivery: Option<InviteDelivery>,
    /// When they accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When they last looked.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// What they may look into.
    pub projects: Vec<ClientProject>,
    /// Counts changes, for `If-Match`.
    pub version: i64,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A project that a client may look into.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClientProject {
    /// The project.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// When the access ends by itself.
    pub access_ends_at: Option<DateTime<Utc>>,
}

page! {
    /// Clients, by name.
    ClientPage of Client
}

/// Which clients to list.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClientFilter {
    /// Part of the name or the address.
    #[garde(length(chars, max = 200))]
    #[param(nullable = false)]
    pub q: Option<String>,
    /// Where they stand.
    #[garde(skip)]
    #[param(nullable = false)]
    pub status: Option<ClientStatus>,
}

/// Write a client's record without inviting them.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateClient {
    /// Their name.
    #[garde(custom(rules::name))]
    pub name: String,
    /// Where letters go.
    #[serde(default)]
    #[garde(inner(custom(rules::email)))]
    pub email: Option<String>,
    /// Their telephone number.
    #[serde(default)]
    #[garde(inner(custom(rules::phone)))]
    pub phone: Option<String>,
}

/// Change a client's record; what is left out stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateClient {
    /// Their name.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    pub name: Option<String>,
    /// Where letters go. A waiting invitation is sent again to a new address.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<String>)]
    #[garde(inner(inner(custom(rules::email))))]
    pub email: Option<Option<String>>,
    /// Their telephone number.
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<String>)]
    #[garde(inner(inner(custom(rules::phone))))]
    pub phone: Option<Option<String>>,
}

/// Invite someone to look into projects.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteClient {
    /// Where the letter goes. A client who has this address is invited, rather than a second one.
    #[garde(custom(rules::email))]
    pub email: String,
    /// Their name, if it is known.
    #[serde(default)]
    #[garde(inner(custom(rules::name)))]
    pub name: Option<String>,
    /// At least one project.
    #[garde(custom(rules::some_up_to_200))]
    pub project_ids: Vec<Uuid>,
}

impl From<clients::Client> for Client {
    fn from(client: clients::Client) -> Client {
        let invitation = client.invitation;
        Client {
            id: client.id.into(),
            name: client.name,
            email: client.email,
            phone: client.phone,
            status: client.status.into(),
            invited_at: invitation.map(|invitation| invitation.created_at),
            invite_expires_at: invitation.and_then(|invitation| invitation.expires_at),
            invite_delivery: invitation.map(|invitation| invitation.delivery.into()),
            accepted_at: client.accepted_at,
            last_seen_at: client.last_seen_at,
            projects: client
                .projects
                .into_iter()
                .map(ClientProject::from)
                .collect(),
            version: client.version,
            created_at: client.created_at,
            updated_at: client.updated_at,
        }
    }
}

impl From<clients::ClientProject> for ClientProject {
    fn from(project: clients::ClientProject) -> ClientProject {
        ClientProject {
            id: project.id.into(),
            name: project.name,
            access_ends_at: project.access_ends_at,
        }
    }
}

impl From<ClientFilter> for clients::ClientFilter {
    fn from(filter: ClientFilter) -> clients::ClientFilter {
        clients::ClientFilter {
            q: filter.q,
            status: filter.status.map(Into::into),
        }
    }
}

impl From<CreateClient> for clients::CreateClient {
    fn from(body: CreateClient) -> clients::CreateClient {
        clients::CreateClient {
            name: body.name,
            email: body.email,
            phone: body.phone,
        }
    }
}

impl From<UpdateClient> for ClientPatch {
    fn from(body: UpdateClient) -> ClientPatch {
        ClientPatch {
            name: body.name,
            email: body.email,
            phone: body.phone,
        }
    }
}

impl From<InviteClient> for client_access::InviteClient {
    fn from(body: InviteClient) -> client_access::InviteClient {
        client_access::InviteClient {
            email: body.email,
            name: body.name,
            projects: body.project_ids.into_iter().map(Into::into).collect(),
        }
    }
}
