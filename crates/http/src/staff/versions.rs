//! Versions of documents, revisions of drawings, and read receipts.

use crate::extract::{Body, OptionalBody, PathId, Staff};
use crate::problem::Problem;
use crate::shapes::version::{
    PublishVersion, ReadReceipt, ReadReceiptList, UpdateVersion, UploadVersion, Version,
    VersionList, publishing,
};
use crate::upload;
use actix_multipart::Multipart;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post};
use lintel_app::uploads::Upload;
use lintel_app::versions::VersionFields;
use lintel_app::{App, receipts, versions};
use lintel_domain::ids::{FileId, ItemId};
use utoipa_actix_web::service_config::ServiceConfig;

/// The fields of the form beside the file.
const FIELDS: [&str; 6] = [
    "label",
    "issued_on",
    "note",
    "publish",
    "notify",
    "ask_acknowledgement",
];

/// List versions
#[utoipa::path(tag = "versions", params(("id" = Uuid, Path)), responses((status = 200, body = VersionList)))]
#[get("/items/{id}/versions")]
async fn list_versions(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(item): PathId<ItemId>,
) -> Result<Json<VersionList>, Problem> {
    let versions = versions::list(&app, &caller, item).await?;
    Ok(Json(versions.into_iter().collect()))
}

/// Upload version
///
/// Clients are shown it when it is published. Without `publish` that is at once, unless the item
/// is shared with anybody.
#[utoipa::path(tag = "versions", params(("id" = Uuid, Path)),
    request_body(content = UploadVersion, content_type = "multipart/form-data"),
    responses((status = 201, body = Version)))]
#[post("/items/{id}/versions")]
async fn upload_version(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(item): PathId<ItemId>,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    let upload = Upload::begin_version(&app, &caller, item).await?;
    let mut form = upload::read(form, &upload, &FIELDS).await?;
    let about = VersionFields {
        label: form.text("label"),
        issued_on: form.day("issued_on"),
        note: form.text("note"),
    };
    let publish = form.flag("publish");
    let how = publishing(form.flag("notify"), form.flag("ask_acknowledgement"));
    let added = versions::add(upload, form.file()?, item, about, publish, how).await?;
    Ok(HttpResponse::Created().json(Version::from(added)))
}

/// Update version
#[utoipa::path(tag = "versions", params(("id" = Uuid, Path), ("file_id" = Uuid, Path)),
    request_body = UpdateVersion, responses((status = 200, body = Version)))]
#[patch("/items/{id}/versions/{file_id}")]
async fn update_version(
    app: Data<App>,
    Staff(caller): Staff,
    PathId((item, file)): PathId<(ItemId, FileId)>,
    body: Body<UpdateVersion>,
) -> Result<Json<Version>, Problem> {
    let changed = versions::update(&app, &caller, item, file, body.0.into()).await?;
    Ok(Json(changed.into()))
}

/// Publish version
///
/// It becomes the one that clients are given; the one before is superseded.
#[utoipa::path(tag = "versions", params(("id" = Uuid, Path), ("file_id" = Uuid, Path)),
    request_body = Option<PublishVersion>, responses((status = 200, body = Version)))]
#[post("/items/{id}/versions/{file_id}/publication")]
async fn publish_version(
    app: Data<App>,
    Staff(caller): Staff,
    PathId((item, file)): PathId<(ItemId, FileId)>,
    body: OptionalBody<PublishVersion>,
) -> Result<Json<Version>, Problem> {
    let how = body.0.unwrap_or_default().into();
    let published = versions::publish(&app, &caller, item, file, how).await?;
    Ok(Json(published.into()))
}

/// Delete version
///
/// Drafts only; what was published stays in the history.
#[utoipa::path(tag = "versions", params(("id" = Uuid, Path), ("file_id" = Uuid, Path)),
    responses((status = 204)))]
#[delete("/items/{id}/versions/{file_id}")]
async fn delete_version(
    app: Data<App>,
    Staff(caller): Staff,
    PathId((item, file)): PathId<(ItemId, FileId)>,
) -> Result<HttpResponse, Problem> {
    versions::remove(&app, &caller, item, file).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List read receipts
///
/// Every client who can see the item now or has looked at it.
#[utoipa::path(tag = "sharing", params(("id" = Uuid, Path)), responses((status = 200, body = ReadReceiptList)))]
#[get("/items/{id}/receipts")]
async fn list_receipts(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(item): PathId<ItemId>,
) -> Result<Json<ReadReceiptList>, Problem> {
    let (looks, current) = receipts::list(&app, &caller, item).await?;
    let receipts = looks
        .into_iter()
        .map(|look| ReadReceipt::new(look, current));
    Ok(Json(receipts.collect()))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_versions)
        .service(upload_version)
        .service(update_version)
        .service(publish_version)
        .service(delete_version)
        .service(list_receipts);
}
