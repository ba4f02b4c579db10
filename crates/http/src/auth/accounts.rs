//! Signing up, in and out.

use super::answer::{signed_in, signed_out};
use crate::cookies::Site;
use crate::extract::{Anyone, Body, CallerOrigin, OptionalBody, RefreshCookie};
use crate::problem::Problem;
use crate::shapes::auth::{Me, Refresh, Session, SignIn, SignUp, SwitchContext};
use crate::tokens::Tokens;
use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, post};
use lintel_app::{App, Error, accounts};
use utoipa_actix_web::service_config::ServiceConfig;

/// Begin an organisation
#[utoipa::path(tag = "auth", request_body = SignUp, responses((status = 201, body = Session)))]
#[post("/auth/sign-up")]
async fn sign_up(
    app: Data<App>,
    tokens: Data<Tokens>,
    site: Data<Site>,
    CallerOrigin(origin): CallerOrigin,
    body: Body<SignUp>,
) -> Result<HttpResponse, Problem> {
    let person = accounts::sign_up(&app, body.0.into(), origin).await?;
    signed_in(StatusCode::CREATED, &tokens, &site, person)
}

/// Sign in
#[utoipa::path(tag = "auth", request_body = SignIn, responses((status = 200, body = Session)))]
#[post("/auth/sign-in")]
async fn sign_in(
    app: Data<App>,
    tokens: Data<Tokens>,
    site: Data<Site>,
    CallerOrigin(origin): CallerOrigin,
    body: Body<SignIn>,
) -> Result<HttpResponse, Problem> {
    let person = accounts::sign_in(&app, &body.0.email, &body.0.password, origin).await?;
    signed_in(StatusCode::OK, &tokens, &site, person)
}

/// Exchange the refresh token for fresh tokens
///
/// It comes in the cookie or in the body, and is good once: used again later, it ends the session.
#[utoipa::path(tag = "auth", request_body = Option<Refresh>, responses((status = 200, body = Session)))]
#[post("/auth/refresh")]
async fn refresh(
    app: Data<App>,
    tokens: Data<Tokens>,
    site: Data<Site>,
    RefreshCookie(cookie): RefreshCookie,
    body: OptionalBody<Refresh>,
) -> Result<HttpResponse, Problem> {
    let token = body
        .0
        .and_then(|body| body.refresh_token)
        .or(cookie)
        .ok_or_else(Problem::not_signed_in)?;
    match accounts::refresh(&app, &token).await {
        Ok(person) => signed_in(StatusCode::OK, &tokens, &site, person),
        Err(Error::Unauthenticated) => {
            let cleared = site.cleared();
            Err(cleared
                .iter()
                .fold(Problem::not_signed_in(), |problem, cookie| {
                    problem.header(header::SET_COOKIE, &cookie.to_string())
                }))
        }
        Err(error) => Err(error.into()),
    }
}

/// End this session
#[utoipa::path(tag = "auth", responses((status = 204)))]
#[post("/auth/sign-out")]
async fn sign_out(
    app: Data<App>,
    site: Data<Site>,
    anyone: Anyone,
) -> Result<HttpResponse, Problem> {
    accounts::sign_out(&app, anyone.caller()).await?;
    Ok(signed_out(&site))
}

/// Act as a member or as a client
#[utoipa::path(tag = "auth", request_body = SwitchContext, responses((status = 200, body = Session)))]
#[post("/auth/switch")]
async fn switch_context(
    app: Data<App>,
    tokens: Data<Tokens>,
    site: Data<Site>,
    anyone: Anyone,
    CallerOrigin(origin): CallerOrigin,
    body: Body<SwitchContext>,
) -> Result<HttpResponse, Problem> {
    let person = accounts::switch(&app, anyone.caller(), body.0.context.into(), origin).await?;
    signed_in(StatusCode::OK, &tokens, &site, person)
}

/// Who is signed in, and what they may do
#[utoipa::path(tag = "auth", responses((status = 200, body = Me)))]
#[get("/me")]
async fn me(app: Data<App>, anyone: Anyone) -> Result<Json<Me>, Problem> {
    Ok(Json(accounts::me(&app, anyone.caller()).await?.into()))
}

/// Mounts them.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(sign_up)
        .service(sign_in)
        .service(refresh)
        .service(sign_out)
        .service(switch_context)
        .service(me);
}
