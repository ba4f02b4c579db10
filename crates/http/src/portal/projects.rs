//! A client's projects and what is in them.

use crate::extract::{Body, Client, PageQuery, PathId, QueryOf};
use crate::problem::Problem;
use crate::shapes::portal::{
    Notifications, PortalHome, PortalItemDetail, PortalItemFilter, PortalItemPage,
    PortalProjectList,
};
use actix_web::web::{Data, Json};
use actix_web::{get, patch, post};
use lintel_app::{App, portal};
use lintel_domain::ids::{ItemId, ProjectId};
use utoipa_actix_web::service_config::ServiceConfig;

/// List my projects
#[utoipa::path(tag = "portal", responses((status = 200, body = PortalProjectList)))]
#[get("/portal/projects")]
async fn portal_projects(
    app: Data<App>,
    Client(caller): Client,
) -> Result<Json<PortalProjectList>, Problem> {
    Ok(Json(
        portal::projects(&app, &caller).await?.into_iter().collect(),
    ))
}

/// A project's home
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path)), responses((status = 200, body = PortalHome)))]
#[get("/portal/projects/{id}")]
async fn portal_home(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<ProjectId>,
) -> Result<Json<PortalHome>, Problem> {
    Ok(Json(portal::home(&app, &caller, id).await?.into()))
}

/// List what I can see of a project, newest first
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path), PortalItemFilter, PageQuery),
    responses((status = 200, body = PortalItemPage)))]
#[get("/portal/projects/{id}/items")]
async fn portal_items(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<ProjectId>,
    filter: QueryOf<PortalItemFilter>,
    PageQuery(page): PageQuery,
) -> Result<Json<PortalItemPage>, Problem> {
    Ok(Json(
        portal::items(&app, &caller, id, filter.0.into(), page)
            .await?
            .into(),
    ))
}

/// One thing I can see
///
/// That I looked at it is told to the builder.
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path)), responses((status = 200, body = PortalItemDetail)))]
#[get("/portal/items/{id}")]
async fn portal_item(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<ItemId>,
) -> Result<Json<PortalItemDetail>, Problem> {
    Ok(Json(portal::item(&app, &caller, id).await?.into()))
}

/// Acknowledge the current revision of a thing I can see
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path)), responses((status = 200, body = PortalItemDetail)))]
#[post("/portal/items/{id}/acknowledgement")]
async fn portal_acknowledge(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<ItemId>,
) -> Result<Json<PortalItemDetail>, Problem> {
    Ok(Json(portal::acknowledge(&app, &caller, id).await?.into()))
}

/// How often I am written to about a project
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path)), responses((status = 200, body = Notifications)))]
#[get("/portal/projects/{id}/notifications")]
async fn portal_get_notifications(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<ProjectId>,
) -> Result<Json<Notifications>, Problem> {
    let frequency = portal::email_frequency(&app, &caller, id).await?;
    Ok(Json(Notifications {
        email: frequency.into(),
    }))
}

/// Choose how often I am written to about a project
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path)), request_body = Notifications,
    responses((status = 200, body = Notifications)))]
#[patch("/portal/projects/{id}/notifications")]
async fn portal_update_notifications(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<ProjectId>,
    body: Body<Notifications>,
) -> Result<Json<Notifications>, Problem> {
    portal::set_email_frequency(&app, &caller, id, body.0.email.into()).await?;
    Ok(Json(body.0))
}

/// Mounts them.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(portal_projects)
        .service(portal_home)
        .service(portal_items)
        .service(portal_item)
        .service(portal_acknowledge)
        .service(portal_get_notifications)
        .service(portal_update_notifications);
}
