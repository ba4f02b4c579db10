//! Query parameters. Unknown ones are refused before a handler is reached, by the names in the
//! OpenAPI document (`middleware::query`), so that both may stand side by side in one handler.

use super::faults;
use crate::problem::{FieldError, Problem};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use garde::Validate;
use lintel_app::PageRequest;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::future::{Ready, ready};
use utoipa::IntoParams;

/// Fewest and most things of a page, and how many without `limit`.
const LIMITS: std::ops::RangeInclusive<u16> = 1..=200;
const DEFAULT_LIMIT: u16 = 50;

/// The query parameters that the shape `T` names.
#[derive(Clone, Debug)]
pub struct QueryOf<T>(pub T);

impl<T> FromRequest for QueryOf<T>
where
    T: DeserializeOwned + Validate<Context = ()> + 'static,
{
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            faults::read_query(req.query_string())
                .map(QueryOf)
                .map_err(Problem::invalid),
        )
    }
}

/// Which part of a list.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
struct PageParameters {
    /// Where the last page ended: its `next`.
    #[garde(length(max = 1000))]
    #[param(nullable = false)]
    cursor: Option<String>,
    /// How many things at most; 50 if left out.
    #[garde(skip)]
    #[param(value_type = i32, required = false, minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

/// The part of a list that is asked for: `?limit=&cursor=`.
#[derive(Clone, Debug)]
pub struct PageQuery(pub PageRequest);

impl FromRequest for PageQuery {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            page(req.query_string())
                .map(PageQuery)
                .map_err(Problem::invalid),
        )
    }
}

fn page(query: &str) -> Result<PageRequest, Vec<FieldError>> {
    let PageParameters { cursor, limit } = faults::read_query(query)?;
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    if !LIMITS.contains(&limit) {
        return Err(vec![FieldError::new(
            "/limit",
            "out_of_range",
            "Ask for 1 to 200 at a time.",
        )]);
    }
    Ok(PageRequest { limit, cursor })
}

impl IntoParams for PageQuery {
    fn into_params(
        place: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
    ) -> Vec<utoipa::openapi::path::Parameter> {
        PageParameters::into_params(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(query: &str) -> Vec<(String, &'static str)> {
        page(query)
            .map(|_| vec![])
            .unwrap_or_else(|errors| errors.into_iter().map(|e| (e.pointer, e.code)).collect())
    }

    #[test]
    fn a_page_has_50_things_unless_asked_otherwise() {
        assert_eq!(page("").expect("a page").limit, 50);
        assert_eq!(
            page("limit=200&cursor=abc")
                .expect("a page")
                .cursor
                .as_deref(),
            Some("abc")
        );
    }

    #[test]
    fn a_bad_limit_is_named() {
        for query in ["limit=0", "limit=201"] {
            assert_eq!(
                codes(query),
                [("/limit".to_owned(), "out_of_range")],
                "{query}"
            );
        }
        for query in ["limit=-1", "limit=many", "limit=99999999999"] {
            assert_eq!(codes(query), [("/limit".to_owned(), "invalid")], "{query}");
        }
    }
}
