//! Accounts, sessions and passwords; accepting an invitation.

use super::common::{Action, Audience, Modules, Plan, Role, list};
use super::organisation::Branding;
use super::rules;
use chrono::{DateTime, Utc};
use garde::Validate;
use lintel_app::acceptance::{Invited, OpenedInvitation};
use lintel_app::accounts::{self, Me as SignedInPerson};
use lintel_app::passwords;
use lintel_app::sessions::ListedSession;
use lintel_domain::ids::SessionId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Begin an organisation.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields of api.md")]
pub struct SignUp {
    #[garde(custom(rules::name))]
    pub organisation_name: String,
    #[garde(custom(rules::name))]
    pub name: String,
    #[garde(custom(rules::email))]
    pub email: String,
    #[garde(custom(rules::password))]
    pub password: String,
    /// The one-person business: the role is `sole_trader` instead of `owner`.
    #[serde(default)]
    #[garde(skip)]
    pub sole_trader: bool,
    /// The organisation's IANA time zone; UTC if left out.
    #[serde(default)]
    #[garde(inner(custom(rules::timezone)))]
    pub timezone: Option<String>,
}

/// Sign in.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields of api.md")]
pub struct SignIn {
    #[garde(custom(rules::email))]
    pub email: String,
    #[garde(length(bytes, min = 1, max = 256))]
    pub password: String,
}

/// Ask for fresh tokens.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// The refresh token, where it does not come in the cookie.
    #[serde(default)]
    #[garde(inner(length(bytes, max = 256)))]
    pub refresh_token: Option<String>,
}

/// Act as a member or as a client.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchContext {
    /// As what.
    #[garde(skip)]
    pub context: Audience,
}

/// Ask for a letter with a link to set a new password.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct RequestPasswordReset {
    #[garde(custom(rules::email))]
    pub email: String,
}

/// Set a new password by the link in a letter.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmPasswordReset {
    /// The last part of the link.
    #[garde(length(bytes, min = 1, max = 256))]
    pub token: String,
    /// The new password.
    #[garde(custom(rules::password))]
    pub password: String,
}

/// Change the password.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names say it")]
pub struct ChangePassword {
    #[garde(length(bytes, min = 1, max = 256))]
    pub current_password: String,
    #[garde(custom(rules::password))]
    pub new_password: String,
}

/// Accept an invitation: with a name and password for a new account, with the password of the
/// account the address has, or with neither by its signed-in owner.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "told above")]
pub struct AcceptInvitation {
    #[serde(default)]
    #[garde(skip)]
    pub name: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub password: Option<String>,
}

/// A signed-in person's tokens.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// For the `Authorization` header, ten minutes.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: &'static str,
    /// Seconds.
    pub expires_in: i64,
    /// The surface the token is for.
    pub audience: Audience,
    /// Who.
    pub account: Account,
    /// Where they work, when they act as a member.
    pub organisation: Option<OrganisationSummary>,
    /// Their role there.
    pub role: Option<Role>,
    /// What they can act as.
    pub contexts: Vec<Audience>,
}

/// A login identity.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct Account {
    pub id: Uuid,
    pub name: String,
    pub email: String,
}

/// An organisation, in short.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct OrganisationSummary {
    pub id: Uuid,
    pub name: String,
    pub slug: String,
    pub plan: Plan,
}

/// Who is signed in, and what they may do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// As what they act.
    pub audience: Audience,
    /// Who.
    pub account: Account,
    /// Where they work, when they act as a member.
    pub organisation: Option<MyOrganisation>,
    /// Their role there.
    pub role: Option<Role>,
    /// What they may do there, at least somewhere.
    pub may: Vec<Action>,
    /// What they can act as.
    pub contexts: Vec<Audience>,
}

/// The organisation a member works in.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct MyOrganisation {
    pub id: Uuid,
    pub name: String,
    pub slug: String,
    pub plan: Plan,
    pub portal_enabled: bool,
    pub modules: Modules,
    pub branding: Branding,
    pub timezone: String,
    pub currency: String,
}

/// Where a person is signed in.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct SessionInfo {
    pub id: Uuid,
    pub audience: Audience,
    pub created_at: DateTime<Utc>,
    pub last_used_at: DateTime<Utc>,
    /// What the browser said it is.
    pub user_agent: Option<String>,
    /// Whether it is the session that asks.
    pub current: bool,
}

list! {
    /// Where a person is signed in.
    SessionList of SessionInfo
}

/// A started password reset.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct PasswordReset {
    pub email: String,
    pub expires_at: DateTime<Utc>,
}

/// What an invitation offers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invitation {
    /// Who invites.
    pub organisation_name: String,
    /// The invited address.
    pub email: String,
    /// The invited person's name, where it is known.
    pub name: Option<String>,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
    /// As what.
    #[schema(inline)]
    pub kind: InvitationKind,
    /// Whether the address has an account.
    pub account_exists: bool,
    /// The member who invites.
    pub invited_by: String,
    /// How the organisation looks.
    pub branding: Branding,
}

/// As what somebody is invited.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum InvitationKind {
    Client,
    Member,
}

impl From<SignUp> for accounts::SignUp {
    fn from(sign_up: SignUp) -> accounts::SignUp {
        accounts::SignUp {
            organisation_name: sign_up.organisation_name,
            name: sign_up.name,
            email: sign_up.email,
            password: sign_up.password,
            sole_trader: sign_up.sole_trader,
            timezone: sign_up.timezone,
        }
    }
}

impl From<accounts::Account> for Account {
    fn from(account: accounts::Account) -> Account {
        Account {
            id: account.id.into(),
            name: account.name,
            email: account.email,
        }
    }
}

impl From<accounts::Organisation> for OrganisationSummary {
    fn from(organisation: accounts::Organisation) -> OrganisationSummary {
        OrganisationSummary {
            id: organisation.id.into(),
            name: organisation.name,
            slug: organisation.slug,
            plan: organisation.plan.into(),
        }
    }
}

impl From<accounts::Organisation> for MyOrganisation {
    fn from(organisation: accounts::Organisation) -> MyOrganisation {
        MyOrganisation {
            id: organisation.id.into(),
            name: organisation.name,
            slug: organisation.slug,
            plan: organisation.plan.into(),
            portal_enabled: organisation.portal_enabled,
            modules: (&organisation.modules).into(),
            branding: Branding {
                colour: organisation.colour,
            },
            timezone: organisation.timezone,
            currency: organisation.currency,
        }
    }
}

impl From<SignedInPerson> for Me {
    fn from(me: SignedInPerson) -> Me {
        Me {
            audience: me.surface.into(),
            account: me.account.into(),
            organisation: me.organisation.map(Into::into),
            role: me.role.map(Into::into),
            may: me.may.into_iter().map(Into::into).collect(),
            contexts: me.contexts.into_iter().map(Into::into).collect(),
        }
    }
}

impl SessionInfo {
    /// A session, as seen from the session `own`.
    pub fn seen_from(own: SessionId, session: ListedSession) -> SessionInfo {
        SessionInfo {
            current: session.id == own,
            id: session.id.into(),
            audience: session.surface.into(),
            created_at: session.created_at,
            last_used_at: session.last_used_at,
            user_agent: session.user_agent,
        }
    }
}

impl From<passwords::PasswordReset> for PasswordReset {
    fn from(reset: passwords::PasswordReset) -> PasswordReset {
        PasswordReset {
            email: reset.email,
            expires_at: reset.expires_at,
        }
    }
}

impl From<OpenedInvitation> for Invitation {
    fn from(invitation: OpenedInvitation) -> Invitation {
        Invitation {
            kind: match invitation.invited {
                Invited::Client(_) => InvitationKind::Client,
                Invited::Member(_) => InvitationKind::Member,
            },
            organisation_name: invitation.organisation_name,
            email: invitation.email,
            name: invitation.name,
            expires_at: invitation.history.expires_at,
            account_exists: invitation.account_exists,
            invited_by: invitation.inviter_name,
            branding: Branding {
                colour: invitation.organisation_colour,
            },
        }
    }
}
