//! The web app, embedded: three pages, and the files they load.

use crate::problem::Problem;
use actix_web::http::header::{self, ContentType, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use rust_embed::{Embed, EmbeddedFile};
use std::borrow::Cow;

/// `frontend/dist`: in the binary when it is optimised, read from the folder when it is not.
#[derive(Embed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct Dist;

/// The portal is nobody's to index.
const ROBOTS: &str = "User-agent: *\nDisallow: /\n";
/// Names under here carry a hash of what is in them.
const HASHED: &str = "assets/";
/// What the build has compressed beside a file, best first.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The page or file at an address.
///
/// # Errors
/// `404` for a file that is not there, `405` for anything but reading.
pub(crate) fn answer(req: &HttpRequest) -> Result<HttpResponse, Problem> {
    if !matches!(*req.method(), Method::GET | Method::HEAD) {
        return Err(Problem::method_not_allowed(&[Method::GET, Method::HEAD]));
    }
    let path = req.path();
    if path == "/robots.txt" {
        return Ok(HttpResponse::Ok()
            .content_type(ContentType::plaintext())
            .body(ROBOTS));
    }
    if is_file(path) {
        return file(req, path.trim_start_matches('/')).ok_or_else(Problem::not_found);
    }
    file(req, page_for(path)).ok_or_else(no_web_app)
}

/// The page of a project's private link: whatever the address, the same bytes and headers, kept
/// nowhere and told to nobody ([L3], [L4]).
///
/// # Errors
/// `404` when the web app is not part of this build.
pub(crate) fn private(is_there: bool) -> Result<HttpResponse, Problem> {
    let page = Dist::get("public.html").ok_or_else(no_web_app)?;
    let mut response = match is_there {
        true => HttpResponse::Ok(),
        false => HttpResponse::NotFound(),
    };
    Ok(response
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Robots-Tag", "noindex, nofollow, noarchive"))
        .content_type(media_type(&page))
        .body(bytes(page.data)))
}

fn no_web_app() -> Problem {
    let detail =
        "The web app is not part of this build. Run `make web` and build the server again.";
    Problem::new(StatusCode::NOT_FOUND, "no-web-app", detail)
}

fn is_file(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
}

/// Which of the three pages answers an address; `frontend/vite.config.ts` makes the same choice.
fn page_for(path: &str) -> &'static str {
    let mut steps = path.split('/').skip(1);
    match (steps.next(), steps.next()) {
        (Some("portal"), _) => "portal.html",
        (Some("invite" | "p" | "unsubscribe"), _) => "public.html",
        (Some("reset"), Some(token)) if !token.is_empty() => "public.html",
        _ => "index.html",
    }
}

fn file(req: &HttpRequest, name: &str) -> Option<HttpResponse> {
    let plain = Dist::get(name)?;
    let (content, encoding) = encoded(req, name).unwrap_or((plain.data.clone(), None));
    let etag = etag(&plain, encoding);
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::ETAG, etag.clone()))
        .insert_header((header::CACHE_CONTROL, cache_control(name)));
    if is_known(req, &etag) {
        return Some(response.status(StatusCode::NOT_MODIFIED).finish());
    }
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding));
    }
    Some(
        response
            .content_type(media_type(&plain))
            .body(bytes(content)),
    )
}

fn encoded(req: &HttpRequest, name: &str) -> Option<(Cow<'static, [u8]>, Option<&'static str>)> {
    let accepted = req.headers().get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    ENCODINGS
        .into_iter()
        .filter(|(encoding, _)| accepts(accepted, encoding))
        .find_map(|(encoding, suffix)| {
            Some((Dist::get(&format!("{name}{suffix}"))?.data, Some(encoding)))
        })
}

/// Whether `Accept-Encoding` names the encoding and does not refuse it with `q=0`.
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|offer| {
        let (name, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
        let weight = weight
            .trim()
            .strip_prefix("q=")
            .and_then(|q| q.parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case(encoding) && weight.is_some_and(|q| q > 0.0)
    })
}

fn etag(file: &EmbeddedFile, encoding: Option<&str>) -> String {
    let hash: String = file
        .metadata
        .sha256_hash()
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{hash}-{}\"", encoding.unwrap_or("plain"))
}

fn is_known(req: &HttpRequest, etag: &str) -> bool {
    let known = req
        .headers()
        .get(header::IF_NONE_MATCH)
        .map(HeaderValue::to_str);
    matches!(known, Some(Ok(known)) if known.split(',').any(|known| known.trim() == etag))
}

fn cache_control(name: &str) -> &'static str {
    if name.starts_with(HASHED) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn media_type(file: &EmbeddedFile) -> String {
    let media_type = file.metadata.mimetype();
    if media_type.starts_with("text/") {
        format!("{media_type}; charset=utf-8")
    } else {
        media_type.to_owned()
    }
}

fn bytes(content: Cow<'static, [u8]>) -> Bytes {
    match content {
        Cow::Borrowed(content) => Bytes::from_static(content),
        Cow::Owned(content) => Bytes::from(content),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn each_address_has_its_page() {
        for path in [
            "/",
            "/projects/0198/documents",
            "/sign-in",
            "/reset",
            "/reset/",
            "/portals",
            "/invited",
        ] {
            assert_eq!(page_for(path), "index.html", "{path}");
        }
        assert_eq!(page_for("/reset/token"), "public.html");
        assert_eq!(page_for("/invite/token"), "public.html");
        assert_eq!(page_for("/unsubscribe/token"), "public.html");
        assert_eq!(page_for("/portal"), "portal.html");
        assert_eq!(page_for("/portal/projects/0198"), "portal.html");
    }

    #[test]
    fn an_encoding_is_used_when_it_is_wanted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("identity", "br"));
    }

    #[test]
    fn unknown_files_and_other_methods_are_refused() {
        for path in [
            "/assets/nothing.js",
            "/../Cargo.toml",
            "/assets/../../Cargo.toml",
            "/.env",
        ] {
            let refused = answer(&TestRequest::get().uri(path).to_http_request());
            assert_eq!(
                refused.err().map(|problem| problem.to_string()).as_deref(),
                Some("404 not-found"),
                "{path}"
            );
        }
        assert!(answer(&TestRequest::post().uri("/").to_http_request()).is_err());
        assert!(
            answer(
                &TestRequest::with_uri("/robots.txt")
                    .method(Method::HEAD)
                    .to_http_request()
            )
            .is_ok()
        );
    }
}
