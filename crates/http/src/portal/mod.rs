//! Routes for clients.

mod calendar;
mod files;
mod projects;

use utoipa_actix_web::service_config::ServiceConfig;

/// Mounts them.
pub(crate) fn routes(routes: &mut ServiceConfig) {
    routes
        .configure(projects::routes)
        .configure(files::routes)
        .configure(calendar::routes);
}
