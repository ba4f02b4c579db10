//! What a person who has just signed in is given: tokens in the body and in cookies.

use crate::cookies::Site;
use crate::problem::Problem;
use crate::shapes::auth::Session;
use crate::tokens::{LIFETIME, Tokens};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, HttpResponseBuilder};
use lintel_app::accounts::SignedIn;

/// The answer to a sign-in of any kind.
pub(super) fn signed_in(
    status: StatusCode,
    tokens: &Data<Tokens>,
    site: &Data<Site>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Problem> {
    let surface = signed_in.session.surface;
    let access = tokens.issue(surface.into(), signed_in.account.id, signed_in.session.id)?;
    let refresh = site.refresh(signed_in.refresh_token.clone(), signed_in.refresh_lasts());
    let role = signed_in
        .membership
        .as_ref()
        .map(|membership| membership.role.into());
    let session = Session {
        access_token: access.clone(),
        token_type: "Bearer",
        expires_in: LIFETIME.num_seconds(),
        audience: surface.into(),
        account: signed_in.account.into(),
        organisation: signed_in
            .membership
            .map(|membership| membership.organisation.into()),
        role,
        contexts: signed_in.contexts.into_iter().map(Into::into).collect(),
    };
    let mut answer = HttpResponseBuilder::new(status);
    Ok(answer
        .cookie(site.access(access))
        .cookie(refresh)
        .json(session))
}

/// An answer without a body that takes the cookies away.
pub(super) fn signed_out(site: &Data<Site>) -> HttpResponse {
    let mut answer = HttpResponse::NoContent();
    for cookie in site.cleared() {
        answer.cookie(cookie);
    }
    answer.finish()
}
