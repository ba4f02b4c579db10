//! A picture's width and height, read from its header alone.

use crate::media_type::MediaType;

/// Most pixels of a picture that is decoded: what the largest cameras make, and no more.
pub(crate) const PIXELS_MAX: u64 = 150_000_000;
/// Most pixels along a side.
const SIDE_MAX: u32 = 30_000;

/// Whether a picture of this size is decoded.
pub(crate) fn may_be_decoded((width, height): (u32, u32)) -> bool {
    width <= SIDE_MAX && height <= SIDE_MAX && u64::from(width) * u64::from(height) <= PIXELS_MAX
}

/// Width and height as they are stored, not turned the right way up; `None` for other kinds than JPEG, PNG, GIF
/// and WebP, and when the header does not tell.
pub(crate) fn stored(media_type: MediaType, head: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = match media_type.as_str() {
        "image/jpeg" => jpeg(head),
        "image/png" => Some((be32(head, 16)?, be32(head, 20)?)),
        "image/gif" => Some((le16(head, 6)?, le16(head, 8)?)),
        "image/webp" => webp(head),
        _ => None,
    }?;
    (width > 0 && height > 0).then_some((width, height))
}

fn jpeg(head: &[u8]) -> Option<(u32, u32)> {
    let mut rest = head.get(2..)?;
    loop {
        let at = rest
            .windows(2)
            .position(|pair| pair[0] == 0xFF && pair[1] != 0xFF)?;
        let marker = rest[at + 1];
        rest = &rest[at + 2..];
        match marker {
            0 | 1 | 0xD0..=0xD8 => {}
            0xD9 | 0xDA => return None,
            // A frame's header; the others of this row are tables.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                return Some((be16(rest, 5)?, be16(rest, 3)?));
            }
            _ => rest = rest.get(be16(rest, 0)? as usize..)?,
        }
    }
}

fn webp(head: &[u8]) -> Option<(u32, u32)> {
    let le24 = |at: usize| Some(le16(head, at)? | u32::from(*head.get(at + 2)?) << 16);
    match head.get(12..16)? {
        b"VP8X" => Some((le24(24)? + 1, le24(27)? + 1)),
        b"VP8 " => Some((le16(head, 26)? & 0x3FFF, le16(head, 28)? & 0x3FFF)),
        b"VP8L" => {
            let bits = le16(head, 21)? | le16(head, 23)? << 16;
            Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
        }
        _ => None,
    }
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..at + 2)?;
    Some(u32::from(two[0]) << 8 | u32::from(two[1]))
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..at + 2)?;
    Some(u32::from(two[1]) << 8 | u32::from(two[0]))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(be16(bytes, at)? << 16 | be16(bytes, at + 2)?)
}
