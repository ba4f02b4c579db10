//! Updates: written, scheduled, published, and what is attached to them ([M1]).

use crate::site::{Site, id};
use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::pictures::png;
use lintel_tests::world::{EVERYONE, World, sign_in, words};
use rstest::rstest;
use serde_json::{Value, json};

fn fault(pointer: &str, code: &str) -> (String, String) {
    (pointer.into(), code.into())
}

#[rstest]
#[tokio::test]
async fn an_update_is_seen_from_its_publication_until_it_is_taken_back(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let World {
        ironbark,
        house,
        ann,
        tom,
        ..
    } = &World::start(on).await;
    let update = ironbark.update(house, "The roof is on", &[]).await;
    let record = format!("updates/{update}");
    let picture = ironbark.add_picture(&record, &png(40, 20), &[]).await;
    let item = format!("/portal/items/{update}");
    assert_eq!(ann.status(&item).await, 404);

    let for_ann = json!({ "client_ids": [ann.id] });
    let published = ironbark.publish_update(&update, for_ann).await;
    assert_eq!(
        (&published["state"], &published["published_by"]),
        (&json!("published"), &json!("Dan"))
    );
    let shown = ann.agent.get(&item).await.expect(200);
    assert_eq!(shown["update"]["body"], words("The roof is on"));
    assert_eq!(shown["update"]["pictures"][0]["file_id"], picture.file);
    assert_eq!(tom.status(&item).await, 404);
    let reached = ironbark.owner.get(&format!("/{record}")).await.expect(200);
    let clients = reached["reach"]["clients"].as_array().expect("clients");
    assert_eq!(
        (clients.len(), &clients[0]["client_id"]),
        (1, &json!(ann.id))
    );
    assert!(clients[0]["first_seen_at"].is_string());

    let path = format!("/{record}/publication");
    ironbark.owner.delete(&path).await.expect(200);
    assert_eq!(ann.status(&item).await, 404);
    assert_eq!(ann.file_status(&picture.file).await, 404);
    let again = ironbark.publish_update(&update, EVERYONE).await;
    assert_eq!(again["state"], "published");
    assert_eq!(tom.status(&item).await, 200);
}

#[rstest]
#[tokio::test]
async fn what_is_attached_is_seen_only_by_those_who_may(#[values(Sqlite, Postgres)] on: Backend) {
    let World {
        ironbark,
        house,
        ann,
        tom,
        ..
    } = &World::start(on).await;
    let hidden = ironbark.document(house, "Hidden", None).await;
    let toms = ironbark.document(house, "For Tom", None).await;
    ironbark
        .share(house, &[&toms.id], json!({ "client_ids": [tom.id] }))
        .await;
    let attached = [hidden.id.as_str(), &toms.id];
    let update = ironbark.update(house, "Read these", &attached).await;
    let path = format!("/updates/{update}");
    let review = ironbark.owner.post(&format!("{path}/review"));
    let review = review
        .json(json!({ "audience": "everyone" }))
        .await
        .expect(200);
    let told: Vec<(&Value, &Value)> = review["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| (&item["title"], &item["clients"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("Hidden"), &json!(2)),
            (&json!("For Tom"), &json!(1))
        ]
    );

    ironbark.publish_update(&update, EVERYONE).await;
    let shown = async |client: &lintel_tests::world::Client| -> Vec<Value> {
        let item = client
            .agent
            .get(&format!("/portal/items/{update}"))
            .await
            .expect(200);
        let attached = item["update"]["attachments"]
            .as_array()
            .expect("attachments")
            .clone();
        attached
            .into_iter()
            .map(|item| item["title"].clone())
            .collect()
    };
    assert_eq!(shown(ann).await, Vec::<Value>::new());
    assert_eq!(shown(tom).await, ["For Tom"]);

    let body = json!({ "audience": "everyone", "notify": false, "share_attachments": true });
    let publication = ironbark.owner.post(&format!("{path}/publication"));
    publication.json(body).await.expect(200);
    assert_eq!(shown(ann).await, ["Hidden", "For Tom"]);
    let audit = ironbark.owner.get("/audit").await.expect(200);
    let why = "attached to “Read these”";
    let of_attached = audit["items"].as_array().expect("items").iter();
    assert_eq!(of_attached.filter(|act| act["detail"] == why).count(), 2);
}

#[rstest]
#[tokio::test]
async fn a_scheduled_update_is_published_at_its_time_and_its_clients_are_written_to(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &world;
    let hidden = ironbark.document(house, "Hidden", None).await;
    let update = ironbark
        .update(house, "The roof is on", &[&hidden.id])
        .await;
    let path = format!("/updates/{update}/publication");
    let at = world.clock.now() + TimeDelta::hours(20);
    let body = json!({
        "audience": { "client_ids": [ann.id] }, "notify": true, "message": "Come and see",
        "share_attachments": true, "publish_at": at,
    });
    let past = json!({ "audience": "everyone", "notify": false, "share_attachments": false, "publish_at": world.clock.now() });
    let refused = ironbark.owner.post(&path).json(past).await;
    assert_eq!(refused.bad_fields(), [fault("/publish_at", "out_of_range")]);
    let scheduled = ironbark.owner.post(&path).json(body).await.expect(200);
    assert_eq!(scheduled["state"], "draft");
    let item = format!("/portal/items/{update}");
    assert_eq!(ann.status(&item).await, 404);

    world.clock.advance(TimeDelta::hours(21));
    let letter = world.post.letter_to("ann@example.com").await;
    assert!(letter.text.contains("Come and see"), "{}", letter.text);
    let ann = world.ann_again().await;
    let shown = ann.agent.get(&item).await.expect(200);
    assert_eq!(shown["update"]["attachments"][0]["title"], "Hidden");
    let owner = sign_in(&world, "dan@ironbark.example").await;
    for _ in 0..200 {
        let told = owner.get(&format!("/updates/{update}")).await.expect(200);
        if told["reach"]["emailed"][0]["client_id"] == ann.id.as_str() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("nobody is told to have been written to");
}

#[rstest]
#[tokio::test]
async fn one_that_is_taken_back_before_its_time_is_not_published(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let World {
        ironbark, house, ..
    } = &world;
    let taken_back = ironbark.update(house, "Not yet", &[]).await;
    let kept = ironbark.update(house, "The roof is on", &[]).await;
    for (update, hours) in [(&taken_back, 20), (&kept, 21)] {
        let path = format!("/updates/{update}/publication");
        let at = world.clock.now() + TimeDelta::hours(hours);
        let body = json!({ "audience": "everyone", "notify": true, "share_attachments": false, "publish_at": at });
        ironbark.owner.post(&path).json(body).await.expect(200);
    }
    let path = format!("/updates/{taken_back}/publication");
    ironbark.owner.delete(&path).await.expect(200);
    world.clock.advance(TimeDelta::hours(22));
    // By the time of the later one the earlier one would have been published too.
    world.post.letter_to("ann@example.com").await;
    let ann = world.ann_again().await;
    assert_eq!(ann.titles(house, &[]).await, ["The roof is on"]);
}

#[rstest]
#[tokio::test]
async fn what_is_no_rich_text_is_refused(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let create = async |body: Value| {
        let body = json!({ "title": "News", "body": body });
        site.dan.post(&site.at("/updates")).json(body).await
    };
    let image = json!({ "type": "doc", "content": [{ "type": "image", "attrs": { "src": "https://example.com/a.png" } }] });
    assert_eq!(create(image).await.status, 422);
    let link = json!([{ "type": "link", "attrs": { "href": "javascript:alert(1)" } }]);
    let link = json!([{ "type": "text", "text": "here", "marks": link }]);
    let link = json!({ "type": "doc", "content": [{ "type": "paragraph", "content": link }] });
    assert_eq!(
        create(link).await.bad_fields(),
        [fault("/body", "not_allowed")]
    );
    let long = create(words(&"x".repeat(100_001))).await;
    assert_eq!(long.bad_fields(), [fault("/body", "too_long")]);

    let update = id(&create(words("News")).await.expect(201));
    let garden = site.firm.project("Garden").await;
    let foreign = site.firm.document(&garden, "Foreign", None).await;
    let attach = site.dan.patch(&format!("/updates/{update}"));
    let attach = attach.json(json!({ "item_ids": [foreign.id] })).await;
    assert_eq!(attach.bad_fields(), [fault("/item_ids", "unknown_item")]);
    let tim = site.join("tradie", true).await;
    let path = format!("/updates/{update}");
    let written = tim
        .agent
        .patch(&path)
        .json(json!({ "title": "Written by Tim" }))
        .await;
    written.expect(200);
}

#[rstest]
#[tokio::test]
async fn clients_see_the_days_of_a_project_only_if_they_are_shared(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &World::start(on).await;
    let dates = json!({ "starts_on": "2026-03-01", "ends_on": "2026-12-01", "status": "active" });
    ironbark.change_project(house, dates).await;
    let shown = ann.home(house).await["project"].clone();
    assert_eq!(
        (&shown["starts_on"], &shown["status"]),
        (&json!("2026-03-01"), &json!("active"))
    );
    ironbark
        .change_project(house, json!({ "shares_dates": false }))
        .await;
    let hidden = ann.home(house).await["project"].clone();
    let null = &Value::Null;
    assert_eq!(
        (&hidden["starts_on"], &hidden["ends_on"], &hidden["status"]),
        (null, null, null)
    );
    assert_eq!(ann.projects().await[0]["status"], Value::Null);
}
