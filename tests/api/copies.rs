//! Copies: of what is current, shared with nobody, and on their own from then on.

use crate::site::{Site, id, text};
use lintel_tests::harness::Answer;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::pictures::png;
use lintel_tests::world::{EVERYONE, World};
use rstest::rstest;
use serde_json::{Value, json};

async fn copy(site: &Site, items: &[&str], parent: Option<&str>) -> Answer {
    let body = json!({"item_ids": items, "parent_id": parent});
    site.dan.post(&site.at("/copies")).json(body).await
}

async fn inside(site: &Site, folder: &str) -> Vec<Value> {
    let query = [("parent_id", folder)];
    let list = site
        .dan
        .get(&site.at("/documents"))
        .query(&query)
        .await
        .expect(200);
    list["items"].as_array().expect("items").clone()
}

#[rstest]
#[tokio::test]
async fn a_copy_has_the_current_version_and_no_other(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    let old = site.folder("Old", Some(&plans)).await;
    let document = site.firm.document(&site.project, "Plan", Some(&old)).await;
    let second = site.firm.draft(&document.id, "second").await;
    site.firm.publish(&document.id, &second, json!({})).await;
    site.firm.draft(&document.id, "third").await;
    let target = site.folder("Archive", None).await;

    assert_eq!(
        copy(&site, &[&plans], Some(&target)).await.expect(200),
        json!({"copied": 3})
    );
    let copied = inside(&site, &target).await;
    assert_eq!((copied.len(), &copied[0]["title"]), (1, &json!("Plans")));
    let copied = inside(&site, &id(&copied[0])).await;
    let copied = inside(&site, &id(&copied[0])).await;
    assert_eq!(
        (&copied[0]["version_number"], &copied[0]["draft_versions"]),
        (&json!(1), &json!(0))
    );
    let copied = (id(&copied[0]), text(&copied[0], "file_id"));
    assert!(copied.0 != document.id && copied.1 != second);
    let content = format!("/files/{}/content", copied.1);
    assert_eq!(site.dan.get(&content).await.body, b"second");

    // What happens to the one does not happen to the other.
    site.dan
        .patch(&format!("/documents/{}", copied.0))
        .json(json!({"title": "Mine"}))
        .await
        .expect(200);
    site.firm.delete(&site.project, &[&document.id]).await;
    let purge = json!({"item_ids": [document.id]});
    site.dan
        .post(&site.at("/purges"))
        .json(purge)
        .await
        .expect(200);
    assert_eq!(site.dan.get(&content).await.body, b"second");
}

#[rstest]
#[tokio::test]
async fn a_copy_is_shared_with_nobody_but_through_its_folder(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let World {
        ironbark,
        house,
        ann,
        ..
    } = &World::start(on).await;
    let document = ironbark.document(house, "Plan", None).await.id;
    let open = ironbark.folder(house, "Open", None).await;
    ironbark.share(house, &[&document, &open], EVERYONE).await;
    let copy = async |parent: Option<&str>| {
        let body = json!({"item_ids": [document], "parent_id": parent});
        let copies = ironbark.owner.post(&format!("/projects/{house}/copies"));
        copies.json(body).await.expect(200);
    };
    copy(None).await;
    assert_eq!(ann.titles(house, &[]).await, ["Open", "Plan"]);
    copy(Some(&open)).await;
    assert_eq!(ann.titles(house, &[]).await, ["Open", "Plan", "Plan"]);
    assert_eq!(ann.titles(house, &[("parent_id", &open)]).await, ["Plan"]);
}

#[rstest]
#[tokio::test]
async fn a_copied_photo_keeps_its_caption_and_its_pictures(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let photos = site.dan.post(&site.at("/photos"));
    let photo = photos
        .file("slab.png", png(40, 20), &[("caption", "The slab")])
        .await
        .expect(201);
    // Before and after its pictures are made.
    copy(&site, &[&id(&photo)], None).await.expect(200);
    site.firm.wait_for_preview(&id(&photo)).await;
    copy(&site, &[&id(&photo)], None).await.expect(200);
    let list = site.dan.get(&site.at("/photos")).await.expect(200);
    let all = list["items"].as_array().expect("items");
    assert_eq!(all.len(), 3);
    for photo in all {
        assert_eq!(
            (&photo["photo"]["caption"], &photo["preview"]),
            (&json!("The slab"), &json!("ready"))
        );
        let path = format!("/files/{}/preview?size=small", text(photo, "file_id"));
        assert_eq!(site.dan.get(&path).await.status, 200);
    }
}

#[rstest]
#[tokio::test]
async fn a_copy_that_cannot_be_made_says_why_and_copies_nothing(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    let below = site.folder("Below", Some(&plans)).await;
    let document = site.firm.document(&site.project, "Plan", None).await.id;
    let drawing = site.firm.drawing(&site.project, "A-101", "A").await.id;
    for into in [&plans, &below] {
        let itself = copy(&site, &[&plans], Some(into)).await;
        assert_eq!(itself.bad_fields(), [("/parent_id".into(), "cycle".into())]);
    }
    let numbered = copy(&site, &[&document, &drawing], None).await;
    numbered.expect_problem(409, "drawings-are-not-copied");
    let album = json!({"title": "Slab", "module": "photos"});
    let album = id(&site
        .dan
        .post(&site.at("/folders"))
        .json(album)
        .await
        .expect(201));
    let crossed = copy(&site, &[&document], Some(&album)).await;
    assert_eq!(
        crossed.bad_fields(),
        [("/parent_id".into(), "other_section".into())]
    );
    let garden = site.firm.project("Garden").await;
    let foreign = site.firm.document(&garden, "Foreign", None).await.id;
    copy(&site, &[&document, &foreign], None)
        .await
        .expect_problem(404, "not-found");
    assert_eq!(site.titles(&[]).await, ["Below", "Plans", "Plan"]);
}
