//! Documents.

use super::items::{answer, created};
use crate::extract::{Body, IfMatch, PageQuery, PathId, QueryOf, Staff};
use crate::problem::Problem;
use crate::shapes::item::{DocumentQuery, Item, ItemPage, UpdateItem, UploadDocument};
use crate::upload;
use actix_multipart::Multipart;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post};
use lintel_app::documents::NewDocument;
use lintel_app::uploads::Upload;
use lintel_app::{App, documents, items};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use utoipa_actix_web::service_config::ServiceConfig;

/// List documents
#[utoipa::path(tag = "documents", params(("id" = Uuid, Path), DocumentQuery, PageQuery),
    responses((status = 200, body = ItemPage)))]
#[get("/projects/{id}/documents")]
async fn list_documents(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<DocumentQuery>,
    PageQuery(page): PageQuery,
) -> Result<Json<ItemPage>, Problem> {
    let page = documents::list(&app, &caller, project, &query.0.into(), &page).await?;
    Ok(Json(page.into()))
}

/// Upload document
#[utoipa::path(tag = "documents", params(("id" = Uuid, Path)),
    request_body(content = UploadDocument, content_type = "multipart/form-data"),
    responses((status = 201, body = Item)))]
#[post("/projects/{id}/documents")]
async fn upload_document(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    let upload = Upload::begin(&app, &caller, project, Kind::Document).await?;
    let mut form = upload::read(form, &upload, &["parent_id", "title"]).await?;
    let new = NewDocument {
        parent: form.parsed("parent_id", "Send the id of a folder."),
        title: form.text("title"),
    };
    Ok(created(documents::create(upload, form.file()?, new).await?))
}

/// Get document
#[utoipa::path(tag = "documents", params(("id" = Uuid, Path)), responses((status = 200, body = Item)))]
#[get("/documents/{id}")]
async fn get_document(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(
        items::get(&app, &caller, &[Kind::Document], id).await?,
    ))
}

/// Update document
#[utoipa::path(tag = "documents", params(("id" = Uuid, Path), IfMatch), request_body = UpdateItem,
    responses((status = 200, body = Item)))]
#[patch("/documents/{id}")]
async fn update_document(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    IfMatch(version): IfMatch,
    body: Body<UpdateItem>,
) -> Result<HttpResponse, Problem> {
    let change = body.0.into();
    Ok(answer(
        items::update(&app, &caller, &[Kind::Document], id, version, change).await?,
    ))
}

/// Delete document
///
/// It goes to the trash.
#[utoipa::path(tag = "documents", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/documents/{id}")]
async fn delete_document(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    items::delete(&app, &caller, &[Kind::Document], id).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_documents)
        .service(upload_document)
        .service(get_document)
        .service(update_document)
        .service(delete_document);
}
