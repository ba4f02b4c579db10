//! Clients' records.

use crate::extract::{Body, IfMatch, PageQuery, PathId, QueryOf, Staff, etag};
use crate::problem::Problem;
use crate::shapes::client::{Client, ClientFilter, ClientPage, CreateClient, UpdateClient};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, patch, post};
use lintel_app::{App, clients};
use lintel_domain::ids::ClientId;
use utoipa_actix_web::service_config::ServiceConfig;

/// List clients
#[utoipa::path(tag = "clients", params(ClientFilter, PageQuery), responses((status = 200, body = ClientPage)))]
#[get("/clients")]
async fn list_clients(
    app: Data<App>,
    Staff(caller): Staff,
    filter: QueryOf<ClientFilter>,
    PageQuery(page): PageQuery,
) -> Result<Json<ClientPage>, Problem> {
    let page = clients::list(&app, &caller, filter.0.into(), page).await?;
    Ok(Json(page.into()))
}

/// Create client
#[utoipa::path(tag = "clients", request_body = CreateClient, responses((status = 201, body = Client)))]
#[post("/clients")]
async fn create_client(
    app: Data<App>,
    Staff(caller): Staff,
    body: Body<CreateClient>,
) -> Result<HttpResponse, Problem> {
    let client = clients::create(&app, &caller, body.0.into()).await?;
    Ok(answer(StatusCode::CREATED, client))
}

/// Get client
#[utoipa::path(tag = "clients", params(("id" = Uuid, Path)), responses((status = 200, body = Client)))]
#[get("/clients/{id}")]
async fn get_client(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ClientId>,
) -> Result<HttpResponse, Problem> {
    let client = clients::get(&app, &caller, id).await?;
    Ok(answer(StatusCode::OK, client))
}

/// Update client
#[utoipa::path(tag = "clients", params(("id" = Uuid, Path), IfMatch), request_body = UpdateClient,
    responses((status = 200, body = Client)))]
#[patch("/clients/{id}")]
async fn update_client(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ClientId>,
    IfMatch(version): IfMatch,
    body: Body<UpdateClient>,
) -> Result<HttpResponse, Problem> {
    let client = clients::update(&app, &caller, id, version, body.0.into()).await?;
    Ok(answer(StatusCode::OK, client))
}

pub(super) fn answer(status: StatusCode, client: clients::Client) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header(etag(client.version))
        .json(Client::from(client))
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(list_clients)
        .service(create_client)
        .service(get_client)
        .service(update_client);
}
