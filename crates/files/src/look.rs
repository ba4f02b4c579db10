//! What the bytes of an upload tell while they pass by.

use crate::dimensions::{self, may_be_decoded};
use crate::exif::{self, Shot};
use crate::media_type::MediaType;
use crate::whole::Whole;

/// How many of a file's first bytes are searched for its size and its EXIF data.
const SEARCHED_BYTES: usize = 1024 * 1024;

/// Told of a picture that is not whole, or not what it says it is.
pub(crate) const DAMAGED: &str = "This picture is damaged.";
/// Told of a picture that would take too much memory.
pub(crate) const TOO_LARGE: &str = "This picture has too many pixels to be shown here.";

/// What a file's bytes tell of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// Width and height in pixels, as it is shown the right way up; `None` when the first bytes do not tell.
    pub dimensions: Option<(u32, u32)>,
    /// When and where it was taken.
    pub shot: Option<Shot>,
    /// Why it cannot be shown, for people: a picture that ends too early or is too large.
    pub fault: Option<&'static str>,
}

/// A look at a file that is still coming.
pub(crate) struct Looking {
    found: Look,
    whole: Whole,
}

impl Looking {
    /// A look at the first bytes, of which there should be many: EXIF data lie behind the first kilobytes.
    pub(crate) fn at(media_type: MediaType, head: &[u8]) -> Looking {
        let head = &head[..head.len().min(SEARCHED_BYTES)];
        let exif = media_type.is_picture().then(|| exif::read(head)).flatten();
        let stored = dimensions::stored(media_type, head);
        let lies_on_its_side = exif
            .as_ref()
            .is_some_and(|exif| exif::orientation(exif) > 4);
        let found = Look {
            dimensions: match stored {
                Some((width, height)) if lies_on_its_side => Some((height, width)),
                stored => stored,
            },
            shot: exif.as_ref().and_then(Shot::of),
            fault: stored
                .filter(|size| !may_be_decoded(*size))
                .map(|_| TOO_LARGE),
        };
        Looking {
            found,
            whole: Whole::new(media_type),
        }
    }

    /// Passes over bytes, from the first one on.
    pub(crate) fn pass(&mut self, bytes: &[u8]) {
        self.whole.pass(bytes);
    }

    /// Width and height, when they are too large.
    pub(crate) fn too_many_pixels(&self) -> Option<(u32, u32)> {
        self.found.dimensions.filter(|size| !may_be_decoded(*size))
    }

    /// Whether the picture's end has come by; `true` for what is no picture.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole.is_whole()
    }

    /// What was seen, when all bytes have come.
    pub(crate) fn found(&self) -> Look {
        Look {
            fault: self.found.fault.or((!self.is_whole()).then_some(DAMAGED)),
            ..self.found.clone()
        }
    }
}
