//! JSON bodies.

use super::faults;
use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use garde::Validate;
use serde::de::DeserializeOwned;
use std::future::ready;
use std::time::Duration;

/// Most bytes of a JSON body.
pub const JSON_LIMIT: usize = 1024 * 1024;
/// How long a JSON body may take in all; `middleware::deadline` watches the pauses in between.
const DEADLINE: Duration = Duration::from_secs(60);

/// A JSON body in the shape `T`, checked by `T`'s garde rules. Every bad field is reported at once.
#[derive(Clone, Debug)]
pub struct Body<T>(pub T);

impl<T> FromRequest for Body<T>
where
    T: DeserializeOwned + Validate<Context = ()> + 'static,
{
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = is_json(req);
        let payload = payload.take();
        Box::pin(async move {
            is_json?;
            let bytes = collect(payload).await?;
            faults::read_json(&bytes)
                .map(Body)
                .map_err(Problem::invalid)
        })
    }
}

/// As [`Body`], but nothing may be sent at all.
#[derive(Clone, Debug)]
pub struct OptionalBody<T>(pub Option<T>);

impl<T> FromRequest for OptionalBody<T>
where
    T: DeserializeOwned + Validate<Context = ()> + 'static,
{
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_sent = req.headers().contains_key(header::CONTENT_TYPE)
            || header_is(req, header::CONTENT_LENGTH, |value| value != "0");
        if !is_sent {
            return Box::pin(ready(Ok(OptionalBody(None))));
        }
        let body = Body::from_request(req, payload);
        Box::pin(async { body.await.map(|Body(body)| OptionalBody(Some(body))) })
    }
}

fn is_json(req: &HttpRequest) -> Result<(), Problem> {
    let json = header_is(req, header::CONTENT_TYPE, |value| {
        let media_type = value.split(';').next().unwrap_or_default().trim();
        media_type.eq_ignore_ascii_case("application/json")
    });
    let plain = !req.headers().contains_key(header::CONTENT_ENCODING)
        || header_is(req, header::CONTENT_ENCODING, |value| {
            value.eq_ignore_ascii_case("identity")
        });
    if json && plain {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "unsupported-media-type",
        "Send the body as application/json, not compressed.",
    ))
}

fn header_is(req: &HttpRequest, name: header::HeaderName, test: impl Fn(&str) -> bool) -> bool {
    req.headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .is_some_and(test)
}

/// A whole body of at most [`JSON_LIMIT`] bytes.
pub(crate) async fn collect(payload: Payload) -> Result<Bytes, Problem> {
    tokio::time::timeout(DEADLINE, gather(payload))
        .await
        .unwrap_or_else(|_| {
            Err(Problem::new(
                StatusCode::REQUEST_TIMEOUT,
                "request-timeout",
                "The body took too long to arrive. Send it again.",
            ))
        })
}

async fn gather(mut payload: Payload) -> Result<Bytes, Problem> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Problem::from(&error))?;
        if bytes.len() + chunk.len() > JSON_LIMIT {
            return Err(Problem::too_large(JSON_LIMIT as u64));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}
