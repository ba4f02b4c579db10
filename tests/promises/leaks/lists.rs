//! Folders, searches, counts: what a list can give away.

use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{EVERYONE, World};
use rstest::rstest;
use serde_json::{Value, json};

#[rstest]
#[tokio::test]
async fn a_breadcrumb_or_parent_does_not_give_a_folders_name_away(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann);
    let secret = world
        .canaries
        .hatch("a folder's name", ["dan@ironbark.example"]);
    let outer = ironbark.folder(house, "Shown", None).await;
    let hidden = ironbark.folder(house, &secret, Some(&outer)).await;
    let document = ironbark.document(house, "Plan", Some(&hidden)).await;
    ironbark.share(house, &[&document.id], EVERYONE).await;

    let path = format!("/portal/items/{}", document.id);
    let item = ann.agent.get(&path).await.expect(200);
    assert_eq!(
        (&item["parent_id"], &item["path"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(ann.titles(house, &[("parent_id", "root")]).await, ["Plan"]);
    assert_eq!(ann.status(&format!("/portal/items/{hidden}")).await, 404);
    let inside = format!("/portal/projects/{house}/items?parent_id={hidden}");
    assert_eq!(ann.status(&inside).await, 404);

    // A folder shared further up does not tell the name of one in between that is shared with another.
    let tom = json!({ "client_ids": [world.tom.id] });
    world.canaries.entitle(&secret, "tom@example.com");
    ironbark.share(house, &[&hidden], tom).await;
    let item = ann.agent.get(&path).await.expect(200);
    assert_eq!(
        (&item["parent_id"], &item["path"]),
        (&Value::Null, &json!([]))
    );
}

#[rstest]
#[tokio::test]
async fn a_search_finds_only_what_is_shared(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let secret = world.canaries.hatch("a title", ["dan@ironbark.example"]);
    let folder = ironbark.folder(house, "Plans", None).await;
    ironbark
        .document(house, &format!("Price {secret}"), None)
        .await;
    let shown = ironbark.document(house, "Price list", Some(&folder)).await;
    let for_tom = ironbark.document(house, "Price for another", None).await;
    let tom = json!({ "client_ids": [world.tom.id] });
    ironbark.share(house, &[&shown.id], EVERYONE).await;
    ironbark.share(house, &[&for_tom.id], tom).await;

    assert_eq!(
        world.ann.titles(house, &[("q", "PRICE")]).await,
        ["Price list"]
    );
    for wild in ["%", "_", "\\", "cnry"] {
        assert!(
            world.ann.list(house, &[("q", wild)]).await.is_empty(),
            "{wild}"
        );
    }
    let in_hidden = [("q", "price"), ("parent_id", "root")];
    assert_eq!(world.ann.titles(house, &in_hidden).await, ["Price list"]);
}

#[rstest]
#[tokio::test]
async fn counts_badges_and_sections_do_not_count_what_is_not_shared(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann);
    let hidden = ironbark.document(house, "Costs", None).await;
    ironbark.folder(house, "Empty", None).await;
    let for_tom = json!({ "client_ids": [world.tom.id] });
    ironbark.share(house, &[&hidden.id], for_tom).await;

    assert_eq!(ann.projects().await[0]["new_items"], 0);
    let home = ann.home(house).await;
    assert_eq!(home["sections"], json!([]));
    assert_eq!(home["new_since_last_visit"], json!([]));

    let shown = ironbark.document(house, "Plan", None).await;
    world.clock.advance(chrono::TimeDelta::seconds(1));
    ironbark.share(house, &[&shown.id], EVERYONE).await;
    assert_eq!(ann.projects().await[0]["new_items"], 1);
    ironbark.unshare(house, &[&shown.id]).await;
    assert_eq!(ann.projects().await[0]["new_items"], 0);
    assert_eq!(ann.home(house).await["sections"], json!([]));
}

#[rstest]
#[tokio::test]
async fn what_is_shared_with_some_does_not_name_the_others(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let word = world
        .canaries
        .hatch("another client's name", ["dan@ironbark.example"]);
    let email = format!("{word}@example.com");
    world.canaries.entitle(&word, &email);
    let other = ironbark.client(&world, &email, &[house]).await;
    let document = ironbark.document(house, "Plan", None).await;
    let both = json!({ "client_ids": [world.ann.id, other.id] });
    ironbark.share(house, &[&document.id], both).await;

    let list = world.ann.list(house, &[]).await;

    assert_eq!(list.len(), 1);
    for field in ["shared", "client_ids", "audience", "version", "created_by"] {
        assert!(list[0].get(field).is_none(), "{field} in {}", list[0]);
    }
    world.ann.home(house).await;
    world
        .ann
        .agent
        .get(&format!("/portal/items/{}", document.id))
        .await
        .expect(200);
}

#[rstest]
#[tokio::test]
async fn a_cursor_goes_on_with_what_is_visible_now(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann);
    let mut documents = Vec::new();
    for number in 0..3 {
        documents.push(
            ironbark
                .document(house, &format!("Plan {number}"), None)
                .await
                .id,
        );
    }
    let all: Vec<&str> = documents.iter().map(String::as_str).collect();
    ironbark.share(house, &all, EVERYONE).await;
    let path = format!("/portal/projects/{house}/items");
    let first = ann
        .agent
        .get(&path)
        .query(&[("limit", "1")])
        .await
        .expect(200);
    let cursor = first["next"].as_str().expect("more");

    ironbark.unshare(house, &all).await;
    let rest = ann
        .agent
        .get(&path)
        .query(&[("cursor", cursor)])
        .await
        .expect(200);

    assert_eq!(rest["items"], json!([]));
}
