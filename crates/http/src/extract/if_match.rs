//! Editing at once: the version a caller has seen.

use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderName};
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, Required, Type};

/// The version of `If-Match`; `None` without the header or with `*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub Option<i64>);

/// The header of an answer that carries an editable thing.
pub fn etag(version: i64) -> (HeaderName, String) {
    (header::ETAG, format!("\"{version}\""))
}

/// Proxies that compress turn `"3"` into `W/"3"`; it means the same version.
fn version(value: &str) -> Option<Option<i64>> {
    let value = value.trim();
    if value == "*" {
        return Some(None);
    }
    let quoted = value.strip_prefix("W/").unwrap_or(value);
    quoted
        .strip_prefix('"')?
        .strip_suffix('"')?
        .parse()
        .ok()
        .map(Some)
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = req.headers().get(header::IF_MATCH) else {
            return ready(Ok(IfMatch(None)));
        };
        let version = value.to_str().ok().and_then(version);
        ready(version.map(IfMatch).ok_or_else(|| {
            Problem::bad_request(
                "invalid-if-match",
                "Send the ETag of the last answer in If-Match, for example \"3\".",
            )
        }))
    }
}

impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let schema = ObjectBuilder::new().schema_type(Type::String).build();
        vec![
            ParameterBuilder::new()
                .name("If-Match")
                .parameter_in(ParameterIn::Header)
                .required(Required::False)
                .description(Some(
                    "The ETag of the version that is changed; a stale one is refused with 412.",
                ))
                .schema(Some(schema))
                .build(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::ResponseError;
    use actix_web::test::TestRequest;

    fn extracted(value: Option<&str>) -> Result<Option<i64>, u16> {
        let mut req = TestRequest::patch();
        if let Some(value) = value {
            req = req.insert_header((header::IF_MATCH, value));
        }
        let result = IfMatch::from_request(&req.to_http_request(), &mut Payload::None).into_inner();
        result
            .map(|IfMatch(version)| version)
            .map_err(|problem| problem.status_code().as_u16())
    }

    #[test]
    fn an_etag_comes_back_as_the_version_it_was_made_from() {
        assert_eq!(extracted(None), Ok(None));
        assert_eq!(extracted(Some("*")), Ok(None));
        assert_eq!(extracted(Some(&etag(3).1)), Ok(Some(3)));
        assert_eq!(extracted(Some("W/\"3\"")), Ok(Some(3)));
    }

    #[test]
    fn anything_else_is_a_bad_request() {
        for value in ["3", "\"\"", "\"three\"", "\"3", "\"1\", \"2\"", ""] {
            assert_eq!(extracted(Some(value)), Err(400), "{value}");
        }
    }
}
