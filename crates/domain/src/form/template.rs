//! What a form asks for. The same shape is stored, sent and taken.

use crate::fault::{Fault, Faults};
use crate::text::NAME_MAX_CHARS;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
#[cfg(feature = "schema")]
use utoipa::ToSchema;

/// Most fields of a form.
pub const FIELDS_MAX: usize = 300;
/// Most sections of a form, and most choices of a field.
const PARTS_MAX: usize = 50;
/// Most characters of a field's id.
const ID_MAX_CHARS: usize = 60;
/// Most characters of what a field says to help.
const HELP_MAX_CHARS: usize = 2000;
/// Most characters of a choice and of a unit.
const SHORT_MAX_CHARS: usize = 100;

/// Fields that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// What they are about.
    pub title: String,
    /// The fields in order.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// Something that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Names the field in answers, over all revisions: a to z, 0 to 9 and `_`.
    pub id: String,
    /// The question.
    pub label: String,
    /// More about it.
    #[serde(default)]
    pub help: Option<String>,
    /// What an answer is.
    pub kind: FieldKind,
    /// Whether the form cannot be completed without an answer.
    #[serde(default)]
    pub required: bool,
    /// The unit of a number, such as `mm`.
    #[serde(default)]
    pub unit: Option<String>,
    /// The least a number may be, as a decimal.
    #[serde(default)]
    pub min: Option<String>,
    /// The most a number may be, as a decimal.
    #[serde(default)]
    pub max: Option<String>,
    /// What can be chosen.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Whether several can be chosen.
    #[serde(default)]
    pub multiple: bool,
    /// Answers that are a failure: of `yes`, `no`, `na`, or of the choices.
    #[serde(default)]
    pub fails_on: Vec<String>,
    /// Whether a number outside its limits is kept as a failure rather than refused.
    #[serde(default)]
    pub fails_outside: bool,
}

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Yes, no, or not applicable.
    YesNo,
    /// Words.
    Text,
    /// A decimal number.
    Number,
    /// One of the choices, or several.
    Choice,
    /// A day.
    Date,
    /// Pictures.
    Photo,
    /// A name and a drawn signature.
    Signature,
}

impl Field {
    /// A limit as a number; templates are checked, so that it is one.
    pub(super) fn limit(limit: &Option<String>) -> Option<Decimal> {
        limit.as_deref().and_then(|text| text.parse().ok())
    }

    fn clean(&mut self, at: &str, faults: &mut Faults) {
        let of_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if self.id.is_empty() || self.id.len() > ID_MAX_CHARS || !self.id.chars().all(of_id) {
            let message = "Use the letters a to z, digits and _, at most 60 of them.";
            faults.add(format!("{at}/id"), "invalid", message);
        }
        faults.line(format!("{at}/label"), &mut self.label, 500);
        faults.required(format!("{at}/label"), &self.label);
        faults.optional_text(format!("{at}/help"), &mut self.help, HELP_MAX_CHARS);
        faults.optional_line(format!("{at}/unit"), &mut self.unit, SHORT_MAX_CHARS);
        self.clean_limits(at, faults);
        self.clean_choices(at, faults);
        let known = |answer: &String| match self.kind {
            FieldKind::YesNo => ["yes", "no", "na"].contains(&answer.as_str()),
            FieldKind::Choice => self.choices.contains(answer),
            _ => false,
        };
        for (number, answer) in self.fails_on.iter().enumerate() {
            if !known(answer) {
                let message = "This is no answer to this field.";
                faults.add(format!("{at}/fails_on/{number}"), "unknown_choice", message);
            }
        }
    }

    fn clean_limits(&self, at: &str, faults: &mut Faults) {
        for (name, limit) in [("min", &self.min), ("max", &self.max)] {
            if limit.is_some() && Field::limit(limit).is_none() {
                faults.add(
                    format!("{at}/{name}"),
                    "invalid",
                    "Write a number, like 12.5.",
                );
            }
        }
        if let (Some(min), Some(max)) = (Field::limit(&self.min), Field::limit(&self.max))
            && min > max
        {
            let message = "The most is less than the least. Swap them.";
            faults.add(format!("{at}/max"), "out_of_order", message);
        }
    }

    fn clean_choices(&mut self, at: &str, faults: &mut Faults) {
        if self.kind != FieldKind::Choice {
            self.choices.clear();
            return;
        }
        if self.choices.is_empty() {
            let message = "Write at least one choice.";
            faults.add(format!("{at}/choices"), "required", message);
        }
        faults.count(&format!("{at}/choices"), self.choices.len(), PARTS_MAX);
        let mut seen = HashSet::new();
        for (number, choice) in self.choices.iter_mut().enumerate() {
            let at = format!("{at}/choices/{number}");
            faults.line(at.clone(), choice, SHORT_MAX_CHARS);
            faults.required(at.clone(), choice);
            if !seen.insert(choice.to_lowercase()) {
                faults.add(at, "duplicate", "This choice is there already.");
            }
        }
    }
}

/// Cleans what a form asks for, in place.
///
/// # Errors
/// Every fault, with its pointer.
pub fn clean_sections(sections: &mut [Section]) -> Result<(), Vec<Fault>> {
    let mut faults = Faults::default();
    faults.count("/sections", sections.len(), PARTS_MAX);
    let mut ids: HashSet<String> = HashSet::new();
    for (number, section) in sections.iter_mut().enumerate() {
        let at = format!("/sections/{number}");
        faults.line(format!("{at}/title"), &mut section.title, NAME_MAX_CHARS);
        faults.required(format!("{at}/title"), &section.title);
        for (number, field) in section.fields.iter_mut().enumerate() {
            let at = format!("{at}/fields/{number}");
            field.clean(&at, &mut faults);
            if !ids.insert(field.id.clone()) {
                let message = "Another field has this id. Give each its own.";
                faults.add(format!("{at}/id"), "duplicate", message);
            }
        }
    }
    match ids.len() {
        0 => faults.add("/sections", "required", "Add at least one field."),
        count => faults.count("/sections", count, FIELDS_MAX),
    }
    faults.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: &str, kind: FieldKind) -> Field {
        Field {
            id: id.into(),
            label: id.into(),
            help: None,
            kind,
            required: false,
            unit: None,
            min: None,
            max: None,
            choices: Vec::new(),
            multiple: false,
            fails_on: Vec::new(),
            fails_outside: false,
        }
    }

    fn faults(fields: Vec<Field>) -> Vec<(String, &'static str)> {
        let mut sections = [Section {
            title: "Slab".into(),
            fields,
        }];
        let faults = clean_sections(&mut sections).err().unwrap_or_default();
        faults
            .into_iter()
            .map(|fault| (fault.pointer, fault.code))
            .collect()
    }

    #[test]
    fn everything_wrong_is_told_where_it_is() {
        let number = Field {
            min: Some("10".into()),
            max: Some("9.5".into()),
            fails_on: vec!["no".into()],
            ..field("Cover", FieldKind::Number)
        };
        let choice = Field {
            choices: vec!["Dry".into(), "dry".into(), " ".into()],
            ..field("weather", FieldKind::Choice)
        };
        let again = field("weather", FieldKind::YesNo);
        let at = |path: &str| format!("/sections/0/fields/{path}");
        assert_eq!(
            faults(vec![number, choice, again]),
            [
                (at("0/id"), "invalid"),
                (at("0/max"), "out_of_order"),
                (at("0/fails_on/0"), "unknown_choice"),
                (at("1/choices/1"), "duplicate"),
                (at("1/choices/2"), "required"),
                (at("2/id"), "duplicate"),
            ]
        );
        assert_eq!(faults(vec![]), [("/sections".into(), "required")]);
        assert_eq!(faults(vec![field("a", FieldKind::YesNo)]), []);
    }
}
