//! Lintel as the program that operators run, in a process of its own that can be killed.

use super::canary::Canaries;
use super::database::{Backend, TestDatabase};
use super::http::Agent;
use super::run::Run;
use std::ffi::OsString;
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
    around: Around,
}

/// What the program is started in.
#[derive(Default)]
struct Around {
    /// Variables, besides the usual ones.
    variables: Vec<(String, String)>,
    /// Words before the program's own.
    words: Vec<String>,
}

impl Process {
    /// `lintel serve` on an empty, migrated database.
    ///
    /// # Panics
    /// When the program was not built with the workspace, or does not start; here and below.
    pub async fn start(on: Backend) -> Process {
        Process::start_in(on, Around::default()).await
    }

    /// The same with more variables.
    pub async fn start_with(on: Backend, variables: Vec<(String, String)>) -> Process {
        let around = Around {
            variables,
            ..Around::default()
        };
        Process::start_in(on, around).await
    }

    /// The same with so little room for files. The small disk is the program's alone and goes with
    /// it; Linux lets every user make one.
    pub async fn start_on_a_small_disk(on: Backend, megabytes: u32) -> Process {
        let script = format!(
            "mkdir files && mount -t tmpfs -o size={megabytes}m tmpfs files && exec \"$@\""
        );
        let words = [
            "unshare",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            &script,
            "sh",
        ];
        let around = Around {
            words: words.map(str::to_owned).into(),
            ..Around::default()
        };
        Process::start_in(on, around).await
    }

    async fn start_in(on: Backend, around: Around) -> Process {
        let database = TestDatabase::create(on).await;
        let data = Run::join().scratch();
        let (child, url) = spawn(&database, data.path(), &around).await;
        Process {
            url,
            canaries: Canaries::default(),
            child,
            database,
            data,
            around,
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
        (self.child, self.url) = spawn(&self.database, self.data.path(), &self.around).await;
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

async fn spawn(database: &TestDatabase, data: &Path, around: &Around) -> (Child, Url) {
    let log =
        std::fs::File::create(data.join("log")).expect("the temporary directory can be written");
    let mut words = around.words.iter().map(OsString::from).collect::<Vec<_>>();
    words.extend([program().into(), "serve".into()]);
    let mut child = Command::new(&words[0])
        .args(&words[1..])
        .current_dir(data)
        .env("LINTEL_BIND", "127.0.0.1:0")
        .env("LINTEL_DATA_DIR", data)
        .env("DATABASE_URL", database.url())
        .env("LINTEL_RATE_LIMIT", "0")
        .envs(around.variables.iter().map(|(name, value)| (name, value)))
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
