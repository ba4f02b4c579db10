use serde::{Deserialize, Serialize};

/// A member's one role in the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// May do everything.
    Owner,
    /// The one-person business: everything an owner may do.
    SoleTrader,
    /// Runs the office: everything but the plan and deleting the organisation.
    Admin,
    /// Runs jobs and decides what clients see.
    Supervisor,
    /// Writes quotes, invoices and payments.
    Finance,
    /// Works on the projects they are assigned to.
    Tradie,
    /// Learns on the projects they are assigned to; writes site records.
    Apprentice,
}

impl Role {
    /// Every role, in the order of the matrix's columns.
    pub const ALL: [Role; 7] = [
        Role::Owner,
        Role::SoleTrader,
        Role::Admin,
        Role::Supervisor,
        Role::Finance,
        Role::Tradie,
        Role::Apprentice,
    ];

    /// The role as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::SoleTrader => "sole_trader",
            Role::Admin => "admin",
            Role::Supervisor => "supervisor",
            Role::Finance => "finance",
            Role::Tradie => "tradie",
            Role::Apprentice => "apprentice",
        }
    }

    /// The role of a stored or sent name.
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == text)
    }

    /// Whether this role holds the organisation: one such member must always remain ([I8]).
    pub fn is_owner(self) -> bool {
        matches!(self, Role::Owner | Role::SoleTrader)
    }
}
