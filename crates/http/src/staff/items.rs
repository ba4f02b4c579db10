//! Moving, copying, deleting and downloading many items.

use crate::content;
use crate::extract::{Body, PathId, QueryOf, Staff, etag};
use crate::problem::Problem;
use crate::shapes::common::ItemIds;
use crate::shapes::file::{ArchiveQuery, Binary};
use crate::shapes::item::{Copied, Deleted, Item, MoveItems, Moved};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, post};
use lintel_app::{App, archives, files, items};
use lintel_domain::ids::{FileId, ProjectId};
use serde::Serialize;
use utoipa_actix_web::service_config::ServiceConfig;

/// Move items
#[utoipa::path(tag = "items", params(("id" = Uuid, Path)), request_body = MoveItems,
    responses((status = 200, body = Moved)))]
#[post("/projects/{id}/moves")]
async fn move_items(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<MoveItems>,
) -> Result<Json<Moved>, Problem> {
    let (ids, parent) = body.0.into();
    let moved = items::move_many(&app, &caller, project, ids, parent).await?;
    Ok(Json(Moved { moved }))
}

/// Copy items
///
/// With everything below them, their current versions only. Copies are shared with nobody, unless
/// the folder they are put into is.
#[utoipa::path(tag = "items", params(("id" = Uuid, Path)), request_body = MoveItems,
    responses((status = 200, body = Copied)))]
#[post("/projects/{id}/copies")]
async fn copy_items(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<MoveItems>,
) -> Result<Json<Copied>, Problem> {
    let (ids, parent) = body.0.into();
    let copied = items::copy_many(&app, &caller, project, ids, parent).await?;
    Ok(Json(Copied { copied }))
}

/// Delete items
///
/// They go to the trash.
#[utoipa::path(tag = "items", params(("id" = Uuid, Path)), request_body = ItemIds,
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

/// Download items
///
/// As one ZIP, written while it is sent.
#[utoipa::path(tag = "items", params(("id" = Uuid, Path), ArchiveQuery),
    responses((status = 200, body = inline(Binary), content_type = "application/zip")))]
#[get("/projects/{id}/archive")]
async fn download_items(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<ArchiveQuery>,
) -> Result<HttpResponse, Problem> {
    let archive = archives::for_staff(&app, &caller, project, query.0.into()).await?;
    let again = app.clone();
    let recheck = move |file: FileId| {
        let (app, caller) = (again.clone(), caller.clone());
        async move { files::for_staff(&app, &caller, file).await.map(drop) }
    };
    Ok(content::archive(&app, archive, recheck))
}

/// An item with the header for its next change.
pub(super) fn answer(item: items::Item) -> HttpResponse {
    with_etag(StatusCode::OK, item)
}

/// A new item.
pub(super) fn created(item: items::Item) -> HttpResponse {
    with_etag(StatusCode::CREATED, item)
}

fn with_etag(status: StatusCode, item: items::Item) -> HttpResponse {
    versioned(status, item.version, Item::from(item))
}

/// Something with the `ETag` of its version.
pub(super) fn versioned(status: StatusCode, version: i64, body: impl Serialize) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(etag(version))
        .json(body)
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(move_items)
        .service(copy_items)
        .service(delete_items)
        .service(download_items);
}
