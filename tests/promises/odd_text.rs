//! Odd text in every field, where everything else is right: kept or refused, and never a fault.

use crate::access::policy::{Line, POLICY, Send, Who};
use crate::access::things::{Ground, On, Place, Standing, Things};
use lintel_tests::harness::Agent;
use lintel_tests::harness::Backend::{self, Postgres, Sqlite};
use lintel_tests::world::World;
use rstest::rstest;
use serde_json::Value;
use std::collections::HashMap;
use std::fmt::Write as _;

/// Text that programs stumble over.
const ODD: [&str; 9] = [
    "\u{0}",
    "a\u{0}b",
    "\u{202e}gnp.exe",
    "\u{feff}\u{ffff}",
    "'; DROP TABLE item; --",
    "100 % \\ _ ${x} {{x}} <b>",
    "\r\nBcc: eve@example.com",
    "🏠🏠🏠",
    " \t ",
];

#[rstest]
#[tokio::test]
async fn odd_text_is_kept_or_refused_and_never_a_fault(#[values(Sqlite, Postgres)] on: Backend) {
    let world = World::start(on).await;
    let ground = Ground {
        firm: world.ironbark.clone(),
        project: world.house.clone(),
    };
    let mut things = Things::new(HashMap::from([(Place::One, ground)]));
    let nobody = world.agent("nobody");
    let operations = crate::access::operations();
    let mut faults = String::new();
    for line in POLICY {
        let Send::Json(body) = line.send else {
            continue;
        };
        let agent = match line.who {
            Who::Anyone(_) => &nobody,
            Who::Staff(_) | Who::SignedIn => &world.ironbark.owner,
            Who::Client => &world.ann.agent,
            Who::Link => &nobody,
        };
        let (method, path) = &operations[line.operation];
        let key = (line.on, Place::One, Standing::Hidden, line.spends);
        for odd in ODD {
            let mut place = 0;
            loop {
                let thing = things.get(key).await;
                let mut body = body(&thing);
                let mut left = place;
                if !replace(&mut body, &mut left, odd) {
                    break;
                }
                place += 1;
                let path = path.replace("{id}", &thing.id).replace("{token}", "x");
                let answer = agent.call(method.clone(), &path).json(&body).await;
                if answer.status < 300 && line.spends {
                    things.spent(key);
                }
                if answer.status >= 500 {
                    let _ = writeln!(faults, "{} with {body}: {}", name(line), answer.text());
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    look_around(&world, &nobody).await;
}

/// Odd text in addresses and headers, and everything that was kept, read again.
async fn look_around(world: &World, nobody: &Agent) {
    let (dan, ann, house) = (&world.ironbark.owner, &world.ann.agent, &world.house);
    for odd in ODD {
        for (agent, path) in [
            (dan, "/clients".to_owned()),
            (dan, "/projects".into()),
            (dan, format!("/projects/{house}/documents")),
            (ann, format!("/portal/projects/{house}/items")),
        ] {
            let answer = agent.get(&path).query(&[("q", odd)]).await;
            assert!(answer.status < 500, "{path}?q={odd:?}: {}", answer.text());
            let answer = agent.get(&path).query(&[("cursor", odd)]).await;
            assert!(
                answer.status < 500,
                "{path}?cursor={odd:?}: {}",
                answer.text()
            );
        }
        let token: String = odd.bytes().map(|byte| format!("%{byte:02x}")).collect();
        for path in [
            format!("/invitations/{token}"),
            format!("/auth/password-reset/{token}"),
        ] {
            let answer = nobody.get(&path).await;
            assert!(
                (400..500).contains(&answer.status),
                "{path}: {}",
                answer.text()
            );
        }
        let upload = dan.post(&format!("/projects/{house}/documents"));
        let answer = upload
            .file(&format!("{odd}.txt"), "plan", &[("title", odd)])
            .await;
        assert!(answer.status < 500, "the file {odd:?}: {}", answer.text());
    }
    for path in [
        "/clients",
        "/projects",
        "/members",
        "/audit",
        "/organisation",
    ] {
        dan.get(path).await.expect(200);
    }
}

/// Puts `odd` in the place of text number `place`; whether there is one.
fn replace(value: &mut Value, place: &mut usize, odd: &str) -> bool {
    match value {
        Value::String(text) if *place == 0 => {
            *text = odd.to_owned();
            true
        }
        Value::String(_) => {
            *place -= 1;
            false
        }
        Value::Array(some) => some.iter_mut().any(|value| replace(value, place, odd)),
        Value::Object(some) => some.values_mut().any(|value| replace(value, place, odd)),
        _ => false,
    }
}

fn name(line: &Line) -> String {
    match line.on {
        On::Nothing => line.operation.to_owned(),
        on => format!("{} on {on:?}", line.operation),
    }
}
