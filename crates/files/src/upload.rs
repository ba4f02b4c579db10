//! Bytes coming in: counted, hashed and looked at on the way, an object only when all have come.

use crate::key::Key;
use crate::look::{Look, Looking};
use crate::media_type::{HEAD_BYTES, MediaType, Refusal};
use crate::name::extension;
use crate::store::{Store, StoreError};
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt};
use lintel_domain::ids::OrgId;
use object_store::{MultipartUpload, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use std::fmt::Display;
use std::io;
use std::pin::pin;

/// What an upload may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most bytes of a file.
    pub max_bytes: u64,
    /// Whether nothing but whole pictures of a sensible size is taken.
    pub pictures_only: bool,
}

/// An object that is in the store and will survive a crash.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Where it lies.
    pub key: Key,
    /// Its size in bytes.
    pub size: u64,
    /// The hash of its bytes.
    pub sha256: [u8; 32],
    /// What it is.
    pub media_type: MediaType,
    /// What its first and last bytes tell.
    pub look: Look,
}

/// Why an upload was not taken; nothing of it is left in the store.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// Not a single byte came.
    #[error("This file is empty. Choose another one.")]
    Empty,
    /// More bytes came than may.
    #[error("This file is larger than {} MB. Make it smaller or split it.", limit / 1_000_000)]
    TooLarge {
        /// Most bytes of a file.
        limit: u64,
    },
    /// A program, a script or a web page.
    #[error(
        "This file is {found}, which cannot be stored here. Put it into a ZIP file to pass it on."
    )]
    NotAllowed {
        /// What it is, in plain words.
        found: &'static str,
    },
    /// The extension says one thing and the content another.
    #[error(
        "This file ends in .{extension}, but its content is something else. Save it again in the right format."
    )]
    TypeMismatch {
        /// The extension, in lower case.
        extension: String,
    },
    /// Photos are pictures.
    #[error(
        "Only pictures can be photos: JPEG, PNG, WebP, GIF or HEIC. Put other files into Documents."
    )]
    NotAPicture,
    /// A picture that was cut off.
    #[error("This picture is damaged: it stops before its end. Save it again and send that.")]
    Damaged,
    /// A picture that would take too much memory.
    #[error("This picture has too many pixels ({width} × {height}). Make it smaller.")]
    TooManyPixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The bytes stopped coming before the end.
    #[error("The upload was interrupted ({0}). Send the file again.")]
    Interrupted(String),
    /// The disk or the quota is full.
    #[error("There is no room left for files. Nothing was stored.")]
    StorageFull,
    /// The store does not answer.
    #[error("Files cannot be stored at the moment. Try again in a minute.")]
    Unavailable(#[source] StoreError),
}

impl Store {
    /// Takes a file's bytes. The name tells the extension and is stored nowhere.
    ///
    /// One part (1 MiB locally, 5 MiB for S3) is held in memory at a time. When this fails or is dropped before
    /// it ends, what was written so far is removed.
    pub async fn upload<E: Display>(
        &self,
        org: OrgId,
        name: &str,
        limits: Limits,
        body: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Stored, UploadError> {
        let mut incoming = Incoming::new(self, org, name, limits);
        let received = incoming.receive(body).await;
        if let Some(work) = incoming.take_back() {
            work.await;
        }
        received
    }

    /// Takes a piece of a file whose kind was decided by its first one.
    pub async fn store_part<E: Display>(
        &self,
        org: OrgId,
        max_bytes: u64,
        body: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Stored, UploadError> {
        let limits = Limits {
            max_bytes,
            pictures_only: false,
        };
        let mut incoming = Incoming::new(self, org, "", limits);
        incoming.media_type = Some(MediaType::OCTET_STREAM);
        let received = incoming.receive(body).await;
        if let Some(work) = incoming.take_back() {
            work.await;
        }
        received
    }
}

/// An upload on its way. Dropped before its end, it takes back what it wrote.
struct Incoming<'a> {
    store: &'a Store,
    name: &'a str,
    limits: Limits,
    key: Key,
    size: u64,
    hash: Sha256,
    media_type: Option<MediaType>,
    part: BytesMut,
    /// What the bytes have told so far, once the first ones were here.
    looking: Option<Looking>,
    /// What is larger than one part is sent in parts.
    parts: Option<Box<dyn MultipartUpload>>,
    /// Stored, or taken back.
    settled: bool,
}

impl<'a> Incoming<'a> {
    fn new(store: &'a Store, org: OrgId, name: &'a str, limits: Limits) -> Incoming<'a> {
        Incoming {
            store,
            name,
            limits,
            key: Key::fresh(org),
            size: 0,
            hash: Sha256::new(),
            media_type: None,
            part: BytesMut::with_capacity(store.part_bytes),
            looking: None,
            parts: None,
            settled: false,
        }
    }

    async fn receive<E: Display>(
        &mut self,
        body: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Stored, UploadError> {
        let mut body = pin!(body);
        while let Some(chunk) = body.next().await {
            let chunk = chunk.map_err(|error| UploadError::Interrupted(error.to_string()))?;
            self.take(chunk).await?;
        }
        self.finish().await
    }

    async fn take(&mut self, mut chunk: Bytes) -> Result<(), UploadError> {
        self.size += chunk.len() as u64;
        if self.size > self.limits.max_bytes {
            return Err(UploadError::TooLarge {
                limit: self.limits.max_bytes,
            });
        }
        self.hash.update(&chunk);
        // Copied into one buffer: a sender of single bytes must not make us keep a million pieces.
        while !chunk.is_empty() {
            let room = self.store.part_bytes - self.part.len();
            self.part
                .extend_from_slice(&chunk.split_to(room.min(chunk.len())));
            if self.part.len() == self.store.part_bytes {
                self.write_part().await?;
            }
        }
        Ok(())
    }

    async fn write_part(&mut self) -> Result<(), UploadError> {
        self.look()?;
        self.pass_part();
        let parts = match &mut self.parts {
            Some(parts) => parts,
            none => none.insert(self.store.objects.put_multipart(&self.key.path()).await?),
        };
        let next = BytesMut::with_capacity(self.store.part_bytes);
        let part = std::mem::replace(&mut self.part, next).freeze();
        Ok(parts.put_part(PutPayload::from_bytes(part)).await?)
    }

    /// Decides what the file is, when its first bytes are here.
    fn look(&mut self) -> Result<MediaType, UploadError> {
        if let Some(known) = self.media_type {
            return Ok(known);
        }
        let head = &self.part[..self.part.len().min(HEAD_BYTES)];
        let found = MediaType::detect(self.name, head).map_err(|refusal| match refusal {
            Refusal::NotAllowed { found } => UploadError::NotAllowed { found },
            Refusal::Mismatch => UploadError::TypeMismatch {
                extension: extension(self.name),
            },
        })?;
        if self.limits.pictures_only && !found.is_photo() {
            return Err(UploadError::NotAPicture);
        }
        let looking = Looking::at(found, &self.part);
        if let Some((width, height)) = looking.too_many_pixels()
            && self.limits.pictures_only
        {
            return Err(UploadError::TooManyPixels { width, height });
        }
        self.looking = Some(looking);
        self.media_type = Some(found);
        Ok(found)
    }

    fn pass_part(&mut self) {
        if let Some(looking) = &mut self.looking {
            looking.pass(&self.part);
        }
    }

    async fn finish(&mut self) -> Result<Stored, UploadError> {
        if self.size == 0 {
            return Err(UploadError::Empty);
        }
        let media_type = self.look()?;
        if self.parts.is_none() {
            self.pass_part();
        }
        if self.parts.is_some() && !self.part.is_empty() {
            self.write_part().await?;
        }
        let is_whole = self.looking.as_ref().is_none_or(Looking::is_whole);
        if self.limits.pictures_only && !is_whole {
            return Err(UploadError::Damaged);
        }
        match &mut self.parts {
            Some(parts) => parts.complete().await?,
            None => {
                let whole = std::mem::take(&mut self.part).freeze();
                self.store
                    .objects
                    .put(&self.key.path(), PutPayload::from_bytes(whole))
                    .await?
            }
        };
        self.settled = true;
        Ok(Stored {
            key: self.key.clone(),
            size: self.size,
            sha256: self.hash.finalize_reset().into(),
            media_type,
            look: self
                .looking
                .take()
                .map(|looking| looking.found())
                .unwrap_or_default(),
        })
    }

    /// The work of taking back what was written; none when there is nothing to take back.
    fn take_back(&mut self) -> Option<impl Future<Output = ()> + Send + 'static> {
        if std::mem::replace(&mut self.settled, true) {
            return None;
        }
        let key = self.key.clone();
        let parts = self.parts.take();
        let folder = self.store.folder_of(&key);
        Some(async move {
            let outcome = match (folder, parts) {
                (Some(folder), parts) => {
                    drop(parts);
                    ignore_missing(tokio::fs::remove_dir_all(folder).await)
                        .map_err(StoreError::from)
                }
                (None, Some(mut parts)) => parts.abort().await.map_err(StoreError::from),
                (None, None) => Ok(()),
            };
            if let Err(error) = outcome {
                log::warn!(key:% = key, error:% = error; "a cut-off upload was not removed; the sweep will do it");
            }
        })
    }
}

impl Drop for Incoming<'_> {
    fn drop(&mut self) {
        if let (Some(work), Ok(runtime)) = (self.take_back(), tokio::runtime::Handle::try_current())
        {
            runtime.spawn(work);
        }
    }
}

/// Success, if what should go was not there.
pub(crate) fn ignore_missing(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

impl From<object_store::Error> for UploadError {
    fn from(error: object_store::Error) -> UploadError {
        match StoreError::from(error) {
            StoreError::Full(_) => UploadError::StorageFull,
            error => UploadError::Unavailable(error),
        }
    }
}
