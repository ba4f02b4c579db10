//! What fields must be like, as garde rules with the codes and words of a problem's `errors[]`.
//!
//! `#[garde(custom(rules::name))]` on a `String`; `#[garde(inner(custom(rules::name)))]` on an
//! `Option<String>`, once more `inner` for each further `Option` or `Vec`. garde's own `length`
//! and `range` get their codes here too.

use crate::problem::FieldError;
use chrono::{DateTime, NaiveDate, Utc};
use garde::i18n::{I18n, InvalidCreditCard, InvalidEmail, InvalidPhoneNumber, InvalidUrl, IpKind};
use garde::{Error, Validate};
use lintel_domain::account::{check_password, normalise_email};
use lintel_domain::client::clean_phone;
use lintel_domain::project::day_fits;
use lintel_domain::settings::{self, SettingError};
use lintel_domain::text::clean_name;
use std::borrow::Cow;
use std::fmt::Display;

/// Most characters of an e-mail address (RFC 5321).
const EMAIL_MAX_CHARS: usize = 254;
/// Most characters of a longer text, such as the message of a share.
const TEXT_MAX_CHARS: usize = 5000;

/// Between code and message in garde's one string.
const SEPARATOR: char = '\u{1f}';

/// A name or title: something to read, at most 200 characters, nothing invisible.
pub fn name(text: &str, _: &()) -> garde::Result {
    clean_name(text)
        .map(drop)
        .map_err(|error| coded(error.code(), error))
}

/// A longer text: at most 5000 characters, line breaks allowed.
pub fn text(text: &str, _: &()) -> garde::Result {
    if text.chars().count() > TEXT_MAX_CHARS {
        return Err(coded(
            "too_long",
            format!("Use at most {TEXT_MAX_CHARS} characters."),
        ));
    }
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err(coded(
            "control_character",
            "Remove the invisible control characters.",
        ));
    }
    Ok(())
}

/// An e-mail address.
pub fn email(text: &str, _: &()) -> garde::Result {
    let address = normalise_email(text);
    if address.is_empty() {
        return Err(coded("required", "Fill this in."));
    }
    if address.chars().count() > EMAIL_MAX_CHARS {
        return Err(coded(
            "too_long",
            format!("Use at most {EMAIL_MAX_CHARS} characters."),
        ));
    }
    garde::rules::email::parse_email(&address).map_err(|_| {
        coded(
            "invalid_email",
            "Write an e-mail address, like name@example.com.",
        )
    })
}

/// A new password.
pub fn password(text: &str, _: &()) -> garde::Result {
    check_password(text).map_err(|error| coded(error.code(), error))
}

/// A telephone number.
pub fn phone(text: &str, _: &()) -> garde::Result {
    clean_phone(text).map(drop).ok_or_else(|| {
        coded(
            "invalid_phone",
            "Write a telephone number, like +61 2 9374 4000.",
        )
    })
}

/// A colour, `#rrggbb`.
pub fn colour(text: &str, _: &()) -> garde::Result {
    setting(settings::clean_colour(text))
}

/// A time zone of the IANA list.
pub fn timezone(text: &str, _: &()) -> garde::Result {
    setting(settings::check_timezone(text))
}

/// A currency of ISO 4217.
pub fn currency(text: &str, _: &()) -> garde::Result {
    setting(settings::check_currency(text))
}

fn setting<T>(checked: Result<T, SettingError>) -> garde::Result {
    checked
        .map(drop)
        .map_err(|error| coded(error.code(), error))
}

/// A day of a project.
pub fn day(day: &NaiveDate, _: &()) -> garde::Result {
    match day_fits(*day) {
        true => Ok(()),
        false => Err(coded(
            "out_of_range",
            "Choose a day of the years 1900 to 9999.",
        )),
    }
}

/// A moment on a project.
pub fn time(time: &DateTime<Utc>, _: &()) -> garde::Result {
    day(&time.date_naive(), &())
}

/// A list of at most 200.
pub fn up_to_200<T>(items: &[T], _: &()) -> garde::Result {
    match items.len() {
        0..=200 => Ok(()),
        _ => Err(coded("too_many", "Choose at most 200.")),
    }
}

/// A list of 1 to 200.
pub fn some_up_to_200<T>(items: &[T], context: &()) -> garde::Result {
    match items.is_empty() {
        true => Err(coded("too_few", "Choose at least one.")),
        false => up_to_200(items, context),
    }
}

/// A garde error with a stable code of its own.
pub fn coded(code: &str, message: impl Display) -> Error {
    Error::new(format!("{code}{SEPARATOR}{message}"))
}

/// Every rule that a value breaks.
pub(crate) fn check<T: Validate<Context = ()>>(value: &T) -> Vec<FieldError> {
    let Err(report) = garde::with_i18n(Words, || value.validate()) else {
        return Vec::new();
    };
    report
        .into_inner()
        .into_iter()
        .map(|(path, error)| field_error(&path.to_string(), error.message()))
        .collect()
}

fn field_error(path: &str, said: &str) -> FieldError {
    let steps = path
        .split(['.', '['])
        .map(|step| step.trim_end_matches(']'));
    let pointer: String = steps
        .filter(|step| !step.is_empty())
        .map(|step| format!("/{step}"))
        .collect();
    let (code, message) = said.split_once(SEPARATOR).unwrap_or(("invalid", said));
    FieldError::new(pointer, known_code(code), message)
}

/// The codes are a closed list, so that the web app can rely on them.
fn known_code(code: &str) -> &'static str {
    const CODES: [&str; 14] = [
        "required",
        "too_short",
        "too_long",
        "too_common",
        "too_few",
        "too_many",
        "out_of_range",
        "control_character",
        "invalid_email",
        "invalid_colour",
        "invalid_timezone",
        "invalid_currency",
        "invalid_phone",
        "duplicate",
    ];
    CODES
        .into_iter()
        .find(|known| *known == code)
        .unwrap_or("invalid")
}

/// garde's own rules in our words.
struct Words;

fn said(code: &str, message: impl Display) -> Cow<'static, str> {
    format!("{code}{SEPARATOR}{message}").into()
}

impl I18n for Words {
    fn length_lower_than(&self, min: usize) -> Cow<'static, str> {
        match min {
            1 => said("required", "Fill this in."),
            _ => said("too_short", format!("Use at least {min} characters.")),
        }
    }
    fn length_greater_than(&self, max: usize) -> Cow<'static, str> {
        said("too_long", format!("Use at most {max} characters."))
    }
    fn range_lower_than(&self, min: &dyn Display) -> Cow<'static, str> {
        said("out_of_range", format!("Use at least {min}."))
    }
    fn range_greater_than(&self, max: &dyn Display) -> Cow<'static, str> {
        said("out_of_range", format!("Use at most {max}."))
    }
    fn credit_card_invalid(&self, reason: InvalidCreditCard) -> Cow<'static, str> {
        said("invalid", reason)
    }
    fn pattern_no_match(&self, _: &dyn Display) -> Cow<'static, str> {
        said("invalid", "This is not written in the right form.")
    }
    fn contains_missing(&self, pattern: &dyn Display) -> Cow<'static, str> {
        said("invalid", format!("It must contain {pattern}."))
    }
    fn url_invalid(&self, reason: InvalidUrl) -> Cow<'static, str> {
        said("invalid", reason)
    }
    fn prefix_missing(&self, pattern: &dyn Display) -> Cow<'static, str> {
        said("invalid", format!("It must start with {pattern}."))
    }
    fn suffix_missing(&self, pattern: &dyn Display) -> Cow<'static, str> {
        said("invalid", format!("It must end with {pattern}."))
    }
    fn phone_number_invalid(&self, reason: InvalidPhoneNumber) -> Cow<'static, str> {
        said("invalid_phone", reason)
    }
    fn ip_invalid(&self, _: IpKind) -> Cow<'static, str> {
        said("invalid", "This is not an IP address.")
    }
    fn matches_field_mismatch(&self, field: &dyn Display) -> Cow<'static, str> {
        said("invalid", format!("It must be the same as {field}."))
    }
    fn email_invalid(&self, _: InvalidEmail) -> Cow<'static, str> {
        said(
            "invalid_email",
            "Write an e-mail address, like name@example.com.",
        )
    }
    fn ascii_invalid(&self) -> Cow<'static, str> {
        said("invalid", "Use plain letters, digits and signs.")
    }
    fn alphanumeric_invalid(&self) -> Cow<'static, str> {
        said("invalid", "Use letters and digits.")
    }
    fn required_not_set(&self) -> Cow<'static, str> {
        said("required", "Fill this in.")
    }
}
