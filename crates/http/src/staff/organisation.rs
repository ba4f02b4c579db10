//! The organisation's settings.

use crate::extract::{Body, IfMatch, Staff, etag};
use crate::problem::Problem;
use crate::shapes::organisation::{Organisation, PortalImpact, UpdateOrganisation};
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, patch};
use lintel_app::{App, organisation};
use utoipa_actix_web::service_config::ServiceConfig;

/// Get organisation
#[utoipa::path(tag = "organisation", responses((status = 200, body = Organisation)))]
#[get("/organisation")]
async fn get_organisation(app: Data<App>, Staff(caller): Staff) -> Result<HttpResponse, Problem> {
    Ok(answer(&app, organisation::get(&app, &caller).await?))
}

/// Update organisation
#[utoipa::path(tag = "organisation", params(IfMatch), request_body = UpdateOrganisation,
    responses((status = 200, body = Organisation)))]
#[patch("/organisation")]
async fn update_organisation(
    app: Data<App>,
    Staff(caller): Staff,
    IfMatch(version): IfMatch,
    body: Body<UpdateOrganisation>,
) -> Result<HttpResponse, Problem> {
    let organisation = organisation::update(&app, &caller, version, body.0.into()).await?;
    Ok(answer(&app, organisation))
}

/// Portal switch preflight
#[utoipa::path(tag = "organisation", responses((status = 200, body = PortalImpact)))]
#[get("/organisation/portal-impact")]
async fn portal_switch_preflight(
    app: Data<App>,
    Staff(caller): Staff,
) -> Result<Json<PortalImpact>, Problem> {
    Ok(Json(
        organisation::portal_impact(&app, &caller).await?.into(),
    ))
}

fn answer(app: &App, organisation: organisation::Organisation) -> HttpResponse {
    let quota = app.settings.storage_quota_bytes;
    HttpResponse::Ok()
        .insert_header(etag(organisation.version))
        .json(Organisation::new(organisation, quota))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(get_organisation)
        .service(update_organisation)
        .service(portal_switch_preflight);
}
