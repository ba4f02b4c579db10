//! How invitations end: used once, expired, replaced, revoked ([I3], [I4], [I7]).

use crate::people::{
    ANN, MIA, accept, audited, caller, client_status, invitation, invite_member, invited_again,
    ironbark, look, new_account, try_password,
};
use chrono::TimeDelta;
use futures_util::future::join_all;
use lintel_tests::harness::Answer;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{PASSWORD, sign_in};
use rstest::rstest;
use serde_json::json;

#[rstest]
#[tokio::test]
async fn an_invitation_lives_fourteen_days_to_the_second(
    #[values(Sqlite, Postgres)] on: Backend,
    #[values(-1, 0, 1)] seconds: i64,
    #[values("client", "member")] kind: &str,
) {
    let (server, firm, house) = ironbark(on).await;
    match kind {
        "client" => drop(firm.invite(ANN, &[&house]).await),
        _ => drop(invite_member(&firm, ANN).await),
    }
    let token = invitation(&server, ANN).await;

    server
        .clock
        .advance(TimeDelta::days(14) + TimeDelta::seconds(seconds));
    let answers = [
        look(&server, &token).await,
        accept(&server.agent(ANN), &token, new_account()).await,
    ];

    for answer in answers {
        if seconds < 0 {
            answer.expect(200);
        } else {
            let problem = answer.expect_problem(410, "invite-expired");
            let detail = problem["detail"].as_str().expect("words");
            assert!(detail.contains("Dan at Ironbark Homes"), "{detail}");
        }
    }
}

#[rstest]
#[tokio::test]
async fn an_expired_invitation_does_not_revive_when_the_clock_is_set_back(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    firm.invite(ANN, &[&house]).await;
    let token = invitation(&server, ANN).await;
    server.clock.advance(TimeDelta::days(14));
    look(&server, &token)
        .await
        .expect_problem(410, "invite-expired");

    server.clock.advance(TimeDelta::days(-14));

    look(&server, &token)
        .await
        .expect_problem(410, "invite-expired");
    let late = accept(&server.agent(ANN), &token, new_account()).await;
    late.expect_problem(410, "invite-expired");
}

#[rstest]
#[tokio::test]
async fn an_invitation_is_used_once(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, house) = ironbark(on).await;
    firm.invite(ANN, &[&house]).await;
    let token = invitation(&server, ANN).await;
    let ann = accept(&server.agent(ANN), &token, new_account()).await;
    let ann = caller(&server, ANN, &ann);

    let other = json!({ "name": "Thief", "password": "another passphrase 8" });
    for answer in [
        accept(&ann, &token, json!({})).await,
        accept(&server.agent("nobody"), &token, other).await,
        look(&server, &token).await,
    ] {
        answer.expect_problem(410, "invite-used");
    }
    try_password(&server, ANN, PASSWORD).await.expect(200);
}

/// Exactly one was accepted; the others were told that it was used, or to come back later.
#[track_caller]
fn expect_one_winner(answers: &[Answer]) {
    let count = |status: u16| answers.iter().filter(|one| one.status == status).count();
    assert_eq!(
        count(200),
        1,
        "{:?}",
        answers.iter().map(|one| one.status).collect::<Vec<_>>()
    );
    assert_eq!(count(200) + count(410) + count(503), answers.len());
    for answer in answers.iter().filter(|one| one.status == 410) {
        answer.expect_problem(410, "invite-used");
    }
}

#[rstest]
#[tokio::test]
async fn of_a_hundred_who_accept_at_once_with_new_accounts_one_wins(
    #[values(Sqlite, Postgres)] on: Backend,
    #[values("client", "member")] kind: &str,
) {
    let (server, firm, house) = ironbark(on).await;
    match kind {
        "client" => drop(firm.invite(ANN, &[&house]).await),
        _ => drop(invite_member(&firm, ANN).await),
    }
    let token = invitation(&server, ANN).await;
    let nobody = server.agent(ANN);

    let answers = join_all((0..100).map(|n| {
        let body = json!({ "name": format!("Ann {n}"), "password": format!("maple hinge {n:03}") });
        accept(&nobody, &token, body)
    }));
    let answers = answers.await;

    expect_one_winner(&answers);
    let winner = answers
        .iter()
        .position(|one| one.status == 200)
        .expect("one");
    let password = format!("maple hinge {winner:03}");
    // The others' guesses have slowed the address down.
    server.clock.advance(TimeDelta::seconds(10));
    let session = try_password(&server, ANN, &password).await.expect(200);
    assert_eq!(session["account"]["name"], format!("Ann {winner}"));
    let accepted = audited(&firm).await;
    let accepted = accepted
        .iter()
        .filter(|action| *action == "invitation.accepted");
    assert_eq!(accepted.count(), 1);
}

#[rstest]
#[tokio::test]
async fn of_a_hundred_who_accept_at_once_signed_in_one_wins(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    let (ann, _, token) = invited_again(&server, &firm, &house).await;

    let answers = join_all((0..100).map(|_| accept(&ann, &token, json!({})))).await;

    expect_one_winner(&answers);
}

#[rstest]
#[tokio::test]
async fn a_resent_invitation_takes_the_place_of_the_first(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, house) = ironbark(on).await;
    let id = firm.invite(ANN, &[&house]).await;
    let first = invitation(&server, ANN).await;
    server.clock.advance(TimeDelta::days(13));
    let dan = sign_in(&server, "dan@ironbark.example").await;
    let resend = format!("/clients/{id}/invitation");
    dan.post(&resend).await.expect(200);
    let second = invitation(&server, ANN).await;

    look(&server, &first)
        .await
        .expect_problem(410, "invite-replaced");
    let old = accept(&server.agent(ANN), &first, new_account()).await;
    old.expect_problem(410, "invite-replaced");
    server
        .clock
        .advance(TimeDelta::days(14) - TimeDelta::seconds(1));
    let new = accept(&server.agent(ANN), &second, new_account()).await;
    new.expect(200);
}

#[rstest]
#[tokio::test]
async fn who_was_revoked_or_removed_meanwhile_cannot_accept(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    let client = firm.invite(ANN, &[&house]).await;
    let member = invite_member(&firm, MIA).await;
    let tokens = [
        (ANN, invitation(&server, ANN).await),
        (MIA, invitation(&server, MIA).await),
    ];
    let revoke = format!("/clients/{client}/revoke");
    firm.owner.post(&revoke).await.expect(200);
    let remove = format!("/members/{member}");
    firm.owner.delete(&remove).await.expect_status(204);

    for (email, token) in tokens {
        look(&server, &token)
            .await
            .expect_problem(410, "invite-revoked");
        let late = accept(&server.agent(email), &token, new_account()).await;
        late.expect_problem(410, "invite-revoked");
    }
    assert_eq!(client_status(&firm, &client).await, "revoked");
}
