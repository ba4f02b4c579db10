//! Query parameters that an operation's description does not name are refused.

use crate::extract::control_character;
use crate::openapi::Operations;
use crate::problem::{FieldError, Problem};
use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;

/// Refuses unknown names, and text that holds U+0000.
pub(crate) async fn check<B: MessageBody + 'static>(
    operations: Data<Operations>,
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let faults = if req.query_string().is_empty() {
        Vec::new()
    } else {
        faults(&operations, &req)
    };
    if faults.is_empty() {
        return Ok(next.call(req).await?.map_into_boxed_body());
    }
    Ok(super::refuse(req, &Problem::invalid(faults)))
}

fn faults(operations: &Operations, req: &ServiceRequest) -> Vec<FieldError> {
    let pattern = req.match_pattern().unwrap_or_default();
    let Some(known) = operations.query_parameters(&pattern, req.method()) else {
        return Vec::new();
    };
    let pairs = url::form_urlencoded::parse(req.query_string().as_bytes());
    pairs
        .filter_map(|(name, value)| {
            let pointer = format!("/{name}");
            if !known.contains(name.as_ref()) {
                let message = "There is no such query parameter. Leave it out.";
                Some(FieldError::new(pointer, "unknown_parameter", message))
            } else if value.contains('\0') {
                Some(control_character(&pointer))
            } else {
                None
            }
        })
        .collect()
}
