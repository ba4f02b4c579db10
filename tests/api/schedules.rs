//! Schedules: planned together, shown as they were last published ([M7]).

use crate::site::{Site, id};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Answer};
use lintel_tests::world::{EVERYONE, World, task};
use rstest::rstest;
use serde_json::{Value, json};

const SLAB: &str = "0199b000-0000-7000-8000-000000000001";
const FRAME: &str = "0199b000-0000-7000-8000-000000000002";
const ROOF: &str = "0199b000-0000-7000-8000-000000000003";
const HOUSE: &str = "0199b000-0000-7000-8000-000000000004";

fn put(id: &str, kind: &str, name: &str, more: Value) -> Value {
    let mut task = json!({ "id": id, "kind": kind, "name": name });
    let fields = task.as_object_mut().expect("a task");
    fields.extend(more.as_object().expect("fields").clone());
    json!({ "op": "put", "task": task })
}

/// From Monday 30 November 2026: a slab of a week, a frame two days after it, and a roof.
fn house() -> Value {
    json!([
        { "op": "start", "starts_on": "2026-11-30" },
        put(HOUSE, "group", "House", json!({})),
        put(SLAB, "task", "Slab", json!({ "parent_id": HOUSE, "days": 5, "trade": "Concreter" })),
        put(FRAME, "task", "Frame", json!({
            "parent_id": HOUSE, "days": 3, "depends_on": [{ "task_id": SLAB, "lag_days": 2 }],
        })),
        put(ROOF, "milestone", "Roof on", json!({ "depends_on": [{ "task_id": FRAME }] })),
    ])
}

/// `name: first day to last day` of each task.
fn days(schedule: &Value) -> Vec<String> {
    let tasks = schedule["tasks"].as_array().expect("tasks");
    let told = |task: &Value| {
        let text = |key: &str| task[key].as_str().expect("text").to_owned();
        format!(
            "{}: {} to {}",
            text("name"),
            text("starts_on"),
            text("ends_on")
        )
    };
    tasks.iter().map(told).collect()
}

async fn edit(site: &Site, schedule: &str, body: Value) -> Answer {
    let path = format!("/schedules/{schedule}/edits");
    site.dan.post(&path).json(body).await
}

#[rstest]
#[tokio::test]
async fn what_waits_for_a_task_moves_with_it_and_a_preview_only_tells(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let schedule = site.firm.schedule(&site.project, house()).await;
    let at = format!("/schedules/{schedule}");
    let before = site.dan.get(&at).await.expect(200);
    let planned = [
        "House: 2026-11-30 to 2026-12-10",
        "Slab: 2026-11-30 to 2026-12-04",
        "Frame: 2026-12-09 to 2026-12-11",
        "Roof on: 2026-12-11 to 2026-12-11",
    ];
    assert_eq!(days(&before)[1..], planned[1..]);
    assert_eq!(before["last_day"], "2026-12-11");
    let later = put(
        SLAB,
        "task",
        "Slab",
        json!({ "parent_id": HOUSE, "days": 5, "not_before": "2026-12-02" }),
    );

    let told = edit(
        &site,
        &schedule,
        json!({ "edits": [later], "preview": true }),
    )
    .await;
    let told = told.expect(200);
    let changed: Vec<&str> = told["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|change| change["after"]["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(changed, ["House", "Slab", "Frame", "Roof on"]);
    assert_eq!(told["schedule"]["last_day"], "2026-12-15");
    assert_eq!(site.dan.get(&at).await.expect(200), before);

    let kept = site.dan.post(&format!("{at}/baseline")).await.expect(200);
    assert_eq!(kept["baseline_last_day"], "2026-12-11");
    let done = edit(&site, &schedule, json!({ "edits": [later] })).await;
    let done = done.expect(200);
    assert_eq!(done["schedule"]["last_day"], "2026-12-15");
    assert_eq!(
        done["schedule"]["tasks"][3]["baseline"],
        json!({ "starts_on": "2026-12-11", "ends_on": "2026-12-11" })
    );
    // A holiday on what was the last day.
    let calendar = json!({
        "weekdays": [true, true, true, true, true, false, false],
        "holidays": [{ "day": "2026-12-15", "name": "Gala" }],
    });
    let holiday = json!({ "edits": [{ "op": "calendar", "calendar": calendar }] });
    let done = edit(&site, &schedule, holiday).await.expect(200);
    assert_eq!(done["schedule"]["last_day"], "2026-12-16");
    let forgot = site.dan.delete(&format!("{at}/baseline")).await;
    assert_eq!(forgot.expect(200)["baseline_at"], Value::Null);
}

#[rstest]
#[tokio::test]
async fn edits_are_made_together_or_not_at_all(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let schedule = site.firm.schedule(&site.project, house()).await;
    let at = format!("/schedules/{schedule}");
    let before = site.dan.get(&at).await.expect(200);

    let circle = put(
        SLAB,
        "task",
        "Slab",
        json!({ "parent_id": HOUSE, "days": 5, "depends_on": [{ "task_id": ROOF }] }),
    );
    let refused = edit(
        &site,
        &schedule,
        json!({ "edits": [task("Drains"), circle] }),
    )
    .await;
    let problem = refused.expect_problem(422, "invalid-fields");
    let error = &problem["errors"][0];
    assert_eq!(error["code"], "dependency_cycle");
    let said = error["message"].as_str().expect("words");
    for name in ["Slab", "Frame", "Roof on"] {
        assert!(said.contains(name), "{said}");
    }
    let wrong = json!({ "edits": [
        put("0199b000-0000-7000-8000-000000000005", "task", " ", json!({ "progress": 101 })),
        { "op": "remove", "task_id": "0199b000-0000-7000-8000-00000000000f" },
    ] });
    assert_eq!(
        edit(&site, &schedule, wrong).await.bad_fields(),
        [
            ("/edits/0/task/name".into(), "required".into()),
            ("/edits/0/task/progress".into(), "out_of_range".into()),
            ("/edits/1/task_id".into(), "unknown_task".into()),
        ]
    );
    assert_eq!(site.dan.get(&at).await.expect(200), before);

    let stale = site.dan.post(&format!("{at}/edits"));
    let stale = stale.header("If-Match", "\"0\"");
    let stale = stale.json(json!({ "edits": [task("Drains")] })).await;
    stale.expect_problem(412, "stale-version");
}

#[rstest]
#[tokio::test]
async fn a_project_has_one_schedule(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let of_project = site.at("/schedule");
    assert_eq!(
        site.dan.get(&of_project).await.expect(200)["schedule"],
        Value::Null
    );
    let first = site.firm.schedule(&site.project, json!([])).await;
    let again = site.dan.post(&of_project).json(json!({})).await;
    again.expect_problem(409, "schedule-exists");
    let empty = site.dan.post(&format!("/schedules/{first}/publication"));
    let empty = empty.json(json!({ "notify": false })).await;
    empty.expect_problem(409, "schedule-empty");

    let gone = site.dan.delete(&format!("/schedules/{first}")).await;
    gone.expect_status(204);
    let second = site.firm.schedule(&site.project, house()).await;
    let restore = async || {
        let body = json!({ "item_ids": [first] });
        site.dan.post(&site.at("/restorations")).json(body).await
    };
    restore().await.expect_problem(409, "schedule-exists");
    let gone = site.dan.delete(&format!("/schedules/{second}")).await;
    gone.expect_status(204);
    restore().await.expect(200);
    let there = site.dan.get(&of_project).await.expect(200);
    assert_eq!(id(&there["schedule"]), first);

    let copy = json!({ "item_ids": [first], "parent_id": null });
    let copied = site.dan.post(&site.at("/copies")).json(copy).await;
    copied.expect_problem(409, "records-are-not-copied");
}

/// Everything that tells a client of the schedule.
async fn seen(ann: &Agent, house: &str, schedule: &str) -> String {
    let mut seen = String::new();
    for path in [
        format!("/portal/items/{schedule}"),
        format!("/portal/projects/{house}"),
        format!("/portal/projects/{house}/items"),
        format!("/portal/projects/{house}/items?q=drains"),
    ] {
        seen.push_str(&ann.get(&path).await.text());
    }
    seen
}

#[rstest]
#[tokio::test]
async fn clients_see_what_was_published_and_nothing_of_the_draft(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, project, ann) = (&world.ironbark, &world.house, &world.ann);
    let schedule = ironbark.schedule(project, house()).await;
    ironbark.share(project, &[&schedule], EVERYONE).await;
    let item = format!("/portal/items/{schedule}");
    assert_eq!(ann.status(&item).await, 404);
    assert!(ann.list(project, &[]).await.is_empty());

    let published = ironbark.publish_schedule(&schedule).await;
    assert_eq!(published["has_unpublished_changes"], json!(false));
    let shown = ann.agent.get(&item).await.expect(200);
    assert_eq!(shown["schedule"]["last_day"], "2026-12-11");
    let slab = &shown["schedule"]["tasks"][1];
    assert_eq!(
        (&slab["name"], &slab["trade"], slab.get("depends_on")),
        (&json!("Slab"), &json!("Concreter"), None)
    );
    assert_eq!(ann.list(project, &[("q", "slab")]).await.len(), 1);
    seen(&ann.agent, project, &schedule).await;

    // The draft changes: its words, its days, and its baseline.
    let before = seen(&ann.agent, project, &schedule).await;
    world.clock.advance(chrono::TimeDelta::minutes(1));
    let secret = world
        .canaries
        .hatch("a draft task", ["dan@ironbark.example"]);
    let edits = json!([
        task(&format!("Drains {secret}")),
        { "op": "start", "starts_on": "2027-02-01" },
    ]);
    let changed = ironbark.edit_schedule(&schedule, edits).await;
    assert_eq!(changed["schedule"]["has_unpublished_changes"], json!(true));
    let baseline = format!("/schedules/{schedule}/baseline");
    ironbark.owner.post(&baseline).await.expect(200);
    assert_eq!(seen(&ann.agent, project, &schedule).await, before);
    let waits = ironbark
        .owner
        .get(&format!("/schedules/{schedule}/changes"));
    let waits = waits.await.expect(200);
    assert_eq!(waits["changes"].as_array().expect("changes").len(), 5);

    world.canaries.entitle(&secret, "ann@example.com");
    ironbark.publish_schedule(&schedule).await;
    let shown = ann.agent.get(&item).await.expect(200);
    assert_eq!(shown["schedule"]["first_day"], "2027-02-01");
    assert_eq!(ann.list(project, &[("q", "drains")]).await.len(), 1);

    let taken = format!("/schedules/{schedule}/publication");
    let taken = ironbark.owner.delete(&taken).await.expect(200);
    assert_eq!(taken["state"], "draft");
    assert_eq!(ann.status(&item).await, 404);
    assert!(ann.list(project, &[("q", "drains")]).await.is_empty());
    // Shared once: what is published later is seen without sharing it again.
    ironbark.publish_schedule(&schedule).await;
    assert_eq!(ann.status(&item).await, 200);
}

#[rstest]
#[tokio::test]
async fn who_sees_the_schedule_is_written_to_when_it_is_published(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, project) = (&world.ironbark, &world.house);
    let schedule = ironbark.schedule(project, house()).await;
    let for_ann = json!({ "client_ids": [world.ann.id] });
    ironbark.share(project, &[&schedule], for_ann).await;
    let path = format!("/schedules/{schedule}/publication");
    let body = json!({ "notify": true, "message": "The slab is poured a day later." });
    ironbark.owner.post(&path).json(body).await.expect(200);

    let letter = world.post.letter_to("ann@example.com").await;
    assert!(letter.subject.contains("1 schedule"), "{}", letter.subject);
    assert!(letter.text.contains("The slab is poured a day later."));
}

fn events(calendar: &Answer) -> Vec<String> {
    let text = calendar.text();
    let named = text
        .lines()
        .filter_map(|line| line.strip_prefix("SUMMARY:"));
    named.map(str::to_owned).collect()
}

#[rstest]
#[tokio::test]
async fn a_calendar_shows_what_its_client_sees_until_its_address_or_their_access_ends(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, project, ann) = (&world.ironbark, &world.house, &world.ann);
    let schedule = ironbark.schedule(project, house()).await;
    ironbark.publish_schedule(&schedule).await;
    ironbark.share(project, &[&schedule], EVERYONE).await;
    let path = format!("/portal/projects/{project}/calendar");
    let none = ann.agent.get(&path).await.expect(200);
    assert_eq!(none["url"], Value::Null);
    let make = async || {
        let made = ann.agent.post(&path).await.expect(201);
        let url = made["url"].as_str().expect("an address").to_owned();
        url.split_once("/api/v1").expect("of the API").1.to_owned()
    };
    let reader = world.agent("ann@example.com");

    let first = make().await;
    let calendar = reader.get(&first).await;
    calendar.expect_status(200);
    assert_eq!(
        calendar.header("content-type"),
        Some("text/calendar; charset=utf-8")
    );
    assert_eq!(events(&calendar), ["Slab", "Frame", "Roof on"]);
    let text = calendar.text();
    for line in [
        "DTSTART;VALUE=DATE:20261130",
        "DTEND;VALUE=DATE:20261205",
        &format!("UID:{SLAB}@lintel"),
    ] {
        assert!(text.contains(line), "{line} is missing in {text}");
    }
    // What is planned since is not in it: the reader's answers are scanned for it.
    let secret = world
        .canaries
        .hatch("a draft task", ["dan@ironbark.example"]);
    let planned = json!([task(&secret)]);
    ironbark.edit_schedule(&schedule, planned).await;
    assert_eq!(events(&reader.get(&first).await).len(), 3);
    let kept = ann.agent.get(&path).await.expect(200);
    assert!(kept["url"].as_str().expect("an address").ends_with(&first));
    let toms = format!("/portal/projects/{}/calendar", world.house);
    assert_eq!(
        world.tom.agent.get(&toms).await.expect(200)["url"],
        Value::Null
    );

    let second = make().await;
    reader.get(&first).await.expect_status(404);
    reader.get(&second).await.expect_status(200);
    ironbark.unshare(project, &[&schedule]).await;
    assert!(events(&reader.get(&second).await).is_empty());
    ironbark.share(project, &[&schedule], EVERYONE).await;
    ironbark
        .settings(json!({ "modules": { "schedule": false } }))
        .await;
    assert!(events(&reader.get(&second).await).is_empty());
    ironbark
        .settings(json!({ "modules": { "schedule": true } }))
        .await;
    assert_eq!(events(&reader.get(&second).await).len(), 3);
    ann.agent.delete(&path).await.expect_status(204);
    reader.get(&second).await.expect_status(404);

    let third = make().await;
    ironbark.settings(json!({ "portal_enabled": false })).await;
    reader.get(&third).await.expect_status(404);
    ironbark.settings(json!({ "portal_enabled": true })).await;
    reader.get(&third).await.expect_status(200);
    let revoke = format!("/clients/{}/revoke", ann.id);
    ironbark.owner.post(&revoke).await.expect(200);
    reader.get(&third).await.expect_status(404);
    // Access that is given again does not bring the old address back.
    let restore = format!("/clients/{}/restore", ann.id);
    let projects = json!({ "project_ids": [project] });
    ironbark
        .owner
        .post(&restore)
        .json(projects)
        .await
        .expect(200);
    reader.get(&third).await.expect_status(404);
}
