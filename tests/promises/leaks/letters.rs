//! Letters are written when they are sent, and hold only what their reader may know then.

use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::World;
use rstest::rstest;
use serde_json::{Value, json};

/// How access is lost between queuing and sending.
#[derive(Clone, Copy, Debug)]
enum Loss {
    Unshare,
    Delete,
    RemoveProject,
    Revoke,
    ProjectOff,
    OrganisationOff,
    ModuleOff,
}

#[rstest]
#[tokio::test]
async fn a_letter_queued_before_access_is_lost_is_not_sent(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let mut world = World::start(on).await;
    world.server.letters_may_fail = true;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann);
    let rows = world.rows().await;
    for loss in [
        Loss::Unshare,
        Loss::Delete,
        Loss::RemoveProject,
        Loss::Revoke,
        Loss::ProjectOff,
        Loss::OrganisationOff,
        Loss::ModuleOff,
    ] {
        let document = ironbark.document(house, "Plan", None).await;
        world.post.sink.refuse(Some("451 4.3.0 later"));
        share(&world, &document.id, Value::Null).await;
        super::until(async || rows.jobs_that_failed().await == 1).await;
        let dan = &ironbark.owner;
        let off = json!({ "portal_enabled": false });
        let client = format!("/clients/{}", ann.id);
        match loss {
            Loss::Unshare => ironbark.unshare(house, &[&document.id]).await,
            Loss::Delete => ironbark.delete(house, &[&document.id]).await,
            Loss::RemoveProject => {
                let path = format!("{client}/projects/{house}");
                dan.delete(&path).await.expect(204);
            }
            Loss::Revoke => {
                dan.post(&format!("{client}/revoke")).await.expect(200);
            }
            Loss::ProjectOff => ironbark.change_project(house, off).await,
            Loss::OrganisationOff => ironbark.settings(off).await,
            Loss::ModuleOff => {
                ironbark
                    .settings(json!({ "modules": { "documents": false } }))
                    .await
            }
        }
        world.post.sink.refuse(None);
        world.clock.advance(TimeDelta::minutes(1));
        super::until(async || rows.jobs_left().await == 0).await;

        let letter = world.post.next_to("ann@example.com");
        assert!(letter.is_none(), "{loss:?}: {letter:?}");
        let projects = json!({ "project_ids": [house] });
        match loss {
            Loss::Unshare | Loss::Delete => {}
            Loss::RemoveProject => {
                let path = format!("{client}/projects");
                dan.put(&path).json(projects).await.expect(200);
            }
            Loss::Revoke => {
                let path = format!("{client}/restore");
                dan.post(&path).json(projects).await.expect(200);
            }
            Loss::ProjectOff => {
                ironbark
                    .change_project(house, json!({ "portal_enabled": true }))
                    .await
            }
            Loss::OrganisationOff => ironbark.settings(json!({ "portal_enabled": true })).await,
            Loss::ModuleOff => {
                ironbark
                    .settings(json!({ "modules": { "documents": true } }))
                    .await
            }
        }
    }
}

#[rstest]
#[tokio::test]
async fn a_summary_counts_what_is_visible_when_it_is_sent(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let path = format!("/portal/projects/{house}/notifications");
    let daily = json!({ "email": "daily" });
    world.ann.agent.patch(&path).json(daily).await.expect(200);
    world.clock.advance(TimeDelta::minutes(1));
    let kept = ironbark.document(house, "Plan", None).await;
    let dropped = ironbark.document(house, "Costs", None).await;
    share(&world, &kept.id, Value::Null).await;
    share(&world, &dropped.id, Value::Null).await;
    ironbark.unshare(house, &[&dropped.id]).await;
    assert!(world.post.next_to("ann@example.com").is_none());

    world.clock.advance(TimeDelta::days(1));

    let letter = world.post.letter_to("ann@example.com").await;
    assert!(letter.text.contains("1 document"), "{}", letter.text);
    assert!(!letter.text.contains("Plan"), "content stays in the portal");
}

#[rstest]
#[tokio::test]
async fn a_message_reaches_only_those_it_was_written_to(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let dan = "dan@ironbark.example";
    let message = world.canaries.hatch("a message", [dan, "ann@example.com"]);
    let title = world.canaries.hatch("a title", [dan, "ann@example.com"]);
    let document = world.ironbark.document(&world.house, &title, None).await;

    share(&world, &document.id, json!(format!("Look: {message}"))).await;

    let letter = world.post.letter_to("ann@example.com").await;
    assert!(letter.text.contains(&message));
    assert!(!letter.text.contains(&title), "content stays in the portal");
    assert!(world.post.next_to("tom@example.com").is_none());
    world.tom.sees(&world.house).await;
    world.tom.home(&world.house).await;
    world.tom.projects().await;
}

#[rstest]
#[tokio::test]
async fn a_letter_about_shared_things_does_not_give_a_members_address_away(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let word = world
        .canaries
        .hatch("a member's address", ["dan@ironbark.example"]);
    let email = format!("{word}@ironbark.example");
    world.canaries.entitle(&word, &email);
    let body = json!({ "email": email, "name": "Sue", "role": "supervisor" });
    let invited = world
        .ironbark
        .owner
        .post("/member-invitations")
        .json(body)
        .await;
    invited.expect(201);
    let token = world.post.letter_to(&email).await.token("/invite/");
    let body = json!({ "name": "Sue", "password": lintel_tests::world::PASSWORD });
    let sue = world.agent(&email);
    let session = sue
        .post(&format!("/invitations/{token}/accept"))
        .json(body)
        .await
        .expect(200);
    let sue = sue.with_token(session["access_token"].as_str().expect("a token"));
    let document = world.ironbark.document(&world.house, "Plan", None).await;
    let body = json!({ "item_ids": [document.id], "audience": "everyone", "notify": true });
    let path = format!("/projects/{}/shares", world.house);
    assert_eq!(sue.post(&path).json(body).await.expect(200)["notified"], 2);

    let letter = world.post.letter_to("ann@example.com").await;
    world.ann.home(&world.house).await;
    world
        .ann
        .agent
        .get(&format!("/portal/items/{}", document.id))
        .await
        .expect(200);

    assert!(letter.text.contains("Sue"));
}

/// Shares with Ann, and a letter.
async fn share(world: &World, item: &str, message: Value) {
    let body = json!({
        "item_ids": [item],
        "audience": { "client_ids": [world.ann.id] },
        "notify": true,
        "message": message,
    });
    let path = format!("/projects/{}/shares", world.house);
    let done = world
        .ironbark
        .owner
        .post(&path)
        .json(body)
        .await
        .expect(200);
    assert_eq!(done["notified"], 1);
}
