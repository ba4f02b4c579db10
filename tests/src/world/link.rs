//! Private links, and who comes by them.

use super::Firm;
use crate::harness::{Agent, Server};
use serde_json::json;

/// The private link of a project.
#[derive(Clone, Debug)]
pub struct Link {
    /// What stands behind `/p/` in its address.
    pub token: String,
}

impl Firm {
    /// Puts the organisation on the plan that has links, and enables the project's.
    ///
    /// # Panics
    /// When the API refuses, here and below.
    pub async fn link(&self, project: &str) -> Link {
        self.settings(json!({ "plan": "pro" })).await;
        let path = format!("/projects/{project}/portal-link");
        let link = self.owner.post(&path).await.expect(201);
        let url = link["url"].as_str().expect("an address");
        let (_, token) = url.rsplit_once("/p/").expect("a page of its own");
        Link {
            token: token.to_owned(),
        }
    }
}

impl Link {
    /// Somebody who has opened it; `receiver` is who that is to the canaries.
    pub async fn visit(&self, server: &Server, receiver: &str) -> Agent {
        let visitor = server.agent(receiver);
        let body = json!({ "token": self.token });
        let visit = visitor.post("/link/sessions").json(body).await.expect(201);
        visitor.with_token(visit["access_token"].as_str().expect("a token"))
    }
}
