//! A database, and Lintel's use cases on it within this process.

use super::rows::run;
use lintel_app::{App, Clock};
use lintel_server::Config;
use lintel_tests::harness::{Backend, TestDatabase};
use sea_orm::{ConnectOptions, DatabaseConnection};
use std::fs::File;
use std::path::Path;
use tempfile::TempDir;

/// The database and what works on it.
pub(crate) struct Stage {
    /// The use cases.
    pub(crate) app: App,
    /// A connection of the bench's own, to fill tables with.
    pub(crate) db: DatabaseConnection,
    database: TestDatabase,
    data: TempDir,
    _lock: Option<File>,
}

impl Stage {
    pub(crate) async fn open(on: Backend) -> Stage {
        let database = TestDatabase::create(on).await;
        let data = TempDir::with_prefix("lintel-bench-").expect("a directory");
        let config = Config {
            smtp_url: None,
            ..Config::for_tests(data.path(), &database.url(), "")
        };
        let (app, lock) = lintel_server::open(&config, Clock::system(), config.bind)
            .await
            .expect("the database opens");
        let mut options = ConnectOptions::new(database.url());
        options.max_connections(1).sqlx_logging(false);
        let db = sea_orm::Database::connect(options)
            .await
            .expect("the database answers");
        Stage {
            app,
            db,
            database,
            data,
            _lock: lock,
        }
    }

    pub(crate) fn url(&self) -> String {
        self.database.url()
    }

    pub(crate) fn data(&self) -> &Path {
        self.data.path()
    }

    /// Brings PostgreSQL to where its own upkeep would bring it; SQLite has none.
    pub(crate) async fn settle(&self) {
        if let TestDatabase::Postgres(_) = self.database {
            run(&self.db, "VACUUM ANALYZE", vec![]).await;
            run(&self.db, "CHECKPOINT", vec![]).await;
        }
    }
}
