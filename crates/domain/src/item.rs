//! The item: the spine of everything that can ever be shown to a client.

use crate::organisation::Module;
use serde::{Deserialize, Serialize};

/// Most levels of folders in a project: the top one's folders are the first.
pub const FOLDER_LEVELS_MAX: u64 = 32;

/// What an item is. Kinds that can never be shown (internal notes, risks, costs) are not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Holds documents and folders; what it is shared with, they are shared with ([H2]).
    Folder,
    /// A project file ([M2]).
    Document,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 2] = [Kind::Folder, Kind::Document];

    /// The kind as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Folder => "folder",
            Kind::Document => "document",
        }
    }

    /// The kind of a stored or sent name.
    pub fn parse(text: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The module whose switch shows or hides this kind ([S2]).
    pub fn module(self) -> Module {
        match self {
            Kind::Folder | Kind::Document => Module::Documents,
        }
    }
}

/// Where an item stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written; never shown.
    Draft,
    /// Ready to be shown, if it is shared.
    Published,
    /// Deleted; never shown.
    Deleted,
}

impl State {
    /// The state as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Published => "published",
            State::Deleted => "deleted",
        }
    }

    /// The state of a stored or sent name.
    pub fn parse(text: &str) -> Option<State> {
        [State::Draft, State::Published, State::Deleted]
            .into_iter()
            .find(|state| state.as_str() == text)
    }

    /// Whether an item in this state may be shown: rule 3 of visibility.md.
    pub fn may_be_shown(self) -> bool {
        self == State::Published
    }
}
