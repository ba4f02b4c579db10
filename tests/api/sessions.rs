//! Sessions: how long they last, refreshing, and ending them (security.md, Tokens and sessions).

use crate::people::{audited, caller, cookie, ironbark, refresh_token, signed_in};
use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Answer, Server};
use lintel_tests::world::{PASSWORD, sign_in};
use rstest::rstest;
use serde_json::{Value, json};

const DAN: &str = "dan@ironbark.example";

async fn refresh(server: &Server, token: &str) -> Answer {
    let body = json!({ "refresh_token": token });
    server.agent(DAN).post("/auth/refresh").json(body).await
}

async fn sessions(agent: &Agent) -> Vec<Value> {
    let list = agent.get("/auth/sessions").await.expect(200);
    list["items"].as_array().expect("items").clone()
}

#[rstest]
#[tokio::test]
async fn an_access_token_lasts_ten_minutes_and_is_refreshed(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, _, _) = ironbark(on).await;
    let first = signed_in(&server, DAN).await;
    server.clock.advance(TimeDelta::seconds(599));
    caller(&server, DAN, &first).get("/me").await.expect(200);
    server.clock.advance(TimeDelta::seconds(1));
    let expired = caller(&server, DAN, &first).get("/me").await;
    expired.expect_problem(401, "not-signed-in");

    let second = refresh(&server, &refresh_token(&first)).await;

    assert_eq!(second.expect(200)["organisation"]["name"], "Ironbark Homes");
    caller(&server, DAN, &second).get("/me").await.expect(200);
    assert_ne!(refresh_token(&second), refresh_token(&first));
}

#[rstest]
#[tokio::test]
async fn two_tabs_that_refresh_at_once_get_the_same_successor(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, _, _) = ironbark(on).await;
    let token = refresh_token(&signed_in(&server, DAN).await);

    let (one, two) = tokio::join!(refresh(&server, &token), refresh(&server, &token));
    one.expect(200);
    two.expect(200);
    assert_eq!(refresh_token(&one), refresh_token(&two));
    server.clock.advance(TimeDelta::seconds(10));
    let late = refresh(&server, &token).await;
    late.expect(200);
    assert_eq!(refresh_token(&late), refresh_token(&one));
    caller(&server, DAN, &late).get("/me").await.expect(200);
}

#[rstest]
#[tokio::test]
async fn a_used_refresh_token_ends_its_session_and_is_audited(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm, _) = ironbark(on).await;
    let first = signed_in(&server, DAN).await;
    let second = refresh(&server, &refresh_token(&first)).await;
    server.clock.advance(TimeDelta::seconds(11));

    let stolen = refresh(&server, &refresh_token(&first)).await;

    stolen.expect_problem(401, "not-signed-in");
    assert_eq!(cookie(&stolen, "lintel_refresh").as_deref(), Some(""));
    let next = refresh(&server, &refresh_token(&second)).await;
    next.expect_problem(401, "not-signed-in");
    caller(&server, DAN, &second)
        .get("/me")
        .await
        .expect_problem(401, "not-signed-in");
    firm.owner.get("/me").await.expect(200);
    assert!(audited(&firm).await.contains(&"session.reused".to_owned()));
}

#[rstest]
#[tokio::test]
async fn one_before_the_last_ends_the_session_even_within_ten_seconds(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, _, _) = ironbark(on).await;
    let first = refresh_token(&signed_in(&server, DAN).await);
    let second = refresh_token(&refresh(&server, &first).await);
    let third = refresh_token(&refresh(&server, &second).await);

    refresh(&server, &first)
        .await
        .expect_problem(401, "not-signed-in");
    refresh(&server, &third)
        .await
        .expect_problem(401, "not-signed-in");
}

#[rstest]
#[case("")]
#[case("AAAA")]
#[case("not a token")]
#[tokio::test]
async fn what_is_no_refresh_token_is_refused(#[case] token: &str) {
    let (server, _, _) = ironbark(Sqlite).await;
    refresh(&server, token)
        .await
        .expect_problem(401, "not-signed-in");
    let none = server
        .agent(DAN)
        .post("/auth/refresh")
        .json(json!({}))
        .await;
    none.expect_problem(401, "not-signed-in");
    let real = refresh_token(&signed_in(&server, DAN).await);
    let altered = match real.strip_prefix('A') {
        Some(rest) => format!("B{rest}"),
        None => format!("A{}", real.get(1..).expect("more")),
    };
    refresh(&server, &altered)
        .await
        .expect_problem(401, "not-signed-in");
    refresh(&server, &real).await.expect(200);
}

#[rstest]
#[tokio::test]
async fn a_session_ends_after_fourteen_idle_days_and_thirty_days_at_most(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, _, _) = ironbark(on).await;
    let idle = refresh_token(&signed_in(&server, DAN).await);
    let mut busy = refresh_token(&signed_in(&server, DAN).await);
    let second = TimeDelta::seconds(1);

    server.clock.advance(TimeDelta::days(14) - second);
    busy = refresh_token(&refresh(&server, &busy).await);
    server.clock.advance(second);
    refresh(&server, &idle)
        .await
        .expect_problem(401, "not-signed-in");

    server.clock.advance(TimeDelta::days(10));
    busy = refresh_token(&refresh(&server, &busy).await);
    server.clock.advance(TimeDelta::days(6) - second);
    busy = refresh_token(&refresh(&server, &busy).await);
    server.clock.advance(second);
    refresh(&server, &busy)
        .await
        .expect_problem(401, "not-signed-in");
}

#[rstest]
#[tokio::test]
async fn a_person_sees_and_ends_their_sessions(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm, _) = ironbark(on).await;
    let phone = server.agent(DAN).post("/auth/sign-in");
    let body = json!({ "email": DAN, "password": PASSWORD });
    let phone = phone.header("user-agent", "A telephone").json(body).await;
    let phone = caller(&server, DAN, &phone);
    let tablet = sign_in(&server, DAN).await;
    let mia = firm
        .member(&server, "mia@ironbark.example", "tradie", &[])
        .await;

    let list = sessions(&phone).await;
    assert_eq!(list.len(), 3);
    let current: Vec<&Value> = list.iter().filter(|one| one["current"] == true).collect();
    assert_eq!(current.len(), 1);
    assert_eq!(current[0]["user_agent"], "A telephone");
    assert_eq!(current[0]["audience"], "staff");

    let of_mia = &sessions(&mia.agent).await[0]["id"];
    let path = format!("/auth/sessions/{}", of_mia.as_str().expect("an id"));
    phone.delete(&path).await.expect_problem(404, "not-found");
    mia.agent.get("/me").await.expect(200);

    let of_tablet = sessions(&tablet).await;
    let of_tablet = of_tablet.iter().find(|one| one["current"] == true);
    let id = of_tablet.expect("its own")["id"].as_str().expect("an id");
    let path = format!("/auth/sessions/{id}");
    phone.delete(&path).await.expect_status(204);
    tablet.get("/me").await.expect_problem(401, "not-signed-in");
    firm.owner.get("/me").await.expect(200);
    phone.delete(&path).await.expect_problem(404, "not-found");

    phone.delete("/auth/sessions").await.expect_status(204);
    firm.owner
        .get("/me")
        .await
        .expect_problem(401, "not-signed-in");
    assert_eq!(sessions(&phone).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_browser_goes_on_with_its_cookies_alone(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, _, _) = ironbark(on).await;
    let browser = server.browser(DAN);
    let body = json!({ "email": DAN, "password": PASSWORD });
    browser.post("/auth/sign-in").json(body).await.expect(200);
    browser.get("/me").await.expect(200);

    browser
        .post("/auth/refresh")
        .json(json!({}))
        .await
        .expect(200);
    browser.get("/me").await.expect(200);
    let elsewhere = browser
        .post("/auth/refresh")
        .header("sec-fetch-site", "cross-site");
    elsewhere
        .json(json!({}))
        .await
        .expect_problem(403, "cross-site");
    browser.post("/auth/sign-out").await.expect_status(204);
    browser
        .get("/me")
        .await
        .expect_problem(401, "not-signed-in");
    let again = browser.post("/auth/refresh").json(json!({})).await;
    again.expect_problem(401, "not-signed-in");
}
