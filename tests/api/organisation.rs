//! The organisation's settings and switches ([S1], [S2], [L5]), and the audit log ([A2]).

use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Server};
use lintel_tests::world::{Firm, World, sign_in};
use rstest::rstest;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::future::IntoFuture;

async fn ironbark(on: Backend) -> (Server, Firm) {
    let server = Server::start(on).await;
    let firm = Firm::sign_up(&server, "Ironbark Homes", "dan@ironbark.example").await;
    (server, firm)
}

#[rstest]
#[tokio::test]
async fn settings_are_kept(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm) = ironbark(on).await;
    let before = firm.owner.get("/organisation").await.expect(200);

    let change = json!({
        "name": " Ironbark & Sons ",
        "branding": { "colour": "#1F6FEB" },
        "timezone": "Australia/Perth",
        "currency": "NZD",
        "modules": { "quotes": false },
    });
    let answer = firm.owner.patch("/organisation").json(change).await;

    let version = before["version"].as_i64().expect("a version") + 1;
    assert_eq!(
        answer.header("etag"),
        Some(format!("\"{version}\"").as_str())
    );
    let after = answer.expect(200);
    assert_eq!(after["name"], "Ironbark & Sons");
    assert_eq!(after["branding"]["colour"], "#1f6feb");
    assert_eq!(after["timezone"], "Australia/Perth");
    assert_eq!(after["currency"], "NZD");
    assert_eq!(after["modules"]["quotes"], false);
    assert_eq!(after["modules"]["photos"], true);
    assert_eq!(after["slug"], before["slug"]);
    assert_eq!(firm.owner.get("/organisation").await.expect(200), after);
}

#[rstest]
#[tokio::test]
async fn a_colour_can_be_taken_away_again(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm) = ironbark(on).await;
    firm.settings(json!({ "branding": { "colour": "#1f6feb" } }))
        .await;

    firm.settings(json!({ "branding": { "colour": null } }))
        .await;

    let organisation = firm.owner.get("/organisation").await.expect(200);
    assert_eq!(organisation["branding"]["colour"], Value::Null);
}

#[rstest]
#[tokio::test]
async fn every_bad_setting_is_named_in_one_answer(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm) = ironbark(on).await;

    let change = json!({
        "name": " ",
        "branding": { "colour": "red" },
        "timezone": "Sydney",
        "currency": "aud",
        "plan": "gold",
        "modules": { "quotes": "yes" },
        "slug": "mine",
    });
    let bad = firm
        .owner
        .patch("/organisation")
        .json(change)
        .await
        .bad_fields();

    let pointers: BTreeSet<&str> = bad.iter().map(|(pointer, _)| pointer.as_str()).collect();
    let expected = [
        "/branding/colour",
        "/currency",
        "/modules/quotes",
        "/name",
        "/plan",
        "/slug",
        "/timezone",
    ];
    assert_eq!(pointers, BTreeSet::from(expected));
}

#[rstest]
#[tokio::test]
async fn a_change_of_what_was_changed_meanwhile_is_refused(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (_server, firm) = ironbark(on).await;
    let seen = firm.owner.get("/organisation").await;
    let seen = seen.header("etag").expect("an ETag");
    firm.settings(json!({ "name": "Ironbark" })).await;

    let change = firm
        .owner
        .patch("/organisation")
        .header("If-Match", seen)
        .json(json!({ "name": "Irontree" }));

    change.await.expect_problem(412, "stale-version");
    let organisation = firm.owner.get("/organisation").await.expect(200);
    assert_eq!(organisation["name"], "Ironbark");
}

#[rstest]
#[tokio::test]
async fn two_switches_thrown_at_once_are_both_thrown(#[values(Sqlite, Postgres)] on: Backend) {
    let (_server, firm) = ironbark(on).await;
    let off = |module: &str| {
        let body = json!({ "modules": { module: false } });
        firm.owner.patch("/organisation").json(body).into_future()
    };

    let (quotes, photos, notes) = tokio::join!(off("quotes"), off("photos"), off("notes"));

    for answer in [quotes, photos, notes] {
        answer.expect(200);
    }
    let modules = firm.owner.get("/organisation").await.expect(200)["modules"].clone();
    for module in ["quotes", "photos", "notes"] {
        assert_eq!(modules[module], false, "{module}");
    }
}

#[rstest]
#[tokio::test]
async fn switching_the_portal_off_cuts_every_client_at_once(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let home = format!("/portal/projects/{}", world.house);
    assert_eq!(world.ann.status(&home).await, 200);

    world
        .ironbark
        .settings(json!({ "portal_enabled": false }))
        .await;

    for client in [&world.ann, &world.tom] {
        assert_eq!(client.status(&home).await, 404);
        assert_eq!(client.projects().await, Vec::<Value>::new());
    }
    world
        .ironbark
        .settings(json!({ "portal_enabled": true }))
        .await;
    assert_eq!(world.ann.status(&home).await, 200);
}

#[rstest]
#[tokio::test]
async fn before_the_switch_it_is_told_how_many_clients_it_cuts(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    world
        .ironbark
        .invite("eve@example.com", &[&world.house])
        .await;
    world.clock.advance(TimeDelta::days(8));
    let ann = world.ann_again().await;
    ann.home(&world.house).await;
    let owner = sign_in(&world.server, "dan@ironbark.example").await;
    let impact = async || owner.get("/organisation/portal-impact").await.expect(200);
    let expected = json!({ "clients": 2, "clients_online_recently": 1 });

    assert_eq!(impact().await, expected);

    let off = owner.patch("/organisation");
    off.json(json!({ "portal_enabled": false }))
        .await
        .expect(200);
    assert_eq!(impact().await, expected);
}

#[rstest]
#[tokio::test]
async fn only_an_owner_changes_the_plan(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm) = ironbark(on).await;
    let admin = firm
        .member(&server, "mia@ironbark.example", "admin", &[])
        .await;
    let plan = |agent: &Agent| agent.patch("/organisation").json(json!({ "plan": "pro" }));

    plan(&admin.agent).await.expect_problem(403, "forbidden");
    let change = json!({ "plan": "pro", "name": "Mia’s" });
    let both = admin.agent.patch("/organisation").json(change).await;
    both.expect_problem(403, "forbidden");
    let name = admin.agent.patch("/organisation");
    name.json(json!({ "name": "Ironbark" })).await.expect(200);

    assert_eq!(plan(&firm.owner).await.expect(200)["plan"], "pro");
}

#[rstest]
#[case("supervisor")]
#[case("finance")]
#[case("tradie")]
#[case("apprentice")]
#[tokio::test]
async fn who_does_not_run_the_office_reads_the_settings_only(
    #[case] role: &str,
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let member = firm
        .member(&server, "sam@ironbark.example", role, &[])
        .await;
    let sam = &member.agent;

    sam.get("/organisation").await.expect(200);
    let change = sam.patch("/organisation").json(json!({ "name": "Sam’s" }));
    change.await.expect_problem(403, "forbidden");
    for path in ["/organisation/portal-impact", "/audit"] {
        sam.get(path).await.expect_problem(403, "forbidden");
    }
}

#[rstest]
#[tokio::test]
async fn the_audit_log_tells_who_changed_access_newest_first_and_page_by_page(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let house = firm.project("Banksia Street").await;
    firm.invite("ann@example.com", &[&house]).await;
    server.clock.advance(TimeDelta::seconds(1));
    firm.settings(json!({ "portal_enabled": false, "modules": { "photos": false } }))
        .await;
    server.clock.advance(TimeDelta::seconds(1));
    firm.settings(json!({ "plan": "pro", "name": "Ironbark" }))
        .await;

    let mut entries = Vec::new();
    let mut cursor = None::<String>;
    loop {
        let mut query = vec![("limit", "1")];
        query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
        let page = firm.owner.get("/audit").query(&query).await.expect(200);
        entries.extend(page["items"].as_array().expect("items").clone());
        match page["next"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => break,
        }
    }

    let actions: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry["action"].as_str())
        .collect();
    assert_eq!(actions[0], "plan.changed");
    let switched = BTreeSet::from_iter(actions[1..3].iter().copied());
    let expected = BTreeSet::from(["portal.switched_off", "module.switched_off"]);
    assert_eq!(switched, expected);
    assert_eq!(actions[3], "client.invited");
    assert_eq!(
        entries[0]["actor"],
        json!({ "kind": "member", "name": "Dan" })
    );
    assert_eq!(entries[0]["detail"], "free to pro");
    assert_eq!(entries[3]["subject_name"], "Ann");
    assert_eq!(entries[3]["detail"], "Banksia Street");
}
