//! Answers to a form: what may be kept in a draft, what is missing, what failed.

use super::{Field, FieldKind, Section};
use crate::fault::{Fault, Faults};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
#[cfg(feature = "schema")]
use utoipa::ToSchema;

/// Most characters of an answer in words, and of a note.
const TEXT_MAX_CHARS: usize = 10_000;

/// An answer. Photos and signatures are pictures of the report with the field's id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// The field.
    pub field_id: String,
    /// `yes`, `no` or `na`; words; a decimal; a day; the name of who signed.
    pub value: Option<String>,
    /// What was chosen.
    pub choices: Vec<String>,
    /// More about it.
    pub note: Option<String>,
}

/// How far a form is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Fields of the form.
    pub asked: usize,
    /// Fields with an answer.
    pub answered: usize,
    /// Answers that are a failure.
    pub failed: usize,
}

/// The answers to a form, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    /// The answer to a field.
    pub fn get(&self, field: &str) -> Option<&Answer> {
        self.0.get(field)
    }

    /// All of them, by field.
    pub fn iter(&self) -> impl Iterator<Item = &Answer> {
        self.0.values()
    }

    /// Takes answers over: each replaces the one before, and one with nothing in it clears it.
    ///
    /// # Errors
    /// Every fault, with a pointer into the list; nothing is taken then.
    pub fn take(&mut self, sections: &[Section], answers: Vec<Answer>) -> Result<(), Vec<Fault>> {
        let fields: HashMap<&str, &Field> = fields(sections)
            .map(|field| (field.id.as_str(), field))
            .collect();
        let mut faults = Faults::default();
        let mut taken = Vec::new();
        for (number, mut answer) in answers.into_iter().enumerate() {
            let at = format!("/answers/{number}");
            match fields.get(answer.field_id.as_str()) {
                Some(field) => {
                    answer.clean(field, &at, &mut faults);
                    taken.push(answer);
                }
                None => faults.add(
                    format!("{at}/field_id"),
                    "unknown_field",
                    "The form has no such field.",
                ),
            }
        }
        faults.done()?;
        for answer in taken {
            match answer.is_empty() {
                true => self.0.remove(&answer.field_id),
                false => self.0.insert(answer.field_id.clone(), answer),
            };
        }
        Ok(())
    }

    /// Drops answers to fields that are not there, or are of another kind; what was dropped.
    pub fn keep_known(&mut self, before: &[Section], after: &[Section]) -> Vec<(String, String)> {
        let kinds = |sections: &[Section]| -> HashMap<String, FieldKind> {
            fields(sections)
                .map(|field| (field.id.clone(), field.kind))
                .collect()
        };
        let (was, is) = (kinds(before), kinds(after));
        let mut dropped = Vec::new();
        for field in fields(before) {
            if is.get(&field.id) == was.get(&field.id) {
                continue;
            }
            if let Some(answer) = self.0.remove(&field.id) {
                dropped.push((field.label.clone(), answer.in_words()));
            }
        }
        dropped
    }

    /// How far a form is answered, when so many pictures are there for each field.
    pub fn tally(&self, sections: &[Section], pictures: &HashMap<String, usize>) -> Tally {
        let mut tally = Tally::default();
        for field in fields(sections) {
            let answer = self.get(&field.id);
            tally.asked += 1;
            tally.answered += usize::from(is_answered(field, answer, pictures));
            tally.failed += usize::from(answer.is_some_and(|answer| answer.fails(field)));
        }
        tally
    }

    /// Whether the form can be completed.
    ///
    /// # Errors
    /// Every gap, as `/answers/{field_id}`.
    pub fn check_complete(
        &self,
        sections: &[Section],
        pictures: &HashMap<String, usize>,
    ) -> Result<(), Vec<Fault>> {
        let mut faults = Faults::default();
        for field in fields(sections) {
            let at = format!("/answers/{}", field.id);
            let answer = self.get(&field.id);
            if field.required && !is_answered(field, answer, pictures) {
                faults.add(
                    at,
                    "required",
                    format!("“{}” is not answered.", field.label),
                );
            } else if answer.is_some_and(|answer| !field.fails_outside && answer.is_outside(field))
            {
                let message = format!("“{}” is outside of its limits.", field.label);
                faults.add(at, "out_of_limits", message);
            }
        }
        faults.done()
    }

    /// The words of the answers, for searches.
    pub fn words(&self) -> String {
        let words: Vec<String> = self.iter().map(Answer::in_words).collect();
        words.join(" ")
    }
}

fn fields(sections: &[Section]) -> impl Iterator<Item = &Field> {
    sections.iter().flat_map(|section| &section.fields)
}

fn is_answered(field: &Field, answer: Option<&Answer>, pictures: &HashMap<String, usize>) -> bool {
    let has_pictures = pictures.get(&field.id).is_some_and(|count| *count > 0);
    let has_value = answer.is_some_and(|answer| answer.value.is_some());
    match field.kind {
        FieldKind::Photo => has_pictures,
        FieldKind::Signature => has_value,
        FieldKind::Choice => answer.is_some_and(|answer| !answer.choices.is_empty()),
        _ => has_value,
    }
}

impl Answer {
    fn is_empty(&self) -> bool {
        self.value.is_none() && self.choices.is_empty() && self.note.is_none()
    }

    fn clean(&mut self, field: &Field, at: &str, faults: &mut Faults) {
        faults.optional_text(format!("{at}/note"), &mut self.note, TEXT_MAX_CHARS);
        faults.optional_text(format!("{at}/value"), &mut self.value, TEXT_MAX_CHARS);
        let value = self.value.as_deref();
        let refusal = match (field.kind, value) {
            (FieldKind::YesNo, Some(value)) if !["yes", "no", "na"].contains(&value) => {
                Some("Answer yes, no or na.")
            }
            (FieldKind::Number, Some(value)) if value.parse::<Decimal>().is_err() => {
                Some("Write a number, like 12.5.")
            }
            (FieldKind::Date, Some(value)) if value.parse::<NaiveDate>().is_err() => {
                Some("Choose a day.")
            }
            (FieldKind::Photo | FieldKind::Choice, Some(_)) => Some("Leave this empty."),
            _ => None,
        };
        if let Some(message) = refusal {
            faults.add(format!("{at}/value"), "invalid", message);
        }
        if self
            .choices
            .iter()
            .any(|choice| !field.choices.contains(choice))
        {
            let message = "This cannot be chosen.";
            faults.add(format!("{at}/choices"), "unknown_choice", message);
        }
        if self.choices.len() > 1 && !field.multiple {
            faults.add(format!("{at}/choices"), "too_many", "Choose one.");
        }
    }

    /// Whether the answer is a failure.
    pub fn fails(&self, field: &Field) -> bool {
        let given = self.value.iter().chain(&self.choices);
        given
            .into_iter()
            .any(|answer| field.fails_on.contains(answer))
            || (field.fails_outside && self.is_outside(field))
    }

    fn is_outside(&self, field: &Field) -> bool {
        let number: Option<Decimal> = match field.kind {
            FieldKind::Number => self.value.as_deref().and_then(|value| value.parse().ok()),
            _ => None,
        };
        number.is_some_and(|number| {
            Field::limit(&field.min).is_some_and(|min| number < min)
                || Field::limit(&field.max).is_some_and(|max| number > max)
        })
    }

    fn in_words(&self) -> String {
        let words = self.value.iter().chain(&self.choices).chain(&self.note);
        words.cloned().collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections() -> Vec<Section> {
        let fields = serde_json::from_str(
            r#"[
            {"id": "level", "label": "Level", "kind": "yes_no", "required": true, "fails_on": ["no"]},
            {"id": "cover", "label": "Cover", "kind": "number", "min": "40", "max": "65.5", "fails_outside": true},
            {"id": "slump", "label": "Slump", "kind": "number", "min": "60"},
            {"id": "sky", "label": "Sky", "kind": "choice", "choices": ["Dry", "Wet"], "fails_on": ["Wet"]},
            {"id": "proof", "label": "Proof", "kind": "photo", "required": true}
        ]"#,
        );
        vec![Section {
            title: "Slab".into(),
            fields: fields.expect("fields"),
        }]
    }

    fn answer(field: &str, value: &str) -> Answer {
        Answer {
            field_id: field.into(),
            value: Some(value.into()),
            ..Answer::default()
        }
    }

    fn codes(outcome: Result<(), Vec<Fault>>) -> Vec<(String, &'static str)> {
        let faults = outcome.err().unwrap_or_default();
        faults
            .into_iter()
            .map(|fault| (fault.pointer, fault.code))
            .collect()
    }

    #[test]
    fn bad_answers_are_told_and_none_of_the_others_taken() {
        let mut answers = Answers::default();
        let wet = Answer {
            field_id: "sky".into(),
            choices: vec!["Dry".into(), "Wet".into()],
            ..Answer::default()
        };
        let sent = vec![
            answer("level", "yes"),
            answer("cover", "x"),
            answer("gone", "1"),
            wet,
        ];
        assert_eq!(
            codes(answers.take(&sections(), sent)),
            [
                ("/answers/1/value".into(), "invalid"),
                ("/answers/2/field_id".into(), "unknown_field"),
                ("/answers/3/choices".into(), "too_many"),
            ]
        );
        assert_eq!(answers, Answers::default());
    }

    #[test]
    fn failures_are_counted_and_gaps_are_named() {
        let mut answers = Answers::default();
        let sent = vec![
            answer("level", "no"),
            answer("cover", "66"),
            answer("slump", "50"),
        ];
        answers.take(&sections(), sent).expect("answers");
        let none = HashMap::new();
        let tally = Tally {
            asked: 5,
            answered: 3,
            failed: 2,
        };
        assert_eq!(answers.tally(&sections(), &none), tally);
        assert_eq!(
            codes(answers.check_complete(&sections(), &none)),
            [
                ("/answers/slump".into(), "out_of_limits"),
                ("/answers/proof".into(), "required"),
            ]
        );
        let cleared = Answer {
            field_id: "slump".into(),
            ..Answer::default()
        };
        answers.take(&sections(), vec![cleared]).expect("answers");
        let with_proof = HashMap::from([("proof".to_owned(), 1)]);
        assert_eq!(codes(answers.check_complete(&sections(), &with_proof)), []);
    }

    #[test]
    fn what_a_newer_form_does_not_ask_for_is_dropped_by_name() {
        let mut answers = Answers::default();
        let sent = vec![answer("level", "no"), answer("cover", "50")];
        answers.take(&sections(), sent).expect("answers");
        let mut newer = sections();
        newer[0].fields.remove(1);
        let dropped = answers.keep_known(&sections(), &newer);
        assert_eq!(dropped, [("Cover".to_owned(), "50".to_owned())]);
        assert!(answers.get("level").is_some() && answers.get("cover").is_none());
    }
}
