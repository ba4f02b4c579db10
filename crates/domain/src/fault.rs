//! What is wrong with a record that people fill in: every fault with the place it is at, so that
//! all of them are told at once.

use crate::text::{NameError, clean_line, clean_text};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as a JSON pointer (RFC 6901) into what was sent, such as `/work/0/trade`.
    pub pointer: String,
    /// A stable code, such as `required`.
    pub code: &'static str,
    /// What to do about it, in words.
    pub message: String,
}

/// What was found wrong so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault.
    pub fn add(
        &mut self,
        pointer: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
    ) {
        self.0.push(Fault {
            pointer: pointer.into(),
            code,
            message: message.into(),
        });
    }

    /// Trims a line of a draft, which may be empty still.
    pub fn line(&mut self, pointer: impl Into<String>, line: &mut String, max: usize) {
        match clean_line(line, max) {
            Ok(clean) => *line = clean,
            Err(NameError::Empty) => line.clear(),
            Err(error) => self.add(pointer, error.code(), error.to_string()),
        }
    }

    /// Trims a text of several lines of a draft, which may be empty still.
    pub fn text(&mut self, pointer: impl Into<String>, text: &mut String, max: usize) {
        match clean_text(text, max) {
            Ok(clean) => *text = clean.unwrap_or_default(),
            Err(error) => self.add(pointer, error.code(), error.to_string()),
        }
    }

    /// As [`Faults::line`], for what is nothing rather than empty.
    pub fn optional_line(
        &mut self,
        pointer: impl Into<String>,
        line: &mut Option<String>,
        max: usize,
    ) {
        if let Some(written) = line {
            self.line(pointer, written, max);
        }
        line.take_if(|line| line.is_empty());
    }

    /// As [`Faults::text`], for what is nothing rather than empty.
    pub fn optional_text(
        &mut self,
        pointer: impl Into<String>,
        text: &mut Option<String>,
        max: usize,
    ) {
        if let Some(written) = text {
            self.text(pointer, written, max);
        }
        text.take_if(|text| text.is_empty());
    }

    /// Notes a list of more than `max` entries.
    pub fn count(&mut self, pointer: &str, count: usize, max: usize) {
        if count > max {
            self.add(pointer, "too_many", format!("Use at most {max} entries."));
        }
    }

    /// Notes what must be written and is not.
    pub fn required(&mut self, pointer: impl Into<String>, written: &str) {
        if written.trim().is_empty() {
            self.add(pointer, "required", "Fill this in.");
        }
    }

    /// Notes a number outside of its limits, both included.
    pub fn within(&mut self, pointer: impl Into<String>, number: i64, least: i64, most: i64) {
        if !(least..=most).contains(&number) {
            let message = format!("Use a number from {least} to {most}.");
            self.add(pointer, "out_of_range", message);
        }
    }

    /// Nothing, or everything that is wrong.
    pub fn done(self) -> Result<(), Vec<Fault>> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(self.0),
        }
    }
}
