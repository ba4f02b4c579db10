//! Drawings ([M3]).

use serde::{Deserialize, Serialize};

/// Whose work a drawing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names of the trade")]
pub enum Discipline {
    Architectural,
    Structural,
    Civil,
    Mechanical,
    Electrical,
    Hydraulic,
    Fire,
    Landscape,
    Interior,
    Survey,
    Other,
}

impl Discipline {
    /// Every discipline.
    pub const ALL: [Discipline; 11] = [
        Discipline::Architectural,
        Discipline::Structural,
        Discipline::Civil,
        Discipline::Mechanical,
        Discipline::Electrical,
        Discipline::Hydraulic,
        Discipline::Fire,
        Discipline::Landscape,
        Discipline::Interior,
        Discipline::Survey,
        Discipline::Other,
    ];

    /// The discipline as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Discipline::Architectural => "architectural",
            Discipline::Structural => "structural",
            Discipline::Civil => "civil",
            Discipline::Mechanical => "mechanical",
            Discipline::Electrical => "electrical",
            Discipline::Hydraulic => "hydraulic",
            Discipline::Fire => "fire",
            Discipline::Landscape => "landscape",
            Discipline::Interior => "interior",
            Discipline::Survey => "survey",
            Discipline::Other => "other",
        }
    }

    /// The discipline of a stored or sent name.
    pub fn parse(text: &str) -> Option<Discipline> {
        Discipline::ALL
            .into_iter()
            .find(|discipline| discipline.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discipline_is_read_back_as_it_was_stored() {
        for discipline in Discipline::ALL {
            assert_eq!(Discipline::parse(discipline.as_str()), Some(discipline));
        }
    }
}
