//! The forms that Lintel comes with, as data in `library/`.

use super::Section;
use serde::Deserialize;
use std::sync::LazyLock;

/// A form to start from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibraryForm {
    /// Names it.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What it asks for.
    pub sections: Vec<Section>,
}

const FILES: [&str; 6] = [
    include_str!("library/site_induction.json"),
    include_str!("library/pre_pour.json"),
    include_str!("library/frame_stage.json"),
    include_str!("library/waterproofing.json"),
    include_str!("library/defect_list.json"),
    include_str!("library/handover.json"),
];

static FORMS: LazyLock<Vec<LibraryForm>> = LazyLock::new(|| {
    let forms = FILES.iter().map(|file| serde_json::from_str(file));
    forms.filter_map(Result::ok).collect()
});

/// All of them.
pub fn library() -> &'static [LibraryForm] {
    &FORMS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::clean_sections;

    #[test]
    fn every_form_that_is_shipped_can_be_used_as_it_is() {
        assert_eq!(library().len(), FILES.len());
        for form in library() {
            let mut sections = form.sections.clone();
            assert_eq!(clean_sections(&mut sections), Ok(()), "{}", form.key);
            assert_eq!(sections, form.sections, "{}", form.key);
        }
    }
}
