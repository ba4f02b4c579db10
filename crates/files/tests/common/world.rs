//! A store, and a process beside it that makes pictures of what is in it.
#![allow(clippy::expect_used, clippy::panic, dead_code, reason = "tests")]

use bytes::{Bytes, BytesMut};
use futures_util::{TryStreamExt, stream};
use image::RgbImage;
use lintel_domain::ids::OrgId;
use lintel_files::{Limits, MediaType, RenderError, Rendered, Renderer, RenditionKind, Store};
use std::convert::Infallible;
use std::path::PathBuf;

pub(crate) struct World {
    store: Store,
    org: OrgId,
    _folder: tempfile::TempDir,
}

/// The example beside this test, which does what `lintel render` does.
pub(crate) fn program() -> PathBuf {
    let test = std::env::current_exe().expect("this program");
    let folder = test.ancestors().nth(2).expect("the target folder");
    folder.join("examples").join("render")
}

impl World {
    pub(crate) fn new() -> World {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::local(folder.path()).expect("a store");
        World {
            store,
            org: OrgId::new(),
            _folder: folder,
        }
    }

    pub(crate) async fn render(
        &self,
        media_type: &str,
        file: Vec<u8>,
    ) -> Result<Rendered, RenderError> {
        self.render_with(&Renderer::new(program()), media_type, file)
            .await
    }

    pub(crate) async fn render_with(
        &self,
        renderer: &Renderer,
        media_type: &str,
        file: Vec<u8>,
    ) -> Result<Rendered, RenderError> {
        let limits = Limits {
            max_bytes: 1 << 30,
            pictures_only: false,
        };
        let body = stream::iter([Ok::<_, Infallible>(Bytes::from(file))]);
        let stored = self
            .store
            .upload(self.org, "blob", limits, body)
            .await
            .expect("stored");
        let media_type = MediaType::from_stored(media_type);
        renderer
            .render(&self.store, self.org, &stored.key, media_type)
            .await
    }

    pub(crate) async fn fault(&self, media_type: &str, file: Vec<u8>) -> String {
        match self.render(media_type, file).await {
            Err(RenderError::Unreadable(fault)) => fault,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn bytes(&self, rendered: &Rendered, kind: RenditionKind) -> Bytes {
        let found = rendered
            .renditions
            .iter()
            .find(|made| made.kind == kind)
            .expect("made");
        let bytes = self.store.read(&found.key, None).await.expect("readable");
        let bytes = bytes
            .try_collect::<BytesMut>()
            .await
            .expect("bytes")
            .freeze();
        assert_eq!(bytes.len() as u64, found.size);
        bytes
    }

    pub(crate) async fn picture(&self, rendered: &Rendered, kind: RenditionKind) -> RgbImage {
        image::load_from_memory(&self.bytes(rendered, kind).await)
            .expect("a picture")
            .into_rgb8()
    }
}
