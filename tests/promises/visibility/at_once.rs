//! Acts of several members at the same moment leave exactly what the rule allows.

use super::Play;
use super::model::Item;
use bytes::Bytes;
use futures_util::future::join_all;
use futures_util::stream;
use lintel_app::documents::{self, NewDocument};
use lintel_app::shares::{self, ShareItems, ShareWith};
use lintel_app::uploads::Upload;
use lintel_app::{App, Error, StaffCaller, folders, items};
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use lintel_domain::organisation::Module;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::World;
use rand::RngExt;
use rstest::rstest;

/// How often members act at once, and how many of them.
const ROUNDS: usize = 30;
const MEMBERS: usize = 6;

/// What one of them does.
#[derive(Debug)]
enum Act {
    Folder(Option<ItemId>),
    Upload(Option<ItemId>),
    Share(Vec<ItemId>, ShareWith),
    Unshare(Vec<ItemId>),
    Move(Vec<ItemId>, Option<ItemId>),
    Delete(Vec<ItemId>),
}

#[rstest]
#[tokio::test]
async fn acts_at_the_same_time_leave_what_the_rule_allows(#[values(Sqlite, Postgres)] on: Backend) {
    let seed = super::from_environment("LINTEL_MODEL_SEED").unwrap_or_else(rand::random);
    let mut world = World::start(on).await;
    let mut play = Play::open(&mut world, seed).await;
    let project = play.model.projects[0].id;
    for _ in 0..20 {
        play.create_folder(project).await;
        play.share(project).await;
    }

    for round in 0..ROUNDS {
        let acts: Vec<Act> = (0..MEMBERS).map(|_| play.act(project)).collect();
        let (app, dan) = (&play.below.app, &play.dan);
        let done = join_all(acts.iter().map(|act| act.done(app, dan, project))).await;
        for (act, done) in acts.iter().zip(done) {
            let is_right = matches!(
                done,
                Ok(()) | Err(Error::NotFound | Error::Invalid(_) | Error::Conflict { .. })
            );
            assert!(is_right, "round {round} of {seed}: {act:?}: {done:?}");
        }
        play.read_model().await;
        if let Err(difference) = play.compare().await {
            panic!(
                "round {round} on {on:?}, LINTEL_MODEL_SEED={seed}:\n{difference}\nafter {acts:#?}"
            );
        }
    }
}

impl Play {
    fn act(&mut self, project: ProjectId) -> Act {
        let some = self.some_of(project, 2);
        let place = self.somewhere(project, Module::Documents);
        match self.random.random_range(0..12) {
            0 => Act::Folder(place),
            1..4 => Act::Upload(place),
            4..6 => Act::Share(some, ShareWith::Everyone),
            6 => Act::Share(some, ShareWith::Clients(vec![self.model.clients[0].id])),
            7..9 => Act::Unshare(some),
            9..11 => Act::Move(some, place),
            _ => Act::Delete(some),
        }
    }

    /// The items and shares as they are now.
    async fn read_model(&mut self) {
        let shares = self.rows.shares().await;
        let rows = self.rows.items().await.into_iter();
        self.model.items = rows
            .map(|row| {
                let own = shares.iter().filter(|(item, _)| *item == row.id);
                let item = Item {
                    state: row.state,
                    file: row.file,
                    shares: own.map(|(_, audience)| *audience).collect(),
                    ..Item::new(row.project, row.kind, row.parent, row.title)
                };
                (row.id, item)
            })
            .collect();
    }
}

impl Act {
    async fn done(&self, app: &App, dan: &StaffCaller, project: ProjectId) -> Result<(), Error> {
        match self {
            Act::Folder(place) => {
                folders::create(app, dan, project, "Plans", *place, None).await?;
            }
            Act::Upload(parent) => {
                let upload = Upload::begin(app, dan, project, Kind::Document).await?;
                let body = stream::iter([Ok::<_, std::io::Error>(Bytes::from("plan"))]);
                let received = upload.receive("plan.txt", body).await?;
                let new = NewDocument {
                    parent: *parent,
                    title: None,
                };
                documents::create(upload, received, new).await?;
            }
            Act::Share(items, with) => {
                let input = ShareItems {
                    items: items.clone(),
                    with: with.clone(),
                    message: None,
                    notify: false,
                };
                shares::share(app, dan, project, input).await?;
            }
            Act::Unshare(items) => {
                shares::unshare(app, dan, project, items.clone()).await?;
            }
            Act::Move(some, place) => {
                items::move_many(app, dan, project, some.clone(), *place).await?;
            }
            Act::Delete(some) => {
                items::delete_many(app, dan, project, some.clone()).await?;
            }
        }
        Ok(())
    }
}
