//! Invitations used twice, and one address known to two builders.

use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{EVERYONE, Firm, PASSWORD, World, sign_in};
use rstest::rstest;
use serde_json::json;

#[rstest]
#[tokio::test]
async fn an_invitation_works_once_and_not_after_a_resend_or_a_revocation(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let nobody = world.agent("nobody");
    let email = "ned@example.com";
    let accept = |token: String| {
        let body = json!({ "name": "Ned", "password": PASSWORD });
        nobody
            .post(&format!("/invitations/{token}/accept"))
            .json(body)
    };
    let id = ironbark.invite(email, &[house]).await;
    let first = world.post.letter_to(email).await.token("/invite/");
    let resend = format!("/clients/{id}/invitation");
    ironbark.owner.post(&resend).await.expect(200);
    let second = world.post.letter_to(email).await.token("/invite/");
    assert_ne!(first, second);

    assert_eq!(accept(first.clone()).await.status, 410);
    assert_eq!(
        nobody.get(&format!("/invitations/{first}")).await.status,
        410
    );
    accept(second.clone()).await.expect(200);
    assert_eq!(accept(second.clone()).await.status, 410);
    assert_eq!(
        nobody.get(&format!("/invitations/{second}")).await.status,
        410
    );

    let email = "eve@example.com";
    let id = ironbark.invite(email, &[house]).await;
    let third = world.post.letter_to(email).await.token("/invite/");
    ironbark
        .owner
        .post(&format!("/clients/{id}/revoke"))
        .await
        .expect(200);
    assert_eq!(accept(third).await.status, 410);
}

#[rstest]
#[tokio::test]
async fn an_expired_invitation_does_not_revive_when_the_clock_is_set_back(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let email = "ned@example.com";
    world.ironbark.invite(email, &[&world.house]).await;
    let token = world.post.letter_to(email).await.token("/invite/");
    let nobody = world.agent("nobody");
    let accept = || {
        let body = json!({ "name": "Ned", "password": PASSWORD });
        nobody
            .post(&format!("/invitations/{token}/accept"))
            .json(body)
    };
    world.clock.advance(TimeDelta::days(14));
    assert_eq!(accept().await.status, 410);

    world.clock.advance(TimeDelta::seconds(-1));

    accept().await.expect(410);
}

#[rstest]
#[tokio::test]
async fn one_address_at_two_builders_is_one_account_and_each_builder_sees_their_own(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let world = World::start(on).await;
    let house = &world.house;
    let (dan, olga, ann) = (
        "dan@ironbark.example",
        "olga@wattle.example",
        "ann@example.com",
    );
    let of_dan = world.canaries.hatch("a title of Ironbark", [dan, ann]);
    let of_olga = world.canaries.hatch("a title of Wattle", [olga, ann]);
    let hidden = world
        .canaries
        .hatch("a title of Wattle that is not shared", [olga]);
    let wattle = Firm::sign_up(&world, "Wattle Build", olga).await;
    let garden = wattle.project("Garden").await;
    let for_ann = world.ironbark.document(house, &of_dan, None).await;
    world.ironbark.share(house, &[&for_ann.id], EVERYONE).await;
    let at_wattle = wattle.invite(ann, &[&garden]).await;
    let also = wattle.document(&garden, &of_olga, None).await;
    wattle.document(&garden, &hidden, None).await;
    wattle.share(&garden, &[&also.id], EVERYONE).await;
    let token = world.post.letter_to(ann).await.token("/invite/");
    let accept = format!("/invitations/{token}/accept");

    // Before Ann accepts, the other builder's project is not hers.
    assert_eq!(world.ann.projects().await.len(), 1);
    let body = json!({ "name": "Mallory", "password": "another password 12" });
    let stolen = world
        .agent("mallory@example.com")
        .post(&accept)
        .json(body)
        .await;
    assert!((400..500).contains(&stolen.status), "{}", stolen.text());
    let tom = world.tom.agent.post(&accept).json(json!({})).await;
    assert!((400..500).contains(&tom.status), "{}", tom.text());
    world
        .ann
        .agent
        .post(&accept)
        .json(json!({}))
        .await
        .expect(200);

    assert_eq!(world.ann.projects().await.len(), 2);
    assert_eq!(world.ann.titles(house, &[]).await, [of_dan.as_str()]);
    assert_eq!(world.ann.titles(&garden, &[]).await, [of_olga.as_str()]);
    let seen_by = |firm: &Firm, id: &str| firm.owner.get(&format!("/clients/{id}"));
    assert_eq!(seen_by(&wattle, &world.ann.id).await.status, 404);
    assert_eq!(seen_by(&world.ironbark, &at_wattle).await.status, 404);
    let record = seen_by(&wattle, &at_wattle).await.expect(200);
    assert_eq!(record["projects"].as_array().map(Vec::len), Some(1));

    // What one builder takes away stays given by the other.
    let revoke = format!("/clients/{at_wattle}/revoke");
    wattle.owner.post(&revoke).await.expect(200);
    assert_eq!(world.ann.projects().await.len(), 1);
    assert_eq!(world.ann.file_status(&also.file).await, 404);
    assert_eq!(world.ann.file_status(&for_ann.file).await, 200);

    // And the password is still Ann's own.
    sign_in(&world, ann).await;
}
