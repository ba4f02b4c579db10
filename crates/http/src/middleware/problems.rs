//! Whatever was refused, by us or by actix, is answered as a problem.

use crate::problem::Problem;
use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

/// Renders refusals.
pub(crate) async fn render<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let res = next.call(req).await?;
    let Some(problem) = res.response().error().map(Problem::of) else {
        return Ok(res.map_into_boxed_body());
    };
    let (req, _) = res.into_parts();
    let response = problem.respond_to(&req);
    Ok(ServiceResponse::new(req, response))
}
