//! Files' content for members.

use crate::content;
use crate::extract::{PathId, QueryOf, Staff};
use crate::problem::Problem;
use crate::shapes::file::{Binary, ContentQuery, PreviewQuery};
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, get};
use lintel_app::{App, files};
use lintel_domain::ids::FileId;
use utoipa_actix_web::service_config::ServiceConfig;

/// Get file content
#[utoipa::path(tag = "files", params(("id" = Uuid, Path), ContentQuery),
    responses((status = 200, body = inline(Binary), content_type = "application/octet-stream")))]
#[get("/files/{id}/content")]
async fn get_file_content(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<FileId>,
    query: QueryOf<ContentQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    answer(app, Staff(caller), PathId(id), query, req).await
}

/// Get file preview
///
/// A JPEG, right way up and without metadata; of a PDF its first page. `404` while there is none.
#[utoipa::path(tag = "files", params(("id" = Uuid, Path), PreviewQuery),
    responses((status = 200, body = inline(Binary), content_type = "image/jpeg")))]
#[get("/files/{id}/preview")]
async fn get_file_preview(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<FileId>,
    query: QueryOf<PreviewQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let size = query.0.size();
    let picture = files::preview_for_staff(&app, &caller, id, size).await?;
    let again = app.clone();
    let recheck = move || {
        let (app, caller) = (again.clone(), caller.clone());
        async move {
            files::preview_for_staff(&app, &caller, id, size)
                .await
                .map(drop)
        }
    };
    content::answer(&req, &app, picture, false, recheck).await
}

async fn answer(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<FileId>,
    query: QueryOf<ContentQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let file = files::for_staff(&app, &caller, id).await?;
    let again = app.clone();
    let recheck = move || {
        let (app, caller) = (again.clone(), caller.clone());
        async move { files::for_staff(&app, &caller, id).await.map(drop) }
    };
    content::answer(&req, &app, file, query.0.download(), recheck).await
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(get_file_content)
        .service(get_file_preview)
        .route("/files/{id}/content", web::head().to(answer));
}
