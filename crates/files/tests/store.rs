//! What the store promises of bytes that come in, go out and are cleared away.
#![allow(clippy::expect_used, reason = "tests")]

use bytes::{Bytes, BytesMut};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::stream::{self, Stream};
use futures_util::{StreamExt, TryStreamExt};
use lintel_domain::ids::OrgId;
use lintel_files::{ByteStream, Key, Limits, Store, Stored, UploadError};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::time::Duration;

const MIB: usize = 1024 * 1024;
const LIMITS: Limits = Limits {
    max_bytes: 128 * MIB as u64,
    pictures_only: false,
};

struct World {
    store: Store,
    org: OrgId,
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::local(&folder.path().join("files")).expect("a store");
        World {
            store,
            org: OrgId::new(),
            folder,
        }
    }

    async fn upload(&self, name: &str, bytes: &[u8]) -> Result<Stored, UploadError> {
        self.store
            .upload(self.org, name, LIMITS, pieces(bytes, 64 * 1024))
            .await
    }

    async fn bytes(&self, key: &Key) -> Bytes {
        collect(self.store.read(key, None).await.expect("readable")).await
    }

    fn files(&self) -> Vec<PathBuf> {
        files_below(self.folder.path())
    }

    /// Waits until what a dropped upload wrote has been taken back.
    async fn no_file_is_left(&self) {
        for _ in 0..200 {
            if self.files().is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("left behind: {:?}", self.files());
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

fn pieces(bytes: &[u8], size: usize) -> impl Stream<Item = Result<Bytes, Infallible>> + use<> {
    let pieces: Vec<Bytes> = bytes.chunks(size).map(Bytes::copy_from_slice).collect();
    stream::iter(pieces.into_iter().map(Ok))
}

async fn collect(bytes: ByteStream) -> Bytes {
    bytes
        .try_collect::<BytesMut>()
        .await
        .expect("bytes")
        .freeze()
}

fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((bytes.len()..size).map(|n| (n * 31 % 251) as u8));
    bytes
}

fn far_future() -> DateTime<Utc> {
    DateTime::<Utc>::from(std::time::SystemTime::now()) + TimeDelta::days(2)
}

#[tokio::test]
async fn what_is_uploaded_is_read_back_whole_and_in_ranges() {
    let world = World::new();
    for size in [9, 4096, MIB - 1, MIB, MIB + 1, 3 * MIB + 17] {
        let sent = pdf(size);
        let stored = world.upload("Plan.pdf", &sent).await.expect("stored");
        assert_eq!(stored.size, size as u64);
        assert_eq!(stored.sha256, <[u8; 32]>::from(Sha256::digest(&sent)));
        assert_eq!(stored.media_type.as_str(), "application/pdf");
        assert_eq!(world.bytes(&stored.key).await, sent);
        let range = size as u64 / 3..size as u64 - 1;
        let part = world
            .store
            .read(&stored.key, Some(range.clone()))
            .await
            .expect("readable");
        assert_eq!(
            collect(part).await,
            sent[range.start as usize..range.end as usize]
        );
    }
}

#[tokio::test]
async fn a_download_comes_in_chunks_of_at_most_256_kib() {
    let world = World::new();
    let stored = world.upload("Plan.pdf", &pdf(MIB)).await.expect("stored");
    let chunks: Vec<Bytes> = world
        .store
        .read(&stored.key, None)
        .await
        .expect("readable")
        .try_collect()
        .await
        .expect("bytes");
    assert!(chunks.len() == 4 && chunks.iter().all(|chunk| chunk.len() == 256 * 1024));
}

#[tokio::test]
async fn a_deleted_object_leaves_not_even_its_folder() {
    let world = World::new();
    let stored = world.upload("Plan.pdf", &pdf(100)).await.expect("stored");
    world.store.delete(&stored.key).await.expect("deleted");
    let left = std::fs::read_dir(world.folder.path().join("files"))
        .expect("the root")
        .count();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_behind() {
    let world = World::new();
    let small = Limits {
        max_bytes: 2 * MIB as u64,
        pictures_only: false,
    };
    let too_large = world
        .store
        .upload(world.org, "Plan.pdf", small, pieces(&pdf(2 * MIB + 1), MIB))
        .await;
    assert!(matches!(too_large, Err(UploadError::TooLarge { limit }) if limit == small.max_bytes));
    assert!(matches!(
        world.upload("Plan.pdf", b"").await,
        Err(UploadError::Empty)
    ));
    let mismatch = world.upload("photo.jpg", &pdf(100)).await;
    assert!(matches!(mismatch, Err(UploadError::TypeMismatch { extension }) if extension == "jpg"));
    let program = world.upload("plan.pdf", b"MZ\x90\0\x03\0\0\0").await;
    assert!(matches!(program, Err(UploadError::NotAllowed { .. })));
    assert_eq!(world.files(), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn an_upload_exactly_as_large_as_the_limit_is_taken() {
    let world = World::new();
    let limits = Limits {
        max_bytes: 1000,
        pictures_only: false,
    };
    let stored = world
        .store
        .upload(world.org, "Plan.pdf", limits, pieces(&pdf(1000), 100))
        .await;
    assert_eq!(stored.expect("stored").size, 1000);
}

#[tokio::test]
async fn an_upload_cut_off_in_the_middle_leaves_nothing_behind() {
    let world = World::new();
    let sent = pieces(&pdf(5 * MIB), MIB).map(|piece| piece.map_err(|never| match never {}));
    let body = sent.chain(stream::iter([Err("connection reset")]));
    let outcome = world
        .store
        .upload(world.org, "Plan.pdf", LIMITS, body)
        .await;
    assert!(matches!(outcome, Err(UploadError::Interrupted(why)) if why == "connection reset"));
    assert_eq!(world.files(), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn an_upload_whose_sender_vanishes_leaves_nothing_behind() {
    let world = World::new();
    let body = pieces(&pdf(3 * MIB), MIB).chain(stream::pending());
    let upload = world.store.upload(world.org, "Plan.pdf", LIMITS, body);
    let outcome = tokio::time::timeout(Duration::from_millis(200), upload).await;
    assert!(outcome.is_err(), "still waiting");
    world.no_file_is_left().await;
}

#[tokio::test]
async fn nothing_is_an_object_before_the_last_byte() {
    let world = World::new();
    let unpublished = |path: &PathBuf| path.to_string_lossy().contains('#');
    let body =
        pieces(&pdf(3 * MIB), MIB).inspect(|_| assert!(world.files().iter().all(unpublished)));
    let upload = world.store.upload(world.org, "Plan.pdf", LIMITS, body);
    upload.await.expect("stored");
    assert!(!world.files().iter().any(unpublished));
}

#[tokio::test]
async fn single_bytes_add_up_to_a_file() {
    let world = World::new();
    let sent = pdf(10_000);
    let stored = world
        .store
        .upload(world.org, "Plan.pdf", LIMITS, pieces(&sent, 1))
        .await
        .expect("stored");
    assert_eq!(world.bytes(&stored.key).await, sent);
}

#[tokio::test]
async fn sixty_four_mib_pass_through_in_little_memory() {
    let world = World::new();
    let before = peak_memory();
    let piece = Bytes::from(vec![7_u8; 64 * 1024]);
    let body = stream::repeat_with(move || Ok::<_, Infallible>(piece.clone())).take(1024);
    let stored = world
        .store
        .upload(world.org, "model.rvt", LIMITS, body)
        .await
        .expect("stored");
    let mut read = 0;
    let mut bytes = world.store.read(&stored.key, None).await.expect("readable");
    while let Some(chunk) = bytes.try_next().await.expect("bytes") {
        read += chunk.len();
    }
    assert_eq!((stored.size, read), (64 * MIB as u64, 64 * MIB));
    assert!(
        peak_memory() - before < 8 * MIB,
        "{} bytes more",
        peak_memory() - before
    );
}

/// The most memory that this process has ever had, as Linux counts it.
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .expect("the peak");
    let kib: usize = line
        .split_whitespace()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .expect("a number");
    kib * 1024
}

#[tokio::test]
async fn the_sweep_removes_what_nothing_refers_to_once_it_is_old() {
    let world = World::new();
    let kept = world
        .upload("kept.pdf", &pdf(100))
        .await
        .expect("stored")
        .key;
    let orphan = world
        .upload("orphan.pdf", &pdf(100))
        .await
        .expect("stored")
        .key;
    let leftover = world
        .folder
        .path()
        .join("files")
        .join(format!("{}#1", Key::fresh(world.org)));
    std::fs::create_dir_all(leftover.parent().expect("a folder")).expect("made");
    std::fs::write(&leftover, "half a file").expect("written");
    let in_use = async |asked: Vec<Key>| {
        Ok::<_, Infallible>(
            asked
                .into_iter()
                .filter(|key| *key == kept)
                .collect::<HashSet<Key>>(),
        )
    };

    let young = world
        .store
        .sweep(far_future() - TimeDelta::days(3), in_use)
        .await
        .expect("swept");
    assert_eq!((young, world.files().len()), (0, 3));
    let old = world
        .store
        .sweep(far_future(), in_use)
        .await
        .expect("swept");
    assert_eq!((old, world.files().len()), (2, 1));
    assert_eq!(world.bytes(&kept).await, pdf(100));
    assert!(world.store.read(&orphan, None).await.is_err());
    assert!(!leftover.parent().expect("a folder").exists());
}

#[tokio::test]
async fn a_sweep_that_cannot_look_up_removes_nothing() {
    let world = World::new();
    world.upload("Plan.pdf", &pdf(100)).await.expect("stored");
    let outcome = world
        .store
        .sweep(far_future(), async |_| Err("database down"))
        .await;
    assert!(outcome.is_err());
    assert_eq!(world.files().len(), 1);
}
