//! Routes for members and integrators.

mod documents;
mod files;
mod folders;
mod items;
mod shares;

use utoipa_actix_web::service_config::ServiceConfig;

/// Mounts them.
pub(crate) fn routes(routes: &mut ServiceConfig) {
    routes
        .configure(documents::routes)
        .configure(folders::routes)
        .configure(items::routes)
        .configure(files::routes)
        .configure(shares::routes);
}
