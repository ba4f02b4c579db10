//! Routes for whoever has a project's private link, and its page.

use crate::content;
use crate::cookies::Site;
use crate::extract::{Body, CallerOrigin, Link, PageQuery, PathId, QueryOf};
use crate::pages;
use crate::problem::Problem;
use crate::shapes::file::{Binary, ContentQuery, PreviewQuery};
use crate::shapes::portal::{PortalItemDetail, PortalItemFilter, PortalItemPage};
use crate::shapes::portal_link::{LinkProject, LinkSession, OpenLink};
use crate::tokens::{Audience, LIFETIME, Tokens};
use actix_web::web::{self, Data, Json, Path, ServiceConfig as Pages};
use actix_web::{HttpRequest, HttpResponse, get, post};
use lintel_app::{App, portal_links, sheets};
use lintel_domain::ids::{FileId, ItemId};
use utoipa_actix_web::service_config::ServiceConfig;

/// Open a private link
///
/// An access token for what follows, for ten minutes, in a cookie too. `404` for every address that leads nowhere
/// now, whatever the reason.
#[utoipa::path(tag = "link", request_body = OpenLink, responses((status = 201, body = LinkSession)))]
#[post("/link/sessions")]
async fn open_link(
    app: Data<App>,
    tokens: Data<Tokens>,
    site: Data<Site>,
    CallerOrigin(origin): CallerOrigin,
    body: Body<OpenLink>,
) -> Result<HttpResponse, Problem> {
    let OpenLink { token, again } = body.0;
    let opened = match again {
        true => portal_links::go_on(&app, &token).await?,
        false => portal_links::open(&app, &token, origin.user_agent.as_deref()).await?,
    };
    let link = opened.link.as_uuid();
    let access_token = tokens.issue(Audience::Link, link.into(), link.into())?;
    let cookie = site.link(access_token.clone());
    Ok(HttpResponse::Created().cookie(cookie).json(LinkSession {
        access_token,
        expires_in: LIFETIME.num_seconds(),
        project: opened.into(),
    }))
}

/// The project of the link
#[utoipa::path(tag = "link", responses((status = 200, body = LinkProject)))]
#[get("/link/project")]
async fn link_project(app: Data<App>, Link(caller): Link) -> Result<Json<LinkProject>, Problem> {
    Ok(Json(portal_links::project(&app, &caller).await?.into()))
}

/// List what the link shows, newest first
#[utoipa::path(tag = "link", params(PortalItemFilter, PageQuery), responses((status = 200, body = PortalItemPage)))]
#[get("/link/items")]
async fn link_items(
    app: Data<App>,
    Link(caller): Link,
    filter: QueryOf<PortalItemFilter>,
    PageQuery(page): PageQuery,
) -> Result<Json<PortalItemPage>, Problem> {
    let page = portal_links::items(&app, &caller, filter.0.into(), page).await?;
    Ok(Json(page.into()))
}

/// One thing the link shows
#[utoipa::path(tag = "link", params(("id" = Uuid, Path)), responses((status = 200, body = PortalItemDetail)))]
#[get("/link/items/{id}")]
async fn link_item(
    app: Data<App>,
    Link(caller): Link,
    PathId(id): PathId<ItemId>,
) -> Result<Json<PortalItemDetail>, Problem> {
    Ok(Json(portal_links::item(&app, &caller, id).await?.into()))
}

/// Print something the link shows
///
/// A daily log or report as a PDF. `503` while its pictures are prepared.
#[utoipa::path(tag = "link", params(("id" = Uuid, Path)),
    responses((status = 200, body = inline(Binary), content_type = "application/pdf")))]
#[get("/link/items/{id}/pdf")]
async fn link_item_pdf(
    app: Data<App>,
    Link(caller): Link,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    Ok(content::pdf(sheets::for_link(&app, &caller, id).await?))
}

/// Read a file the link shows
///
/// Whole or a range of it. A long answer is cut off when the link has ended.
#[utoipa::path(tag = "link", params(("id" = Uuid, Path), ContentQuery),
    responses((status = 200, body = inline(Binary), content_type = "application/octet-stream")))]
#[get("/link/files/{id}/content")]
async fn link_file_content(
    app: Data<App>,
    Link(caller): Link,
    PathId(id): PathId<FileId>,
    query: QueryOf<ContentQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let file = portal_links::file(&app, &caller, id).await?;
    let again = app.clone();
    let recheck = move || {
        let (app, caller) = (again.clone(), caller.clone());
        async move { portal_links::file(&app, &caller, id).await.map(drop) }
    };
    content::answer(&req, &app, file, query.0.download(), recheck).await
}

/// Look at a picture of a file the link shows
///
/// A JPEG, right way up and without metadata. `404` while there is none.
#[utoipa::path(tag = "link", params(("id" = Uuid, Path), PreviewQuery),
    responses((status = 200, body = inline(Binary), content_type = "image/jpeg")))]
#[get("/link/files/{id}/preview")]
async fn link_file_preview(
    app: Data<App>,
    Link(caller): Link,
    PathId(id): PathId<FileId>,
    query: QueryOf<PreviewQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let size = query.0.size();
    let picture = portal_links::preview(&app, &caller, id, size).await?;
    let again = app.clone();
    let recheck = move || {
        let (app, caller) = (again.clone(), caller.clone());
        async move {
            portal_links::preview(&app, &caller, id, size)
                .await
                .map(drop)
        }
    };
    content::answer(&req, &app, picture, false, recheck).await
}

/// Mounts them.
pub(crate) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(open_link)
        .service(link_project)
        .service(link_items)
        .service(link_item)
        .service(link_item_pdf)
        .service(link_file_content)
        .service(link_file_preview);
}

/// Mounts the page at `/p/{token}`.
pub(crate) fn page(routes: &mut Pages) {
    routes
        .route("/p/{token}", web::get().to(private_page))
        .route("/p/{token}", web::head().to(private_page));
}

/// The same bytes for every address; only the status tells whether there is something, and it does
/// not tell why not ([L4]).
async fn private_page(app: Data<App>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let is_there = portal_links::is_there(&app, &token).await?;
    pages::private(is_there)
}
