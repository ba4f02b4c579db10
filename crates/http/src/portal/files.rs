//! The files of what a client sees.

use crate::content;
use crate::extract::{Client, PathId, QueryOf};
use crate::problem::Problem;
use crate::shapes::file::{Binary, ContentQuery};
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, get};
use lintel_app::{App, portal};
use lintel_domain::ids::FileId;
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

/// Mounts it.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(portal_file_content)
        .route("/portal/files/{id}/content", web::head().to(answer));
}
