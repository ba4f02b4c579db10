//! Forms.

use super::items::versioned;
use crate::extract::{Body, IfMatch, PathId, QueryOf, Staff};
use crate::problem::Problem;
use crate::shapes::form::{
    CreateFormTemplate, FormLibrary, FormQuery, FormTemplate, FormTemplateList, UpdateFormTemplate,
};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, patch, post};
use lintel_app::{App, forms};
use lintel_domain::ids::FormTemplateId;
use utoipa_actix_web::service_config::ServiceConfig;

/// List forms
#[utoipa::path(tag = "forms", params(FormQuery), responses((status = 200, body = FormTemplateList)))]
#[get("/form-templates")]
async fn list_form_templates(
    app: Data<App>,
    Staff(caller): Staff,
    query: QueryOf<FormQuery>,
) -> Result<Json<FormTemplateList>, Problem> {
    let archived = query.0.archived.unwrap_or(false);
    let templates = forms::list(&app, &caller, archived).await?;
    Ok(Json(templates.into_iter().collect()))
}

/// List the forms that Lintel comes with
#[utoipa::path(tag = "forms", responses((status = 200, body = FormLibrary)))]
#[get("/form-templates/library")]
async fn form_library(app: Data<App>, Staff(caller): Staff) -> Result<Json<FormLibrary>, Problem> {
    let forms = forms::shipped(&app, &caller).await?;
    Ok(Json(forms.iter().collect()))
}

/// Create form
#[utoipa::path(tag = "forms", request_body = CreateFormTemplate, responses((status = 201, body = FormTemplate)))]
#[post("/form-templates")]
async fn create_form_template(
    app: Data<App>,
    Staff(caller): Staff,
    body: Body<CreateFormTemplate>,
) -> Result<HttpResponse, Problem> {
    let template = forms::create(&app, &caller, body.0.try_into()?).await?;
    Ok(answer(StatusCode::CREATED, template))
}

/// Get form
#[utoipa::path(tag = "forms", params(("id" = Uuid, Path)), responses((status = 200, body = FormTemplate)))]
#[get("/form-templates/{id}")]
async fn get_form_template(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<FormTemplateId>,
) -> Result<HttpResponse, Problem> {
    let template = forms::get(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, template))
}

/// Update form
///
/// Changed sections make the next revision; reports that are there keep theirs.
#[utoipa::path(tag = "forms", params(("id" = Uuid, Path), IfMatch), request_body = UpdateFormTemplate,
    responses((status = 200, body = FormTemplate)))]
#[patch("/form-templates/{id}")]
async fn update_form_template(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<FormTemplateId>,
    IfMatch(version): IfMatch,
    body: Body<UpdateFormTemplate>,
) -> Result<HttpResponse, Problem> {
    let template = forms::update(&app, &caller, id, version, body.0.into()).await?;
    Ok(answer(StatusCode::OK, template))
}

fn answer(status: StatusCode, template: forms::FormTemplate) -> HttpResponse {
    versioned(status, template.version, FormTemplate::from(template))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_form_templates)
        .service(form_library)
        .service(create_form_template)
        .service(get_form_template)
        .service(update_form_template);
}
