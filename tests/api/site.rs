//! A builder with a project, for promises about what lies in it.

use bytes::Bytes;
use lintel_tests::harness::{Agent, Answer, Backend, Server};
use lintel_tests::world::{Firm, Member};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Ironbark Homes, its owner Dan, and a project.
pub(crate) struct Site {
    pub(crate) server: Server,
    pub(crate) firm: Firm,
    /// The owner.
    pub(crate) dan: Agent,
    /// The project's id.
    pub(crate) project: String,
}

impl Site {
    pub(crate) async fn open(on: Backend) -> Site {
        Site::on(Server::start(on).await).await
    }

    pub(crate) async fn on(server: Server) -> Site {
        let firm = Firm::sign_up(&server, "Ironbark Homes", "dan@ironbark.example").await;
        let project = firm.project("Banksia Street").await;
        Site {
            server,
            dan: firm.owner.clone(),
            firm,
            project,
        }
    }

    /// A member with this role, on the project or not.
    pub(crate) async fn join(&self, role: &str, on_the_project: bool) -> Member {
        let projects: &[&str] = if on_the_project {
            &[&self.project]
        } else {
            &[]
        };
        let email = format!("{role}@ironbark.example");
        self.firm.member(&self.server, &email, role, projects).await
    }

    /// The address of something in the project.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("/projects/{}{path}", self.project)
    }

    /// A new folder.
    pub(crate) async fn folder(&self, title: &str, parent: Option<&str>) -> String {
        self.firm.folder(&self.project, title, parent).await
    }

    /// A new document, as an item.
    pub(crate) async fn document(&self, name: &str, parent: Option<&str>) -> Value {
        let fields: Vec<(&str, &str)> = parent.map(|id| ("parent_id", id)).into_iter().collect();
        self.upload(name, &b"words"[..], &fields).await.expect(201)
    }

    /// What an upload by the owner is answered with.
    pub(crate) async fn upload(
        &self,
        name: &str,
        content: impl Into<Bytes>,
        fields: &[(&str, &str)],
    ) -> Answer {
        let documents = self.dan.post(&self.at("/documents"));
        documents.file(name, content.into(), fields).await
    }

    /// The titles of a list of the project.
    pub(crate) async fn titles(&self, query: &[(&str, &str)]) -> Vec<String> {
        let list = self.dan.get(&self.at("/documents")).query(query).await;
        let list = list.expect(200);
        let items = list["items"].as_array().expect("items");
        items.iter().map(|item| text(item, "title")).collect()
    }
}

/// The id of anything.
#[track_caller]
pub(crate) fn id(thing: &Value) -> String {
    text(thing, "id")
}

/// A field of text.
#[track_caller]
pub(crate) fn text(thing: &Value, field: &str) -> String {
    thing[field].as_str().expect(field).to_owned()
}

/// Everything in the file store.
pub(crate) fn files_below(server: &Server) -> Vec<PathBuf> {
    files_in(&server.data().join("files"))
}

/// Every file in a folder and the folders below it.
pub(crate) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files
}

/// Waits until so many objects, and nothing else, are in the file store.
pub(crate) async fn expect_objects(server: &Server, count: usize) {
    for _ in 0..200 {
        if files_below(server).len() == count {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("not {count} files: {:?}", files_below(server));
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
