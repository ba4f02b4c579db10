//! Short texts that people type: names and titles.

/// Most characters of a name or title.
pub const NAME_MAX_CHARS: usize = 200;

/// Why a name or title was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but white space.
    #[error("Write something here.")]
    Empty,
    /// More characters than may be.
    #[error("Use at most {max} characters.")]
    TooLong {
        /// How many may be.
        max: usize,
    },
    /// Control characters, or characters that change the direction of what follows.
    #[error("Remove the invisible control characters.")]
    ControlCharacter,
}

impl NameError {
    /// The code in a problem's `errors[]`.
    pub fn code(self) -> &'static str {
        match self {
            NameError::Empty => "required",
            NameError::TooLong { .. } => "too_long",
            NameError::ControlCharacter => "control_character",
        }
    }
}

/// Trims a name or title and refuses what would not show as it is written.
pub fn clean_name(text: &str) -> Result<String, NameError> {
    clean_line(text, NAME_MAX_CHARS)
}

/// Trims one line of at most `max` characters and refuses what would not show as it is written.
pub fn clean_line(text: &str, max: usize) -> Result<String, NameError> {
    let trimmed = fitting(text, max)?;
    match trimmed {
        "" => Err(NameError::Empty),
        line if line.chars().any(is_deceptive) => Err(NameError::ControlCharacter),
        line => Ok(line.to_owned()),
    }
}

/// Trims a text of several lines and at most `max` characters; `None` when nothing is left.
pub fn clean_text(text: &str, max: usize) -> Result<Option<String>, NameError> {
    let trimmed = fitting(text, max)?;
    let is_hidden = |c| is_deceptive(c) && !matches!(c, '\n' | '\r' | '\t');
    if trimmed.chars().any(is_hidden) {
        return Err(NameError::ControlCharacter);
    }
    Ok(Some(trimmed.to_owned()).filter(|text| !text.is_empty()))
}

fn fitting(text: &str, max: usize) -> Result<&str, NameError> {
    let trimmed = text.trim();
    if trimmed.chars().count() > max {
        return Err(NameError::TooLong { max });
    }
    Ok(trimmed)
}

/// Control characters and the bidirectional overrides that disguise a file's extension.
pub fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("  Slab pour ", Ok("Slab pour".to_owned()))]
    #[case("   ", Err(NameError::Empty))]
    #[case("a\0b", Err(NameError::ControlCharacter))]
    #[case("invoice\u{202e}fdp.exe", Err(NameError::ControlCharacter))]
    fn names_show_as_they_are_written(
        #[case] text: &str,
        #[case] expected: Result<String, NameError>,
    ) {
        assert_eq!(clean_name(text), expected);
    }

    #[test]
    fn a_text_keeps_its_lines_and_nothing_is_none() {
        assert_eq!(clean_text(" a\nb ", 3), Ok(Some("a\nb".to_owned())));
        assert_eq!(clean_text(" \n", 3), Ok(None));
        assert_eq!(
            clean_text("a\u{202e}b", 9),
            Err(NameError::ControlCharacter)
        );
        assert_eq!(clean_text("abcd", 3), Err(NameError::TooLong { max: 3 }));
    }

    #[test]
    fn a_name_has_at_most_200_characters() {
        assert!(clean_name(&"ä".repeat(200)).is_ok());
        assert_eq!(
            clean_name(&"ä".repeat(201)),
            Err(NameError::TooLong { max: 200 })
        );
    }
}
