//! Routes of accounts: sign-up, sign-in, sessions, passwords, and accepting invitations.

mod unsubscribe;

pub(crate) use unsubscribe::one_click;

use utoipa_actix_web::service_config::ServiceConfig;

/// Mounts them.
pub(crate) fn routes(routes: &mut ServiceConfig) {
    routes.configure(unsubscribe::routes);
}
