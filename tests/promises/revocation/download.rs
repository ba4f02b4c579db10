//! A long download that is under way when access is lost.

use lintel_tests::harness::Agent;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{EVERYONE, World};
use reqwest::Response;
use rstest::rstest;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// Much more than the connection's buffers hold.
const SIZE: usize = 40 << 20;
/// How soon a download must end.
const SOON: Duration = Duration::from_secs(2);

#[rstest]
#[tokio::test]
async fn a_download_under_way_is_cut_within_two_seconds_of_the_loss(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let content = vec![b'a'; SIZE];
    let document = ironbark
        .upload(house, "long.txt", content, "Long", None)
        .await;
    ironbark.share(house, &[&document.id], EVERYONE).await;
    let sue = ironbark
        .member(&world, "sue@ironbark.example", "admin", &[])
        .await;
    let portal = format!("/api/v1/portal/files/{}/content", document.file);
    let staff = format!("/api/v1/files/{}/content", document.file);

    let mut of_ann = begin(&world, &world.ann.agent, &portal).await;
    let mut of_sue = begin(&world, &sue.agent, &staff).await;
    ironbark.unshare(house, &[&document.id]).await;
    let path = format!("/members/{}", sue.id);
    ironbark.owner.delete(&path).await.expect(204);
    let lost = Instant::now();

    for download in [&mut of_ann, &mut of_sue] {
        let received = timeout(SOON, rest(download)).await;
        let received = received.expect("it goes on for more than two seconds");
        assert!(received < SIZE, "it went on to its end");
        assert!(lost.elapsed() < SOON);
    }
}

/// Begins a download, and reads its first mebibyte slowly.
async fn begin(world: &World, agent: &Agent, path: &str) -> Response {
    let url = world.url.join(path).expect("an address");
    let request = reqwest::Client::new().get(url);
    let request = request.bearer_auth(agent.token().expect("a token"));
    let mut response = request.send().await.expect("an answer");
    assert_eq!(response.status(), 200);
    let mut received = 0;
    while received < 1 << 20 {
        let chunk = response.chunk().await.expect("content");
        received += chunk.expect("more").len();
        sleep(Duration::from_millis(1)).await;
    }
    response
}

/// Reads on until it ends; how much there was.
async fn rest(response: &mut Response) -> usize {
    let mut received = 0;
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => received += chunk.len(),
            Ok(None) => return SIZE,
            Err(_cut) => return received,
        }
    }
}
