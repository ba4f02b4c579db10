//! Names as lists sort them and searches look for them, made by us so that both databases agree.

/// The form of a name that is kept beside it in `name_key`.
pub(crate) fn name_key(name: &str) -> String {
    name.to_lowercase()
}

/// A pattern for `LIKE … ESCAPE '\'` that finds `text` anywhere in a key.
pub(crate) fn containing(text: &str) -> String {
    let escaped = name_key(text.trim())
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_with_a_meaning_to_the_database_are_looked_for_as_they_are() {
        assert_eq!(containing(" 50%_Ä\\ "), "%50\\%\\_ä\\\\%");
    }
}
