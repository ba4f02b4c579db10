//! Updates.

use super::items::versioned;
use crate::extract::{Body, IfMatch, PageQuery, PathId, QueryOf, Staff};
use crate::problem::Problem;
use crate::shapes::record::{Picture, UploadPicture};
use crate::shapes::update::{
    CreateUpdate, PublishUpdate, ReviewUpdate, Update, UpdatePage, UpdateQuery, UpdateReview,
    UpdateUpdate,
};
use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post};
use lintel_app::updates::FullUpdate;
use lintel_app::{App, items, updates};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use utoipa_actix_web::service_config::ServiceConfig;

/// List updates
///
/// Newest first, drafts, scheduled and published ones.
#[utoipa::path(tag = "updates", params(("id" = Uuid, Path), UpdateQuery, PageQuery),
    responses((status = 200, body = UpdatePage)))]
#[get("/projects/{id}/updates")]
async fn list_updates(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<UpdateQuery>,
    PageQuery(page): PageQuery,
) -> Result<Json<UpdatePage>, Problem> {
    let UpdateQuery { state, q } = query.0;
    let text = q.filter(|text| !text.is_empty());
    let state = state.map(Into::into);
    let page = updates::list(&app, &caller, project, state, text, &page).await?;
    Ok(Json(page.into()))
}

/// Create update
///
/// A draft.
#[utoipa::path(tag = "updates", params(("id" = Uuid, Path)), request_body = CreateUpdate,
    responses((status = 201, body = Update)))]
#[post("/projects/{id}/updates")]
async fn create_update(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<CreateUpdate>,
) -> Result<HttpResponse, Problem> {
    let (title, change) = body.0.into();
    let update = updates::create(&app, &caller, project, &title, change).await?;
    Ok(answer(StatusCode::CREATED, update))
}

/// Get update
#[utoipa::path(tag = "updates", params(("id" = Uuid, Path)), responses((status = 200, body = Update)))]
#[get("/updates/{id}")]
async fn get_update(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let update = updates::get(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, update))
}

/// Update update
///
/// A published one by who may share; clients see it as it is changed.
#[utoipa::path(tag = "updates", params(("id" = Uuid, Path), IfMatch), request_body = UpdateUpdate,
    responses((status = 200, body = Update)))]
#[patch("/updates/{id}")]
async fn update_update(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    IfMatch(version): IfMatch,
    body: Body<UpdateUpdate>,
) -> Result<HttpResponse, Problem> {
    let update = updates::update(&app, &caller, id, version, body.0.into()).await?;
    Ok(answer(StatusCode::OK, update))
}

/// Delete update
///
/// It goes to the trash.
#[utoipa::path(tag = "updates", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/updates/{id}")]
async fn delete_update(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    items::delete(&app, &caller, &[Kind::Update], id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Upload picture of an update
#[utoipa::path(tag = "updates", params(("id" = Uuid, Path)),
    request_body(content = UploadPicture, content_type = "multipart/form-data"),
    responses((status = 201, body = Picture)))]
#[post("/updates/{id}/pictures")]
async fn upload_update_picture(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    super::pictures::upload(&app, &caller, Kind::Update, id, form).await
}

/// Review update
///
/// What is attached that some of the audience would not see.
#[utoipa::path(tag = "updates", params(("id" = Uuid, Path)), request_body = ReviewUpdate,
    responses((status = 200, body = UpdateReview)))]
#[post("/updates/{id}/review")]
async fn review_update(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    body: Body<ReviewUpdate>,
) -> Result<Json<UpdateReview>, Problem> {
    let hidden = updates::review(&app, &caller, id, body.0.audience.into()).await?;
    Ok(Json(hidden.into_iter().collect()))
}

/// Publish update
///
/// Now or at a time, which shares it with these clients.
#[utoipa::path(tag = "updates", params(("id" = Uuid, Path)), request_body = PublishUpdate,
    responses((status = 200, body = Update)))]
#[post("/updates/{id}/publication")]
async fn publish_update(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    body: Body<PublishUpdate>,
) -> Result<HttpResponse, Problem> {
    let update = updates::publish(&app, &caller, id, body.0.into()).await?;
    Ok(answer(StatusCode::OK, update))
}

/// Take update back
///
/// A draft again, shared with nobody; one that waits for its time does so no more.
#[utoipa::path(tag = "updates", params(("id" = Uuid, Path)), responses((status = 200, body = Update)))]
#[delete("/updates/{id}/publication")]
async fn unpublish_update(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let update = updates::unpublish(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, update))
}

fn answer(status: StatusCode, update: FullUpdate) -> HttpResponse {
    versioned(status, update.item.version, Update::from(update))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_updates)
        .service(create_update)
        .service(get_update)
        .service(update_update)
        .service(delete_update)
        .service(upload_update_picture)
        .service(review_update)
        .service(publish_update)
        .service(unpublish_update);
}
