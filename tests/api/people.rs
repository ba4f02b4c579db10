//! People who sign up, sign in and accept, for promises about accounts.

use lintel_tests::harness::{Agent, Answer, Backend, Server};
use lintel_tests::world::{Firm, PASSWORD};
use serde_json::{Value, json};

/// A client.
pub(crate) const ANN: &str = "ann@example.com";
/// A member.
pub(crate) const MIA: &str = "mia@ironbark.example";

/// A server with Ironbark Homes on it, and its project.
pub(crate) async fn ironbark(on: Backend) -> (Server, Firm, String) {
    let server = Server::start(on).await;
    let firm = Firm::sign_up(&server, "Ironbark Homes", "dan@ironbark.example").await;
    let house = firm.project("Banksia Street").await;
    (server, firm, house)
}

/// What signing in is answered with.
pub(crate) async fn try_password(server: &Server, email: &str, password: &str) -> Answer {
    let body = json!({ "email": email, "password": password });
    server.agent(email).post("/auth/sign-in").json(body).await
}

/// What signing in with the right password is answered with.
pub(crate) async fn signed_in(server: &Server, email: &str) -> Answer {
    let answer = try_password(server, email, PASSWORD).await;
    answer.expect(200);
    answer
}

/// The caller that an answer made of `email`.
#[track_caller]
pub(crate) fn caller(server: &Server, email: &str, answer: &Answer) -> Agent {
    let session = answer.json();
    let token = session["access_token"].as_str().expect("a token");
    server.agent(email).with_token(token)
}

/// The token of the next invitation to `email`.
pub(crate) async fn invitation(server: &Server, email: &str) -> String {
    server.post.letter_to(email).await.token("/invite/")
}

/// What accepting is answered with.
pub(crate) async fn accept(agent: &Agent, token: &str, body: Value) -> Answer {
    let path = format!("/invitations/{token}/accept");
    agent.post(&path).json(body).await
}

/// What looking at an invitation is answered with.
pub(crate) async fn look(server: &Server, token: &str) -> Answer {
    let path = format!("/invitations/{token}");
    server.agent("nobody").get(&path).await
}

/// The value that an answer gives a cookie.
pub(crate) fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let cookies = answer.headers.get_all("set-cookie").iter();
    cookies
        .filter_map(|cookie| cookie.to_str().ok()?.strip_prefix(name)?.strip_prefix('='))
        .map(|rest| rest.split(';').next().unwrap_or_default().to_owned())
        .next()
}

/// The refresh token of an answer.
#[track_caller]
pub(crate) fn refresh_token(answer: &Answer) -> String {
    cookie(answer, "lintel_refresh").expect("a refresh token")
}

/// The actions in an organisation's audit log, the latest first.
pub(crate) async fn audited(firm: &Firm) -> Vec<String> {
    let page = firm.owner.get("/audit").await.expect(200);
    let entries = page["items"].as_array().expect("items").iter();
    entries
        .map(|entry| entry["action"].as_str().expect("an action").to_owned())
        .collect()
}

/// What somebody without an account accepts with.
pub(crate) fn new_account() -> Value {
    json!({ "name": "Ann Lee", "password": PASSWORD })
}

/// Invites a tradesperson; the member's id.
pub(crate) async fn invite_member(firm: &Firm, email: &str) -> String {
    let body = json!({ "email": email, "role": "tradie" });
    let invited = firm.owner.post("/member-invitations").json(body).await;
    invited.expect(201)["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

/// Bluegum invites Ann, who is Ironbark's client already; the invitation's token.
pub(crate) async fn invited_again(
    server: &Server,
    firm: &Firm,
    house: &str,
) -> (Agent, Firm, String) {
    let ann = firm.client(server, ANN, &[house]).await.agent;
    let bluegum = Firm::sign_up(server, "Bluegum", "eve@bluegum.example").await;
    let other = bluegum.project("Wattle Lane").await;
    bluegum.invite(ANN, &[&other]).await;
    let token = invitation(server, ANN).await;
    (ann, bluegum, token)
}

/// A client's status.
pub(crate) async fn client_status(firm: &Firm, id: &str) -> Value {
    let client = firm.owner.get(&format!("/clients/{id}")).await;
    client.expect(200)["status"].clone()
}
