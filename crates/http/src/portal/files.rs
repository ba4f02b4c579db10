//! The files of what a client sees.

use crate::content;
use crate::extract::{Client, PathId, QueryOf};
use crate::problem::Problem;
use crate::shapes::file::{ArchiveQuery, Binary, ContentQuery, PreviewQuery};
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, get};
use lintel_app::{App, archives, portal, sheets};
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use utoipa_actix_web::service_config::ServiceConfig;

/// Read a file I can see
///
/// Whole or a range of it. A long answer is cut off when the right to it has gone.
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path), ContentQuery),
    responses((status = 200, body = inline(Binary), content_type = "application/octet-stream")))]
#[get("/portal/files/{id}/content")]
async fn portal_file_content(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<FileId>,
    query: QueryOf<ContentQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    answer(app, Client(caller), PathId(id), query, req).await
}

/// Look at a picture of a file I can see
///
/// A JPEG, right way up and without metadata; of a PDF its first page. `404` while there is none.
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path), PreviewQuery),
    responses((status = 200, body = inline(Binary), content_type = "image/jpeg")))]
#[get("/portal/files/{id}/preview")]
async fn portal_file_preview(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<FileId>,
    query: QueryOf<PreviewQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let size = query.0.size();
    let picture = portal::preview(&app, &caller, id, size).await?;
    let again = app.clone();
    let recheck = move || {
        let (app, caller) = (again.clone(), caller.clone());
        async move { portal::preview(&app, &caller, id, size).await.map(drop) }
    };
    content::answer(&req, &app, picture, false, recheck).await
}

/// Print something I can see
///
/// A daily log or report as a PDF. `503` while its pictures are prepared.
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path)),
    responses((status = 200, body = inline(Binary), content_type = "application/pdf")))]
#[get("/portal/items/{id}/pdf")]
async fn portal_item_pdf(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    Ok(content::pdf(sheets::for_client(&app, &caller, id).await?))
}

async fn answer(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<FileId>,
    query: QueryOf<ContentQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let file = portal::file(&app, &caller, id).await?;
    let again = app.clone();
    let recheck = move || {
        let (app, caller) = (again.clone(), caller.clone());
        async move { portal::file(&app, &caller, id).await.map(drop) }
    };
    content::answer(&req, &app, file, query.0.download(), recheck).await
}

/// Download things I can see
///
/// As one ZIP, written while it is sent; pictures without metadata.
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path), ArchiveQuery),
    responses((status = 200, body = inline(Binary), content_type = "application/zip")))]
#[get("/portal/projects/{id}/archive")]
async fn portal_archive(
    app: Data<App>,
    Client(caller): Client,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<ArchiveQuery>,
) -> Result<HttpResponse, Problem> {
    let archive = archives::for_client(&app, &caller, project, query.0.into()).await?;
    let again = app.clone();
    let recheck = move |file: FileId| {
        let (app, caller) = (again.clone(), caller.clone());
        async move { portal::file(&app, &caller, file).await.map(drop) }
    };
    Ok(content::archive(&app, archive, recheck))
}

/// Mounts them.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(portal_file_content)
        .service(portal_file_preview)
        .service(portal_archive)
        .service(portal_item_pdf)
        .route("/portal/files/{id}/content", web::head().to(answer));
}
