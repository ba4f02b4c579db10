//! Drawings.

use super::items::{answer, created};
use crate::extract::{Body, IfMatch, PageQuery, PathId, QueryOf, Staff};
use crate::problem::Problem;
use crate::shapes::drawing::{DrawingQuery, UpdateDrawing, UploadDrawing};
use crate::shapes::item::{Item, ItemPage};
use crate::upload;
use actix_multipart::Multipart;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post};
use lintel_app::drawings::NewDrawing;
use lintel_app::uploads::Upload;
use lintel_app::versions::VersionFields;
use lintel_app::{App, documents, drawings, items};
use lintel_domain::drawing::Discipline;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use utoipa_actix_web::service_config::ServiceConfig;

/// The fields of the form beside the file.
const FIELDS: [&str; 7] = [
    "number",
    "title",
    "discipline",
    "parent_id",
    "revision",
    "issued_on",
    "note",
];

/// List drawings
///
/// By number, folders first.
#[utoipa::path(tag = "drawings", params(("id" = Uuid, Path), DrawingQuery, PageQuery),
    responses((status = 200, body = ItemPage)))]
#[get("/projects/{id}/drawings")]
async fn list_drawings(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<DrawingQuery>,
    PageQuery(page): PageQuery,
) -> Result<Json<ItemPage>, Problem> {
    let page = documents::list(&app, &caller, project, &query.0.into(), &page).await?;
    Ok(Json(page.into()))
}

/// Upload drawing
///
/// With its first revision, which is published at once.
#[utoipa::path(tag = "drawings", params(("id" = Uuid, Path)),
    request_body(content = UploadDrawing, content_type = "multipart/form-data"),
    responses((status = 201, body = Item)))]
#[post("/projects/{id}/drawings")]
async fn upload_drawing(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    let upload = Upload::begin(&app, &caller, project, Kind::Drawing).await?;
    let mut form = upload::read(form, &upload, &FIELDS).await?;
    let new = NewDrawing {
        number: form.text("number"),
        title: form.text("title"),
        discipline: form.chosen("discipline", "Choose a discipline.", Discipline::parse),
        parent: form.parsed("parent_id", "Send the id of a folder."),
        revision: VersionFields {
            label: form.text("revision"),
            issued_on: form.day("issued_on"),
            note: form.text("note"),
        },
    };
    Ok(created(drawings::create(upload, form.file()?, new).await?))
}

/// Get drawing
#[utoipa::path(tag = "drawings", params(("id" = Uuid, Path)), responses((status = 200, body = Item)))]
#[get("/drawings/{id}")]
async fn get_drawing(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(
        items::get(&app, &caller, &[Kind::Drawing], id).await?,
    ))
}

/// Update drawing
#[utoipa::path(tag = "drawings", params(("id" = Uuid, Path), IfMatch), request_body = UpdateDrawing,
    responses((status = 200, body = Item)))]
#[patch("/drawings/{id}")]
async fn update_drawing(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    IfMatch(version): IfMatch,
    body: Body<UpdateDrawing>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(
        drawings::update(&app, &caller, id, version, body.0.into()).await?,
    ))
}

/// Delete drawing
///
/// It goes to the trash.
#[utoipa::path(tag = "drawings", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/drawings/{id}")]
async fn delete_drawing(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    items::delete(&app, &caller, &[Kind::Drawing], id).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_drawings)
        .service(upload_drawing)
        .service(get_drawing)
        .service(update_drawing)
        .service(delete_drawing);
}
