//! The trash of a project.

use crate::extract::{Body, PageQuery, PathId, Staff};
use crate::problem::Problem;
use crate::shapes::common::ItemIds;
use crate::shapes::trash::{Purged, Restored, TrashPage};
use actix_web::web::{Data, Json};
use actix_web::{get, post};
use lintel_app::{App, trash};
use lintel_domain::ids::ProjectId;
use utoipa_actix_web::service_config::ServiceConfig;

/// List trash
///
/// What was deleted, the latest first. After 30 days it is deleted for ever.
#[utoipa::path(tag = "trash", params(("id" = Uuid, Path), PageQuery), responses((status = 200, body = TrashPage)))]
#[get("/projects/{id}/trash")]
async fn list_trash(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    PageQuery(page): PageQuery,
) -> Result<Json<TrashPage>, Problem> {
    let page = trash::list(&app, &caller, project, &page).await?;
    Ok(Json(page.into()))
}

/// Restore items
///
/// They are shared with nobody, and come back at the top level where their folder is gone or shared.
#[utoipa::path(tag = "trash", params(("id" = Uuid, Path)), request_body = ItemIds,
    responses((status = 200, body = Restored)))]
#[post("/projects/{id}/restorations")]
async fn restore_items(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<ItemIds>,
) -> Result<Json<Restored>, Problem> {
    let restored = trash::restore(&app, &caller, project, body.0.into()).await?;
    Ok(Json(restored.into()))
}

/// Delete items for ever
#[utoipa::path(tag = "trash", params(("id" = Uuid, Path)), request_body = ItemIds,
    responses((status = 200, body = Purged)))]
#[post("/projects/{id}/purges")]
async fn purge_items(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<ItemIds>,
) -> Result<Json<Purged>, Problem> {
    let purged = trash::purge(&app, &caller, project, body.0.into()).await?;
    Ok(Json(Purged { purged }))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_trash)
        .service(restore_items)
        .service(purge_items);
}
