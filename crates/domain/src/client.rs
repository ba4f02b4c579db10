//! A client's standing with the builder.

use serde::{Deserialize, Serialize};

/// Where a client stands with portal access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientStatus {
    /// A record without portal access.
    None,
    /// Invited, not yet accepted.
    Invited,
    /// May sign in and see what is shared.
    Active,
    /// Access was taken away; it can be given back ([I7]).
    Revoked,
}

impl ClientStatus {
    /// The status as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            ClientStatus::None => "none",
            ClientStatus::Invited => "invited",
            ClientStatus::Active => "active",
            ClientStatus::Revoked => "revoked",
        }
    }

    /// The status of a stored or sent name.
    pub fn parse(text: &str) -> Option<ClientStatus> {
        [
            ClientStatus::None,
            ClientStatus::Invited,
            ClientStatus::Active,
            ClientStatus::Revoked,
        ]
        .into_iter()
        .find(|status| status.as_str() == text)
    }
}
