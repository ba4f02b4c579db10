//! Routes for members and integrators.

mod audit;
mod client_access;
mod clients;
mod documents;
mod files;
mod folders;
mod items;
mod members;
mod organisation;
mod projects;
mod shares;

use utoipa_actix_web::service_config::ServiceConfig;

/// Mounts them.
pub(crate) fn routes(routes: &mut ServiceConfig) {
    routes
        .configure(organisation::routes)
        .configure(audit::routes)
        .configure(members::routes)
        .configure(clients::routes)
        .configure(client_access::routes)
        .configure(projects::routes)
        .configure(documents::routes)
        .configure(folders::routes)
        .configure(items::routes)
        .configure(files::routes)
        .configure(shares::routes);
}
