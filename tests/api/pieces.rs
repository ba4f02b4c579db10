//! Uploads in pieces (tus 1.0.0): what a lost connection, a wrong piece and a day's wait do to them.

use crate::site::{Site, expect_objects, id, text};
use crate::tus::{announced, begun, bytes, form, offset, piece, sent, tus};
use chrono::TimeDelta;
use futures_util::future::join;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::Server;
use lintel_tests::world::pictures::png;
use lintel_tests::world::{Firm, sign_in};
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

async fn content(site: &Site, document: &Value) -> Vec<u8> {
    let path = format!("/files/{}/content", text(document, "file_id"));
    site.dan.get(&path).await.body
}

#[rstest]
#[tokio::test]
async fn a_file_sent_in_pieces_is_a_document_byte_for_byte(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let plan = bytes(3_000_000);
    let upload = begun(&site.dan, &site.project, "Größe.bin", plan.len()).await;
    for (from, to) in [
        (0, 1_000_000),
        (1_000_000, 1_000_007),
        (1_000_007, 3_000_000),
    ] {
        let taken = piece(&site.dan, &upload, from, &plan[from..to]).await;
        taken.expect_status(204);
        assert_eq!(taken.header("upload-offset"), Some(to.to_string().as_str()));
        assert_eq!(taken.header("tus-resumable"), Some("1.0.0"));
    }
    assert!(site.titles(&[]).await.is_empty(), "it is nothing yet");

    let made = form(
        &site.dan,
        &site.at("/documents"),
        &upload,
        &[("title", "Plan")],
    )
    .await;
    let document = made.expect(201);
    assert_eq!(
        (&document["title"], &document["size"]),
        (&json!("Plan"), &json!(plan.len()))
    );
    assert_eq!(document["file_name"], "Größe.bin");
    assert!(content(&site, &document).await == plan);

    let again = form(&site.dan, &site.at("/documents"), &upload, &[]).await;
    assert_eq!(
        again.bad_fields(),
        [("/upload_id".into(), "unknown_upload".into())]
    );
    expect_objects(&site.server, 1).await;
}

#[rstest]
#[tokio::test]
async fn an_upload_goes_on_where_the_connection_was_lost(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let plan = bytes(4_000_000);
    let upload = begun(&site.dan, &site.project, "plan.bin", plan.len()).await;
    let head = format!(
        "PATCH /api/v1/uploads/{upload} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
         tus-resumable: 1.0.0\r\nupload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\n\
         content-length: {}\r\n\r\n",
        site.dan.token().expect("signed in"),
        plan.len()
    );
    let address = site.server.url.socket_addrs(|| None).expect("an address")[0];
    let mut connection = TcpStream::connect(address).await.expect("a connection");
    connection.write_all(head.as_bytes()).await.expect("sent");
    connection
        .write_all(&plan[..2_500_000])
        .await
        .expect("sent");
    tokio::time::sleep(Duration::from_millis(500)).await;
    drop(connection);

    let mut here = 0;
    for _ in 0..200 {
        here = offset(&site.dan, &upload).await;
        if here > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert!((1..=2_500_000).contains(&here), "{here} bytes are here");
    let rest = piece(&site.dan, &upload, here, &plan[here..]).await;
    rest.expect_status(204);
    let made = form(&site.dan, &site.at("/documents"), &upload, &[]).await;
    assert!(content(&site, &made.expect(201)).await == plan);
}

#[rstest]
#[tokio::test]
async fn a_piece_that_does_not_fit_is_refused_and_spoils_nothing(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let upload = begun(&site.dan, &site.project, "plan.txt", 10).await;
    let send = |offset, bytes: &'static [u8]| piece(&site.dan, &upload, offset, bytes);
    send(0, b"01234").await.expect_status(204);

    for offset in [0, 4, 6, 10, 99] {
        let refused = send(offset, b"xyz").await;
        refused.expect_problem(409, "upload-offset-mismatch");
    }
    let more = send(5, b"56789+").await;
    assert_eq!(more.bad_fields(), [("/".into(), "too_long".into())]);
    assert_eq!(offset(&site.dan, &upload).await, 5);

    send(5, b"").await.expect_status(204);
    send(5, b"56789").await.expect_status(204);
    let after = send(10, b"+").await;
    assert!((400..500).contains(&after.status), "{}", after.text());
    let made = form(&site.dan, &site.at("/documents"), &upload, &[]).await;
    assert_eq!(content(&site, &made.expect(201)).await, b"0123456789");
}

#[rstest]
#[tokio::test]
async fn of_two_pieces_for_the_same_place_one_is_taken(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let upload = begun(&site.dan, &site.project, "plan.txt", 6).await;
    let (one, two) = join(
        piece(&site.dan, &upload, 0, b"abc").into_future(),
        piece(&site.dan, &upload, 0, b"xyz").into_future(),
    )
    .await;
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
    assert_eq!(offset(&site.dan, &upload).await, 3);
    expect_objects(&site.server, 1).await;
}

#[rstest]
#[tokio::test]
async fn an_upload_is_its_members_alone(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let upload = sent(&site.dan, &site.project, "plan.txt", b"words", 3).await;
    let rival = Firm::sign_up(&site.server, "Rival", "rita@rival.example").await;
    let admin = site.join("admin", true).await.agent;
    let address = format!("/uploads/{upload}");
    for stranger in [&admin, &rival.owner] {
        for method in [Method::HEAD, Method::DELETE] {
            assert_eq!(tus(stranger, method, &address).await.status, 404);
        }
        let sent = piece(stranger, &upload, 5, b"x").await;
        sent.expect_problem(404, "not-found");
    }
    let taken = form(&admin, &site.at("/documents"), &upload, &[]).await;
    assert_eq!(
        taken.bad_fields(),
        [("/upload_id".into(), "unknown_upload".into())]
    );

    let garden = site.firm.project("Garden").await;
    let elsewhere = form(
        &site.dan,
        &format!("/projects/{garden}/documents"),
        &upload,
        &[],
    )
    .await;
    assert_eq!(
        elsewhere.bad_fields(),
        [("/upload_id".into(), "unknown_upload".into())]
    );
    form(&site.dan, &site.at("/documents"), &upload, &[])
        .await
        .expect(201);
}

#[rstest]
#[tokio::test]
async fn an_upload_waits_a_day_for_its_next_piece(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let upload = begun(&site.dan, &site.project, "plan.txt", 8).await;
    let address = format!("/uploads/{upload}");
    site.server.clock.advance(TimeDelta::hours(23));
    let dan = sign_in(&site.server, "dan@ironbark.example").await;
    let taken = piece(&dan, &upload, 0, b"word").await;
    taken.expect_status(204);
    assert_eq!(
        taken.header("upload-expires"),
        Some("Tue, 03 Mar 2026 21:00:00 GMT")
    );

    site.server
        .clock
        .advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
    let dan = sign_in(&site.server, "dan@ironbark.example").await;
    assert_eq!(offset(&dan, &upload).await, 4);
    site.server.clock.advance(TimeDelta::seconds(1));
    assert_eq!(tus(&dan, Method::HEAD, &address).await.status, 404);
    piece(&dan, &upload, 4, b"word")
        .await
        .expect_problem(404, "not-found");
    let made = form(&dan, &site.at("/documents"), &upload, &[]).await;
    assert_eq!(
        made.bad_fields(),
        [("/upload_id".into(), "unknown_upload".into())]
    );
}

#[rstest]
#[tokio::test]
async fn what_was_given_up_leaves_nothing(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let upload = begun(&site.dan, &site.project, "plan.bin", 3_000_000).await;
    piece(&site.dan, &upload, 0, &bytes(2_000_000))
        .await
        .expect_status(204);
    piece(&site.dan, &upload, 2_000_000, b"more")
        .await
        .expect_status(204);
    let early = form(&site.dan, &site.at("/documents"), &upload, &[]).await;
    assert_eq!(
        early.bad_fields(),
        [("/upload_id".into(), "incomplete".into())]
    );
    expect_objects(&site.server, 2).await;

    let address = format!("/uploads/{upload}");
    tus(&site.dan, Method::DELETE, &address)
        .await
        .expect_status(204);
    assert_eq!(tus(&site.dan, Method::DELETE, &address).await.status, 404);
    assert_eq!(tus(&site.dan, Method::HEAD, &address).await.status, 404);
    expect_objects(&site.server, 0).await;
}

#[rstest]
#[tokio::test]
async fn an_upload_becomes_whatever_its_form_says(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let dan = &site.dan;
    let photo = sent(dan, &site.project, "slab.png", &png(40, 20), 50).await;
    let photo = form(dan, &site.at("/photos"), &photo, &[("caption", "Slab")]).await;
    let photo = photo.expect(201);
    assert_eq!(
        (&photo["kind"], &photo["width"]),
        (&json!("photo"), &json!(40))
    );

    let drawing = sent(dan, &site.project, "a-101.txt", b"first", 2).await;
    let fields = [("number", "A-101"), ("revision", "A")];
    let drawing = form(dan, &site.at("/drawings"), &drawing, &fields)
        .await
        .expect(201);
    let second = sent(dan, &site.project, "a-101.txt", b"second", 4).await;
    let versions = format!("/items/{}/versions", id(&drawing));
    let second = form(dan, &versions, &second, &[("label", "B")])
        .await
        .expect(201);
    assert_eq!(
        (&second["label"], &second["size"]),
        (&json!("B"), &json!(6))
    );

    // A form that is refused leaves the upload, to be sent again with another.
    let words = sent(dan, &site.project, "words.txt", b"no picture", 4).await;
    let refused = form(dan, &site.at("/photos"), &words, &[]).await;
    refused.expect_problem(415, "unsupported-file");
    form(dan, &site.at("/documents"), &words, &[])
        .await
        .expect(201);
    let both = dan.post(&site.at("/documents"));
    let both = both.file("a.txt", "x", &[("upload_id", &words)]).await;
    assert_eq!(
        both.bad_fields(),
        [("/upload_id".into(), "duplicate".into())]
    );
}

#[rstest]
#[tokio::test]
async fn an_upload_that_cannot_be_begun_says_why(#[values(Sqlite, Postgres)] on: Backend) {
    let server = Server::start_with(on, |config| config.max_upload_bytes = 1000).await;
    let site = Site::on(server).await;
    let empty = announced(&site.dan, &site.project, "a.txt", 0).await;
    assert_eq!(empty.bad_fields(), [("/file".into(), "empty".into())]);
    let big = announced(&site.dan, &site.project, "a.txt", 1001).await;
    big.expect_problem(413, "too-large");
    let nameless = announced(&site.dan, &site.project, "..", 5).await;
    assert_eq!(nameless.bad_fields(), [("/file".into(), "required".into())]);

    let uploads = site.at("/uploads");
    let silent = tus(&site.dan, Method::POST, &uploads).await;
    assert_eq!(
        silent.bad_fields(),
        [("/upload-length".into(), "invalid".into())]
    );
    let old = site
        .dan
        .post(&uploads)
        .header("Tus-Resumable", "0.2.2")
        .await;
    old.expect_problem(412, "unsupported-tus-version");
    assert_eq!(old.header("tus-version"), Some("1.0.0"));
    let tradie = site.join("tradie", false).await.agent;
    let elsewhere = announced(&tradie, &site.project, "a.txt", 5).await;
    elsewhere.expect_problem(403, "forbidden");

    let harmful = begun(&site.dan, &site.project, "run.exe", 5).await;
    piece(&site.dan, &harmful, 0, b"words")
        .await
        .expect_problem(415, "unsupported-file");
    let upload = begun(&site.dan, &site.project, "a.txt", 5).await;
    let patch = tus(&site.dan, Method::PATCH, &format!("/uploads/{upload}"));
    let wrong = patch
        .header("Upload-Offset", "0")
        .body("text/plain", "words")
        .await;
    wrong.expect_problem(415, "unsupported-media-type");
    expect_objects(&site.server, 0).await;
}
