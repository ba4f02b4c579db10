//! The private link: submitted logs for whoever has the address, and nothing for anybody else
//! ([L1] to [L5]).

use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Answer};
use lintel_tests::world::pictures::png;
use lintel_tests::world::{EVERYONE, Link, World};
use rstest::rstest;
use serde_json::{Value, json};

async fn titles(visitor: &Agent) -> Vec<String> {
    let list = visitor.get("/link/items").await.expect(200);
    let items = list["items"].as_array().expect("items").iter();
    items
        .map(|item| item["title"].as_str().expect("a title").to_owned())
        .collect()
}

/// What an answer is made of that may not tell one address from another.
fn bytes(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let own = ["date", "x-request-id"];
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .filter(|(name, _)| {
            !own.contains(&name.as_str()) && !name.as_str().starts_with("ratelimit")
        })
        .map(|(name, value)| (name.to_string(), format!("{value:?}")))
        .collect();
    headers.sort();
    let mut body = answer.text();
    if let Ok(Value::Object(mut problem)) = serde_json::from_str(&body) {
        problem.remove("request_id");
        body = Value::Object(problem).to_string();
    }
    (answer.status, headers, body)
}

async fn open(world: &World, token: &str) -> Answer {
    let visitor = world.agent("nobody");
    let body = json!({ "token": token });
    visitor.post("/link/sessions").json(body).await
}

#[rstest]
#[tokio::test]
async fn a_link_shows_submitted_logs_and_what_the_builder_adds(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let worker = world.canaries.hatch("a worker", ["dan@ironbark.example"]);
    let content = json!({
        "work": [{ "trade": "Carpenter", "done": "Roof" }],
        "time_cards": [{ "worker": worker, "minutes": 60 }],
    });
    let log = ironbark.log(house, content).await;
    let record = format!("daily-logs/{log}");
    let picture = ironbark.add_picture(&record, &png(40, 20), &[]).await;
    let for_all = ironbark.document(house, "For all", None).await;
    let for_ann = ironbark.document(house, "For Ann", None).await;
    ironbark.share(house, &[&for_all.id], EVERYONE).await;
    let ann = json!({ "client_ids": [world.ann.id] });
    ironbark.share(house, &[&for_ann.id], ann).await;
    let visitor = ironbark.link(house).await.visit(&world, "nobody").await;
    let of_link = format!("/projects/{house}/portal-link");

    let project = visitor.get("/link/project").await.expect(200);
    assert_eq!(project["name"], "Banksia Street");
    assert!(titles(&visitor).await.is_empty(), "a draft is nobody's");
    ironbark.submit(&log).await;
    ironbark.rendered_picture(&record, &picture.id).await;
    let hides = json!({ "hides_time_cards": true });
    ironbark.owner.patch(&of_link).json(hides).await.expect(200);
    assert_eq!(titles(&visitor).await.len(), 1);
    let item = format!("/link/items/{log}");
    let shown = visitor.get(&item).await.expect(200);
    assert_eq!(shown["daily_log"]["work"][0]["done"], "Roof");
    assert_eq!(shown["daily_log"]["time_cards"], Value::Null);
    let pdf = visitor.get(&format!("{item}/pdf")).await;
    assert!(pdf.pdf_text().contains("Roof"));
    let preview = format!("/link/files/{}/preview?size=small", picture.file);
    visitor.get(&preview).await.expect_status(200);
    let content = |file: &str| format!("/link/files/{file}/content");
    visitor
        .get(&content(&picture.file))
        .await
        .expect_status(200);
    visitor
        .get(&content(&for_all.file))
        .await
        .expect_status(404);

    let shows = json!({ "shows_shared": true });
    ironbark.owner.patch(&of_link).json(shows).await.expect(200);
    let mut all = titles(&visitor).await;
    all.retain(|title| !title.starts_with("Daily log"));
    assert_eq!(all, ["For all"]);
    visitor
        .get(&content(&for_all.file))
        .await
        .expect_status(200);
    visitor
        .get(&content(&for_ann.file))
        .await
        .expect_status(404);
    let ann_only = format!("/link/items/{}", for_ann.id);
    visitor.get(&ann_only).await.expect_status(404);

    ironbark.reopen_log(&log).await;
    visitor.get(&item).await.expect_status(404);
    visitor.get(&preview).await.expect_status(404);

    // The link is no sign-in, and no sign-in is the link.
    visitor.get("/projects").await.expect_status(401);
    visitor.get("/portal/projects").await.expect_status(401);
    visitor.get("/me").await.expect_status(401);
    ironbark.owner.get("/link/project").await.expect_status(401);
    world.ann.agent.get("/link/items").await.expect_status(401);
}

#[rstest]
#[tokio::test]
async fn every_address_that_leads_nowhere_answers_alike(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let of_link = format!("/projects/{house}/portal-link");
    let old = ironbark.link(house).await;
    let visitor = old.visit(&world, "nobody").await;
    let page = async |token: &str| world.agent("nobody").page(&format!("/p/{token}")).await;
    let (never, long) = ("A".repeat(43), "x".repeat(200));
    let nowhere = bytes(&open(&world, &never).await);
    let no_page = bytes(&page(&never).await);
    assert_eq!((nowhere.0, no_page.0), (404, 404));
    let works = page(&old.token).await;
    works.expect_status(200);
    for (name, value) in [
        ("x-robots-tag", "noindex, nofollow, noarchive"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(works.header(name), Some(value));
    }
    assert_eq!(bytes(&works).2, no_page.2, "the page itself is the same");

    let portal = |on: bool| json!({ "portal_enabled": on });
    for (why, off, again) in [
        (
            "the plan",
            json!({ "plan": "free" }),
            json!({ "plan": "pro" }),
        ),
        ("the portal", portal(false), portal(true)),
    ] {
        ironbark.settings(off).await;
        assert_eq!(bytes(&open(&world, &old.token).await), nowhere, "{why}");
        assert_eq!(bytes(&page(&old.token).await), no_page, "{why}");
        visitor.get("/link/items").await.expect_status(404);
        ironbark.settings(again).await;
        visitor.get("/link/items").await.expect_status(200);
    }
    ironbark.change_project(house, portal(false)).await;
    assert_eq!(bytes(&open(&world, &old.token).await), nowhere);
    ironbark.change_project(house, portal(true)).await;

    // Disabled, it never works again: another one has another address.
    ironbark.owner.delete(&of_link).await.expect_status(204);
    visitor.get("/link/items").await.expect_status(404);
    ironbark.owner.get(&of_link).await.expect_status(404);
    let new = ironbark.link(house).await;
    assert_ne!(new.token, old.token);
    for token in [&old.token, &never, &long] {
        assert_eq!(bytes(&open(&world, token).await), nowhere);
        assert_eq!(bytes(&page(token).await), no_page);
    }
    visitor.get("/link/items").await.expect_status(404);
    open(&world, &new.token).await.expect_status(201);
    let again = ironbark.owner.post(&of_link).await.expect(201);
    assert!(
        again["url"]
            .as_str()
            .expect("an address")
            .ends_with(&new.token)
    );
}

#[rstest]
#[tokio::test]
async fn opens_are_told_by_device_and_programs_are_not_counted(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let Link { token } = ironbark.link(house).await;
    let visit = async |agent: &str, again: bool| {
        let body = json!({ "token": token, "again": again });
        let visit = world.agent("nobody").post("/link/sessions").json(body);
        visit.header("User-Agent", agent).await.expect(201);
    };
    let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1";
    visit("Slackbot-LinkExpanding 1.0", false).await;
    world.clock.advance(chrono::TimeDelta::minutes(1));
    visit(phone, false).await;
    visit(phone, true).await;
    world
        .agent("nobody")
        .page(&format!("/p/{token}"))
        .await
        .expect_status(200);

    let path = format!("/projects/{house}/portal-link");
    let link = ironbark.owner.get(&path).await.expect(200);
    let devices: Vec<&Value> = link["recent_opens"]
        .as_array()
        .expect("opens")
        .iter()
        .map(|open| &open["device"])
        .collect();
    assert_eq!(
        (&link["opens"], devices),
        (&json!(1), vec![&json!("phone"), &json!("program")])
    );
}

#[rstest]
#[tokio::test]
async fn the_plan_free_has_no_link(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    ironbark.settings(json!({ "plan": "free" })).await;
    let enabled = ironbark
        .owner
        .post(&format!("/projects/{house}/portal-link"));
    enabled.await.expect_problem(409, "plan-free");
}
