//! The `Range` header of a download (RFC 9110, 14.1.2 and 14.2).

use std::ops::Range;

/// The range lies wholly outside the file: `416` with `Content-Range: bytes */size`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The requested range lies outside the file.")]
pub struct Unsatisfiable;

/// The bytes that a `Range` header asks for; `None` means the whole file (`200`).
///
/// What is malformed, has another unit or asks for several ranges is answered with the whole file,
/// as the RFC allows.
pub fn parse_range(header: &str, size: u64) -> Result<Option<Range<u64>>, Unsatisfiable> {
    let Some((unit, set)) = header.split_once('=') else {
        return Ok(None);
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Ok(None);
    }
    let Some((first, last)) = set.trim().split_once('-') else {
        return Ok(None);
    };
    match (first, last) {
        ("", suffix) => match number(suffix) {
            None => Ok(None),
            Some(0) => Err(Unsatisfiable),
            Some(_) if size == 0 => Err(Unsatisfiable),
            Some(length) => Ok(Some(size.saturating_sub(length)..size)),
        },
        (first, last) => {
            let first = number(first);
            let last = if last.is_empty() {
                Some(u64::MAX)
            } else {
                number(last)
            };
            match (first, last) {
                (Some(first), Some(last)) if first <= last => {
                    if first >= size {
                        Err(Unsatisfiable)
                    } else {
                        Ok(Some(first..last.saturating_add(1).min(size)))
                    }
                }
                _ => Ok(None),
            }
        }
    }
}

/// Digits alone; a number beyond every file's size counts as the largest there is.
fn number(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("bytes=0-499", Ok(Some(0..500)))]
    #[case("bytes=500-", Ok(Some(500..1000)))]
    #[case("bytes=-200", Ok(Some(800..1000)))]
    #[case("bytes=-5000", Ok(Some(0..1000)))]
    #[case("bytes=999-99999999999999999999999", Ok(Some(999..1000)))]
    #[case("Bytes = 0-0", Ok(Some(0..1)))]
    #[case("bytes=1000-", Err(Unsatisfiable))]
    #[case("bytes=-0", Err(Unsatisfiable))]
    #[case("bytes=5-4", Ok(None))]
    #[case("bytes=0-1,5-6", Ok(None))]
    #[case("bytes=+1-2", Ok(None))]
    #[case("bytes=", Ok(None))]
    #[case("bytes=-", Ok(None))]
    #[case("lines=1-2", Ok(None))]
    #[case("", Ok(None))]
    fn ranges_of_a_file_of_1000_bytes(
        #[case] header: &str,
        #[case] expected: Result<Option<Range<u64>>, Unsatisfiable>,
    ) {
        assert_eq!(parse_range(header, 1000), expected);
    }

    proptest! {
        #[test]
        fn a_range_never_leaves_the_file(header in "bytes=[0-9]{0,21}-[0-9]{0,21}", size: u64) {
            if let Ok(Some(range)) = parse_range(&header, size) {
                prop_assert!(range.start < range.end && range.end <= size);
            }
        }

        #[test]
        fn no_header_makes_it_panic(header in "\\PC*", size: u64) {
            let _ = parse_range(&header, size);
        }

        #[test]
        fn first_and_last_are_both_included(first in 0u64..1000, length in 1u64..1000) {
            let last = first + length - 1;
            prop_assert_eq!(parse_range(&format!("bytes={first}-{last}"), 2000), Ok(Some(first..first + length)));
        }
    }
}
