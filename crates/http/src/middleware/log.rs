//! One line per request. Never a token, an address as it was sent, or a body.

use crate::middleware::request_id;
use crate::tokens::Verified;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};
use std::time::Instant;

/// Logs method, route pattern, status, milliseconds, request id, and who by id.
pub(crate) async fn line<B: MessageBody>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let started = Instant::now();
    let res = next.call(req).await?;
    let req = res.request();
    let who = req
        .extensions()
        .get::<Verified>()
        .map_or_else(String::new, |who| who.account.to_string());
    log::info!(
        target: "lintel::requests",
        method = req.method().as_str(),
        route = req.match_pattern().unwrap_or_default().as_str(),
        status = res.status().as_u16(),
        ms = started.elapsed().as_micros() as f64 / 1000.0,
        request_id = request_id::of(req).unwrap_or_default().as_str(),
        who = who.as_str();
        "request"
    );
    Ok(res)
}
