//! A client and what the portal shows them.

use crate::harness::Agent;
use serde_json::Value;
use std::collections::BTreeSet;

/// Somebody a builder works for.
#[derive(Clone)]
pub struct Client {
    /// The builder's record of them.
    pub id: String,
    /// They, signed in.
    pub agent: Agent,
}

impl Client {
    /// Their projects in the portal.
    ///
    /// # Panics
    /// When the portal refuses, here and below.
    pub async fn projects(&self) -> Vec<Value> {
        items(self.agent.get("/portal/projects").await.expect(200))
    }

    /// Everything they see of a project, whatever its folder.
    pub async fn sees(&self, project: &str) -> BTreeSet<String> {
        let list = self.list(project, &[]).await;
        list.iter().map(|item| text(item, "id")).collect()
    }

    /// What the list answers to a question, all pages of it.
    pub async fn list(&self, project: &str, question: &[(&str, &str)]) -> Vec<Value> {
        let path = format!("/portal/projects/{project}/items");
        let mut list = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let mut question = question.to_vec();
            question.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
            let page = self.agent.get(&path).query(&question).await.expect(200);
            cursor = page["next"].as_str().map(str::to_owned);
            list.extend(items(page));
            if cursor.is_none() {
                return list;
            }
        }
    }

    /// The titles in such a list, sorted.
    pub async fn titles(&self, project: &str, question: &[(&str, &str)]) -> Vec<String> {
        let list = self.list(project, question).await;
        let mut titles: Vec<String> = list.iter().map(|item| text(item, "title")).collect();
        titles.sort();
        titles
    }

    /// The status of the portal's answer.
    pub async fn status(&self, path: &str) -> u16 {
        self.agent.get(path).await.status
    }

    /// The status of a file's content.
    pub async fn file_status(&self, file: &str) -> u16 {
        self.status(&format!("/portal/files/{file}/content")).await
    }

    /// The home page of a project.
    pub async fn home(&self, project: &str) -> Value {
        let path = format!("/portal/projects/{project}");
        self.agent.get(&path).await.expect(200)
    }
}

fn items(answer: Value) -> Vec<Value> {
    answer["items"].as_array().expect("items").clone()
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().expect(key).to_owned()
}
