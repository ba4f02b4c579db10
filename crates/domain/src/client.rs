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

/// Fewest and most characters of a telephone number.
const PHONE_CHARS: std::ops::RangeInclusive<usize> = 3..=40;

/// A telephone number as people write it: digits, spaces and `+ ( ) - . /`.
/// `None` when it is something else.
pub fn clean_phone(text: &str) -> Option<String> {
    let trimmed = text.trim();
    let is_number = trimmed
        .chars()
        .all(|c| c.is_ascii_digit() || " +()-./".contains(c));
    let digits = trimmed.chars().filter(char::is_ascii_digit).count();
    (is_number && digits >= 3 && PHONE_CHARS.contains(&trimmed.chars().count()))
        .then(|| trimmed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(" +61 (2) 9374-4000 ", Some("+61 (2) 9374-4000"))]
    #[case("000", Some("000"))]
    #[case("12", None)]
    #[case("---", None)]
    #[case("call me", None)]
    fn a_phone_number_is_kept_as_it_was_written(#[case] text: &str, #[case] kept: Option<&str>) {
        assert_eq!(clean_phone(text).as_deref(), kept);
    }
}
