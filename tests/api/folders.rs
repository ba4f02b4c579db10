//! Folders and the tree they make.

use crate::site::{Site, id};
use futures_util::future::join;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::Firm;
use rstest::rstest;
use serde_json::json;

#[rstest]
#[tokio::test]
async fn a_folder_is_made_renamed_and_listed_for_the_tree(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    let sketches = site.folder("Sketches", Some(&plans)).await;

    let renamed = site
        .dan
        .patch(&format!("/folders/{sketches}"))
        .header("If-Match", "\"1\"")
        .json(json!({"title": "  Concept "}))
        .await;
    assert_eq!(renamed.expect(200)["title"], "Concept");
    assert_eq!(renamed.header("etag"), Some("\"2\""));

    let list = site.dan.get(&site.at("/folders")).await.expect(200);
    let folders: Vec<_> = list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|folder| (folder["title"].clone(), folder["parent_id"].clone()))
        .collect();
    assert_eq!(
        folders,
        [
            (json!("Concept"), json!(plans)),
            (json!("Plans"), json!(null))
        ]
    );
    let shown = site.dan.get(&format!("/folders/{plans}")).await.expect(200);
    assert_eq!(
        shown["shared"],
        json!({"with": "nobody", "client_ids": [], "inherited_from": null})
    );
    assert_eq!(
        (&shown["kind"], &shown["file_id"]),
        (&json!("folder"), &json!(null))
    );
}

#[rstest]
#[tokio::test]
async fn a_change_to_a_version_that_is_past_is_refused(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let address = format!("/folders/{}", site.folder("Plans", None).await);
    let rename = |title: &str| site.dan.patch(&address).json(json!({"title": title}));

    rename("Drawings")
        .header("If-Match", "\"1\"")
        .await
        .expect(200);
    let stale = rename("Papers").header("If-Match", "\"1\"").await;
    stale.expect_problem(412, "stale-version");
    rename("Papers").await.expect(200);
}

#[rstest]
#[tokio::test]
async fn a_title_says_what_it_shows(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let bad = [
        (" ", "required"),
        ("a\0b", "control_character"),
        ("plan\u{202e}fdp.exe", "control_character"),
        (&"x".repeat(201), "too_long"),
    ];
    for (title, code) in bad {
        let refused = site
            .dan
            .post(&site.at("/folders"))
            .json(json!({"title": title}))
            .await;
        assert_eq!(
            refused.bad_fields(),
            [("/title".into(), code.into())],
            "{title:?}"
        );
    }
    for title in ["../../etc", "Größe – Küche", "名前", &"ä".repeat(200)] {
        site.folder(title, None).await;
    }
    site.folder("Same", None).await;
    site.folder("Same", None).await;
    assert_eq!(site.titles(&[("q", "same")]).await, ["Same", "Same"]);
}

#[rstest]
#[tokio::test]
async fn a_folder_cannot_be_put_into_itself_or_below(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let a = site.folder("A", None).await;
    let b = site.folder("B", Some(&a)).await;
    let c = site.folder("C", Some(&b)).await;

    for target in [&a, &b, &c] {
        let patched = site
            .dan
            .patch(&format!("/folders/{a}"))
            .json(json!({"parent_id": target}))
            .await;
        let moved = site
            .dan
            .post(&site.at("/moves"))
            .json(json!({"item_ids": [a], "parent_id": target}))
            .await;
        for refused in [patched, moved] {
            assert_eq!(
                refused.bad_fields(),
                [("/parent_id".into(), "cycle".into())]
            );
        }
    }
    let up = site
        .dan
        .patch(&format!("/folders/{c}"))
        .json(json!({"parent_id": null}))
        .await;
    assert_eq!(up.expect(200)["parent_id"], json!(null));
}

#[rstest]
#[tokio::test]
async fn two_moves_at_once_make_no_circle(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    for round in 0..8 {
        let a = site.folder(&format!("A{round}"), None).await;
        let b = site.folder(&format!("B{round}"), None).await;
        let put = |what: &str, into: &str| {
            site.dan
                .patch(&format!("/folders/{what}"))
                .json(json!({"parent_id": into}))
                .into_future()
        };
        let (one, other) = join(put(&a, &b), put(&b, &a)).await;
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422]);
    }
    let list = site.dan.get(&site.at("/folders")).await.expect(200);
    assert_eq!(list["items"].as_array().expect("items").len(), 16);
    assert_eq!(site.titles(&[("parent_id", "root")]).await.len(), 8);
}

#[rstest]
#[tokio::test]
async fn folders_are_at_most_32_levels_deep(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let mut parent = site.folder("level 1", None).await;
    for level in 2..=32 {
        parent = site.folder(&format!("level {level}"), Some(&parent)).await;
    }
    let deeper = json!({"title": "level 33", "parent_id": parent});
    let refused = site.dan.post(&site.at("/folders")).json(deeper).await;
    assert_eq!(
        refused.bad_fields(),
        [("/parent_id".into(), "too_deep".into())]
    );
    let other = site.folder("other", None).await;
    let refused = site
        .dan
        .post(&site.at("/moves"))
        .json(json!({"item_ids": [other], "parent_id": parent}))
        .await;
    assert_eq!(
        refused.bad_fields(),
        [("/parent_id".into(), "too_deep".into())]
    );
    site.document("plan.txt", Some(&parent)).await;
}

#[rstest]
#[tokio::test]
async fn what_lay_in_a_deleted_folder_is_gone(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let outer = site.folder("Outer", None).await;
    let inner = site.folder("Inner", Some(&outer)).await;
    let document = site.document("plan.txt", Some(&inner)).await;
    let kept = site.document("kept.txt", None).await;

    site.dan
        .delete(&format!("/folders/{outer}"))
        .await
        .expect(204);

    for gone in [
        format!("/folders/{outer}"),
        format!("/folders/{inner}"),
        format!("/documents/{}", id(&document)),
        format!(
            "/files/{}/content",
            document["file_id"].as_str().expect("a file")
        ),
    ] {
        site.dan.get(&gone).await.expect_problem(404, "not-found");
    }
    let inside = site
        .dan
        .get(&site.at("/documents"))
        .query(&[("parent_id", &inner)]);
    inside.await.expect_problem(404, "not-found");
    assert_eq!(site.titles(&[]).await, ["kept.txt"]);
    let into = site.dan.patch(&format!("/documents/{}", id(&kept)));
    let refused = into.json(json!({"parent_id": inner})).await;
    refused.expect_problem(404, "not-found");
    site.dan
        .delete(&format!("/folders/{outer}"))
        .await
        .expect_problem(404, "not-found");
}

#[rstest]
#[tokio::test]
async fn many_things_are_moved_and_deleted_at_once_or_not_at_all(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    let photos = site.folder("Photos", None).await;
    let a = id(&site.document("a.txt", None).await);
    let b = id(&site.document("b.txt", Some(&photos)).await);
    let moves = |ids: serde_json::Value, parent: serde_json::Value| {
        let body = json!({"item_ids": ids, "parent_id": parent});
        site.dan.post(&site.at("/moves")).json(body)
    };

    let moved = moves(json!([a, photos, a]), json!(plans)).await;
    assert_eq!(moved.expect(200), json!({"moved": 2}));
    assert_eq!(
        site.titles(&[("parent_id", &plans)]).await,
        ["Photos", "a.txt"]
    );

    let unknown = "018f0000-0000-7000-8000-000000000000";
    moves(json!([a, unknown]), json!(null))
        .await
        .expect_problem(404, "not-found");
    assert_eq!(site.titles(&[("parent_id", "root")]).await, ["Plans"]);

    let none = moves(json!([]), json!(null)).await;
    assert_eq!(none.bad_fields(), [("/item_ids".into(), "required".into())]);
    let nowhere = site
        .dan
        .post(&site.at("/moves"))
        .json(json!({"item_ids": [a]}))
        .await;
    assert_eq!(
        nowhere.bad_fields(),
        [("/parent_id".into(), "required".into())]
    );
    let into_a_document = moves(json!([photos]), json!(a)).await;
    into_a_document.expect_problem(404, "not-found");

    let deletions = site.dan.post(&site.at("/deletions"));
    let deleted = deletions.json(json!({"item_ids": [photos, b]})).await;
    assert_eq!(deleted.expect(200), json!({"deleted": 2}));
    assert_eq!(site.titles(&[]).await, ["Plans", "a.txt"]);
}

#[rstest]
#[tokio::test]
async fn another_organisation_and_another_project_are_as_if_they_were_not(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let ours = site.folder("Ours", None).await;
    let document = id(&site.document("ours.txt", None).await);
    let rival = Firm::sign_up(&site.server, "Rival", "rita@rival.example").await;
    let theirs = rival.project("Their project").await;
    let rival = rival.owner;

    for gone in [
        rival.get(&site.at("/folders")),
        rival.get(&site.at("/documents")),
        rival.get(&format!("/folders/{ours}")),
        rival
            .patch(&format!("/folders/{ours}"))
            .json(json!({"title": "Mine"})),
        rival.delete(&format!("/folders/{ours}")),
        rival
            .post(&site.at("/folders"))
            .json(json!({"title": "Mine"})),
        rival
            .post(&site.at("/moves"))
            .json(json!({"item_ids": [ours], "parent_id": null})),
        rival
            .post(&site.at("/deletions"))
            .json(json!({"item_ids": [ours]})),
        rival
            .post(&format!("/projects/{theirs}/folders"))
            .json(json!({"title": "Mine", "parent_id": ours})),
        rival
            .post(&format!("/projects/{theirs}/deletions"))
            .json(json!({"item_ids": [ours]})),
    ] {
        gone.await.expect_problem(404, "not-found");
    }

    let second = site.firm.project("Second").await;
    let elsewhere = site
        .dan
        .post(&format!("/projects/{second}/folders"))
        .json(json!({"title": "Elsewhere"}))
        .await;
    let moved = site
        .dan
        .post(&site.at("/moves"))
        .json(json!({"item_ids": [document], "parent_id": id(&elsewhere.expect(201))}))
        .await;
    moved.expect_problem(404, "not-found");
}

#[rstest]
#[tokio::test]
async fn a_kind_is_found_at_its_own_address_only(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let folder = site.folder("Plans", None).await;
    let document = id(&site.document("plan.txt", None).await);
    for wrong in [
        format!("/documents/{folder}"),
        format!("/folders/{document}"),
    ] {
        site.dan.get(&wrong).await.expect_problem(404, "not-found");
        site.dan
            .delete(&wrong)
            .await
            .expect_problem(404, "not-found");
        let patched = site.dan.patch(&wrong).json(json!({"title": "Other"})).await;
        patched.expect_problem(404, "not-found");
    }
}

#[rstest]
#[tokio::test]
async fn tradies_write_on_their_projects_and_apprentices_and_finance_read(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let folder = site.folder("Plans", None).await;
    let tradie = site.join("tradie", true).await.agent;
    let apprentice = site.join("apprentice", true).await.agent;
    let finance = site.join("finance", false).await.agent;
    let stranger = site.join("supervisor", false).await.agent;

    for reader in [&tradie, &apprentice, &finance, &stranger] {
        reader.get(&site.at("/folders")).await.expect(200);
        reader.get(&format!("/folders/{folder}")).await.expect(200);
    }
    for writer in [&tradie, &stranger] {
        let made = writer
            .post(&site.at("/folders"))
            .json(json!({"title": "By them"}))
            .await;
        made.expect(201);
    }
    for reader in [&apprentice, &finance] {
        for refused in [
            reader
                .post(&site.at("/folders"))
                .json(json!({"title": "By them"})),
            reader
                .patch(&format!("/folders/{folder}"))
                .json(json!({"title": "Mine"})),
            reader.delete(&format!("/folders/{folder}")),
            reader
                .post(&site.at("/moves"))
                .json(json!({"item_ids": [folder], "parent_id": null})),
            reader
                .post(&site.at("/deletions"))
                .json(json!({"item_ids": [folder]})),
            reader
                .post(&site.at("/documents"))
                .file("a.txt", &b"words"[..], &[]),
        ] {
            refused.await.expect_problem(403, "forbidden");
        }
    }
    let second = site.firm.project("Second").await;
    let not_theirs = tradie.get(&format!("/projects/{second}/documents")).await;
    not_theirs.expect_problem(403, "forbidden");
}
