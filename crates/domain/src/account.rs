//! What an account's password and e-mail address must be like.

use chrono::TimeDelta;

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

/// How long after a letter to set a new password the next one is sent, when so many were asked for
/// in vain: a minute, and twice as long each time, up to an hour.
pub fn reset_pause(letters: usize) -> TimeDelta {
    let doubled = letters.saturating_sub(1).min(6);
    match letters {
        0 => TimeDelta::zero(),
        _ => TimeDelta::minutes(1 << doubled).min(TimeDelta::hours(1)),
    }
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

    #[rstest]
    #[case(0, 0)]
    #[case(1, 1)]
    #[case(2, 2)]
    #[case(4, 8)]
    #[case(9, 60)]
    fn letters_asked_for_in_vain_slow_down_the_next(#[case] letters: usize, #[case] minutes: i64) {
        assert_eq!(reset_pause(letters), TimeDelta::minutes(minutes));
    }

    #[test]
    fn a_password_has_at_most_256_bytes() {
        let long: String = "abcd".repeat(65);
        assert_eq!(check_password(&long), Err(PasswordError::TooLong));
    }
}
