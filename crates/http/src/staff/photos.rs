//! Photos.

use super::items::{answer, created};
use crate::extract::{Body, IfMatch, PageQuery, PathId, QueryOf, Staff};
use crate::problem::Problem;
use crate::shapes::item::{Item, ItemPage};
use crate::shapes::photo::{CaptionPhotos, Captioned, PhotoQuery, UpdatePhoto, UploadPhoto};
use crate::upload;
use actix_multipart::Multipart;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post};
use lintel_app::photos::NewPhoto;
use lintel_app::uploads::Upload;
use lintel_app::{App, documents, items, photos};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use utoipa_actix_web::service_config::ServiceConfig;

/// List photos
///
/// By when they were taken, the newest first; albums are not among them.
#[utoipa::path(tag = "photos", params(("id" = Uuid, Path), PhotoQuery, PageQuery),
    responses((status = 200, body = ItemPage)))]
#[get("/projects/{id}/photos")]
async fn list_photos(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<PhotoQuery>,
    PageQuery(page): PageQuery,
) -> Result<Json<ItemPage>, Problem> {
    let page = documents::list(&app, &caller, project, &query.0.into(), &page).await?;
    Ok(Json(page.into()))
}

/// Upload photo
#[utoipa::path(tag = "photos", params(("id" = Uuid, Path)),
    request_body(content = UploadPhoto, content_type = "multipart/form-data"),
    responses((status = 201, body = Item)))]
#[post("/projects/{id}/photos")]
async fn upload_photo(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    let upload = Upload::begin(&app, &caller, project, Kind::Photo).await?;
    let mut form = upload::read(form, &upload, &["parent_id", "title", "caption"]).await?;
    let new = NewPhoto {
        parent: form.parsed("parent_id", "Send the id of an album."),
        title: form.text("title"),
        caption: form.text("caption"),
    };
    Ok(created(photos::create(upload, form.file()?, new).await?))
}

/// Get photo
#[utoipa::path(tag = "photos", params(("id" = Uuid, Path)), responses((status = 200, body = Item)))]
#[get("/photos/{id}")]
async fn get_photo(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(items::get(&app, &caller, &[Kind::Photo], id).await?))
}

/// Update photo
#[utoipa::path(tag = "photos", params(("id" = Uuid, Path), IfMatch), request_body = UpdatePhoto,
    responses((status = 200, body = Item)))]
#[patch("/photos/{id}")]
async fn update_photo(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    IfMatch(version): IfMatch,
    body: Body<UpdatePhoto>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(
        photos::update(&app, &caller, id, version, body.0.into()).await?,
    ))
}

/// Delete photo
///
/// It goes to the trash.
#[utoipa::path(tag = "photos", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/photos/{id}")]
async fn delete_photo(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    items::delete(&app, &caller, &[Kind::Photo], id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Caption photos
///
/// Gives many photos one caption, or takes theirs away.
#[utoipa::path(tag = "photos", params(("id" = Uuid, Path)), request_body = CaptionPhotos,
    responses((status = 200, body = Captioned)))]
#[post("/projects/{id}/captions")]
async fn caption_photos(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<CaptionPhotos>,
) -> Result<Json<Captioned>, Problem> {
    let CaptionPhotos { item_ids, caption } = body.0;
    let ids = item_ids.into_iter().map(Into::into).collect();
    let changed = photos::caption(&app, &caller, project, ids, &caption).await?;
    Ok(Json(Captioned { changed }))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_photos)
        .service(upload_photo)
        .service(get_photo)
        .service(update_photo)
        .service(delete_photo)
        .service(caption_photos);
}
