//! Where an object lies in the store.

use lintel_domain::ids::OrgId;
use object_store::path::Path;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// An object's place, `org/uuid/uuid`: nothing in it was typed by a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(String);

/// A stored text that is no [`Key`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a storage key")]
pub struct KeyError;

impl Key {
    /// A place that nothing else has, in the organisation's own folder.
    pub fn fresh(org: OrgId) -> Key {
        Key(format!("{org}/{}/{}", Uuid::new_v4(), Uuid::new_v4()))
    }

    /// The key as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn path(&self) -> Path {
        Path::from(self.0.as_str())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Key, KeyError> {
        let parts: Vec<Uuid> = text
            .split('/')
            .map(|part| part.parse().map_err(|_| KeyError))
            .collect::<Result<_, _>>()?;
        match parts[..] {
            [org, group, object] => Ok(Key(format!("{org}/{group}/{object}"))),
            _ => Err(KeyError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_as_it_was_stored() {
        let key = Key::fresh(OrgId::new());
        assert_eq!(key.as_str().parse(), Ok(key));
    }

    #[test]
    fn nothing_but_three_uuids_is_a_key() {
        let uuid = Uuid::new_v4();
        for text in [
            "",
            "a/b/c",
            &format!("{uuid}/{uuid}"),
            &format!("{uuid}/../{uuid}"),
        ] {
            assert_eq!(text.parse::<Key>(), Err(KeyError), "{text}");
        }
    }
}
