//! A small world to make promises about: builders with members, projects and documents, and their
//! clients, all made through the API as people make them.

mod client;
mod firm;
mod one;
mod rows;

pub use client::Client;
pub use firm::{Document, Firm, Member};
pub use one::World;
pub use rows::Rows;

use crate::harness::{Agent, Server};
use serde_json::json;

/// Everybody's password.
pub const PASSWORD: &str = "hinge gate maple 47";

/// Everyone on the project, as the API takes it.
pub const EVERYONE: &str = "everyone";

/// Signs in anew, with a session of its own.
///
/// # Panics
/// When that is refused.
pub async fn sign_in(server: &Server, email: &str) -> Agent {
    let agent = server.agent(email);
    let body = json!({ "email": email, "password": PASSWORD });
    let session = agent.post("/auth/sign-in").json(body).await.expect(200);
    agent.with_token(session["access_token"].as_str().expect("a token"))
}
