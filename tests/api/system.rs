//! Around the API: health, the document, what is not there.

use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::Server;
use rstest::rstest;

#[rstest]
#[tokio::test]
async fn the_server_says_that_it_lives_and_is_ready(#[values(Sqlite, Postgres)] on: Backend) {
    let server = Server::start(on).await;
    let anyone = server.agent("nobody");

    anyone.page("/healthz").await.expect(200);
    anyone.page("/readyz").await.expect(200);
}

#[tokio::test]
async fn the_document_of_the_api_is_the_one_in_the_repository() {
    let server = Server::start(Sqlite).await;
    let kept = std::fs::read_to_string("../openapi/openapi.json").expect("the document");
    let kept: serde_json::Value = serde_json::from_str(&kept).expect("JSON");

    let served = server
        .agent("nobody")
        .page("/api/openapi.json")
        .await
        .expect(200);

    assert!(served == kept, "it is stale; run: make openapi");
}

#[tokio::test]
async fn the_pages_about_the_api_load_nothing_from_outside() {
    let server = Server::start(Sqlite).await;

    let page = server.agent("nobody").page("/api/docs/").await;

    page.expect_status(200);
    let outside = page.text().contains("src=\"http") || page.text().contains("href=\"http");
    assert!(!outside, "{}", page.text());
}

#[tokio::test]
async fn an_address_that_is_not_there_is_a_problem_with_the_request_id_that_was_sent() {
    let server = Server::start(Sqlite).await;

    let answer = server
        .agent("nobody")
        .get("/no-such-thing")
        .header("X-Request-Id", "from-a-test")
        .await;

    answer.expect_problem(404, "not-found");
    assert_eq!(answer.header("x-request-id"), Some("from-a-test"));
}
