//! Members.

use super::common::{InviteDelivery, Role, page};
use super::{patch, rules};
use chrono::{DateTime, Utc};
use garde::Validate;
use lintel_app::members::{self, SeenMember};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A person who works in the organisation, or is invited to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    /// The member.
    pub id: Uuid,
    /// Their name; the address until they have told it.
    pub name: String,
    /// Where they were invited.
    pub email: String,
    /// Their one role.
    pub role: Role,
    /// Whether they have accepted.
    #[schema(inline)]
    pub status: MemberStatus,
    /// When a waiting invitation stops working.
    pub invite_expires_at: Option<DateTime<Utc>>,
    /// What became of the latest invitation's letter.
    pub invite_delivery: Option<InviteDelivery>,
    /// When they last worked here.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// The projects they are assigned to.
    pub project_ids: Vec<Uuid>,
    /// When they were invited or signed up.
    pub created_at: DateTime<Utc>,
    /// Whether this is who asks.
    pub you: bool,
}

/// Whether a member has accepted.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum MemberStatus {
    Invited,
    Active,
}

page! {
    /// Members, the longest-standing first.
    MemberPage of Member
}

/// Invite someone to work in the organisation.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteMember {
    /// Where the letter goes.
    #[garde(custom(rules::email))]
    pub email: String,
    /// Their name, if it is known.
    #[serde(default)]
    #[garde(inner(custom(rules::name)))]
    pub name: Option<String>,
    /// The role they will have.
    #[garde(skip)]
    pub role: Role,
    /// The projects they are assigned to.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = Vec<Uuid>, required = false)]
    #[garde(inner(custom(rules::up_to_200)))]
    pub project_ids: Option<Vec<Uuid>>,
}

/// Give a member another role.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMember {
    /// The role they get.
    #[garde(skip)]
    pub role: Role,
}

impl From<SeenMember> for Member {
    fn from(seen: SeenMember) -> Member {
        let SeenMember { member, is_caller } = seen;
        Member {
            id: member.id.into(),
            name: member.name,
            email: member.email,
            role: member.role.into(),
            status: match member.account {
                Some(_) => MemberStatus::Active,
                None => MemberStatus::Invited,
            },
            invite_expires_at: member
                .invitation
                .and_then(|invitation| invitation.expires_at),
            invite_delivery: member
                .invitation
                .map(|invitation| invitation.delivery.into()),
            last_seen_at: member.last_seen_at,
            project_ids: member.projects.into_iter().map(Into::into).collect(),
            created_at: member.created_at,
            you: is_caller,
        }
    }
}

impl From<InviteMember> for members::InviteMember {
    fn from(body: InviteMember) -> members::InviteMember {
        let projects = body.project_ids.unwrap_or_default();
        members::InviteMember {
            email: body.email,
            name: body.name,
            role: body.role.into(),
            projects: projects.into_iter().map(Into::into).collect(),
        }
    }
}
