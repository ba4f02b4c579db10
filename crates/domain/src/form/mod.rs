//! Forms ([M5]): templates of typed fields, and the answers to them.

mod answers;
mod library;
mod template;

pub use answers::{Answer, Answers, Tally};
pub use library::{LibraryForm, library};
pub use template::{FIELDS_MAX, Field, FieldKind, Section, clean_sections};
