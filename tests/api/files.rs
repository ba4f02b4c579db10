//! Files' content: whole, in ranges, and only to whom it may go.

use crate::site::{Site, files_below, text};
use chrono::TimeDelta;
use lintel_tests::harness::Answer;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::Firm;
use reqwest::Method;
use rstest::rstest;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Three megabytes in which every place looks different.
fn film() -> Vec<u8> {
    let mut bytes = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2".to_vec();
    bytes.extend((0u32..750_000).flat_map(u32::to_be_bytes));
    bytes
}

async fn uploaded(site: &Site, name: &str, content: Vec<u8>) -> String {
    let document = site.upload(name, content, &[]).await.expect(201);
    format!("/files/{}/content", text(&document, "file_id"))
}

async fn range(site: &Site, address: &str, range: &str) -> Answer {
    site.dan.get(address).header("Range", range).await
}

#[rstest]
#[tokio::test]
async fn a_file_comes_back_whole_and_in_ranges(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let film = film();
    let address = uploaded(&site, "walk.mp4", film.clone()).await;

    let whole = site.dan.get(&address).await;
    assert_eq!((whole.status, &whole.body), (200, &film));
    let size = film.len();
    for (asked, from, to) in [
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=-1000", size - 1000, size),
        ("bytes=1000-2999999", 1000, 3_000_000),
        ("bytes=2999000-99999999999", 2_999_000, size),
    ] {
        let part = range(&site, &address, asked).await;
        assert_eq!(part.status, 206, "{asked}");
        let expected = format!("bytes {from}-{}/{size}", to - 1);
        assert_eq!(part.header("content-range"), Some(expected.as_str()));
        assert_eq!(
            part.header("content-length"),
            Some((to - from).to_string().as_str())
        );
        assert!(part.body == film[from..to], "{asked}");
    }
    for whole in ["bytes=0-1,5-6", "lines=1-2", "bytes=9-3"] {
        assert_eq!(range(&site, &address, whole).await.status, 200, "{whole}");
    }
    let beyond = range(&site, &address, &format!("bytes={size}-")).await;
    beyond.expect_problem(416, "range-not-satisfiable");
    assert_eq!(
        beyond.header("content-range"),
        Some(format!("bytes */{size}").as_str())
    );
}

#[rstest]
#[tokio::test]
async fn head_says_what_get_would_send(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    for (name, content) in [("walk.mp4", film()), ("notes.txt", b"words".to_vec())] {
        let length = content.len().to_string();
        let address = uploaded(&site, name, content).await;
        let head = site.dan.call(Method::HEAD, &address).await;
        assert_eq!((head.status, head.body.len()), (200, 0));
        let get = site.dan.get(&address).await;
        for header in [
            "content-length",
            "content-type",
            "etag",
            "accept-ranges",
            "content-disposition",
        ] {
            assert_eq!(head.header(header), get.header(header), "{header}");
        }
        assert_eq!(head.header("content-length"), Some(length.as_str()));
    }
    let nobody = site.server.agent("nobody").call(
        Method::HEAD,
        "/files/018f0000-0000-7000-8000-000000000000/content",
    );
    assert_eq!(nobody.await.status, 401);
}

#[rstest]
#[tokio::test]
async fn what_has_not_changed_is_not_sent_again(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let words = b"words of no weight".to_vec();
    let hash: String = Sha256::digest(&words)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let tag = format!("\"{hash}\"");
    let address = uploaded(&site, "notes.txt", words.clone()).await;

    let get = site.dan.get(&address).await;
    assert_eq!(get.header("etag"), Some(tag.as_str()));
    for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".into()] {
        let again = site.dan.get(&address).header("If-None-Match", &known).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{known}");
        assert_eq!(again.header("etag"), Some(tag.as_str()));
    }
    let other = site
        .dan
        .get(&address)
        .header("If-None-Match", "\"other\"")
        .await;
    assert_eq!(other.status, 200);

    let part = |tag: &str| {
        let get = site.dan.get(&address).header("Range", "bytes=0-4");
        get.header("If-Range", tag)
    };
    assert_eq!(part(&tag).await.body, b"words");
    assert_eq!(part("\"other\"").await.body, words);
    assert_eq!(part(&format!("W/{tag}")).await.body, words);
    assert_eq!(part("Sun, 01 Mar 2026 22:00:00 GMT").await.body, words);
}

#[rstest]
#[tokio::test]
async fn a_browser_shows_pictures_and_pdf_and_runs_nothing(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
    for (name, content, media_type, disposition) in [
        (
            "plan.pdf",
            b"%PDF-1.7\n".to_vec(),
            "application/pdf",
            "inline; filename=\"plan.pdf\"",
        ),
        (
            "site.png",
            png,
            "image/png",
            "inline; filename=\"site.png\"",
        ),
        (
            "logo.svg",
            svg,
            "image/svg+xml",
            "attachment; filename=\"logo.svg\"",
        ),
        (
            "notes.txt",
            b"words".to_vec(),
            "text/plain",
            "attachment; filename=\"notes.txt\"",
        ),
        (
            "Küche.txt",
            b"words".to_vec(),
            "text/plain",
            "attachment; filename=\"K_che.txt\"; filename*=UTF-8''K%C3%BCche.txt",
        ),
    ] {
        let address = uploaded(&site, name, content).await;
        let shown = site.dan.get(&address).await;
        assert_eq!(shown.header("content-type"), Some(media_type), "{name}");
        assert_eq!(
            shown.header("content-disposition"),
            Some(disposition),
            "{name}"
        );
        assert_eq!(shown.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(shown.header("cache-control"), Some("private, no-store"));
        let policy = Some("sandbox; default-src 'none'");
        assert_eq!(shown.header("content-security-policy"), policy, "{name}");
        let saved = site.dan.get(&address).query(&[("download", "1")]).await;
        let disposition = saved.header("content-disposition").expect("a disposition");
        assert!(disposition.starts_with("attachment; "), "{name}");
    }
    let address = uploaded(&site, "plan.pdf", b"%PDF-1.7\n".to_vec()).await;
    let odd = site.dan.get(&address).query(&[("download", "2")]).await;
    assert_eq!(
        odd.bad_fields(),
        [("/download".into(), "out_of_range".into())]
    );
}

#[rstest]
#[tokio::test]
async fn a_file_is_nobody_elses(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let address = uploaded(&site, "notes.txt", b"words".to_vec()).await;
    let etag = site.dan.get(&address).await;
    let etag = etag.header("etag").expect("a tag");
    let rival = Firm::sign_up(&site.server, "Rival", "rita@rival.example").await;
    let rival = rival.owner;
    let tradie = site.join("tradie", false).await.agent;

    site.server
        .agent("nobody")
        .get(&address)
        .await
        .expect_problem(401, "not-signed-in");
    let known = rival.get(&address).header("If-None-Match", etag).await;
    known.expect_problem(404, "not-found");
    rival
        .get(&address)
        .header("Range", "bytes=0-0")
        .await
        .expect_problem(404, "not-found");
    tradie
        .get(&address)
        .header("If-None-Match", etag)
        .await
        .expect_problem(403, "forbidden");
}

#[rstest]
#[tokio::test]
async fn an_object_that_is_lost_is_our_fault_and_nobody_elses_problem(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let address = uploaded(&site, "notes.txt", b"words".to_vec()).await;
    let files = site.server.data().join("files");
    std::fs::rename(&files, site.server.data().join("elsewhere")).expect("moved");
    let lost = site.dan.get(&address).await;
    assert!([500, 503].contains(&lost.status), "{}", lost.text());
    assert!(!lost.text().contains("elsewhere") && !lost.text().contains("files/"));
    assert_eq!(site.titles(&[]).await, ["notes.txt"]);
}

#[rstest]
#[tokio::test]
async fn a_long_download_is_cut_when_the_right_to_it_goes(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let size = 40_000_000;
    let mut film = film();
    film.resize(size, 7);
    let address = uploaded(&site, "walk.mp4", film).await;
    let tradie = site.join("tradie", true).await;
    let server = site.server.url.socket_addrs(|| None).expect("an address")[0];
    let mut connection = TcpStream::connect(server).await.expect("a connection");
    let request = format!(
        "GET /api/v1{address} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\r\n",
        tradie.agent.token().expect("signed in")
    );
    connection
        .write_all(request.as_bytes())
        .await
        .expect("sent");
    let mut begun = vec![0; 1_000_000];
    connection
        .read_exact(&mut begun)
        .await
        .expect("the beginning");
    assert!(begun.starts_with(b"HTTP/1.1 200 OK\r\n"));

    let projects = format!("/members/{}/projects", tradie.id);
    let off = site
        .dan
        .put(&projects)
        .json(json!({"project_ids": []}))
        .await;
    off.expect(200);

    let mut rest = Vec::new();
    // Cut off is cut off, whether it reads as an end or as an error.
    let _ended = connection.read_to_end(&mut rest).await;
    assert!(begun.len() + rest.len() < size, "all {size} bytes came");
}

#[rstest]
#[tokio::test]
async fn what_no_document_names_is_swept_after_a_day(#[values(Sqlite, Postgres)] on: Backend) {
    let mut site = Site::open(on).await;
    uploaded(&site, "notes.txt", b"words".to_vec()).await;
    let files = site.server.data().join("files");
    let uuid = uuid::Uuid::new_v4();
    let left = files.join(format!("{uuid}/{uuid}/{uuid}"));
    std::fs::create_dir_all(left.parent().expect("a folder")).expect("made");
    std::fs::write(&left, "left over").expect("written");

    // The file system keeps its own time.
    site.server.clock.advance(TimeDelta::days(36_500));
    site.server.stop().await;
    site.server.start_again().await;
    for _ in 0..200 {
        if !left.exists() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    assert!(!left.exists());
    assert_eq!(files_below(&site.server).len(), 1);
}
