//! Two worlds that differ only in private data look the same to a client, byte for byte.

use chrono::TimeDelta;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::{EVERYONE, World};
use rstest::rstest;
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

/// The private data of a world.
struct Private {
    folder: &'static str,
    titles: &'static [&'static str],
    other_client: &'static str,
    member: &'static str,
}

#[rstest]
#[tokio::test]
async fn two_worlds_that_differ_only_in_private_data_give_a_client_the_same_bytes(
    #[values(Sqlite, Postgres)] on: Backend,
) {
    let some = Private {
        folder: "Margin",
        titles: &[
            "Costs",
            "Dispute with the neighbour",
            "Quote of the plumber",
        ],
        other_client: "ned@example.com",
        member: "sue@ironbark.example",
    };
    let other = Private {
        folder: "A",
        titles: &["Z"],
        other_client: "maximilian.longname@example.com",
        member: "x@ironbark.example",
    };

    let (first, second) = (portal_of(on, &some).await, portal_of(on, &other).await);

    for (first, second) in first.lines().zip(second.lines()) {
        assert_eq!(first, second);
    }
    assert_eq!(first.len(), second.len());
}

/// A world with this private data, as Ann sees all of it.
async fn portal_of(on: Backend, private: &Private) -> String {
    let world = World::start(on).await;
    let (ironbark, house) = (&world.ironbark, &world.house);
    let hidden = ironbark.folder(house, private.folder, None).await;
    let shown = ironbark.folder(house, "Plans", None).await;
    let mut documents = Vec::new();
    for title in private.titles {
        documents.push(ironbark.document(house, title, Some(&hidden)).await);
        ironbark.document(house, title, None).await;
    }
    world.clock.advance(TimeDelta::minutes(1));
    let inside = ironbark.document(house, "Ground floor", Some(&shown)).await;
    let among = ironbark.document(house, "Window list", Some(&hidden)).await;
    ironbark.share(house, &[&shown], EVERYONE).await;
    let for_ann = json!({ "client_ids": [world.ann.id] });
    ironbark.share(house, &[&among.id], for_ann).await;
    world.clock.advance(TimeDelta::minutes(1));
    let other = ironbark
        .client(&world, private.other_client, &[house])
        .await;
    let for_other = json!({ "client_ids": [other.id] });
    ironbark.share(house, &[&documents[0].id], for_other).await;
    ironbark
        .member(&world, private.member, "supervisor", &[])
        .await;
    for title in private.titles {
        ironbark.project(title).await;
    }
    world.clock.advance(TimeDelta::minutes(1));

    let mut seen = String::new();
    for path in [
        "/portal/projects".to_owned(),
        format!("/portal/projects/{house}"),
        format!("/portal/projects/{house}/items"),
        format!("/portal/projects/{house}/items?limit=1"),
        format!("/portal/projects/{house}/items?parent_id=root"),
        format!("/portal/projects/{house}/items?parent_id={shown}"),
        format!("/portal/projects/{house}/items?parent_id={hidden}"),
        format!("/portal/projects/{house}/items?kind=document"),
        format!("/portal/projects/{house}/items?q=o"),
        format!("/portal/projects/{house}/notifications"),
        format!("/portal/items/{}", inside.id),
        format!("/portal/items/{}", among.id),
        format!("/portal/items/{hidden}"),
        format!("/portal/items/{}", documents[0].id),
        format!("/portal/files/{}/content", documents[0].file),
        format!("/portal/files/{}/content", among.file),
        "/me".to_owned(),
        "/auth/sessions".to_owned(),
    ] {
        let answer = world.ann.agent.get(&path).await;
        let _ = writeln!(seen, "{path}: {}", answer.status);
        let headers = answer.headers.iter();
        let told = headers.filter(|(name, _)| *name != "date" && *name != "x-request-id");
        let told: BTreeSet<String> = told.map(|header| format!("{header:?}\n")).collect();
        seen.extend(told);
        let text = match answer.header("content-type") {
            Some("application/problem+json") => {
                let mut problem = answer.json();
                problem["request_id"] = "".into();
                problem.to_string()
            }
            _ => answer.text(),
        };
        let _ = writeln!(seen, "{text}");
    }
    without_ids(&seen)
}

/// Ids replaced by their order of appearance, and cursors, which are made of ids and times, left out.
fn without_ids(text: &str) -> String {
    let mut numbers = HashMap::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match rest
            .get(..36)
            .filter(|word| uuid::Uuid::parse_str(word).is_ok())
        {
            Some(id) => {
                let next = numbers.len();
                let number = *numbers.entry(id.to_owned()).or_insert(next);
                let _ = write!(plain, "#{number}");
                rest = &rest[36..];
            }
            None => {
                plain.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    let lines = plain.lines().map(|line| match line.find("\"next\":\"") {
        Some(at) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
