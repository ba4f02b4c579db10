//! Files: reading their content, for members and clients alike, and taking back what nobody named.

use crate::{App, Error, StaffCaller};
use bytes::{Bytes, BytesMut};
use futures_util::stream::{LocalBoxStream, StreamExt, TryStreamExt};
use lintel_domain::ids::FileId;
use lintel_files::{ByteStream, Key, Store, StoreError, Stored};
use std::ops::Range;
use std::time::Duration;
use tokio::time::Instant;

pub use lintel_files::{MediaType, Unsatisfiable, content_disposition, parse_range};
pub use lintel_persistence::FileRow;

/// Content up to this size is read before the answer begins, so that a fault is an answer and not
/// a cut connection.
const WHOLE_BYTES: u64 = 512 * 1024;
/// The right to a long download is asked for again after so many bytes or so long.
const RECHECK_BYTES: usize = 1024 * 1024;
const RECHECK_AFTER: Duration = Duration::from_secs(1);

/// A file's content, or a part of it.
pub enum Content {
    /// All of it.
    Whole(Bytes),
    /// Piece by piece, as fast as it is taken; it ends with an error when the right has gone.
    Stream(LocalBoxStream<'static, Result<Bytes, Error>>),
}

/// A file that this member may read now.
pub async fn for_staff(app: &App, caller: &StaffCaller, id: FileId) -> Result<FileRow, Error> {
    let mut staff = app.db.staff(caller.0.session, app.clock.now()).await?;
    Ok(staff.file(id).await?)
}

/// A picture of a file that this member may read now.
pub async fn preview_for_staff(
    app: &App,
    caller: &StaffCaller,
    id: FileId,
    size: &str,
) -> Result<FileRow, Error> {
    Ok(app.staff(caller).await?.preview(id, size).await?)
}

/// Opens a part of a file's content. `recheck` asks for the right again while it is on its way.
pub async fn open_content<Recheck, Right>(
    app: &App,
    file: &FileRow,
    range: Range<u64>,
    recheck: Recheck,
) -> Result<Content, Error>
where
    Recheck: FnMut() -> Right + 'static,
    Right: Future<Output = Result<(), Error>> + 'static,
{
    let key: Key = file
        .storage_key
        .parse()
        .map_err(|error| Error::Internal(format!("file {}: {error}", file.id)))?;
    let length = range.end - range.start;
    let mut bytes = match app.files.read(&key, Some(range)).await {
        Err(StoreError::NotFound) => {
            return Err(Error::Internal(format!("file {} has no object", file.id)));
        }
        bytes => bytes?,
    };
    if length > WHOLE_BYTES {
        return Ok(Content::Stream(checked(bytes, recheck).boxed_local()));
    }
    let mut whole = BytesMut::new();
    while let Some(chunk) = bytes.try_next().await? {
        whole.extend_from_slice(&chunk);
    }
    Ok(Content::Whole(whole.freeze()))
}

/// Bytes on their way; they end with an error when the right has gone.
pub(crate) fn checked<Right>(
    mut bytes: ByteStream,
    mut recheck: impl FnMut() -> Right,
) -> impl futures_util::Stream<Item = Result<Bytes, Error>>
where
    Right: Future<Output = Result<(), Error>>,
{
    async_stream::try_stream! {
        let mut sent = 0;
        let mut checked_at = Instant::now();
        while let Some(chunk) = bytes.try_next().await? {
            if sent >= RECHECK_BYTES || checked_at.elapsed() >= RECHECK_AFTER {
                recheck().await?;
                sent = 0;
                checked_at = Instant::now();
            }
            sent += chunk.len();
            yield chunk;
        }
    }
}

/// A hash as it is stored.
pub(crate) fn hexadecimal(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An object in the store that no row names yet. Dropped before it is claimed, it is removed.
pub(crate) struct Unclaimed {
    store: Store,
    stored: Stored,
    claimed: bool,
}

impl Unclaimed {
    pub(crate) fn new(store: &Store, stored: Stored) -> Unclaimed {
        Unclaimed {
            store: store.clone(),
            stored,
            claimed: false,
        }
    }

    pub(crate) fn stored(&self) -> &Stored {
        &self.stored
    }

    /// A row names it from now on.
    pub(crate) fn claim(mut self) {
        self.claimed = true;
    }
}

impl Drop for Unclaimed {
    fn drop(&mut self) {
        if self.claimed {
            return;
        }
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            return;
        };
        let (store, key) = (self.store.clone(), self.stored.key.clone());
        runtime.spawn(async move {
            if let Err(error) = store.delete(&key).await {
                log::warn!(key:% = key, error:% = error; "an upload that came to nothing was not removed; the sweep will do it");
            }
        });
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Error {
        match error {
            StoreError::NotFound => Error::Internal(error.to_string()),
            StoreError::Full(_) => Error::StorageFull,
            StoreError::Unavailable(_) | StoreError::Configuration(_) => Error::Unavailable {
                retry_after: 5,
                reason: error.to_string(),
            },
        }
    }
}
