//! What a builder asks does not tell them what another builder has.

use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::Call;
use lintel_tests::world::{Firm, World};
use rstest::rstest;
use serde_json::{Value, json};

#[rstest]
#[tokio::test]
async fn an_address_known_elsewhere_is_answered_like_one_that_nobody_has(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let wattle = Firm::sign_up(&world, "Wattle Build", "olga@wattle.example").await;
    let garden = wattle.project("Garden").await;
    let someone = ["zoe@example.com", "ann@example.com", "dan@ironbark.example"];
    let of_wattle = &wattle.owner;
    let nobody = world.agent("nobody");
    let questions: [&dyn Fn(&str) -> Call; 4] = [
        &|email| {
            let body = json!({ "email": email, "name": "Zoe", "project_ids": [garden] });
            of_wattle.post("/client-invitations").json(body)
        },
        &|email| {
            let body = json!({ "email": email, "name": "Zoe", "role": "tradie" });
            of_wattle.post("/member-invitations").json(body)
        },
        &|email| {
            nobody
                .post("/auth/password-reset")
                .json(json!({ "email": email }))
        },
        &|email| {
            let body = json!({ "email": email, "password": "not the password" });
            nobody.post("/auth/sign-in").json(body)
        },
    ];

    for ask in questions {
        let mut answers = Vec::new();
        for email in someone {
            let answer = ask(email).await;
            answers.push((answer.status, without_what_differs(&answer.text(), email)));
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0], answers[2]);
    }
}

#[rstest]
#[tokio::test]
async fn an_invitation_withdrawn_before_it_is_sent_is_not_sent(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let mut world = World::start(on).await;
    world.server.letters_may_fail = true;
    let rows = world.rows().await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    world.post.sink.refuse(Some("451 4.3.0 later"));
    let withdrawn = ironbark.invite("ned@example.com", &[house]).await;
    let again = ironbark.invite("eve@example.com", &[house]).await;
    super::until(async || rows.jobs_that_failed().await == 2).await;
    let dan = &ironbark.owner;
    dan.post(&format!("/clients/{withdrawn}/revoke"))
        .await
        .expect(200);
    dan.post(&format!("/clients/{again}/invitation"))
        .await
        .expect(200);
    super::until(async || rows.jobs_that_failed().await == 3).await;
    world.post.sink.refuse(None);
    world.clock.advance(chrono::TimeDelta::minutes(1));
    super::until(async || rows.jobs_left().await == 0).await;

    assert!(world.post.next_to("ned@example.com").is_none());
    let token = world
        .post
        .letter_to("eve@example.com")
        .await
        .token("/invite/");
    let nobody = world.agent("nobody");
    nobody
        .get(&format!("/invitations/{token}"))
        .await
        .expect(200);
    assert!(
        world.post.next_to("eve@example.com").is_none(),
        "the dead link was sent too"
    );
}

/// An answer without ids, times and the address that was asked about.
fn without_what_differs(text: &str, email: &str) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    let mut answer: Value = serde_json::from_str(&text.replace(email, "")).expect("JSON");
    for field in ["id", "request_id"] {
        answer.as_object_mut().expect("an object").remove(field);
    }
    answer
}
