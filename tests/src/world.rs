//! A small world to make promises about: builders with members, projects and documents, and their
//! clients, all made through the API as people make them.

mod below;
mod client;
mod firm;
mod link;
mod one;
pub mod pictures;
mod records;
mod rows;

pub use below::{Below, caller};
pub use client::Client;
pub use firm::{Document, Firm, Member};
pub use link::Link;
pub use one::World;
pub use records::{Picture, task, words};
pub use rows::{ItemRow, Rows};

use crate::harness::{Agent, Server};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};

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

/// The session that a caller's access token names.
///
/// # Panics
/// When they have no token of ours.
pub fn session_of(agent: &Agent) -> String {
    let claims = agent.token().and_then(|token| token.split('.').nth(1));
    let claims = BASE64_URL_SAFE_NO_PAD.decode(claims.expect("a token"));
    let claims: Value = serde_json::from_slice(&claims.expect("base64")).expect("claims");
    claims["sid"].as_str().expect("a session").to_owned()
}
