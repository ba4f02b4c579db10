//! Changing a password, and setting a new one by a link in a letter.

use crate::accounts::{Origin, has_password, password_fault};
use crate::{App, Caller, Error, token_hash};
use chrono::{DateTime, Utc};
use lintel_domain::account::normalise_email;
use lintel_persistence::Job;
pub use lintel_persistence::PasswordReset;

/// Asks for a letter with a link. Says and costs the same whether the address has an account, and
/// whether it is too soon for another letter.
pub async fn request_reset(app: &App, email: &str) -> Result<(), Error> {
    let email = normalise_email(email);
    let system = app.db.system_write(app.clock.now()).await?;
    system.enqueue(None, Job::PasswordReset { email }).await?;
    Ok(system.commit().await?)
}

/// The address a link is for, and when it stops working. Looking does not use it up.
///
/// # Errors
/// [`Error::Gone`] when it was used, replaced or has expired.
pub async fn check_reset(app: &App, token: &str) -> Result<PasswordReset, Error> {
    let system = app.db.system(app.clock.now()).await?;
    let reset = system.password_reset(&token_hash(token)).await?;
    usable(&reset, system.now())?;
    Ok(reset)
}

/// Sets a new password by a link, once; ends every session and tells the owner.
///
/// # Errors
/// As for [`check_reset`], and [`Error::Invalid`] for the password.
pub async fn confirm_reset(app: &App, token: &str, password: &str) -> Result<(), Error> {
    if let Some(fault) = password_fault("/password", password) {
        return Err(Error::Invalid(vec![fault]));
    }
    let reset = check_reset(app, token).await?;
    let hash = app.hasher.hash(password).await?;
    let system = app.db.system_write(app.clock.now()).await?;
    if !system.use_password_reset(reset.id).await? {
        return Err(used());
    }
    system.set_password(reset.account_id, &hash).await?;
    system.end_sessions(reset.account_id, None).await?;
    system
        .enqueue(
            None,
            Job::PasswordChanged {
                account: reset.account_id,
            },
        )
        .await?;
    system
        .audit_account(reset.account_id, &reset.email, "password.reset")
        .await?;
    Ok(system.commit().await?)
}

/// Changes the caller's password; ends their other sessions and tells them by letter.
///
/// # Errors
/// [`Error::Invalid`] at `/current_password` or `/new_password`.
pub async fn change(
    app: &App,
    caller: &Caller,
    current: &str,
    new: &str,
    origin: Origin,
) -> Result<(), Error> {
    let system = app.db.system(app.clock.now()).await?;
    let session = system.session(caller.session).await?;
    let account = system.account(session.account).await?;
    drop(system);
    if let Some(fault) = password_fault("/new_password", new) {
        return Err(Error::Invalid(vec![fault]));
    }
    if !has_password(app, &account.email, current, Some(&account), origin.address).await? {
        return Err(Error::field(
            "/current_password",
            "wrong_password",
            "This is not your password.",
        ));
    }
    let hash = app.hasher.hash(new).await?;
    let system = app.db.system_write(app.clock.now()).await?;
    system.session(caller.session).await?;
    system.set_password(account.id, &hash).await?;
    system
        .end_sessions(account.id, Some(caller.session))
        .await?;
    system
        .enqueue(
            None,
            Job::PasswordChanged {
                account: account.id,
            },
        )
        .await?;
    system
        .audit_account(account.id, &account.name, "password.changed")
        .await?;
    Ok(system.commit().await?)
}

fn usable(reset: &PasswordReset, now: DateTime<Utc>) -> Result<(), Error> {
    if reset.used_at.is_some() {
        return Err(used());
    }
    let gone = |slug, detail: &str| {
        Err(Error::Gone {
            slug,
            detail: detail.into(),
        })
    };
    if reset.replaced_at.is_some() {
        return gone(
            "reset-replaced",
            "A newer link was sent; use the one in the latest letter.",
        );
    }
    if now >= reset.expires_at {
        return gone("reset-expired", "This link has expired. Ask for a new one.");
    }
    Ok(())
}

fn used() -> Error {
    let detail = "This link has been used. Ask for a new one if you still cannot sign in.";
    Error::Gone {
        slug: "reset-used",
        detail: detail.into(),
    }
}
