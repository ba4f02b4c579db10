//! Versions: which one is current, what clients are given, and what stays in the history.

use crate::site::{Site, id, text};
use futures_util::future::join_all;
use lintel_tests::harness::Answer;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{EVERYONE, Firm, World};
use rstest::rstest;
use serde_json::{Value, json};

/// What another version of an item is answered with.
async fn add(firm: &Firm, item: &str, content: &str, fields: &[(&str, &str)]) -> Answer {
    let versions = firm.owner.post(&format!("/items/{item}/versions"));
    versions.file("plan.txt", content.to_owned(), fields).await
}

/// Number and state of every version, newest first.
async fn history(firm: &Firm, item: &str) -> Vec<(u64, String)> {
    let list = firm
        .owner
        .get(&format!("/items/{item}/versions"))
        .await
        .expect(200);
    let versions = list["items"].as_array().expect("items");
    let of = |version: &Value| {
        (
            version["number"].as_u64().expect("a number"),
            text(version, "state"),
        )
    };
    versions.iter().map(of).collect()
}

fn states(of: &[(u64, &str)]) -> Vec<(u64, String)> {
    of.iter()
        .map(|(number, state)| (*number, (*state).to_owned()))
        .collect()
}

async fn current(firm: &Firm, item: &str) -> Value {
    firm.owner
        .get(&format!("/documents/{item}"))
        .await
        .expect(200)
}

#[rstest]
#[tokio::test]
async fn a_new_version_of_what_nobody_sees_is_current_at_once(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let first = site.document("plan.txt", None).await;
    let item = id(&first);
    let fields = [("note", "Stairs turned"), ("issued_on", "2026-02-27")];
    let second = add(&site.firm, &item, "stairs", &fields).await.expect(201);

    let expected = json!({
        "file_id": second["file_id"], "number": 2, "state": "published", "label": null,
        "issued_on": "2026-02-27", "note": "Stairs turned", "file_name": "plan.txt",
        "media_type": "text/plain", "size": 6, "preview": "none", "preview_fault": null,
        "width": null, "height": null, "pages": null, "created_by": "Dan",
        "created_at": "2026-03-01T22:00:00Z", "published_at": "2026-03-01T22:00:00Z",
    });
    assert_eq!(second, expected);
    assert_eq!(
        history(&site.firm, &item).await,
        states(&[(2, "published"), (1, "superseded")])
    );
    let shown = current(&site.firm, &item).await;
    assert_eq!(
        (&shown["file_id"], &shown["size"]),
        (&second["file_id"], &json!(6))
    );
    assert_eq!(
        (&shown["version_number"], &shown["draft_versions"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(shown["version"], 2);
    let old = format!("/files/{}/content", text(&first, "file_id"));
    assert_eq!(site.dan.get(&old).await.body, b"words");
}

#[rstest]
#[tokio::test]
async fn a_new_version_of_a_shared_document_waits_until_it_is_published(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &World::start(on).await;
    let folder = ironbark.folder(house, "Plans", None).await;
    let by_itself = ironbark.document(house, "Plan", None).await;
    let by_its_folder = ironbark.document(house, "Section", Some(&folder)).await;
    ironbark
        .share(house, &[&by_itself.id], json!({"client_ids": [ann.id]}))
        .await;
    ironbark.share(house, &[&folder], EVERYONE).await;

    for document in [by_itself, by_its_folder] {
        let draft = add(ironbark, &document.id, "second", &[]).await.expect(201);
        let draft = (text(&draft, "file_id"), text(&draft, "state"));
        assert_eq!(draft.1, "draft");
        assert_eq!(current(ironbark, &document.id).await["draft_versions"], 1);
        let seen = ann
            .agent
            .get(&format!("/portal/items/{}", document.id))
            .await
            .expect(200);
        assert_eq!(text(&seen, "file_id"), document.file);
        assert_eq!(seen.get("draft_versions"), None);
        assert_eq!(ann.file_status(&draft.0).await, 404);

        ironbark
            .publish(&document.id, &draft.0, json!({"notify": false}))
            .await;
        let seen = ann
            .agent
            .get(&format!("/portal/items/{}", document.id))
            .await
            .expect(200);
        assert_eq!(text(&seen, "file_id"), draft.0);
        assert_eq!(ann.file_status(&draft.0).await, 200);
        assert_eq!(ann.file_status(&document.file).await, 404, "superseded");
    }
}

#[rstest]
#[tokio::test]
async fn whoever_uploads_a_version_may_say_when_it_is_published(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &World::start(on).await;
    let hidden = ironbark.document(house, "Hidden", None).await.id;
    let shared = ironbark.document(house, "Shared", None).await.id;
    ironbark.share(house, &[&shared], EVERYONE).await;

    let kept = add(ironbark, &hidden, "x", &[("publish", "false")]).await;
    assert_eq!(kept.expect(201)["state"], "draft");
    let fields = [("publish", "true"), ("notify", "false")];
    let given = add(ironbark, &shared, "x", &fields).await.expect(201);
    assert_eq!(given["state"], "published");
    assert_eq!(ann.file_status(&text(&given, "file_id")).await, 200);
    let unclear = add(
        ironbark,
        &shared,
        "x",
        &[("publish", "maybe"), ("issued_on", "soon")],
    )
    .await;
    assert_eq!(
        unclear.bad_fields(),
        [
            ("/issued_on".into(), "invalid".into()),
            ("/publish".into(), "invalid".into())
        ]
    );
}

#[rstest]
#[tokio::test]
async fn an_older_version_is_made_current_again(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let first = site.document("plan.txt", None).await;
    let item = id(&first);
    add(&site.firm, &item, "second", &[]).await.expect(201);
    let draft = site.firm.draft(&item, "third").await;

    let publication = |file: &str| format!("/items/{item}/versions/{file}/publication");
    let again = site.dan.post(&publication(&text(&first, "file_id"))).await;
    assert_eq!(again.expect(200)["state"], "published");
    assert_eq!(
        history(&site.firm, &item).await,
        states(&[(3, "draft"), (2, "superseded"), (1, "published")])
    );
    assert_eq!(
        current(&site.firm, &item).await["file_id"],
        first["file_id"]
    );
    let twice = site.dan.post(&publication(&text(&first, "file_id"))).await;
    twice.expect_problem(409, "version-published");
    let other = id(&site.document("other.txt", None).await);
    let mixed = site
        .dan
        .post(&format!("/items/{other}/versions/{draft}/publication"))
        .await;
    mixed.expect_problem(404, "not-found");
}

#[rstest]
#[tokio::test]
async fn only_a_draft_can_be_deleted(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let first = site.document("plan.txt", None).await;
    let item = id(&first);
    let second = add(&site.firm, &item, "second", &[]).await.expect(201);
    let draft = site.firm.draft(&item, "third").await;
    let delete = |file: &str| site.dan.delete(&format!("/items/{item}/versions/{file}"));

    for published in [&first, &second] {
        let refused = delete(&text(published, "file_id")).await;
        refused.expect_problem(409, "version-published");
    }
    delete(&draft).await.expect(204);
    delete(&draft).await.expect_problem(404, "not-found");
    let content = site.dan.get(&format!("/files/{draft}/content")).await;
    content.expect_problem(404, "not-found");
    assert_eq!(current(&site.firm, &item).await["draft_versions"], 0);
}

#[rstest]
#[tokio::test]
async fn what_is_said_of_a_version_can_be_changed(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let document = site.document("plan.txt", None).await;
    let address = format!(
        "/items/{}/versions/{}",
        id(&document),
        text(&document, "file_id")
    );
    let change = |body: Value| site.dan.patch(&address).json(body);

    let changed =
        change(json!({"label": " B ", "note": "Stairs", "issued_on": "2026-02-27"})).await;
    let changed = changed.expect(200);
    assert_eq!(
        (&changed["label"], &changed["note"]),
        (&json!("B"), &json!("Stairs"))
    );
    let changed = change(json!({"note": null})).await.expect(200);
    assert_eq!(
        (&changed["label"], &changed["note"]),
        (&json!("B"), &Value::Null)
    );
    assert_eq!(changed["issued_on"], "2026-02-27");
    for (body, field, code) in [
        (json!({"label": "x".repeat(21)}), "/label", "too_long"),
        (
            json!({"label": "a\u{202e}b"}),
            "/label",
            "control_character",
        ),
        (json!({"note": "x".repeat(2001)}), "/note", "too_long"),
    ] {
        assert_eq!(
            change(body).await.bad_fields(),
            [(field.into(), code.into())]
        );
    }
}

#[rstest]
#[tokio::test]
async fn a_drawing_has_each_revision_once(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    site.firm
        .settings(json!({"timezone": "Australia/Sydney"}))
        .await;
    let drawing = site.firm.drawing(&site.project, "A-101", "A").await;
    let unnamed = add(&site.firm, &drawing.id, "x", &[]).await;
    assert_eq!(unnamed.bad_fields(), [("/label".into(), "required".into())]);
    for taken in ["A", "a"] {
        let twice = add(&site.firm, &drawing.id, "x", &[("label", taken)]).await;
        twice.expect_problem(409, "revision-taken");
    }
    let second = add(&site.firm, &drawing.id, "x", &[("label", "B")])
        .await
        .expect(201);
    assert_eq!(second["issued_on"], "2026-03-02", "the day in Sydney");
    let address = format!(
        "/items/{}/versions/{}",
        drawing.id,
        text(&second, "file_id")
    );
    let renamed = site.dan.patch(&address).json(json!({"label": "A"})).await;
    renamed.expect_problem(409, "revision-taken");
    let nameless = site.dan.patch(&address).json(json!({"label": null})).await;
    assert_eq!(
        nameless.bad_fields(),
        [("/label".into(), "required".into())]
    );
}

#[rstest]
#[tokio::test]
async fn of_versions_at_the_same_time_one_is_current(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let item = id(&site.document("plan.txt", None).await);
    let all = (0..6).map(|_| add(&site.firm, &item, "again", &[]));
    for added in join_all(all).await {
        added.expect(201);
    }
    let history = history(&site.firm, &item).await;
    let numbers: Vec<u64> = history.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [7, 6, 5, 4, 3, 2, 1]);
    let published = history.iter().filter(|(_, state)| state == "published");
    assert_eq!(published.count(), 1, "{history:?}");
}

#[rstest]
#[tokio::test]
async fn clients_are_written_to_when_a_version_is_published(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &world;
    let canary = world.canaries.hatch(
        "a document's title",
        ["dan@ironbark.example", "ann@example.com"],
    );
    let document = ironbark.document(house, &canary, None).await.id;
    ironbark
        .share(house, &[&document], json!({"client_ids": [ann.id]}))
        .await;

    let quiet = ironbark.draft(&document, "2").await;
    ironbark
        .publish(&document, &quiet, json!({"notify": false}))
        .await;
    let loud = ironbark.draft(&document, "3").await;
    ironbark.publish(&document, &loud, json!({})).await;

    let letter = world.post.letter_to("ann@example.com").await;
    assert_eq!(
        letter.subject,
        "Ironbark Homes issued a new version of a document"
    );
    assert!(!letter.text.contains(&canary), "{}", letter.text);
    let link = format!("/portal/projects/{house}");
    assert!(
        letter.links()[0].path().starts_with(&link),
        "{:?}",
        letter.links()
    );
    assert!(world.post.next_to("ann@example.com").is_none());
    assert!(
        world.post.next_to("tom@example.com").is_none(),
        "Tom cannot see it"
    );
}

#[rstest]
#[tokio::test]
async fn photos_and_folders_have_no_versions(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let picture = lintel_tests::world::pictures::png(4, 4);
    let photo = site.firm.photo(&site.project, &picture, None).await.id;
    for item in [photo, site.folder("Plans", None).await] {
        let list = site.dan.get(&format!("/items/{item}/versions")).await;
        list.expect_problem(404, "not-found");
        add(&site.firm, &item, "x", &[])
            .await
            .expect_problem(404, "not-found");
    }
}
