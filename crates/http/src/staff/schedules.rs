//! The schedule of a project.

use super::items::versioned;
use crate::extract::{Body, IfMatch, PathId, Staff};
use crate::problem::Problem;
use crate::shapes::schedule::{
    CreateSchedule, EditSchedule, EditedSchedule, ProjectSchedule, PublishSchedule, Schedule,
    ScheduleChanges,
};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, post};
use lintel_app::schedules::FullSchedule;
use lintel_app::{App, items, schedules};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use utoipa_actix_web::service_config::ServiceConfig;

/// Get the schedule of a project
#[utoipa::path(tag = "schedules", params(("id" = Uuid, Path)), responses((status = 200, body = ProjectSchedule)))]
#[get("/projects/{id}/schedule")]
async fn get_project_schedule(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
) -> Result<Json<ProjectSchedule>, Problem> {
    let schedule = schedules::of_project(&app, &caller, project).await?;
    Ok(Json(ProjectSchedule {
        schedule: schedule.map(Into::into),
    }))
}

/// Create the schedule of a project
///
/// A draft. `409` when the project has one.
#[utoipa::path(tag = "schedules", params(("id" = Uuid, Path)), request_body = CreateSchedule,
    responses((status = 201, body = Schedule)))]
#[post("/projects/{id}/schedule")]
async fn create_schedule(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<CreateSchedule>,
) -> Result<HttpResponse, Problem> {
    let schedule = schedules::create(&app, &caller, project, &body.0.edits).await?;
    Ok(answer(StatusCode::CREATED, schedule))
}

/// Get schedule
#[utoipa::path(tag = "schedules", params(("id" = Uuid, Path)), responses((status = 200, body = Schedule)))]
#[get("/schedules/{id}")]
async fn get_schedule(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let schedule = schedules::get(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, schedule))
}

/// Edit schedule
///
/// What waits for a task that moves moves too. `preview` shows it and changes nothing.
#[utoipa::path(tag = "schedules", params(("id" = Uuid, Path), IfMatch), request_body = EditSchedule,
    responses((status = 200, body = EditedSchedule)))]
#[post("/schedules/{id}/edits")]
async fn edit_schedule(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    IfMatch(version): IfMatch,
    body: Body<EditSchedule>,
) -> Result<HttpResponse, Problem> {
    let EditSchedule { edits, preview } = body.0;
    let edited = match preview {
        true => schedules::preview(&app, &caller, id, version, &edits).await?,
        false => schedules::edit(&app, &caller, id, version, &edits).await?,
    };
    let version = edited.schedule.item.version;
    Ok(versioned(
        StatusCode::OK,
        version,
        EditedSchedule::from(edited),
    ))
}

/// Delete schedule
///
/// It goes to the trash.
#[utoipa::path(tag = "schedules", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/schedules/{id}")]
async fn delete_schedule(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    items::delete(&app, &caller, &[Kind::Schedule], id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Keep a baseline
///
/// The schedule as it is now, instead of what was kept before.
#[utoipa::path(tag = "schedules", params(("id" = Uuid, Path)), responses((status = 200, body = Schedule)))]
#[post("/schedules/{id}/baseline")]
async fn set_baseline(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let schedule = schedules::set_baseline(&app, &caller, id, true).await?;
    Ok(answer(StatusCode::OK, schedule))
}

/// Remove the baseline
#[utoipa::path(tag = "schedules", params(("id" = Uuid, Path)), responses((status = 200, body = Schedule)))]
#[delete("/schedules/{id}/baseline")]
async fn remove_baseline(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let schedule = schedules::set_baseline(&app, &caller, id, false).await?;
    Ok(answer(StatusCode::OK, schedule))
}

/// List what publishing would change
#[utoipa::path(tag = "schedules", params(("id" = Uuid, Path)), responses((status = 200, body = ScheduleChanges)))]
#[get("/schedules/{id}/changes")]
async fn schedule_changes(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<Json<ScheduleChanges>, Problem> {
    let changes = schedules::changes(&app, &caller, id).await?;
    Ok(Json(ScheduleChanges { changes }))
}

/// Publish schedule
///
/// Whoever it is shared with, now or later, sees it as it is now, until it is published again.
#[utoipa::path(tag = "schedules", params(("id" = Uuid, Path)), request_body = PublishSchedule,
    responses((status = 200, body = Schedule)))]
#[post("/schedules/{id}/publication")]
async fn publish_schedule(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    body: Body<PublishSchedule>,
) -> Result<HttpResponse, Problem> {
    let PublishSchedule { notify, message } = body.0;
    let schedule = schedules::publish(&app, &caller, id, notify, message.as_deref()).await?;
    Ok(answer(StatusCode::OK, schedule))
}

/// Take schedule back
///
/// Clients see none until it is published again.
#[utoipa::path(tag = "schedules", params(("id" = Uuid, Path)), responses((status = 200, body = Schedule)))]
#[delete("/schedules/{id}/publication")]
async fn unpublish_schedule(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let schedule = schedules::unpublish(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, schedule))
}

fn answer(status: StatusCode, schedule: FullSchedule) -> HttpResponse {
    versioned(status, schedule.item.version, Schedule::from(schedule))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(get_project_schedule)
        .service(create_schedule)
        .service(get_schedule)
        .service(edit_schedule)
        .service(delete_schedule)
        .service(set_baseline)
        .service(remove_baseline)
        .service(schedule_changes)
        .service(publish_schedule)
        .service(unpublish_schedule);
}
