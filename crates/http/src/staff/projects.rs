//! Projects.

use crate::extract::{Body, IfMatch, PageQuery, PathId, QueryOf, Staff, etag};
use crate::problem::Problem;
use crate::shapes::project::{
    ActivityPage, CreateProject, Project, ProjectFilter, ProjectPage, UpdateProject,
};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, patch, post};
use lintel_app::projects::SeenProject;
use lintel_app::{App, projects};
use lintel_domain::ids::ProjectId;
use utoipa_actix_web::service_config::ServiceConfig;

/// List projects
#[utoipa::path(tag = "projects", params(ProjectFilter, PageQuery), responses((status = 200, body = ProjectPage)))]
#[get("/projects")]
async fn list_projects(
    app: Data<App>,
    Staff(caller): Staff,
    filter: QueryOf<ProjectFilter>,
    PageQuery(page): PageQuery,
) -> Result<Json<ProjectPage>, Problem> {
    let page = projects::list(&app, &caller, filter.0.into(), page).await?;
    Ok(Json(page.into()))
}

/// Create project
#[utoipa::path(tag = "projects", request_body = CreateProject, responses((status = 201, body = Project)))]
#[post("/projects")]
async fn create_project(
    app: Data<App>,
    Staff(caller): Staff,
    body: Body<CreateProject>,
) -> Result<HttpResponse, Problem> {
    let project = projects::create(&app, &caller, body.0.into()).await?;
    Ok(answer(StatusCode::CREATED, project))
}

/// Get project
#[utoipa::path(tag = "projects", params(("id" = Uuid, Path)), responses((status = 200, body = Project)))]
#[get("/projects/{id}")]
async fn get_project(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ProjectId>,
) -> Result<HttpResponse, Problem> {
    let project = projects::get(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, project))
}

/// Update project
#[utoipa::path(tag = "projects", params(("id" = Uuid, Path), IfMatch), request_body = UpdateProject,
    responses((status = 200, body = Project)))]
#[patch("/projects/{id}")]
async fn update_project(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ProjectId>,
    IfMatch(version): IfMatch,
    body: Body<UpdateProject>,
) -> Result<HttpResponse, Problem> {
    let project = projects::update(&app, &caller, id, version, body.0.into()).await?;
    Ok(answer(StatusCode::OK, project))
}

/// List activity
#[utoipa::path(tag = "projects", params(("id" = Uuid, Path), PageQuery), responses((status = 200, body = ActivityPage)))]
#[get("/projects/{id}/activity")]
async fn list_activity(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ProjectId>,
    PageQuery(page): PageQuery,
) -> Result<Json<ActivityPage>, Problem> {
    let page = projects::activity(&app, &caller, id, page).await?;
    Ok(Json(page.into()))
}

fn answer(status: StatusCode, seen: SeenProject) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(etag(seen.project.version))
        .json(Project::from(seen))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_projects)
        .service(create_project)
        .service(get_project)
        .service(update_project)
        .service(list_activity);
}
