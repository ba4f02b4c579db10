//! The item: the spine of everything that can ever be shown to a client.

use crate::access::Action;
use crate::organisation::Module;
use serde::{Deserialize, Serialize};

/// Most levels of folders in a project: the top one's folders are the first.
pub const FOLDER_LEVELS_MAX: u64 = 32;

/// Most characters of an item's number, such as `A-101`.
pub const NUMBER_MAX_CHARS: usize = 60;
/// Most characters of a photo's caption.
pub const CAPTION_MAX_CHARS: usize = 2000;

/// What an item is. Kinds that can never be shown (internal notes, risks, costs) are not here.
///
/// Folders belong to one module's tree: its switch hides them, and nothing else lies in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Holds documents and folders; what it is shared with, they are shared with ([H2]).
    Folder,
    /// Holds drawings and such folders.
    DrawingFolder,
    /// Holds photos and such folders: an album.
    PhotoFolder,
    /// A project file ([M2]).
    Document,
    /// A numbered sheet with revisions ([M3]).
    Drawing,
    /// A picture taken on site ([M4]).
    Photo,
    /// What was done on site in a day ([M6]).
    DailyLog,
    /// A form that was filled in ([M5]).
    Report,
    /// A message to clients ([M1]).
    Update,
    /// When what is done on site ([M7]).
    Schedule,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 10] = [
        Kind::Folder,
        Kind::DrawingFolder,
        Kind::PhotoFolder,
        Kind::Document,
        Kind::Drawing,
        Kind::Photo,
        Kind::DailyLog,
        Kind::Report,
        Kind::Update,
        Kind::Schedule,
    ];

    /// Kinds that are written as drafts, and shown only once they are done.
    pub const RECORDS: [Kind; 4] = [Kind::DailyLog, Kind::Report, Kind::Update, Kind::Schedule];

    /// Records that pictures belong to.
    pub const WITH_PICTURES: [Kind; 3] = [Kind::DailyLog, Kind::Report, Kind::Update];

    /// Every kind of folder.
    pub const FOLDERS: [Kind; 3] = [Kind::Folder, Kind::DrawingFolder, Kind::PhotoFolder];

    /// The kind as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Folder => "folder",
            Kind::DrawingFolder => "drawing_folder",
            Kind::PhotoFolder => "photo_folder",
            Kind::Document => "document",
            Kind::Drawing => "drawing",
            Kind::Photo => "photo",
            Kind::DailyLog => "daily_log",
            Kind::Report => "report",
            Kind::Update => "update",
            Kind::Schedule => "schedule",
        }
    }

    /// The kind of a stored name.
    pub fn parse(text: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The module whose switch shows or hides this kind ([S2]).
    pub fn module(self) -> Module {
        match self {
            Kind::Folder | Kind::Document => Module::Documents,
            Kind::DrawingFolder | Kind::Drawing => Module::Drawings,
            Kind::PhotoFolder | Kind::Photo => Module::Photos,
            Kind::DailyLog => Module::DailyLogs,
            Kind::Report => Module::Reports,
            Kind::Update => Module::Updates,
            Kind::Schedule => Module::Schedule,
        }
    }

    /// Whether other items lie in it.
    pub fn is_folder(self) -> bool {
        Kind::FOLDERS.contains(&self)
    }

    /// The folders of a module; `None` for modules without folders.
    pub fn folder_of(module: Module) -> Option<Kind> {
        Kind::FOLDERS
            .into_iter()
            .find(|kind| kind.module() == module)
    }

    /// Whether its file can be replaced by a newer one: a version or revision.
    pub fn has_versions(self) -> bool {
        matches!(self, Kind::Document | Kind::Drawing)
    }

    /// What a member must be allowed to change such a thing.
    pub fn to_write(self) -> Action {
        match self.module() {
            Module::Photos | Module::DailyLogs | Module::Reports => Action::ContentSite,
            _ => Action::ContentWrite,
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
