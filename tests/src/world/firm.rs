//! An organisation as its owner builds it up.

use super::{Client, PASSWORD};
use crate::harness::{Agent, Server};
use serde_json::{Value, json};
use std::time::Duration;

/// A builder.
#[derive(Clone)]
pub struct Firm {
    /// Its first member, who may do everything.
    pub owner: Agent,
}

/// Somebody who works for a builder.
#[derive(Clone)]
pub struct Member {
    /// Their id.
    pub id: String,
    /// They, signed in.
    pub agent: Agent,
}

/// A document and its file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The item's id.
    pub id: String,
    /// The file's id.
    pub file: String,
}

impl Firm {
    /// A new organisation.
    ///
    /// # Panics
    /// When something is refused, here and below.
    pub async fn sign_up(server: &Server, organisation: &str, email: &str) -> Firm {
        Firm::begin(server.agent(email), organisation).await
    }

    /// A new organisation of a caller who has no account yet, on whatever server.
    pub async fn begin(owner: Agent, organisation: &str) -> Firm {
        let body = json!({
            "organisation_name": organisation,
            "name": name_of(owner.receiver()),
            "email": owner.receiver(),
            "password": PASSWORD,
        });
        let session = owner.post("/auth/sign-up").json(body).await.expect(201);
        Firm {
            owner: owner.with_token(session["access_token"].as_str().expect("a token")),
        }
    }

    /// Invites a member, who accepts.
    pub async fn member(
        &self,
        server: &Server,
        email: &str,
        role: &str,
        projects: &[&str],
    ) -> Member {
        let body = json!({ "email": email, "role": role, "project_ids": projects });
        let invited = self.owner.post("/member-invitations").json(body).await;
        let invited = invited.expect(201);
        Member {
            id: id(&invited),
            agent: accept(server, email).await,
        }
    }

    /// A project.
    pub async fn project(&self, name: &str) -> String {
        let body = json!({ "name": name });
        id(&self.owner.post("/projects").json(body).await.expect(201))
    }

    /// Invites a client to projects, who accepts.
    pub async fn client(&self, server: &Server, email: &str, projects: &[&str]) -> Client {
        let id = self.invite(email, projects).await;
        Client {
            id,
            agent: accept(server, email).await,
        }
    }

    /// Invites a client to projects; the client's id.
    pub async fn invite(&self, email: &str, projects: &[&str]) -> String {
        let body = json!({ "email": email, "name": name_of(email), "project_ids": projects });
        let invited = self.owner.post("/client-invitations").json(body).await;
        id(&invited.expect(201))
    }

    /// A folder.
    pub async fn folder(&self, project: &str, title: &str, parent: Option<&str>) -> String {
        let path = format!("/projects/{project}/folders");
        let body = json!({ "title": title, "parent_id": parent });
        id(&self.owner.post(&path).json(body).await.expect(201))
    }

    /// A document that holds its title.
    pub async fn document(&self, project: &str, title: &str, parent: Option<&str>) -> Document {
        let name = format!("{title}.txt");
        self.upload(project, &name, title.to_owned().into_bytes(), title, parent)
            .await
    }

    /// A document.
    pub async fn upload(
        &self,
        project: &str,
        file_name: &str,
        content: Vec<u8>,
        title: &str,
        parent: Option<&str>,
    ) -> Document {
        let path = format!("/projects/{project}/documents");
        let mut fields = vec![("title", title)];
        fields.extend(parent.map(|parent| ("parent_id", parent)));
        let answer = self.owner.post(&path).file(file_name, content, &fields);
        Document::of(&answer.await.expect(201))
    }

    /// A drawing with a first revision.
    pub async fn drawing(&self, project: &str, number: &str, revision: &str) -> Document {
        let path = format!("/projects/{project}/drawings");
        let fields = [
            ("number", number),
            ("title", number),
            ("revision", revision),
        ];
        let name = format!("{number}.txt");
        let answer = self
            .owner
            .post(&path)
            .file(&name, number.to_owned(), &fields);
        Document::of(&answer.await.expect(201))
    }

    /// A photo.
    pub async fn photo(&self, project: &str, picture: &[u8], parent: Option<&str>) -> Document {
        let name = match picture.starts_with(&[0xFF, 0xD8]) {
            true => "photo.jpg",
            false => "photo.png",
        };
        let path = format!("/projects/{project}/photos");
        let fields: Vec<(&str, &str)> = parent
            .map(|parent| ("parent_id", parent))
            .into_iter()
            .collect();
        let answer = self.owner.post(&path).file(name, picture.to_vec(), &fields);
        Document::of(&answer.await.expect(201))
    }

    /// A version of a document or drawing that waits to be published; its file.
    pub async fn draft(&self, item: &str, content: &str) -> String {
        let path = format!("/items/{item}/versions");
        let fields = [("publish", "false"), ("label", content)];
        let answer = self
            .owner
            .post(&path)
            .file("draft.txt", content.to_owned(), &fields);
        let version = answer.await.expect(201);
        version["file_id"].as_str().expect("a file").to_owned()
    }

    /// Makes a version the current one.
    pub async fn publish(&self, item: &str, file: &str, how: Value) {
        let path = format!("/items/{item}/versions/{file}/publication");
        self.owner.post(&path).json(how).await.expect(200);
    }

    /// Waits until the pictures of a photo are made.
    ///
    /// # Panics
    /// When they are not.
    pub async fn wait_for_preview(&self, photo: &str) {
        let shown = self.rendered(&format!("/photos/{photo}")).await;
        assert_eq!(shown["preview"], "ready", "{shown}");
    }

    /// Waits until the smaller pictures of a record's picture are made.
    ///
    /// # Panics
    /// When they are not.
    pub async fn rendered_picture(&self, record: &str, picture: &str) {
        for _ in 0..1200 {
            let shown = self.owner.get(&format!("/{record}")).await.expect(200);
            let pictures = shown["pictures"].as_array().expect("pictures");
            let mut of_id = pictures.iter().filter(|shown| shown["id"] == picture);
            if of_id.all(|shown| shown["preview"] == "ready") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the pictures of {record} are not made");
    }

    /// What is at an item's address once the work on its pictures has ended, well or not.
    ///
    /// # Panics
    /// When it does not end.
    pub async fn rendered(&self, address: &str) -> Value {
        for _ in 0..1200 {
            let shown = self.owner.get(address).await.expect(200);
            if shown["preview"] != "pending" {
                return shown;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the pictures of {address} are not made");
    }

    /// Shares with `audience`, without a letter.
    pub async fn share(&self, project: &str, items: &[&str], audience: impl Into<Value>) {
        let body = json!({ "item_ids": items, "audience": audience.into(), "notify": false });
        let path = format!("/projects/{project}/shares");
        self.owner.post(&path).json(body).await.expect(200);
    }

    /// Takes shares away.
    pub async fn unshare(&self, project: &str, items: &[&str]) {
        let path = format!("/projects/{project}/unshares");
        let body = json!({ "item_ids": items });
        self.owner.post(&path).json(body).await.expect(200);
    }

    /// Moves items into a folder, or to the top.
    pub async fn move_to(&self, project: &str, items: &[&str], parent: Option<&str>) {
        let path = format!("/projects/{project}/moves");
        let body = json!({ "item_ids": items, "parent_id": parent });
        self.owner.post(&path).json(body).await.expect(200);
    }

    /// Deletes items.
    pub async fn delete(&self, project: &str, items: &[&str]) {
        let path = format!("/projects/{project}/deletions");
        let body = json!({ "item_ids": items });
        self.owner.post(&path).json(body).await.expect(200);
    }

    /// Changes the organisation.
    pub async fn settings(&self, change: Value) {
        let answer = self.owner.patch("/organisation").json(change).await;
        answer.expect(200);
    }

    /// Changes a project.
    pub async fn change_project(&self, project: &str, change: Value) {
        let path = format!("/projects/{project}");
        self.owner.patch(&path).json(change).await.expect(200);
    }
}

impl Document {
    fn of(answer: &Value) -> Document {
        Document {
            id: id(answer),
            file: answer["file_id"].as_str().expect("a file").to_owned(),
        }
    }
}

/// Accepts the invitation in the next letter to `email`, with a new account.
pub(super) async fn accept(server: &Server, email: &str) -> Agent {
    let token = server.post.letter_to(email).await.token("/invite/");
    let body = json!({ "name": name_of(email), "password": PASSWORD });
    let agent = server.agent(email);
    let path = format!("/invitations/{token}/accept");
    let session = agent.post(&path).json(body).await.expect(200);
    agent.with_token(session["access_token"].as_str().expect("a token"))
}

fn id(answer: &Value) -> String {
    answer["id"].as_str().expect("an id").to_owned()
}

/// `ann@example.com` is called Ann.
fn name_of(email: &str) -> String {
    let (name, _) = email.split_once('@').expect("an address");
    let mut letters = name.chars();
    let first = letters.next().expect("a name").to_ascii_uppercase();
    std::iter::once(first).chain(letters).collect()
}
