//! Clients' records ([M19]), and who may change them.

use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Answer, Server};
use lintel_tests::world::Firm;
use rstest::rstest;
use serde_json::{Value, json};

pub(crate) async fn ironbark(on: Backend) -> (Server, Firm, String) {
    let server = Server::start(on).await;
    let firm = Firm::sign_up(&server, "Ironbark Homes", "dan@ironbark.example").await;
    let house = firm.project("Banksia Street").await;
    (server, firm, house)
}

pub(crate) async fn clients(agent: &Agent, query: &[(&str, &str)]) -> Vec<Value> {
    let page = agent.get("/clients").query(query).await.expect(200);
    page["items"].as_array().expect("items").clone()
}

pub(crate) async fn client(agent: &Agent, id: &str) -> Value {
    agent.get(&format!("/clients/{id}")).await.expect(200)
}

pub(crate) async fn invite(agent: &Agent, email: &str, projects: &[&str]) -> Answer {
    let body = json!({ "email": email, "project_ids": projects });
    agent.post("/client-invitations").json(body).await
}

pub(crate) fn names(clients: &[Value]) -> Vec<&str> {
    let names = clients.iter().map(|client| client["name"].as_str());
    names.map(|name| name.expect("a name")).collect()
}

pub(crate) fn projects(client: &Value) -> Vec<&str> {
    let projects = client["projects"].as_array().expect("projects").iter();
    projects
        .map(|project| project["name"].as_str().expect("a name"))
        .collect()
}

#[rstest]
#[tokio::test]
async fn a_record_needs_a_name_only_and_can_be_changed(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm, _) = ironbark(on).await;
    let body = json!({ "name": " Ann Lee " });
    let made = firm.owner.post("/clients").json(body).await.expect(201);
    assert_eq!(
        (&made["name"], &made["email"], &made["status"]),
        (&json!("Ann Lee"), &Value::Null, &json!("none"))
    );
    let path = format!("/clients/{}", made["id"].as_str().expect("an id"));

    let change = json!({ "email": " Ann@Example.com", "phone": "+61 2 9374 4000" });
    let changed = firm.owner.patch(&path).json(change).await;

    assert_eq!(changed.header("etag"), Some("\"2\""));
    let changed = changed.expect(200);
    assert_eq!(changed["email"], "ann@example.com");
    assert_eq!(changed["phone"], "+61 2 9374 4000");
    assert_eq!(changed["name"], "Ann Lee");
    let cleared = firm.owner.patch(&path).json(json!({ "phone": null }));
    assert_eq!(cleared.await.expect(200)["phone"], Value::Null);
    let stale = firm.owner.patch(&path).header("If-Match", "\"2\"");
    stale
        .json(json!({ "name": "Anne" }))
        .await
        .expect_problem(412, "stale-version");
}

#[rstest]
#[tokio::test]
async fn every_bad_field_is_named_in_one_answer(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm, _) = ironbark(on).await;
    let pointers = |answer: Answer| -> Vec<String> {
        let bad = answer.bad_fields().into_iter();
        bad.map(|(pointer, _)| pointer).collect()
    };

    let body = json!({ "name": "", "email": "ann", "phone": "call me", "role": "owner" });
    let refused = firm.owner.post("/clients").json(body).await;
    assert_eq!(pointers(refused), ["/email", "/name", "/phone", "/role"]);
    let body = json!({ "email": "ann@", "name": "a\u{202e}b", "project_ids": [] });
    let refused = firm.owner.post("/client-invitations").json(body).await;
    assert_eq!(pointers(refused), ["/email", "/name", "/project_ids"]);
}

#[rstest]
#[tokio::test]
async fn two_clients_never_share_an_address(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm, _) = ironbark(on).await;
    let create = |name: &str, email: &str| {
        let body = json!({ "name": name, "email": email });
        firm.owner.post("/clients").json(body)
    };
    create("Ann", "ann@example.com").await.expect(201);
    let tom = create("Tom", "tom@example.com").await.expect(201);

    let second = create("Anna", "ANN@example.com").await;
    let problem = second.expect_problem(409, "email-taken");
    assert_eq!(problem["errors"][0]["pointer"], "/email");
    let path = format!("/clients/{}", tom["id"].as_str().expect("an id"));
    let moved = firm.owner.patch(&path);
    let moved = moved.json(json!({ "email": "ann@example.com" })).await;
    moved.expect_problem(409, "email-taken");
}

#[rstest]
#[tokio::test]
async fn the_list_is_by_name_filtered_and_paged(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm, house) = ironbark(on).await;
    for name in ["zoe", "Ann", "Örjan", "bob"] {
        let body = json!({ "name": name });
        firm.owner.post("/clients").json(body).await.expect(201);
    }
    firm.invite("carl@example.com", &[&house]).await;

    let first = [("limit", "2")];
    let page = firm.owner.get("/clients").query(&first).await.expect(200);
    let listed = page["items"].as_array().expect("items");
    assert_eq!(names(listed), ["Ann", "bob"]);
    let next = page["next"].as_str().expect("a cursor");
    let rest = clients(&firm.owner, &[("cursor", next)]).await;
    assert_eq!(rest.len(), 3);

    assert_eq!(
        names(&clients(&firm.owner, &[("q", "örj")]).await),
        ["Örjan"]
    );
    assert_eq!(
        names(&clients(&firm.owner, &[("q", "carl@ex")]).await),
        ["Carl"]
    );
    let invited = clients(&firm.owner, &[("status", "invited")]).await;
    assert_eq!(names(&invited), ["Carl"]);
    assert_eq!(projects(&invited[0]), ["Banksia Street"]);
}

#[rstest]
#[tokio::test]
async fn a_corrected_address_gets_the_invitation_and_the_wrong_one_loses_it(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    let ann = firm.invite("anm@example.com", &[&house]).await;
    let wrong = server.post.letter_to("anm@example.com").await;
    let wrong = wrong.token("/invite/");
    let path = format!("/clients/{ann}");
    let finance = firm
        .member(&server, "fay@ironbark.example", "finance", &[])
        .await;
    let change = json!({ "email": "ann@example.com" });
    let refused = finance.agent.patch(&path).json(change.clone()).await;
    refused.expect_problem(403, "forbidden");

    firm.owner.patch(&path).json(change).await.expect(200);

    let right = server.post.letter_to("ann@example.com").await;
    let right = right.token("/invite/");
    let anyone = server.agent("nobody");
    anyone
        .get(&format!("/invitations/{wrong}"))
        .await
        .expect(410);
    let invitation = server.agent("ann@example.com");
    let invitation = invitation.get(&format!("/invitations/{right}")).await;
    assert_eq!(invitation.expect(200)["email"], "ann@example.com");
    let cleared = firm.owner.patch(&path).json(json!({ "email": null })).await;
    let expected = [("/email".to_owned(), "required".to_owned())];
    assert_eq!(cleared.bad_fields(), expected);
}

#[rstest]
#[tokio::test]
async fn finance_edits_clients_but_does_not_decide_who_looks(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    let ann = firm.invite("ann@example.com", &[&house]).await;
    let fay = firm
        .member(&server, "fay@ironbark.example", "finance", &[])
        .await;
    let fay = &fay.agent;

    let path = format!("/clients/{ann}");
    let change = json!({ "phone": "123 456" });
    fay.patch(&path).json(change).await.expect(200);
    fay.post("/clients")
        .json(json!({ "name": "Tom" }))
        .await
        .expect(201);

    let projects = json!({ "project_ids": [house] });
    let refused = [
        invite(fay, "eve@example.com", &[&house]).await,
        fay.post(&format!("{path}/invitation")).await,
        fay.post(&format!("{path}/revoke")).await,
        fay.put(&format!("{path}/projects")).json(&projects).await,
        fay.post(&format!("{path}/restore")).json(&projects).await,
        fay.delete(&format!("{path}/projects/{house}")).await,
    ];
    for answer in refused {
        let problem = answer.expect_problem(403, "forbidden");
        let detail = problem["detail"].as_str().expect("a detail");
        assert!(detail.contains("clients.access"), "{detail}");
    }
    let tradie = firm
        .member(&server, "sam@ironbark.example", "tradie", &[&house])
        .await;
    let refused = tradie.agent.get("/clients").await;
    refused.expect_problem(403, "forbidden");
}
