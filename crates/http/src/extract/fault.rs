//! One fault that serde found in the input, by its JSON pointer.

use crate::problem::FieldError;

/// One fault that serde found.
pub(super) struct Fault {
    pub(super) parent: String,
    pub(super) field: String,
    pub(super) kind: Kind,
    said: String,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Missing,
    Unknown,
    Choice,
    Type,
    Value,
}

impl Fault {
    pub(super) fn new<E: std::fmt::Display>(error: &serde_path_to_error::Error<E>) -> Fault {
        let said = error.inner().to_string();
        let kind = match said.as_str() {
            text if text.starts_with("missing field") => Kind::Missing,
            text if text.starts_with("unknown field") => Kind::Unknown,
            text if text.starts_with("unknown variant") => Kind::Choice,
            text if text.starts_with("invalid type") => Kind::Type,
            _ => Kind::Value,
        };
        let mut steps: Vec<String> = error.path().iter().map(step).collect();
        if let (Kind::Missing | Kind::Unknown, Some(name)) = (kind, quoted(&said))
            && steps.last() != Some(&escape(name))
        {
            steps.push(escape(name));
        }
        let field = steps.pop().unwrap_or_default();
        let parent = steps.iter().map(|step| format!("/{step}")).collect();
        Fault {
            parent,
            field,
            kind,
            said,
        }
    }

    pub(super) fn pointer(&self) -> String {
        if self.field.is_empty() {
            String::new()
        } else {
            format!("{}/{}", self.parent, self.field)
        }
    }

    pub(super) fn report(&self) -> FieldError {
        let (code, message) = match self.kind {
            Kind::Missing => ("required", "Fill this in.".to_owned()),
            Kind::Unknown => (
                "unknown_field",
                "There is no such field. Leave it out.".to_owned(),
            ),
            Kind::Choice => (
                "invalid_choice",
                format!("Choose {}.", self.expected().replace('`', "")),
            ),
            Kind::Type => ("invalid_type", format!("Send {}.", self.expected())),
            Kind::Value => ("invalid", "This value cannot be accepted here.".to_owned()),
        };
        FieldError::new(self.pointer(), code, message)
    }

    pub(super) fn expected(&self) -> &str {
        self.said
            .split_once("expected ")
            .map_or("another value", |(_, expected)| expected)
    }
}

fn step(segment: &serde_path_to_error::Segment) -> String {
    use serde_path_to_error::Segment;
    match segment {
        Segment::Seq { index } => index.to_string(),
        Segment::Map { key } => escape(key),
        Segment::Enum { variant } => escape(variant),
        Segment::Unknown => String::new(),
    }
}

/// A name as a step of a JSON pointer (RFC 6901).
pub(super) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn quoted(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}

/// Whether a pointer is another one or inside of it.
pub(super) fn is_at_or_below(pointer: &str, parent: &str) -> bool {
    pointer
        .strip_prefix(parent)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
