//! The access matrix: every operation of the API, every kind of caller, every kind of thing,
//! compared with the table of the domain and with the visibility rule.

mod callers;
mod expected;
pub(crate) mod policy;
pub(crate) mod things;

use callers::{Caller, Callers};
use expected::{Expected, expected};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Answer, Server};
use lintel_tests::world::{PASSWORD, session_of, sign_in};
use policy::{Line, POLICY, Send, Who};
use reqwest::Method;
use rstest::rstest;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use things::{On, Place, Thing, places};

#[test]
fn every_operation_has_its_line_and_every_line_its_operation() {
    let described: BTreeSet<String> = operations().into_keys().collect();
    let promised: BTreeSet<String> = POLICY.iter().map(|line| line.operation.into()).collect();

    assert_eq!(promised, described);
}

#[rstest]
#[tokio::test]
async fn everybody_may_do_what_the_matrix_says_and_nothing_else(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let server = Server::start(on).await;
    let (callers, mut things) = things::world(&server).await;
    let operations = operations();
    let mut results = Table::of(&callers);
    let mut wrong = String::new();

    for line in POLICY {
        let Some((method, path)) = operations.get(line.operation) else {
            continue;
        };
        for (place, standing) in places(line.on) {
            let mut row = Vec::new();
            let mut name = String::new();
            let key = (line.on, place, standing, line.spends);
            for caller in &callers.0 {
                let mut thing = things.get(key).await;
                name = thing.name(line.on);
                let caller = ready(&server, line, caller, &mut thing).await;
                let answer = send(line, method, path, &caller, &thing).await;
                if line.spends && answer.status < 300 {
                    things.spent(key);
                }
                let expected = expected(line, caller.kind, &thing);
                if let Some(fault) = fault(line, &expected, &answer) {
                    let _ = writeln!(
                        wrong,
                        "{} on {name} by {}: {fault}",
                        line.operation, caller.name
                    );
                }
                row.push(mark(line, answer.status));
            }
            results.row(line.operation, &who(line), &name, &row);
        }
    }

    assert!(wrong.is_empty(), "{wrong}");
    insta::assert_snapshot!("who_may_do_what", results.text);
}

/// Every operation's method and path below `/api/v1`.
pub(crate) fn operations() -> BTreeMap<String, (Method, String)> {
    let document = serde_json::to_value(lintel_http::openapi()).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    let mut operations = BTreeMap::new();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().expect("methods") {
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            let method = method.to_uppercase().parse().expect("a method");
            let path = path.strip_prefix("/api/v1").expect("an API path");
            operations.insert(id.to_owned(), (method, path.to_owned()));
        }
    }
    operations
}

/// The caller as they come to this line: with a session to spend where one is spent.
async fn ready(server: &Server, line: &Line, caller: &Caller, thing: &mut Thing) -> Caller {
    thing.context = caller.kind.context();
    let mut caller = caller.clone();
    if line.on == On::Upload {
        // An upload is its member's own.
        thing.id = begun(&caller, &thing.project).await;
    }
    let is_own = matches!(line.who, Who::SignedIn) && caller.kind.is_signed_in();
    if is_own && line.spends {
        let spent = sign_in(server, caller.agent.receiver()).await;
        match (line.on, thing.place) {
            (On::Session, Place::One) => thing.id = session_of(&spent),
            (On::Session, _) => {}
            _ => caller.agent = spent,
        }
    }
    caller
}

/// An upload that the caller has begun; one that never was where they may not.
async fn begun(caller: &Caller, project: &str) -> String {
    let call = caller.agent.post(&format!("/projects/{project}/uploads"));
    let call = call.header("tus-resumable", "1.0.0");
    let call = call.header("upload-length", "4");
    let answer = call
        .header("upload-metadata", "filename cGxhbi50eHQ=")
        .await;
    let address = answer.header("location").unwrap_or_default();
    match address.rsplit_once('/') {
        Some((_, id)) => id.to_owned(),
        None => uuid::Uuid::now_v7().to_string(),
    }
}

async fn send(line: &Line, method: &Method, path: &str, caller: &Caller, thing: &Thing) -> Answer {
    let path = path
        .replace("{id}", &thing.id)
        .replace("{project_id}", &thing.project)
        .replace("{file_id}", &thing.file)
        .replace("{token}", &thing.id.repeat(2));
    let call = caller.agent.call(method.clone(), &path);
    match line.send {
        Send::Nothing => call.await,
        Send::Json(body) => call.json(body(thing)).await,
        Send::Ids => call.query(&[("item_ids", &thing.document)]).await,
        Send::Size => call.query(&[("size", "small")]).await,
        Send::Form(name, fields) => {
            let content = match name.ends_with(".png") {
                true => policy::PIXEL,
                false => b"plan",
            };
            let new = uuid::Uuid::new_v4().to_string();
            let fields = fields
                .iter()
                .map(|(name, value)| (*name, if *value == "{new}" { &new } else { *value }));
            let fields: Vec<(&str, &str)> = fields.collect();
            call.file(name, content, &fields).await
        }
        Send::Pieces(headers) => {
            let call = call.header("tus-resumable", "1.0.0");
            let call = headers
                .iter()
                .fold(call, |call, (name, value)| match *name {
                    "content-type" => call.body(value, "plan"),
                    name => call.header(name, value),
                });
            call.await
        }
        Send::File => call.file("plan.txt", "plan", &[("title", "Plan")]).await,
    }
}

fn fault(line: &Line, expected: &Expected, answer: &Answer) -> Option<String> {
    let status = answer.status;
    let detail = || {
        answer.json()["detail"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    match expected {
        Expected::Done if (200..300).contains(&status) => None,
        Expected::Status(wanted) if status == *wanted => None,
        Expected::Forbidden(action) if status == 403 => {
            (!detail().contains(action.as_str())).then(|| {
                let action = action.as_str();
                format!("the refusal does not name {action}: {}", detail())
            })
        }
        _ => Some(format!(
            "{expected:?} was promised, {status} was answered to {:?}: {}",
            line.on,
            answer.text()
        )),
    }
}

fn who(line: &Line) -> String {
    match line.who {
        Who::Anyone(_) => "anyone".into(),
        Who::SignedIn => "who is signed in".into(),
        Who::Staff(action) => action.as_str().into(),
        Who::Client => "client".into(),
        Who::Link => "link".into(),
    }
}

fn mark(line: &Line, status: u16) -> String {
    match (line.who, status) {
        (Who::Anyone(_), _) => status.to_string(),
        (_, 200..300) => "yes".into(),
        _ => status.to_string(),
    }
}

/// The results, to be read by people.
struct Table {
    widths: Vec<usize>,
    text: String,
}

impl Table {
    fn of(callers: &Callers) -> Table {
        let names = callers.0.iter().map(|caller| caller.name.to_owned());
        let names: Vec<String> = names.collect();
        let mut table = Table {
            widths: names.iter().map(|name| name.len().max(3)).collect(),
            text: String::new(),
        };
        table.row("operation", "who may", "on what", &names);
        table
    }

    fn row(&mut self, operation: &str, who: &str, thing: &str, cells: &[String]) {
        let _ = write!(self.text, "{operation:<27} {who:<19} {thing:<22}");
        for (cell, width) in cells.iter().zip(&self.widths) {
            let _ = write!(self.text, " {cell:<width$}");
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
    }
}
