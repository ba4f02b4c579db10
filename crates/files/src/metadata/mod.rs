//! Taking out of a picture what clients are not told: where it was taken, with what, by whom ([M4]).
//!
//! The pixels are neither decoded nor changed. What is needed to show them is kept and everything else goes:
//! a list of what to remove would miss what the next camera writes.

mod gif;
mod heic;
mod jpeg;
mod png;
mod tiff;
mod webp;

use crate::exif;
use crate::media_type::MediaType;
use bytes::Bytes;
use memchr::memmem;

/// A picture whose metadata could not be found for sure: it is not given out as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the picture's metadata cannot be removed")]
pub struct MetadataError;

/// A copy of a picture without its metadata; its colour profile and which way is up stay.
///
/// # Errors
/// When it is damaged, or of a kind whose metadata is not known.
pub fn without_metadata(media_type: MediaType, file: &Bytes) -> Result<Bytes, MetadataError> {
    let clean = match media_type.as_str() {
        "image/jpeg" => jpeg::clean(file),
        "image/png" => png::clean(file),
        "image/webp" => webp::clean(file),
        "image/gif" => gif::clean(file),
        "image/tiff" => tiff::clean(file),
        "image/heic" => heic::clean(file),
        _ => None,
    };
    let clean = clean.ok_or(MetadataError)?;
    match tells_anything(&clean) {
        true => Err(MetadataError),
        false => Ok(clean.into()),
    }
}

/// A second opinion, by other code than that which removed them.
fn tells_anything(clean: &[u8]) -> bool {
    let says_where = exif::read(clean).is_some_and(|exif| {
        exif.fields()
            .any(|field| field.tag.0 == ::exif::Context::Gps)
    });
    says_where
        || [b"<x:xmpmeta".as_slice(), b"<?xpacket", b"<rdf:RDF"]
            .iter()
            .any(|mark| memmem::find(clean, mark).is_some())
}

/// EXIF data that say nothing but which way is up; none when it is upright as it lies.
fn orientation(file: &[u8]) -> Option<[u8; 26]> {
    let way = exif::orientation(&exif::read(file)?);
    // A TIFF header, one directory of one entry, and no next directory.
    let mut tiff = *b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0";
    tiff[18] = way;
    (way != 1).then_some(tiff)
}

fn be(bytes: &[u8], at: usize, count: usize) -> Option<usize> {
    let taken = bytes.get(at..at.checked_add(count)?)?;
    Some(
        taken
            .iter()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
    )
}

fn le(bytes: &[u8], at: usize, count: usize) -> Option<usize> {
    let taken = bytes.get(at..at.checked_add(count)?)?;
    Some(
        taken
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
    )
}
