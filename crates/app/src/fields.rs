//! Input cleaned by the domain's rules, every bad field reported at once.

use crate::{Error, FieldError};
use lintel_domain::account::{check_password, normalise_email};
use lintel_domain::client::clean_phone;
use lintel_domain::settings::SettingError;
use lintel_domain::text::{NameError, clean_line, clean_name, clean_text};

/// What was wrong so far. A bad field gives an empty value that [`Fields::done`] keeps from being used.
#[derive(Default)]
pub(crate) struct Fields {
    bad: Vec<FieldError>,
}

impl Fields {
    /// A name or title.
    pub(crate) fn name(&mut self, pointer: &str, text: &str) -> String {
        self.written(pointer, clean_name(text))
    }

    /// One line of at most `max` characters.
    pub(crate) fn line(&mut self, pointer: &str, text: &str, max: usize) -> String {
        self.written(pointer, clean_line(text, max))
    }

    /// A text of several lines and at most `max` characters; `None` when nothing was written.
    pub(crate) fn text(&mut self, pointer: &str, text: &str, max: usize) -> Option<String> {
        self.written(pointer, clean_text(text, max))
    }

    fn written<T: Default>(&mut self, pointer: &str, cleaned: Result<T, NameError>) -> T {
        match cleaned {
            Ok(text) => text,
            Err(error) => self.refuse(pointer, error.code(), error.to_string()),
        }
    }

    /// An e-mail address.
    pub(crate) fn email(&mut self, pointer: &str, text: &str) -> String {
        let email = normalise_email(text);
        match garde::rules::email::parse_email(&email) {
            Ok(()) => email,
            Err(_) => self.refuse(
                pointer,
                "invalid_email",
                "Write an e-mail address, like name@example.com.",
            ),
        }
    }

    /// A new password.
    pub(crate) fn password(&mut self, pointer: &str, password: &str) {
        if let Err(error) = check_password(password) {
            self.refuse(pointer, error.code(), error.to_string())
        }
    }

    /// A telephone number.
    pub(crate) fn phone(&mut self, pointer: &str, text: &str) -> String {
        match clean_phone(text) {
            Some(phone) => phone,
            None => self.refuse(
                pointer,
                "invalid_phone",
                "Write a telephone number, like +61 2 9374 4000.",
            ),
        }
    }

    /// One of an organisation's settings.
    pub(crate) fn setting<T: Default>(
        &mut self,
        pointer: &str,
        checked: Result<T, SettingError>,
    ) -> T {
        match checked {
            Ok(value) => value,
            Err(error) => self.refuse(pointer, error.code(), error.to_string()),
        }
    }

    /// A field that breaks a rule of the use case.
    pub(crate) fn refuse<T: Default>(
        &mut self,
        pointer: &str,
        code: &'static str,
        message: impl Into<String>,
    ) -> T {
        self.bad.push(FieldError::new(pointer, code, message));
        T::default()
    }

    /// Goes on if nothing was wrong.
    pub(crate) fn done(self) -> Result<(), Error> {
        if self.bad.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.bad))
        }
    }
}
