//! How a file's content is asked for.

use garde::Validate;
use lintel_domain::ids::ItemId;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// How a browser shall take the content.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContentQuery {
    /// `1` to have it saved; otherwise pictures and PDF are shown.
    #[garde(range(min = 0, max = 1))]
    #[param(value_type = i32, required = false, minimum = 0, maximum = 1)]
    download: Option<u8>,
}

impl ContentQuery {
    /// Whether it shall be saved.
    pub fn download(&self) -> bool {
        self.download == Some(1)
    }
}

/// Which picture of a file is wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// How large.
    #[garde(skip)]
    #[param(inline)]
    size: PreviewSize,
}

/// The longest side: 320, 960 or 1920 pixels.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "told above")]
pub enum PreviewSize {
    Small,
    Medium,
    Large,
}

impl PreviewQuery {
    /// The size's name.
    pub fn size(&self) -> &'static str {
        match self.size {
            PreviewSize::Small => "small",
            PreviewSize::Medium => "medium",
            PreviewSize::Large => "large",
        }
    }
}

/// Which things go into an archive.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ArchiveQuery {
    /// Ids with commas between them, at most 100; folders with everything in them.
    #[garde(skip)]
    #[param(value_type = String)]
    item_ids: ItemIdList,
}

/// Ids with commas between them.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct ItemIdList(Vec<ItemId>);

impl TryFrom<String> for ItemIdList {
    type Error = &'static str;

    fn try_from(text: String) -> Result<ItemIdList, &'static str> {
        let ids = text.split(',').map(|id| id.trim().parse());
        let ids: Result<Vec<ItemId>, _> = ids.collect();
        ids.map(ItemIdList)
            .map_err(|_| "expected ids with commas between them")
    }
}

impl From<ArchiveQuery> for Vec<ItemId> {
    fn from(query: ArchiveQuery) -> Vec<ItemId> {
        query.item_ids.0
    }
}

/// A file's bytes.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct Binary(#[allow(dead_code, reason = "describes the answer")] Vec<u8>);
