//! Previews: three sizes of every picture and PDF, the right way up, and a word where there are none.

use crate::site::{Site, id, text};
use image::{ImageFormat, Rgb, RgbImage, RgbaImage};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Answer, Server};
use lintel_tests::world::pictures::{self, BLUE, RED, Shot, jpeg, pdf, png};
use lintel_tests::world::{EVERYONE, World};
use rstest::rstest;
use serde_json::{Value, json};
use std::fs::Permissions;
use std::io::Cursor;
use std::os::unix::fs::PermissionsExt as _;

/// What a preview of an item's file is answered with.
pub(crate) async fn preview(agent: &Agent, item: &Value, size: &str) -> Answer {
    let path = format!("/files/{}/preview", text(item, "file_id"));
    agent.get(&path).query(&[("size", size)]).await
}

/// The picture of a preview.
pub(crate) async fn shown(agent: &Agent, item: &Value, size: &str) -> RgbImage {
    let answer = preview(agent, item, size).await;
    answer.expect_status(200);
    assert_eq!(answer.header("content-type"), Some("image/jpeg"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(!answer.body.windows(4).any(|four| four == b"Exif"));
    let picture = image::load_from_memory_with_format(&answer.body, ImageFormat::Jpeg);
    picture.expect("a JPEG").into_rgb8()
}

/// Whether two colours look alike; JPEG does not keep them exactly.
fn alike(one: Rgb<u8>, other: Rgb<u8>) -> bool {
    one.0.iter().zip(other.0).all(|(a, b)| a.abs_diff(b) < 40)
}

/// A photo once its previews are there.
async fn photo(site: &Site, name: &str, picture: Vec<u8>) -> Value {
    let photos = site.dan.post(&site.at("/photos"));
    let photo = photos.file(name, picture, &[]).await.expect(201);
    site.firm.rendered(&format!("/photos/{}", id(&photo))).await
}

/// A document once the work on its previews has ended.
async fn document(site: &Site, name: &str, content: Vec<u8>) -> Value {
    let document = site.upload(name, content, &[]).await.expect(201);
    site.firm
        .rendered(&format!("/documents/{}", id(&document)))
        .await
}

/// Why a document has no previews.
async fn fault(site: &Site, document: &Value) -> String {
    let versions = format!("/items/{}/versions", id(document));
    let versions = site.dan.get(&versions).await.expect(200);
    let fault = &versions["items"][0]["preview_fault"];
    fault.as_str().unwrap_or_default().to_owned()
}

#[rstest]
#[tokio::test]
async fn a_picture_is_shown_in_three_sizes(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let picture = pictures::picture(2400, 1600);
    for (name, file) in [
        ("slab.jpg", jpeg(2400, 1600, &Shot::default())),
        ("slab.png", png(2400, 1600)),
        ("slab.webp", pictures::encoded(&picture, ImageFormat::WebP)),
        ("slab.gif", pictures::encoded(&picture, ImageFormat::Gif)),
    ] {
        let photo = photo(&site, name, file).await;
        assert_eq!(photo["preview"], "ready", "{name}");
        assert_eq!(
            (&photo["width"], &photo["height"]),
            (&json!(2400), &json!(1600)),
            "{name}"
        );
        for (size, across, down) in [
            ("small", 320, 213),
            ("medium", 960, 640),
            ("large", 1920, 1280),
        ] {
            let picture = shown(&site.dan, &photo, size).await;
            assert_eq!(picture.dimensions(), (across, down), "{name} {size}");
            assert!(alike(picture[(2, 2)], RED) && alike(picture[(across - 3, 2)], BLUE));
        }
    }
    let small = photo(&site, "small.png", png(100, 50)).await;
    let large = shown(&site.dan, &small, "large").await;
    assert_eq!(large.dimensions(), (100, 50), "nothing is blown up");
    let odd = preview(&site.dan, &small, "huge").await;
    assert_eq!(odd.status, 422, "{}", odd.text());
}

#[rstest]
#[tokio::test]
async fn a_preview_is_the_right_way_up(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let (left, right, top, bottom) = (0, 1, 0, 1);
    for (orientation, corner) in [
        (1, (left, top)),
        (2, (right, top)),
        (3, (right, bottom)),
        (4, (left, bottom)),
        (5, (left, top)),
        (6, (right, top)),
        (7, (right, bottom)),
        (8, (left, bottom)),
    ] {
        let shot = Shot {
            orientation: Some(orientation),
            ..Shot::default()
        };
        let photo = photo(&site, "slab.jpg", jpeg(400, 200, &shot)).await;
        let (width, height) = if orientation > 4 {
            (200, 400)
        } else {
            (400, 200)
        };
        assert_eq!(
            (&photo["width"], &photo["height"]),
            (&json!(width), &json!(height)),
            "{orientation}"
        );
        let picture = shown(&site.dan, &photo, "large").await;
        assert_eq!(picture.dimensions(), (width, height), "{orientation}");
        let at = |(x, y)| picture[(3 + x * (width - 7), 3 + y * (height - 7))];
        for place in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let expected = if place == corner { RED } else { BLUE };
            assert!(
                alike(at(place), expected),
                "{orientation} at {place:?}: {:?}",
                at(place)
            );
        }
    }
}

#[rstest]
#[tokio::test]
async fn what_is_transparent_is_shown_on_white(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let mut file = Cursor::new(Vec::new());
    let nothing = RgbaImage::new(20, 20);
    nothing
        .write_to(&mut file, ImageFormat::Png)
        .expect("a PNG");
    let photo = photo(&site, "logo.png", file.into_inner()).await;
    assert_eq!(
        shown(&site.dan, &photo, "small").await[(9, 9)],
        Rgb([255; 3])
    );
}

#[rstest]
#[tokio::test]
async fn a_pdf_is_shown_by_its_first_page(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let plan = document(&site, "plan.pdf", pdf(3)).await;
    assert_eq!(
        (&plan["preview"], &plan["pages"]),
        (&json!("ready"), &json!(3))
    );
    assert_eq!(
        (&plan["width"], &plan["height"]),
        (&json!(595), &json!(842))
    );
    let page = shown(&site.dan, &plan, "large").await;
    assert!(
        page.height() == 1920 && alike(page[(600, 900)], RED),
        "{:?}",
        page.dimensions()
    );
    assert_eq!(shown(&site.dan, &plan, "small").await.height(), 320);
}

#[rstest]
#[tokio::test]
async fn a_file_without_a_preview_says_why(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let words = document(&site, "words.txt", b"words".to_vec()).await;
    assert_eq!(words["preview"], "none");
    preview(&site.dan, &words, "small")
        .await
        .expect_problem(404, "not-found");

    let mut scrambled = png(600, 400);
    let end = scrambled.len() - 12;
    scrambled[60..end].fill(0x55);
    for (name, content) in [
        ("scrambled.png", scrambled),
        ("empty.pdf", pdf(0)),
        ("torn.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog".to_vec()),
    ] {
        let broken = document(&site, name, content.clone()).await;
        assert_eq!(broken["preview"], "failed", "{name}");
        preview(&site.dan, &broken, "small")
            .await
            .expect_problem(404, "not-found");
        let path = format!("/files/{}/content", text(&broken, "file_id"));
        assert!(site.dan.get(&path).await.body == content, "{name} is kept");
        assert!(
            !fault(&site, &broken).await.is_empty(),
            "{name} does not say why"
        );
    }
}

#[rstest]
#[tokio::test]
async fn a_picture_that_cannot_be_shown_says_why_from_the_start(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let mut cut = jpeg(600, 400, &Shot::default());
    cut.truncate(cut.len() / 2);
    for (name, content) in [
        ("cut.jpg", cut),
        ("bomb.png", pictures::png_bomb(50_000, 50_000)),
    ] {
        let broken = site.upload(name, content, &[]).await.expect(201);
        assert_eq!(broken["preview"], "failed", "{name}");
        assert!(
            !fault(&site, &broken).await.is_empty(),
            "{name} does not say why"
        );
    }
}

#[rstest]
#[tokio::test]
async fn a_renderer_that_crashes_takes_nothing_with_it(#[values(Sqlite, Postgres)] on: Backend) {
    let folder = tempfile::tempdir().expect("a folder");
    let crashing = folder.path().join("render");
    std::fs::write(&crashing, "#!/bin/sh\nkill -SEGV $$\n").expect("a script");
    std::fs::set_permissions(&crashing, Permissions::from_mode(0o755)).expect("it can run");
    let server = Server::start_with(on, |config| config.render_program = Some(crashing)).await;
    let site = Site::on(server).await;

    for name in ["one.pdf", "two.pdf"] {
        let plan = document(&site, name, pdf(1)).await;
        assert_eq!(plan["preview"], "failed");
        assert!(
            fault(&site, &plan)
                .await
                .contains("damaged, or too complex")
        );
    }
    site.server
        .agent("nobody")
        .page("/readyz")
        .await
        .expect(200);
    assert_eq!(site.titles(&[]).await, ["one.pdf", "two.pdf"]);
}

#[rstest]
#[tokio::test]
async fn a_preview_is_seen_by_whom_its_file_is_seen(#[values(Sqlite, Postgres)] on: Backend) {
    let World {
        ironbark,
        house,
        ann,
        tom,
        ..
    } = &World::start(on).await;
    let plan = ironbark
        .upload(house, "plan.pdf", pdf(1), "Plan", None)
        .await;
    ironbark.rendered(&format!("/documents/{}", plan.id)).await;
    ironbark
        .share(house, &[&plan.id], json!({"client_ids": [ann.id]}))
        .await;
    let versions = ironbark.owner.post(&format!("/items/{}/versions", plan.id));
    let draft = versions
        .file("plan.pdf", pdf(2), &[("publish", "false")])
        .await;
    let draft = text(&draft.expect(201), "file_id");
    let at = |file: &str| format!("/portal/files/{file}/preview?size=small");

    assert_eq!(ann.status(&at(&plan.file)).await, 200);
    assert_eq!(tom.status(&at(&plan.file)).await, 404);
    assert_eq!(ann.status(&at(&draft)).await, 404);
    let path = format!("/files/{}/preview?size=small", plan.file);
    assert_eq!(ann.status(&path).await, 401, "the builder's address");

    ironbark.share(house, &[&plan.id], EVERYONE).await;
    assert_eq!(tom.status(&at(&plan.file)).await, 200);
    let seen = ann.agent.get(&at(&plan.file)).await;
    let tag = seen.header("etag").expect("a tag").to_owned();
    ironbark.unshare(house, &[&plan.id]).await;
    let known = ann
        .agent
        .get(&at(&plan.file))
        .header("If-None-Match", &tag)
        .await;
    known.expect_problem(404, "not-found");
}
