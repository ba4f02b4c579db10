//! Passwords: changed by their owner, or set anew by a letter.

use crate::people::{caller, ironbark, refresh_token, signed_in, try_password};
use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Answer, Server};
use lintel_tests::world::{PASSWORD, Rows, sign_in};
use rstest::rstest;
use serde_json::json;
use std::time::Duration;

const DAN: &str = "dan@ironbark.example";
const NEW: &str = "slate roof candle 91";

async fn ask(server: &Server, email: &str) -> Answer {
    let body = json!({ "email": email });
    let ask = server.agent("nobody").post("/auth/password-reset");
    ask.json(body).await
}

async fn reset_letter(server: &Server) -> String {
    ask(server, DAN).await.expect_status(202);
    server.post.letter_to(DAN).await.token("/reset/")
}

async fn check(server: &Server, token: &str) -> Answer {
    let path = format!("/auth/password-reset/{token}");
    server.agent(DAN).get(&path).await
}

async fn confirm(server: &Server, token: &str, password: &str) -> Answer {
    let body = json!({ "token": token, "password": password });
    let confirm = server.agent(DAN).post("/auth/password-reset/confirm");
    confirm.json(body).await
}

#[rstest]
#[tokio::test]
async fn a_letter_sets_a_new_password_once_and_ends_every_session(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, _) = ironbark(on).await;
    let session = signed_in(&server, DAN).await;
    let token = reset_letter(&server).await;
    for _ in 0..3 {
        assert_eq!(check(&server, &token).await.expect(200)["email"], DAN);
    }
    let weak = confirm(&server, &token, "Password1234!").await;
    assert_eq!(
        weak.bad_fields(),
        [("/password".into(), "too_common".into())]
    );

    confirm(&server, &token, NEW).await.expect_status(204);

    for old in [&firm.owner, &caller(&server, DAN, &session)] {
        old.get("/me").await.expect_problem(401, "not-signed-in");
    }
    let body = json!({ "refresh_token": refresh_token(&session) });
    let refresh = server.agent(DAN).post("/auth/refresh").json(body).await;
    refresh.expect_problem(401, "not-signed-in");
    let old = try_password(&server, DAN, PASSWORD).await;
    old.expect_problem(401, "wrong-credentials");
    try_password(&server, DAN, NEW).await.expect(200);
    let told = server.post.letter_to(DAN).await;
    assert!(told.text.contains("password"), "{}", told.text);

    let used = confirm(&server, &token, PASSWORD).await;
    used.expect_problem(410, "reset-used");
    check(&server, &token)
        .await
        .expect_problem(410, "reset-used");
}

#[rstest]
#[tokio::test]
async fn asking_says_nothing_about_who_has_an_account(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, _, _) = ironbark(on).await;

    let known = ask(&server, DAN).await;
    let unknown = ask(&server, "nobody@example.com").await;

    assert_eq!((known.status, &known.body), (202, &unknown.body));
    assert_eq!(unknown.status, 202);
    server.post.letter_to(DAN).await;
    assert!(server.post.next_to("nobody@example.com").is_none());
    let many = ask(&server, "not an address").await;
    assert_eq!(many.bad_fields()[0].0, "/email");
}

#[rstest]
#[tokio::test]
async fn the_latest_letter_counts_and_works_for_an_hour(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, _, _) = ironbark(on).await;
    let first = reset_letter(&server).await;
    server
        .clock
        .advance(TimeDelta::hours(1) - TimeDelta::seconds(1));
    check(&server, &first).await.expect(200);
    let second = reset_letter(&server).await;

    let replaced = confirm(&server, &first, NEW).await;
    replaced.expect_problem(410, "reset-replaced");
    server.clock.advance(TimeDelta::hours(1));
    let expired = confirm(&server, &second, NEW).await;
    expired.expect_problem(410, "reset-expired");
    let unknown = confirm(&server, "no-such-token", NEW).await;
    unknown.expect_problem(404, "not-found");
    try_password(&server, DAN, PASSWORD).await.expect(200);
}

#[rstest]
#[tokio::test]
async fn letters_that_are_asked_for_again_and_again_come_ever_more_slowly(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, _, _) = ironbark(on).await;
    let rows = Rows::open(&server.database().url()).await;
    let (mut gaps, mut gap) = (Vec::new(), 0);
    for _ in 0..90 {
        ask(&server, DAN).await.expect_status(202);
        while rows.jobs_left().await > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        match server.post.next_to(DAN) {
            Some(_) => gaps.push(std::mem::take(&mut gap)),
            None => gap += 1,
        }
        server.clock.advance(TimeDelta::minutes(1));
    }
    assert_eq!(gaps, [0, 0, 1, 3, 7, 15, 31]);
}

#[rstest]
#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_sets_the_password(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, _, _) = ironbark(on).await;
    let token = reset_letter(&server).await;

    let other = "copper kettle 55 dune";
    let (one, two) = tokio::join!(
        confirm(&server, &token, NEW),
        confirm(&server, &token, other)
    );

    let mut status = [one.status, two.status];
    status.sort_unstable();
    assert_eq!(status, [204, 410]);
    let won = if one.status == 204 { NEW } else { other };
    try_password(&server, DAN, won).await.expect(200);
    let told = server.post.letter_to(DAN).await;
    assert!(told.subject.contains("password"), "{}", told.subject);
}

#[rstest]
#[tokio::test]
async fn changing_the_password_ends_the_other_sessions_and_is_told_by_letter(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, _) = ironbark(on).await;
    let other = sign_in(&server, DAN).await;
    let change = |current: &str, new: &str| {
        let body = json!({ "current_password": current, "new_password": new });
        firm.owner.post("/auth/password").json(body)
    };

    let wrong = change("not my passphrase", NEW).await.bad_fields();
    assert_eq!(
        wrong,
        [("/current_password".into(), "wrong_password".into())]
    );
    let short = change(PASSWORD, "short").await.bad_fields();
    assert_eq!(short, [("/new_password".into(), "too_short".into())]);
    other.get("/me").await.expect(200);

    change(PASSWORD, NEW).await.expect_status(204);

    firm.owner.get("/me").await.expect(200);
    other.get("/me").await.expect_problem(401, "not-signed-in");
    let old = try_password(&server, DAN, PASSWORD).await;
    old.expect_problem(401, "wrong-credentials");
    try_password(&server, DAN, NEW).await.expect(200);
    let told = server.post.letter_to(DAN).await;
    assert!(told.subject.contains("password"), "{}", told.subject);
}
