//! Routes of accounts: sign-up, sign-in, sessions, passwords, and accepting invitations.

mod accounts;
mod answer;
mod invitations;
mod passwords;
mod sessions;
mod unsubscribe;

pub(crate) use unsubscribe::one_click;

use utoipa_actix_web::service_config::ServiceConfig;

/// Mounts them.
pub(crate) fn routes(routes: &mut ServiceConfig) {
    routes
        .configure(accounts::routes)
        .configure(passwords::routes)
        .configure(sessions::routes)
        .configure(invitations::routes)
        .configure(unsubscribe::routes);
}
