//! The private link of a project.

use crate::extract::{Body, PathId, Staff};
use crate::problem::Problem;
use crate::shapes::portal_link::{PortalLink, UpdatePortalLink};
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post};
use lintel_app::{App, Error, portal_links};
use lintel_domain::ids::ProjectId;
use utoipa_actix_web::service_config::ServiceConfig;

/// Get the private link of a project
///
/// `404` while it has none.
#[utoipa::path(tag = "projects", params(("id" = Uuid, Path)), responses((status = 200, body = PortalLink)))]
#[get("/projects/{id}/portal-link")]
async fn get_portal_link(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
) -> Result<Json<PortalLink>, Problem> {
    let link = portal_links::get(&app, &caller, project).await?;
    Ok(Json(link.ok_or(Error::NotFound)?.into()))
}

/// Enable the private link of a project
///
/// A new address; one that was disabled never works again. `409` on the plan `free`.
#[utoipa::path(tag = "projects", params(("id" = Uuid, Path)), responses((status = 201, body = PortalLink)))]
#[post("/projects/{id}/portal-link")]
async fn enable_portal_link(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
) -> Result<HttpResponse, Problem> {
    let link = portal_links::enable(&app, &caller, project).await?;
    Ok(HttpResponse::Created().json(PortalLink::from(link)))
}

/// Change what the private link shows
#[utoipa::path(tag = "projects", params(("id" = Uuid, Path)), request_body = UpdatePortalLink,
    responses((status = 200, body = PortalLink)))]
#[patch("/projects/{id}/portal-link")]
async fn update_portal_link(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<UpdatePortalLink>,
) -> Result<Json<PortalLink>, Problem> {
    let link = portal_links::update(&app, &caller, project, body.0.into()).await?;
    Ok(Json(link.into()))
}

/// Disable the private link of a project
///
/// At once and for ever.
#[utoipa::path(tag = "projects", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/projects/{id}/portal-link")]
async fn disable_portal_link(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
) -> Result<HttpResponse, Problem> {
    portal_links::disable(&app, &caller, project).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(get_portal_link)
        .service(enable_portal_link)
        .service(update_portal_link)
        .service(disable_portal_link);
}
