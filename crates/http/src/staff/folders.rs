//! Folders.

use super::items::{answer, created};
use crate::extract::{Body, IfMatch, PathId, QueryOf, Staff};
use crate::problem::Problem;
use crate::shapes::item::{CreateFolder, FolderList, FolderQuery, Item, UpdateItem};
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post};
use lintel_app::{App, folders, items};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use utoipa_actix_web::service_config::ServiceConfig;

/// List folders
#[utoipa::path(tag = "folders", params(("id" = Uuid, Path), FolderQuery),
    responses((status = 200, body = FolderList)))]
#[get("/projects/{id}/folders")]
async fn list_folders(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<FolderQuery>,
) -> Result<Json<FolderList>, Problem> {
    let module = query.0.module.map(Into::into);
    let folders = folders::list(&app, &caller, project, module).await?;
    Ok(Json(folders.into_iter().collect()))
}

/// Create folder
#[utoipa::path(tag = "folders", params(("id" = Uuid, Path)), request_body = CreateFolder,
    responses((status = 201, body = Item)))]
#[post("/projects/{id}/folders")]
async fn create_folder(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<CreateFolder>,
) -> Result<HttpResponse, Problem> {
    let CreateFolder {
        title,
        parent_id,
        module,
    } = body.0;
    let (parent, module) = (parent_id.map(Into::into), module.map(Into::into));
    let folder = folders::create(&app, &caller, project, &title, parent, module).await?;
    Ok(created(folder))
}

/// Get folder
#[utoipa::path(tag = "folders", params(("id" = Uuid, Path)), responses((status = 200, body = Item)))]
#[get("/folders/{id}")]
async fn get_folder(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(items::get(&app, &caller, &Kind::FOLDERS, id).await?))
}

/// Update folder
#[utoipa::path(tag = "folders", params(("id" = Uuid, Path), IfMatch), request_body = UpdateItem,
    responses((status = 200, body = Item)))]
#[patch("/folders/{id}")]
async fn update_folder(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    IfMatch(version): IfMatch,
    body: Body<UpdateItem>,
) -> Result<HttpResponse, Problem> {
    let change = body.0.into();
    Ok(answer(
        items::update(&app, &caller, &Kind::FOLDERS, id, version, change).await?,
    ))
}

/// Delete folder
///
/// With everything in it, to the trash.
#[utoipa::path(tag = "folders", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/folders/{id}")]
async fn delete_folder(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    items::delete(&app, &caller, &Kind::FOLDERS, id).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_folders)
        .service(create_folder)
        .service(get_folder)
        .service(update_folder)
        .service(delete_folder);
}
