//! Members: invitations, roles, assignments, removal ([I8]).

use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::harness::{Agent, Server};
use lintel_tests::world::Firm;
use rstest::rstest;
use serde_json::{Value, json};
use std::future::IntoFuture;

async fn ironbark(on: Backend) -> (Server, Firm) {
    let server = Server::start(on).await;
    let firm = Firm::sign_up(&server, "Ironbark Homes", "dan@ironbark.example").await;
    (server, firm)
}

async fn members(agent: &Agent) -> Vec<Value> {
    let page = agent.get("/members").await.expect(200);
    page["items"].as_array().expect("items").clone()
}

async fn id_of(agent: &Agent, email: &str) -> String {
    let members = members(agent).await;
    let found = members.iter().find(|member| member["email"] == email);
    found.expect(email)["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

fn role(agent: &Agent, id: &str, role: &str) -> lintel_tests::harness::Call {
    agent
        .patch(&format!("/members/{id}"))
        .json(json!({ "role": role }))
}

#[rstest]
#[tokio::test]
async fn an_invited_member_is_listed_as_such_until_they_accept(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let house = firm.project("Banksia Street").await;
    let body = json!({ "email": " Mia@Ironbark.example ", "role": "tradie", "project_ids": [house, house] });

    let invited = firm.owner.post("/member-invitations").json(body).await;

    let invited = invited.expect(201);
    assert_eq!(invited["email"], "mia@ironbark.example");
    assert_eq!(invited["name"], "mia@ironbark.example");
    assert_eq!(invited["status"], "invited");
    assert_eq!(invited["project_ids"], json!([house]));
    assert_eq!(invited["you"], false);
    let letter = server.post.letter_to("mia@ironbark.example").await;
    let accept = format!("/invitations/{}/accept", letter.token("/invite/"));
    let body = json!({ "name": "Mia Brown", "password": "hinge gate maple 47" });
    let mia = server.agent("mia@ironbark.example");
    mia.post(&accept).json(body).await.expect(200);

    let listed = members(&firm.owner).await;
    assert_eq!(listed.len(), 2);
    assert_eq!(
        (&listed[0]["email"], &listed[0]["you"]),
        (&json!("dan@ironbark.example"), &json!(true))
    );
    let mia = &listed[1];
    assert_eq!(
        (&mia["name"], &mia["status"], &mia["invite_expires_at"]),
        (&json!("Mia Brown"), &json!("active"), &Value::Null)
    );
}

#[rstest]
#[tokio::test]
async fn the_last_owner_can_be_neither_removed_nor_given_a_lesser_role(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let admin = firm
        .member(&server, "mia@ironbark.example", "admin", &[])
        .await;
    let body = json!({ "email": "eve@ironbark.example", "role": "owner" });
    let invited = firm.owner.post("/member-invitations").json(body).await;
    invited.expect(201);
    let dan = id_of(&firm.owner, "dan@ironbark.example").await;

    for agent in [&firm.owner, &admin.agent] {
        let removed = agent.delete(&format!("/members/{dan}")).await;
        removed.expect_problem(409, "last-owner");
        role(agent, &dan, "admin")
            .await
            .expect_problem(409, "last-owner");
    }

    role(&firm.owner, &dan, "sole_trader").await.expect(200);
    role(&firm.owner, &admin.id, "owner").await.expect(200);
    role(&firm.owner, &dan, "admin").await.expect(200);
}

#[rstest]
#[tokio::test]
async fn of_two_owners_who_remove_each_other_at_once_one_stays(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let eve = firm
        .member(&server, "eve@ironbark.example", "owner", &[])
        .await;
    let dan = id_of(&firm.owner, "dan@ironbark.example").await;

    let (first, second) = tokio::join!(
        firm.owner
            .delete(&format!("/members/{}", eve.id))
            .into_future(),
        eve.agent.delete(&format!("/members/{dan}")).into_future(),
    );

    let done = [first.status, second.status];
    assert_eq!(
        done.iter().filter(|status| **status == 204).count(),
        1,
        "{done:?}"
    );
    assert!(
        done.iter().any(|status| [401, 409].contains(status)),
        "{done:?}"
    );
}

#[rstest]
#[tokio::test]
async fn a_removed_member_is_out_at_the_next_request_and_can_be_invited_again(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let mia = firm
        .member(&server, "mia@ironbark.example", "admin", &[])
        .await;
    mia.agent.get("/projects").await.expect(200);

    let removed = firm.owner.delete(&format!("/members/{}", mia.id)).await;

    removed.expect(204);
    let refused = mia.agent.get("/projects").await;
    refused.expect_problem(401, "not-signed-in");
    let again = firm.owner.delete(&format!("/members/{}", mia.id)).await;
    again.expect_problem(404, "not-found");
    assert_eq!(members(&firm.owner).await.len(), 1);
    let body = json!({ "email": "mia@ironbark.example", "role": "finance" });
    let invited = firm.owner.post("/member-invitations").json(body).await;
    invited.expect(201);
}

#[rstest]
#[tokio::test]
async fn a_new_invitation_kills_the_link_of_the_one_before(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let body = json!({ "email": "mia@ironbark.example", "role": "tradie" });
    let invited = firm.owner.post("/member-invitations").json(body).await;
    let id = invited.expect(201)["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let letter = server.post.letter_to("mia@ironbark.example").await;
    let old = letter.token("/invite/");

    let resent = firm.owner.post(&format!("/members/{id}/invitation")).await;

    resent.expect(200);
    let letter = server.post.letter_to("mia@ironbark.example").await;
    let new = letter.token("/invite/");
    let mia = server.agent("mia@ironbark.example");
    mia.get(&format!("/invitations/{old}")).await.expect(410);
    mia.get(&format!("/invitations/{new}")).await.expect(200);

    let withdrawn = firm.owner.delete(&format!("/members/{id}")).await;
    withdrawn.expect(204);
    mia.get(&format!("/invitations/{new}")).await.expect(410);
}

#[rstest]
#[tokio::test]
async fn an_address_is_invited_once_however_often_it_is_asked_for(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let invite = || {
        let body = json!({ "email": "mia@ironbark.example", "role": "tradie" });
        firm.owner
            .post("/member-invitations")
            .json(body)
            .into_future()
    };

    let (first, second) = tokio::join!(invite(), invite());

    let (made, refused) = match first.status {
        201 => (first, second),
        _ => (second, first),
    };
    made.expect(201);
    let problem = refused.expect_problem(409, "already-member");
    assert_eq!(problem["errors"][0]["pointer"], "/email");
    server.post.letter_to("mia@ironbark.example").await;
    assert!(server.post.next_to("mia@ironbark.example").is_none());
}

#[rstest]
#[tokio::test]
async fn every_bad_field_of_an_invitation_is_named_in_one_answer(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (_server, firm) = ironbark(on).await;
    let body = json!({ "email": "mia", "name": "", "role": "king", "project_ids": ["x"] });

    let bad = firm
        .owner
        .post("/member-invitations")
        .json(body)
        .await
        .bad_fields();

    let pointers: Vec<&str> = bad.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/email", "/name", "/project_ids/0", "/role"]);
}

#[rstest]
#[tokio::test]
async fn nobody_is_assigned_to_another_organisations_project(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let own = firm.project("Banksia Street").await;
    let other = Firm::sign_up(&server, "Redgum", "kim@redgum.example").await;
    let foreign = other.project("Elsewhere").await;
    let mia = firm
        .member(&server, "mia@ironbark.example", "tradie", &[])
        .await;
    let path = format!("/members/{}/projects", mia.id);

    let body = json!({ "project_ids": [own, foreign] });
    let assigned = firm.owner.put(&path).json(body).await;
    assigned.expect_problem(404, "not-found");
    let body =
        json!({ "email": "eve@ironbark.example", "role": "tradie", "project_ids": [foreign] });
    let invited = firm.owner.post("/member-invitations").json(body).await;
    invited.expect_problem(404, "not-found");
    let stranger = other.owner.put(&path).json(json!({ "project_ids": [] }));
    stranger.await.expect_problem(404, "not-found");

    assert_eq!(members(&firm.owner).await[1]["project_ids"], json!([]));
}

#[rstest]
#[tokio::test]
async fn a_change_of_what_was_changed_meanwhile_is_refused(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let (server, firm) = ironbark(on).await;
    let mia = firm
        .member(&server, "mia@ironbark.example", "tradie", &[])
        .await;
    let changed = role(&firm.owner, &mia.id, "supervisor").await;
    let seen = changed.header("etag").expect("an ETag").to_owned();
    role(&firm.owner, &mia.id, "finance").await.expect(200);

    let stale = role(&firm.owner, &mia.id, "tradie").header("If-Match", &seen);

    stale.await.expect_problem(412, "stale-version");
    assert_eq!(members(&firm.owner).await[1]["role"], "finance");
}

#[rstest]
#[tokio::test]
async fn a_new_role_holds_from_the_next_request_on(#[values(Sqlite, Postgres)] on: Backend) {
    let (server, firm) = ironbark(on).await;
    let mia = firm
        .member(&server, "mia@ironbark.example", "admin", &[])
        .await;
    mia.agent.get("/members").await.expect(200);

    role(&firm.owner, &mia.id, "supervisor").await.expect(200);

    let refused = mia.agent.get("/members").await;
    refused.expect_problem(403, "forbidden");
}
