//! Read receipts and acknowledgements: who looked at which version, and who is told that it is superseded.

use crate::site::text;
use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{Client, EVERYONE, Firm, World};
use rstest::rstest;
use serde_json::{Value, json};
use std::time::Duration;

/// A receipt by the name of its client.
async fn receipt(firm: &Firm, item: &str, name: &str) -> Option<Value> {
    let receipts = firm
        .owner
        .get(&format!("/items/{item}/receipts"))
        .await
        .expect(200);
    let receipts = receipts["items"].as_array().expect("items").clone();
    receipts.into_iter().find(|receipt| receipt["name"] == name)
}

async fn look(client: &Client, item: &str) -> Value {
    client
        .agent
        .get(&format!("/portal/items/{item}"))
        .await
        .expect(200)
}

/// The next revision, published.
async fn issue(firm: &Firm, drawing: &str, label: &str, how: &[(&str, &str)]) -> String {
    let mut fields = vec![("label", label), ("publish", "true"), ("notify", "false")];
    fields.retain(|(name, _)| !how.iter().any(|(other, _)| other == name));
    fields.extend(how);
    let versions = firm.owner.post(&format!("/items/{drawing}/versions"));
    let issued = versions
        .file("a-101.txt", label.to_owned(), &fields)
        .await
        .expect(201);
    text(&issued, "file_id")
}

#[rstest]
#[tokio::test]
async fn a_receipt_says_who_looked_at_which_version_and_when(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let World {
        ironbark,
        house,
        ann,
        tom,
        ..
    } = &world;
    let drawing = ironbark.drawing(house, "A-101", "A").await;
    assert_eq!(
        receipt(ironbark, &drawing.id, "Ann").await,
        None,
        "she cannot see it"
    );
    ironbark
        .share(house, &[&drawing.id], json!({"client_ids": [ann.id]}))
        .await;
    let unseen = receipt(ironbark, &drawing.id, "Ann")
        .await
        .expect("she can see it now");
    let expected = json!({
        "client_id": ann.id, "name": "Ann", "first_seen_at": null, "last_seen_at": null,
        "seen_version": null, "current": false, "acknowledgement": "none", "acknowledged_at": null,
    });
    assert_eq!(unseen, expected);

    ann.list(house, &[]).await;
    let listed = receipt(ironbark, &drawing.id, "Ann")
        .await
        .expect("a receipt");
    assert_eq!(listed["first_seen_at"], Value::Null, "a list is no look");
    look(ann, &drawing.id).await;
    world.clock.advance(TimeDelta::minutes(7));
    look(ann, &drawing.id).await;
    let seen = receipt(ironbark, &drawing.id, "Ann")
        .await
        .expect("a receipt");
    assert_eq!(seen["first_seen_at"], "2026-03-01T22:00:00Z");
    assert_eq!(seen["last_seen_at"], "2026-03-01T22:07:00Z");
    let first = json!({"file_id": drawing.file, "number": 1, "label": "A"});
    assert_eq!(
        (&seen["seen_version"], &seen["current"]),
        (&first, &json!(true))
    );

    issue(ironbark, &drawing.id, "B", &[]).await;
    let older = receipt(ironbark, &drawing.id, "Ann")
        .await
        .expect("a receipt");
    assert_eq!(
        (&older["seen_version"], &older["current"]),
        (&first, &json!(false))
    );
    // Who cannot see it any more has still seen it; who never could has no receipt.
    ironbark.unshare(house, &[&drawing.id]).await;
    assert!(receipt(ironbark, &drawing.id, "Ann").await.is_some());
    assert_eq!(receipt(ironbark, &drawing.id, "Tom").await, None);
    assert_eq!(
        tom.status(&format!("/portal/items/{}", drawing.id)).await,
        404
    );
    assert_eq!(
        receipt(ironbark, &drawing.id, "Tom").await,
        None,
        "asking is not seeing"
    );
}

#[rstest]
#[tokio::test]
async fn whoever_saw_an_older_revision_is_told(#[values(Sqlite, Postgres)] on: Backend) {
    let World {
        ironbark,
        house,
        ann,
        tom,
        ..
    } = &World::start(on).await;
    let drawing = ironbark.drawing(house, "A-101", "A").await.id;
    ironbark.share(house, &[&drawing], EVERYONE).await;
    look(ann, &drawing).await;
    issue(ironbark, &drawing, "B", &[]).await;

    let listed = async |client: &Client| {
        client.list(house, &[("kind", "drawing")]).await[0]["drawing"].clone()
    };
    let news = listed(ann).await;
    assert_eq!(
        (&news["revision"], &news["superseded_seen"]),
        (&json!("B"), &json!("A"))
    );
    assert_eq!(
        listed(tom).await["superseded_seen"],
        Value::Null,
        "he saw none"
    );
    look(ann, &drawing).await;
    assert_eq!(
        listed(ann).await["superseded_seen"],
        Value::Null,
        "she has seen it"
    );
    issue(ironbark, &drawing, "C", &[("publish", "false")]).await;
    assert_eq!(
        listed(ann).await["superseded_seen"],
        Value::Null,
        "a draft is nobody's news"
    );
    assert_eq!(listed(ann).await["revision"], "B");
}

#[rstest]
#[tokio::test]
async fn an_acknowledgement_is_asked_for_and_given(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let World {
        ironbark,
        house,
        ann,
        tom,
        ..
    } = &world;
    let drawing = ironbark.drawing(house, "A-101", "A").await.id;
    ironbark.share(house, &[&drawing], EVERYONE).await;
    let path = format!("/portal/items/{drawing}/acknowledgement");
    let unasked = ann.agent.post(&path).await;
    assert_eq!(unasked.expect(200)["acknowledgement"], "none");
    issue(ironbark, &drawing, "B", &[("ask_acknowledgement", "true")]).await;

    assert_eq!(look(ann, &drawing).await["acknowledgement"], "asked");
    let waiting = ann.home(house).await["needs_decision"].clone();
    assert_eq!(waiting[0]["id"], json!(drawing));
    let given = ann.agent.post(&path).await.expect(200);
    assert_eq!(
        (&given["acknowledgement"], &given["id"]),
        (&json!("given"), &json!(drawing))
    );
    assert_eq!(ann.home(house).await["needs_decision"], json!([]));
    world.clock.advance(TimeDelta::minutes(9));
    ann.agent.post(&path).await.expect(200);

    let hers = receipt(ironbark, &drawing, "Ann").await.expect("a receipt");
    assert_eq!(
        (&hers["acknowledgement"], &hers["acknowledged_at"]),
        (&json!("given"), &json!("2026-03-01T22:00:00Z"))
    );
    let his = receipt(ironbark, &drawing, "Tom").await.expect("a receipt");
    assert_eq!(his["acknowledgement"], "asked");
    assert_eq!(
        tom.home(house).await["needs_decision"][0]["id"],
        json!(drawing)
    );
    let activity = ironbark
        .owner
        .get(&format!("/projects/{house}/activity"))
        .await
        .expect(200);
    let told = activity["items"].as_array().expect("items").iter();
    assert_eq!(
        told.filter(|entry| entry["verb"] == "acknowledged").count(),
        1
    );

    issue(ironbark, &drawing, "C", &[]).await;
    assert_eq!(
        look(ann, &drawing).await["acknowledgement"],
        "none",
        "C was not asked for"
    );
    assert_eq!(tom.home(house).await["needs_decision"], json!([]));
}

#[rstest]
#[tokio::test]
async fn nobody_acknowledges_what_they_cannot_see(#[values(Sqlite, Postgres)] on: Backend) {
    let World {
        ironbark,
        house,
        ann,
        tom,
        ..
    } = &World::start(on).await;
    let drawing = ironbark.drawing(house, "A-101", "A").await.id;
    ironbark
        .share(house, &[&drawing], json!({"client_ids": [ann.id]}))
        .await;
    issue(ironbark, &drawing, "B", &[("ask_acknowledgement", "true")]).await;
    let path = format!("/portal/items/{drawing}/acknowledgement");
    tom.agent.post(&path).await.expect_problem(404, "not-found");
    assert_eq!(tom.home(house).await["needs_decision"], json!([]));
    ironbark.unshare(house, &[&drawing]).await;
    ann.agent.post(&path).await.expect_problem(404, "not-found");
    assert_eq!(ann.home(house).await["needs_decision"], json!([]));
}

#[rstest]
#[tokio::test]
async fn a_letter_says_that_a_revision_was_issued_and_no_title(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &world;
    let drawing = ironbark.drawing(house, "A-101", "A").await.id;
    ironbark
        .share(house, &[&drawing], json!({"client_ids": [ann.id]}))
        .await;
    look(ann, &drawing).await;
    issue(
        ironbark,
        &drawing,
        "B",
        &[("notify", "true"), ("ask_acknowledgement", "true")],
    )
    .await;

    let letter = world.post.letter_to("ann@example.com").await;
    assert_eq!(
        letter.subject,
        "Ironbark Homes asks you to acknowledge a new revision of a drawing"
    );
    assert!(letter.text.contains("superseded"), "{}", letter.text);
    assert!(!letter.text.contains("A-101") && !letter.html.contains("A-101"));
    assert!(world.post.next_to("tom@example.com").is_none());

    // Who wants no letters gets none, not even a summary.
    let notifications = format!("/portal/projects/{house}/notifications");
    let none = ann
        .agent
        .patch(&notifications)
        .json(json!({"email": "none"}))
        .await;
    none.expect(200);
    issue(ironbark, &drawing, "C", &[("notify", "true")]).await;
    world.clock.advance(TimeDelta::days(8));
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(world.post.next_to("ann@example.com").is_none());
}
