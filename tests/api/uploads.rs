//! Uploads: what is taken, what is refused, and that nothing is left of what came to nothing.

use crate::site::{Site, expect_objects, files_below};
use bytes::Bytes;
use futures_util::stream;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::Server;
use rstest::rstest;
use serde_json::json;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

#[rstest]
#[tokio::test]
async fn an_upload_that_cannot_be_taken_says_why(#[values(Sqlite, Postgres)] on: Backend) {
    let limit = 100_000;
    let server = Server::start_with(on, |config| config.max_upload_bytes = limit).await;
    let site = Site::on(server).await;

    let empty = site.upload("empty.txt", &b""[..], &[]).await;
    assert_eq!(empty.bad_fields(), [("/file".into(), "empty".into())]);
    let big = site.upload("big.txt", vec![b'x'; 100_001], &[]).await;
    big.expect_problem(413, "too-large");
    let huge = site.upload("huge.txt", vec![b'x'; 8_000_000], &[]).await;
    huge.expect_problem(413, "too-large");
    site.upload("page.html", &b"<html>"[..], &[])
        .await
        .expect_problem(415, "unsupported-file");
    site.upload("plan.pdf", &b"words"[..], &[])
        .await
        .expect_problem(415, "unsupported-file");
    let nameless = site.upload("..", &b"words"[..], &[]).await;
    assert_eq!(nameless.bad_fields(), [("/file".into(), "required".into())]);
    for (field, value, code) in [
        ("title", "a\u{202e}b", "control_character"),
        ("title", "   ", "required"),
        ("parent_id", "root", "invalid"),
        ("colour", "red", "unknown_field"),
    ] {
        let refused = site.upload("a.txt", &b"words"[..], &[(field, value)]).await;
        assert_eq!(
            refused.bad_fields(),
            [(format!("/{field}"), code.into())],
            "{value:?}"
        );
    }
    let nowhere = [("parent_id", "018f0000-0000-7000-8000-000000000000")];
    site.upload("a.txt", &b"words"[..], &nowhere)
        .await
        .expect_problem(404, "not-found");
    let json = site
        .dan
        .post(&site.at("/documents"))
        .json(json!({"title": "x"}))
        .await;
    json.expect_problem(400, "invalid-multipart");
    let without = site
        .dan
        .post(&site.at("/documents"))
        .body("multipart/form-data; boundary=b", "--b--\r\n")
        .await;
    assert_eq!(without.bad_fields(), [("/file".into(), "required".into())]);

    site.upload("just right.txt", vec![b'x'; 100_000], &[])
        .await
        .expect(201);
    assert_eq!(site.titles(&[]).await, ["just right.txt"]);
    expect_objects(&site.server, 1).await;
}

#[rstest]
#[tokio::test]
async fn an_upload_that_is_cut_off_leaves_nothing(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let token = site.dan.token().expect("signed in").to_owned();
    let head = |length: usize| {
        format!(
            "POST /api/v1{} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\
             content-type: multipart/form-data; boundary=b\r\ncontent-length: {length}\r\n\r\n",
            site.at("/documents")
        )
    };
    let start = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
    // In the middle of the file, and after the file but before the form's end.
    let in_the_file = format!("{}{start}{}", head(8_000_000), "x".repeat(3_000_000));
    let after_it = format!("{}{start}words\r\n--b\r\ncontent-dis", head(5_000));
    for cut in [in_the_file, after_it] {
        let address = site.server.url.socket_addrs(|| None).expect("an address")[0];
        let mut connection = TcpStream::connect(address).await.expect("a connection");
        connection.write_all(cut.as_bytes()).await.expect("sent");
        tokio::time::sleep(Duration::from_millis(300)).await;
        drop(connection);
    }
    expect_objects(&site.server, 0).await;
    assert!(site.titles(&[]).await.is_empty());
    let folder = files_below(&site.server);
    assert!(folder.is_empty(), "{folder:?}");
}

#[rstest]
#[tokio::test]
async fn an_upload_whose_field_after_the_file_is_bad_leaves_nothing(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let form = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nwords\r\n\
                --b\r\ncontent-disposition: form-data; name=\"parent_id\"\r\n\r\n\
                018f0000-0000-7000-8000-000000000000\r\n--b--\r\n";
    let documents = site.dan.post(&site.at("/documents"));
    let refused = documents
        .body("multipart/form-data; boundary=b", form)
        .await;
    refused.expect_problem(404, "not-found");
    expect_objects(&site.server, 0).await;

    let good = form.replace("018f0000-0000-7000-8000-000000000000", "");
    let documents = site.dan.post(&site.at("/documents"));
    documents
        .body("multipart/form-data; boundary=b", good)
        .await
        .expect(201);
    expect_objects(&site.server, 1).await;
}

#[rstest]
#[tokio::test]
async fn the_right_to_upload_is_asked_for_before_the_first_byte(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let apprentice = site.join("apprentice", true).await.agent;
    let body = reqwest_body(200);
    let refused = apprentice
        .post(&site.at("/documents"))
        .file("a.txt", body, &[])
        .await;
    refused.expect_problem(403, "forbidden");
    expect_objects(&site.server, 0).await;
}

#[rstest]
#[tokio::test]
async fn an_upload_sent_again_under_its_key_is_one_document(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let upload = || {
        let documents = site
            .dan
            .post(&site.at("/documents"))
            .header("Idempotency-Key", "once");
        documents.file("plan.pdf", &b"%PDF-1.7\n"[..], &[])
    };
    let first = upload().await;
    let again = upload().await;
    assert_eq!(first.expect(201), again.expect(201));
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(site.titles(&[]).await, ["plan.pdf"]);
    expect_objects(&site.server, 1).await;
}

/// A body that comes in pieces.
fn reqwest_body(pieces: usize) -> reqwest::Body {
    let piece = || Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 10_000]));
    reqwest::Body::wrap_stream(stream::iter((0..pieces).map(move |_| piece())))
}
