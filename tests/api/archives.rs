//! Archives: many files as one ZIP, with their folders, and with nothing that the reader may not see.

use crate::site::{Site, id};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Answer};
use lintel_tests::world::pictures::{Shot, jpeg};
use lintel_tests::world::{EVERYONE, World};
use rstest::rstest;
use serde_json::json;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

async fn archive(agent: &Agent, path: &str, items: &[&str]) -> Answer {
    agent
        .get(path)
        .query(&[("item_ids", items.join(",").as_str())])
        .await
}

/// Names and contents of the entries, sorted; reading checks their sums.
fn entries(answer: &Answer) -> Vec<(String, Vec<u8>)> {
    answer.expect_status(200);
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    let mut zip = ZipArchive::new(Cursor::new(&answer.body)).expect("a ZIP");
    let mut entries = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its bytes");
        let name = entry.name().expect("UTF-8").into_owned();
        assert!(entry.enclosed_name().is_some(), "{name} leaves the folder");
        entries.push((name, content));
    }
    entries.sort();
    entries
}

fn names(answer: &Answer) -> Vec<String> {
    entries(answer).into_iter().map(|(name, _)| name).collect()
}

#[rstest]
#[tokio::test]
async fn a_folder_is_downloaded_with_the_folders_in_it(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let plans = site.folder("Plans", None).await;
    let old = site.folder("Old", Some(&plans)).await;
    site.folder("Empty", Some(&plans)).await;
    let large = crate::tus::bytes(3_000_000);
    let walk = site
        .firm
        .upload(&site.project, "walk.bin", large.clone(), "Walk", Some(&old))
        .await;
    site.firm
        .document(&site.project, "Plan", Some(&plans))
        .await;
    let lone = site.firm.document(&site.project, "Lone", None).await;
    let gone = site
        .firm
        .document(&site.project, "Gone", Some(&plans))
        .await;
    site.firm.delete(&site.project, &[&gone.id]).await;
    site.firm.draft(&lone.id, "a draft").await;
    let drawing = site.firm.drawing(&site.project, "A-101", "A").await;

    let path = site.at("/archive");
    let answer = archive(&site.dan, &path, &[&plans, &lone.id, &drawing.id]).await;
    assert_eq!(
        answer.header("content-disposition"),
        Some("attachment; filename=\"Banksia Street.zip\"")
    );
    let expected = [
        ("A-101 A-101.txt", b"A-101".to_vec()),
        ("Lone.txt", b"Lone".to_vec()),
        ("Plans/Old/walk.bin", large),
        ("Plans/Plan.txt", b"Plan".to_vec()),
    ];
    let expected = expected.map(|(name, content)| (name.to_owned(), content));
    assert!(entries(&answer) == expected, "{:?}", names(&answer));
    // What is chosen beside its folder comes once at least, and under another name if twice.
    let both = names(&archive(&site.dan, &path, &[&plans, &walk.id]).await);
    assert!(both.contains(&"Plans/Old/walk.bin".to_owned()), "{both:?}");
}

#[rstest]
#[tokio::test]
async fn names_in_an_archive_are_safe_and_no_two_the_same(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let top = site.folder("../../etc", None).await;
    let dots = site.folder("..", Some(&top)).await;
    let twin = site.folder("../../ETC", None).await;
    for (name, folder) in [
        ("plan.txt", &top),
        ("PLAN.txt", &top),
        ("plan.txt", &top),
        ("plan.txt", &twin),
        ("..\\..\\boot.txt", &dots),
        ("Größe.txt", &dots),
    ] {
        site.document(name, Some(folder)).await;
    }
    let found = names(&archive(&site.dan, &site.at("/archive"), &[&top, &twin]).await);
    assert_eq!(found.len(), 6);
    let folded: std::collections::HashSet<String> =
        found.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), 6, "{found:?}");
    for name in &found {
        let parts: Vec<&str> = name.split('/').collect();
        let is_safe =
            |part: &&str| !part.is_empty() && *part != "." && *part != ".." && !part.contains('\\');
        assert!(parts.iter().all(is_safe), "{name}");
    }
    assert!(
        found.iter().any(|name| name.ends_with("/Größe.txt")),
        "{found:?}"
    );
}

#[rstest]
#[tokio::test]
async fn a_client_downloads_what_they_see_and_no_more(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let World {
        ironbark,
        house,
        ann,
        tom,
        ..
    } = &world;
    let dan = "dan@ironbark.example";
    let hidden = world
        .canaries
        .hatch("what is for Tom", [dan, "tom@example.com"]);
    let camera = world.canaries.hatch("what the camera tells", [dan]);
    let plans = ironbark.folder(house, "Plans", None).await;
    let both = ironbark.document(house, "Both", Some(&plans)).await;
    let his = ironbark.document(house, &hidden, Some(&plans)).await;
    let only = |client: &lintel_tests::world::Client| json!({"client_ids": [client.id]});
    ironbark.share(house, &[&both.id], EVERYONE).await;
    ironbark.share(house, &[&his.id], only(tom)).await;
    let shot = Shot {
        description: Some(camera),
        ..Shot::default()
    };
    let picture = ironbark
        .upload(house, "slab.jpg", jpeg(30, 20, &shot), "Slab", None)
        .await;
    ironbark
        .rendered(&format!("/documents/{}", picture.id))
        .await;
    ironbark.share(house, &[&picture.id], EVERYONE).await;

    let path = format!("/portal/projects/{house}/archive");
    let hers = archive(&ann.agent, &path, &[&both.id, &picture.id]).await;
    assert_eq!(names(&hers), ["Both.txt", "slab.jpg"]);
    for unseen in [&his.id, &plans, &uuid::Uuid::now_v7().to_string()] {
        let refused = archive(&ann.agent, &path, &[&both.id, unseen]).await;
        refused.expect_problem(404, "not-found");
    }
    ironbark.share(house, &[&plans], only(tom)).await;
    let his = archive(&tom.agent, &path, &[&plans]).await;
    assert_eq!(
        names(&his),
        [
            format!("Plans/{}.txt", "Both"),
            format!("Plans/{hidden}.txt")
        ]
    );
    ironbark.unshare(house, &[&both.id]).await;
    archive(&ann.agent, &path, &[&both.id])
        .await
        .expect_problem(404, "not-found");
}

#[rstest]
#[tokio::test]
async fn an_archive_that_cannot_be_made_says_why(#[values(Sqlite, Postgres)] on: Backend) {
    let site = Site::open(on).await;
    let empty = site.folder("Empty", None).await;
    let path = site.at("/archive");
    archive(&site.dan, &path, &[&empty])
        .await
        .expect_problem(409, "nothing-to-download");
    let many: Vec<String> = (0..101).map(|_| uuid::Uuid::now_v7().to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let refused = archive(&site.dan, &path, &many).await;
    assert_eq!(
        refused.bad_fields(),
        [("/item_ids".into(), "number".into())]
    );
    archive(&site.dan, &path, &many[..100])
        .await
        .expect_problem(404, "not-found");
    for odd in ["", "x", "1,2"] {
        let refused = site.dan.get(&path).query(&[("item_ids", odd)]).await;
        assert_eq!(refused.status, 422, "{odd:?}: {}", refused.text());
    }
    let garden = site.firm.project("Garden").await;
    let document = id(&site.document("plan.txt", None).await);
    let elsewhere = format!("/projects/{garden}/archive");
    archive(&site.dan, &elsewhere, &[&document])
        .await
        .expect_problem(404, "not-found");
}
