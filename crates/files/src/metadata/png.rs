//! PNG: the chunks that decoding needs, up to the end.

use super::{be, orientation};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

const KEPT: [&[u8]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"bKGD", b"pHYs", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    file.strip_prefix(SIGNATURE)?;
    let mut clean = Vec::with_capacity(file.len());
    clean.extend_from_slice(SIGNATURE);
    let mut at = SIGNATURE.len();
    loop {
        let end = at.checked_add(12)?.checked_add(be(file, at, 4)?)?;
        let chunk = file.get(at..end)?;
        let kind = &chunk[4..8];
        if KEPT.contains(&kind) {
            clean.extend_from_slice(chunk);
        }
        if kind == b"IHDR"
            && let Some(way) = orientation(file)
        {
            let content = [b"eXIf", way.as_slice()].concat();
            clean.extend_from_slice(&26_u32.to_be_bytes());
            clean.extend_from_slice(&content);
            clean.extend_from_slice(&crc(&content).to_be_bytes());
        }
        if kind == b"IEND" {
            return Some(clean);
        }
        at = end;
    }
}

/// The checksum of a chunk (PNG specification, annex D), for few bytes.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 }
        })
    })
}
