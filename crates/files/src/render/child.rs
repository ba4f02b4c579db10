//! What the process of its own does with one file.

use super::{RenditionKind, limits, pdf, picture};
use crate::media_type::MediaType;
use crate::metadata::without_metadata;
use bytes::Bytes;
use image::RgbImage;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;

const DAMAGED: &str = "This picture is damaged, or of a kind that cannot be shown here.";

/// The name of the report in the folder.
pub(super) const REPORT: &str = "report.json";

/// What came of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Report {
    /// Pictures, in files named by their kind.
    Made(Made),
    /// Nothing; why, for people.
    Unreadable(String),
}

/// What was made of a file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Made {
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    pub(super) pages: Option<u32>,
    /// Kinds and their media types.
    pub(super) renditions: Vec<(RenditionKind, String)>,
}

/// A picture of a file, as large as any rendition needs it.
pub(super) struct Drawn {
    /// The file's own size.
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) pages: Option<u32>,
    pub(super) picture: RgbImage,
}

/// Makes the renditions of the file `input` in `folder` with a report of them, in this process, which
/// gives up most of its rights to memory and time first.
///
/// # Errors
/// When the folder cannot be written. A file that cannot be read is reported.
pub fn render_here(media_type: &str, input: &Path, folder: &Path) -> io::Result<()> {
    limits::set()?;
    let media_type = MediaType::from_stored(media_type);
    let report = match render(media_type, input, folder) {
        Ok(made) => Report::Made(made),
        Err(Failed::Unreadable(fault)) => Report::Unreadable(fault),
        Err(Failed::Disk(error)) => return Err(error),
    };
    fs::write(folder.join(REPORT), serde_json::to_vec(&report)?)
}

/// Why nothing was made.
#[derive(Debug)]
pub(super) enum Failed {
    Unreadable(String),
    Disk(io::Error),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Failed {
        Failed::Disk(error)
    }
}

pub(super) fn unreadable(fault: &str) -> Failed {
    Failed::Unreadable(fault.to_owned())
}

pub(super) fn render(media_type: MediaType, input: &Path, folder: &Path) -> Result<Made, Failed> {
    let file = Bytes::from(fs::read(input)?);
    let mut made = Made::default();
    if media_type.is_picture() {
        // Without a clean copy there are no previews either: a picture that has previews and no copy would be given
        // to clients as it is.
        let clean = without_metadata(media_type, &file).map_err(|_| unreadable(DAMAGED))?;
        fs::write(folder.join(RenditionKind::Clean.as_str()), &clean)?;
        made.renditions
            .push((RenditionKind::Clean, media_type.as_str().to_owned()));
    }
    if media_type.has_preview() {
        let drawn = match media_type.as_str() {
            "application/pdf" => pdf::first_page(file.to_vec())?,
            _ => picture::decode(media_type, &file)?,
        };
        made.width = Some(drawn.width);
        made.height = Some(drawn.height);
        made.pages = drawn.pages;
        picture::write_sizes(drawn.picture, folder, &mut made)?;
    }
    Ok(made)
}
