//! Files: their addresses, tags and caches; moves and deletions.

use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{EVERYONE, World};
use reqwest::Method;
use rstest::rstest;

#[rstest]
#[tokio::test]
async fn a_files_address_does_not_outlive_the_share(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann.agent);
    let document = ironbark.document(house, "Plan", None).await;
    ironbark.share(house, &[&document.id], EVERYONE).await;
    let path = format!("/portal/files/{}/content", document.file);
    let shown = ann.get(&path).await;
    shown.expect_status(200);
    let tag = shown.header("etag").expect("a tag").to_owned();
    let known = ann.get(&path).header("If-None-Match", &tag).await;
    known.expect_status(304);

    ironbark.unshare(house, &[&document.id]).await;

    ann.get(&path).await.expect_problem(404, "not-found");
    for (name, value) in [
        ("If-None-Match", tag.as_str()),
        ("If-None-Match", "*"),
        ("Range", "bytes=0-1"),
        ("If-Range", tag.as_str()),
    ] {
        let answer = ann.get(&path).header(name, value).await;
        answer.expect_problem(404, "not-found");
        assert_eq!(answer.header("etag"), None);
    }
    let head = ann.call(Method::HEAD, &path).await;
    assert_eq!((head.status, head.header("etag")), (404, None));
    let never = format!("/portal/files/{}/content", uuid::Uuid::now_v7());
    let never = ann.get(&never).await;
    let gone = ann.get(&path).await;
    assert_eq!(gone.expect(404)["detail"], never.expect(404)["detail"]);
}

#[rstest]
#[tokio::test]
async fn a_file_moved_out_of_a_shared_folder_is_gone_and_one_moved_in_is_there(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann);
    let shared = ironbark.folder(house, "For clients", None).await;
    let inner = ironbark.folder(house, "Plans", Some(&shared)).await;
    let internal = ironbark.folder(house, "Internal", None).await;
    let document = ironbark.document(house, "Plan", Some(&inner)).await;
    ironbark.share(house, &[&shared], EVERYONE).await;
    assert_eq!(
        ann.titles(house, &[]).await,
        ["For clients", "Plan", "Plans"]
    );
    assert_eq!(ann.file_status(&document.file).await, 200);

    ironbark.move_to(house, &[&inner], Some(&internal)).await;
    assert_eq!(ann.titles(house, &[]).await, ["For clients"]);
    assert_eq!(ann.file_status(&document.file).await, 404);

    ironbark
        .move_to(house, &[&document.id], Some(&shared))
        .await;
    assert_eq!(ann.titles(house, &[]).await, ["For clients", "Plan"]);
    assert_eq!(ann.file_status(&document.file).await, 200);

    ironbark.move_to(house, &[&document.id], None).await;
    assert_eq!(ann.titles(house, &[]).await, ["For clients"]);
    assert_eq!(ann.file_status(&document.file).await, 404);
}

#[rstest]
#[tokio::test]
async fn a_deleted_folder_takes_along_what_is_in_it(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let (ironbark, house, ann) = (&world.ironbark, &world.house, &world.ann);
    let folder = ironbark.folder(house, "Plans", None).await;
    let inner = ironbark.folder(house, "Old", Some(&folder)).await;
    let document = ironbark.document(house, "Plan", Some(&inner)).await;
    ironbark.share(house, &[&document.id], EVERYONE).await;
    ironbark.share(house, &[&folder], EVERYONE).await;
    assert_eq!(ann.file_status(&document.file).await, 200);

    ironbark.delete(house, &[&folder]).await;

    assert!(ann.sees(house).await.is_empty());
    assert_eq!(ann.file_status(&document.file).await, 404);
    assert_eq!(
        ann.status(&format!("/portal/items/{}", document.id)).await,
        404
    );
    assert_eq!(ann.status(&format!("/portal/items/{inner}")).await, 404);
    let staff = format!("/files/{}/content", document.file);
    ironbark.owner.get(&staff).await.expect_status(404);
}

#[rstest]
#[tokio::test]
async fn no_cache_on_the_way_keeps_an_answer(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let document = ironbark.document(house, "Plan", None).await;
    ironbark.share(house, &[&document.id], EVERYONE).await;
    let portal = [
        "/portal/projects".to_owned(),
        format!("/portal/projects/{house}"),
        format!("/portal/projects/{house}/items"),
        format!("/portal/items/{}", document.id),
        format!("/portal/files/{}/content", document.file),
        format!("/portal/items/{}", document.file),
        format!("/portal/projects/{house}/items?limit=0"),
        "/no-such-thing".to_owned(),
    ];
    let staff = [
        "/me".to_owned(),
        "/clients".to_owned(),
        format!("/projects/{house}/documents"),
        format!("/files/{}/content", document.file),
    ];
    let dan = &ironbark.owner;
    let nobody = world.agent("nobody");
    let asked = portal.iter().map(|path| (&world.ann.agent, path));
    let asked = asked.chain(staff.iter().flat_map(|path| [(dan, path), (&nobody, path)]));
    for (agent, path) in asked {
        let answer = agent.get(path).await;
        assert_eq!(
            answer.header("cache-control"),
            Some("private, no-store"),
            "{path}"
        );
    }
}
