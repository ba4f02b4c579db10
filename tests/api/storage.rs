//! Where files are kept: an S3 bucket does what a folder does, and a store that is down, full or
//! over its quota is an answer and never half a file.

use crate::previews::shown;
use crate::s3::S3;
use crate::site::{Site, expect_objects, id, text};
use crate::tus::{begun, bytes, form, offset, piece, sent};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Answer, Process, Server};
use lintel_tests::world::Firm;
use lintel_tests::world::pictures::{Shot, jpeg};
use rstest::rstest;
use serde_json::{Value, json};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// A builder with a project on a program of its own.
async fn builder(lintel: &Process) -> (Firm, String) {
    let firm = Firm::begin(lintel.agent("dan@ironbark.example"), "Ironbark Homes").await;
    let project = firm.project("Banksia Street").await;
    (firm, project)
}

async fn upload(firm: &Firm, project: &str, name: &str, content: &[u8]) -> Answer {
    let documents = firm.owner.post(&format!("/projects/{project}/documents"));
    documents.file(name, content.to_vec(), &[]).await
}

async fn content(agent: &Agent, document: &Value) -> Answer {
    let path = format!("/files/{}/content", text(document, "file_id"));
    agent.get(&path).await
}

async fn titles(firm: &Firm, project: &str) -> Vec<String> {
    let list = firm
        .owner
        .get(&format!("/projects/{project}/documents"))
        .await
        .expect(200);
    let items = list["items"].as_array().expect("items");
    items.iter().map(|item| text(item, "title")).collect()
}

#[rstest]
#[tokio::test]
async fn a_bucket_gives_back_what_it_was_given(#[values(Sqlite, Postgres)] on: Backend) {
    let s3 = S3::start().await;
    let lintel = s3.lintel(on).await;
    let (firm, project) = builder(&lintel).await;
    // The second is sent to S3 in three parts, the last of them small.
    for (name, size) in [("small.bin", 5000), ("large.bin", 10_486_000)] {
        let file = bytes(size);
        let document = upload(&firm, &project, name, &file).await.expect(201);
        let whole = content(&firm.owner, &document).await;
        assert!(whole.status == 200 && whole.body == file, "{name}");
        let path = format!("/files/{}/content", text(&document, "file_id"));
        let from = file.len() - 3000;
        for (range, expected) in [
            (format!("bytes={from}-"), &file[from..]),
            ("bytes=1000-1003".to_owned(), &file[1000..1004]),
            ("bytes=-1".to_owned(), &file[file.len() - 1..]),
        ] {
            let part = firm.owner.get(&path).header("Range", &range).await;
            assert!(
                part.status == 206 && part.body == expected,
                "{name} {range}"
            );
        }
        let tag = whole.header("etag").expect("a tag");
        let known = firm.owner.get(&path).header("If-None-Match", tag).await;
        assert_eq!((known.status, known.body.len()), (304, 0));
    }
    s3.expect_objects(2).await;
    upload(&firm, &project, "plan.pdf", b"no plan")
        .await
        .expect_problem(415, "unsupported-file");
    upload(&firm, &project, "empty.txt", b"")
        .await
        .expect_problem(422, "invalid-fields");
    s3.expect_objects(2).await;
}

#[rstest]
#[tokio::test]
async fn pictures_pieces_and_archives_go_through_a_bucket(#[values(Sqlite, Postgres)] on: Backend) {
    let s3 = S3::start().await;
    let lintel = s3.lintel(on).await;
    let (firm, project) = builder(&lintel).await;
    let at = |path: &str| format!("/projects/{project}{path}");
    let film = bytes(7_000_000);
    let pieces = sent(&firm.owner, &project, "walk.bin", &film, 6_000_000).await;
    let film_made = form(&firm.owner, &at("/documents"), &pieces, &[])
        .await
        .expect(201);
    assert!(content(&firm.owner, &film_made).await.body == film);

    let slab = jpeg(800, 400, &Shot::default());
    let photo = firm
        .owner
        .post(&at("/photos"))
        .file("slab.jpg", slab.clone(), &[])
        .await;
    let photo = firm
        .rendered(&format!("/photos/{}", id(&photo.expect(201))))
        .await;
    assert_eq!(
        shown(&firm.owner, &photo, "small").await.dimensions(),
        (320, 160)
    );

    let chosen = format!("{},{}", id(&film_made), id(&photo));
    let archive = firm
        .owner
        .get(&at("/archive"))
        .query(&[("item_ids", &chosen)])
        .await;
    let mut archive = ZipArchive::new(Cursor::new(archive.body)).expect("a ZIP");
    for (name, expected) in [("walk.bin", film), ("slab.jpg", slab)] {
        let mut entry = Vec::new();
        let mut file = archive.by_name(name).expect(name);
        file.read_to_end(&mut entry).expect("an entry");
        assert!(entry == expected, "{name}");
    }
    // The film without its pieces; the photo, three sizes and a copy without metadata.
    s3.expect_objects(6).await;
}

#[rstest]
#[tokio::test]
async fn what_no_row_names_leaves_the_bucket_after_a_day(#[values(Sqlite, Postgres)] on: Backend) {
    let s3 = S3::start().await;
    let mut lintel = s3.lintel(on).await;
    let (firm, project) = builder(&lintel).await;
    let document = upload(&firm, &project, "plan.txt", b"plan")
        .await
        .expect(201);
    let draft = firm.draft(&id(&document), "second").await;
    let delete = format!("/items/{}/versions/{draft}", id(&document));
    firm.owner.delete(&delete).await.expect(204);
    let waiting = sent(&firm.owner, &project, "later.txt", b"later", 5).await;
    s3.expect_objects(3).await;

    s3.let_two_days_pass();
    lintel.kill().await;
    lintel.start_again().await;

    s3.expect_objects(2).await;
    let dan = lintel
        .agent("dan@ironbark.example")
        .with_token(firm.owner.token().expect("signed in"));
    assert_eq!(content(&dan, &document).await.body, b"plan");
    let later = form(
        &dan,
        &format!("/projects/{project}/documents"),
        &waiting,
        &[],
    )
    .await;
    assert_eq!(content(&dan, &later.expect(201)).await.body, b"later");
}

#[rstest]
#[tokio::test]
async fn while_the_store_is_down_everything_but_bytes_goes_on(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let mut s3 = S3::start().await;
    let lintel = s3.lintel(on).await;
    let (firm, project) = builder(&lintel).await;
    let document = upload(&firm, &project, "plan.txt", b"plan")
        .await
        .expect(201);
    let waiting = begun(&firm.owner, &project, "later.txt", 5).await;

    s3.stop().await;
    for answer in [
        content(&firm.owner, &document).await,
        upload(&firm, &project, "small.txt", b"words").await,
        upload(&firm, &project, "large.bin", &bytes(6_000_000)).await,
        piece(&firm.owner, &waiting, 0, b"later").await,
    ] {
        expect_unavailable(&answer);
    }
    let address = format!("/documents/{}", id(&document));
    let renamed = firm
        .owner
        .patch(&address)
        .json(json!({"title": "Plan"}))
        .await;
    renamed.expect(200);
    assert_eq!(
        titles(&firm, &project).await,
        ["Plan"],
        "nothing is half visible"
    );

    s3.start_again().await;
    assert_eq!(content(&firm.owner, &document).await.body, b"plan");
    piece(&firm.owner, &waiting, 0, b"later")
        .await
        .expect_status(204);
    s3.expect_objects(2).await;
}

#[rstest]
#[tokio::test]
async fn pieces_are_put_together_when_the_store_is_up_again(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let mut s3 = S3::start().await;
    let lintel = s3.lintel(on).await;
    let (firm, project) = builder(&lintel).await;
    let documents = format!("/projects/{project}/documents");
    let waiting = sent(&firm.owner, &project, "later.txt", b"later", 5).await;

    s3.stop().await;
    expect_unavailable(&form(&firm.owner, &documents, &waiting, &[]).await);
    s3.start_again().await;

    let made = form(&firm.owner, &documents, &waiting, &[])
        .await
        .expect(201);
    assert_eq!(content(&firm.owner, &made).await.body, b"later");
}

/// A word that it is not for ever, and none of where files are.
fn expect_unavailable(answer: &Answer) {
    let said = answer.text();
    assert!(
        !said.contains("127.0.0.1") && !said.contains("S3"),
        "{said}"
    );
    answer.expect_problem(503, "unavailable");
    let wait = answer.header("retry-after").expect("when to come back");
    assert!(
        wait.parse::<u32>().is_ok_and(|seconds| seconds > 0),
        "{wait}"
    );
}

#[rstest]
#[tokio::test]
async fn a_full_disk_is_said_and_spoils_nothing(#[values(Sqlite, Postgres)] on: Backend) {
    let lintel = Process::start_on_a_small_disk(on, 8).await;
    let (firm, project) = builder(&lintel).await;
    let plan = bytes(4_000_000);
    let document = upload(&firm, &project, "plan.bin", &plan).await.expect(201);

    for size in [5_000_000, 30_000_000] {
        let refused = upload(&firm, &project, "film.bin", &bytes(size)).await;
        refused.expect_problem(507, "storage-full");
    }
    let waiting = begun(&firm.owner, &project, "film.bin", 6_000_000).await;
    let refused = piece(&firm.owner, &waiting, 0, &bytes(6_000_000)).await;
    refused.expect_problem(507, "storage-full");
    assert_eq!(offset(&firm.owner, &waiting).await, 0);

    assert_eq!(titles(&firm, &project).await, ["plan.bin"]);
    assert!(content(&firm.owner, &document).await.body == plan);
    upload(&firm, &project, "words.txt", b"words")
        .await
        .expect(201);
    lintel.agent("nobody").page("/readyz").await.expect(200);
}

#[rstest]
#[tokio::test]
async fn an_organisation_has_its_quota_and_no_more(#[values(Sqlite, Postgres)] on: Backend) {
    let quota = 100_000;
    let server = Server::start_with(on, |config| config.storage_quota_bytes = Some(quota)).await;
    let site = Site::on(server).await;
    let storage = async || site.dan.get("/organisation").await.expect(200)["storage"].clone();
    let document = site
        .upload("plan.txt", vec![b'x'; 60_000], &[])
        .await
        .expect(201);
    assert_eq!(storage().await, json!({"used": 60_000, "quota": quota}));

    let too_much = vec![b'x'; 40_001];
    let full = |answer: Answer| answer.expect_problem(409, "quota-exceeded");
    full(site.upload("more.txt", too_much.clone(), &[]).await);
    full(crate::tus::announced(&site.dan, &site.project, "more.txt", too_much.len()).await);
    let versions = site.dan.post(&format!("/items/{}/versions", id(&document)));
    full(versions.file("plan.txt", too_much, &[]).await);
    assert_eq!(storage().await["used"], 60_000);
    expect_objects(&site.server, 1).await;

    // What is in the trash takes room; what is deleted for ever does not.
    site.firm.delete(&site.project, &[&id(&document)]).await;
    assert_eq!(storage().await["used"], 60_000);
    let purge = json!({"item_ids": [id(&document)]});
    site.dan
        .post(&site.at("/purges"))
        .json(purge)
        .await
        .expect(200);
    assert_eq!(storage().await["used"], 0);
    site.upload("more.txt", vec![b'x'; 100_000], &[])
        .await
        .expect(201);
    full(site.upload("straw.txt", &b"x"[..], &[]).await);
    let rival = Firm::sign_up(&site.server, "Rival", "rita@rival.example").await;
    let garden = rival.project("Garden").await;
    rival
        .document(&garden, "Their room is their own", None)
        .await;
}

#[rstest]
#[tokio::test]
async fn a_copy_needs_room_too(#[values(Sqlite, Postgres)] on: Backend) {
    let server = Server::start_with(on, |config| config.storage_quota_bytes = Some(100_000)).await;
    let site = Site::on(server).await;
    let document = site
        .upload("plan.txt", vec![b'x'; 40_000], &[])
        .await
        .expect(201);
    let copy = || {
        let body = json!({"item_ids": [id(&document)], "parent_id": null});
        site.dan.post(&site.at("/copies")).json(body)
    };
    copy().await.expect(200);
    copy().await.expect_problem(409, "quota-exceeded");
    assert_eq!(site.titles(&[]).await.len(), 2);
}
