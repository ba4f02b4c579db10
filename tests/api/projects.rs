//! Projects: who sees which, how they are changed, and whether one can share on them.

use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Server};
use lintel_tests::world::{Firm, World};
use rstest::rstest;
use serde_json::{Value, json};

async fn ironbark(on: Backend) -> (Server, Firm) {
    let server = Server::start(on).await;
    let firm = Firm::sign_up(&server, "Ironbark Homes", "dan@ironbark.example").await;
    (server, firm)
}

async fn names(agent: &Agent, query: &[(&str, &str)]) -> Vec<String> {
    let page = agent.get("/projects").query(query).await.expect(200);
    let items = page["items"].as_array().expect("items").iter();
    items
        .map(|project| project["name"].as_str().expect("a name").to_owned())
        .collect()
}

#[rstest]
#[tokio::test]
async fn a_project_is_kept_as_it_was_made(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm) = ironbark(on).await;
    let house = firm.project("Banksia Street").await;
    let ann = firm.invite("ann@example.com", &[&house]).await;
    let body = json!({
        "name": " Harbour Road ",
        "address": "12 Harbour Road, Balmain",
        "status": "active",
        "starts_on": "2026-03-02",
        "ends_on": "2026-11-27",
        "client_ids": [ann],
    });

    let answer = firm.owner.post("/projects").json(body).await;

    assert_eq!(answer.header("etag"), Some("\"1\""));
    let project = answer.expect(201);
    assert_eq!(project["name"], "Harbour Road");
    assert_eq!(project["status"], "active");
    assert_eq!(project["starts_on"], "2026-03-02");
    assert_eq!(project["portal_enabled"], true);
    assert_eq!(
        project["clients"],
        json!([{ "id": ann, "name": "Ann", "status": "invited" }])
    );
    assert_eq!(
        project["sharing"],
        json!({ "can_share": true, "reason": null })
    );
    let id = project["id"].as_str().expect("an id");
    let read = firm.owner.get(&format!("/projects/{id}")).await.expect(200);
    assert_eq!(read, project);
    server.post.letter_to("ann@example.com").await;
}

#[rstest]
#[tokio::test]
async fn a_project_needs_no_more_than_a_name(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm) = ironbark(on).await;

    let body = json!({ "name": "Banksia Street" });
    let project = firm.owner.post("/projects").json(body).await.expect(201);

    assert_eq!(project["status"], "planned");
    assert_eq!(project["address"], Value::Null);
    assert_eq!(project["clients"], json!([]));
    assert_eq!(project["sharing"]["reason"], "no_client");
}

#[rstest]
#[tokio::test]
async fn every_bad_field_is_named_in_one_answer(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm) = ironbark(on).await;
    let body = json!({
        "name": "",
        "address": "a\u{0}b",
        "status": "done",
        "starts_on": "2026-02-30",
        "client_ids": ["ann"],
        "colour": "red",
    });

    let bad = firm.owner.post("/projects").json(body).await.bad_fields();

    let pointers: Vec<&str> = bad.iter().map(|(pointer, _)| pointer.as_str()).collect();
    let expected = [
        "/address",
        "/client_ids/0",
        "/colour",
        "/name",
        "/starts_on",
        "/status",
    ];
    assert_eq!(pointers, expected);
}

#[rstest]
#[tokio::test]
async fn a_project_does_not_end_before_it_starts(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm) = ironbark(on).await;
    let expected = [("/ends_on".to_owned(), "out_of_range".to_owned())];
    let body = json!({ "name": "A", "starts_on": "2026-03-02", "ends_on": "2026-03-01" });
    let refused = firm.owner.post("/projects").json(body).await;
    assert_eq!(refused.bad_fields(), expected);
    let body = json!({ "name": "A", "starts_on": "2026-03-02", "ends_on": "2026-03-02" });
    let made = firm.owner.post("/projects").json(body).await.expect(201);
    let path = format!("/projects/{}", made["id"].as_str().expect("an id"));

    let earlier = firm
        .owner
        .patch(&path)
        .json(json!({ "ends_on": "2026-03-01" }));
    assert_eq!(earlier.await.bad_fields(), expected);

    let cleared = firm.owner.patch(&path).json(json!({ "starts_on": null }));
    assert_eq!(cleared.await.expect(200)["starts_on"], Value::Null);
}

#[rstest]
#[tokio::test]
async fn tradies_and_apprentices_see_the_projects_they_are_assigned_to(
    #[values("tradie", "apprentice")] role: &str,
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let house = firm.project("Banksia Street").await;
    let shed = firm.project("Harbour Road").await;
    let sam = firm
        .member(&server, "sam@ironbark.example", role, &[&house])
        .await;
    let other = Firm::sign_up(&server, "Redgum", "kim@redgum.example").await;
    let foreign = other.project("Elsewhere").await;

    assert_eq!(names(&sam.agent, &[]).await, ["Banksia Street"]);
    let read = sam
        .agent
        .get(&format!("/projects/{house}"))
        .await
        .expect(200);
    assert_eq!(
        read["sharing"],
        json!({ "can_share": false, "reason": "role" })
    );
    for path in ["", "/activity"] {
        let unassigned = sam.agent.get(&format!("/projects/{shed}{path}")).await;
        unassigned.expect_problem(403, "forbidden");
        let elsewhere = sam.agent.get(&format!("/projects/{foreign}{path}")).await;
        elsewhere.expect_problem(404, "not-found");
    }
    let assigned = firm.owner.put(&format!("/members/{}/projects", sam.id));
    assigned
        .json(json!({ "project_ids": [shed] }))
        .await
        .expect(200);
    assert_eq!(names(&sam.agent, &[]).await, ["Harbour Road"]);
    let write = sam.agent.patch(&format!("/projects/{shed}"));
    write
        .json(json!({ "name": "Mine" }))
        .await
        .expect_problem(403, "forbidden");
}

#[rstest]
#[tokio::test]
async fn the_list_is_newest_first_filtered_and_paged_without_gaps(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (_server, firm) = ironbark(on).await;
    for name in ["Östra Kaj", "Banksia 50%", "Harbour Road", "Banksia_Lane"] {
        firm.project(name).await;
    }
    let newest_first = ["Banksia_Lane", "Harbour Road", "Banksia 50%", "Östra Kaj"];
    assert_eq!(names(&firm.owner, &[]).await, newest_first);

    let first = firm.owner.get("/projects").query(&[("limit", "3")]).await;
    let first = first.expect(200);
    firm.project("Newer than the first page").await;
    let next = first["next"].as_str().expect("a cursor");
    let rest = [("limit", "3"), ("cursor", next)];
    assert_eq!(names(&firm.owner, &rest).await, ["Östra Kaj"]);

    assert_eq!(names(&firm.owner, &[("q", "östra")]).await, ["Östra Kaj"]);
    assert_eq!(names(&firm.owner, &[("q", "50%")]).await, ["Banksia 50%"]);
    assert_eq!(names(&firm.owner, &[("q", "a_l")]).await, ["Banksia_Lane"]);
    assert_eq!(
        names(&firm.owner, &[("status", "active")]).await,
        Vec::<String>::new()
    );
    let bad = firm.owner.get("/projects").query(&[("cursor", "!")]).await;
    assert_eq!(bad.bad_fields()[0].0, "/cursor");
}

#[rstest]
#[tokio::test]
async fn the_projects_switch_cuts_its_clients_at_once(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let home = format!("/portal/projects/{}", world.house);
    assert_eq!(world.ann.status(&home).await, 200);

    let off = json!({ "portal_enabled": false });
    world.ironbark.change_project(&world.house, off).await;

    assert_eq!(world.ann.status(&home).await, 404);
    let path = format!("/projects/{}", world.house);
    let project = world.ironbark.owner.get(&path).await.expect(200);
    assert_eq!(project["sharing"]["reason"], "project_portal_off");
    let on_again = json!({ "portal_enabled": true });
    world.ironbark.change_project(&world.house, on_again).await;
    assert_eq!(world.ann.status(&home).await, 200);
}

#[rstest]
#[tokio::test]
async fn a_change_of_what_was_changed_meanwhile_is_refused(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (_server, firm) = ironbark(on).await;
    let house = firm.project("Banksia Street").await;
    let path = format!("/projects/{house}");
    let change = |name: &str| firm.owner.patch(&path).json(json!({ "name": name }));
    change("Banksia St")
        .header("If-Match", "\"1\"")
        .await
        .expect(200);

    let stale = change("Banksia Road").header("If-Match", "\"1\"").await;

    stale.expect_problem(412, "stale-version");
    let kept = firm.owner.get(&path).await.expect(200);
    assert_eq!(
        (&kept["name"], &kept["version"]),
        (&json!("Banksia St"), &json!(2))
    );
}

#[rstest]
#[tokio::test]
async fn what_stands_in_the_way_of_sharing_is_told(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm) = ironbark(on).await;
    let house = firm.project("Banksia Street").await;
    let finance = firm
        .member(&server, "fay@ironbark.example", "finance", &[])
        .await;
    let reason = async |agent: &Agent| {
        let project = agent.get(&format!("/projects/{house}")).await.expect(200);
        project["sharing"]["reason"].clone()
    };

    assert_eq!(reason(&firm.owner).await, "no_client");
    let ann = firm.invite("ann@example.com", &[&house]).await;
    assert_eq!(reason(&firm.owner).await, Value::Null);
    assert_eq!(reason(&finance.agent).await, "role");
    let off = [
        "documents",
        "drawings",
        "photos",
        "daily_logs",
        "reports",
        "updates",
        "schedule",
    ];
    let off: serde_json::Map<String, Value> = off
        .map(|module| (module.to_owned(), json!(false)))
        .into_iter()
        .collect();
    firm.settings(json!({ "modules": off })).await;
    assert_eq!(reason(&firm.owner).await, "module_off");
    firm.settings(json!({ "portal_enabled": false })).await;
    assert_eq!(reason(&firm.owner).await, "portal_off");
    firm.settings(json!({ "portal_enabled": true, "modules": { "documents": true } }))
        .await;
    let revoked = firm.owner.post(&format!("/clients/{ann}/revoke")).await;
    revoked.expect(200);
    assert_eq!(reason(&firm.owner).await, "no_client");
}

#[rstest]
#[tokio::test]
async fn a_project_takes_only_the_organisations_own_clients(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let other = Firm::sign_up(&server, "Redgum", "kim@redgum.example").await;
    let elsewhere = other.project("Elsewhere").await;
    let foreign = other.invite("ann@example.com", &[&elsewhere]).await;

    let body = json!({ "name": "Banksia Street", "client_ids": [foreign] });
    let refused = firm.owner.post("/projects").json(body).await;

    refused.expect_problem(404, "not-found");
    assert_eq!(names(&firm.owner, &[]).await, Vec::<String>::new());
}

#[rstest]
#[tokio::test]
async fn what_happened_on_a_project_is_told_newest_first(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm) = ironbark(on).await;
    let house = firm.project("Banksia Street").await;
    server.clock.advance(chrono::TimeDelta::seconds(1));
    firm.invite("ann@example.com", &[&house]).await;
    server.clock.advance(chrono::TimeDelta::seconds(1));
    firm.change_project(&house, json!({ "status": "on_hold" }))
        .await;

    let path = format!("/projects/{house}/activity");
    let page = firm.owner.get(&path).await.expect(200);

    let told: Vec<(&str, &str)> = page["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|entry| {
            let verb = entry["verb"].as_str().expect("a verb");
            (verb, entry["detail"].as_str().unwrap_or_default())
        })
        .collect();
    let expected = [
        ("changed_status", "planned to on hold"),
        ("gave_access", "Ann"),
        ("created_project", ""),
    ];
    assert_eq!(told, expected);
    assert_eq!(page["items"][0]["actor_name"], "Dan");
}
