//! A builder with a project, for promises about what lies in it.

use bytes::Bytes;
use lintel_tests::harness::{Agent, Answer, Backend, Server};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Long enough, and on no list.
pub const PASSWORD: &str = "a very long passphrase";

/// Ironbark, its owner Dan, and its project in Harbour Road.
pub struct Site {
    pub server: Server,
    /// The owner.
    pub dan: Agent,
    /// The project's id.
    pub project: String,
}

impl Site {
    pub async fn open(on: Backend) -> Site {
        Site::on(Server::start(on).await).await
    }

    pub async fn on(server: Server) -> Site {
        let dan = sign_up(&server, "Ironbark Building", "dan@ironbark.example").await;
        let project = create_project(&dan, "14 Harbour Road").await;
        Site {
            server,
            dan,
            project,
        }
    }

    /// A member with this role, on the project or not.
    pub async fn join(&self, role: &str, on_the_project: bool) -> Agent {
        let projects = match on_the_project {
            true => json!([self.project]),
            false => json!([]),
        };
        let email = format!("{role}@ironbark.example");
        self.dan
            .post("/member-invitations")
            .json(json!({"email": email, "role": role, "project_ids": projects}))
            .await
            .expect(201);
        let token = self.server.post.letter_to(&email).await.token("/invite/");
        let agent = self.server.agent(&email);
        let session = agent
            .post(&format!("/invitations/{token}/accept"))
            .json(json!({"name": role, "password": PASSWORD}))
            .await;
        signed_in(agent, &session.json())
    }

    /// The address of something in the project.
    pub fn at(&self, path: &str) -> String {
        format!("/projects/{}{path}", self.project)
    }

    /// A new folder.
    pub async fn folder(&self, title: &str, parent: Option<&str>) -> String {
        let folder = self
            .dan
            .post(&self.at("/folders"))
            .json(json!({"title": title, "parent_id": parent}))
            .await;
        id(&folder.expect(201))
    }

    /// A new document, as an item.
    pub async fn document(&self, name: &str, parent: Option<&str>) -> Value {
        let fields: Vec<(&str, &str)> = parent.map(|id| ("parent_id", id)).into_iter().collect();
        self.upload(name, &b"words"[..], &fields).await.expect(201)
    }

    /// What an upload by the owner is answered with.
    pub async fn upload(
        &self,
        name: &str,
        content: impl Into<Bytes>,
        fields: &[(&str, &str)],
    ) -> Answer {
        let documents = self.dan.post(&self.at("/documents"));
        documents.file(name, content.into(), fields).await
    }

    /// The titles of a list of the project.
    pub async fn titles(&self, query: &[(&str, &str)]) -> Vec<String> {
        let list = self.dan.get(&self.at("/documents")).query(query).await;
        let list = list.expect(200);
        let items = list["items"].as_array().expect("items");
        items.iter().map(|item| text(item, "title")).collect()
    }
}

/// The owner of a new organisation.
pub async fn sign_up(server: &Server, organisation: &str, email: &str) -> Agent {
    let agent = server.agent(email);
    let session = agent
        .post("/auth/sign-up")
        .json(json!({
            "organisation_name": organisation, "name": "Dan", "email": email, "password": PASSWORD,
        }))
        .await;
    signed_in(agent, &session.expect(201))
}

/// A new project's id.
pub async fn create_project(agent: &Agent, name: &str) -> String {
    let project = agent.post("/projects").json(json!({"name": name})).await;
    id(&project.expect(201))
}

/// The id of anything.
#[track_caller]
pub fn id(thing: &Value) -> String {
    text(thing, "id")
}

/// A field of text.
#[track_caller]
pub fn text(thing: &Value, field: &str) -> String {
    thing[field].as_str().expect(field).to_owned()
}

fn signed_in(agent: Agent, session: &Value) -> Agent {
    agent.with_token(&text(session, "access_token"))
}

/// Everything in the file store.
pub fn files_below(server: &Server) -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(&server.data().join("files"), &mut files);
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => collect(&path, files),
            false => files.push(path),
        }
    }
}
