//! Whether a picture came to its end, seen while its bytes pass by.
//!
//! The last bytes of a file do not tell: phones put films and second pictures behind the end of the first one.

use crate::media_type::MediaType;

/// A walk through the pieces of a picture's container, byte by byte, that keeps nothing but where it is.
pub(crate) struct Whole {
    container: Container,
    place: Place,
}

#[derive(Clone, Copy, PartialEq)]
enum Container {
    Jpeg,
    Png,
    Webp,
    Heic,
    /// Not known: taken as whole.
    Other,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// In the header of a piece, of which so many bytes have come.
    Header([u8; 16], usize),
    /// Inside a piece, so many bytes before the next header.
    Inside(u64),
    /// Among the coded pixels of a JPEG; whether the last byte was `FF`.
    Coded(bool),
    /// Behind the end.
    End,
}

/// What follows a header.
enum Next {
    /// More of the header.
    More,
    Place(Place),
}

impl Whole {
    pub(crate) fn new(media_type: MediaType) -> Whole {
        let container = match media_type.as_str() {
            "image/jpeg" => Container::Jpeg,
            "image/png" => Container::Png,
            "image/webp" => Container::Webp,
            "image/heic" => Container::Heic,
            _ => Container::Other,
        };
        // The signature of a PNG.
        let place = match container {
            Container::Png => Place::Inside(8),
            _ => Place::Header([0; 16], 0),
        };
        Whole { container, place }
    }

    pub(crate) fn is_whole(&self) -> bool {
        match self.container {
            Container::Other => true,
            // It has no mark of its end, but its last box is whole.
            Container::Heic => matches!(self.place, Place::Header(_, 0) | Place::End),
            _ => self.place == Place::End,
        }
    }

    pub(crate) fn pass(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && self.container != Container::Other {
            let used = match &mut self.place {
                Place::End => return,
                Place::Inside(left) => {
                    let used = bytes
                        .len()
                        .min(usize::try_from(*left).unwrap_or(usize::MAX));
                    *left -= used as u64;
                    if *left == 0 {
                        self.place = self.after_piece();
                    }
                    used
                }
                Place::Coded(after_ff) => {
                    let (used, place) = pass_coded(*after_ff, bytes);
                    self.place = place;
                    used
                }
                Place::Header(header, came) => {
                    header[*came] = bytes[0];
                    *came += 1;
                    let (header, came) = (*header, *came);
                    if let Next::Place(place) = next(self.container, &header[..came]) {
                        self.place = match place {
                            Place::Inside(0) => self.after_piece(),
                            place => place,
                        };
                    }
                    1
                }
            };
            bytes = &bytes[used..];
        }
    }

    fn after_piece(&self) -> Place {
        match self.container {
            Container::Webp => Place::End,
            _ => Place::Header([0; 16], 0),
        }
    }
}

/// Passes coded pixels up to a marker that is part of neither them nor their restarts.
fn pass_coded(after_ff: bool, bytes: &[u8]) -> (usize, Place) {
    if !after_ff {
        return match memchr::memchr(0xFF, bytes) {
            Some(at) => (at + 1, Place::Coded(true)),
            None => (bytes.len(), Place::Coded(false)),
        };
    }
    let place = match bytes[0] {
        0 | 0xD0..=0xD7 => Place::Coded(false),
        0xFF => Place::Coded(true),
        marker => match next(Container::Jpeg, &[0xFF, marker]) {
            Next::Place(place) => place,
            Next::More => {
                let mut header = [0; 16];
                header[..2].copy_from_slice(&[0xFF, marker]);
                Place::Header(header, 2)
            }
        },
    };
    (1, place)
}

fn next(container: Container, header: &[u8]) -> Next {
    match container {
        Container::Jpeg => next_in_jpeg(header),
        Container::Png => next_in_png(header),
        Container::Webp => match header.get(..12) {
            // The length of a RIFF file counts from its kind on.
            Some(header) => inside(le32(&header[4..8]).saturating_sub(4)),
            None => Next::More,
        },
        Container::Heic => next_in_heic(header),
        Container::Other => Next::Place(Place::End),
    }
}

fn next_in_jpeg(header: &[u8]) -> Next {
    let again = Next::Place(Place::Header([0; 16], 0));
    match *header {
        [0xFF] => Next::More,
        // What lies between pieces is passed over, and `FF` may be repeated.
        [_] | [0xFF, 0 | 1 | 0xD0..=0xD8] => again,
        [0xFF, 0xFF] => Next::Place(Place::Header(first(0xFF), 1)),
        [0xFF, 0xD9] => Next::Place(Place::End),
        [0xFF, _] | [_, _, _] => Next::More,
        [_, marker, high, low] => {
            let left = (u64::from(high) << 8 | u64::from(low)).saturating_sub(2);
            match (marker, left) {
                (0xDA, _) => Next::Place(Place::Coded(false)),
                (_, left) => inside(left),
            }
        }
        _ => again,
    }
}

fn next_in_png(header: &[u8]) -> Next {
    match header.get(..8) {
        None => Next::More,
        Some(chunk) if chunk.ends_with(b"IEND") => Next::Place(Place::End),
        Some(chunk) => inside(be32(chunk) + 4),
    }
}

fn next_in_heic(header: &[u8]) -> Next {
    let Some(size) = header.get(..4).map(be32).filter(|_| header.len() >= 8) else {
        return Next::More;
    };
    match (size, header.get(8..16)) {
        // To the end of the file.
        (0, _) => Next::Place(Place::End),
        (1, None) => Next::More,
        (1, Some(long)) => inside((be32(long) << 32 | be32(&long[4..])).saturating_sub(16)),
        (size, _) => inside(size.saturating_sub(8)),
    }
}

fn inside(left: u64) -> Next {
    Next::Place(Place::Inside(left))
}

fn first(byte: u8) -> [u8; 16] {
    let mut header = [0; 16];
    header[0] = byte;
    header
}

fn be32(bytes: &[u8]) -> u64 {
    bytes[..4]
        .iter()
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn le32(bytes: &[u8]) -> u64 {
    bytes[..4]
        .iter()
        .rev()
        .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}
