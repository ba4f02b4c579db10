//! Daily logs.

use super::items::versioned;
use crate::content;
use crate::extract::{Body, IfMatch, PageQuery, PathId, QueryOf, Staff};
use crate::problem::Problem;
use crate::shapes::daily_log::{
    DailyLog, DailyLogPage, DailyLogQuery, HoursByTrade, HoursQuery, MergeDailyLogs, WriteDailyLog,
};
use crate::shapes::file::Binary;
use crate::shapes::record::{Picture, Reopen, UploadPicture};
use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post};
use lintel_app::daily_logs::FullLog;
use lintel_app::{App, daily_logs, items, sheets};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use utoipa_actix_web::service_config::ServiceConfig;

/// List daily logs
///
/// The newest day first, drafts and submitted ones.
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path), DailyLogQuery, PageQuery),
    responses((status = 200, body = DailyLogPage)))]
#[get("/projects/{id}/daily-logs")]
async fn list_daily_logs(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<DailyLogQuery>,
    PageQuery(page): PageQuery,
) -> Result<Json<DailyLogPage>, Problem> {
    let page = daily_logs::list(&app, &caller, project, query.0.into(), &page).await?;
    Ok(Json(page.into()))
}

/// Create daily log
///
/// A draft. A day may have several: `same_day` names the others.
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path)), request_body = WriteDailyLog,
    responses((status = 201, body = DailyLog)))]
#[post("/projects/{id}/daily-logs")]
async fn create_daily_log(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<WriteDailyLog>,
) -> Result<HttpResponse, Problem> {
    let log = daily_logs::create(&app, &caller, project, body.0.into()).await?;
    Ok(answer(StatusCode::CREATED, log))
}

/// Get daily log
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path)), responses((status = 200, body = DailyLog)))]
#[get("/daily-logs/{id}")]
async fn get_daily_log(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let log = daily_logs::get(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, log))
}

/// Print daily log
///
/// A PDF of what clients get when it is shared with them. `503` while its pictures are prepared.
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path)),
    responses((status = 200, body = inline(Binary), content_type = "application/pdf")))]
#[get("/daily-logs/{id}/pdf")]
async fn daily_log_pdf(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    Ok(content::pdf(sheets::daily_log(&app, &caller, id).await?))
}

/// Update daily log
///
/// A submitted one is opened again first; only `hide_time_cards` can be changed at any time.
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path), IfMatch), request_body = WriteDailyLog,
    responses((status = 200, body = DailyLog)))]
#[patch("/daily-logs/{id}")]
async fn update_daily_log(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    IfMatch(version): IfMatch,
    body: Body<WriteDailyLog>,
) -> Result<HttpResponse, Problem> {
    let log = daily_logs::update(&app, &caller, id, version, body.0.into()).await?;
    Ok(answer(StatusCode::OK, log))
}

/// Delete daily log
///
/// It goes to the trash.
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/daily-logs/{id}")]
async fn delete_daily_log(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    items::delete(&app, &caller, &[Kind::DailyLog], id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Submit daily log
///
/// Every gap is named. Clients it is shared with see it from now on.
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path)), responses((status = 200, body = DailyLog)))]
#[post("/daily-logs/{id}/submission")]
async fn submit_daily_log(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let log = daily_logs::submit(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, log))
}

/// Reopen daily log
///
/// It is a draft again, which clients do not see.
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path)), request_body = Reopen,
    responses((status = 200, body = DailyLog)))]
#[post("/daily-logs/{id}/reopening")]
async fn reopen_daily_log(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    body: Body<Reopen>,
) -> Result<HttpResponse, Problem> {
    let log = daily_logs::reopen(&app, &caller, id, &body.0.reason).await?;
    Ok(answer(StatusCode::OK, log))
}

/// Merge daily logs
///
/// Adds what another draft of the same day says; that one goes to the trash.
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path)), request_body = MergeDailyLogs,
    responses((status = 200, body = DailyLog)))]
#[post("/daily-logs/{id}/merge")]
async fn merge_daily_logs(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    body: Body<MergeDailyLogs>,
) -> Result<HttpResponse, Problem> {
    let log = daily_logs::merge(&app, &caller, id, body.0.from.into()).await?;
    Ok(answer(StatusCode::OK, log))
}

/// Upload picture of a daily log
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path)),
    request_body(content = UploadPicture, content_type = "multipart/form-data"),
    responses((status = 201, body = Picture)))]
#[post("/daily-logs/{id}/pictures")]
async fn upload_daily_log_picture(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    super::pictures::upload(&app, &caller, Kind::DailyLog, id, form).await
}

/// Hours by day and trade
#[utoipa::path(tag = "daily logs", params(("id" = Uuid, Path), HoursQuery),
    responses((status = 200, body = HoursByTrade)))]
#[get("/projects/{id}/hours")]
async fn hours(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<HoursQuery>,
) -> Result<Json<HoursByTrade>, Problem> {
    let HoursQuery { from, to } = query.0;
    let hours = daily_logs::hours(&app, &caller, project, from, to).await?;
    Ok(Json(hours.into()))
}

fn answer(status: StatusCode, log: FullLog) -> HttpResponse {
    versioned(status, log.item.version, DailyLog::from(log))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_daily_logs)
        .service(create_daily_log)
        .service(get_daily_log)
        .service(daily_log_pdf)
        .service(update_daily_log)
        .service(delete_daily_log)
        .service(submit_daily_log)
        .service(reopen_daily_log)
        .service(merge_daily_logs)
        .service(upload_daily_log_picture)
        .service(hours);
}
