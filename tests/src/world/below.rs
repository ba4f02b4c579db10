//! Below HTTP: the use cases on a stopped server's data, for what would take too long above.

use super::session_of;
use crate::harness::{Agent, Server};
use lintel_app::{App, Caller};
use lintel_server::Config;
use std::fs::File;

/// The use cases over a server's data, once that has stopped.
pub struct Below {
    /// The use cases.
    pub app: App,
    _lock: Option<File>,
}

impl Below {
    /// Stops the server and takes over.
    ///
    /// # Panics
    /// When its data cannot be opened.
    pub async fn take_over(server: &mut Server) -> Below {
        server.stop().await;
        let url = server.database().url();
        let mut config = Config::for_tests(server.data(), &url, &server.post.sink.url());
        config.render_program = Some(crate::harness::program());
        let (app, lock) = lintel_server::open(&config, server.clock.clone(), config.bind)
            .await
            .expect("a stopped server's data opens");
        Below { app, _lock: lock }
    }
}

/// The caller of use cases that a signed-in agent is.
///
/// # Panics
/// When they are not signed in.
pub fn caller(agent: &Agent) -> Caller {
    Caller {
        session: session_of(agent).parse().expect("an id"),
        receipt: None,
    }
}
