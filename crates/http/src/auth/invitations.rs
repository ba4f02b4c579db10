//! Opening and accepting an invitation by its link.

use super::answer::signed_in;
use crate::cookies::Site;
use crate::extract::{Anyone, Body, CallerOrigin};
use crate::problem::Problem;
use crate::shapes::auth::{AcceptInvitation, Invitation, Session};
use crate::tokens::Tokens;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use lintel_app::App;
use lintel_app::acceptance::{self, Acceptance};
use utoipa_actix_web::service_config::ServiceConfig;

/// What an invitation offers
///
/// Looking never uses it up: mail scanners look too.
#[utoipa::path(tag = "invitations", params(("token" = String, Path)), responses((status = 200, body = Invitation)))]
#[get("/invitations/{token}")]
async fn get_invitation(app: Data<App>, token: Path<String>) -> Result<Json<Invitation>, Problem> {
    Ok(Json(acceptance::open(&app, &token).await?.into()))
}

/// Accept an invitation
#[utoipa::path(tag = "invitations", params(("token" = String, Path)), request_body = AcceptInvitation,
    responses((status = 200, body = Session)))]
#[post("/invitations/{token}/accept")]
async fn accept_invitation(
    app: Data<App>,
    tokens: Data<Tokens>,
    site: Data<Site>,
    token: Path<String>,
    anyone: Option<Anyone>,
    CallerOrigin(origin): CallerOrigin,
    body: Body<AcceptInvitation>,
) -> Result<HttpResponse, Problem> {
    let answer = Acceptance {
        name: body.0.name,
        password: body.0.password,
        signed_in: anyone.map(|anyone| anyone.caller().clone()),
    };
    let person = acceptance::accept(&app, &token, answer, origin).await?;
    signed_in(StatusCode::OK, &tokens, &site, person)
}

/// Mounts them.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(get_invitation).service(accept_invitation);
}
