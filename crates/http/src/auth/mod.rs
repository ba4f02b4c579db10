//! Routes of accounts: sign-up, sign-in, sessions, passwords, and accepting invitations.

use utoipa_actix_web::service_config::ServiceConfig;

/// Mounts them.
pub(crate) fn routes(_routes: &mut ServiceConfig) {}
