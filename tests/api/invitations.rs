//! Invitations as the invited meet them: looking and accepting ([I3], [I5], [I8]).

use crate::people::{
    ANN, MIA, accept, audited, caller, client_status, cookie, invitation, invite_member,
    invited_again, ironbark, look, new_account, signed_in,
};
use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{Firm, PASSWORD, sign_in};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};

#[rstest]
#[tokio::test]
async fn looking_tells_what_is_offered_and_uses_nothing_up(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    firm.settings(json!({ "branding": { "colour": "#aa5500" } }))
        .await;
    let id = firm.invite(ANN, &[&house]).await;
    let token = invitation(&server, ANN).await;

    let scanner = server.agent("nobody");
    let path = format!("/invitations/{token}");
    for _ in 0..3 {
        scanner.call(Method::HEAD, &path).await.expect_status(405);
        scanner
            .page(&format!("/invite/{token}"))
            .await
            .expect_status(200);
    }
    let offer = look(&server, &token).await.expect(200);

    let expires = server.clock.now() + TimeDelta::days(14);
    let expires = expires.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    assert_eq!(
        offer,
        json!({
            "organisation_name": "Ironbark Homes", "email": ANN, "name": "Ann", "kind": "client",
            "expires_at": expires, "account_exists": false, "invited_by": "Dan",
            "branding": { "colour": "#aa5500" },
        })
    );
    assert_eq!(client_status(&firm, &id).await, "invited");
    let unknown = look(&server, "no-such-invitation").await;
    unknown.expect_problem(404, "not-found");
    let unknown = accept(&scanner, "no-such-invitation", new_account()).await;
    unknown.expect_problem(404, "not-found");
}

#[rstest]
#[tokio::test]
async fn a_client_accepts_with_a_new_account(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, house) = ironbark(on).await;
    let id = firm.invite(ANN, &[&house]).await;
    let token = invitation(&server, ANN).await;
    let weak = json!({ "name": " ", "password": "short" });
    let weak = accept(&server.agent(ANN), &token, weak).await.bad_fields();
    let pointers: Vec<&str> = weak.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/name", "/password"]);

    let answer = accept(&server.agent(ANN), &token, new_account()).await;

    let session = answer.expect(200);
    assert_eq!(session["audience"], "client");
    assert_eq!(session["account"]["email"], ANN);
    assert_eq!(session["account"]["name"], "Ann Lee");
    assert_eq!(session["organisation"], Value::Null);
    assert!(cookie(&answer, "lintel_access").is_some_and(|token| !token.is_empty()));
    assert!(cookie(&answer, "lintel_refresh").is_some_and(|token| !token.is_empty()));
    let ann = caller(&server, ANN, &answer);
    let projects = ann.get("/portal/projects").await.expect(200);
    assert_eq!(projects["items"][0]["name"], "Banksia Street");
    let client = firm.owner.get(&format!("/clients/{id}")).await.expect(200);
    assert_eq!(client["status"], "active");
    assert_eq!(client["name"], "Ann", "the builder's record keeps its name");
    assert_eq!(client["invite_expires_at"], Value::Null);
    assert_eq!(client["accepted_at"], client["last_seen_at"]);
    assert!(
        audited(&firm)
            .await
            .contains(&"invitation.accepted".to_owned())
    );
    signed_in(&server, ANN).await;
}

#[rstest]
#[tokio::test]
async fn a_member_accepts_with_a_new_account(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, _) = ironbark(on).await;
    invite_member(&firm, MIA).await;
    let token = invitation(&server, MIA).await;
    let offer = look(&server, &token).await.expect(200);
    assert_eq!(
        (&offer["kind"], &offer["name"]),
        (&json!("member"), &Value::Null)
    );

    let answer = accept(&server.agent(MIA), &token, new_account()).await;

    let session = answer.expect(200);
    assert_eq!(session["audience"], "staff");
    assert_eq!(session["role"], "tradie");
    assert_eq!(session["organisation"]["name"], "Ironbark Homes");
    let mia = caller(&server, MIA, &answer);
    mia.get("/projects").await.expect(200);
    assert!(
        audited(&firm)
            .await
            .contains(&"invitation.accepted".to_owned())
    );
}

#[rstest]
#[tokio::test]
async fn who_has_an_account_proves_it(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, house) = ironbark(on).await;
    let (_, bluegum, token) = invited_again(&server, &firm, &house).await;
    let offer = look(&server, &token).await.expect(200);
    assert_eq!(offer["account_exists"], true);
    let stranger = server.agent(ANN);

    let without = accept(&stranger, &token, json!({})).await;
    without.expect_problem(401, "sign-in-required");
    let named = accept(&stranger, &token, json!({ "name": "Ann" })).await;
    named.expect_problem(401, "sign-in-required");
    let wrong = json!({ "name": "Ann", "password": "not her passphrase" });
    let wrong = accept(&stranger, &token, wrong).await;
    wrong.expect_problem(401, "wrong-credentials");

    let right = accept(&stranger, &token, json!({ "password": PASSWORD })).await;

    assert_eq!(right.expect(200)["audience"], "client");
    let ann = caller(&server, ANN, &right);
    let projects = ann.get("/portal/projects").await.expect(200);
    assert_eq!(projects["items"].as_array().map(Vec::len), Some(2));
    let invited = bluegum.owner.get("/clients").await.expect(200);
    assert_eq!(invited["items"][0]["status"], "active");
}

#[rstest]
#[tokio::test]
async fn who_is_signed_in_accepts_without_a_word(
    #[values(Sqlite, Postgres)] on: Backend,
    #[values(true, false)] in_a_browser: bool,
) {
    let (server, firm, house) = ironbark(on).await;
    let (ann, _, token) = invited_again(&server, &firm, &house).await;
    let ann = match in_a_browser {
        false => ann,
        true => {
            let browser = server.browser(ANN);
            let body = json!({ "email": ANN, "password": PASSWORD });
            browser.post("/auth/sign-in").json(body).await.expect(200);
            browser
        }
    };

    let session = accept(&ann, &token, json!({})).await.expect(200);

    assert_eq!(session["audience"], "client");
    assert_eq!(session["account"]["email"], ANN);
}

#[rstest]
#[tokio::test]
async fn a_member_accepts_as_a_client_elsewhere_with_the_same_session(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    let eve = Firm::sign_up(&server, "Bluegum", "eve@bluegum.example").await;
    firm.invite("eve@bluegum.example", &[&house]).await;
    let token = invitation(&server, "eve@bluegum.example").await;

    let session = accept(&eve.owner, &token, json!({})).await.expect(200);

    assert_eq!(session["audience"], "client");
    assert_eq!(session["contexts"], json!(["staff", "client"]));
}

#[rstest]
#[tokio::test]
async fn somebody_else_who_is_signed_in_cannot_accept(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, house) = ironbark(on).await;
    firm.invite(ANN, &[&house]).await;
    let token = invitation(&server, ANN).await;

    for body in [json!({}), new_account()] {
        let wrong = accept(&firm.owner, &token, body).await;
        let problem = wrong.expect_problem(409, "wrong-account");
        let detail = problem["detail"].as_str().expect("words");
        assert!(detail.contains(ANN), "{detail}");
    }
    firm.owner.post("/auth/sign-out").await.expect_status(204);
    accept(&firm.owner, &token, new_account()).await.expect(200);
}

#[rstest]
#[tokio::test]
async fn who_works_somewhere_is_not_a_member_elsewhere(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, _) = ironbark(on).await;
    let eve = Firm::sign_up(&server, "Bluegum", "eve@bluegum.example").await;
    invite_member(&firm, "eve@bluegum.example").await;
    let token = invitation(&server, "eve@bluegum.example").await;

    let refused = accept(&eve.owner, &token, json!({})).await;

    refused.expect_problem(409, "already-member");
    look(&server, &token).await.expect(200);
    let me = eve.owner.get("/me").await.expect(200);
    assert_eq!(me["organisation"]["name"], "Bluegum");
}

#[rstest]
#[tokio::test]
async fn who_was_removed_can_be_invited_and_accept_again(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, _) = ironbark(on).await;
    let mia = firm.member(&server, MIA, "tradie", &[]).await;
    let path = format!("/members/{}", mia.id);
    firm.owner.delete(&path).await.expect_status(204);
    invite_member(&firm, MIA).await;
    let token = invitation(&server, MIA).await;

    let again = sign_in(&server, MIA).await;
    let session = accept(&again, &token, json!({})).await.expect(200);

    assert_eq!(session["audience"], "staff");
}
