//! The trash: what was deleted comes back shared with nobody, or goes for ever.

use crate::site::{Site, expect_objects, id};
use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{EVERYONE, Firm, World, sign_in};
use rstest::rstest;
use serde_json::{Value, json};
use std::time::Duration;

async fn trash(firm: &Firm, project: &str, query: &[(&str, &str)]) -> Value {
    firm.owner
        .get(&format!("/projects/{project}/trash"))
        .query(query)
        .await
        .expect(200)
}

/// The titles in the trash, what went last first.
async fn titles(firm: &Firm, project: &str) -> Vec<Value> {
    let page = trash(firm, project, &[]).await;
    let items = page["items"].as_array().expect("items");
    items
        .iter()
        .map(|entry| entry["item"]["title"].clone())
        .collect()
}

async fn restore(firm: &Firm, project: &str, items: &[&str]) -> Value {
    let path = format!("/projects/{project}/restorations");
    firm.owner
        .post(&path)
        .json(json!({"item_ids": items}))
        .await
        .expect(200)
}

#[rstest]
#[tokio::test]
async fn a_folder_goes_with_everything_in_it_and_comes_back_so(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    let old = site.folder("Old", Some(&plans)).await;
    let deep = site.firm.document(&site.project, "Deep", Some(&old)).await;
    let lone = site
        .firm
        .document(&site.project, "Lone", Some(&plans))
        .await;
    site.firm.delete(&site.project, &[&lone.id]).await;
    site.server.clock.advance(TimeDelta::minutes(1));
    site.firm.delete(&site.project, &[&plans, &old]).await;

    let page = trash(&site.firm, &site.project, &[]).await;
    let of = |at: usize| {
        let entry = &page["items"][at];
        let named = [
            &entry["item"]["title"],
            &entry["contains"],
            &entry["deleted_by"],
            &entry["deleted_at"],
        ];
        named.map(Value::clone)
    };
    assert_eq!(
        of(0),
        [
            json!("Plans"),
            json!(2),
            json!("Dan"),
            json!("2026-03-01T22:01:00Z")
        ]
    );
    assert_eq!(
        of(1),
        [
            json!("Lone"),
            json!(0),
            json!("Dan"),
            json!("2026-03-01T22:00:00Z")
        ]
    );
    assert_eq!(
        page["items"][2],
        Value::Null,
        "what went with a folder is in it"
    );
    let content = format!("/files/{}/content", deep.file);
    site.dan
        .get(&content)
        .await
        .expect_problem(404, "not-found");

    let back = restore(&site.firm, &site.project, &[&plans]).await;
    assert_eq!(back, json!({"restored": 3, "moved_to_top": 0}));
    assert_eq!(site.dan.get(&content).await.body, b"Deep");
    let folder = site.dan.get(&format!("/folders/{old}")).await.expect(200);
    assert_eq!(folder["parent_id"], json!(plans));
    assert_eq!(
        titles(&site.firm, &site.project).await,
        ["Lone"],
        "deleted before, by itself"
    );
    restore(&site.firm, &site.project, &[&lone.id]).await;
    assert_eq!(site.titles(&[("parent_id", &plans)]).await, ["Old", "Lone"]);
}

#[rstest]
#[tokio::test]
async fn what_is_restored_is_shared_with_nobody(#[values(Sqlite, Postgres)] on: Backend) {
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &World::start(on).await;
    let shared = ironbark.folder(house, "Shared", None).await;
    let by_folder = ironbark
        .document(house, "By its folder", Some(&shared))
        .await;
    let by_itself = ironbark.document(house, "By itself", None).await;
    let inside = ironbark.folder(house, "Inside", None).await;
    let deep = ironbark.document(house, "Deep", Some(&inside)).await;
    ironbark
        .share(house, &[&shared, &by_itself.id, &deep.id], EVERYONE)
        .await;
    assert_eq!(ann.sees(house).await.len(), 4);

    ironbark
        .delete(house, &[&by_folder.id, &by_itself.id, &inside])
        .await;
    let back = restore(ironbark, house, &[&by_folder.id, &by_itself.id, &inside]).await;
    assert_eq!(back, json!({"restored": 4, "moved_to_top": 1}));
    assert_eq!(ann.titles(house, &[]).await, ["Shared"]);
    for document in [&by_folder, &by_itself, &deep] {
        assert_eq!(ann.file_status(&document.file).await, 404);
        let item = ironbark
            .owner
            .get(&format!("/documents/{}", document.id))
            .await
            .expect(200);
        assert_eq!(item["shared"]["with"], "nobody", "{item}");
    }
    let moved = ironbark
        .owner
        .get(&format!("/documents/{}", by_folder.id))
        .await
        .expect(200);
    assert_eq!(
        moved["parent_id"],
        Value::Null,
        "clients see what is in its folder"
    );
    let kept = ironbark
        .owner
        .get(&format!("/documents/{}", deep.id))
        .await
        .expect(200);
    assert_eq!(kept["parent_id"], json!(inside));
}

#[rstest]
#[tokio::test]
async fn what_lost_its_folder_comes_back_at_the_top(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    let document = site
        .firm
        .document(&site.project, "Plan", Some(&plans))
        .await
        .id;
    site.firm.delete(&site.project, &[&document]).await;
    site.firm.delete(&site.project, &[&plans]).await;
    let back = restore(&site.firm, &site.project, &[&document]).await;
    assert_eq!(back, json!({"restored": 1, "moved_to_top": 1}));
    assert_eq!(site.titles(&[("parent_id", "root")]).await, ["Plan"]);
    restore(&site.firm, &site.project, &[&plans]).await;
    assert_eq!(
        site.titles(&[("parent_id", &plans)]).await,
        Vec::<String>::new()
    );
}

#[rstest]
#[tokio::test]
async fn what_is_deleted_for_ever_is_gone_with_its_bytes(#[values(Sqlite, Postgres)] on: Backend) {
    let mut site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    let document = site
        .firm
        .document(&site.project, "Plan", Some(&plans))
        .await
        .id;
    site.firm.draft(&document, "second").await;
    let other = site.firm.document(&site.project, "Other", None).await.id;
    let copies = json!({"item_ids": [other], "parent_id": null});
    site.dan
        .post(&site.at("/copies"))
        .json(copies)
        .await
        .expect(200);
    let purge = |ids: Value| {
        site.dan
            .post(&site.at("/purges"))
            .json(json!({"item_ids": ids}))
    };
    purge(json!([document]))
        .await
        .expect_problem(404, "not-found");
    site.firm.delete(&site.project, &[&plans, &other]).await;
    purge(json!([document]))
        .await
        .expect_problem(404, "not-found");

    assert_eq!(
        purge(json!([plans, other])).await.expect(200),
        json!({"purged": 3})
    );
    assert_eq!(titles(&site.firm, &site.project).await, Vec::<Value>::new());
    let again = json!({"item_ids": [plans]});
    let again = site.dan.post(&site.at("/restorations")).json(again).await;
    again.expect_problem(404, "not-found");
    // Their objects wait for the sweep, but for the one that a copy has still.
    site.server.clock.advance(TimeDelta::days(36_500));
    site.server.stop().await;
    site.server.start_again().await;
    expect_objects(&site.server, 1).await;
}

#[rstest]
#[tokio::test]
async fn things_stay_in_the_trash_for_thirty_days(#[values(Sqlite, Postgres)] on: Backend) {
    let mut site = Site::open(on).await;
    let document = site.firm.document(&site.project, "Plan", None).await.id;
    site.firm.delete(&site.project, &[&document]).await;
    let entry = trash(&site.firm, &site.project, &[]).await["items"][0].clone();
    assert_eq!(entry["purged_at"], "2026-03-31T22:00:00Z");

    let thirty = TimeDelta::days(30);
    for (passes, left) in [
        (thirty - TimeDelta::seconds(1), 1),
        (TimeDelta::seconds(1), 0),
    ] {
        site.server.clock.advance(passes);
        site.server.stop().await;
        site.server.start_again().await;
        site.firm.owner = sign_in(&site.server, "dan@ironbark.example").await;
        // The worker tidies up when it starts; what stays is given as long as what goes.
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(if left == 0 { 50 } else { 10 })).await;
            if left == 0 && titles(&site.firm, &site.project).await.is_empty() {
                break;
            }
        }
        assert_eq!(titles(&site.firm, &site.project).await.len(), left);
    }
}

#[rstest]
#[tokio::test]
async fn the_trash_comes_in_pages_what_went_last_first(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    for title in ["first", "second", "third"] {
        let document = site.firm.document(&site.project, title, None).await.id;
        site.firm.delete(&site.project, &[&document]).await;
        site.server.clock.advance(TimeDelta::seconds(1));
    }
    let page = trash(&site.firm, &site.project, &[("limit", "2")]).await;
    let next = page["next"].as_str().expect("more");
    assert_eq!(page["items"][0]["item"]["title"], "third");
    let page = trash(
        &site.firm,
        &site.project,
        &[("limit", "2"), ("cursor", next)],
    )
    .await;
    assert_eq!(
        (&page["items"][0]["item"]["title"], &page["next"]),
        (&json!("first"), &Value::Null)
    );

    let garden = site.firm.project("Garden").await;
    assert_eq!(titles(&site.firm, &garden).await, Vec::<Value>::new());
    let elsewhere = json!({"item_ids": [page["items"][0]["item"]["id"]]});
    let path = format!("/projects/{garden}/restorations");
    site.dan
        .post(&path)
        .json(elsewhere)
        .await
        .expect_problem(404, "not-found");
}

#[rstest]
#[tokio::test]
async fn a_thing_in_the_trash_cannot_be_reached_by_any_other_way(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    let item = id(&site.document("plan.txt", None).await);
    site.firm.delete(&site.project, &[&item, &plans]).await;
    for path in [
        format!("/documents/{item}"),
        format!("/items/{item}/versions"),
        format!("/items/{item}/receipts"),
        format!("/folders/{plans}"),
        site.at(&format!("/archive?item_ids={item}")),
    ] {
        site.dan.get(&path).await.expect_problem(404, "not-found");
    }
    for (path, body) in [
        ("/moves", json!({"item_ids": [item], "parent_id": null})),
        ("/copies", json!({"item_ids": [item], "parent_id": null})),
        ("/deletions", json!({"item_ids": [item]})),
        (
            "/shares",
            json!({"item_ids": [item], "audience": "everyone", "notify": false}),
        ),
        ("/folders", json!({"title": "Below", "parent_id": plans})),
    ] {
        let refused = site.dan.post(&site.at(path)).json(body).await;
        refused.expect_problem(404, "not-found");
    }
}
