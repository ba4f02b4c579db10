//! Signing up, in and out, and what a signed-in person is.

use crate::fields::Fields;
use crate::{App, Caller, Error, FieldError};
use lintel_domain::access::{Action, Role, may};
use lintel_domain::account::{check_password, normalise_email};
use lintel_domain::ids::AccountId;
use lintel_domain::session::{IDLE, REFRESH_OVERLAP, Surface};
use lintel_domain::settings::check_timezone;
pub use lintel_persistence::{Account, Membership, Organisation, Session};
use lintel_persistence::{DataError, NewOrganisation, System};
use std::net::IpAddr;

/// Time zone and currency of a new organisation, until it chooses.
const FIRST_TIMEZONE: &str = "UTC";
const FIRST_CURRENCY: &str = "AUD";

/// Where a person comes from, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Their network address.
    pub address: Option<IpAddr>,
    /// What their browser says it is.
    pub user_agent: Option<String>,
}

/// Somebody who begins an organisation.
#[derive(Clone, Debug)]
pub struct SignUp {
    /// The organisation's name.
    pub organisation_name: String,
    /// Their own name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// The password they sign in with.
    pub password: String,
    /// The one-person business.
    pub sole_trader: bool,
    /// The organisation's IANA time zone, where the browser told it.
    pub timezone: Option<String>,
}

/// Somebody who has just signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// Who.
    pub account: Account,
    /// Their session.
    pub session: Session,
    /// Opaque; good for one refresh.
    pub refresh_token: String,
    /// Where they work, when they act as a member.
    pub membership: Option<Membership>,
    /// What they can act as.
    pub contexts: Vec<Surface>,
}

/// What `GET /me` tells.
#[derive(Debug)]
pub struct Me {
    /// As what they act.
    pub surface: Surface,
    /// Who.
    pub account: Account,
    /// Where they work, when they act as a member.
    pub organisation: Option<Organisation>,
    /// Their role there.
    pub role: Option<Role>,
    /// What they may do there, at least somewhere.
    pub may: Vec<Action>,
    /// What they can act as.
    pub contexts: Vec<Surface>,
}

/// Begins an organisation. Somebody who has an account, as a client elsewhere, begins it with the
/// same account if the password is right.
///
/// # Errors
/// [`Error::Invalid`] with every bad field; [`Error::Taken`] when the address has an account.
pub async fn sign_up(app: &App, input: SignUp, origin: Origin) -> Result<SignedIn, Error> {
    let mut fields = Fields::default();
    let organisation_name = fields.name("/organisation_name", &input.organisation_name);
    let name = fields.name("/name", &input.name);
    let email = fields.email("/email", &input.email);
    fields.password("/password", &input.password);
    if let Some(timezone) = &input.timezone {
        fields.setting("/timezone", check_timezone(timezone));
    }
    fields.done()?;
    let known = app
        .db
        .system(app.clock.now())
        .await?
        .account_with_email(&email)
        .await?;
    let hash = match &known {
        None => app.hasher.hash(&input.password).await?,
        Some(account) => {
            if !has_password(app, &email, &input.password, known.as_ref(), origin.address).await? {
                return Err(email_taken());
            }
            account.password_hash.clone()
        }
    };
    let system = app.db.system_write(app.clock.now()).await?;
    let account = match known {
        Some(account) => account,
        None => system
            .add_account(&email, &name, &hash)
            .await
            .map_err(taken)?,
    };
    let new = NewOrganisation {
        slug: slug_of(&organisation_name),
        name: organisation_name,
        plan: app.settings.default_plan,
        timezone: input.timezone.unwrap_or_else(|| FIRST_TIMEZONE.to_owned()),
        currency: FIRST_CURRENCY,
        role: if input.sole_trader {
            Role::SoleTrader
        } else {
            Role::Owner
        },
    };
    let membership = system
        .begin_organisation(&account, new)
        .await
        .map_err(taken)?;
    let session = system
        .start_session(account.id, Surface::Staff, origin.user_agent)
        .await?;
    let contexts = contexts(&system, account.id, Some(&membership)).await?;
    system.commit().await?;
    Ok(signed_in(app, account, session, Some(membership), contexts))
}

/// Signs in: as a member for who is one, as a client otherwise.
///
/// # Errors
/// [`Error::WrongCredentials`] alike for a wrong password and an unknown address.
pub async fn sign_in(
    app: &App,
    email: &str,
    password: &str,
    origin: Origin,
) -> Result<SignedIn, Error> {
    let account = authenticate(app, email, password, origin.address).await?;
    let system = app.db.system_write(app.clock.now()).await?;
    let membership = system.membership(account.id).await?;
    let surface = if membership.is_some() {
        Surface::Staff
    } else {
        Surface::Client
    };
    let session = system
        .start_session(account.id, surface, origin.user_agent)
        .await?;
    system.seen(account.id, surface).await?;
    let contexts = contexts(&system, account.id, membership.as_ref()).await?;
    system.commit().await?;
    Ok(signed_in(app, account, session, membership, contexts))
}

/// The account of an address and password, at the same cost whether there is one.
pub(crate) async fn authenticate(
    app: &App,
    email: &str,
    password: &str,
    from: Option<IpAddr>,
) -> Result<Account, Error> {
    let email = normalise_email(email);
    let account = app
        .db
        .system(app.clock.now())
        .await?
        .account_with_email(&email)
        .await?;
    let matches = has_password(app, &email, password, account.as_ref(), from).await?;
    account.filter(|_| matches).ok_or(Error::WrongCredentials)
}

/// Whether the account at an address, if there is one, has this password. Every check passes here.
///
/// # Errors
/// [`Error::TooManyRequests`] after failures.
pub(crate) async fn has_password(
    app: &App,
    email: &str,
    password: &str,
    account: Option<&Account>,
    from: Option<IpAddr>,
) -> Result<bool, Error> {
    app.throttle.count(email, from, app.clock.now())?;
    let stored = account.map(|account| account.password_hash.clone());
    let matches = app.hasher.verify(password, stored).await?;
    if matches {
        app.throttle.succeeded(email, from, app.clock.now());
    }
    Ok(matches)
}

/// Exchanges a refresh token for the next. One used before ends its session, but for a second tab
/// within ten seconds, which is given the same successor.
///
/// # Errors
/// [`Error::Unauthenticated`].
pub async fn refresh(app: &App, token: &str) -> Result<SignedIn, Error> {
    let (id, generation) = app
        .secrets
        .opened_refresh_token(token)
        .ok_or(Error::Unauthenticated)?;
    let system = app.db.system_write(app.clock.now()).await?;
    let session = system.session_to_refresh(id).await?;
    let account = system.account(session.account).await?;
    let is_second_tab = generation == session.generation - 1
        && system.now() - session.refreshed_at <= REFRESH_OVERLAP;
    let session = if generation == session.generation {
        system.refresh_session(session).await?
    } else if is_second_tab {
        session
    } else {
        system.end_session(account.id, id).await?;
        if session.surface == Surface::Staff {
            system
                .audit_account(account.id, &account.name, "session.reused")
                .await?;
        }
        system.commit().await?;
        return Err(Error::Unauthenticated);
    };
    system.seen(account.id, session.surface).await?;
    let membership = system.membership(account.id).await?;
    let contexts = contexts(&system, account.id, membership.as_ref()).await?;
    system.commit().await?;
    Ok(signed_in(app, account, session, membership, contexts))
}

/// Ends the caller's session.
pub async fn sign_out(app: &App, caller: &Caller) -> Result<(), Error> {
    let system = app.db.system_write(app.clock.now()).await?;
    let session = system.session(caller.session).await?;
    system.end_session(session.account, session.id).await?;
    Ok(system.commit().await?)
}

/// Goes over to acting as a member or as a client: a new session in place of the caller's.
///
/// # Errors
/// [`Error::Conflict`] `no-such-context` when the account is not both.
pub async fn switch(
    app: &App,
    caller: &Caller,
    to: Surface,
    origin: Origin,
) -> Result<SignedIn, Error> {
    let system = app.db.system_write(app.clock.now()).await?;
    let before = system.session(caller.session).await?;
    let account = system.account(before.account).await?;
    let membership = system.membership(account.id).await?;
    let contexts = contexts(&system, account.id, membership.as_ref()).await?;
    if !contexts.contains(&to) {
        let detail = match to {
            Surface::Staff => "This account does not work in an organisation.",
            Surface::Client => "This account is not a client of anybody.",
        };
        return Err(Error::conflict("no-such-context", detail));
    }
    system.end_session(account.id, before.id).await?;
    let session = system
        .start_session(account.id, to, origin.user_agent)
        .await?;
    system.seen(account.id, to).await?;
    system.commit().await?;
    Ok(signed_in(app, account, session, membership, contexts))
}

/// Who is signed in, and what they may do.
pub async fn me(app: &App, caller: &Caller) -> Result<Me, Error> {
    let system = app.db.system(app.clock.now()).await?;
    let session = system.session(caller.session).await?;
    let account = system.account(session.account).await?;
    let membership = system.membership(account.id).await?;
    let contexts = contexts(&system, account.id, membership.as_ref()).await?;
    let membership = membership.filter(|_| session.surface == Surface::Staff);
    let role = membership.as_ref().map(|membership| membership.role);
    Ok(Me {
        surface: session.surface,
        account,
        organisation: membership.map(|membership| membership.organisation),
        role,
        may: role.map(may).unwrap_or_default(),
        contexts,
    })
}

/// What an account can act as.
pub(crate) async fn contexts(
    system: &System,
    account: AccountId,
    membership: Option<&Membership>,
) -> Result<Vec<Surface>, Error> {
    let is_client = system.is_client(account).await?;
    let all = [
        (membership.is_some(), Surface::Staff),
        (is_client, Surface::Client),
    ];
    Ok(all
        .into_iter()
        .filter_map(|(can, surface)| can.then_some(surface))
        .collect())
}

pub(crate) fn signed_in(
    app: &App,
    account: Account,
    session: Session,
    membership: Option<Membership>,
    contexts: Vec<Surface>,
) -> SignedIn {
    SignedIn {
        refresh_token: app.secrets.refresh_token(session.id, session.generation),
        membership: membership.filter(|_| session.surface == Surface::Staff),
        account,
        session,
        contexts,
    }
}

impl SignedIn {
    /// How long the refresh token can be used.
    pub fn refresh_lasts(&self) -> chrono::TimeDelta {
        IDLE.min(self.session.expires_at - self.session.refreshed_at)
    }
}

fn slug_of(name: &str) -> String {
    let slug = slug::slugify(name);
    if slug.is_empty() {
        "organisation".into()
    } else {
        slug.chars().take(60).collect()
    }
}

fn taken(error: DataError) -> Error {
    match error {
        DataError::Duplicate => email_taken(),
        other => other.into(),
    }
}

fn email_taken() -> Error {
    let text = "There is an account with this address. Sign in, or use another address.";
    Error::Taken {
        slug: "email-taken",
        field: FieldError::new("/email", "taken", text),
    }
}

/// A new password's faults at `pointer`.
pub(crate) fn password_fault(pointer: &str, password: &str) -> Option<FieldError> {
    let error = check_password(password).err()?;
    Some(FieldError::new(pointer, error.code(), error.to_string()))
}
