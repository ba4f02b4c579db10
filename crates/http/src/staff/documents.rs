//! Documents.

use crate::extract::{Body, IfMatch, PageQuery, PathId, QueryOf, Staff, etag};
use crate::problem::Problem;
use crate::shapes::item::{DocumentPage, DocumentQuery, Item, UpdateItem, UploadDocument};
use crate::upload;
use actix_multipart::Multipart;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post};
use lintel_app::documents::Upload;
use lintel_app::{App, documents, items};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use utoipa_actix_web::service_config::ServiceConfig;

/// List documents
#[utoipa::path(tag = "documents", params(("id" = Uuid, Path), DocumentQuery, PageQuery),
    responses((status = 200, body = DocumentPage)))]
#[get("/projects/{id}/documents")]
async fn list_documents(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<DocumentQuery>,
    PageQuery(page): PageQuery,
) -> Result<Json<DocumentPage>, Problem> {
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
    let upload = Upload::begin(&app, &caller, project).await?;
    let (received, details) = upload::read(form, &upload).await?;
    let document = upload.finish(received, details).await?;
    Ok(HttpResponse::Created()
        .insert_header(etag(document.version))
        .json(Item::from(document)))
}

/// Get document
#[utoipa::path(tag = "documents", params(("id" = Uuid, Path)), responses((status = 200, body = Item)))]
#[get("/documents/{id}")]
async fn get_document(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let document = items::get(&app, &caller, Kind::Document, id).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(document.version))
        .json(Item::from(document)))
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
    let document = items::update(&app, &caller, Kind::Document, id, version, body.0.into()).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(document.version))
        .json(Item::from(document)))
}

/// Delete document
#[utoipa::path(tag = "documents", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/documents/{id}")]
async fn delete_document(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    items::delete(&app, &caller, Kind::Document, id).await?;
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
