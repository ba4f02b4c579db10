//! What a client's request costs the database: at most six statements, however much there is.

use chrono::TimeDelta;
use lintel_app::{App, ClientCaller, Folder, ItemFilter, PageRequest, portal};
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{Below, EVERYONE, World, caller};
use rstest::rstest;

/// Statements of one request, BEGIN and COMMIT aside.
const MOST: u64 = 6;

#[rstest]
#[tokio::test]
async fn a_portal_request_costs_at_most_six_statements_whatever_the_datas_size(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let mut world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let mut outermost = None;
    let mut folder: Option<String> = None;
    for depth in 0..10 {
        let made = ironbark
            .folder(house, &format!("Level {depth}"), folder.as_deref())
            .await;
        outermost.get_or_insert_with(|| made.clone());
        folder = Some(made);
    }
    let outermost = outermost.expect("a folder");
    ironbark.share(house, &[&outermost], EVERYONE).await;
    let few = ironbark.document(house, "First", folder.as_deref()).await;
    let ann = ClientCaller(caller(&world.ann.agent));
    let project: ProjectId = house.parse().expect("an id");
    let item: ItemId = few.id.parse().expect("an id");
    let file: FileId = few.file.parse().expect("an id");
    let inside = folder.as_deref().map(|id| id.parse().expect("an id"));

    let below = Below::take_over(&mut world.server).await;
    let with_few = costs(&below.app, &ann, project, item, file, inside).await;
    drop(below);
    world.server.start_again().await;
    for number in 0..60 {
        let title = format!("Plan {number}");
        let (ironbark, house) = (&world.ironbark, &world.house);
        let shared = ironbark.document(house, &title, folder.as_deref()).await;
        if number % 3 == 0 {
            let chosen = serde_json::json!({ "client_ids": [world.ann.id] });
            ironbark.share(house, &[&shared.id], chosen).await;
        }
    }
    let below = Below::take_over(&mut world.server).await;
    let with_many = costs(&below.app, &ann, project, item, file, inside).await;

    assert_eq!(with_few, with_many);
    let dear: Vec<_> = with_many.iter().filter(|(_, cost)| *cost > MOST).collect();
    assert!(dear.is_empty(), "{dear:?} statements");
}

/// Every portal request and its number of statements.
async fn costs(
    app: &App,
    ann: &ClientCaller,
    project: ProjectId,
    item: ItemId,
    file: FileId,
    inside: Option<ItemId>,
) -> Vec<(&'static str, u64)> {
    let folder = |folder| ItemFilter {
        folder: Some(folder),
        ..ItemFilter::default()
    };
    let search = ItemFilter {
        text: Some("plan".into()),
        ..ItemFilter::default()
    };
    let inside = folder(Folder::In(inside.expect("a folder")));
    let list = |filter| portal::items(app, ann, project, filter, PageRequest::default());
    // The first look after a while starts a visit.
    app.clock.advance(TimeDelta::hours(1));
    let mut costs = Vec::new();
    let mut before = app.db.statements();
    let mut count = |what| {
        let now = app.db.statements();
        costs.push((what, now - before));
        before = now;
    };
    portal::projects(app, ann).await.expect("projects");
    count("projects");
    portal::home(app, ann, project).await.expect("home");
    count("home");
    list(ItemFilter::default()).await.expect("a list");
    count("everything");
    list(folder(Folder::Top)).await.expect("a list");
    count("top");
    list(inside).await.expect("a list");
    count("folder");
    list(search).await.expect("a list");
    count("search");
    portal::item(app, ann, item).await.expect("an item");
    count("item");
    portal::file(app, ann, file).await.expect("a file");
    count("file");
    portal::email_frequency(app, ann, project)
        .await
        .expect("a choice");
    count("notifications");
    costs
}
