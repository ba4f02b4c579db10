//! What clients are given of pictures: the pixels, and not what a camera tells beside them.

use crate::site::{id, text};
use image::ImageFormat;
use lintel_tests::harness::Answer;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::pictures::{self, Shot, jpeg, png_with};
use lintel_tests::world::{EVERYONE, World};
use rstest::rstest;
use serde_json::{Value, json};

#[rstest]
#[tokio::test]
async fn clients_get_pictures_without_what_the_camera_tells(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &world;
    let canary = world
        .canaries
        .hatch("a picture's description", ["dan@ironbark.example"]);
    let shot = Shot {
        taken_at: Some("2026:02:14 07:30:00"),
        place: Some((-33.8568, 151.2153)),
        orientation: Some(6),
        description: Some(canary),
        ..Shot::default()
    };
    for (name, section, picture, format) in [
        ("slab.jpg", "photos", jpeg(60, 30, &shot), ImageFormat::Jpeg),
        (
            "slab.png",
            "photos",
            png_with(60, 30, &shot),
            ImageFormat::Png,
        ),
        (
            "slab.jpg",
            "documents",
            jpeg(60, 30, &shot),
            ImageFormat::Jpeg,
        ),
    ] {
        let sent = ironbark.owner.post(&format!("/projects/{house}/{section}"));
        let item = sent.file(name, picture.clone(), &[]).await.expect(201);
        ironbark.share(house, &[&id(&item)], EVERYONE).await;
        ironbark
            .rendered(&format!("/{section}/{}", id(&item)))
            .await;

        let file = text(&item, "file_id");
        let given = ann
            .agent
            .get(&format!("/portal/files/{file}/content"))
            .await;
        given.expect_status(200);
        assert_eq!(
            given.header("content-length"),
            Some(given.body.len().to_string().as_str())
        );
        let exif = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(&given.body));
        let kept: Vec<exif::Tag> = exif
            .iter()
            .flat_map(exif::Exif::fields)
            .map(|field| field.tag)
            .collect();
        assert!(
            kept.iter().all(|tag| *tag == exif::Tag::Orientation),
            "{name} in {section}: {kept:?}"
        );
        let pixels =
            |file: &[u8]| image::load_from_memory_with_format(file, format).expect("a picture");
        assert!(
            pixels(&given.body) == pixels(&picture),
            "{name} in {section}"
        );
        let own = ironbark.owner.get(&format!("/files/{file}/content")).await;
        assert!(own.body == picture, "members get the file itself");
    }
}

#[rstest]
#[tokio::test]
async fn where_a_photo_was_taken_is_told_to_clients_when_the_builder_says_so(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &World::start(on).await;
    let shot = Shot {
        place: Some((-33.5, 151.25)),
        ..Shot::default()
    };
    let photo = ironbark
        .photo(house, &png_with(60, 30, &shot), None)
        .await
        .id;
    ironbark.share(house, &[&photo], EVERYONE).await;
    ironbark.wait_for_preview(&photo).await;
    let seen = async || {
        let detail = ann
            .agent
            .get(&format!("/portal/items/{photo}"))
            .await
            .expect(200);
        assert_eq!(
            ann.list(house, &[("kind", "photo")]).await[0]["photo"],
            detail["photo"]
        );
        (
            detail["photo"]["latitude"].clone(),
            detail["photo"]["longitude"].clone(),
        )
    };
    assert_eq!(seen().await, (Value::Null, Value::Null));
    ironbark
        .settings(json!({"share_photo_location": true}))
        .await;
    assert_eq!(seen().await, (json!(-33.5), json!(151.25)));
    ironbark
        .settings(json!({"share_photo_location": false}))
        .await;
    assert_eq!(seen().await, (Value::Null, Value::Null));
}

#[rstest]
#[tokio::test]
async fn a_picture_being_prepared_is_asked_for_again(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &world;
    // The renderer does one file at a time: the second of two large ones waits for a while.
    let large = pictures::encoded(&pictures::picture(6000, 4000), ImageFormat::Png);
    let first = ironbark.photo(house, &large, None).await;
    let second = ironbark.photo(house, &large, None).await;
    ironbark
        .share(house, &[&first.id, &second.id], EVERYONE)
        .await;
    let content = format!("/portal/files/{}/content", second.file);
    let early: Answer = ann.agent.get(&content).await;
    if early.status != 200 {
        early.expect_problem(503, "unavailable");
        assert!(early.header("retry-after").is_some());
    }
    ironbark.wait_for_preview(&second.id).await;
    ironbark.wait_for_preview(&first.id).await;
    assert_eq!(ann.file_status(&second.file).await, 200);
}
