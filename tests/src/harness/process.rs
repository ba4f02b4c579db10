//! Lintel as the program that operators run, in a process of its own that can be killed.

use super::canary::Canaries;
use super::database::{Backend, TestDatabase};
use super::http::Agent;
use super::run::Run;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use url::Url;

/// A running program and its data. Killed when dropped. Its clock is the machine's.
pub struct Process {
    /// Where it answers.
    pub url: Url,
    /// What must not reach everybody.
    pub canaries: Canaries,
    child: Child,
    database: TestDatabase,
    data: TempDir,
}

impl Process {
    /// `lintel serve` on an empty, migrated database.
    ///
    /// # Panics
    /// When the program was not built with the workspace, or does not start.
    pub async fn start(on: Backend) -> Process {
        let database = TestDatabase::create(on).await;
        let data = Run::join().scratch();
        let (child, url) = spawn(&database, data.path()).await;
        Process {
            url,
            canaries: Canaries::default(),
            child,
            database,
            data,
        }
    }

    /// Ends it without a warning, as a power cut does.
    ///
    /// # Panics
    /// When it has ended already.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("a process to kill");
    }

    /// Starts it again on the same data.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_again(&mut self) {
        (self.child, self.url) = spawn(&self.database, self.data.path()).await;
    }

    /// A caller without a credential who is `receiver` to the canaries.
    pub fn agent(&self, receiver: &str) -> Agent {
        Agent::new(&self.url, receiver, &self.canaries)
    }

    /// Its data directory.
    pub fn data(&self) -> &Path {
        self.data.path()
    }
}

/// The program beside this test's own.
///
/// # Panics
/// When it was not built with the workspace.
pub fn program() -> PathBuf {
    let test = std::env::current_exe().expect("the test's own path");
    let built = test
        .ancestors()
        .nth(2)
        .expect("target/<profile>")
        .join("lintel");
    assert!(
        built.is_file(),
        "{} is missing; run: cargo build --workspace --all-targets",
        built.display()
    );
    built
}

async fn spawn(database: &TestDatabase, data: &Path) -> (Child, Url) {
    let log =
        std::fs::File::create(data.join("log")).expect("the temporary directory can be written");
    let mut child = Command::new(program())
        .arg("serve")
        .current_dir(data)
        .env("LINTEL_BIND", "127.0.0.1:0")
        .env("LINTEL_DATA_DIR", data)
        .env("DATABASE_URL", database.url())
        .env("LINTEL_RATE_LIMIT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .kill_on_drop(true)
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    while let Some(line) = lines.next_line().await.expect("what it prints") {
        let listening = line
            .split_once("(listening on ")
            .and_then(|(_, rest)| rest.strip_suffix(')'));
        if let Some(address) = listening {
            return (child, Url::parse(address).expect("an address"));
        }
    }
    let log = std::fs::read_to_string(data.join("log")).unwrap_or_default();
    panic!("lintel ended before it served:\n{log}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_killed_program_starts_again_on_the_same_data() {
        let mut process = Process::start(Backend::Sqlite).await;
        process.agent("nobody").page("/readyz").await.expect(200);

        process.kill().await;
        process.start_again().await;

        process.agent("nobody").page("/readyz").await.expect(200);
    }
}
