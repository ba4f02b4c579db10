//! Taking out of a picture what clients are not told: where it was taken, with what, by whom
//! ([M4]). The picture itself is not decoded or changed; its colour profile and which way is up stay.

use crate::media_type::MediaType;
use bytes::Bytes;
use exif::{Exif, In, Reader, Tag};
use img_parts::jpeg::Jpeg;
use img_parts::png::Png;
use img_parts::riff::RiffContent;
use img_parts::webp::WebP;
use img_parts::{ImageEXIF, ImageICC};
use memchr::memmem;
use std::io::Cursor;

/// A picture whose metadata could not be found for sure: it is not given out as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the picture's metadata cannot be removed")]
pub struct MetadataError;

/// A copy of a picture without its metadata.
///
/// # Errors
/// When it is damaged, or of a kind whose metadata is not known.
pub fn without_metadata(media_type: MediaType, file: &Bytes) -> Result<Bytes, MetadataError> {
    match media_type.as_str() {
        "image/jpeg" => jpeg(file),
        "image/png" => png(file),
        "image/webp" => webp(file),
        "image/gif" => gif(file),
        "image/heic" => heic(file),
        _ => Err(MetadataError),
    }
}

fn read_exif(file: &[u8]) -> Result<Exif, exif::Error> {
    Reader::new().read_from_container(&mut Cursor::new(file))
}

/// EXIF data that say nothing but which way is up; none when it is as it lies.
fn orientation(file: &[u8]) -> Option<Bytes> {
    let exif = read_exif(file).ok()?;
    let field = exif.get_field(Tag::Orientation, In::PRIMARY)?;
    let way = field.value.get_uint(0)?;
    if !(2..=8).contains(&way) {
        return None;
    }
    // A TIFF header, one directory of one entry, and no next directory.
    let mut tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    tiff.extend_from_slice(&way.to_le_bytes());
    tiff.extend_from_slice(&[0; 4]);
    Some(tiff.into())
}

fn jpeg(file: &Bytes) -> Result<Bytes, MetadataError> {
    let way = orientation(file);
    let mut jpeg = Jpeg::from_bytes(file.clone()).map_err(|_| MetadataError)?;
    // The JFIF header, colour profiles and Adobe's colour transform say how to read the pixels.
    jpeg.segments_mut()
        .retain(|segment| match segment.marker() {
            0xE0 => segment.contents().starts_with(b"JFIF\0"),
            0xE2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
            0xEE => segment.contents().starts_with(b"Adobe"),
            0xE1..=0xEF | 0xFE => false,
            _ => true,
        });
    jpeg.set_exif(way);
    let whole = jpeg.encoder().bytes();
    let end = jpeg_end(&whole).ok_or(MetadataError)?;
    Ok(whole.slice(..end))
}

/// Where the first picture of the file ends; what follows may be another one with its own metadata.
fn jpeg_end(file: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        at += memchr::memchr(0xFF, file.get(at..)?)?;
        match *file.get(at + 1)? {
            0xD9 => return Some(at + 2),
            // A byte of the picture, a restart, or a filler.
            0x00 | 0xD0..=0xD7 | 0x01 => at += 2,
            0xFF => at += 1,
            _ => {
                let length: [u8; 2] = file.get(at + 2..at + 4)?.try_into().ok()?;
                at += 2 + usize::from(u16::from_be_bytes(length));
            }
        }
    }
}

fn png(file: &Bytes) -> Result<Bytes, MetadataError> {
    let way = orientation(file);
    let mut png = Png::from_bytes(file.clone()).map_err(|_| MetadataError)?;
    // Critical chunks begin with a capital letter; of the others, those that say how to show pixels.
    const KEPT: [[u8; 4]; 13] = [
        *b"tRNS", *b"gAMA", *b"cHRM", *b"sRGB", *b"iCCP", *b"sBIT", *b"bKGD", *b"pHYs", *b"cICP",
        *b"acTL", *b"fcTL", *b"fdAT", *b"sPLT",
    ];
    png.chunks_mut().retain(|chunk| {
        let kind = chunk.kind();
        kind[0].is_ascii_uppercase() || KEPT.contains(&kind)
    });
    png.set_exif(way);
    Ok(png.encoder().bytes())
}

fn webp(file: &Bytes) -> Result<Bytes, MetadataError> {
    let way = orientation(file);
    let mut webp = WebP::from_bytes(file.clone()).map_err(|_| MetadataError)?;
    const KEPT: [[u8; 4]; 7] = [
        *b"VP8 ", *b"VP8L", *b"VP8X", *b"ALPH", *b"ANIM", *b"ANMF", *b"ICCP",
    ];
    webp.chunks_mut().retain(|chunk| KEPT.contains(&chunk.id()));
    let has_profile = webp.icc_profile().is_some();
    webp.set_exif(way.clone());
    // The flags of an extended file: no XMP, and EXIF only if the way up is said there.
    for chunk in webp.chunks_mut() {
        if chunk.id() == *b"VP8X"
            && let RiffContent::Data(data) = chunk.content_mut()
        {
            let mut flags = data.to_vec();
            if let Some(first) = flags.first_mut() {
                *first &= !0b0010_1100;
                *first |= if has_profile { 0b0010_0000 } else { 0 };
                *first |= if way.is_some() { 0b0000_1000 } else { 0 };
            }
            *data = flags.into();
        }
    }
    Ok(webp.encoder().bytes())
}

/// Leaves out comments and application data, but for the one that says how often to repeat.
fn gif(file: &Bytes) -> Result<Bytes, MetadataError> {
    let part = |from: usize, to: usize| file.get(from..to).ok_or(MetadataError);
    let table = |flags: u8| match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    };
    let header = 13 + table(*file.get(10).ok_or(MetadataError)?);
    let mut clean = part(0, header)?.to_vec();
    let mut at = header;
    loop {
        let end = match file.get(at) {
            Some(0x3B) => {
                clean.push(0x3B);
                return Ok(clean.into());
            }
            Some(0x2C) => {
                let flags = *file.get(at + 9).ok_or(MetadataError)?;
                after_blocks(file, at + 11 + table(flags))?
            }
            Some(0x21) => after_blocks(file, at + 2)?,
            _ => return Err(MetadataError),
        };
        let block = part(at, end)?;
        let is_kept = match (block[0], block.get(1)) {
            (0x21, Some(0xF9)) => true,
            (0x21, Some(0xFF)) => matches!(block.get(3..14), Some(b"NETSCAPE2.0" | b"ANIMEXTS1.0")),
            (0x21, _) => false,
            _ => true,
        };
        if is_kept {
            clean.extend_from_slice(block);
        }
        at = end;
    }
}

/// Where a chain of sub-blocks ends.
fn after_blocks(file: &[u8], mut at: usize) -> Result<usize, MetadataError> {
    loop {
        match file.get(at) {
            Some(0) => return Ok(at + 1),
            Some(length) => at += 1 + usize::from(*length),
            None => return Err(MetadataError),
        }
    }
}

/// Overwrites the metadata where they lie, since nothing may move in such a file. There is no decoder
/// of a licence that we can use (`heic` is AGPL), so clients get the file itself.
fn heic(file: &Bytes) -> Result<Bytes, MetadataError> {
    let mut clean = file.to_vec();
    match read_exif(file) {
        Ok(exif) => {
            let data = exif.buf();
            let places: Vec<usize> = memmem::find_iter(&clean, data).collect();
            if places.is_empty() || data.is_empty() {
                return Err(MetadataError);
            }
            for place in places {
                clean[place..place + data.len()].fill(0);
            }
        }
        Err(exif::Error::NotFound(_)) => {}
        Err(_) => return Err(MetadataError),
    }
    blank_xmp(&mut clean)?;
    // A second picture's own data would be here.
    let is_left = [b"Exif\0\0II*\0".as_slice(), b"Exif\0\0MM\0*"]
        .iter()
        .any(|mark| memmem::find(&clean, mark).is_some());
    match is_left {
        true => Err(MetadataError),
        false => Ok(clean.into()),
    }
}

fn blank_xmp(clean: &mut [u8]) -> Result<(), MetadataError> {
    while let Some(start) = memmem::find(clean, b"<x:xmpmeta") {
        let end = b"</x:xmpmeta>";
        let length = memmem::find(&clean[start..], end).ok_or(MetadataError)? + end.len();
        clean[start..start + length].fill(b' ');
    }
    Ok(())
}
