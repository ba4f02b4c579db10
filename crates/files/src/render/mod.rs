//! Renditions: smaller pictures of pictures and PDF files, and pictures without metadata. What is
//! uploaded is decoded in a process of its own with limits, so that a crash or a bomb takes nothing
//! else with it.

mod child;
mod limits;
mod pdf;
mod picture;

pub use child::render_here;

use crate::key::Key;
use crate::media_type::MediaType;
use crate::store::{Store, StoreError};
use crate::upload::UploadError;
use child::{Made, Report};
use futures_util::TryStreamExt;
use lintel_domain::ids::OrgId;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;

/// How long a process may work on one file.
const PATIENCE: Duration = Duration::from_secs(60);
/// Processes at a time; each is given a core.
const AT_ONCE: usize = 1;

/// Makes renditions, one file at a time. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Renderer {
    program: Arc<Path>,
    patience: Duration,
    free: Arc<Semaphore>,
}

/// What was made of a file; everything is in the store.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The file's width in pixels the right way up, or in points of a PDF's first page.
    pub width: Option<u32>,
    /// Its height, as its width.
    pub height: Option<u32>,
    /// Pages of a PDF.
    pub pages: Option<u32>,
    /// The pictures.
    pub renditions: Vec<Rendition>,
}

/// A picture that was made of a file.
#[derive(Clone, Debug)]
pub struct Rendition {
    /// Which.
    pub kind: RenditionKind,
    /// Where it lies.
    pub key: Key,
    /// What it is.
    pub media_type: MediaType,
    /// Its size in bytes.
    pub size: u64,
    /// The hash of its bytes.
    pub sha256: [u8; 32],
}

/// The pictures that are made of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenditionKind {
    /// At most 320 pixels a side.
    Small,
    /// At most 960 pixels a side.
    Medium,
    /// At most 1920 pixels a side.
    Large,
    /// The file itself without metadata.
    Clean,
}

impl RenditionKind {
    /// The kind as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            RenditionKind::Small => "small",
            RenditionKind::Medium => "medium",
            RenditionKind::Large => "large",
            RenditionKind::Clean => "clean",
        }
    }
}

/// Why no renditions were made.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The file is damaged, protected or too large; trying again does not help.
    #[error("{0}")]
    Unreadable(String),
    /// The store does not answer, or no process could be started.
    #[error("renditions cannot be made just now: {0}")]
    Unavailable(String),
}

impl Renderer {
    /// Starts `program render <media type> <file> <folder>` for each file.
    pub fn new(program: PathBuf) -> Renderer {
        Renderer {
            program: program.into(),
            patience: PATIENCE,
            free: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// As it is, but waiting so long for a process.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Renderer {
        Renderer { patience, ..self }
    }

    /// Makes the renditions of an object and puts them into the store.
    pub async fn render(
        &self,
        store: &Store,
        org: OrgId,
        key: &Key,
        media_type: MediaType,
    ) -> Result<Rendered, RenderError> {
        let unavailable =
            |error: &dyn std::fmt::Display| RenderError::Unavailable(error.to_string());
        let _turn = self
            .free
            .acquire()
            .await
            .map_err(|error| unavailable(&error))?;
        let folder = tempfile::Builder::new()
            .prefix("lintel-render-")
            .tempdir()
            .map_err(|error| unavailable(&error))?;
        let input = folder.path().join("input");
        fetch(store, key, &input)
            .await
            .map_err(|error| unavailable(&error))?;
        self.run(media_type, folder.path(), &input).await?;
        let report = tokio::fs::read(folder.path().join(child::REPORT)).await;
        let report: Report = report
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .ok_or_else(|| RenderError::Unreadable(TOO_MUCH.to_owned()))?;
        let made = match report {
            Report::Unreadable(fault) => return Err(RenderError::Unreadable(fault)),
            Report::Made(made) => made,
        };
        keep(store, org, folder.path(), made)
            .await
            .map_err(|error| unavailable(&error))
    }

    /// A process that crashes or meets a limit leaves no report; that it ended is all that is asked.
    async fn run(
        &self,
        media_type: MediaType,
        folder: &Path,
        input: &Path,
    ) -> Result<(), RenderError> {
        let mut child = Command::new(&*self.program)
            .arg("render")
            .arg(media_type.as_str())
            .arg(input)
            .arg(folder)
            .env_clear()
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| RenderError::Unavailable(error.to_string()))?;
        match tokio::time::timeout(self.patience, child.wait()).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(RenderError::Unavailable(error.to_string())),
            Err(_) => {
                let killed = child.kill().await;
                if let Err(error) = killed {
                    log::warn!("a process that took too long could not be ended: {error}");
                }
                Err(RenderError::Unreadable(TOO_MUCH.to_owned()))
            }
        }
    }
}

/// Told of a file at which the process crashed or met a limit.
const TOO_MUCH: &str = "This file is damaged, or too complex to be shown here.";

async fn fetch(store: &Store, key: &Key, to: &Path) -> Result<(), StoreError> {
    let mut bytes = store.read(key, None).await?;
    let mut file = tokio::fs::File::create(to).await?;
    while let Some(chunk) = bytes.try_next().await? {
        file.write_all(&chunk).await?;
    }
    Ok(file.flush().await?)
}

async fn keep(
    store: &Store,
    org: OrgId,
    folder: &Path,
    made: Made,
) -> Result<Rendered, UploadError> {
    let mut renditions = Vec::with_capacity(made.renditions.len());
    for (kind, media_type) in made.renditions {
        let path = folder.join(kind.as_str());
        let kept = keep_one(store, org, &path, &media_type).await;
        match kept {
            Ok(stored) => renditions.push(Rendition { kind, ..stored }),
            Err(error) => {
                for Rendition { key, .. } in &renditions {
                    if let Err(error) = store.delete(key).await {
                        log::warn!(key:% = key, error:% = error; "a rendition that came to nothing was not removed; the sweep will do it");
                    }
                }
                return Err(error);
            }
        }
    }
    Ok(Rendered {
        width: made.width,
        height: made.height,
        pages: made.pages,
        renditions,
    })
}

async fn keep_one(
    store: &Store,
    org: OrgId,
    path: &Path,
    media_type: &str,
) -> Result<Rendition, UploadError> {
    let file = tokio::fs::File::open(path).await.map_err(StoreError::from);
    let file = file.map_err(UploadError::Unavailable)?;
    let length = file.metadata().await.map_or(u64::MAX, |known| known.len());
    let chunks = futures_util::stream::try_unfold(file, |mut file| async move {
        let mut chunk = vec![0; 256 * 1024];
        let read = file.read(&mut chunk).await?;
        chunk.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then(|| (chunk.into(), file)))
    });
    let stored = store.store_part(org, length, chunks).await?;
    Ok(Rendition {
        kind: RenditionKind::Small,
        key: stored.key,
        media_type: MediaType::from_stored(media_type),
        size: stored.size,
        sha256: stored.sha256,
    })
}
