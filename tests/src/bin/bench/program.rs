//! `lintel serve`, one thread, in a process of its own whose CPU time can be read.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use url::Url;

/// A running program. Killed when dropped.
pub(crate) struct Program {
    pub(crate) url: Url,
    pub(crate) process: u32,
    _child: Child,
}

impl Program {
    /// Serves a database in a directory of its own, with the secret of the one above it.
    pub(crate) async fn serve(database: &str, above: &Path) -> Program {
        let data = above.join("served");
        std::fs::create_dir(&data).expect("a directory with room");
        let mut lintel = Command::new(beside("lintel"));
        lintel
            .arg("serve")
            .env("LINTEL_BIND", "127.0.0.1:0")
            .env("LINTEL_DATA_DIR", &data)
            .env("LINTEL_SECRET_FILE", above.join("secret"))
            .env("DATABASE_URL", database)
            .env("LINTEL_THREADS", "1")
            .env("LINTEL_RATE_LIMIT", "0");
        Program::start(lintel, &data).await
    }

    /// Starts a server that prints `(listening on http://…)`.
    pub(crate) async fn start(mut program: Command, data: &Path) -> Program {
        let log = std::fs::File::create(data.join("log")).expect("a directory with room");
        let mut child = program
            .current_dir(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        while let Some(line) = lines.next_line().await.expect("what it prints") {
            let address = line
                .split_once("(listening on ")
                .and_then(|(_, rest)| rest.strip_suffix(')'));
            if let Some(address) = address {
                return Program {
                    url: Url::parse(address).expect("an address"),
                    process: child.id().expect("it runs"),
                    _child: child,
                };
            }
        }
        let log = std::fs::read_to_string(data.join("log")).unwrap_or_default();
        panic!("the server ended before it listened:\n{log}");
    }
}

/// The program built with this one.
pub(crate) fn beside(name: &str) -> PathBuf {
    let built = std::env::current_exe()
        .expect("this program's own path")
        .with_file_name(name);
    assert!(
        built.is_file(),
        "{} is missing; run: make bench",
        built.display()
    );
    built
}
