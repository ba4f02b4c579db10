//! Names as lists sort them and searches look for them, made by us so that both databases agree.

/// The form of a name that is kept beside it in `name_key`.
pub(crate) fn name_key(name: &str) -> String {
    name.to_lowercase()
}

/// A number as it is compared: `A-101` and `a- 101` are one.
pub(crate) fn number_key(number: &str) -> String {
    let without_space = number.chars().filter(|c| !c.is_whitespace());
    without_space.flat_map(char::to_lowercase).collect()
}

/// The form by which lists sort: by the number first, where `A-9` comes before `A-10`, then by the title.
pub(crate) fn sort_key(number: Option<&str>, title: &str) -> String {
    match number {
        None => name_key(title),
        Some(number) => format!(
            "{} {}",
            with_padded_digits(&number_key(number)),
            name_key(title)
        ),
    }
}

/// Longest run of digits that is compared as a number.
const DIGITS: usize = 10;

fn with_padded_digits(text: &str) -> String {
    let mut padded = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(from.len());
        padded.push_str(before);
        padded.push_str(&format!("{:0>DIGITS$}", &from[..end]));
        rest = &from[end..];
    }
    padded.push_str(rest);
    padded
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
    fn numbers_are_sorted_as_people_count() {
        let mut numbers = ["A-10", "a-9", "A-9.10", "S-1", "A-9.2"];
        numbers.sort_by_key(|number| sort_key(Some(number), "Plan"));
        assert_eq!(numbers, ["a-9", "A-9.2", "A-9.10", "A-10", "S-1"]);
        assert_eq!(number_key("A- 101"), number_key("a-101"));
    }

    #[test]
    fn signs_with_a_meaning_to_the_database_are_looked_for_as_they_are() {
        assert_eq!(containing(" 50%_Ä\\ "), "%50\\%\\_ä\\\\%");
    }
}
