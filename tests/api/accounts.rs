//! Accounts: signing up, in and out, and what one may do then.

use crate::people::{accept, caller, cookie, invitation, ironbark, signed_in, try_password};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Answer, Server};
use lintel_tests::world::{Firm, PASSWORD};
use rstest::rstest;
use serde_json::{Value, json};

async fn sign_up(server: &Server, organisation: &str, email: &str, password: &str) -> Answer {
    let body = json!({
        "organisation_name": organisation, "name": " Dan Hart ", "email": email, "password": password,
    });
    server.agent(email).post("/auth/sign-up").json(body).await
}

#[rstest]
#[tokio::test]
async fn signing_up_begins_an_organisation_and_signs_its_owner_in(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let server = Server::start(on).await;

    let answer = sign_up(&server, "Ironbark Homes", " Dan@Ironbark.example", PASSWORD).await;

    let session = answer.expect(201);
    assert_eq!(session["token_type"], "Bearer");
    assert_eq!(session["expires_in"], 600);
    assert_eq!(session["audience"], "staff");
    assert_eq!(session["account"]["email"], "dan@ironbark.example");
    assert_eq!(session["account"]["name"], "Dan Hart");
    assert_eq!(session["organisation"]["name"], "Ironbark Homes");
    assert_eq!(session["organisation"]["slug"], "ironbark-homes");
    assert_eq!(session["organisation"]["plan"], "free");
    assert_eq!(session["role"], "owner");
    assert_eq!(session["contexts"], json!(["staff"]));
    assert_eq!(
        cookie(&answer, "lintel_access").as_deref(),
        session["access_token"].as_str()
    );
    assert!(cookie(&answer, "lintel_refresh").is_some());

    let dan = caller(&server, "dan@ironbark.example", &answer);
    let me = dan.get("/me").await.expect(200);
    assert_eq!(me["organisation"]["timezone"], "UTC");
    assert_eq!(me["organisation"]["currency"], "AUD");
    assert_eq!(me["organisation"]["portal_enabled"], true);
    assert_eq!(me["role"], "owner");
    assert!(
        me["may"]
            .as_array()
            .is_some_and(|actions| !actions.is_empty())
    );
}

#[rstest]
#[tokio::test]
async fn organisations_of_one_name_have_addresses_of_their_own(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let server = Server::start(on).await;
    let mut slugs = Vec::new();
    for (name, email) in [
        ("Ironbark Homes", "dan@ironbark.example"),
        ("Ironbark  homes!", "eve@ironbark.example"),
        ("木の家", "kim@ironbark.example"),
        ("…", "lee@ironbark.example"),
    ] {
        let session = sign_up(&server, name, email, PASSWORD).await.expect(201);
        slugs.push(
            session["organisation"]["slug"]
                .as_str()
                .expect("a slug")
                .to_owned(),
        );
    }
    let different: std::collections::HashSet<&String> = slugs.iter().collect();
    assert_eq!(different.len(), slugs.len(), "{slugs:?}");
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    assert!(
        slugs
            .iter()
            .all(|slug| !slug.is_empty() && slug.chars().all(is_plain)),
        "{slugs:?}"
    );
}

#[rstest]
#[tokio::test]
async fn every_bad_field_of_a_sign_up_is_named(#[values(Sqlite, Postgres)] on: Backend) {
    let server = Server::start(on).await;
    let body = json!({ "organisation_name": " ", "name": "", "email": "dan", "password": "short" });

    let answer = server
        .agent("nobody")
        .post("/auth/sign-up")
        .json(body)
        .await;

    let bad = answer.bad_fields();
    let pointers: Vec<&str> = bad.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(
        pointers,
        ["/email", "/name", "/organisation_name", "/password"]
    );
    let common = sign_up(&server, "Ironbark", "dan@ironbark.example", "Password1234!").await;
    assert_eq!(
        common.bad_fields(),
        [("/password".into(), "too_common".into())]
    );
}

#[rstest]
#[tokio::test]
async fn an_address_signs_up_once(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, _, _) = ironbark(on).await;

    for password in [PASSWORD, "another passphrase 8"] {
        let again = sign_up(&server, "Other", "DAN@ironbark.example", password).await;
        let problem = again.expect_problem(409, "email-taken");
        assert_eq!(problem["errors"][0]["pointer"], "/email");
    }
}

#[rstest]
#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_answered_alike(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, _, _) = ironbark(on).await;
    let words = |answer: Answer| {
        let mut problem = answer.expect_problem(401, "wrong-credentials");
        problem["request_id"] = Value::Null;
        let mut names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
        names.sort();
        (problem, names)
    };

    let wrong = try_password(&server, "dan@ironbark.example", "not my passphrase").await;
    let unknown = try_password(&server, "nobody@ironbark.example", "not my passphrase").await;

    assert_eq!(words(wrong), words(unknown));
}

#[rstest]
#[tokio::test]
async fn guessing_a_password_is_slowed_down_and_signing_in_is_not(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, _, _) = ironbark(on).await;
    for email in ["dan@ironbark.example", "nobody@ironbark.example"] {
        let mut answers = Vec::new();
        for _ in 0..12 {
            answers.push(try_password(&server, email, "not my passphrase").await);
        }
        let last = answers.last().expect("an answer");
        last.expect_problem(429, "too-many-requests");
        let wait: u64 = last
            .header("retry-after")
            .expect("a time")
            .parse()
            .expect("seconds");
        assert!(wait > 0);
        assert!(answers.iter().take(5).all(|answer| answer.status == 401));
    }

    Firm::sign_up(&server, "Bluegum", "eve@bluegum.example").await;
    for _ in 0..15 {
        signed_in(&server, "eve@bluegum.example").await;
    }
}

#[rstest]
#[tokio::test]
async fn signing_out_ends_the_session_at_once(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, _, _) = ironbark(on).await;
    let session = signed_in(&server, "dan@ironbark.example").await;
    let dan = caller(&server, "dan@ironbark.example", &session);
    dan.get("/projects").await.expect(200);

    let out = dan.post("/auth/sign-out").await;

    out.expect_status(204);
    assert_eq!(cookie(&out, "lintel_access").as_deref(), Some(""));
    assert_eq!(cookie(&out, "lintel_refresh").as_deref(), Some(""));
    for path in ["/me", "/projects", "/auth/sessions"] {
        dan.get(path).await.expect_problem(401, "not-signed-in");
    }
    let refresh = json!({ "refresh_token": crate::people::refresh_token(&session) });
    let again = server.agent("dan@ironbark.example").post("/auth/refresh");
    again
        .json(refresh)
        .await
        .expect_problem(401, "not-signed-in");
}

#[rstest]
#[tokio::test]
async fn a_client_signs_in_without_an_organisation(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, house) = ironbark(on).await;
    firm.client(&server, "ann@example.com", &[&house]).await;

    let answer = signed_in(&server, "ann@example.com").await;

    let session = answer.json();
    assert_eq!(session["audience"], "client");
    assert_eq!(session["organisation"], Value::Null);
    assert_eq!(session["role"], Value::Null);
    assert_eq!(session["contexts"], json!(["client"]));
    let ann = caller(&server, "ann@example.com", &answer);
    ann.get("/portal/projects").await.expect(200);
    ann.get("/projects")
        .await
        .expect_problem(401, "not-signed-in");
    let me = ann.get("/me").await.expect(200);
    assert_eq!(
        (&me["audience"], &me["may"]),
        (&json!("client"), &json!([]))
    );
    let switch = ann.post("/auth/switch").json(json!({ "context": "staff" }));
    switch.await.expect_problem(409, "no-such-context");
}

#[rstest]
#[tokio::test]
async fn who_is_both_signs_in_as_a_member_and_can_switch(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, house) = ironbark(on).await;
    Firm::sign_up(&server, "Bluegum", "eve@bluegum.example").await;
    firm.invite("eve@bluegum.example", &[&house]).await;
    let token = invitation(&server, "eve@bluegum.example").await;
    let eve = server.agent("eve@bluegum.example");
    accept(&eve, &token, json!({ "password": PASSWORD }))
        .await
        .expect(200);

    let answer = signed_in(&server, "eve@bluegum.example").await;
    let session = answer.json();
    assert_eq!(session["audience"], "staff");
    assert_eq!(session["organisation"]["name"], "Bluegum");
    assert_eq!(session["contexts"], json!(["staff", "client"]));

    let member = caller(&server, "eve@bluegum.example", &answer);
    let switch = member
        .post("/auth/switch")
        .json(json!({ "context": "client" }))
        .await;
    let session = switch.expect(200);
    assert_eq!(session["audience"], "client");
    assert_eq!(session["organisation"], Value::Null);
    member.get("/me").await.expect_problem(401, "not-signed-in");
    let client = caller(&server, "eve@bluegum.example", &switch);
    let projects = client.get("/portal/projects").await.expect(200);
    assert_eq!(projects["items"][0]["name"], "Banksia Street");
    let back = client
        .post("/auth/switch")
        .json(json!({ "context": "staff" }))
        .await;
    let member = caller(&server, "eve@bluegum.example", &back);
    member.get("/projects").await.expect(200);
}

#[rstest]
#[tokio::test]
async fn a_client_begins_an_organisation_with_the_account_they_have(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, house) = ironbark(on).await;
    firm.client(&server, "ann@example.com", &[&house]).await;

    let wrong = sign_up(&server, "Ann's", "ann@example.com", "not my passphrase").await;
    wrong.expect_problem(409, "email-taken");
    let session = sign_up(&server, "Ann's", "ann@example.com", PASSWORD)
        .await
        .expect(201);

    assert_eq!(session["audience"], "staff");
    assert_eq!(session["contexts"], json!(["staff", "client"]));
}

#[rstest]
#[tokio::test]
async fn a_removed_member_is_out_at_once_and_keeps_their_account(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, _) = ironbark(on).await;
    let mia = firm
        .member(&server, "mia@ironbark.example", "tradie", &[])
        .await;
    let path = format!("/members/{}", mia.id);
    firm.owner.delete(&path).await.expect_status(204);

    mia.agent
        .get("/me")
        .await
        .expect_problem(401, "not-signed-in");
    let session = signed_in(&server, "mia@ironbark.example").await.json();

    assert_eq!(session["audience"], "client");
    assert_eq!(session["contexts"], json!([]));
}

#[rstest]
#[tokio::test]
async fn a_one_person_business_signs_up_as_such(#[values(Sqlite, Postgres)] on: Backend) {
    let server = Server::start(on).await;
    let body = json!({
        "organisation_name": "Sol", "name": "Sol", "email": "sol@example.com", "password": PASSWORD,
        "sole_trader": true,
    });
    let answer = server
        .agent("sol@example.com")
        .post("/auth/sign-up")
        .json(body)
        .await;
    assert_eq!(answer.expect(201)["role"], "sole_trader");
}
