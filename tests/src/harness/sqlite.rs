//! SQLite for one test: a copy of a file that was migrated once.

use super::run::{Run, block_on};
use std::path::PathBuf;
use tempfile::TempDir;

/// A migrated file of one test, removed with it.
pub struct SqliteDatabase {
    dir: TempDir,
}

impl SqliteDatabase {
    /// A new migrated file.
    ///
    /// # Panics
    /// When the temporary directory cannot be written.
    pub fn create() -> SqliteDatabase {
        let run = Run::join();
        let template = run.once("sqlite-template", |shared| {
            let file = shared.join("migrated.sqlite");
            block_on(super::database::migrate(&format!(
                "sqlite://{}",
                file.display()
            )));
            let left = shared.join("migrated.sqlite-wal");
            assert!(!left.exists(), "the migrated file was not closed");
            file.display().to_string()
        });
        let dir = Run::join().scratch();
        let database = SqliteDatabase { dir };
        std::fs::copy(template, database.file()).expect("the temporary directory has room");
        database
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("sqlite://{}", self.file().display())
    }

    fn file(&self) -> PathBuf {
        self.dir.path().join("lintel.sqlite")
    }
}
