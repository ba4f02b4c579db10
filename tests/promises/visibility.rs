//! The visibility rule, twice: what the portal answers is compared with the reference rule of the
//! domain after every step of random sequences, on both databases.
//!
//! `LINTEL_MODEL_STEPS` is the number of steps on each database, `LINTEL_MODEL_SEED` repeats a run.

mod at_once;
mod compare;
mod files;
mod logs;
mod model;
mod plans;
mod steps;

use lintel_app::{ClientCaller, Clock, StaffCaller};
use lintel_domain::ids::ProjectId;
use lintel_domain::item::Kind;
use lintel_domain::visibility::Audience;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{Below, Rows, World, caller};
use model::Model;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rstest::rstest;
use std::collections::BTreeSet;
use std::str::FromStr;

/// Everything a run works with.
struct Play {
    below: Below,
    clock: Clock,
    rows: Rows,
    dan: StaffCaller,
    clients: Vec<ClientCaller>,
    model: Model,
    random: StdRng,
    done: Vec<String>,
}

#[rstest]
#[tokio::test]
async fn the_portal_shows_exactly_what_the_rule_allows(#[values(Sqlite, Postgres)] on: Backend) {
    // Most steps are done where they cost less.
    let usual = if on == Sqlite { 1600 } else { 400 };
    let steps = from_environment("LINTEL_MODEL_STEPS").unwrap_or(usual);
    let seed = from_environment("LINTEL_MODEL_SEED").unwrap_or_else(rand::random);
    let mut world = World::start(on).await;
    let mut play = Play::open(&mut world, seed).await;

    for step in 1..=steps {
        play.step().await;
        if let Err(difference) = play.compare().await {
            let from = play.done.len().saturating_sub(30);
            let last = play.done[from..].join("\n");
            panic!(
                "after {step} steps on {on:?}, LINTEL_MODEL_SEED={seed}:\n{difference}\nthe last steps:\n{last}"
            );
        }
    }
}

#[tokio::test]
async fn the_comparison_notices_what_is_shown_too_much_and_too_little() {
    let mut world = World::start(Sqlite).await;
    let mut play = Play::open(&mut world, 7).await;
    let project = play.model.projects[0].id;
    play.create_file(project, Kind::Document).await;
    play.compare()
        .await
        .expect("nothing is shared, nothing is shown");

    let shown = BTreeSet::from([Audience::Everyone]);
    play.model
        .items
        .values_mut()
        .for_each(|item| item.shares = shown.clone());
    play.compare().await.expect_err("too little is shown");

    play.model
        .items
        .values_mut()
        .for_each(|item| item.shares.clear());
    play.share_all(project).await;
    play.model
        .items
        .values_mut()
        .for_each(|item| item.shares.clear());
    play.compare().await.expect_err("too much is shown");
}

impl Play {
    /// Stops the server and goes on below HTTP, where a step costs less.
    async fn open(world: &mut World, seed: u64) -> Play {
        let ann = world.ann.clone();
        let tom = world.tom.clone();
        let shed = world.ironbark.project("Shed").await;
        let projects = [world.house.as_str(), shed.as_str()];
        let eve = world
            .ironbark
            .client(&world.server, "eve@example.com", &projects)
            .await;
        let clients = [ann, tom, eve];
        let model = Model::new(
            &projects.map(id),
            &[
                (id(&clients[0].id), vec![id(projects[0])]),
                (id(&clients[1].id), vec![id(projects[0])]),
                (id(&clients[2].id), projects.map(id).to_vec()),
            ],
        );
        let dan = StaffCaller(caller(&world.ironbark.owner));
        let clients = clients.map(|client| ClientCaller(caller(&client.agent)));
        // The plan that has links.
        let plan = serde_json::json!({ "plan": "pro" });
        world.ironbark.settings(plan).await;
        let below = Below::take_over(&mut world.server).await;
        Play {
            below,
            clock: world.server.clock.clone(),
            rows: world.rows().await,
            dan,
            clients: clients.to_vec(),
            model,
            random: StdRng::seed_from_u64(seed),
            done: Vec::new(),
        }
    }

    /// A random project.
    fn project(&mut self) -> ProjectId {
        let at = self.random.random_range(0..self.model.projects.len());
        self.model.projects[at].id
    }

    /// Once in so many times.
    fn once_in(&mut self, times: u32) -> bool {
        self.random.random_ratio(1, times)
    }
}

fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn id<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("an id")
}
