//! The connections, and the only way to a transaction. The pool never leaves this crate.

use crate::DataError;
use crate::statements::Statements;
use crate::tx::Tx;
use chrono::{DateTime, Utc};
use lintel_migrations::Migrator;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use std::sync::Arc;
use std::time::Duration;

/// How long a request waits for a connection before it is told to come back.
const ACQUIRE: Duration = Duration::from_secs(4);
/// How long one statement may run on PostgreSQL.
const STATEMENT: Duration = Duration::from_secs(20);
/// Readers of a SQLite file; the writer is one.
const SQLITE_READERS: u32 = 4;
/// Rows that SQLite's thread prepares before they are taken: a whole page, so that neither waits.
const ROWS_AHEAD: usize = 256;
/// Connections of each of PostgreSQL's two pools.
const POSTGRES_CONNECTIONS: u32 = 8;

/// The database, SQLite or PostgreSQL; cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    backend: DbBackend,
    statements: Arc<Statements>,
}

impl Database {
    /// Connects to `sqlite://path` (made when absent) or `postgres://…`.
    ///
    /// # Errors
    /// [`DataError::Unavailable`] when nothing answers.
    pub async fn connect(url: &str) -> Result<Database, DataError> {
        if url.starts_with("sqlite:") {
            Self::connect_sqlite(url).await
        } else {
            Self::connect_postgres(url).await
        }
    }

    async fn connect_sqlite(url: &str) -> Result<Database, DataError> {
        let path = url
            .trim_start_matches("sqlite:")
            .trim_start_matches("//")
            .to_owned();
        let options = |connections: u32, read_only: bool| {
            let path = path.clone();
            let mut options = ConnectOptions::new("sqlite::memory:");
            options
                .max_connections(connections)
                .min_connections(1)
                .acquire_timeout(ACQUIRE)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
                .sqlx_logging(false)
                .record_stmt_in_spans(false)
                .map_sqlx_sqlite_opts(move |sqlite| {
                    let sqlite = sqlite
                        .filename(&path)
                        .in_memory(false)
                        .shared_cache(false)
                        .create_if_missing(!read_only)
                        .foreign_keys(true)
                        .busy_timeout(ACQUIRE)
                        .statement_cache_capacity(200)
                        .row_buffer_size(ROWS_AHEAD)
                        .pragma("mmap_size", "268435456")
                        .pragma("cache_size", "-8000")
                        .pragma("temp_store", "memory");
                    if read_only {
                        sqlite.pragma("query_only", "on")
                    } else {
                        sqlite
                            .journal_mode(SqliteJournalMode::Wal)
                            .synchronous(SqliteSynchronous::Full)
                    }
                });
            options
        };
        let writer = sea_orm::Database::connect(options(1, false)).await?;
        let reader = sea_orm::Database::connect(options(SQLITE_READERS, true)).await?;
        Ok(Database {
            writer,
            reader,
            backend: DbBackend::Sqlite,
            statements: Arc::default(),
        })
    }

    /// Readers have connections of their own: read-only and with one snapshot per transaction from
    /// the start, so that no transaction begins by saying so.
    async fn connect_postgres(url: &str) -> Result<Database, DataError> {
        let options = |read_only: &'static str, isolation: &'static str| {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(ACQUIRE)
                .test_before_acquire_if_idle_for(Duration::from_secs(30))
                .statement_timeout(STATEMENT)
                .sqlx_logging(false)
                .record_stmt_in_spans(false)
                .set_application_name("lintel")
                .map_sqlx_postgres_opts(move |postgres| {
                    postgres.options([
                        ("default_transaction_read_only", read_only),
                        ("default_transaction_isolation", isolation),
                    ])
                });
            options
        };
        Ok(Database {
            writer: sea_orm::Database::connect(options("off", "read committed")).await?,
            reader: sea_orm::Database::connect(options("on", "repeatable read")).await?,
            backend: DbBackend::Postgres,
            statements: Arc::default(),
        })
    }

    /// Brings the schema to this release's, forward only.
    pub async fn migrate(&self) -> Result<(), DataError> {
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// Whether the database answers.
    pub async fn ready(&self) -> Result<(), DataError> {
        self.reader.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Closes the connections once their transactions have ended.
    pub async fn close(&self) -> Result<(), DataError> {
        self.reader.clone().close().await?;
        Ok(self.writer.clone().close().await?)
    }

    /// Statements run so far, transaction control aside; for the bench and the tests of bounds.
    pub fn statements(&self) -> u64 {
        self.statements.count()
    }

    /// The statements run since the last call, to run them beside Lintel in the bench. The first
    /// call begins to keep them; rows written through entities are not among them.
    pub fn recorded(&self) -> Vec<Statement> {
        self.statements.take()
    }

    /// A transaction to look: rights and data are read from one snapshot of the database.
    pub(crate) async fn read(&self, now: DateTime<Utc>) -> Result<Tx, DataError> {
        let inner = self.reader.begin().await?;
        Ok(Tx::new(
            inner,
            self.backend,
            now,
            Arc::clone(&self.statements),
        ))
    }

    pub(crate) async fn write(&self, now: DateTime<Utc>) -> Result<Tx, DataError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: (self.backend == DbBackend::Sqlite)
                .then_some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let inner = self.writer.begin_with_options(options).await?;
        Ok(Tx::new(
            inner,
            self.backend,
            now,
            Arc::clone(&self.statements),
        ))
    }
}
