//! Versions of an item's file: of documents, and revisions of drawings ([M2], [M3]).

use serde::{Deserialize, Serialize};

/// Most characters of a revision's label, such as `A` or `P03`.
pub const LABEL_MAX_CHARS: usize = 20;
/// Most characters of the note on a version.
pub const NOTE_MAX_CHARS: usize = 2000;

/// Where a version stands. Clients are given the published one and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionState {
    /// Uploaded; members see it.
    Draft,
    /// The current one.
    Published,
    /// Another one was published after it.
    Superseded,
}

impl VersionState {
    /// The state as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            VersionState::Draft => "draft",
            VersionState::Published => "published",
            VersionState::Superseded => "superseded",
        }
    }

    /// The state of a stored or sent name.
    pub fn parse(text: &str) -> Option<VersionState> {
        [
            VersionState::Draft,
            VersionState::Published,
            VersionState::Superseded,
        ]
        .into_iter()
        .find(|state| state.as_str() == text)
    }
}

/// Whether a new version is published at once: as its uploader says; without a word, unless
/// clients can see the item, who are shown a new version only on purpose ([M2]).
pub fn publishes_at_once(asked: Option<bool>, is_shared: bool) -> bool {
    asked.unwrap_or(!is_shared)
}

/// The pictures that are made of a file ahead of being asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PreviewState {
    /// There are none of this type of file.
    None,
    /// They are being made.
    Pending,
    /// They are there.
    Ready,
    /// They could not be made: the file is damaged, protected or too large.
    Failed,
}

impl PreviewState {
    /// The state as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            PreviewState::None => "none",
            PreviewState::Pending => "pending",
            PreviewState::Ready => "ready",
            PreviewState::Failed => "failed",
        }
    }

    /// The state of a stored or sent name.
    pub fn parse(text: &str) -> Option<PreviewState> {
        [
            PreviewState::None,
            PreviewState::Pending,
            PreviewState::Ready,
            PreviewState::Failed,
        ]
        .into_iter()
        .find(|state| state.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clients_see_is_not_replaced_without_a_word() {
        assert!(publishes_at_once(None, false));
        assert!(!publishes_at_once(None, true));
        assert!(publishes_at_once(Some(true), true));
        assert!(!publishes_at_once(Some(false), false));
    }
}
