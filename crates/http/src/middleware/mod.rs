//! What every request passes through, outermost first.

pub(crate) mod deadline;
pub(crate) mod idempotency;
pub(crate) mod limits;
pub(crate) mod log;
pub(crate) mod problems;
pub(crate) mod query;
pub(crate) mod request_id;
pub(crate) mod security_headers;

use crate::problem::Problem;
use actix_web::dev::{ServiceRequest, ServiceResponse};

/// Answers a request with a problem before it reaches a handler.
fn refuse(req: ServiceRequest, problem: &Problem) -> ServiceResponse {
    let response = problem.respond_to(req.request());
    req.into_response(response)
}
