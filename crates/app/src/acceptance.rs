//! Opening and accepting an invitation ([I3], [I5], [I8]).

use crate::accounts::{self, Origin, SignedIn, signed_in};
use crate::fields::Fields;
use crate::{App, Caller, Error, token_hash};
use chrono::{DateTime, Utc};
use lintel_domain::invitation::{self, InvitationError};
use lintel_domain::session::Surface;
use lintel_persistence::{Account, DataError, System};
pub use lintel_persistence::{Invited, OpenedInvitation};

/// What is sent to accept.
#[derive(Clone, Debug, Default)]
pub struct Acceptance {
    /// For a new account, its name.
    pub name: Option<String>,
    /// A new account's password, or that of the account the address has.
    pub password: Option<String>,
    /// Somebody who is signed in already.
    pub signed_in: Option<Caller>,
}

/// Who accepts: somebody who has proved to own the account, or a new account.
enum Acceptor {
    Known(Account),
    New { name: String, password_hash: String },
}

/// What an invitation offers. Looking does not use it up: mail scanners look too.
///
/// # Errors
/// [`Error::Gone`] when it was used, replaced, withdrawn or has expired, saying whom to ask.
pub async fn open(app: &App, token: &str) -> Result<OpenedInvitation, Error> {
    let system = app.db.system(app.clock.now()).await?;
    let invitation = system.opened_invitation(&token_hash(token)).await?;
    let now = system.now();
    drop(system);
    check(app, &invitation, now).await?;
    Ok(invitation)
}

/// Accepts an invitation, once: of many at a time one wins. The address comes from the invitation.
///
/// # Errors
/// As for [`open`]; [`Error::SignInRequired`] when the address has an account and nothing proves
/// to be its owner; [`Error::Conflict`] `wrong-account` when somebody else is signed in,
/// `already-member` and `already-client` when the account has such a place already.
pub async fn accept(
    app: &App,
    token: &str,
    answer: Acceptance,
    origin: Origin,
) -> Result<SignedIn, Error> {
    let opened = open(app, token).await?;
    let acceptor = match acceptor(app, &opened, answer, &origin).await {
        Ok(acceptor) => acceptor,
        Err(refusal) => {
            // Somebody may just have accepted, and made the account: then that is the reason.
            open(app, token).await?;
            return Err(refusal);
        }
    };
    let system = app.db.system_write(app.clock.now()).await?;
    if !system.use_invitation(opened.id).await? {
        let now_gone = system.opened_invitation(&token_hash(token)).await?;
        let now = system.now();
        drop(system);
        check(app, &now_gone, now).await?;
        return Err(gone(&now_gone, InvitationError::Used));
    }
    let account = match acceptor {
        Acceptor::Known(account) => account,
        Acceptor::New {
            name,
            password_hash,
        } => system
            .add_account(&opened.email, &name, &password_hash)
            .await
            .map_err(|error| match error {
                DataError::Duplicate => Error::SignInRequired,
                other => other.into(),
            })?,
    };
    admit(&system, &opened, &account).await?;
    let surface = match opened.invited {
        Invited::Client(_) => Surface::Client,
        Invited::Member(_) => Surface::Staff,
    };
    let session = system
        .start_session(account.id, surface, origin.user_agent)
        .await?;
    let membership = system.membership(account.id).await?;
    let contexts = accounts::contexts(&system, account.id, membership.as_ref()).await?;
    system.commit().await?;
    Ok(signed_in(app, account, session, membership, contexts))
}

async fn acceptor(
    app: &App,
    invitation: &OpenedInvitation,
    answer: Acceptance,
    origin: &Origin,
) -> Result<Acceptor, Error> {
    let system = app.db.system(app.clock.now()).await?;
    let known = system.account_with_email(&invitation.email).await?;
    let present = match &answer.signed_in {
        None => None,
        Some(caller) => match system.session(caller.session).await {
            Ok(session) => Some(session.account),
            Err(DataError::SignedOut) => None,
            Err(error) => return Err(error.into()),
        },
    };
    drop(system);
    match (known, present, answer.password) {
        (Some(account), Some(present), _) if account.id == present => Ok(Acceptor::Known(account)),
        (_, Some(_), _) => {
            let detail = format!(
                "This invitation is for {}. Sign out, then open it again.",
                invitation.email
            );
            Err(Error::conflict("wrong-account", detail))
        }
        (Some(_), None, Some(password)) => {
            let account =
                accounts::authenticate(app, &invitation.email, &password, origin.address).await?;
            Ok(Acceptor::Known(account))
        }
        (Some(_), None, None) => Err(Error::SignInRequired),
        (None, None, password) => new_account(app, answer.name, password).await,
    }
}

async fn new_account(
    app: &App,
    name: Option<String>,
    password: Option<String>,
) -> Result<Acceptor, Error> {
    let mut fields = Fields::default();
    let name = fields.name("/name", &name.unwrap_or_default());
    let password = password.unwrap_or_default();
    fields.password("/password", &password);
    fields.done()?;
    Ok(Acceptor::New {
        name,
        password_hash: app.hasher.hash(&password).await?,
    })
}

async fn admit(
    system: &System,
    invitation: &OpenedInvitation,
    account: &Account,
) -> Result<(), Error> {
    let organisation = &invitation.organisation_name;
    system.admit(invitation, account).await.map_err(|error| match (error, invitation.invited) {
        (DataError::Duplicate, Invited::Client(_)) => Error::conflict(
            "already-client",
            format!("With this account you are a client of {organisation} already. Sign in."),
        ),
        (DataError::Duplicate, Invited::Member(_)) => Error::conflict(
            "already-member",
            "This account works in an organisation already. Ask to be invited at another address.",
        ),
        (DataError::NotFound, _) => gone(invitation, InvitationError::Revoked),
        (other, _) => other.into(),
    })
}

/// Refuses what cannot be accepted at `now`; what has expired is remembered as such.
async fn check(app: &App, invitation: &OpenedInvitation, now: DateTime<Utc>) -> Result<(), Error> {
    let Err(error) = invitation::check(invitation.history, now) else {
        return Ok(());
    };
    if error == InvitationError::Expired && invitation.history.found_expired_at.is_none() {
        let system = app.db.system_write(app.clock.now()).await?;
        system.found_expired(invitation.id).await?;
        system.commit().await?;
    }
    Err(gone(invitation, error))
}

fn gone(invitation: &OpenedInvitation, error: InvitationError) -> Error {
    let OpenedInvitation {
        inviter_name,
        organisation_name,
        ..
    } = invitation;
    let slug = match error {
        InvitationError::Used => "invite-used",
        InvitationError::Replaced => "invite-replaced",
        InvitationError::Revoked => "invite-revoked",
        InvitationError::Expired => "invite-expired",
    };
    let next = match error {
        InvitationError::Used => "Sign in with the account you made.".to_owned(),
        InvitationError::Replaced => "Use the link in the latest letter.".to_owned(),
        InvitationError::Revoked | InvitationError::Expired => {
            format!("Ask {inviter_name} at {organisation_name} to invite you again.")
        }
    };
    Error::Gone {
        slug,
        detail: format!("{error} {next}"),
    }
}

/// The links of invitations whose letters wait to be sent, with the invited addresses: taken out of
/// the outbox, for the demo organisation whose people are not written to.
///
/// # Errors
/// When the database does not answer.
pub async fn take_waiting(app: &App) -> Result<Vec<(String, String)>, Error> {
    use crate::LinkPurpose;
    use lintel_persistence::{Job, Lane};
    let now = app.clock.now();
    let mut waiting = Vec::new();
    for leased in app.db.lease_jobs(Lane::Letters, 1000, now).await? {
        if let Job::Invitation { invitation } = leased.job {
            let token = app
                .secrets
                .link_token(LinkPurpose::Invitation, invitation.as_uuid());
            let opened = open(app, &token).await?;
            waiting.push((token, opened.email));
        }
        let system = app.db.system_write(now).await?;
        system.job_done(&leased).await?;
        system.commit().await?;
    }
    Ok(waiting)
}
