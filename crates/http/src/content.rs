//! The content of a file: whole or a range of it, for members and clients alike (RFC 9110).

use crate::problem::Problem;
use actix_web::body::SizedStream;
use actix_web::http::header::{self, EntityTag, Header, IfNoneMatch, IfRange};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use futures_util::stream;
use lintel_app::archives::Archive;
use lintel_app::files::{self, Content, FileRow, MediaType};
use lintel_app::sheets::Pdf;
use lintel_app::{App, Error};
use lintel_domain::ids::FileId;
use std::ops::Range;

/// Nothing that a file holds may run or load anything, whatever it is.
const CONTENT_SECURITY_POLICY: &str = "sandbox; default-src 'none'";

/// Answers a `GET` or `HEAD` of a file that the caller may read. `recheck` asks for that right
/// again while a long answer is on its way, and cuts it off when it has gone.
pub(crate) async fn answer<Recheck, Right>(
    req: &HttpRequest,
    app: &App,
    file: FileRow,
    download: bool,
    recheck: Recheck,
) -> Result<HttpResponse, Problem>
where
    Recheck: FnMut() -> Right + 'static,
    Right: Future<Output = Result<(), Error>> + 'static,
{
    let tag = EntityTag::new_strong(file.sha256.clone());
    if is_known(req, &tag) {
        return Ok(HttpResponse::NotModified()
            .insert_header(header::ETag(tag))
            .finish());
    }
    let size = u64::try_from(file.size).map_err(|error| Problem::internal(error.to_string()))?;
    let range = wanted(req, &tag, size)?;
    let mut response = describe(&file, tag, download);
    let range = match range {
        None => 0..size,
        Some(range) => {
            response.status(StatusCode::PARTIAL_CONTENT);
            let (first, last) = (range.start, range.end - 1);
            response.insert_header((
                header::CONTENT_RANGE,
                format!("bytes {first}-{last}/{size}"),
            ));
            range
        }
    };
    let length = range.end - range.start;
    if req.method() == Method::HEAD {
        let nothing = stream::empty::<Result<_, Error>>();
        return Ok(response.body(SizedStream::new(length, nothing)));
    }
    Ok(
        match files::open_content(app, &file, range, recheck).await? {
            Content::Whole(bytes) => response.body(bytes),
            Content::Stream(pieces) => response.body(SizedStream::new(length, pieces)),
        },
    )
}

/// Answers with an archive while it is written; one whose right has gone breaks off.
pub(crate) fn archive<Recheck, Right>(app: &App, archive: Archive, recheck: Recheck) -> HttpResponse
where
    Recheck: Fn(FileId) -> Right + Clone + 'static,
    Right: Future<Output = Result<(), Error>> + 'static,
{
    let name = format!("{}.zip", archive.project);
    HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((
            header::CONTENT_DISPOSITION,
            files::content_disposition(&name, false),
        ))
        .insert_header((header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .streaming(archive.bytes(app, recheck))
}

/// Answers with a PDF that was written for this request.
pub(crate) fn pdf(pdf: Pdf) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((
            header::CONTENT_DISPOSITION,
            files::content_disposition(&pdf.name, true),
        ))
        .insert_header((header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(pdf.bytes)
}

fn describe(file: &FileRow, tag: EntityTag, download: bool) -> HttpResponseBuilder {
    let media_type = MediaType::from_stored(&file.media_type);
    let disposition = files::content_disposition(&file.name, media_type.inline() && !download);
    let mut response = HttpResponse::Ok();
    response
        .content_type(media_type.as_str())
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header((header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        .insert_header(header::ETag(tag));
    response
}

/// Whether the caller has this content already.
fn is_known(req: &HttpRequest, tag: &EntityTag) -> bool {
    req.headers().contains_key(header::IF_NONE_MATCH)
        && match IfNoneMatch::parse(req) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(tag)),
            Err(_) => false,
        }
}

/// The range to answer with; `None` for everything.
fn wanted(req: &HttpRequest, tag: &EntityTag, size: u64) -> Result<Option<Range<u64>>, Problem> {
    let header = req
        .headers()
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok());
    let same = !req.headers().contains_key(header::IF_RANGE)
        || matches!(IfRange::parse(req), Ok(IfRange::EntityTag(seen)) if seen.strong_eq(tag));
    match header {
        Some(header) if same && req.method() == Method::GET => files::parse_range(header, size)
            .map_err(|error| {
                let status = StatusCode::RANGE_NOT_SATISFIABLE;
                Problem::new(status, "range-not-satisfiable", error.to_string())
                    .header(header::CONTENT_RANGE, &format!("bytes */{size}"))
            }),
        _ => Ok(None),
    }
}
