//! Lintel itself, whole, in this process: on threads and a port of its own, with a clock that the
//! test sets and a real SMTP server to send to.

use super::canary::Canaries;
use super::database::{Backend, TestDatabase};
use super::http::Agent;
use super::mail::Post;
use super::outbox;
use super::run::{self, Run};
use chrono::{DateTime, Utc};
use lintel_app::Clock;
use lintel_server::{Config, Running};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use url::Url;

/// When every test begins: a Monday morning in Sydney.
const BEGIN: &str = "2026-03-01T22:00:00Z";

/// A running server and everything around it.
pub struct Server {
    /// The server's time; it stands still until it is moved.
    pub clock: Clock,
    /// The letters it sent.
    pub post: Post,
    /// What must not reach everybody.
    pub canaries: Canaries,
    /// Where it answers.
    pub url: Url,
    /// Whether this test ends with letters that could not be sent. Otherwise it fails when it does.
    pub letters_may_fail: bool,
    runtime: Option<Runtime>,
    running: Option<Running>,
    config: Config,
    database: TestDatabase,
    data: TempDir,
}

impl Server {
    /// A server on an empty, migrated database.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start(on: Backend) -> Server {
        Server::start_with(on, |_| {}).await
    }

    /// A server with other settings than usual.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_with(on: Backend, change: impl FnOnce(&mut Config)) -> Server {
        let canaries = Canaries::default();
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let post = Post::open(&canaries, runtime.handle()).await;
        let database = TestDatabase::create(on).await;
        let data = Run::join().scratch();
        let clock = Clock::set_to(BEGIN.parse::<DateTime<Utc>>().expect("a time"));
        let mut config = Config::for_tests(data.path(), &database.url(), &post.sink.url());
        config.render_program = Some(super::process::program());
        change(&mut config);
        let mut server = Server {
            clock,
            post,
            canaries,
            url: Url::parse("http://127.0.0.1").expect("an address"),
            letters_may_fail: false,
            runtime: Some(runtime),
            running: None,
            config,
            database,
            data,
        };
        server.start_again().await;
        server
    }

    /// Starts it again after [`Server::stop`], on the same data.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_again(&mut self) {
        let start = lintel_server::start(self.config.clone(), self.clock.clone());
        let running = self.aside(start).await.expect("the server starts");
        self.url = Url::parse(&format!("http://{}", running.addr)).expect("an address");
        self.running = Some(running);
    }

    /// Stops it as SIGTERM does, once its requests have ended.
    ///
    /// # Panics
    /// When it does not stop well.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            let stop = running.stop();
            self.aside(stop).await.expect("the server stops well");
        }
    }

    /// Runs on the server's threads: its tasks go on while the test's own thread is busy.
    async fn aside<T: Send + 'static>(
        &self,
        future: impl Future<Output = T> + Send + 'static,
    ) -> T {
        let runtime = self.runtime.as_ref().expect("the server's threads");
        runtime.spawn(future).await.expect("nothing panics")
    }

    /// A caller without a credential who is `receiver` to the canaries.
    pub fn agent(&self, receiver: &str) -> Agent {
        Agent::new(&self.url, receiver, &self.canaries)
    }

    /// A caller that keeps cookies, on the server's own pages.
    pub fn browser(&self, receiver: &str) -> Agent {
        Agent::browser(&self.url, receiver, &self.canaries)
    }

    /// Its database, for what no caller can see.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// Its data directory.
    pub fn data(&self) -> &std::path::Path {
        self.data.path()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let is_checked = !std::thread::panicking();
        if is_checked && self.running.is_some() && !self.letters_may_fail {
            run::block_on(outbox::expect_drained(
                &self.database.url(),
                self.clock.now(),
            ));
        }
        if is_checked {
            self.post.scan();
        }
        self.running = None;
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[tokio::test]
    async fn a_server_starts_and_starts_again_on_the_same_data(
        #[values(Backend::Sqlite, Backend::Postgres)] on: Backend,
    ) {
        let mut server = Server::start(on).await;
        server.agent("nobody").page("/readyz").await.expect(200);

        server.stop().await;
        let gone = server.agent("nobody").page("/readyz").try_send().await;
        assert!(gone.is_err());

        server.start_again().await;
        server.agent("nobody").page("/readyz").await.expect(200);
        let unknown = server.agent("nobody").get("/no-such-thing").await;
        unknown.expect_problem(404, "not-found");
    }
}
