//! WebP: the chunks that decoding needs.

use super::{le, orientation};

const KEPT: [&[u8]; 7] = [
    b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L",
];
/// How much of a frame stands before its own chunks.
const FRAME_HEADER: usize = 16;
const EXIF_FLAG: u8 = 0b1000;
const XMP_FLAG: u8 = 0b100;

pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    if file.get(..4)? != b"RIFF" || file.get(8..12)? != b"WEBP" {
        return None;
    }
    let chunks = file.get(12..8usize.checked_add(le(file, 4, 4)?)?)?;
    let mut clean = b"RIFF\0\0\0\0WEBP".to_vec();
    clean.extend_from_slice(&kept(chunks, true)?);
    if clean.get(12..16)? == b"VP8X" {
        let way = orientation(file);
        let flags = clean.get_mut(20)?;
        *flags &= !(EXIF_FLAG | XMP_FLAG);
        if let Some(way) = way {
            *flags |= EXIF_FLAG;
            push(&mut clean, b"EXIF", &way)?;
        }
    }
    let size = u32::try_from(clean.len() - 8).ok()?;
    clean[4..8].copy_from_slice(&size.to_le_bytes());
    Some(clean)
}

/// The chunks that are kept; frames have chunks of their own.
fn kept(chunks: &[u8], has_frames: bool) -> Option<Vec<u8>> {
    let (mut clean, mut at) = (Vec::with_capacity(chunks.len()), 0);
    while at < chunks.len() {
        let size = le(chunks, at + 4, 4)?;
        let kind = chunks.get(at..at + 4)?;
        let content = chunks.get(at + 8..(at + 8).checked_add(size)?)?;
        if kind == b"ANMF" && has_frames {
            let frame = kept(content.get(FRAME_HEADER..)?, false)?;
            push(
                &mut clean,
                kind,
                &[&content[..FRAME_HEADER], &frame].concat(),
            )?;
        } else if KEPT.contains(&kind) {
            push(&mut clean, kind, content)?;
        }
        at += 8 + size + size % 2;
    }
    Some(clean)
}

fn push(clean: &mut Vec<u8>, kind: &[u8], content: &[u8]) -> Option<()> {
    clean.extend_from_slice(kind);
    clean.extend_from_slice(&u32::try_from(content.len()).ok()?.to_le_bytes());
    clean.extend_from_slice(content);
    clean.resize(clean.len() + content.len() % 2, 0);
    Some(())
}
