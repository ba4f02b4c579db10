//! A person's own sessions.

use crate::extract::{Anyone, PathId};
use crate::problem::Problem;
use crate::shapes::auth::{SessionInfo, SessionList};
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get};
use lintel_app::{App, sessions};
use lintel_domain::ids::SessionId;
use utoipa_actix_web::service_config::ServiceConfig;

/// Where I am signed in
#[utoipa::path(tag = "auth", responses((status = 200, body = SessionList)))]
#[get("/auth/sessions")]
async fn list_sessions(app: Data<App>, anyone: Anyone) -> Result<Json<SessionList>, Problem> {
    let (sessions, own) = sessions::list(&app, anyone.caller()).await?;
    Ok(Json(
        sessions
            .into_iter()
            .map(|session| SessionInfo::seen_from(own, session))
            .collect(),
    ))
}

/// End all my sessions but this one
#[utoipa::path(tag = "auth", responses((status = 204)))]
#[delete("/auth/sessions")]
async fn end_other_sessions(app: Data<App>, anyone: Anyone) -> Result<HttpResponse, Problem> {
    sessions::end_others(&app, anyone.caller()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End one of my sessions
#[utoipa::path(tag = "auth", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/auth/sessions/{id}")]
async fn end_session(
    app: Data<App>,
    anyone: Anyone,
    PathId(id): PathId<SessionId>,
) -> Result<HttpResponse, Problem> {
    sessions::end(&app, anyone.caller(), id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Mounts them.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_sessions)
        .service(end_other_sessions)
        .service(end_session);
}
