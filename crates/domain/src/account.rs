//! What an account's password and e-mail address must be like.

/// Fewest characters of a password.
pub const PASSWORD_MIN_CHARS: usize = 12;
/// Most bytes of a password.
pub const PASSWORD_MAX_BYTES: usize = 256;

/// Why a password was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than [`PASSWORD_MIN_CHARS`] characters.
    #[error("Use at least {PASSWORD_MIN_CHARS} characters.")]
    TooShort,
    /// More than [`PASSWORD_MAX_BYTES`] bytes.
    #[error("Use at most {PASSWORD_MAX_BYTES} bytes.")]
    TooLong,
    /// On the list of passwords that attackers try first.
    #[error("This password is too common. Choose one that is harder to guess.")]
    TooCommon,
}

impl PasswordError {
    /// The code in a problem's `errors[]`.
    pub fn code(self) -> &'static str {
        match self {
            PasswordError::TooShort => "too_short",
            PasswordError::TooLong => "too_long",
            PasswordError::TooCommon => "too_common",
        }
    }
}

/// Stems of the passwords that lead every list of leaked ones; what is left of a password
/// when digits, case and punctuation are taken away is compared with them.
const COMMON_STEMS: [&str; 28] = [
    "",
    "password",
    "passwort",
    "passw",
    "qwerty",
    "qwertyuiop",
    "qwertyuiopasdfghjkl",
    "asdfghjkl",
    "letmein",
    "welcome",
    "admin",
    "administrator",
    "iloveyou",
    "monkey",
    "dragon",
    "football",
    "baseball",
    "superman",
    "changeme",
    "trustno",
    "sunshine",
    "princess",
    "lintel",
    "builder",
    "passwordpassword",
    "correcthorsebatterystaple",
    "abcdefghijkl",
    "letmeinplease",
];

/// Length limits and the list of common ones; no composition rules (security.md, Secrets).
pub fn check_password(password: &str) -> Result<(), PasswordError> {
    if password.len() > PASSWORD_MAX_BYTES {
        return Err(PasswordError::TooLong);
    }
    if password.chars().count() < PASSWORD_MIN_CHARS {
        return Err(PasswordError::TooShort);
    }
    let stem: String = password
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let distinct: std::collections::HashSet<char> = password.chars().collect();
    if COMMON_STEMS.contains(&stem.as_str()) || distinct.len() < 4 {
        return Err(PasswordError::TooCommon);
    }
    Ok(())
}

/// The one form in which an e-mail address is stored and compared: trimmed, lower case.
pub fn normalise_email(email: &str) -> String {
    email.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("short", Err(PasswordError::TooShort))]
    #[case("elevenchars", Err(PasswordError::TooShort))]
    #[case("twelve-chars", Ok(()))]
    #[case("Password123!", Err(PasswordError::TooCommon))]
    #[case("123456789012", Err(PasswordError::TooCommon))]
    #[case("aaaaaaaaaaaaaaa", Err(PasswordError::TooCommon))]
    #[case("zwölf zeichen", Ok(()))]
    fn passwords_are_long_and_not_common(
        #[case] password: &str,
        #[case] expected: Result<(), PasswordError>,
    ) {
        assert_eq!(check_password(password), expected);
    }

    #[test]
    fn a_password_has_at_most_256_bytes() {
        let long: String = "abcd".repeat(65);
        assert_eq!(check_password(&long), Err(PasswordError::TooLong));
    }
}
