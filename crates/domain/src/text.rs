//! Short texts that people type: names and titles.

/// Most characters of a name or title.
pub const NAME_MAX_CHARS: usize = 200;

/// Why a name or title was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but white space.
    #[error("Write something here.")]
    Empty,
    /// More than [`NAME_MAX_CHARS`] characters.
    #[error("Use at most {NAME_MAX_CHARS} characters.")]
    TooLong,
    /// Control characters, or characters that change the direction of what follows.
    #[error("Remove the invisible control characters.")]
    ControlCharacter,
}

impl NameError {
    /// The code in a problem's `errors[]`.
    pub fn code(self) -> &'static str {
        match self {
            NameError::Empty => "required",
            NameError::TooLong => "too_long",
            NameError::ControlCharacter => "control_character",
        }
    }
}

/// Trims a name or title and refuses what would not show as it is written.
pub fn clean_name(text: &str) -> Result<String, NameError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(NameError::Empty);
    }
    if trimmed.chars().count() > NAME_MAX_CHARS {
        return Err(NameError::TooLong);
    }
    if trimmed.chars().any(is_deceptive) {
        return Err(NameError::ControlCharacter);
    }
    Ok(trimmed.to_owned())
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
    fn a_name_has_at_most_200_characters() {
        assert!(clean_name(&"ä".repeat(200)).is_ok());
        assert_eq!(clean_name(&"ä".repeat(201)), Err(NameError::TooLong));
    }
}
