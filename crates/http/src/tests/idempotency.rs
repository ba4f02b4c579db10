//! Keys on a real database. That a replay is the first answer is told in `tests/`, by a session
//! that lives; here no session has a row, so that a replay shows that it is authorised again.

use super::*;
use actix_web::dev::ServiceResponse;
use lintel_app::Hasher;
use lintel_domain::organisation::Plan;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How often the work was done.
static DONE: AtomicUsize = AtomicUsize::new(0);

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct Work {
    #[garde(skip)]
    status: u16,
    #[garde(skip)]
    ms: u64,
}

#[utoipa::path(tag = "works", request_body = Work, responses((status = 201, body = Thing)))]
#[post("/works")]
async fn do_work(_: Staff, body: Body<Work>) -> Result<HttpResponse, Problem> {
    tokio::time::sleep(Duration::from_millis(body.0.ms)).await;
    let times = DONE.fetch_add(1, Ordering::SeqCst) + 1;
    match body.0.status {
        500 => Err(Problem::internal("broken")),
        _ => Ok(HttpResponse::Created().json(json!({"times": times}))),
    }
}

fn works(routes: &mut ServiceConfig) {
    routes.service(scope("/api/v1").service(do_work));
}

async fn app(folder: &std::path::Path) -> App {
    let database = format!("sqlite://{}", folder.join("lintel.db").display());
    let db = lintel_persistence::Database::connect(&database)
        .await
        .expect("a database");
    db.migrate().await.expect("migrated");
    App {
        renderer: lintel_app::Renderer::new("lintel".into()),
        db,
        files: lintel_files::Store::local(&folder.join("files")).expect("a store"),
        mailer: lintel_mail::Mailer::directory(&folder.join("mail"), "Lintel <lintel@example.com>")
            .expect("a mailer"),
        clock: Clock::system(),
        hasher: Hasher::start().expect("a thread"),
        printer: lintel_app::Printer::default(),
        throttle: lintel_app::Throttle::default(),
        secrets: Secrets::new(&[7; 32]).expect("long enough"),
        settings: Arc::new(lintel_app::Settings {
            public_url: "http://localhost".parse().expect("an address"),
            default_plan: Plan::Free,
            max_upload_bytes: 1,
            storage_quota_bytes: None,
        }),
    }
}

/// Status and kind of problem.
async fn post(
    call: &impl AsyncFn(TestRequest) -> ServiceResponse<BoxBody>,
    key: &str,
    body: &Value,
) -> (u16, String) {
    let req = TestRequest::post()
        .uri("/api/v1/works")
        .insert_header(("Idempotency-Key", key))
        .set_json(body);
    let res = call(req).await;
    let status = res.status().as_u16();
    let body = to_bytes(res.into_body()).await.unwrap_or_default();
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    (
        status,
        body["type"]
            .as_str()
            .unwrap_or_default()
            .trim_start_matches("/problems/")
            .to_owned(),
    )
}

#[actix_web::test]
async fn the_work_of_a_key_is_done_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let world = world("http://localhost");
    let house = House {
        routes: works,
        ..world.house.clone()
    };
    let app = app(folder.path()).await;
    let service = init_service(house.application().app_data(Data::new(app))).await;
    let call =
        async |req: TestRequest| call_service(&service, world.signed(req).to_request()).await;
    let work = json!({"status": 201, "ms": 0});

    assert_eq!(post(&call, "a", &work).await, (201, String::new()));
    assert_eq!(post(&call, "a", &work).await, (401, "not-signed-in".into()));
    let other = json!({"status": 201, "ms": 1});
    assert_eq!(
        post(&call, "a", &other).await,
        (422, "idempotency-key-reused".into())
    );
    assert_eq!(
        post(&call, "two words", &work).await,
        (400, "invalid-idempotency-key".into())
    );
    assert_eq!(DONE.swap(0, Ordering::SeqCst), 1);

    let broken = json!({"status": 500, "ms": 0});
    assert_eq!(post(&call, "b", &broken).await, (500, "internal".into()));
    assert_eq!(post(&call, "b", &broken).await, (500, "internal".into()));
    assert_eq!(
        DONE.swap(0, Ordering::SeqCst),
        2,
        "a fault of ours may be tried again"
    );

    let slow = json!({"status": 201, "ms": 300});
    let (first, second) = futures_util::join!(post(&call, "c", &slow), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        post(&call, "c", &slow).await
    });
    assert_eq!(
        (first.0, second),
        (201, (409, "idempotency-under-way".into()))
    );
    assert_eq!(DONE.swap(0, Ordering::SeqCst), 1);
}
