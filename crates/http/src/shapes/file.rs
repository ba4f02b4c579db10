//! How a file's content is asked for.

use garde::Validate;
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

/// A file's bytes.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct Binary(#[allow(dead_code, reason = "describes the answer")] Vec<u8>);
