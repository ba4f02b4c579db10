//! Passwords: a new one by letter, or in place of the old one.

use crate::extract::{Anyone, Body, CallerOrigin};
use crate::problem::Problem;
use crate::shapes::auth::{
    ChangePassword, ConfirmPasswordReset, PasswordReset, RequestPasswordReset,
};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use lintel_app::{App, passwords};
use utoipa_actix_web::service_config::ServiceConfig;

/// Ask for a link to set a new password
///
/// Answers the same whether the address has an account or not.
#[utoipa::path(tag = "auth", request_body = RequestPasswordReset, responses((status = 202)))]
#[post("/auth/password-reset")]
async fn request_password_reset(
    app: Data<App>,
    body: Body<RequestPasswordReset>,
) -> Result<HttpResponse, Problem> {
    passwords::request_reset(&app, &body.0.email).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Whether a link to set a new password still works
#[utoipa::path(tag = "auth", params(("token" = String, Path)), responses((status = 200, body = PasswordReset)))]
#[get("/auth/password-reset/{token}")]
async fn check_password_reset(
    app: Data<App>,
    token: Path<String>,
) -> Result<Json<PasswordReset>, Problem> {
    Ok(Json(passwords::check_reset(&app, &token).await?.into()))
}

/// Set a new password by a link
///
/// Ends every session of the account.
#[utoipa::path(tag = "auth", request_body = ConfirmPasswordReset, responses((status = 204)))]
#[post("/auth/password-reset/confirm")]
async fn confirm_password_reset(
    app: Data<App>,
    body: Body<ConfirmPasswordReset>,
) -> Result<HttpResponse, Problem> {
    passwords::confirm_reset(&app, &body.0.token, &body.0.password).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Change the password
///
/// Ends every other session of the account.
#[utoipa::path(tag = "auth", request_body = ChangePassword, responses((status = 204)))]
#[post("/auth/password")]
async fn change_password(
    app: Data<App>,
    anyone: Anyone,
    CallerOrigin(origin): CallerOrigin,
    body: Body<ChangePassword>,
) -> Result<HttpResponse, Problem> {
    let ChangePassword {
        current_password,
        new_password,
    } = body.0;
    passwords::change(
        &app,
        anyone.caller(),
        &current_password,
        &new_password,
        origin,
    )
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Mounts them.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(request_password_reset)
        .service(confirm_password_reset)
        .service(check_password_reset)
        .service(change_password);
}
