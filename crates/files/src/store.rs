//! Objects in a local folder or an S3 bucket.

use crate::key::Key;
use bytes::Bytes;
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt, TryStreamExt};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::{
    ClientConfigKey, ClientOptions, GetOptions, GetRange, GetResultPayload, ObjectStore,
    ObjectStoreExt, RetryConfig,
};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// How many bytes are read from a local file at a time.
const CHUNK_BYTES: u64 = 256 * 1024;
/// How many bytes of an upload are held before they are written.
const LOCAL_PART_BYTES: usize = 1024 * 1024;
/// S3 takes no smaller part than this but the last.
const S3_PART_BYTES: usize = 5 * 1024 * 1024;

/// An object's bytes, as they come.
pub type ByteStream = BoxStream<'static, Result<Bytes, StoreError>>;

/// Where objects are kept. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) objects: Arc<dyn ObjectStore>,
    /// The folder, when it is a local one.
    pub(crate) root: Option<Arc<Path>>,
    pub(crate) part_bytes: usize,
}

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such object.
    #[error("there is no such object")]
    NotFound,
    /// The disk or the quota is full.
    #[error("the file storage is full")]
    Full(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The store does not answer, or answers with an error.
    #[error("the file storage does not answer: {0}")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The address in the configuration cannot be used.
    #[error("{0}")]
    Configuration(String),
}

impl Store {
    /// The store at `file:///absolute/folder` or `s3://bucket?endpoint=…&region=…&allow_http=true`.
    ///
    /// S3 credentials come from `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, as do other `AWS_…` settings.
    /// Parts of uploads that a crash cut off stay in a bucket until its lifecycle rule removes them.
    pub fn open(url: &Url) -> Result<Store, StoreError> {
        match url.scheme() {
            "file" => {
                let folder = url.to_file_path().map_err(|()| {
                    StoreError::Configuration(format!(
                        "{url} is not an absolute folder on this machine"
                    ))
                })?;
                Store::local(&folder)
            }
            "s3" => Store::s3(url),
            scheme => Err(StoreError::Configuration(format!(
                "storage addresses begin with file:// or s3://, not with {scheme}://"
            ))),
        }
    }

    /// The store in a local folder, which is made if need be; every object is on disk before it is acknowledged.
    pub fn local(folder: &Path) -> Result<Store, StoreError> {
        let cannot = |error: io::Error| {
            StoreError::Configuration(format!(
                "the file storage {} cannot be used: {error}",
                folder.display()
            ))
        };
        make_private_folder(folder).map_err(cannot)?;
        let root: PathBuf = folder.canonicalize().map_err(cannot)?;
        let objects = LocalFileSystem::new_with_prefix(&root)?
            .with_fsync(true)
            .with_automatic_cleanup(true);
        Ok(Store {
            objects: Arc::new(objects),
            root: Some(root.into()),
            part_bytes: LOCAL_PART_BYTES,
        })
    }

    fn s3(url: &Url) -> Result<Store, StoreError> {
        let bucket = url.host_str().ok_or_else(|| {
            StoreError::Configuration("name the bucket: s3://bucket?region=…".to_owned())
        })?;
        // Another part of the program may have installed the provider before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = ClientOptions::new()
            .with_connect_timeout(Duration::from_secs(3))
            .with_read_timeout(Duration::from_secs(30))
            // A download lasts as long as its reader takes.
            .with_timeout_disabled();
        let retry = RetryConfig {
            max_retries: 2,
            retry_timeout: Duration::from_secs(10),
            ..RetryConfig::default()
        };
        let mut builder = AmazonS3Builder::from_env()
            .with_client_options(client)
            .with_retry(retry);
        for (name, value) in url.query_pairs() {
            let key = match name.as_ref() {
                "endpoint" => AmazonS3ConfigKey::Endpoint,
                "region" => AmazonS3ConfigKey::Region,
                "allow_http" => AmazonS3ConfigKey::Client(ClientConfigKey::AllowHttp),
                other => {
                    return Err(StoreError::Configuration(format!(
                        "a storage address takes endpoint, region and allow_http, not {other}"
                    )));
                }
            };
            builder = builder.with_config(key, value);
        }
        let objects = builder.with_bucket_name(bucket).build().map_err(|error| {
            StoreError::Configuration(format!("the storage address cannot be used: {error}"))
        })?;
        Ok(Store {
            objects: Arc::new(objects),
            root: None,
            part_bytes: S3_PART_BYTES,
        })
    }

    /// An object's bytes, or a range of them, which must lie inside the object.
    /// They are read as fast as they are taken. Errors: [`StoreError::NotFound`].
    pub async fn read(
        &self,
        key: &Key,
        range: Option<Range<u64>>,
    ) -> Result<ByteStream, StoreError> {
        let options = GetOptions::new().with_range(range.map(GetRange::Bounded));
        let found = self.objects.get_opts(&key.path(), options).await?;
        Ok(match found.payload {
            GetResultPayload::File(file, _) => read_file(file, found.range)?,
            GetResultPayload::Stream(bytes) => bytes.map_err(StoreError::from).boxed(),
        })
    }

    /// Removes an object; one that is not there counts as removed.
    pub async fn delete(&self, key: &Key) -> Result<(), StoreError> {
        match self.objects.delete(&key.path()).await {
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            outcome => Ok(outcome?),
        }
    }

    /// The folder that a local object has to itself.
    pub(crate) fn folder_of(&self, key: &Key) -> Option<PathBuf> {
        let root = self.root.as_ref()?;
        Some(root.join(key.as_str()).parent()?.to_owned())
    }

    /// Whether the store answers.
    pub async fn is_ready(&self) -> Result<(), StoreError> {
        if let Some(root) = &self.root {
            tokio::fs::read_dir(root).await.map(drop)?;
            return Ok(());
        }
        match self
            .objects
            .head(&object_store::path::Path::from("ready"))
            .await
        {
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Makes a folder that only this user can read; one that exists is left as it is.
fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// `object_store` reads local files 8 KiB at a time, each on a thread of its own: too dear.
fn read_file(mut file: File, range: Range<u64>) -> Result<ByteStream, StoreError> {
    file.seek(SeekFrom::Start(range.start))?;
    let left = range.end - range.start;
    let chunks = stream::try_unfold((file, left), |(mut file, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        let read = tokio::task::spawn_blocking(move || {
            let mut chunk = vec![0; left.min(CHUNK_BYTES) as usize];
            file.read_exact(&mut chunk)?;
            Ok::<_, io::Error>((chunk, file))
        });
        let (chunk, file) = read.await.map_err(io::Error::from)??;
        let left = left - chunk.len() as u64;
        Ok(Some((Bytes::from(chunk), (file, left))))
    });
    Ok(chunks.boxed())
}

impl From<object_store::Error> for StoreError {
    fn from(error: object_store::Error) -> StoreError {
        match error {
            object_store::Error::NotFound { .. } => StoreError::NotFound,
            error if is_full(&error) => StoreError::Full(Box::new(error)),
            error => StoreError::Unavailable(Box::new(error)),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> StoreError {
        if is_full(&error) {
            StoreError::Full(Box::new(error))
        } else {
            StoreError::Unavailable(Box::new(error))
        }
    }
}

/// Whether a full disk is at the bottom of an error.
fn is_full(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| error.source())
        .filter_map(|error| error.downcast_ref::<io::Error>())
        .any(|error| {
            matches!(
                error.kind(),
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use lintel_domain::ids::OrgId;
    use rstest::rstest;

    fn refused(url: &str) -> String {
        Store::open(&url.parse().expect("a URL"))
            .expect_err("refused")
            .to_string()
    }

    #[test]
    fn an_address_that_cannot_work_is_refused_in_plain_words() {
        assert!(refused("ftp://host/files").contains("file:// or s3://"));
        assert!(refused("s3://bucket?secret=1").contains("not secret"));
        assert!(refused("file:///proc/nowhere").contains("/proc/nowhere"));
    }

    #[test]
    fn an_s3_address_is_enough() {
        let url =
            "s3://bucket?endpoint=http://127.0.0.1:9000&region=ap-southeast-2&allow_http=true";
        let store = Store::open(&url.parse().expect("a URL")).expect("a store");
        assert_eq!(store.part_bytes, S3_PART_BYTES);
    }

    #[rstest]
    #[case(io::ErrorKind::StorageFull, true)]
    #[case(io::ErrorKind::QuotaExceeded, true)]
    #[case(io::ErrorKind::PermissionDenied, false)]
    fn a_full_disk_is_told_from_other_trouble(#[case] kind: io::ErrorKind, #[case] full: bool) {
        let error = object_store::Error::Generic {
            store: "local",
            source: Box::new(io::Error::from(kind)),
        };
        assert_eq!(matches!(StoreError::from(error), StoreError::Full(_)), full);
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_found_and_counts_as_deleted() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::local(folder.path()).expect("a store");
        let key = Key::fresh(OrgId::new());
        assert!(matches!(
            store.read(&key, None).await.err(),
            Some(StoreError::NotFound)
        ));
        store.delete(&key).await.expect("deleted");
        store.is_ready().await.expect("ready");
    }

    #[tokio::test]
    async fn a_store_whose_folder_has_gone_is_not_ready() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::local(folder.path()).expect("a store");
        drop(folder);
        assert!(matches!(
            store.is_ready().await,
            Err(StoreError::Unavailable(_))
        ));
    }
}
