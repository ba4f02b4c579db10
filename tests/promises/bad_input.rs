//! Bad input to every operation of the API: a problem that says what is wrong, and never a fault.

use crate::access::policy::{POLICY, Who};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Answer, Call};
use lintel_tests::world::World;
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// An operation as the document describes it.
struct Operation {
    id: String,
    method: Method,
    path: String,
    parameters: Vec<Value>,
    body: Option<Value>,
    body_is_required: bool,
}

/// Statuses that say a body is not what was asked for.
const BAD_BODY: [u16; 4] = [400, 413, 415, 422];

#[rstest]
#[tokio::test]
async fn bad_input_is_a_problem_and_never_a_fault_of_ours(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let nobody = world.agent("nobody");
    let link = world.ironbark.link(&world.house).await;
    let visitor = link.visit(&world, "nobody").await;
    let document = serde_json::to_value(lintel_http::openapi()).expect("JSON");
    let mut faults = String::new();
    // An answer to HEAD has no words to look at.
    let with_words = |operation: &Operation| operation.method != Method::HEAD;
    for operation in operations(&document).into_iter().filter(with_words) {
        let line = POLICY.iter().find(|line| line.operation == operation.id);
        let agent = match line.expect("a line for each operation").who {
            Who::Anyone(_) => &nobody,
            Who::Staff(_) | Who::SignedIn => &world.ironbark.owner,
            Who::Client => &world.ann.agent,
            Who::Link => &visitor,
        };
        for (what, call, accepted) in operation.bad_calls(agent) {
            let answer = call.await;
            if let Some(fault) = fault(&answer, &accepted) {
                let _ = writeln!(faults, "{} with {what}: {fault}", operation.id);
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// What is wrong with an answer to bad input; no statuses given: any 4xx will do.
fn fault(answer: &Answer, accepted: &[u16]) -> Option<String> {
    let status = answer.status;
    let is_refused = match accepted {
        [] => (400..500).contains(&status),
        some => some.contains(&status),
    };
    if !is_refused {
        return Some(format!("{status} {}", answer.text()));
    }
    if answer.header("content-type") != Some("application/problem+json") {
        return Some(format!("{:?} is no problem", answer.header("content-type")));
    }
    let problem = answer.json();
    let is_whole = problem["request_id"].as_str() == answer.header("x-request-id")
        && problem["status"] == status
        && problem["title"].is_string()
        && problem["type"]
            .as_str()
            .is_some_and(|slug| slug.starts_with("/problems/"));
    let text = answer.text();
    let tells = ["panicked", "SELECT ", "INSERT ", "sqlx", ".rs:", "/crates/"];
    let told = tells.iter().find(|tell| text.contains(*tell));
    (!is_whole || told.is_some()).then(|| format!("{told:?} in {text}"))
}

impl Operation {
    /// Every bad call: what is bad, the call, and the statuses that will do.
    fn bad_calls(&self, agent: &Agent) -> Vec<(String, Call, Vec<u16>)> {
        let never = uuid::Uuid::now_v7().to_string();
        let address = self.at(&never);
        let mut calls = Vec::new();
        let mut add = |what: String, call: Call, accepted: &[u16]| {
            calls.push((what, call, accepted.to_vec()));
        };
        let call = || agent.call(self.method.clone(), &address);

        let unknown = call().query(&[("no_such_parameter", "1")]);
        add("an unknown parameter".into(), unknown, &[400, 422]);
        if self.path.contains('{') && !self.path.contains("{token}") {
            for id in ["x", "00000000", "%00", "..%2f..", "%F0%9F%8F%A0"] {
                let call = agent.call(self.method.clone(), &self.at(id));
                add(format!("the id {id}"), call, &[]);
            }
        }
        for (name, value) in self.bad_parameters() {
            let bad = call().query(&[(name.as_str(), value.as_str())]);
            let short: String = value.chars().take(20).collect();
            add(format!("{name}={short}"), bad, &[400, 404, 422]);
        }
        let long = "x".repeat(6000);
        for (name, value) in [
            ("If-Match", "nonsense"),
            ("Idempotency-Key", long.as_str()),
            ("X-Request-Id", long.as_str()),
            ("Content-Encoding", "gzip"),
            ("Content-Type", "application/json; charset=klingon"),
            ("Cookie", "lintel_access=x; lintel_refresh=y; ="),
        ] {
            let call = call().query(&[("no_such_parameter", "1")]);
            add(format!("the header {name}"), call.header(name, value), &[]);
        }
        if let Some(schema) = &self.body {
            let accepted: &[u16] = if self.body_is_required {
                &BAD_BODY
            } else {
                &[]
            };
            add("no body".into(), call(), accepted);
            add("text".into(), call().body("text/plain", "{}"), accepted);
            let json = |body: String| call().body("application/json", body);
            for body in [
                "", "{", "[]", "\"x\"", "7", "null", "true", "{\"a\":", "\u{0}",
            ] {
                add(format!("the body {body:?}"), json(body.into()), accepted);
            }
            let bytes = call().body("application/json", b"{\"x\":\"\xff\xfe\"}".to_vec());
            add("bytes".into(), bytes, accepted);
            let packed = call().body("application/json", "{}");
            let packed = packed.header("Content-Encoding", "gzip");
            add("a body that is not packed".into(), packed, &[]);
            let surrogate = json("{\"x\":\"\\ud800\"}".into());
            add("half a character".into(), surrogate, accepted);
            let deep = "[".repeat(100_000);
            add("a deep body".into(), json(deep), &BAD_BODY);
            let long = format!("{{\"x\":\"{}\"}}", "x".repeat(5 << 20));
            add("a long body".into(), json(long), &BAD_BODY);
            let unknown = call().json(json!({ "no_such_field": 1 }));
            add("an unknown field".into(), unknown, &BAD_BODY);
            for (field, schema) in schema["properties"].as_object().into_iter().flatten() {
                for value in wrong_values(schema) {
                    let what = format!("{field} = {value}");
                    add(what, call().json(json!({ field: value })), &BAD_BODY);
                }
                let long = json!({ field: "x".repeat(200_000) });
                add(format!("a long {field}"), call().json(long), &[]);
            }
        }
        calls
    }

    fn at(&self, id: &str) -> String {
        let path = self
            .path
            .replace("{id}", id)
            .replace("{project_id}", id)
            .replace("{file_id}", id);
        path.replace("{token}", id)
    }

    /// Values that a query parameter cannot have.
    fn bad_parameters(&self) -> Vec<(String, String)> {
        let long = "x".repeat(3000);
        let in_query = self.parameters.iter().filter(|one| one["in"] == "query");
        let values = in_query.flat_map(|parameter| {
            let name = parameter["name"].as_str().expect("a name");
            let bad: Vec<&str> = match name {
                "limit" => vec!["0", "-1", "201", "x", "", "1.5", "99999999999999999999"],
                "cursor" => vec!["x", "e30", "bnVsbA", "WzEsMl0", "%00", long.as_str()],
                "q" => vec![long.as_str()],
                _ => vec!["no-such-value", long.as_str()],
            };
            bad.into_iter()
                .map(|value| (name.to_owned(), value.to_owned()))
                .collect::<Vec<_>>()
        });
        values.collect()
    }
}

/// Values of other types than the schema's.
fn wrong_values(schema: &Value) -> Vec<Value> {
    let all = [
        json!("no such value"),
        json!(7.5),
        json!(true),
        json!(["x", 1]),
        json!({ "x": 1 }),
    ];
    let types = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(some) => some.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    };
    let is_free_text =
        types.contains(&"string") && schema["format"].is_null() && schema["enum"].is_null();
    let is_wrong = |value: &Value| match value {
        Value::String(_) => !is_free_text,
        Value::Bool(_) => !types.contains(&"boolean"),
        _ => true,
    };
    all.into_iter().filter(is_wrong).collect()
}

fn operations(document: &Value) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            let body = &operation["requestBody"];
            let schema = &body["content"]["application/json"]["schema"];
            all.push(Operation {
                id: id.to_owned(),
                method: method.to_uppercase().parse().expect("a method"),
                path: path
                    .strip_prefix("/api/v1")
                    .expect("an API path")
                    .to_owned(),
                parameters: operation["parameters"]
                    .as_array()
                    .cloned()
                    .unwrap_or_default(),
                body: (!schema.is_null()).then(|| resolved(document, schema)),
                body_is_required: body["required"] == true,
            });
        }
    }
    all
}

/// A schema, or the one it refers to.
fn resolved(document: &Value, schema: &Value) -> Value {
    match schema["$ref"]
        .as_str()
        .and_then(|name| name.strip_prefix('#'))
    {
        Some(pointer) => document.pointer(pointer).expect("a schema").clone(),
        None => schema.clone(),
    }
}
