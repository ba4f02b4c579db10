//! What a client's request costs the database: at most six statements, however much there is.

use chrono::TimeDelta;
use lintel_app::{
    App, ClientCaller, Folder, ItemFilter, LinkCaller, PageRequest, StaffCaller, calendars, portal,
    portal_links, sheets,
};
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{Below, EVERYONE, World, caller, task};
use rstest::rstest;
use serde_json::json;

/// Statements of one request, BEGIN and COMMIT aside.
const MOST: u64 = 6;

#[rstest]
#[tokio::test]
async fn a_portal_request_costs_at_most_six_statements_whatever_the_datas_size(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (few, many) = (costs_with(on, 1).await, costs_with(on, 60).await);

    assert_eq!(few, many);
    let dear: Vec<_> = many.iter().filter(|(_, cost)| *cost > MOST).collect();
    assert!(dear.is_empty(), "{dear:?} statements");
}

/// What requests cost where so many documents lie ten folders deep.
async fn costs_with(on: Backend, documents: usize) -> Vec<(&'static str, u64)> {
    let mut world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let mut folders: Vec<String> = Vec::new();
    for depth in 0..10 {
        let title = format!("Level {depth}");
        let parent = folders.last().map(String::as_str);
        folders.push(ironbark.folder(house, &title, parent).await);
    }
    ironbark.share(house, &[&folders[0]], EVERYONE).await;
    let innermost = folders.last().map(String::as_str);
    let mut last = None;
    for number in 0..documents {
        let title = format!("Plan {number}");
        let document = ironbark.document(house, &title, innermost).await;
        if number % 3 == 0 {
            let ann = json!({ "client_ids": [world.ann.id] });
            ironbark.share(house, &[&document.id], ann).await;
        }
        last = Some(document);
    }
    let last = last.expect("a document");
    let log = ironbark.submitted_log(house).await;
    let fields = json!([{ "id": "level", "label": "Level", "kind": "yes_no" }]);
    let report = ironbark.report(house, &ironbark.form(fields).await).await;
    ironbark.complete(&report).await;
    ironbark.share(house, &[&log, &report], EVERYONE).await;
    let update = ironbark
        .update(house, "News", &[&last.id, &folders[0]])
        .await;
    ironbark.publish_update(&update, EVERYONE).await;
    let edits = (0..documents).map(|number| task(&format!("Task {number}")));
    let schedule = ironbark.schedule(house, edits.collect()).await;
    ironbark.publish_schedule(&schedule).await;
    ironbark.share(house, &[&schedule], EVERYONE).await;
    let records = [log, report, update, schedule].map(|id| id.parse().expect("an id"));
    let ann = ClientCaller(caller(&world.ann.agent));
    let project = house.parse().expect("an id");
    let item = last.id.parse().expect("an id");
    let file = last.file.parse().expect("an id");
    let inside = folders[9].parse().expect("an id");
    ironbark.settings(json!({ "plan": "pro" })).await;
    let below = Below::take_over(&mut world.server).await;
    let dan = StaffCaller(caller(&world.ironbark.owner));
    let link = portal_links::enable(&below.app, &dan, project).await;
    let link = link.expect("a link").link.id;
    let mut all = costs(&below.app, &ann, project, item, file, inside).await;
    for (what, id) in ["log", "report", "update", "schedule"]
        .into_iter()
        .zip(records)
    {
        let before = below.app.db.statements();
        portal::item(&below.app, &ann, id).await.expect(what);
        all.push((what, below.app.db.statements() - before));
        if ["log", "report"].contains(&what) {
            let before = below.app.db.statements();
            sheets::for_client(&below.app, &ann, id).await.expect(what);
            all.push(("a PDF", below.app.db.statements() - before));
        }
    }
    let caller = LinkCaller(link);
    let before = below.app.db.statements();
    let page = PageRequest::default();
    portal_links::items(&below.app, &caller, ItemFilter::default(), page)
        .await
        .expect("a list");
    all.push(("a link's list", below.app.db.statements() - before));
    let before = below.app.db.statements();
    portal_links::item(&below.app, &caller, records[0])
        .await
        .expect("a log");
    all.push(("a link's log", below.app.db.statements() - before));
    let calendar = calendars::make_address(&below.app, &ann, project).await;
    let calendar = calendar.expect("an address").to_string();
    let token = calendar.rsplit(['/', '.']).nth(1).expect("a token");
    let before = below.app.db.statements();
    calendars::read(&below.app, token)
        .await
        .expect("a calendar");
    all.push(("a calendar", below.app.db.statements() - before));
    all
}

/// Every portal request and its number of statements.
async fn costs(
    app: &App,
    ann: &ClientCaller,
    project: ProjectId,
    item: ItemId,
    file: FileId,
    inside: ItemId,
) -> Vec<(&'static str, u64)> {
    let folder = |folder| ItemFilter {
        folder: Some(folder),
        ..ItemFilter::default()
    };
    let search = ItemFilter {
        text: Some("plan".into()),
        ..ItemFilter::default()
    };
    let inside = folder(Folder::In(inside));
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
