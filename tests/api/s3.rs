//! A real S3 server on a free port of loopback, for what the file store promises there.

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use lintel_tests::harness::{Backend, Process};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use std::fs::File;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

const BUCKET: &str = "lintel-files";
const KEY: &str = "AKIALINTELTESTS";
const SECRET: &str = "only for tests";

/// The server and its one bucket.
pub(crate) struct S3 {
    address: SocketAddr,
    folder: TempDir,
    serving: Option<JoinHandle<()>>,
}

impl S3 {
    /// An empty one.
    pub(crate) async fn start() -> S3 {
        let folder = TempDir::new().expect("a folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
        let mut s3 = S3 {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            folder,
            serving: None,
        };
        s3.start_again().await;
        s3
    }

    /// Where it was, with what it had.
    pub(crate) async fn start_again(&mut self) {
        let files = FileSystem::new(self.folder.path()).expect("the bucket's folder");
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let listener = TcpListener::bind(self.address).await.expect("a port");
        self.address = listener.local_addr().expect("an address");
        self.serving = Some(tokio::spawn(serve(listener, service.build())));
    }

    /// Ends every connection and takes no more.
    pub(crate) async fn stop(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            let _aborted = serving.await;
        }
    }

    /// Lintel, keeping its files here.
    pub(crate) async fn lintel(&self, on: Backend) -> Process {
        let url = format!(
            "s3://{BUCKET}?endpoint=http://{}&region=us-east-1&allow_http=true",
            self.address
        );
        let variables = [
            ("LINTEL_STORAGE_URL", url.as_str()),
            ("AWS_ACCESS_KEY_ID", KEY),
            ("AWS_SECRET_ACCESS_KEY", SECRET),
        ];
        let owned = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Process::start_with(on, owned.into()).await
    }

    /// The files of the objects in the bucket.
    pub(crate) fn objects(&self) -> Vec<PathBuf> {
        crate::site::files_in(&self.folder.path().join(BUCKET))
    }

    /// Waits until so many objects are in the bucket.
    pub(crate) async fn expect_objects(&self, count: usize) {
        for _ in 0..400 {
            if self.objects().len() == count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("not {count} objects: {:#?}", self.objects());
    }

    /// As if two days had passed since the last object was written.
    pub(crate) fn let_two_days_pass(&self) {
        let then = SystemTime::now() - Duration::from_secs(48 * 3600);
        for object in self.objects() {
            let file = File::options().write(true).open(object).expect("an object");
            file.set_modified(then).expect("a time");
        }
    }
}

async fn serve(listener: TcpListener, service: S3Service) {
    let mut connections = JoinSet::new();
    while let Ok((connection, _)) = listener.accept().await {
        let answers =
            http1::Builder::new().serve_connection(TokioIo::new(connection), service.clone());
        connections.spawn(answers);
    }
}
