//! Removing objects that no row names: what uploads that were cut off or came to nothing left.

use crate::{App, Error};
use chrono::TimeDelta;
use lintel_files::{Key, SweepError};
use std::collections::HashSet;

/// How old an object is before it may be removed: its row is younger than itself.
const UNNAMED_FOR: TimeDelta = TimeDelta::hours(24);

/// Removes objects that no file's row has named for a day; how many.
pub async fn files(app: &App) -> Result<u64, Error> {
    let since = app.clock.now() - UNNAMED_FOR;
    let swept = app.files.sweep(since, |keys| known(app, keys)).await;
    swept.map_err(|error| match error {
        SweepError::Store(error) => error.into(),
        SweepError::Lookup(error) => error,
    })
}

async fn known(app: &App, keys: Vec<Key>) -> Result<HashSet<Key>, Error> {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    let known = app.db.known_storage_keys(&names, app.clock.now()).await?;
    Ok(keys
        .into_iter()
        .filter(|key| known.contains(key.as_str()))
        .collect())
}
