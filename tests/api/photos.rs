//! Photos: by the day they were taken and the place, with captions.

use crate::site::{Site, id, text};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::pictures::{Shot, jpeg, png, png_with};
use rstest::rstest;
use serde_json::{Value, json};

async fn upload(site: &Site, name: &str, picture: Vec<u8>, fields: &[(&str, &str)]) -> Value {
    let photos = site.dan.post(&site.at("/photos"));
    photos.file(name, picture, fields).await.expect(201)
}

fn taken(at: &'static str, offset: Option<&'static str>) -> Vec<u8> {
    let shot = Shot {
        taken_at: Some(at),
        offset,
        ..Shot::default()
    };
    jpeg(40, 20, &shot)
}

/// The titles of a list of photos.
async fn titles(site: &Site, query: &[(&str, &str)]) -> Vec<String> {
    let list = site
        .dan
        .get(&site.at("/photos"))
        .query(query)
        .await
        .expect(200);
    let items = list["items"].as_array().expect("items");
    items.iter().map(|item| text(item, "title")).collect()
}

#[rstest]
#[tokio::test]
async fn a_photo_knows_when_and_where_it_was_taken(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let shot = Shot {
        taken_at: Some("2026:02:14 07:30:00"),
        offset: Some("+01:00"),
        place: Some((-33.8568, 151.2153)),
        ..Shot::default()
    };
    for (name, picture) in [
        ("slab.jpg", jpeg(40, 20, &shot)),
        ("slab.png", png_with(40, 20, &shot)),
    ] {
        let photo = upload(&site, name, picture, &[("caption", "The slab")]).await;
        assert_eq!(
            (&photo["kind"], &photo["module"]),
            (&json!("photo"), &json!("photos"))
        );
        assert_eq!(photo["dated_at"], "2026-02-14T06:30:00Z", "{name}");
        assert_eq!(photo["photo"]["taken_at"], "2026-02-14T06:30:00Z");
        assert_eq!(photo["photo"]["caption"], "The slab");
        let degrees = |side: &str| photo["photo"][side].as_f64().expect(side);
        assert!((degrees("latitude") + 33.8568).abs() < 0.0001, "{photo}");
        assert!((degrees("longitude") - 151.2153).abs() < 0.0001, "{photo}");
    }
    site.firm
        .settings(json!({"timezone": "Australia/Sydney"}))
        .await;
    // A camera that does not know where it is is on the builder's clock.
    let local = upload(&site, "wall.jpg", taken("2026:02:14 07:30:00", None), &[]).await;
    assert_eq!(local["dated_at"], "2026-02-13T20:30:00Z");
    // A clock that is years ahead is not believed.
    let ahead = upload(&site, "roof.jpg", taken("2031:01:01 00:00:00", None), &[]).await;
    assert_eq!(
        (&ahead["dated_at"], &ahead["photo"]["taken_at"]),
        (&ahead["created_at"], &Value::Null)
    );
    let silent = upload(&site, "door.png", png(40, 20), &[]).await;
    assert_eq!(
        silent["photo"],
        json!({"caption": null, "taken_at": null, "latitude": null, "longitude": null})
    );
}

#[rstest]
#[tokio::test]
async fn photos_are_listed_by_when_they_were_taken(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let album = json!({"title": "Slab", "module": "photos"});
    let album = id(&site
        .dan
        .post(&site.at("/folders"))
        .json(album)
        .await
        .expect(201));
    upload(
        &site,
        "second.jpg",
        taken("2026:02:02 12:00:00", Some("+00:00")),
        &[("caption", "Pour")],
    )
    .await;
    upload(&site, "fourth.png", png(4, 4), &[]).await;
    upload(
        &site,
        "first.jpg",
        taken("2026:02:01 12:00:00", Some("+00:00")),
        &[("parent_id", &album)],
    )
    .await;
    upload(
        &site,
        "third.jpg",
        taken("2026:02:03 12:00:00", Some("+00:00")),
        &[],
    )
    .await;

    assert_eq!(
        titles(&site, &[]).await,
        ["fourth.png", "third.jpg", "second.jpg", "first.jpg"]
    );
    assert_eq!(titles(&site, &[("parent_id", &album)]).await, ["first.jpg"]);
    assert_eq!(titles(&site, &[("q", "POUR")]).await, ["second.jpg"]);
    let (from, to) = (
        ("taken_from", "2026-02-02T12:00:00Z"),
        ("taken_to", "2026-02-03T12:00:00Z"),
    );
    assert_eq!(
        titles(&site, &[from]).await,
        ["fourth.png", "third.jpg", "second.jpg"]
    );
    assert_eq!(titles(&site, &[to]).await, ["second.jpg", "first.jpg"]);
    assert_eq!(titles(&site, &[from, to]).await, ["second.jpg"]);

    let page = site
        .dan
        .get(&site.at("/photos"))
        .query(&[("limit", "2")])
        .await
        .expect(200);
    upload(&site, "fifth.png", png(4, 4), &[]).await;
    let next = text(&page, "next");
    assert_eq!(
        titles(&site, &[("cursor", &next)]).await,
        ["second.jpg", "first.jpg"]
    );
}

#[rstest]
#[tokio::test]
async fn what_is_said_of_a_photo_can_be_changed(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let photo = upload(
        &site,
        "slab.jpg",
        taken("2026:02:02 12:00:00", Some("+00:00")),
        &[],
    )
    .await;
    let change = |body: Value| {
        site.dan
            .patch(&format!("/photos/{}", id(&photo)))
            .json(body)
    };

    let body =
        json!({"title": "Slab", "caption": "North side", "taken_at": "2026-01-05T08:00:00Z"});
    let changed = change(body).await.expect(200);
    assert_eq!(
        (&changed["title"], &changed["photo"]["caption"]),
        (&json!("Slab"), &json!("North side"))
    );
    assert_eq!(changed["dated_at"], "2026-01-05T08:00:00Z");
    let changed = change(json!({"taken_at": null, "caption": null}))
        .await
        .expect(200);
    assert_eq!(
        (&changed["photo"]["taken_at"], &changed["photo"]["caption"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(changed["dated_at"], changed["created_at"]);
    let stale = change(json!({"title": "X"}))
        .header("If-Match", "\"1\"")
        .await;
    stale.expect_problem(412, "stale-version");
    let plans = site.folder("Plans", None).await;
    let moved = change(json!({"parent_id": plans})).await;
    assert_eq!(
        moved.bad_fields(),
        [("/parent_id".into(), "other_section".into())]
    );
}

#[rstest]
#[tokio::test]
async fn many_photos_are_given_one_caption(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let mut photos = Vec::new();
    for name in ["a.png", "b.png", "c.png"] {
        photos.push(id(&upload(&site, name, png(4, 4), &[]).await));
    }
    let caption = |ids: &[String], text: &str| {
        let body = json!({"item_ids": ids, "caption": text});
        site.dan.post(&site.at("/captions")).json(body)
    };
    assert_eq!(
        caption(&photos[..2], " Frame up ").await.expect(200),
        json!({"changed": 2})
    );
    assert_eq!(titles(&site, &[("q", "frame")]).await.len(), 2);
    assert_eq!(
        caption(&photos[..1], "").await.expect(200),
        json!({"changed": 1})
    );
    let bare = site
        .dan
        .get(&format!("/photos/{}", photos[0]))
        .await
        .expect(200);
    assert_eq!(bare["photo"]["caption"], Value::Null);

    let document = id(&site.document("plan.txt", None).await);
    let mixed = caption(&[photos[2].clone(), document], "x").await;
    assert_eq!(
        mixed.bad_fields(),
        [("/item_ids".into(), "not_a_photo".into())]
    );
    assert_eq!(caption(&[], "x").await.status, 422);
    let unknown = uuid::Uuid::now_v7().to_string();
    caption(&[photos[2].clone(), unknown], "x")
        .await
        .expect_problem(404, "not-found");
    assert_eq!(
        titles(&site, &[("q", "x")]).await.len(),
        0,
        "nothing is half done"
    );
}

#[rstest]
#[tokio::test]
async fn an_apprentice_takes_photos_and_finance_looks_at_them(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let photo = upload(&site, "slab.png", png(4, 4), &[]).await;
    for (role, status) in [("apprentice", 201), ("finance", 403)] {
        let member = site.join(role, true).await.agent;
        let sent = member
            .post(&site.at("/photos"))
            .file("x.png", png(4, 4), &[])
            .await;
        assert_eq!(sent.status, status, "{role}: {}", sent.text());
        member
            .get(&format!("/photos/{}", id(&photo)))
            .await
            .expect(200);
    }
}

#[rstest]
#[tokio::test]
async fn a_heic_photo_is_kept_to_be_downloaded(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let mut heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    heic.extend(b"\0\0\0\x08mdat");
    let photo = upload(&site, "slab.heic", heic.clone(), &[]).await;
    assert_eq!(
        (&photo["media_type"], &photo["kind"]),
        (&json!("image/heic"), &json!("photo"))
    );
    let photo = site.firm.rendered(&format!("/photos/{}", id(&photo))).await;
    assert_ne!(photo["preview"], "ready");
    let path = format!("/files/{}/content", text(&photo, "file_id"));
    assert_eq!(site.dan.get(&path).await.body, heic);
}
