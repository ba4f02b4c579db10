//! Pictures of records.

use crate::extract::{Body, PathId, Staff};
use crate::problem::Problem;
use crate::shapes::record::{Picture, UpdatePicture};
use crate::upload as form_of;
use actix_multipart::Multipart;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, patch};
use lintel_app::records::{self, PictureFields};
use lintel_app::uploads::Upload;
use lintel_app::{App, StaffCaller};
use lintel_domain::ids::{ItemId, PictureId};
use lintel_domain::item::Kind;
use utoipa_actix_web::service_config::ServiceConfig;

/// Update picture
///
/// Of a draft.
#[utoipa::path(tag = "pictures", params(("id" = Uuid, Path)), request_body = UpdatePicture,
    responses((status = 200, body = Picture)))]
#[patch("/pictures/{id}")]
async fn update_picture(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<PictureId>,
    body: Body<UpdatePicture>,
) -> Result<Json<Picture>, Problem> {
    let picture = records::caption_picture(&app, &caller, id, body.0.caption).await?;
    Ok(Json(picture.into()))
}

/// Delete picture
///
/// Of a draft, for good.
#[utoipa::path(tag = "pictures", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/pictures/{id}")]
async fn delete_picture(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<PictureId>,
) -> Result<HttpResponse, Problem> {
    records::remove_picture(&app, &caller, id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes the form of a picture of a record.
pub(super) async fn upload(
    app: &App,
    caller: &StaffCaller,
    kind: Kind,
    record: ItemId,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    let upload = Upload::begin_picture(app, caller, kind, record).await?;
    let fields: &[&str] = match kind {
        Kind::Report => &["caption", "key", "field_id"],
        _ => &["caption", "key"],
    };
    let mut form = form_of::read(form, &upload, fields).await?;
    let about = PictureFields {
        caption: form.text("caption"),
        key: form.text("key"),
        field_id: form.text("field_id"),
    };
    let picture = records::add_picture(upload, form.file()?, kind, record, about).await?;
    Ok(HttpResponse::Created().json(Picture::from(picture)))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(update_picture).service(delete_picture);
}
