//! Around the API: is it alive, is it ready, how is it described.

use crate::problem::Problem;
use actix_web::http::header::{self, ContentType};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpResponse, get, route};
use bytes::Bytes;
use lintel_app::App;
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use utoipa::openapi::OpenApi;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// A database or file store that takes longer does not answer.
const READY_WITHIN: Duration = Duration::from_secs(2);
const RETRY_AFTER_SECONDS: u64 = 5;

/// Set while the server finishes what it has begun before it stops.
#[derive(Default)]
pub(crate) struct Draining(AtomicBool);

impl Draining {
    pub(crate) fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The document as it is sent, made once.
pub(crate) struct Document(Bytes);

impl Document {
    #[allow(
        clippy::expect_used,
        reason = "at start-up; an empty document would hide the fault"
    )]
    pub(crate) fn new(api: &OpenApi) -> Document {
        Document(
            serde_json::to_vec(api)
                .expect("the API's description is plain JSON")
                .into(),
        )
    }
}

/// Mounts them; none is part of the OpenAPI document.
pub(crate) fn routes(routes: &mut ServiceConfig) {
    let docs = Config::new(["/api/openapi.json"]).validator_url("none");
    routes
        .service(healthz)
        .service(readyz)
        .service(openapi_json)
        .service(web::redirect("/api/docs", "/api/docs/"))
        .service(SwaggerUi::new("/api/docs/{_:.*}").config(docs));
}

#[route("/healthz", method = "GET", method = "HEAD")]
async fn healthz() -> HttpResponse {
    ok()
}

#[route("/readyz", method = "GET", method = "HEAD")]
async fn readyz(app: Data<App>, draining: Data<Draining>) -> Result<HttpResponse, Problem> {
    if draining.0.load(Ordering::Relaxed) {
        return Err(Problem::unavailable(
            RETRY_AFTER_SECONDS,
            "the server is stopping",
        ));
    }
    let database = async {
        app.db
            .ready()
            .await
            .map_err(|error| format!("database: {error}"))
    };
    let files = async {
        app.files
            .is_ready()
            .await
            .map_err(|error| format!("file store: {error}"))
    };
    let both = async { tokio::try_join!(database, files) };
    match tokio::time::timeout(READY_WITHIN, both).await {
        Ok(Ok(_)) => Ok(ok()),
        Ok(Err(error)) => Err(Problem::unavailable(RETRY_AFTER_SECONDS, error)),
        Err(_) => Err(Problem::unavailable(
            RETRY_AFTER_SECONDS,
            "database or file store is slow",
        )),
    }
}

fn ok() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(json!({"status": "ok"}))
}

#[get("/api/openapi.json")]
async fn openapi_json(document: Data<Document>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::json())
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(document.0.clone())
}
