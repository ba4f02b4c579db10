//! The house around the routes, tried on a small surface of its own.
#![allow(unreachable_pub, reason = "shapes are public, here too")]

mod idempotency;

use super::*;
use crate::extract::{Body, IfMatch, PageQuery, PathId, QueryOf, Staff, etag};
use crate::shapes::common::{Role, page};
use crate::shapes::{patch, rules};
use crate::tokens::Audience;
use actix_web::body::to_bytes;
use actix_web::http::header;
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::{get, patch, post};
use garde::Validate;
use lintel_app::{Clock, Page, PageRequest, Secrets};
use lintel_domain::ids::{AccountId, ProjectId, SessionId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Thing {
    id: Uuid,
    phone: Option<String>,
    role: Option<Role>,
}

page! {
    /// Things.
    ThingPage of Thing
}

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateThing {
    #[garde(custom(rules::name))]
    name: String,
    #[serde(default)]
    #[garde(inner(custom(rules::email)))]
    email: Option<String>,
}

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct UpdateThing {
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    name: Option<String>,
    #[serde(default, deserialize_with = "patch::clear_or_set")]
    #[schema(value_type = Option<String>)]
    #[garde(inner(inner(custom(rules::text))))]
    phone: Option<Option<String>>,
}

#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
struct ThingFilter {
    #[garde(length(chars, max = 200))]
    #[param(nullable = false)]
    q: Option<String>,
    #[garde(skip)]
    #[param(nullable = false)]
    role: Option<Role>,
}

fn thing() -> Thing {
    Thing {
        id: Uuid::nil(),
        phone: None,
        role: Some(Role::Owner),
    }
}

/// List things
#[utoipa::path(tag = "things", params(ThingFilter, PageQuery), responses((status = 200, body = ThingPage)))]
#[get("/things")]
async fn list_things(
    _: Staff,
    filter: QueryOf<ThingFilter>,
    PageQuery(PageRequest { limit, .. }): PageQuery,
) -> Result<web::Json<ThingPage>, Problem> {
    let next = filter.0.q.map(|q| format!("{q}{limit}{:?}", filter.0.role));
    Ok(web::Json(
        Page {
            items: vec![thing()],
            next,
        }
        .into(),
    ))
}

/// Create a thing
#[utoipa::path(tag = "things", request_body = CreateThing, responses((status = 201, body = Thing)))]
#[post("/things")]
async fn create_thing(_: Staff, body: Body<CreateThing>) -> Result<HttpResponse, Problem> {
    match body.0.email {
        Some(_) => Err(lintel_app::Error::conflict("email-taken", body.0.name).into()),
        None => Ok(HttpResponse::Created().insert_header(etag(1)).json(thing())),
    }
}

/// Update a thing
#[utoipa::path(tag = "things", params(("id" = Uuid, Path), IfMatch), request_body = UpdateThing,
    responses((status = 200, body = Thing)))]
#[patch("/things/{id}")]
async fn update_thing(
    _: Staff,
    PathId(_thing): PathId<ProjectId>,
    IfMatch(version): IfMatch,
    body: Body<UpdateThing>,
) -> Result<web::Json<Thing>, Problem> {
    match version {
        Some(_) => Err(lintel_app::Error::PreconditionFailed.into()),
        None => Ok(web::Json(Thing {
            phone: body.0.phone.flatten().or(body.0.name),
            ..thing()
        })),
    }
}

fn routes(routes: &mut ServiceConfig) {
    routes.service(
        scope("/api/v1")
            .service(list_things)
            .service(create_thing)
            .service(update_thing),
    );
}

struct World {
    house: House,
    token: String,
}

fn world(public_url: &str) -> World {
    let secrets = Secrets::new(&[7; 32]).expect("long enough");
    let tokens = Tokens::new(&secrets, Clock::system());
    let token = tokens
        .issue(Audience::Staff, AccountId::new(), SessionId::new())
        .expect("a token");
    let site = Site::new(&public_url.parse().expect("an address"));
    World {
        house: House::new(site, tokens, Settings::default(), routes),
        token,
    }
}

impl World {
    fn signed(&self, req: TestRequest) -> TestRequest {
        req.insert_header((header::AUTHORIZATION, format!("Bearer {}", self.token)))
    }

    async fn answer(&self, req: TestRequest) -> (u16, HeaderMapText, Value) {
        let app = init_service(self.house.application()).await;
        let res = call_service(&app, req.to_request()).await;
        let headers = res.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("?").to_owned()));
        let (status, headers) = (res.status().as_u16(), headers.collect());
        let body = to_bytes(res.into_body()).await.unwrap_or_default();
        (
            status,
            headers,
            serde_json::from_slice(&body).unwrap_or_default(),
        )
    }
}

type HeaderMapText = std::collections::BTreeMap<String, String>;

#[actix_web::test]
async fn a_handler_gets_what_was_checked() {
    let world = world("http://localhost");
    let (status, _, body) = world
        .answer(world.signed(TestRequest::get().uri("/api/v1/things?q=a&role=admin&limit=3")))
        .await;
    assert_eq!((status, &body["next"]), (200, &json!("a3Some(Admin)")));
    let post = world
        .signed(TestRequest::post().uri("/api/v1/things"))
        .set_json(json!({"name": "x"}));
    let (status, headers, _) = world.answer(post).await;
    assert_eq!((status, headers["etag"].as_str()), (201, "\"1\""));
}

#[actix_web::test]
async fn every_refusal_is_a_problem_with_the_request_id() {
    let world = world("http://localhost");
    let id = Uuid::now_v7();
    let json = |req: TestRequest, body: Value| world.signed(req).set_json(body);
    let text = |req: TestRequest, body: &'static str, kind: &'static str| {
        world
            .signed(req)
            .insert_header((header::CONTENT_TYPE, kind))
            .set_payload(body)
    };
    let things = || TestRequest::post().uri("/api/v1/things");
    let thing = format!("/api/v1/things/{id}");
    let cases = [
        (
            TestRequest::get().uri("/api/v1/things"),
            401,
            "not-signed-in",
        ),
        (
            world.signed(TestRequest::get().uri("/api/v1/things?limit=0")),
            422,
            "invalid-fields",
        ),
        (
            world.signed(TestRequest::get().uri("/api/v1/things?sort=up&q=%00")),
            422,
            "invalid-fields",
        ),
        (
            world.signed(TestRequest::get().uri("/api/v1/things?role=king")),
            422,
            "invalid-fields",
        ),
        (
            world.signed(TestRequest::delete().uri("/api/v1/things")),
            405,
            "method-not-allowed",
        ),
        (
            world.signed(TestRequest::get().uri("/api/v1/nothing")),
            404,
            "not-found",
        ),
        (
            json(TestRequest::patch().uri("/api/v1/things/3"), json!({})),
            404,
            "not-found",
        ),
        (json(things(), json!({"nam": "x"})), 422, "invalid-fields"),
        (
            json(things(), json!({"name": "x", "email": "a@b.co"})),
            409,
            "email-taken",
        ),
        (
            text(things(), "{", "application/json"),
            422,
            "invalid-fields",
        ),
        (
            text(things(), "{}", "text/plain"),
            415,
            "unsupported-media-type",
        ),
        (
            world
                .signed(things())
                .set_json("x".repeat(extract::JSON_LIMIT)),
            413,
            "too-large",
        ),
        (
            json(TestRequest::patch().uri(&thing), json!({}))
                .insert_header((header::IF_MATCH, "\"1\"")),
            412,
            "stale-version",
        ),
        (
            json(TestRequest::patch().uri(&thing), json!({}))
                .insert_header((header::IF_MATCH, "1")),
            400,
            "invalid-if-match",
        ),
    ];
    for (req, status, slug) in cases {
        let (got, headers, body) = world
            .answer(req.insert_header(("x-request-id", "my-id.1")))
            .await;
        assert_eq!(
            (got, &body["type"]),
            (status, &json!(format!("/problems/{slug}"))),
            "{body}"
        );
        assert_eq!(body["status"], status);
        assert_eq!(
            (&body["request_id"], headers["x-request-id"].as_str()),
            (&json!("my-id.1"), "my-id.1")
        );
        assert_eq!(headers["content-type"], problem::MEDIA_TYPE);
        assert_eq!(headers.contains_key("www-authenticate"), status == 401);
        assert_eq!(
            headers.get("allow").map(String::as_str),
            (status == 405).then_some("GET, POST")
        );
    }
}

#[actix_web::test]
async fn a_request_id_that_is_no_plain_word_is_replaced() {
    let world = world("http://localhost");
    for id in ["", "two words", "a\"b", &"x".repeat(65)] {
        let (_, headers, _) = world
            .answer(
                TestRequest::get()
                    .uri("/")
                    .insert_header(("x-request-id", id)),
            )
            .await;
        assert!(headers["x-request-id"].parse::<Uuid>().is_ok(), "{id:?}");
    }
}

#[actix_web::test]
async fn whoever_comes_too_often_is_told_when_to_come_back() {
    let world = world("http://localhost");
    let limits = RateLimits {
        general: Rate::new(1, 2),
        sign_in: Rate::new(1, 1),
    };
    let house = House {
        limits: Data::new(Limits::new(Some(limits))),
        ..world.house.clone()
    };
    let world = World { house, ..world };
    let get = || TestRequest::get().uri("/api/v1/things");
    let (status, headers, _) = world.answer(world.signed(get())).await;
    assert_eq!((status, headers["ratelimit-limit"].as_str()), (200, "2"));
    assert_eq!(
        (
            headers["ratelimit-remaining"].as_str(),
            headers["ratelimit-reset"].as_str()
        ),
        ("1", "60")
    );
    assert_eq!(world.answer(world.signed(get())).await.0, 200);
    let (status, headers, body) = world.answer(world.signed(get())).await;
    assert_eq!(
        (status, &body["type"]),
        (429, &json!("/problems/too-many-requests"))
    );
    assert!(
        headers["retry-after"]
            .parse::<u64>()
            .is_ok_and(|seconds| (1..=60).contains(&seconds))
    );
    assert_eq!(
        world.answer(get()).await.0,
        401,
        "a caller of another address or session is not held up"
    );
    let sign_in = || TestRequest::post().uri("/api/v1/auth/sign-in");
    assert_eq!(world.answer(sign_in()).await.0, 404);
    assert_eq!(world.answer(sign_in()).await.0, 429);
    assert_eq!(
        world.answer(TestRequest::get().uri("/healthz")).await.0,
        200
    );
}

#[actix_web::test]
async fn every_answer_has_the_security_headers() {
    let world = world("https://portal.example.com");
    let (_, mut headers, _) = world.answer(TestRequest::get().uri("/api/v1/things")).await;
    headers.remove("x-request-id");
    insta::assert_json_snapshot!(headers);
}

#[test]
fn the_document_says_what_handlers_take_and_give() {
    insta::assert_json_snapshot!(openapi::describe(routes));
}
