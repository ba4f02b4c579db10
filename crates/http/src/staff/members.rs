//! Members and their roles.

use crate::extract::{Body, IfMatch, PageQuery, PathId, Staff, etag};
use crate::problem::Problem;
use crate::shapes::common::ProjectIds;
use crate::shapes::member::{InviteMember, Member, MemberPage, UpdateMember};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post, put};
use lintel_app::members::SeenMember;
use lintel_app::{App, members};
use lintel_domain::ids::MemberId;
use utoipa_actix_web::service_config::ServiceConfig;

/// List members
#[utoipa::path(tag = "members", params(PageQuery), responses((status = 200, body = MemberPage)))]
#[get("/members")]
async fn list_members(
    app: Data<App>,
    Staff(caller): Staff,
    PageQuery(page): PageQuery,
) -> Result<Json<MemberPage>, Problem> {
    Ok(Json(members::list(&app, &caller, page).await?.into()))
}

/// Invite member
#[utoipa::path(tag = "members", request_body = InviteMember, responses((status = 201, body = Member)))]
#[post("/member-invitations")]
async fn invite_member(
    app: Data<App>,
    Staff(caller): Staff,
    body: Body<InviteMember>,
) -> Result<HttpResponse, Problem> {
    let member = members::invite(&app, &caller, body.0.into()).await?;
    Ok(answer(StatusCode::CREATED, member))
}

/// Resend member invitation
#[utoipa::path(tag = "members", params(("id" = Uuid, Path)), responses((status = 200, body = Member)))]
#[post("/members/{id}/invitation")]
async fn resend_member_invitation(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<MemberId>,
) -> Result<HttpResponse, Problem> {
    let member = members::resend(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, member))
}

/// Update member
#[utoipa::path(tag = "members", params(("id" = Uuid, Path), IfMatch), request_body = UpdateMember,
    responses((status = 200, body = Member)))]
#[patch("/members/{id}")]
async fn update_member(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<MemberId>,
    IfMatch(version): IfMatch,
    body: Body<UpdateMember>,
) -> Result<HttpResponse, Problem> {
    let member = members::change_role(&app, &caller, id, version, body.0.role.into()).await?;
    Ok(answer(StatusCode::OK, member))
}

/// Remove member
#[utoipa::path(tag = "members", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/members/{id}")]
async fn remove_member(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<MemberId>,
) -> Result<HttpResponse, Problem> {
    members::remove(&app, &caller, id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Assign member
#[utoipa::path(tag = "members", params(("id" = Uuid, Path), IfMatch), request_body = ProjectIds,
    responses((status = 200, body = Member)))]
#[put("/members/{id}/projects")]
async fn assign_member(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<MemberId>,
    IfMatch(version): IfMatch,
    body: Body<ProjectIds>,
) -> Result<HttpResponse, Problem> {
    let projects = body.0.project_ids.into_iter().map(Into::into).collect();
    let member = members::assign(&app, &caller, id, version, projects).await?;
    Ok(answer(StatusCode::OK, member))
}

fn answer(status: StatusCode, seen: SeenMember) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(etag(seen.member.version))
        .json(Member::from(seen))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_members)
        .service(invite_member)
        .service(resend_member_invitation)
        .service(update_member)
        .service(remove_member)
        .service(assign_member);
}
