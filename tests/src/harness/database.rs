//! The two databases behind one word.

use super::postgres::PostgresDatabase;
use super::sqlite::SqliteDatabase;
use lintel_persistence::Database;

/// Which database a test runs on. Most run on both:
/// `#[rstest] #[tokio::test] async fn promise(#[values(Sqlite, Postgres)] on: Backend)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file.
    Sqlite,
    /// A database in the run's cluster.
    Postgres,
}

/// A migrated database of one test.
pub enum TestDatabase {
    /// A file.
    Sqlite(SqliteDatabase),
    /// A database in the run's cluster.
    Postgres(PostgresDatabase),
}

impl TestDatabase {
    /// A new one.
    pub async fn create(on: Backend) -> TestDatabase {
        match on {
            Backend::Sqlite => TestDatabase::Sqlite(SqliteDatabase::create()),
            Backend::Postgres => TestDatabase::Postgres(PostgresDatabase::create().await),
        }
    }

    /// Its address, as `DATABASE_URL` takes it.
    pub fn url(&self) -> String {
        match self {
            TestDatabase::Sqlite(file) => file.url(),
            TestDatabase::Postgres(database) => database.url(),
        }
    }
}

pub(super) async fn migrate(url: &str) {
    let database = Database::connect(url).await.expect("a new database");
    database.migrate().await.expect("the migrations run");
    database.close().await.expect("a database that closes");
}
