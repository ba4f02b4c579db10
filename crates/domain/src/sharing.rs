//! Where sharing can work ([H6]).

use crate::access::{Action, Reach, Role, reach};

/// Why nothing can be shared on a project just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The member's role does not share.
    Role,
    /// The organisation's portal is off.
    PortalOff,
    /// The module of what is to be shared is off.
    ModuleOff,
    /// The project's portal is off.
    ProjectPortalOff,
    /// No client has access to the project.
    NoClient,
}

impl Obstacle {
    /// The reason as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Obstacle::Role => "role",
            Obstacle::PortalOff => "portal_off",
            Obstacle::ModuleOff => "module_off",
            Obstacle::ProjectPortalOff => "project_portal_off",
            Obstacle::NoClient => "no_client",
        }
    }
}

/// What stands in the way of sharing, the nearest first to put right; `None`: share away.
pub fn obstacle(
    role: Role,
    portal_enabled: bool,
    module_on: bool,
    project_portal_enabled: bool,
    has_client: bool,
) -> Option<Obstacle> {
    [
        (reach(role, Action::Share) != Reach::No, Obstacle::Role),
        (portal_enabled, Obstacle::PortalOff),
        (module_on, Obstacle::ModuleOff),
        (project_portal_enabled, Obstacle::ProjectPortalOff),
        (has_client, Obstacle::NoClient),
    ]
    .into_iter()
    .find_map(|(holds, obstacle)| (!holds).then_some(obstacle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sharing_works_where_nothing_stands_in_the_way() {
        assert_eq!(obstacle(Role::Supervisor, true, true, true, true), None);
    }

    #[test]
    fn the_first_thing_in_the_way_is_named() {
        assert_eq!(
            obstacle(Role::Finance, false, false, false, false),
            Some(Obstacle::Role)
        );
        assert_eq!(
            obstacle(Role::Owner, false, false, false, false),
            Some(Obstacle::PortalOff)
        );
        assert_eq!(
            obstacle(Role::Owner, true, false, false, false),
            Some(Obstacle::ModuleOff)
        );
        assert_eq!(
            obstacle(Role::Owner, true, true, false, false),
            Some(Obstacle::ProjectPortalOff)
        );
        assert_eq!(
            obstacle(Role::Owner, true, true, true, false),
            Some(Obstacle::NoClient)
        );
    }
}
