//! Removing what nothing refers to any more.

use crate::key::Key;
use crate::store::{Store, StoreError};
use crate::upload::ignore_missing;
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use object_store::{ObjectMeta, ObjectStore};
use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// How many objects are asked about at a time.
const BATCH: usize = 500;

/// Why a sweep ended before it was through; what it removed until then is gone.
#[derive(Debug, thiserror::Error)]
pub enum SweepError<E> {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be found out what is still referred to.
    #[error("could not find out which files are still in use: {0}")]
    Lookup(E),
}

impl Store {
    /// Removes objects last written before `older_than` that `referenced` does not name among those it is
    /// asked about, and local leftovers of uploads that a crash cut off. Answers how many were removed.
    ///
    /// `older_than` must lie further back than the longest upload takes (24 h): an object is older than its row.
    pub async fn sweep<E, Lookup>(
        &self,
        older_than: DateTime<Utc>,
        mut referenced: impl FnMut(Vec<Key>) -> Lookup,
    ) -> Result<u64, SweepError<E>>
    where
        Lookup: Future<Output = Result<HashSet<Key>, E>>,
    {
        let mut removed = self.sweep_leftovers(older_than).await?;
        let old = self
            .objects
            .list(None)
            .try_filter_map(move |object: ObjectMeta| {
                let is_old = object.last_modified < older_than;
                let key = is_old.then(|| object.location.as_ref().parse::<Key>().ok());
                std::future::ready(Ok(key.flatten()))
            });
        let mut batches = std::pin::pin!(old.try_chunks(BATCH));
        while let Some(keys) = batches
            .try_next()
            .await
            .map_err(|error| StoreError::from(error.1))?
        {
            let kept = referenced(keys.clone()).await.map_err(SweepError::Lookup)?;
            for key in keys.iter().filter(|key| !kept.contains(key)) {
                self.delete(key).await?;
                log::info!(key:% = key; "removed a file that nothing refers to");
                removed += 1;
            }
        }
        Ok(removed)
    }

    async fn sweep_leftovers(&self, older_than: DateTime<Utc>) -> Result<u64, StoreError> {
        let Some(root) = self.root.clone() else {
            return Ok(0);
        };
        let swept = tokio::task::spawn_blocking(move || sweep_folder(&root, older_than.into(), 0));
        Ok(swept.await.map_err(io::Error::from)??)
    }
}

/// Folders between the root and an object.
const DEPTH: u32 = 2;

/// Removes staging files (`object#1`, as `object_store` names them) and, below the root, empty folders.
fn sweep_folder(folder: &Path, older_than: SystemTime, depth: u32) -> io::Result<u64> {
    let entries = match std::fs::read_dir(folder) {
        // Its last object was deleted in the meantime.
        Err(error) if error.kind() == io::ErrorKind::NotFound && depth > 0 => return Ok(0),
        entries => entries?,
    };
    let mut removed = 0;
    for entry in entries {
        let entry = entry?;
        let metadata = match entry.metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            metadata => metadata?,
        };
        let is_old = metadata.modified()? < older_than;
        if metadata.is_dir() && depth < DEPTH {
            removed += sweep_folder(&entry.path(), older_than, depth + 1)?;
            if is_old {
                remove_if_empty(&entry.path())?;
            }
        } else if is_old && entry.file_name().to_string_lossy().contains('#') {
            ignore_missing(std::fs::remove_file(entry.path()))?;
            removed += 1;
        }
    }
    Ok(removed)
}

fn remove_if_empty(folder: &Path) -> io::Result<()> {
    match std::fs::remove_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
        outcome => ignore_missing(outcome),
    }
}
