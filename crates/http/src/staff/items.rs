//! Moving and deleting many items.

use crate::extract::{Body, PathId, Staff};
use crate::problem::Problem;
use crate::shapes::common::ItemIds;
use crate::shapes::item::{Deleted, MoveItems, Moved};
use actix_web::post;
use actix_web::web::{Data, Json};
use lintel_app::{App, items};
use lintel_domain::ids::ProjectId;
use utoipa_actix_web::service_config::ServiceConfig;

/// Move items
#[utoipa::path(tag = "documents", params(("id" = Uuid, Path)), request_body = MoveItems,
    responses((status = 200, body = Moved)))]
#[post("/projects/{id}/moves")]
async fn move_items(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<MoveItems>,
) -> Result<Json<Moved>, Problem> {
    let parent = body.0.parent_id.map(Into::into);
    let ids = body.0.item_ids.into_iter().map(Into::into).collect();
    let moved = items::move_many(&app, &caller, project, ids, parent).await?;
    Ok(Json(Moved { moved }))
}

/// Delete items
#[utoipa::path(tag = "documents", params(("id" = Uuid, Path)), request_body = ItemIds,
    responses((status = 200, body = Deleted)))]
#[post("/projects/{id}/deletions")]
async fn delete_items(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<ItemIds>,
) -> Result<Json<Deleted>, Problem> {
    let deleted = items::delete_many(&app, &caller, project, body.0.into()).await?;
    Ok(Json(Deleted { deleted }))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(move_items).service(delete_items);
}
