//! Inviting clients, and which projects they may look into.

use super::clients::answer;
use crate::extract::{Body, IfMatch, PathId, Staff};
use crate::problem::Problem;
use crate::shapes::client::{Client, InviteClient};
use crate::shapes::common::ProjectIds;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, delete, post, put};
use lintel_app::{App, client_access};
use lintel_domain::ids::{ClientId, ProjectId};
use utoipa_actix_web::service_config::ServiceConfig;

/// Invite client
#[utoipa::path(tag = "clients", request_body = InviteClient, responses((status = 201, body = Client)))]
#[post("/client-invitations")]
async fn invite_client(
    app: Data<App>,
    Staff(caller): Staff,
    body: Body<InviteClient>,
) -> Result<HttpResponse, Problem> {
    let client = client_access::invite(&app, &caller, body.0.into()).await?;
    Ok(answer(StatusCode::CREATED, client))
}

/// Resend client invitation
#[utoipa::path(tag = "clients", params(("id" = Uuid, Path)), responses((status = 200, body = Client)))]
#[post("/clients/{id}/invitation")]
async fn resend_client_invitation(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ClientId>,
) -> Result<HttpResponse, Problem> {
    let client = client_access::resend(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, client))
}

/// Set client projects
#[utoipa::path(tag = "clients", params(("id" = Uuid, Path), IfMatch), request_body = ProjectIds,
    responses((status = 200, body = Client)))]
#[put("/clients/{id}/projects")]
async fn set_client_projects(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ClientId>,
    IfMatch(version): IfMatch,
    body: Body<ProjectIds>,
) -> Result<HttpResponse, Problem> {
    let projects = body.0.project_ids.into_iter().map(Into::into).collect();
    let client = client_access::set_projects(&app, &caller, id, version, projects).await?;
    Ok(answer(StatusCode::OK, client))
}

/// Remove client project
#[utoipa::path(tag = "clients", params(("id" = Uuid, Path), ("project_id" = Uuid, Path)),
    responses((status = 204)))]
#[delete("/clients/{id}/projects/{project_id}")]
async fn remove_client_project(
    app: Data<App>,
    Staff(caller): Staff,
    PathId((client, project)): PathId<(ClientId, ProjectId)>,
) -> Result<HttpResponse, Problem> {
    client_access::remove_project(&app, &caller, client, project).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Revoke client
#[utoipa::path(tag = "clients", params(("id" = Uuid, Path)), responses((status = 200, body = Client)))]
#[post("/clients/{id}/revoke")]
async fn revoke_client(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ClientId>,
) -> Result<HttpResponse, Problem> {
    let client = client_access::revoke(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, client))
}

/// Restore client
#[utoipa::path(tag = "clients", params(("id" = Uuid, Path)), request_body = ProjectIds,
    responses((status = 200, body = Client)))]
#[post("/clients/{id}/restore")]
async fn restore_client(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ClientId>,
    body: Body<ProjectIds>,
) -> Result<HttpResponse, Problem> {
    let projects = body.0.project_ids.into_iter().map(Into::into).collect();
    let client = client_access::restore(&app, &caller, id, projects).await?;
    Ok(answer(StatusCode::OK, client))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(invite_client)
        .service(resend_client_invitation)
        .service(set_client_projects)
        .service(remove_client_project)
        .service(revoke_client)
        .service(restore_client);
}
