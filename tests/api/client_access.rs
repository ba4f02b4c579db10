//! Inviting clients, and which projects they may look into ([I2] to [I7], [I10]).

use crate::clients::{client, clients, invite, ironbark, names, projects};
use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{Firm, PASSWORD, World, sign_in};
use rstest::rstest;
use serde_json::{Value, json};
use std::future::IntoFuture;

#[rstest]
#[tokio::test]
async fn an_invitation_is_shown_with_its_fourteen_days(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, house) = ironbark(on).await;

    let invited = invite(&firm.owner, "ann@example.com", &[&house])
        .await
        .expect(201);

    assert_eq!(invited["name"], "ann@example.com");
    assert_eq!(invited["status"], "invited");
    assert_eq!(projects(&invited), ["Banksia Street"]);
    server.post.letter_to("ann@example.com").await;
    let id = invited["id"].as_str().expect("an id");
    let mut shown = client(&firm.owner, id).await;
    for _ in 0..100 {
        if shown["invite_delivery"] == "sent" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        shown = client(&firm.owner, id).await;
    }
    assert_eq!(shown["invite_delivery"], "sent");
    let time = |name: &str| {
        let text = shown[name].as_str().expect(name);
        text.parse::<chrono::DateTime<chrono::Utc>>().expect(name)
    };
    assert_eq!(time("invited_at"), server.clock.now());
    assert_eq!(
        time("invite_expires_at") - server.clock.now(),
        TimeDelta::days(14)
    );
}

#[rstest]
#[tokio::test]
async fn inviting_twice_at_once_makes_one_client_and_one_letter(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    let call = || {
        let body = json!({ "email": "ann@example.com", "project_ids": [house] });
        firm.owner
            .post("/client-invitations")
            .json(body)
            .into_future()
    };

    let answers = tokio::join!(call(), call(), call());

    let answers = [answers.0, answers.1, answers.2];
    let made = answers.iter().filter(|answer| answer.status == 201);
    assert_eq!(made.count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.expect_problem(409, "already-invited");
    }
    assert_eq!(clients(&firm.owner, &[]).await.len(), 1);
    server.post.letter_to("ann@example.com").await;
    assert!(server.post.next_to("ann@example.com").is_none());
}

#[rstest]
#[tokio::test]
async fn a_known_client_is_invited_rather_than_a_second_one(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (_server, firm, house) = ironbark(on).await;
    let body = json!({ "name": "Ann Lee", "email": "ann@example.com", "phone": "123 456" });
    let known = firm.owner.post("/clients").json(body).await.expect(201);

    let body = json!({ "email": "Ann@example.com", "name": "Someone", "project_ids": [house] });
    let invited = firm.owner.post("/client-invitations").json(body).await;

    let invited = invited.expect(201);
    assert_eq!(invited["id"], known["id"]);
    assert_eq!(
        (&invited["name"], &invited["phone"], &invited["status"]),
        (&json!("Ann Lee"), &json!("123 456"), &json!("invited"))
    );
}

#[rstest]
#[tokio::test]
async fn an_active_client_is_not_invited_again_but_can_get_more_projects(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    let ann = firm.client(&server, "ann@example.com", &[&house]).await;
    let again = invite(&firm.owner, "ann@example.com", &[&house]).await;
    again.expect_problem(409, "already-active");
    let shed = firm.project("Harbour Road").await;

    let more = invite(&firm.owner, "ann@example.com", &[&shed])
        .await
        .expect(201);

    assert_eq!(more["status"], "active");
    assert_eq!(projects(&more), ["Banksia Street", "Harbour Road"]);
    assert_eq!(ann.projects().await.len(), 2);
    assert!(server.post.next_to("ann@example.com").is_none());
}

#[rstest]
#[tokio::test]
async fn nobody_is_invited_to_another_organisations_project(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    let other = Firm::sign_up(&server, "Redgum", "kim@redgum.example").await;
    let foreign = other.project("Elsewhere").await;
    let ann = firm.invite("ann@example.com", &[&house]).await;

    let refused = invite(&firm.owner, "tom@example.com", &[&house, &foreign]).await;
    refused.expect_problem(404, "not-found");
    let put = firm.owner.put(&format!("/clients/{ann}/projects"));
    put.json(json!({ "project_ids": [foreign] }))
        .await
        .expect_problem(404, "not-found");
    assert_eq!(names(&clients(&firm.owner, &[]).await), ["Ann"]);

    let stranger = &other.owner;
    for (path, body) in [
        ("invitation", Value::Null),
        ("revoke", Value::Null),
        ("restore", json!({ "project_ids": [foreign] })),
    ] {
        let call = stranger.post(&format!("/clients/{ann}/{path}"));
        let call = match body {
            Value::Null => call,
            body => call.json(body),
        };
        call.await.expect_problem(404, "not-found");
    }
    let read = stranger.get(&format!("/clients/{ann}")).await;
    read.expect_problem(404, "not-found");
}

#[rstest]
#[tokio::test]
async fn a_new_invitation_lives_fourteen_days_and_kills_the_one_before(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    let ann = firm.invite("ann@example.com", &[&house]).await;
    let letter = server.post.letter_to("ann@example.com").await;
    let old = letter.token("/invite/");
    server.clock.advance(TimeDelta::days(13));

    let dan = sign_in(&server, "dan@ironbark.example").await;
    let resent = dan.post(&format!("/clients/{ann}/invitation")).await;

    resent.expect(200);
    let letter = server.post.letter_to("ann@example.com").await;
    let new = letter.token("/invite/");
    let anyone = server.agent("ann@example.com");
    anyone.get(&format!("/invitations/{old}")).await.expect(410);
    server
        .clock
        .advance(TimeDelta::days(14) - TimeDelta::seconds(1));
    anyone.get(&format!("/invitations/{new}")).await.expect(200);
    server.clock.advance(TimeDelta::seconds(1));
    anyone.get(&format!("/invitations/{new}")).await.expect(410);
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_resent_says_why(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, house) = ironbark(on).await;
    let ann = firm.client(&server, "ann@example.com", &[&house]).await;
    let body = json!({ "name": "Tom" });
    let tom = firm.owner.post("/clients").json(body).await.expect(201);
    let tom = tom["id"].as_str().expect("an id");
    let resend = async |id: &str| firm.owner.post(&format!("/clients/{id}/invitation")).await;

    resend(&ann.id).await.expect_problem(409, "already-active");
    resend(tom).await.expect_problem(409, "no-project");
    let put = firm.owner.put(&format!("/clients/{tom}/projects"));
    let body = json!({ "project_ids": [house] });
    put.json(body).await.expect(200);
    resend(tom).await.expect_problem(409, "no-email");
    let revoked = firm.owner.post(&format!("/clients/{}/revoke", ann.id));
    revoked.await.expect(200);
    resend(&ann.id).await.expect_problem(409, "client-revoked");

    let patch = firm.owner.patch(&format!("/clients/{tom}"));
    patch
        .json(json!({ "email": "tom@example.com" }))
        .await
        .expect(200);
    assert_eq!(resend(tom).await.expect(200)["status"], "invited");
    server.post.letter_to("tom@example.com").await;
}

#[rstest]
#[tokio::test]
async fn access_to_one_project_ends_in_the_middle_of_a_session(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let shed = world.ironbark.project("Harbour Road").await;
    let ann = &world.ann;
    let owner = &world.ironbark.owner;
    let path = format!("/clients/{}/projects", ann.id);
    let both = json!({ "project_ids": [world.house, shed] });
    let given = owner.put(&path).json(both).await.expect(200);
    assert_eq!(projects(&given), ["Banksia Street", "Harbour Road"]);
    let home = |project: &str| format!("/portal/projects/{project}");
    assert_eq!(ann.status(&home(&shed)).await, 200);

    let ended = owner.delete(&format!("{path}/{}", world.house)).await;

    ended.expect(204);
    assert_eq!(ann.status(&home(&world.house)).await, 404);
    assert_eq!(ann.status(&home(&shed)).await, 200);
    assert_eq!(world.tom.status(&home(&world.house)).await, 200);
    let again = owner.delete(&format!("{path}/{}", world.house)).await;
    again.expect_problem(404, "not-found");
    let stale = owner.put(&path).header("If-Match", "\"1\"");
    stale
        .json(json!({ "project_ids": [] }))
        .await
        .expect_problem(412, "stale-version");
}

#[rstest]
#[tokio::test]
async fn a_revoked_client_sees_nothing_at_the_next_request_and_everything_again_when_restored(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let firm = &world.ironbark;
    let plan = firm.document(&world.house, "Plan", None).await;
    let letter = firm.document(&world.house, "Letter to Ann", None).await;
    firm.share(&world.house, &[&plan.id], "everyone").await;
    let only_ann = json!({ "client_ids": [world.ann.id] });
    firm.share(&world.house, &[&letter.id], only_ann).await;
    let both = world.ann.sees(&world.house).await;
    assert_eq!(both.len(), 2);

    let path = format!("/clients/{}", world.ann.id);
    let revoked = firm.owner.post(&format!("{path}/revoke")).await.expect(200);

    assert_eq!(revoked["status"], "revoked");
    assert_eq!(projects(&revoked), Vec::<&str>::new());
    let home = format!("/portal/projects/{}", world.house);
    assert_eq!(world.ann.status(&home).await, 404);
    assert_eq!(world.ann.file_status(&plan.file).await, 404);
    assert_eq!(world.ann.projects().await, Vec::<Value>::new());
    assert_eq!(world.tom.sees(&world.house).await.len(), 1);
    let put = firm.owner.put(&format!("{path}/projects"));
    put.json(json!({ "project_ids": [world.house] }))
        .await
        .expect_problem(409, "client-revoked");

    let restore = firm.owner.post(&format!("{path}/restore"));
    let restore = restore.json(json!({ "project_ids": [world.house] })).await;
    assert_eq!(restore.expect(200)["status"], "active");
    assert_eq!(world.ann.sees(&world.house).await, both);
    let again = firm.owner.post(&format!("{path}/restore"));
    let again = again.json(json!({ "project_ids": [world.house] })).await;
    again.expect_problem(409, "not-revoked");
}

#[rstest]
#[tokio::test]
async fn revoking_an_invitation_kills_its_link_and_restoring_sends_a_new_one(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    let ann = firm.invite("ann@example.com", &[&house]).await;
    let letter = server.post.letter_to("ann@example.com").await;
    let old = letter.token("/invite/");
    let anyone = server.agent("ann@example.com");

    let revoked = firm.owner.post(&format!("/clients/{ann}/revoke")).await;

    assert_eq!(revoked.expect(200)["invite_expires_at"], Value::Null);
    anyone.get(&format!("/invitations/{old}")).await.expect(410);
    let twice = firm.owner.post(&format!("/clients/{ann}/revoke")).await;
    assert_eq!(twice.expect(200)["status"], "revoked");
    let restored = firm.owner.post(&format!("/clients/{ann}/restore"));
    let restored = restored.json(json!({ "project_ids": [house] })).await;
    assert_eq!(restored.expect(200)["status"], "invited");
    let letter = server.post.letter_to("ann@example.com").await;
    let new = letter.token("/invite/");
    anyone.get(&format!("/invitations/{new}")).await.expect(200);
    anyone.get(&format!("/invitations/{old}")).await.expect(410);
}

#[rstest]
#[tokio::test]
async fn several_people_at_one_client_each_get_their_own_access(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let plan = world.ironbark.document(&world.house, "Plan", None).await;
    world
        .ironbark
        .share(&world.house, &[&plan.id], "everyone")
        .await;

    let tom = world.tom.sees(&world.house).await;

    assert_eq!(world.ann.sees(&world.house).await, tom);
    let path = format!("/clients/{}/revoke", world.tom.id);
    world.ironbark.owner.post(&path).await.expect(200);
    assert_eq!(world.ann.sees(&world.house).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn who_is_revoked_while_accepting_stays_out(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, house) = ironbark(on).await;
    for number in 0..4 {
        let email = format!("ann{number}@example.com");
        let id = firm.invite(&email, &[&house]).await;
        let letter = server.post.letter_to(&email).await;
        let accept = format!("/invitations/{}/accept", letter.token("/invite/"));
        let body = json!({ "name": "Ann", "password": PASSWORD });

        let (accepted, revoked) = tokio::join!(
            server.agent(&email).post(&accept).json(body).into_future(),
            firm.owner
                .post(&format!("/clients/{id}/revoke"))
                .into_future(),
        );

        assert!([200, 410].contains(&accepted.status), "{}", accepted.text());
        revoked.expect(200);
        let ann = client(&firm.owner, &id).await;
        assert_eq!(ann["status"], "revoked");
        assert_eq!(projects(&ann), Vec::<&str>::new());
    }
}

#[rstest]
#[tokio::test]
async fn accepting_and_resending_at_once_leave_no_link_behind(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    for number in 0..4 {
        let email = format!("ann{number}@example.com");
        let id = firm.invite(&email, &[&house]).await;
        let letter = server.post.letter_to(&email).await;
        let accept = format!("/invitations/{}/accept", letter.token("/invite/"));
        let body = json!({ "name": "Ann", "password": PASSWORD });

        let (accepted, resent) = tokio::join!(
            server.agent(&email).post(&accept).json(body).into_future(),
            firm.owner
                .post(&format!("/clients/{id}/invitation"))
                .into_future(),
        );

        let ann = client(&firm.owner, &id).await;
        match accepted.status {
            200 => {
                resent.expect_problem(409, "already-active");
                assert_eq!(ann["status"], "active");
                assert_eq!(ann["invite_expires_at"], Value::Null);
            }
            _ => {
                accepted.expect(410);
                resent.expect(200);
                assert_eq!(ann["status"], "invited");
            }
        }
    }
}
