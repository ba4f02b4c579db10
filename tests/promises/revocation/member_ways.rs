//! How a member loses access.

use super::Load;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::World;
use rstest::rstest;
use serde_json::{Value, json};
use std::fmt::Write as _;
use tokio::time::Instant;

/// A way to lose access: the role before, what is done, and how the next request is answered.
struct Way {
    name: &'static str,
    role: &'static str,
    is_assigned: bool,
    change: Change,
    then: u16,
}

enum Change {
    Remove,
    Role(&'static str),
    NoProjects,
    SignOut,
}

#[rstest]
#[tokio::test]
async fn the_next_request_of_a_member_who_lost_access_shows_nothing(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let document = ironbark.document(house, "Planx", None).await;
    let mut faults = String::new();
    for way in ways() {
        let email = format!("{}@ironbark.example", way.name);
        let projects: &[&str] = if way.is_assigned { &[house] } else { &[] };
        let member = ironbark.member(&world, &email, way.role, projects).await;
        let paths = [
            format!("/documents/{}", document.id),
            format!("/files/{}/content", document.file),
            format!("/projects/{house}/documents"),
        ];
        let load = Load::on(&member.agent, &paths, "Planx").await;

        let (dan, record) = (&ironbark.owner, format!("/members/{}", member.id));
        match way.change {
            Change::Remove => dan.delete(&record).await.expect(204),
            Change::Role(role) => dan
                .patch(&record)
                .json(json!({ "role": role }))
                .await
                .expect(200),
            Change::NoProjects => {
                let path = format!("{record}/projects");
                dan.put(&path)
                    .json(json!({ "project_ids": [] }))
                    .await
                    .expect(200)
            }
            Change::SignOut => member.agent.post("/auth/sign-out").await.expect(204),
        };

        if let Err(fault) = load.shown_after(Instant::now()).await {
            let _ = writeln!(faults, "{}: {fault}", way.name);
        }
        for path in paths {
            let status = member.agent.get(&path).await.status;
            if status != way.then {
                let _ = writeln!(faults, "{}: {path} answered {status}", way.name);
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[rstest]
#[tokio::test]
async fn who_may_not_share_any_more_cannot_finish_what_they_began(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let document = ironbark.document(house, "Plan", None).await;
    let sue = ironbark
        .member(&world, "sue@ironbark.example", "supervisor", &[])
        .await;
    let body = json!({ "item_ids": [document.id], "audience": "everyone", "notify": false });
    let path = format!("/projects/{house}/shares");
    let share = |body: &Value| {
        sue.agent
            .post(&path)
            .header("Idempotency-Key", "sharing-1")
            .json(body)
    };
    share(&body).await.expect(200);
    ironbark.unshare(house, &[&document.id]).await;

    let record = format!("/members/{}", sue.id);
    let lesser = json!({ "role": "finance" });
    ironbark.owner.patch(&record).json(lesser).await.expect(200);

    // Not even the answer that was given before is given again.
    share(&body).await.expect_problem(403, "forbidden");
    assert!(world.ann.sees(house).await.is_empty());
}

fn ways() -> Vec<Way> {
    let way = |name, role, is_assigned, change, then| Way {
        name,
        role,
        is_assigned,
        change,
        then,
    };
    vec![
        way("removed", "admin", false, Change::Remove, 401),
        way("lesser", "supervisor", false, Change::Role("tradie"), 403),
        way("unassigned", "tradie", true, Change::NoProjects, 403),
        way("gone", "apprentice", true, Change::SignOut, 401),
    ]
}
