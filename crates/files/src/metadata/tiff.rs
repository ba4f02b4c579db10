//! TIFF: nothing may move in it, so everything that showing its pictures does not need is blanked where it lies.

use super::{be, le};
use std::collections::HashSet;

/// Most directories of a file.
const DIRECTORIES_MAX: usize = 1_000;

/// What says how pixels are stored and meant.
const KEPT: [usize; 52] = [
    254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282,
    283, 284, 286, 287, 288, 289, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322,
    323, 324, 325, 330, 332, 334, 338, 339, 340, 341, 347, 529, 530, 532,
];
const SUB_DIRECTORIES: usize = 330;
const COLOUR_PROFILE: usize = 34_675;
/// Where strips and tiles lie, and how long they are.
const PIXELS: [(usize, usize); 2] = [(273, 279), (324, 325)];

/// What is kept of the file: the rest is blank.
struct Cleaning<'a> {
    file: &'a [u8],
    read: fn(&[u8], usize, usize) -> Option<usize>,
    clean: Vec<u8>,
    waiting: Vec<usize>,
    seen: HashSet<usize>,
}

/// `None` also for files of the large kind (BigTIFF).
pub(super) fn clean(file: &[u8]) -> Option<Vec<u8>> {
    let read = match file.get(..4)? {
        b"II*\0" => le,
        b"MM\0*" => be,
        _ => return None,
    };
    let mut cleaning = Cleaning {
        file,
        read,
        clean: vec![0; file.len()],
        waiting: vec![read(file, 4, 4)?],
        seen: HashSet::new(),
    };
    cleaning.keep(0, 8)?;
    while let Some(at) = cleaning.waiting.pop() {
        if at != 0 && cleaning.seen.insert(at) {
            cleaning.directory(at)?;
        }
        if cleaning.seen.len() > DIRECTORIES_MAX {
            return None;
        }
    }
    Some(cleaning.clean)
}

impl Cleaning<'_> {
    fn number(&self, at: usize, bytes: usize) -> Option<usize> {
        (self.read)(self.file, at, bytes)
    }

    fn keep(&mut self, at: usize, bytes: usize) -> Option<()> {
        let range = at..at.checked_add(bytes)?;
        let kept = self.file.get(range.clone())?;
        self.clean.get_mut(range)?.copy_from_slice(kept);
        Some(())
    }

    /// Keeps the entries that are needed, moved together, and what they point to.
    fn directory(&mut self, at: usize) -> Option<()> {
        let count = self.number(at, 2)?;
        let entry = |n: usize| at + 2 + 12 * n;
        let mut kept = 0;
        for n in 0..count {
            let from = entry(n);
            let tag = self.number(from, 2)?;
            if !KEPT.contains(&tag) && tag != COLOUR_PROFILE {
                continue;
            }
            let taken: [u8; 12] = self.file.get(from..from + 12)?.try_into().ok()?;
            self.clean
                .get_mut(entry(kept)..entry(kept) + 12)?
                .copy_from_slice(&taken);
            kept += 1;
            let (place, bytes) = self.values(from)?;
            if bytes > 4 {
                self.keep(place, bytes)?;
            }
            if tag == SUB_DIRECTORIES {
                let places = self.numbers(at, count, tag)?;
                self.waiting.extend(places);
            }
        }
        for (places, lengths) in PIXELS {
            let (places, lengths) = (
                self.numbers(at, count, places)?,
                self.numbers(at, count, lengths)?,
            );
            if places.len() != lengths.len() {
                return None;
            }
            for (place, length) in places.into_iter().zip(lengths) {
                self.keep(place, length.min(self.file.len().checked_sub(place)?))?;
            }
        }
        let next = self.number(entry(count), 4)?;
        self.waiting.push(next);
        let start: [u8; 2] = self.written(kept, 2)?.try_into().ok()?;
        self.clean.get_mut(at..at + 2)?.copy_from_slice(&start);
        let next: [u8; 4] = self
            .file
            .get(entry(count)..entry(count) + 4)?
            .try_into()
            .ok()?;
        self.clean
            .get_mut(entry(kept)..entry(kept) + 4)?
            .copy_from_slice(&next);
        Some(())
    }

    /// A number as this file writes it.
    fn written(&self, number: usize, bytes: usize) -> Option<Vec<u8>> {
        let little: Vec<u8> = number.to_le_bytes().get(..bytes)?.to_vec();
        Some(match self.file.first()? {
            b'I' => little,
            _ => little.into_iter().rev().collect(),
        })
    }

    /// Where an entry's values lie, and how many bytes they have.
    fn values(&self, entry: usize) -> Option<(usize, usize)> {
        let bytes = self
            .number(entry + 4, 4)?
            .checked_mul(width(self.number(entry + 2, 2)?)?)?;
        let place = match bytes {
            0..=4 => entry + 8,
            _ => self.number(entry + 8, 4)?,
        };
        Some((place, bytes))
    }

    /// The values of an entry, none when there is no such entry.
    fn numbers(&self, directory: usize, count: usize, tag: usize) -> Option<Vec<usize>> {
        let entries = (0..count).map(|n| directory + 2 + 12 * n);
        let Some(entry) = entries
            .into_iter()
            .find(|entry| self.number(*entry, 2) == Some(tag))
        else {
            return Some(Vec::new());
        };
        let width = width(self.number(entry + 2, 2)?)?;
        let (place, bytes) = self.values(entry)?;
        self.file.get(place..place.checked_add(bytes)?)?;
        (0..bytes / width)
            .map(|n| self.number(place + n * width, width))
            .collect()
    }
}

/// How many bytes a value of a type has.
fn width(kind: usize) -> Option<usize> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 => Some(8),
        _ => None,
    }
}
