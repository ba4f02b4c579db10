//! GIF: its frames, how long each is shown and how often they are repeated; no comments, no applications' data.

pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    if !file.starts_with(b"GIF8") {
        return None;
    }
    let header = 13 + table(*file.get(10)?);
    let mut clean = file.get(..header)?.to_vec();
    let mut at = header;
    loop {
        let (end, is_kept) = match *file.get(at)? {
            0x3B => {
                clean.push(0x3B);
                return Some(clean);
            }
            0x2C => (
                after_blocks(file, at + 11 + table(*file.get(at + 9)?))?,
                true,
            ),
            0x21 => (after_blocks(file, at + 2)?, is_shown(&file[at + 1..])),
            _ => return None,
        };
        if is_kept {
            clean.extend_from_slice(&file[at..end]);
        }
        at = end;
    }
}

/// How many bytes a table of colours has.
fn table(flags: u8) -> usize {
    match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    }
}

fn is_shown(extension: &[u8]) -> bool {
    match extension {
        [0xF9, ..] => true,
        [0xFF, 11, name @ ..] => ["NETSCAPE2.0", "ANIMEXTS1.0"]
            .iter()
            // Three bytes say how often; more would be something else.
            .any(|known| name.starts_with(known.as_bytes()) && name.get(11) == Some(&3) && name.get(15) == Some(&0)),
        _ => false,
    }
}

/// Where a chain of sub-blocks ends.
fn after_blocks(file: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *file.get(at)? {
            0 => return Some(at + 1),
            length => at += 1 + usize::from(length),
        }
    }
}
