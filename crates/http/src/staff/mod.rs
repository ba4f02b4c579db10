//! Routes for members and integrators.

use utoipa_actix_web::service_config::ServiceConfig;

/// Mounts them.
pub(crate) fn routes(_routes: &mut ServiceConfig) {}
