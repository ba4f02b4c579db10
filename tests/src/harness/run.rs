//! What the tests of one run share: a directory, and things made once in it by whichever test
//! comes first, in whichever process. nextest gives each test a process of its own; `cargo test`
//! gives each binary one.

use std::fs::{self, File};
use std::os::unix::process::{CommandExt, parent_id};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Waits until the run is over, then ends its PostgreSQL and removes its directory.
const WATCHDOG: &str = r#"
while kill -0 "$1" 2>/dev/null; do sleep 0.3; done
pid=$(head -n 1 "$2/cluster/postmaster.pid" 2>/dev/null)
[ -z "$pid" ] || kill -QUIT "$pid" 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$2" 2>/dev/null && exit; sleep 0.3; done
"#;

/// The run that this process is a part of.
pub(super) struct Run {
    dir: PathBuf,
}

impl Run {
    /// Joins the run, or begins it.
    ///
    /// # Panics
    /// When the temporary directory cannot be written.
    #[allow(
        clippy::zombie_processes,
        reason = "the watchdog outlives this process; init waits for it"
    )]
    pub(super) fn join() -> Run {
        let (name, ends_with) = match std::env::var("NEXTEST_RUN_ID") {
            Ok(id) => (id, parent_id()),
            Err(_) => (std::process::id().to_string(), std::process::id()),
        };
        let dir = std::env::temp_dir().join(format!("lintel-tests-{name}"));
        fs::create_dir_all(&dir).expect("the temporary directory can be written");
        let run = Run { dir };
        run.once("watchdog", |dir| {
            Command::new("sh")
                .args(["-c", WATCHDOG, "watchdog", &ends_with.to_string()])
                .arg(dir)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .process_group(0)
                .spawn()
                .expect("there is a shell");
            String::new()
        });
        run
    }

    /// A directory of one test, removed with it; and with the run, if the test is killed.
    ///
    /// # Panics
    /// When the run's directory cannot be written.
    pub(super) fn scratch(&self) -> TempDir {
        TempDir::with_prefix_in("test-", &self.dir).expect("the run's directory can be written")
    }

    /// What `make` returned the first time it was called for `name` in this run. It gets the run's
    /// directory. When it panics, the next test tries again.
    ///
    /// # Panics
    /// When the run's directory cannot be written.
    pub(super) fn once(&self, name: &str, make: impl FnOnce(&Path) -> String) -> String {
        let made = self.dir.join(name);
        let lock = File::create(made.with_extension("lock")).expect("a lock file");
        lock.lock().expect("a file system with locks");
        if let Ok(text) = fs::read_to_string(&made) {
            return text;
        }
        let text = make(&self.dir);
        fs::write(&made, &text).expect("the run's directory can be written");
        text
    }
}

/// Runs a future to its end where no runtime can be entered: in `Drop`, and under a lock.
pub(super) fn block_on<T: Send>(future: impl Future<Output = T> + Send) -> T {
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime")
                .block_on(future)
        });
        thread
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
