//! Reports.

use super::items::versioned;
use crate::content;
use crate::extract::{Body, IfMatch, PageQuery, PathId, QueryOf, Staff};
use crate::problem::Problem;
use crate::shapes::file::Binary;
use crate::shapes::form::{
    CreateReport, Report, ReportMoved, ReportPage, ReportQuery, UpdateReport,
};
use crate::shapes::record::{Picture, Reopen, UploadPicture};
use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, delete, get, patch, post};
use lintel_app::reports::FullReport;
use lintel_app::{App, items, reports, sheets};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use utoipa_actix_web::service_config::ServiceConfig;

/// List reports
///
/// Newest first, drafts and completed ones.
#[utoipa::path(tag = "reports", params(("id" = Uuid, Path), ReportQuery, PageQuery),
    responses((status = 200, body = ReportPage)))]
#[get("/projects/{id}/reports")]
async fn list_reports(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    query: QueryOf<ReportQuery>,
    PageQuery(page): PageQuery,
) -> Result<Json<ReportPage>, Problem> {
    let ReportQuery { state, q } = query.0;
    let text = q.filter(|text| !text.is_empty());
    let state = state.map(Into::into);
    let page = reports::list(&app, &caller, project, state, text, &page).await?;
    Ok(Json(page.into()))
}

/// Create report
///
/// A draft, made with the newest revision of a form.
#[utoipa::path(tag = "reports", params(("id" = Uuid, Path)), request_body = CreateReport,
    responses((status = 201, body = Report)))]
#[post("/projects/{id}/reports")]
async fn create_report(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(project): PathId<ProjectId>,
    body: Body<CreateReport>,
) -> Result<HttpResponse, Problem> {
    let CreateReport { template_id, title } = body.0;
    let report = reports::create(&app, &caller, project, template_id.into(), title).await?;
    Ok(answer(StatusCode::CREATED, report))
}

/// Get report
#[utoipa::path(tag = "reports", params(("id" = Uuid, Path)), responses((status = 200, body = Report)))]
#[get("/reports/{id}")]
async fn get_report(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let report = reports::get(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, report))
}

/// Print report
///
/// A PDF. `503` while its pictures are prepared.
#[utoipa::path(tag = "reports", params(("id" = Uuid, Path)),
    responses((status = 200, body = inline(Binary), content_type = "application/pdf")))]
#[get("/reports/{id}/pdf")]
async fn report_pdf(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    Ok(content::pdf(sheets::report(&app, &caller, id).await?))
}

/// Update report
///
/// A draft. An answer that does not fit is told, and nothing of the change is taken.
#[utoipa::path(tag = "reports", params(("id" = Uuid, Path), IfMatch), request_body = UpdateReport,
    responses((status = 200, body = Report)))]
#[patch("/reports/{id}")]
async fn update_report(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    IfMatch(version): IfMatch,
    body: Body<UpdateReport>,
) -> Result<HttpResponse, Problem> {
    let report = reports::update(&app, &caller, id, version, body.0.into()).await?;
    Ok(answer(StatusCode::OK, report))
}

/// Delete report
///
/// It goes to the trash.
#[utoipa::path(tag = "reports", params(("id" = Uuid, Path)), responses((status = 204)))]
#[delete("/reports/{id}")]
async fn delete_report(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    items::delete(&app, &caller, &[Kind::Report], id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Upload picture of a report
///
/// For a field. Of a signature the new one replaces the one before.
#[utoipa::path(tag = "reports", params(("id" = Uuid, Path)),
    request_body(content = UploadPicture, content_type = "multipart/form-data"),
    responses((status = 201, body = Picture)))]
#[post("/reports/{id}/pictures")]
async fn upload_report_picture(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    super::pictures::upload(&app, &caller, Kind::Report, id, form).await
}

/// Move report to the newest revision of its form
///
/// A draft. Answers that it does not ask for any more are dropped, and told.
#[utoipa::path(tag = "reports", params(("id" = Uuid, Path)), responses((status = 200, body = ReportMoved)))]
#[post("/reports/{id}/template")]
async fn update_report_template(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let (report, dropped) = reports::update_template(&app, &caller, id).await?;
    let moved = ReportMoved {
        dropped: dropped.into_iter().map(Into::into).collect(),
        report: report.into(),
    };
    Ok(versioned(StatusCode::OK, moved.report.item.version, moved))
}

/// Complete report
///
/// Every gap is named. Clients it is shared with see it from now on.
#[utoipa::path(tag = "reports", params(("id" = Uuid, Path)), responses((status = 200, body = Report)))]
#[post("/reports/{id}/completion")]
async fn complete_report(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<HttpResponse, Problem> {
    let report = reports::complete(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, report))
}

/// Reopen report
///
/// It is a draft again, which clients do not see.
#[utoipa::path(tag = "reports", params(("id" = Uuid, Path)), request_body = Reopen,
    responses((status = 200, body = Report)))]
#[post("/reports/{id}/reopening")]
async fn reopen_report(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
    body: Body<Reopen>,
) -> Result<HttpResponse, Problem> {
    let report = reports::reopen(&app, &caller, id, &body.0.reason).await?;
    Ok(answer(StatusCode::OK, report))
}

fn answer(status: StatusCode, report: FullReport) -> HttpResponse {
    versioned(status, report.item.version, Report::from(report))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_reports)
        .service(create_report)
        .service(get_report)
        .service(report_pdf)
        .service(update_report)
        .service(delete_report)
        .service(upload_report_picture)
        .service(update_report_template)
        .service(complete_report)
        .service(reopen_report);
}
