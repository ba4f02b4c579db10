//! What has leaked in systems like this: older versions, thumbnails, what a camera writes into a
//! picture, archives, what comes back from the trash.

use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::pictures::{Shot, jpeg};
use lintel_tests::world::{EVERYONE, World};
use rstest::rstest;
use serde_json::{Value, json};

const DAN: &str = "dan@ironbark.example";
const SIZES: [&str; 3] = ["small", "medium", "large"];

#[rstest]
#[tokio::test]
async fn an_older_version_and_a_draft_reach_no_client(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann);
    let drawing = ironbark.drawing(house, "A-101", "A").await;
    ironbark.share(house, &[&drawing.id], EVERYONE).await;
    let draft = world.canaries.hatch("a draft", [DAN]);
    let draft_file = ironbark.draft(&drawing.id, &draft).await;
    let path = format!("/portal/items/{}", drawing.id);
    let zip = format!("/portal/projects/{house}/archive?item_ids={}", drawing.id);

    assert_eq!(ann.file_status(&draft_file).await, 404);
    assert_eq!(ann.file_status(&drawing.file).await, 200);
    let shown = ann.agent.get(&path).await.expect(200);
    assert_eq!(shown["file_id"], drawing.file.as_str());
    ann.agent.get(&zip).await.expect_status(200);

    world.canaries.entitle(&draft, "ann@example.com");
    let quietly = json!({ "notify": false });
    ironbark.publish(&drawing.id, &draft_file, quietly).await;

    assert_eq!(ann.file_status(&draft_file).await, 200);
    assert_eq!(ann.file_status(&drawing.file).await, 404);
    let shown = ann.agent.get(&path).await.expect(200);
    assert_eq!(shown["file_id"], draft_file.as_str());
    assert_eq!(shown["drawing"]["revision"], draft.as_str());
}

#[rstest]
#[tokio::test]
async fn a_thumbnail_does_not_outlive_the_share(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let album = folder(&world, "Slab").await;
    let elsewhere = folder(&world, "Ours").await;
    let photo = ironbark
        .photo(house, &jpeg(64, 48, &Shot::default()), Some(&album))
        .await;
    ironbark.wait_for_preview(&photo.id).await;
    let statuses = async || {
        let mut statuses = Vec::new();
        for size in SIZES {
            let path = format!("/portal/files/{}/preview?size={size}", photo.file);
            statuses.push(world.ann.status(&path).await);
        }
        statuses.push(world.ann.file_status(&photo.file).await);
        statuses
    };
    assert_eq!(statuses().await, [404; 4]);

    ironbark.share(house, &[&album], EVERYONE).await;
    assert_eq!(statuses().await, [200; 4]);
    let path = format!("/portal/files/{}/preview?size=small", photo.file);
    let tag = world.ann.agent.get(&path).await;
    let tag = tag.header("etag").expect("a tag").to_owned();

    // A moved folder takes its thumbnails along.
    ironbark.move_to(house, &[&album], Some(&elsewhere)).await;
    assert_eq!(statuses().await, [200; 4], "its own share goes with it");
    ironbark.unshare(house, &[&album]).await;
    assert_eq!(statuses().await, [404; 4]);
    let known = world
        .ann
        .agent
        .get(&path)
        .header("If-None-Match", &tag)
        .await;
    known.expect_problem(404, "not-found");

    ironbark.share(house, &[&elsewhere], EVERYONE).await;
    assert_eq!(statuses().await, [200; 4]);
    ironbark.move_to(house, &[&photo.id], None).await;
    assert_eq!(statuses().await, [404; 4]);

    let off = json!({ "modules": { "photos": false } });
    ironbark.share(house, &[&photo.id], EVERYONE).await;
    assert_eq!(statuses().await, [200; 4]);
    ironbark.settings(off).await;
    assert_eq!(statuses().await, [404; 4]);
}

#[rstest]
#[tokio::test]
async fn what_a_camera_writes_into_a_photo_reaches_no_client(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann);
    let words = world.canaries.hatch("a description in a photo", [DAN]);
    let shot = Shot {
        taken_at: Some("2026:02:14 07:30:00"),
        place: Some((-33.86, 151.21)),
        description: Some(words.clone()),
        ..Shot::default()
    };
    let photo = ironbark.photo(house, &jpeg(64, 48, &shot), None).await;
    ironbark.share(house, &[&photo.id], EVERYONE).await;
    let mine = ironbark.owner.get(&format!("/photos/{}", photo.id)).await;
    let mine = mine.expect(200);
    assert!(mine["photo"]["latitude"].is_number(), "{mine}");

    // While the copy without it is made, nothing is given out.
    let content = format!("/portal/files/{}/content", photo.file);
    let early = ann.agent.get(&content).await;
    assert!([200, 503].contains(&early.status), "{}", early.text());
    ironbark.wait_for_preview(&photo.id).await;

    let original = ironbark
        .owner
        .get(&format!("/files/{}/content", photo.file))
        .await;
    assert!(holds(&original.body, &words), "the builder keeps it");
    let given = ann.agent.get(&content).await;
    given.expect_status(200);
    assert!(!holds(&given.body, &words));
    for size in SIZES {
        let path = format!("/portal/files/{}/preview?size={size}", photo.file);
        assert!(!holds(&ann.agent.get(&path).await.body, &words), "{size}");
    }
    let zip = format!("/portal/projects/{house}/archive?item_ids={}", photo.id);
    let zip = ann.agent.get(&zip).await;
    zip.expect_status(200);
    assert!(!holds(&zip.body, &words));
    let shown = ann.agent.get(&format!("/portal/items/{}", photo.id)).await;
    let shown = shown.expect(200);
    assert_eq!(shown["photo"]["latitude"], Value::Null);
    assert_eq!(shown["photo"]["taken_at"], mine["photo"]["taken_at"]);

    world.canaries.entitle(&words, "ann@example.com");
    ironbark
        .settings(json!({ "share_photo_location": true }))
        .await;
    assert!(holds(&ann.agent.get(&content).await.body, &words));
    let told = ann.agent.get(&format!("/portal/items/{}", photo.id)).await;
    assert_eq!(
        told.expect(200)["photo"]["latitude"],
        mine["photo"]["latitude"]
    );
}

#[rstest]
#[tokio::test]
async fn an_archive_holds_what_the_client_sees_and_nothing_else(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann.agent);
    let hidden = world.canaries.hatch("a folder that is not shared", [DAN]);
    let folder = ironbark.folder(house, &hidden, None).await;
    let inner = ironbark.folder(house, "Plans", Some(&folder)).await;
    let secret = world.canaries.hatch("a document that is not shared", [DAN]);
    let secret = ironbark.document(house, &secret, Some(&inner)).await;
    let shown = ironbark.document(house, "Plan", Some(&inner)).await;
    ironbark.share(house, &[&shown.id], EVERYONE).await;
    let zip = |ids: &str| ann.get(&format!("/portal/projects/{house}/archive?item_ids={ids}"));

    let given = zip(&shown.id).await;
    given.expect_status(200);
    assert!(holds(&given.body, "Plan.txt"));
    for ids in [
        &folder,
        &inner,
        &secret.id,
        &format!("{},{}", shown.id, secret.id),
    ] {
        zip(ids).await.expect_problem(404, "not-found");
    }

    ironbark.share(house, &[&inner], EVERYONE).await;
    ironbark.unshare(house, &[&inner]).await;
    zip(&inner).await.expect_problem(404, "not-found");
}

#[rstest]
#[tokio::test]
async fn what_comes_back_from_the_trash_is_shared_with_nobody(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann);
    let shared = ironbark.folder(house, "For clients", None).await;
    ironbark.share(house, &[&shared], EVERYONE).await;
    let document = ironbark.document(house, "Plan", Some(&shared)).await;
    assert_eq!(ann.file_status(&document.file).await, 200);

    ironbark.delete(house, &[&document.id]).await;
    let path = format!("/projects/{house}/restorations");
    let body = json!({ "item_ids": [document.id] });
    let restored = ironbark.owner.post(&path).json(body).await.expect(200);

    assert_eq!(restored, json!({ "restored": 1, "moved_to_top": 1 }));
    assert_eq!(ann.file_status(&document.file).await, 404);
    let shown = ironbark
        .owner
        .get(&format!("/documents/{}", document.id))
        .await;
    let shown = shown.expect(200);
    assert_eq!(
        (&shown["parent_id"], &shown["shared"]["with"]),
        (&Value::Null, &json!("nobody"))
    );
}

async fn folder(world: &World, title: &str) -> String {
    let path = format!("/projects/{}/folders", world.house);
    let body = json!({ "title": title, "module": "photos" });
    let made = world
        .ironbark
        .owner
        .post(&path)
        .json(body)
        .await
        .expect(201);
    made["id"].as_str().expect("an id").to_owned()
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|window| window == words.as_bytes())
}
