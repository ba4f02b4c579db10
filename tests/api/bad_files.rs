//! Bad files by name: what programs stumble over is refused in plain words, or kept and harmless.

use crate::site::{Site, expect_objects, files_below, id, text};
use image::ImageFormat;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Answer, Server};
use lintel_tests::world::pictures::{self, Shot, jpeg, pdf, png, png_bomb};
use rstest::rstest;
use serde_json::Value;

async fn photo(site: &Site, name: &str, content: Vec<u8>) -> Answer {
    let photos = site.dan.post(&site.at("/photos"));
    photos.file(name, content, &[]).await
}

/// A refusal of the file itself, with this code and no trace of it left.
async fn expect_refused(site: &Site, answer: Answer, code: &str) {
    assert_eq!(answer.bad_fields(), [("/file".into(), code.into())]);
    expect_objects(&site.server, 0).await;
}

#[rstest]
#[tokio::test]
async fn a_file_of_zero_bytes(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let empty = photo(&site, "slab.jpg", vec![]).await;
    expect_refused(&site, empty, "empty").await;
}

#[rstest]
#[tokio::test]
async fn a_file_that_is_too_large(#[values(Sqlite, Postgres)] on: Backend) {
    let server = Server::start_with(on, |config| config.max_upload_bytes = 1000).await;
    let site = Site::on(server).await;
    let picture = png(400, 400);
    assert!(picture.len() > 1000);
    photo(&site, "slab.png", picture)
        .await
        .expect_problem(413, "too-large");
    let drawing = site.dan.post(&site.at("/drawings"));
    let fields = [("number", "A-1"), ("revision", "A")];
    let refused = drawing.file("a-1.txt", vec![b'x'; 1001], &fields).await;
    refused.expect_problem(413, "too-large");
    expect_objects(&site.server, 0).await;
}

#[rstest]
#[tokio::test]
async fn a_file_whose_content_is_something_else(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let tiff = pictures::encoded(&pictures::picture(4, 4), ImageFormat::Tiff);
    for (name, content) in [
        ("slab.jpg", png(4, 4)),
        ("slab.png", b"plain words".to_vec()),
        ("slab.png", b"<html><script>alert(1)</script>".to_vec()),
        ("slab.gif", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("plan.pdf", pdf(1)),
        ("scan.tiff", tiff),
        (
            "logo.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
        ),
        ("words", b"no extension".to_vec()),
    ] {
        let refused = photo(&site, name, content).await;
        assert_eq!(refused.status, 415, "{name}: {}", refused.text());
        refused.expect_problem(415, "unsupported-file");
    }
    expect_objects(&site.server, 0).await;
}

#[rstest]
#[tokio::test]
async fn a_photo_that_stops_in_the_middle(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    for (name, mut content) in [
        ("slab.jpg", jpeg(300, 200, &Shot::default())),
        ("slab.png", png(300, 200)),
        (
            "slab.webp",
            pictures::encoded(&pictures::picture(300, 200), ImageFormat::WebP),
        ),
    ] {
        content.truncate(content.len() * 2 / 3);
        let cut = photo(&site, name, content).await;
        expect_refused(&site, cut, "damaged").await;
    }
}

#[rstest]
#[tokio::test]
async fn a_photo_of_50_000_by_50_000_pixels(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    for (width, height) in [(50_000, 50_000), (4_000_000_000, 1), (20_000, 20_000)] {
        let bomb = png_bomb(width, height);
        assert!(bomb.len() < 1000);
        let refused = photo(&site, "slab.png", bomb).await;
        expect_refused(&site, refused, "too_many_pixels").await;
    }
}

#[rstest]
#[tokio::test]
async fn a_pdf_that_crashes_parsers(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let text = |text: String| text.into_bytes();
    let with = |body: &str| {
        text(format!(
            "%PDF-1.7\n{body}\ntrailer\n<< /Root 1 0 R >>\n%%EOF"
        ))
    };
    let page = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n";
    let nothing = pdf(1);
    let loops = with(&format!(
        "{page}2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj"
    ));
    let deep = with(&format!(
        "1 0 obj\n{}{}\nendobj",
        "[".repeat(200_000),
        "]".repeat(200_000)
    ));
    let itself = with(&format!(
        "{page}2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R \
         /Resources << /XObject << /X 4 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] \
         /Resources << /XObject << /X 4 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream\nendobj"
    ));
    let vast = with(&format!(
        "{page}2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 99999999999 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e30 -1e30] >>\nendobj"
    ));
    for (name, content) in [
        ("cut.pdf", nothing[..nothing.len() / 2].to_vec()),
        ("loops.pdf", loops),
        ("deep.pdf", deep),
        ("itself.pdf", itself),
        ("vast.pdf", vast),
        (
            "noise.pdf",
            [b"%PDF-1.7\n".to_vec(), crate::tus::bytes(40_000)].concat(),
        ),
    ] {
        let document = site.upload(name, content.clone(), &[]).await.expect(201);
        let settled = site
            .firm
            .rendered(&format!("/documents/{}", id(&document)))
            .await;
        let state = &settled["preview"];
        assert!(state == "failed" || state == "ready", "{name}: {state}");
        let file = site
            .dan
            .get(&format!(
                "/files/{}/content",
                self::text(&document, "file_id")
            ))
            .await;
        assert!(file.body == content, "{name}");
        site.server
            .agent("nobody")
            .page("/readyz")
            .await
            .expect(200);
    }
}

#[rstest]
#[tokio::test]
async fn a_name_that_leaves_its_folder_deceives_or_never_ends(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let long = format!("{}.txt", "n".repeat(300));
    let long_kept = format!("{}.txt", "n".repeat(251));
    for (name, kept) in [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("/etc/motd.txt", "motd.txt"),
        ("plan\u{202e}fdp.txt", "planfdp.txt"),
        ("trick.txt. . ", "trick.txt"),
        (long.as_str(), long_kept.as_str()),
        ("名前.txt", "名前.txt"),
        ("CON.txt", "CON.txt"),
    ] {
        let document = site.upload(name, &b"words"[..], &[]).await.expect(201);
        assert_eq!(text(&document, "file_name"), kept, "{name:?}");
        let path = format!("/files/{}/content", text(&document, "file_id"));
        let saved = site.dan.get(&path).await;
        let told = saved.header("content-disposition").expect("a disposition");
        assert!(!told.contains("..") && !told.contains('\u{202e}'), "{told}");
    }
    assert_eq!(files_below(&site.server).len(), 8);
    for file in files_below(&site.server) {
        let path = file.to_string_lossy();
        assert!(!path.contains("txt"), "{path}: no name in the store");
    }

    // NUL cannot be written in a header; the pieces' names are Base64.
    let with_nul = crate::tus::begun(&site.dan, &site.project, "a\0b\r\n.txt", 5).await;
    crate::tus::piece(&site.dan, &with_nul, 0, b"words")
        .await
        .expect_status(204);
    let made = crate::tus::form(&site.dan, &site.at("/documents"), &with_nul, &[]).await;
    assert_eq!(text(&made.expect(201), "file_name"), "ab.txt");
    for (field, value, code) in [
        ("title", "a\0b", "control_character"),
        ("caption", "a\0b", "control_character"),
        ("title", "slab\u{202e}gpj", "control_character"),
        ("title", &"x".repeat(300), "too_long"),
        ("caption", &"x".repeat(2001), "too_long"),
    ] {
        let photos = site.dan.post(&site.at("/photos"));
        let refused = photos.file("slab.png", png(4, 4), &[(field, value)]).await;
        assert_eq!(
            refused.bad_fields(),
            [(format!("/{field}"), code.into())],
            "{value:?}"
        );
    }
}

#[rstest]
#[tokio::test]
async fn a_picture_larger_than_is_decoded_is_kept_as_a_document(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let bomb = png_bomb(50_000, 50_000);
    let document: Value = site.upload("bomb.png", bomb.clone(), &[]).await.expect(201);
    assert_eq!(document["preview"], "failed");
    let path = format!("/files/{}/content", text(&document, "file_id"));
    assert!(site.dan.get(&path).await.body == bomb);
}
