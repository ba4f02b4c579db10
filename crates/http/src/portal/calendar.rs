//! A client's schedule in their own calendar.

use crate::extract::{Client, PathId};
use crate::problem::Problem;
use crate::shapes::file::Binary;
use crate::shapes::portal_records::CalendarAddress;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use lintel_app::{App, calendars};
use lintel_domain::ids::ProjectId;
use utoipa_actix_web::service_config::ServiceConfig;

/// The address of my calendar of a project
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path)), responses((status = 200, body = CalendarAddress)))]
#[get("/portal/projects/{id}/calendar")]
async fn portal_get_calendar(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<ProjectId>,
) -> Result<Json<CalendarAddress>, Problem> {
    let url = calendars::address(&app, &caller, id).await?;
    Ok(Json(url.into()))
}

/// Make an address of my calendar of a project
///
/// A calendar program subscribes to it. One that was there before leads nowhere any more.
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path)), responses((status = 201, body = CalendarAddress)))]
#[post("/portal/projects/{id}/calendar")]
async fn portal_make_calendar(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<ProjectId>,
) -> Result<HttpResponse, Problem> {
    let url = calendars::make_address(&app, &caller, id).await?;
    Ok(HttpResponse::Created().json(CalendarAddress::from(Some(url))))
}

/// Remove the address of my calendar of a project
#[utoipa::path(tag = "portal", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/portal/projects/{id}/calendar")]
async fn portal_remove_calendar(
    app: Data<App>,
    Client(caller): Client,
    PathId(id): PathId<ProjectId>,
) -> Result<HttpResponse, Problem> {
    calendars::remove_address(&app, &caller, id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Read a calendar
///
/// As iCalendar (RFC 5545). The address is its own key; it ends with its client's access.
#[utoipa::path(tag = "portal", params(("token" = String, Path)),
    responses((status = 200, body = inline(Binary), content_type = "text/calendar")))]
#[get("/calendar/{token}.ics")]
async fn read_calendar(app: Data<App>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let calendar = calendars::read(&app, &token).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .body(calendar))
}

/// Mounts them.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(portal_get_calendar)
        .service(portal_make_calendar)
        .service(portal_remove_calendar)
        .service(read_calendar);
}
