//! Who calls: everybody the design names.

use super::things::{Ground, Place};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use lintel_domain::access::Role;
use lintel_tests::harness::{Agent, Server};
use lintel_tests::world::sign_in;
use std::collections::HashMap;

/// A caller and what the tables say about them.
#[derive(Clone)]
pub(crate) struct Caller {
    /// As the table of results calls them.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) agent: Agent,
}

/// What a caller is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nobody, or whoever is not signed in any more.
    Stranger,
    /// A member.
    Member {
        role: Role,
        /// Of our builder, or of the other one.
        is_ours: bool,
        /// Whether they are assigned to [`Place::One`].
        is_assigned: bool,
    },
    /// A client, and the project whose portal they may look into now.
    Client { sees: Option<Place> },
    /// Whoever has a private link, and the project it shows now.
    Link { sees: Option<Place> },
}

impl Kind {
    /// The surface they are on.
    pub(crate) fn context(self) -> &'static str {
        match self {
            Kind::Client { .. } => "client",
            Kind::Member { .. } | Kind::Stranger | Kind::Link { .. } => "staff",
        }
    }

    /// Whether they have an account here, and a session.
    pub(crate) fn is_signed_in(self) -> bool {
        matches!(self, Kind::Member { .. } | Kind::Client { .. })
    }
}

/// All of them.
pub(crate) struct Callers(pub(crate) Vec<Caller>);

impl Callers {
    /// Invites and signs in everybody; the portals are still on.
    pub(crate) async fn gather(
        server: &Server,
        expired: Agent,
        grounds: &HashMap<Place, Ground>,
    ) -> Callers {
        let ours = &grounds[&Place::One].firm;
        let one = grounds[&Place::One].project.as_str();
        let ended = sign_in(server, ours.owner.receiver()).await;
        ended.post("/auth/sign-out").await.expect(204);
        let mut callers = Callers(Vec::new());
        callers.add("nobody", Kind::Stranger, server.agent("nobody"));
        callers.add("expired", Kind::Stranger, expired);
        callers.add("ended", Kind::Stranger, ended);
        callers.add("forger", Kind::Stranger, forged(server, &ours.owner));

        callers.add("owner", ours_as(Role::Owner, true), ours.owner.clone());
        for (name, role, is_assigned) in MEMBERS {
            let email = format!("{}@ironbark.example", name.trim_end_matches('*'));
            let (email, projects) = match is_assigned {
                true => (email, vec![one]),
                false => (format!("un{email}"), vec![]),
            };
            let member = ours.member(server, &email, role.as_str(), &projects).await;
            callers.add(name, ours_as(role, is_assigned), member.agent);
        }
        let theirs = grounds[&Place::Theirs].firm.owner.clone();
        let kind = Kind::Member {
            role: Role::Owner,
            is_ours: false,
            is_assigned: true,
        };
        callers.add("their owner", kind, theirs);

        for (name, place, sees) in CLIENTS {
            let Ground { firm, project } = &grounds[&place];
            let email = format!("{name}@example.com");
            let client = firm.client(server, &email, &[project]).await;
            if name == "rita" {
                let path = format!("/clients/{}/revoke", client.id);
                firm.owner.post(&path).await.expect(200);
            }
            let sees = sees.then_some(place);
            callers.add(name, Kind::Client { sees }, client.agent);
        }
        for (name, place, works) in [("link", Place::One, true), ("dead link", Place::Two, false)] {
            let Ground { firm, project } = &grounds[&place];
            let visitor = firm.link(project).await.visit(server, "nobody").await;
            if !works {
                let path = format!("/projects/{project}/portal-link");
                firm.owner.delete(&path).await.expect_status(204);
            }
            let sees = works.then_some(place);
            callers.add(name, Kind::Link { sees }, visitor);
        }
        callers
    }

    fn add(&mut self, name: &'static str, kind: Kind, agent: Agent) {
        self.0.push(Caller { name, kind, agent });
    }
}

/// The owner's token as somebody makes it who has no key: unsigned.
fn forged(server: &Server, owner: &Agent) -> Agent {
    let token = owner.token().expect("a token");
    let claims = token.split('.').nth(1).expect("claims");
    let header = BASE64_URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"none"}"#);
    server
        .agent("nobody")
        .with_token(&format!("{header}.{claims}."))
}

/// Our members besides the owner; a star stands for not assigned.
const MEMBERS: [(&str, Role, bool); 8] = [
    ("sole_trader", Role::SoleTrader, false),
    ("admin", Role::Admin, false),
    ("supervisor", Role::Supervisor, false),
    ("finance", Role::Finance, false),
    ("tradie", Role::Tradie, true),
    ("tradie*", Role::Tradie, false),
    ("apprentice", Role::Apprentice, true),
    ("apprentice*", Role::Apprentice, false),
];

/// The clients, their projects, and whether they see anything there.
const CLIENTS: [(&str, Place, bool); 6] = [
    ("ann", Place::One, true),
    ("tom", Place::Two, true),
    ("rita", Place::One, false),
    ("pat", Place::Dark, false),
    ("quinn", Place::Closed, false),
    ("carl", Place::Theirs, true),
];

fn ours_as(role: Role, is_assigned: bool) -> Kind {
    Kind::Member {
        role,
        is_ours: true,
        is_assigned,
    }
}
