//! The names of files: as they come in, and as a browser is told to save them.

use lintel_domain::text::{NameError, is_deceptive};
use std::fmt::Write;

/// Most bytes of a file's name; file systems take no more.
const NAME_MAX_BYTES: usize = 255;
/// A longer "extension" is a part of the name.
const EXTENSION_MAX_BYTES: usize = 16;

/// The name of an upload without folders, control characters or direction overrides, cut to 255 bytes
/// before its extension. Errors: [`NameError::Empty`] when nothing is left.
pub fn clean_file_name(name: &str) -> Result<String, NameError> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = base.chars().filter(|c| !is_deceptive(*c)).collect();
    let name = shown.trim_start().trim_end_matches(is_dropped_at_end);
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    if name.len() <= NAME_MAX_BYTES {
        return Ok(name.to_owned());
    }
    let (stem, extension) = match name.rfind('.') {
        Some(dot) if dot > 0 && name.len() - dot <= EXTENSION_MAX_BYTES => name.split_at(dot),
        _ => (name, ""),
    };
    let stem = &stem[..stem.floor_char_boundary(NAME_MAX_BYTES - extension.len())];
    let stem = stem.trim_end_matches(is_dropped_at_end);
    Ok(format!("{stem}{extension}"))
}

/// Windows drops dots and spaces at the end, so that `a.exe.` would open as `a.exe`.
fn is_dropped_at_end(c: char) -> bool {
    c == '.' || c.is_whitespace()
}

/// A name's extension in lower case, empty when it has none.
pub(crate) fn extension(name: &str) -> String {
    let name = name.trim_end_matches(is_dropped_at_end);
    match name.rsplit_once('.') {
        Some((_, extension)) => extension.to_lowercase(),
        None => String::new(),
    }
}

/// A `Content-Disposition` header (RFC 6266): the name in ASCII for old programs and, when it has
/// anything else, in full as RFC 8187 writes it.
pub fn content_disposition(name: &str, inline: bool) -> String {
    let mut header = String::from(if inline { "inline" } else { "attachment" });
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            ' '..='~' => c,
            _ => '_',
        })
        .collect();
    header.push_str("; filename=\"");
    header.push_str(&plain);
    header.push('"');
    if plain != name {
        header.push_str("; filename*=UTF-8''");
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
                header.push(char::from(byte));
            } else {
                // Writing to a string cannot fail.
                let _ = write!(header, "%{byte:02X}");
            }
        }
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Plan.pdf", Ok("Plan.pdf"))]
    #[case("../../etc/passwd", Ok("passwd"))]
    #[case("C:\\Users\\Ann\\Slab pour.jpg", Ok("Slab pour.jpg"))]
    #[case("a\0b\r\n.pdf", Ok("ab.pdf"))]
    #[case("invoice\u{202e}fdp.exe", Ok("invoicefdp.exe"))]
    #[case("trick.exe. . ", Ok("trick.exe"))]
    #[case("Größe – Küche.pdf", Ok("Größe – Küche.pdf"))]
    #[case(".env", Ok(".env"))]
    #[case("", Err(NameError::Empty))]
    #[case("..", Err(NameError::Empty))]
    #[case("folder/", Err(NameError::Empty))]
    #[case("\0\u{200f}", Err(NameError::Empty))]
    fn a_name_is_a_name_and_not_a_path(
        #[case] name: &str,
        #[case] expected: Result<&str, NameError>,
    ) {
        assert_eq!(clean_file_name(name), expected.map(str::to_owned));
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = clean_file_name(&format!("{}.drawing.pdf", "ä".repeat(300))).expect("a name");
        assert!(
            name.len() <= NAME_MAX_BYTES && name.ends_with(".pdf"),
            "{name}"
        );
    }

    #[rstest]
    #[case("Plan.pdf", true, "inline; filename=\"Plan.pdf\"")]
    #[case(
        "a\"b\\c.txt",
        false,
        "attachment; filename=\"a_b_c.txt\"; filename*=UTF-8''a%22b%5Cc.txt"
    )]
    #[case(
        "Küche.pdf",
        false,
        "attachment; filename=\"K_che.pdf\"; filename*=UTF-8''K%C3%BCche.pdf"
    )]
    fn a_disposition_names_the_file(
        #[case] name: &str,
        #[case] inline: bool,
        #[case] expected: &str,
    ) {
        assert_eq!(content_disposition(name, inline), expected);
    }

    proptest! {
        #[test]
        fn a_clean_name_is_short_visible_and_stays_as_it_is(name in ".{0,400}") {
            if let Ok(clean) = clean_file_name(&name) {
                prop_assert!(!clean.is_empty() && clean.len() <= NAME_MAX_BYTES);
                prop_assert!(!clean.contains(['/', '\\']) && !clean.chars().any(is_deceptive));
                prop_assert_eq!(clean_file_name(&clean), Ok(clean));
            }
        }

        #[test]
        fn a_disposition_is_one_line_of_ascii(name in any::<String>()) {
            let header = content_disposition(&name, false);
            prop_assert!(header.bytes().all(|b| (b' '..=b'~').contains(&b)));
            prop_assert!([2, 4].contains(&header.matches(['"', '\'']).filter(|q| *q == "\"").count().max(2)));
        }
    }
}
