//! Fields of a `PATCH`: left out, set, or, where the field may be empty, taken away with `null`.

use serde::{Deserialize, Deserializer};

/// For a field that cannot be empty: left out is `None`, `null` is refused.
/// `#[serde(default, deserialize_with = "patch::set")] name: Option<String>`
///
/// # Errors
/// What `T` refuses.
pub fn set<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// For a field that can be empty: left out is `None`, `null` is `Some(None)`.
/// `#[serde(default, deserialize_with = "patch::clear_or_set")] phone: Option<Option<String>>`
///
/// # Errors
/// What `T` refuses.
pub fn clear_or_set<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(from).map(Some)
}
