//! What is asked for: things of every builder, shared and not, gone and never there.

use super::callers::Callers;
use super::policy::PIXEL;
use chrono::TimeDelta;
use lintel_tests::harness::Server;
use lintel_tests::world::{Document, EVERYONE, Firm, session_of, sign_in};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// What an operation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum On {
    /// The caller's own organisation, or nothing at all.
    Nothing,
    /// A token in the address.
    Token,
    /// A session of the caller.
    Session,
    /// A project in the address.
    Project,
    /// A project in the body of an act that is about the whole organisation.
    ProjectGiven,
    Document,
    Folder,
    Drawing,
    Photo,
    /// A daily log that is being written, and another one of its day.
    LogDraft,
    /// A submitted daily log.
    Log,
    /// A picture of a log that is being written.
    LogPicture,
    /// A form.
    Form,
    /// A report that is being filled in, and its form.
    ReportDraft,
    /// A completed report.
    Report,
    /// An update that is being written.
    UpdateDraft,
    /// A published update.
    Update,
    /// A published schedule: a project has one.
    Schedule,
    /// A document with a version that waits to be published.
    Draft,
    File,
    /// A file with pictures.
    Preview,
    /// A project in the address, and one of its documents.
    Archive,
    /// A file on its way, by whoever asks.
    Upload,
    Client,
    RevokedClient,
    Member,
}

impl On {
    /// Whether it is an item, or belongs to one.
    pub(crate) fn is_an_items(self) -> bool {
        !matches!(
            self,
            On::Nothing
                | On::Token
                | On::Session
                | On::Project
                | On::ProjectGiven
                | On::Client
                | On::RevokedClient
                | On::Member
                | On::Form
        )
    }
}

/// Where a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// Our project, to which tradie and apprentice are assigned; Ann's.
    One,
    /// Our other project, Tom's.
    Two,
    /// Our project with its portal off, Pat's.
    Dark,
    /// The other builder's project, Carl's.
    Theirs,
    /// The project of a builder whose portal is off, Quinn's.
    Closed,
    /// Nowhere.
    Nowhere,
}

impl Place {
    pub(crate) const REAL: [Place; 5] = [
        Place::One,
        Place::Two,
        Place::Dark,
        Place::Theirs,
        Place::Closed,
    ];

    /// Whether it belongs to our builder.
    pub(crate) fn is_ours(self) -> bool {
        matches!(self, Place::One | Place::Two | Place::Dark)
    }
}

/// How a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Standing {
    /// There, and shared with everyone on its project where it can be.
    Shared,
    /// There, and not shared.
    Hidden,
    /// Gone.
    Deleted,
}

/// One thing, with the ids of what belongs to it.
#[derive(Clone, Debug)]
pub(crate) struct Thing {
    pub(crate) place: Place,
    pub(crate) standing: Standing,
    /// What stands for `{id}`.
    pub(crate) id: String,
    pub(crate) project: String,
    pub(crate) document: String,
    pub(crate) file: String,
    pub(crate) photo: String,
    /// A document in the trash.
    pub(crate) trashed: String,
    /// The surface of whoever asks.
    pub(crate) context: &'static str,
}

impl Thing {
    fn never_was() -> Thing {
        let id = || Uuid::now_v7().to_string();
        Thing {
            place: Place::Nowhere,
            standing: Standing::Deleted,
            id: id(),
            project: id(),
            document: id(),
            file: id(),
            photo: id(),
            trashed: id(),
            context: "staff",
        }
    }

    /// As the table of results calls it.
    pub(crate) fn name(&self, on: On) -> String {
        let place = format!("{:?}", self.place).to_lowercase();
        match (on, self.place, self.standing) {
            (On::Nothing, ..) => "-".into(),
            (_, Place::Nowhere, _) => "never was".into(),
            (On::Session, Place::One, _) => "own session".into(),
            (On::Session, ..) => "another's session".into(),
            (On::Project | On::ProjectGiven, ..) => format!("project {place}"),
            (On::Client | On::RevokedClient, ..) => format!("client of {place}"),
            (On::Form, ..) => format!("form of {place}"),
            (On::Member, _, Standing::Deleted) => format!("former member of {place}"),
            (On::Member, ..) => format!("member of {place}"),
            (_, _, standing) => format!("{on:?} in {place}, {standing:?}").to_lowercase(),
        }
    }
}

/// Which things an operation is tried on.
pub(crate) fn places(on: On) -> Vec<(Place, Standing)> {
    use Place::{Closed, Dark, Nowhere, One, Theirs, Two};
    use Standing::{Deleted, Hidden, Shared};
    match on {
        On::Nothing => vec![(One, Hidden)],
        On::Session => vec![(One, Hidden), (Closed, Hidden), (Nowhere, Deleted)],
        On::Token => vec![(Nowhere, Deleted)],
        On::Project | On::ProjectGiven => {
            let mut all: Vec<_> = Place::REAL.iter().map(|place| (*place, Hidden)).collect();
            all.push((Nowhere, Deleted));
            all
        }
        On::Schedule => {
            let mut all: Vec<_> = Place::REAL.iter().map(|place| (*place, Shared)).collect();
            all.push((Nowhere, Deleted));
            all
        }
        On::Upload => vec![(One, Hidden), (Theirs, Hidden), (Nowhere, Deleted)],
        on if on.is_an_items() => {
            vec![
                (One, Shared),
                (One, Hidden),
                (One, Deleted),
                (Two, Shared),
                (Dark, Shared),
                (Theirs, Shared),
                (Closed, Shared),
                (Nowhere, Deleted),
            ]
        }
        On::Client | On::RevokedClient | On::Form => {
            vec![(One, Hidden), (Theirs, Hidden), (Nowhere, Deleted)]
        }
        _ => vec![
            (One, Hidden),
            (One, Deleted),
            (Theirs, Hidden),
            (Nowhere, Deleted),
        ],
    }
}

/// The builders' ground, and the things already there.
pub(crate) struct Things {
    pub(crate) grounds: HashMap<Place, Ground>,
    kept: HashMap<Key, Thing>,
}

/// Which thing, and whether it may be spent.
pub(crate) type Key = (On, Place, Standing, bool);

/// A project and whose it is.
#[derive(Clone)]
pub(crate) struct Ground {
    pub(crate) firm: Firm,
    pub(crate) project: String,
}

impl Things {
    pub(crate) fn new(grounds: HashMap<Place, Ground>) -> Things {
        Things {
            grounds,
            kept: HashMap::new(),
        }
    }

    /// The thing of this kind; a new one when the last was spent.
    pub(crate) async fn get(&mut self, key: Key) -> Thing {
        if let Some(thing) = self.kept.get(&key) {
            return thing.clone();
        }
        let (on, place, standing, is_to_be_spent) = key;
        let thing = match self.grounds.get(&place) {
            None => Thing::never_was(),
            Some(ground) if is_to_be_spent && standing == Standing::Shared => {
                // Nothing can be shared any more where the portal is off.
                let made = ground.make(on, place, Standing::Hidden).await;
                Thing { standing, ..made }
            }
            Some(ground) => ground.make(on, place, standing).await,
        };
        self.kept.insert(key, thing.clone());
        thing
    }

    /// It is used up.
    pub(crate) fn spent(&mut self, key: Key) {
        self.kept.remove(&key);
    }
}

impl Ground {
    async fn make(&self, on: On, place: Place, standing: Standing) -> Thing {
        let project = self.project.clone();
        let mut thing = Thing {
            place,
            standing,
            ..Thing::never_was()
        };
        match on {
            On::Nothing | On::Token => {}
            On::Session => thing.id = session_of(&self.firm.owner),
            On::Project | On::ProjectGiven | On::Archive => {
                thing.id = project.clone();
                thing.document = self.document(standing).await.id;
                if on == On::Project {
                    thing.file = self.form().await;
                    thing.photo = self.firm.photo(&project, PIXEL, None).await.id;
                    thing.trashed = self.document(Standing::Hidden).await.id;
                    self.firm.delete(&project, &[&thing.trashed]).await;
                }
            }
            On::Document | On::File => {
                let document = self.document(standing).await;
                thing.id = match on {
                    On::File => document.file.clone(),
                    _ => document.id.clone(),
                };
                (thing.document, thing.file) = (document.id, document.file);
            }
            On::Draft => {
                let document = self.firm.document(&project, "Plan", None).await;
                thing.file = self.firm.draft(&document.id, "Plan 2").await;
                self.settle(&document.id, standing).await;
                thing.id = document.id;
            }
            On::Folder => {
                thing.id = self.firm.folder(&project, "Folder", None).await;
                self.settle(&thing.id, standing).await;
            }
            On::Drawing => {
                let number = Uuid::new_v4().to_string();
                thing.id = self.firm.drawing(&project, &number, "A").await.id;
                self.settle(&thing.id, standing).await;
            }
            On::Photo | On::Preview => {
                let photo = self.firm.photo(&project, PIXEL, None).await;
                thing.id = photo.id.clone();
                if on == On::Preview {
                    self.firm.wait_for_preview(&photo.id).await;
                    thing.id = photo.file;
                }
                self.settle(&photo.id, standing).await;
            }
            On::LogDraft | On::LogPicture => {
                let content = json!({ "work": [{ "trade": "Carpenter", "done": "Roof" }] });
                thing.id = self.firm.log(&project, content.clone()).await;
                thing.document = self.firm.log(&project, content).await;
                let log = thing.id.clone();
                if on == On::LogPicture {
                    let record = format!("daily-logs/{log}");
                    thing.id = self.firm.add_picture(&record, PIXEL, &[]).await.id;
                }
                self.settle(&log, standing).await;
            }
            On::Form => thing.id = self.form().await,
            On::ReportDraft | On::Report => {
                thing.id = self.firm.report(&project, &self.form().await).await;
                if on == On::Report {
                    self.firm.complete(&thing.id).await;
                }
                self.settle(&thing.id, standing).await;
            }
            On::UpdateDraft => {
                thing.id = self.firm.update(&project, "News", &[]).await;
                self.settle(&thing.id, standing).await;
            }
            On::Update => {
                thing.id = self.firm.update(&project, "News", &[]).await;
                if standing == Standing::Shared {
                    self.firm.publish_update(&thing.id, EVERYONE).await;
                }
                if standing == Standing::Deleted {
                    self.firm.delete(&project, &[&thing.id]).await;
                }
            }
            On::Log => {
                thing.id = self.firm.submitted_log(&project).await;
                self.settle(&thing.id, standing).await;
            }
            On::Schedule => {
                thing.id = self.firm.published_schedule(&project).await;
                self.settle(&thing.id, standing).await;
            }
            On::Upload => {}
            On::Client => thing.id = self.client().await,
            On::RevokedClient => {
                thing.id = self.client().await;
                self.post(&format!("/clients/{}/revoke", thing.id), Value::Null)
                    .await;
            }
            On::Member => thing.id = self.member(standing).await,
        }
        Thing { project, ..thing }
    }

    async fn form(&self) -> String {
        let fields = json!([{ "id": "level", "label": "Level", "kind": "yes_no" }, { "id": "proof", "label": "Proof", "kind": "photo" }]);
        self.firm.form(fields).await
    }

    async fn document(&self, standing: Standing) -> Document {
        let document = self.firm.document(&self.project, "Plan", None).await;
        self.settle(&document.id, standing).await;
        document
    }

    async fn settle(&self, id: &str, standing: Standing) {
        if standing != Standing::Hidden {
            self.firm.share(&self.project, &[id], EVERYONE).await;
        }
        if standing == Standing::Deleted {
            self.firm.delete(&self.project, &[id]).await;
        }
    }

    async fn client(&self) -> String {
        let email = format!("{}@example.com", Uuid::new_v4().simple());
        let client = self
            .post("/clients", json!({ "name": "Ned", "email": email }))
            .await;
        let id = client["id"].as_str().expect("an id").to_owned();
        let projects = json!({ "project_ids": [self.project] });
        let path = format!("/clients/{id}/projects");
        self.firm.owner.put(&path).json(projects).await.expect(200);
        id
    }

    async fn member(&self, standing: Standing) -> String {
        let email = format!("{}@example.com", Uuid::new_v4().simple());
        let body = json!({ "email": email, "role": "tradie" });
        let member = self.post("/member-invitations", body).await;
        let id = member["id"].as_str().expect("an id").to_owned();
        if standing == Standing::Deleted {
            let path = format!("/members/{id}");
            self.firm.owner.delete(&path).await.expect(204);
        }
        id
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let call = self.firm.owner.post(path);
        let answer = match body.is_null() {
            true => call.await,
            false => call.json(body).await,
        };
        assert!(answer.status < 300, "{path} answered {}", answer.text());
        answer.json()
    }
}

/// Everybody and everything.
pub(crate) async fn world(server: &Server) -> (Callers, Things) {
    let firm = |name, owner| Firm::sign_up(server, name, owner);
    let mut ours = firm("Ironbark Homes", "owner@ironbark.example").await;
    let expired = ours.owner.clone();
    server.clock.advance(TimeDelta::minutes(10));
    ours.owner = sign_in(server, expired.receiver()).await;
    let theirs = firm("Wattle Build", "owner@wattle.example").await;
    let closed = firm("Jarrah Works", "owner@jarrah.example").await;
    let mut grounds = HashMap::new();
    for place in Place::REAL {
        let firm = match place {
            Place::Theirs => &theirs,
            Place::Closed => &closed,
            _ => &ours,
        };
        let ground = Ground {
            firm: firm.clone(),
            project: firm.project(&format!("{place:?}")).await,
        };
        grounds.insert(place, ground);
    }
    let mut things = Things::new(grounds);
    let callers = Callers::gather(server, expired, &things.grounds).await;
    // What is shared is shared before the portals close.
    for on in [
        On::Document,
        On::Folder,
        On::Drawing,
        On::Photo,
        On::Log,
        On::LogDraft,
        On::LogPicture,
        On::Report,
        On::ReportDraft,
        On::Update,
        On::UpdateDraft,
        On::Schedule,
        On::File,
        On::Preview,
        On::Archive,
        On::Project,
    ] {
        for (place, standing) in places(on) {
            things.get((on, place, standing, false)).await;
        }
    }
    let dark = &things.grounds[&Place::Dark].project;
    ours.change_project(dark, json!({ "portal_enabled": false }))
        .await;
    closed.settings(json!({ "portal_enabled": false })).await;
    (callers, things)
}
