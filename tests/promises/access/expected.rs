//! What the tables promise for one cell.

use super::callers::Kind;
use super::policy::{Line, Who};
use super::things::{On, Place, Standing, Thing};
use lintel_domain::access::{Action, Reach, Role, reach};

/// What must come back.
#[derive(Debug)]
pub(crate) enum Expected {
    /// It is done.
    Done,
    /// It is refused with this status.
    Status(u16),
    /// It is refused with the action's name.
    Forbidden(Action),
}

const NOT_SIGNED_IN: Expected = Expected::Status(401);
const NOT_FOUND: Expected = Expected::Status(404);

/// The promise for a line, a caller and a thing.
pub(crate) fn expected(line: &Line, caller: Kind, thing: &Thing) -> Expected {
    match (line.who, caller) {
        (Who::Anyone(status), _) => Expected::Status(status),
        (_, Kind::Stranger) => NOT_SIGNED_IN,
        (Who::Link, Kind::Link { sees }) => link(line.on, sees, thing),
        (Who::Link, _) | (_, Kind::Link { .. }) => NOT_SIGNED_IN,
        (Who::SignedIn, _) if line.on == On::Session && thing.place != Place::One => NOT_FOUND,
        (Who::SignedIn, _) => Expected::Done,
        (
            Who::Staff(action),
            Kind::Member {
                role,
                is_ours,
                is_assigned,
            },
        ) => {
            let is_there = is_mine(line.on, thing, is_ours);
            let is_assigned = is_assigned && matches!(thing.place, Place::One);
            match staff(action, role, line.on, is_there, is_assigned || !is_ours) {
                // It may be done, and cannot be where the project's portal is off.
                // Nobody but its member is told of an upload.
                Expected::Forbidden(_) if line.on == On::Upload => NOT_FOUND,
                Expected::Done
                    if ["share_items", "publish_update"].contains(&line.operation)
                        && thing.place == Place::Dark =>
                {
                    Expected::Status(409)
                }
                // Each project has one.
                Expected::Done if line.operation == "create_schedule" => Expected::Status(409),
                promised => promised,
            }
        }
        (Who::Staff(_), Kind::Client { .. }) | (Who::Client, Kind::Member { .. }) => NOT_SIGNED_IN,
        (Who::Client, Kind::Client { sees }) => client(line.on, sees, thing),
    }
}

fn staff(action: Action, role: Role, on: On, is_there: bool, is_assigned: bool) -> Expected {
    let is_about_one_project = on == On::Project || on.is_an_items();
    match (is_about_one_project, reach(role, action)) {
        // Of a project's things the first question is whether they are there.
        (true, _) if !is_there => NOT_FOUND,
        (_, Reach::No) => Expected::Forbidden(action),
        (true, Reach::Assigned) if !is_assigned => Expected::Forbidden(action),
        _ if !is_there => NOT_FOUND,
        _ => Expected::Done,
    }
}

fn is_mine(on: On, thing: &Thing, is_ours: bool) -> bool {
    let is_there = match on {
        On::Nothing => return true,
        On::Project | On::ProjectGiven => thing.place != Place::Nowhere,
        _ => thing.standing != Standing::Deleted,
    };
    let is_here = match is_ours {
        true => thing.place.is_ours(),
        false => thing.place == Place::Theirs,
    };
    is_there && is_here
}

fn client(on: On, sees: Option<Place>, thing: &Thing) -> Expected {
    let is_shared = on == On::Project || thing.standing == Standing::Shared;
    match on {
        On::Nothing => Expected::Done,
        _ if sees == Some(thing.place) && is_shared => Expected::Done,
        _ => NOT_FOUND,
    }
}

/// A link shows submitted logs, shared or not.
fn link(on: On, sees: Option<Place>, thing: &Thing) -> Expected {
    match on {
        On::Nothing if sees.is_some() => Expected::Done,
        On::Log if sees == Some(thing.place) && thing.standing != Standing::Deleted => {
            Expected::Done
        }
        _ => NOT_FOUND,
    }
}
