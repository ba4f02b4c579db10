//! Keyset pages: a cursor holds the sort key of the last row, and nothing is counted.

use crate::DataError;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Datelike, Utc};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Rows of a page when the caller names no number.
pub const PAGE_DEFAULT: u16 = 50;
/// Most rows of a page.
pub const PAGE_MAX: u16 = 200;

/// Which page a caller wants.
#[derive(Clone, Debug)]
pub struct PageRequest {
    /// Rows wanted, 1 to [`PAGE_MAX`].
    pub limit: u16,
    /// `next` of the page before.
    pub cursor: Option<String>,
}

impl Default for PageRequest {
    fn default() -> PageRequest {
        PageRequest {
            limit: PAGE_DEFAULT,
            cursor: None,
        }
    }
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Cursor of the page after this one, if there is one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// The same page of something else.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(each).collect(),
            next: self.next,
        }
    }
}

impl PageRequest {
    /// The sort key after which the page starts.
    pub(crate) fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, DataError> {
        let Some(cursor) = &self.cursor else {
            return Ok(None);
        };
        let bytes = URL_SAFE_NO_PAD
            .decode(cursor)
            .map_err(|_| DataError::BadCursor)?;
        // PostgreSQL's texts cannot hold U+0000, so no key of ours does.
        if bytes.windows(6).any(|escape| escape == b"\\u0000") {
            return Err(DataError::BadCursor);
        }
        let key: Value = serde_json::from_slice(&bytes).map_err(|_| DataError::BadCursor)?;
        // Nor can they hold every time that can be written; ours have years of four digits.
        let has_odd_year = |part: &Value| {
            let time: Option<DateTime<Utc>> = part.as_str().and_then(|text| text.parse().ok());
            time.is_some_and(|time| !(0..=9999).contains(&time.year()))
        };
        if key
            .as_array()
            .is_some_and(|parts| parts.iter().any(has_odd_year))
        {
            return Err(DataError::BadCursor);
        }
        serde_json::from_value(key)
            .map(Some)
            .map_err(|_| DataError::BadCursor)
    }

    /// One row more than asked for: it tells whether there is a next page.
    pub(crate) fn fetch(&self) -> i64 {
        i64::from(self.limit.clamp(1, PAGE_MAX)) + 1
    }

    /// Cuts the extra row off and makes the cursor from the last one kept.
    pub(crate) fn page<T, K: Serialize>(
        &self,
        mut rows: Vec<T>,
        key: impl Fn(&T) -> K,
    ) -> Result<Page<T>, DataError> {
        let limit = usize::from(self.limit.clamp(1, PAGE_MAX));
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = match rows.last() {
            Some(last) if more => {
                let key = serde_json::to_vec(&key(last))
                    .map_err(|error| DataError::Broken(error.to_string()))?;
                Some(URL_SAFE_NO_PAD.encode(key))
            }
            _ => None,
        };
        Ok(Page { items: rows, next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_to_the_row_after_the_last_one_shown() {
        let first = PageRequest {
            limit: 2,
            cursor: None,
        };
        let page = first.page(vec![1, 2, 3], |row| *row).expect("a page");
        assert_eq!(page.items, [1, 2]);
        let second = PageRequest {
            limit: 2,
            cursor: page.next,
        };
        assert_eq!(second.after::<i32>().expect("a key"), Some(2));
        assert!(
            second
                .page(vec![3], |row| *row)
                .expect("a page")
                .next
                .is_none()
        );
    }

    #[test]
    fn a_cursor_of_another_kind_is_refused() {
        let request = PageRequest {
            limit: 2,
            cursor: Some("nonsense".into()),
        };
        assert!(matches!(request.after::<i32>(), Err(DataError::BadCursor)));
        let forged = URL_SAFE_NO_PAD.encode(r#""plan\u0000""#);
        let request = PageRequest {
            limit: 2,
            cursor: Some(forged),
        };
        assert!(matches!(
            request.after::<String>(),
            Err(DataError::BadCursor)
        ));
    }

    #[test]
    fn a_time_that_no_database_can_hold_is_refused() {
        for (time, works) in [
            ("2026-11-23T07:00:00Z", true),
            ("-262000-01-01T00:00:00Z", false),
            ("+262000-01-01T00:00:00Z", false),
        ] {
            let request = PageRequest {
                limit: 2,
                cursor: Some(URL_SAFE_NO_PAD.encode(format!(r#"["{time}",1]"#))),
            };
            let key = request.after::<(DateTime<Utc>, i64)>();
            assert_eq!(key.is_ok(), works, "{time}");
        }
    }
}
