//! How a client loses access.

use super::Load;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{Client, Document, EVERYONE, PASSWORD, World, session_of, sign_in};
use rstest::rstest;
use serde_json::json;
use std::fmt::Write as _;
use tokio::time::Instant;

/// A way to lose access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    UnshareItem,
    UnshareFolder,
    ShareWithAnother,
    MoveOut,
    Delete,
    DeleteFolder,
    RemoveProject,
    NoProjectsLeft,
    Revoke,
    AccessEnds,
    ProjectPortalOff,
    OrganisationPortalOff,
    ModuleOff,
    SignOut,
    SessionEnded,
    OtherSessionsEnded,
    PasswordChanged,
    PasswordReset,
}

const WAYS: [Way; 18] = [
    Way::UnshareItem,
    Way::UnshareFolder,
    Way::ShareWithAnother,
    Way::MoveOut,
    Way::Delete,
    Way::DeleteFolder,
    Way::RemoveProject,
    Way::NoProjectsLeft,
    Way::Revoke,
    Way::AccessEnds,
    Way::ProjectPortalOff,
    Way::OrganisationPortalOff,
    Way::ModuleOff,
    Way::SignOut,
    Way::SessionEnded,
    Way::OtherSessionsEnded,
    Way::PasswordChanged,
    Way::PasswordReset,
];

/// A client who sees a document in a folder.
struct Scene {
    client: Client,
    folder: String,
    document: Document,
    word: String,
}

#[rstest]
#[tokio::test]
async fn the_next_request_of_a_client_who_lost_access_shows_nothing(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let mut faults = String::new();
    for (number, way) in WAYS.into_iter().enumerate() {
        let scene = Scene::set(&world, way, number).await;
        if let Err(fault) = scene.play(&world, way).await {
            let _ = writeln!(faults, "{way:?}: {fault}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

impl Way {
    fn ends_session(self) -> bool {
        matches!(
            self,
            Way::SignOut
                | Way::SessionEnded
                | Way::OtherSessionsEnded
                | Way::PasswordChanged
                | Way::PasswordReset
        )
    }

    /// Whether the project itself is gone for the client.
    fn closes_project(self) -> bool {
        use Way::*;
        matches!(
            self,
            RemoveProject
                | NoProjectsLeft
                | Revoke
                | AccessEnds
                | ProjectPortalOff
                | OrganisationPortalOff
        )
    }
}

impl Scene {
    async fn set(world: &World, way: Way, number: usize) -> Scene {
        let (ironbark, house) = (&world.ironbark, &world.house);
        let email = format!("client{number}@example.com");
        let client = ironbark.client(world, &email, &[house]).await;
        let word = format!("Plan{number}x");
        let folder = ironbark.folder(house, "Plans", None).await;
        let document = ironbark.document(house, &word, Some(&folder)).await;
        let by_folder = [Way::UnshareFolder, Way::MoveOut, Way::DeleteFolder].contains(&way);
        let shared = if by_folder { &folder } else { &document.id };
        ironbark.share(house, &[shared], EVERYONE).await;
        Scene {
            client,
            folder,
            document,
            word,
        }
    }

    async fn play(&self, world: &World, way: Way) -> Result<(), String> {
        let (house, document) = (&world.house, &self.document);
        let item = format!("/portal/items/{}", document.id);
        let file = format!("/portal/files/{}/content", document.file);
        let list = format!("/portal/projects/{house}/items");
        let paths = [
            item.clone(),
            file.clone(),
            format!("{list}?q={}", self.word),
            format!("/portal/projects/{house}"),
        ];
        let other_session = match way.ends_session() {
            true => Some(sign_in(world, self.client.agent.receiver()).await),
            false => None,
        };
        let load = Load::on(&self.client.agent, &paths, &self.word).await;

        self.lose(world, way, other_session).await;
        let result = load.shown_after(Instant::now()).await;

        let gone = if way.ends_session() { 401 } else { 404 };
        let closed = match way.closes_project() || way.ends_session() {
            true => gone,
            false => 200,
        };
        let client = &self.client;
        let found = [
            client.status(&item).await,
            client.status(&file).await,
            client.status(&list).await,
        ];
        self.undo(world, way).await;
        result?;
        match found == [gone, gone, closed] {
            true => Ok(()),
            false => Err(format!("{found:?} rather than {:?}", [gone, gone, closed])),
        }
    }

    async fn lose(&self, world: &World, way: Way, other: Option<lintel_tests::harness::Agent>) {
        let (ironbark, house) = (&world.ironbark, &world.house);
        let (dan, agent) = (&ironbark.owner, &self.client.agent);
        let record = format!("/clients/{}", self.client.id);
        let off = json!({ "portal_enabled": false });
        match way {
            Way::UnshareItem => ironbark.unshare(house, &[&self.document.id]).await,
            Way::UnshareFolder => ironbark.unshare(house, &[&self.folder]).await,
            Way::ShareWithAnother => {
                let tom = json!({ "client_ids": [world.tom.id] });
                ironbark.share(house, &[&self.document.id], tom).await;
            }
            Way::MoveOut => ironbark.move_to(house, &[&self.document.id], None).await,
            Way::Delete => ironbark.delete(house, &[&self.document.id]).await,
            Way::DeleteFolder => ironbark.delete(house, &[&self.folder]).await,
            Way::RemoveProject => {
                let path = format!("{record}/projects/{house}");
                dan.delete(&path).await.expect(204);
            }
            Way::NoProjectsLeft => {
                let none = json!({ "project_ids": [] });
                let path = format!("{record}/projects");
                dan.put(&path).json(none).await.expect(200);
            }
            Way::Revoke => {
                dan.post(&format!("{record}/revoke")).await.expect(200);
            }
            Way::AccessEnds => {
                let now = world.clock.now();
                let minute = chrono::TimeDelta::minutes(1);
                let rows = world.rows().await;
                rows.end_access_at(&self.client.id, now + minute, now).await;
                world.clock.advance(minute);
            }
            Way::ProjectPortalOff => ironbark.change_project(house, off).await,
            Way::OrganisationPortalOff => ironbark.settings(off).await,
            Way::ModuleOff => {
                ironbark
                    .settings(json!({ "modules": { "documents": false } }))
                    .await;
            }
            Way::SignOut => {
                agent.post("/auth/sign-out").await.expect(204);
            }
            Way::SessionEnded => {
                let path = format!("/auth/sessions/{}", session_of(agent));
                other.expect("a session").delete(&path).await.expect(204);
            }
            Way::OtherSessionsEnded => {
                let other = other.expect("a session");
                other.delete("/auth/sessions").await.expect(204);
            }
            Way::PasswordChanged => {
                let new = "another hinge 48 gate";
                let body = json!({ "current_password": PASSWORD, "new_password": new });
                let other = other.expect("a session");
                other.post("/auth/password").json(body).await.expect(204);
            }
            Way::PasswordReset => {
                let email = agent.receiver();
                let nobody = world.agent(email);
                let body = json!({ "email": email });
                nobody
                    .post("/auth/password-reset")
                    .json(body)
                    .await
                    .expect(202);
                let token = world.post.letter_to(email).await.token("/reset/");
                let body = json!({ "token": token, "password": "another hinge 48 gate" });
                nobody
                    .post("/auth/password-reset/confirm")
                    .json(body)
                    .await
                    .expect(204);
            }
        }
    }

    async fn undo(&self, world: &World, way: Way) {
        let on = json!({ "portal_enabled": true });
        match way {
            Way::ProjectPortalOff => world.ironbark.change_project(&world.house, on).await,
            Way::OrganisationPortalOff => world.ironbark.settings(on).await,
            Way::ModuleOff => {
                world
                    .ironbark
                    .settings(json!({ "modules": { "documents": true } }))
                    .await;
            }
            _ => {}
        }
    }
}
