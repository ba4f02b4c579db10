//! The permission matrix of visibility.md, one row per action.

use super::{Action, Role};

/// How far an action reaches for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everywhere in the organisation.
    All,
    /// Only on projects the member is assigned to.
    Assigned,
    /// Nowhere.
    No,
}

use Reach::{All, Assigned, No};

/// One row per action; columns in the order of [`Role::ALL`].
#[rustfmt::skip]
pub const ACTIONS_BY_ROLE: [(Action, [Reach; 7]); 19] = [
    //                            owner sole  admin super finance tradie    apprentice
    (Action::PlanChange,         [All,  All,  No,   No,   No,     No,       No]),
    (Action::OrganisationManage, [All,  All,  All,  No,   No,     No,       No]),
    (Action::MembersManage,      [All,  All,  All,  No,   No,     No,       No]),
    (Action::KeysManage,         [All,  All,  All,  No,   No,     No,       No]),
    (Action::ClientsWrite,       [All,  All,  All,  All,  All,    No,       No]),
    (Action::ClientsAccess,      [All,  All,  All,  All,  No,     No,       No]),
    (Action::ProjectsWrite,      [All,  All,  All,  All,  No,     No,       No]),
    (Action::ContentRead,        [All,  All,  All,  All,  All,    Assigned, Assigned]),
    (Action::ContentWrite,       [All,  All,  All,  All,  No,     Assigned, No]),
    (Action::ContentSite,        [All,  All,  All,  All,  No,     Assigned, Assigned]),
    (Action::FormsManage,        [All,  All,  All,  All,  No,     No,       No]),
    (Action::Share,              [All,  All,  All,  All,  No,     No,       No]),
    (Action::QuotesWrite,        [All,  All,  All,  All,  All,    No,       No]),
    (Action::QuotesSend,         [All,  All,  All,  All,  No,     No,       No]),
    (Action::MoneyWrite,         [All,  All,  All,  No,   All,    No,       No]),
    (Action::CostsRead,          [All,  All,  All,  All,  All,    No,       No]),
    (Action::EnquiriesManage,    [All,  All,  All,  All,  No,     No,       No]),
    (Action::InternalWrite,      [All,  All,  All,  All,  No,     Assigned, No]),
    (Action::InternalRead,       [All,  All,  All,  All,  All,    Assigned, Assigned]),
];

/// How far `action` reaches for `role`.
pub fn reach(role: Role, action: Action) -> Reach {
    ACTIONS_BY_ROLE
        .iter()
        .find(|(row, _)| *row == action)
        .map_or(No, |(_, columns)| columns[role as usize])
}

/// The actions a role may do at least somewhere, for `GET /me`.
pub fn may(role: Role) -> Vec<Action> {
    ACTIONS_BY_ROLE
        .iter()
        .filter(|(_, columns)| columns[role as usize] != No)
        .map(|(action, _)| *action)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_exactly_one_row() {
        for (action, _) in ACTIONS_BY_ROLE {
            let rows = ACTIONS_BY_ROLE.iter().filter(|(row, _)| *row == action);
            assert_eq!(rows.count(), 1, "{}", action.as_str());
        }
    }

    #[test]
    fn a_sole_trader_may_do_exactly_what_an_owner_may() {
        assert_eq!(may(Role::SoleTrader), may(Role::Owner));
    }

    #[test]
    fn the_matrix_reads_like_the_design() {
        let mut table = format!("{:<20}", "action");
        for role in Role::ALL {
            table.push_str(&format!(" {:<11}", role.as_str()));
        }
        for (action, columns) in ACTIONS_BY_ROLE {
            table.push_str(&format!("\n{:<20}", action.as_str()));
            for reach in columns {
                let mark = match reach {
                    All => "yes",
                    Assigned => "assigned",
                    No => "-",
                };
                table.push_str(&format!(" {mark:<11}"));
            }
        }
        let trimmed: Vec<&str> = table.lines().map(str::trim_end).collect();
        insta::assert_snapshot!(trimmed.join("\n"));
    }
}
