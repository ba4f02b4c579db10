//! Uploads in pieces, which go on after a lost connection: tus 1.0.0 with creation, expiration and
//! termination (<https://tus.io/protocols/resumable-upload>).

use crate::extract::{PathId, Staff};
use crate::problem::{FieldError, Problem};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName};
use actix_web::web::{Data, Payload};
use actix_web::{
    HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder, delete, head, patch, post,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lintel_app::pieces::{self, Progress};
use lintel_app::{App, Error};
use lintel_domain::ids::{ProjectId, UploadId};
use utoipa_actix_web::service_config::ServiceConfig;

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const VERSION: &str = "1.0.0";
const PIECE: &str = "application/offset+octet-stream";

/// Begin upload
///
/// Send the pieces to the address in `Location`, then its id as `upload_id` in the form of what
/// the file becomes.
#[utoipa::path(tag = "uploads", params(("id" = Uuid, Path),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`"),
        ("Upload-Length" = u64, Header, description = "The file's size in bytes"),
        ("Upload-Metadata" = String, Header, description = "`filename`, a space, and the name in Base64")),
    responses((status = 201, headers(("Location" = String), ("Upload-Expires" = String)))))]
#[post("/projects/{id}/uploads")]
async fn create_upload(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    check_version(&req)?;
    let size = number(&req, LENGTH)?;
    let name = file_name(&req)?;
    let (id, progress) = pieces::create(&app, &caller, project, &name, size).await?;
    Ok(answer(StatusCode::CREATED, progress)
        .insert_header((header::LOCATION, format!("/api/v1/uploads/{id}")))
        .finish())
}

/// Ask where an upload stands
#[utoipa::path(tag = "uploads", params(("id" = Uuid, Path),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`")),
    responses((status = 200, headers(("Upload-Offset" = u64), ("Upload-Length" = u64)))))]
#[head("/uploads/{id}")]
async fn head_upload(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<UploadId>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    check_version(&req)?;
    let progress = pieces::progress(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, progress)
        .insert_header((LENGTH, progress.size))
        .finish())
}

/// Send a piece of an upload
#[utoipa::path(tag = "uploads", params(("id" = Uuid, Path),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`"),
        ("Upload-Offset" = u64, Header, description = "Where the piece begins")),
    request_body(content = inline(crate::shapes::file::Binary), content_type = "application/offset+octet-stream"),
    responses((status = 204, headers(("Upload-Offset" = u64), ("Upload-Expires" = String)))))]
#[patch("/uploads/{id}")]
async fn patch_upload(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<UploadId>,
    req: HttpRequest,
    body: Payload,
) -> Result<HttpResponse, Problem> {
    check_version(&req)?;
    if !req.content_type().eq_ignore_ascii_case(PIECE) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            format!("Send the piece as {PIECE}."),
        ));
    }
    let offset = number(&req, OFFSET)?;
    let progress = pieces::append(&app, &caller, id, offset, body).await?;
    Ok(answer(StatusCode::NO_CONTENT, progress).finish())
}

/// Give an upload up
#[utoipa::path(tag = "uploads", params(("id" = Uuid, Path),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`")),
    responses((status = 204)))]
#[delete("/uploads/{id}")]
async fn delete_upload(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<UploadId>,
    req: HttpRequest,
) -> Result<HttpResponse, Problem> {
    check_version(&req)?;
    pieces::cancel(&app, &caller, id).await?;
    Ok(HttpResponse::NoContent()
        .insert_header((RESUMABLE, VERSION))
        .finish())
}

fn answer(status: StatusCode, progress: Progress) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    let expires = progress.expires_at.format("%a, %d %b %Y %H:%M:%S GMT");
    response
        .insert_header((RESUMABLE, VERSION))
        .insert_header((OFFSET, progress.received))
        .insert_header((EXPIRES, expires.to_string()));
    response
}

fn check_version(req: &HttpRequest) -> Result<(), Problem> {
    match text(req, RESUMABLE) {
        Some(VERSION) => Ok(()),
        _ => Err(Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "unsupported-tus-version",
            "Send Tus-Resumable: 1.0.0.",
        )
        .header(HeaderName::from_static("tus-version"), VERSION)),
    }
}

fn text(req: &HttpRequest, name: HeaderName) -> Option<&str> {
    req.headers().get(name)?.to_str().ok()
}

fn number(req: &HttpRequest, name: HeaderName) -> Result<u64, Problem> {
    let number = text(req, name.clone()).and_then(|text| text.parse().ok());
    number.ok_or_else(|| {
        let pointer = format!("/{name}");
        Problem::invalid(vec![FieldError::new(
            pointer,
            "invalid",
            "Send a whole number of bytes in this header.",
        )])
    })
}

/// The `filename` of `Upload-Metadata`: names and Base64, with commas between them.
fn file_name(req: &HttpRequest) -> Result<String, Problem> {
    let pairs = text(req, METADATA).unwrap_or_default().split(',');
    let encoded = pairs
        .filter_map(|pair| pair.trim().split_once(' '))
        .find_map(|(name, value)| (name == "filename").then_some(value));
    let decoded = encoded.and_then(|encoded| BASE64_STANDARD.decode(encoded.trim()).ok());
    let name = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
    name.ok_or_else(|| {
        Error::field("/file", "required", "Name the file in Upload-Metadata.").into()
    })
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(create_upload)
        .service(head_upload)
        .service(patch_upload)
        .service(delete_upload);
}
