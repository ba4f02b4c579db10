//! The audit log.

use crate::extract::{PageQuery, Staff};
use crate::problem::Problem;
use crate::shapes::audit::AuditPage;
use actix_web::get;
use actix_web::web::{Data, Json};
use lintel_app::{App, audit};
use utoipa_actix_web::service_config::ServiceConfig;

/// List audit
#[utoipa::path(tag = "organisation", params(PageQuery), responses((status = 200, body = AuditPage)))]
#[get("/audit")]
async fn list_audit(
    app: Data<App>,
    Staff(caller): Staff,
    PageQuery(page): PageQuery,
) -> Result<Json<AuditPage>, Problem> {
    Ok(Json(audit::list(&app, &caller, page).await?.into()))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(list_audit);
}
