//! JPEG: the segments that decoding needs, up to the end of the first picture.

use super::{be, orientation};

const END: [u8; 2] = [0xFF, 0xD9];

/// Segments may also stand between the scans of a progressive picture; other pictures behind the end, with EXIF
/// data of their own, are left out.
pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let mut clean = Vec::with_capacity(file.len());
    clean.extend_from_slice(file.strip_prefix(&[0xFF, 0xD8]).map(|_| &file[..2])?);
    let mut way = orientation(file);
    let mut at = 2;
    loop {
        at += memchr::memchr(0xFF, file.get(at..)?)?;
        let marker = *file.get(at + 1)?;
        match marker {
            0xFF => at += 1,
            0xD9 => break,
            0 | 1 | 0xD0..=0xD8 => at += 2,
            _ => {
                let end = at + 2 + be(file, at + 2, 2)?;
                let content = file.get(at + 4..end)?;
                // EXIF data come first, but behind the JFIF header.
                if marker != 0xE0
                    && let Some(way) = way.take()
                {
                    push(&mut clean, 0xE1, &[b"Exif\0\0", way.as_slice()].concat());
                }
                if marker == 0xE0 && content.starts_with(b"JFIF\0") && content.len() >= 14 {
                    // Without its small picture, which may show what was cut off later.
                    push(&mut clean, marker, &[&content[..12], &[0, 0]].concat());
                } else if is_kept(marker, content) {
                    push(&mut clean, marker, content);
                }
                at = end;
                if marker == 0xDA {
                    at += coded_bytes(&file[at..])?;
                    clean.extend_from_slice(&file[end..at]);
                }
            }
        }
    }
    clean.extend_from_slice(&END);
    Some(clean)
}

/// Tables and headers; of the application's own, how the colours are meant.
fn is_kept(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xE2 => content.starts_with(b"ICC_PROFILE\0"),
        0xEE => content.starts_with(b"Adobe"),
        0xE0..=0xFE => false,
        _ => true,
    }
}

fn push(clean: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    clean.extend_from_slice(&[0xFF, marker]);
    clean.extend_from_slice(&length.to_be_bytes());
    clean.extend_from_slice(content);
}

/// How many bytes there are until a marker that is no restart.
fn coded_bytes(rest: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr(0xFF, rest.get(at..)?)?;
        match *rest.get(at + 1)? {
            0 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}
