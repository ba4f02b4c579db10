//! Routes for members and integrators.

mod audit;
mod client_access;
mod clients;
mod daily_logs;
mod documents;
mod drawings;
mod files;
mod folders;
mod forms;
mod items;
mod members;
mod organisation;
mod photos;
mod pictures;
mod portal_links;
mod projects;
mod reports;
mod schedules;
mod shares;
mod trash;
mod updates;
mod uploads;
mod versions;

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
        .configure(portal_links::routes)
        .configure(documents::routes)
        .configure(drawings::routes)
        .configure(photos::routes)
        .configure(daily_logs::routes)
        .configure(forms::routes)
        .configure(reports::routes)
        .configure(updates::routes)
        .configure(schedules::routes)
        .configure(pictures::routes)
        .configure(versions::routes)
        .configure(uploads::routes)
        .configure(trash::routes)
        .configure(folders::routes)
        .configure(items::routes)
        .configure(files::routes)
        .configure(shares::routes);
}
