//! The statements of a request again, through plain sqlx on connections tuned as Lintel's are.

use super::load::AT_ONCE;
use sea_orm::Statement;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sea_orm::sqlx::{self, AssertSqlSafe, Database, Executor, IntoArguments, Pool};
use sea_query_sqlx::SqlxValues;
use std::str::FromStr;
use std::time::{Duration, Instant};

/// Connections to one database.
pub(crate) enum Raw {
    Sqlite(sqlx::SqlitePool),
    Postgres(sqlx::PgPool),
}

impl Raw {
    pub(crate) async fn connect(url: &str) -> Raw {
        let connections = u32::try_from(AT_ONCE).expect("a few");
        if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)
                .expect("an address")
                .statement_cache_capacity(200)
                .foreign_keys(true)
                .row_buffer_size(256)
                .pragma("mmap_size", "268435456")
                .pragma("cache_size", "-8000")
                .pragma("temp_store", "memory")
                .pragma("query_only", "on");
            let pool = SqlitePoolOptions::new()
                .max_connections(connections)
                .test_before_acquire(false)
                .connect_with(options);
            Raw::Sqlite(pool.await.expect("the database answers"))
        } else {
            let options = PgConnectOptions::from_str(url).expect("an address");
            let pool = PgPoolOptions::new()
                .max_connections(connections)
                .test_before_acquire(false)
                .connect_with(options);
            Raw::Postgres(pool.await.expect("the database answers"))
        }
    }

    /// Runs the statements of a request in turns over one connection until the time is over; how
    /// long each turn took.
    pub(crate) async fn until(&self, statements: &[Statement], end: Instant) -> Vec<Duration> {
        match self {
            Raw::Sqlite(pool) => turns(pool, statements, end).await,
            Raw::Postgres(pool) => turns(pool, statements, end).await,
        }
    }
}

async fn turns<DB>(pool: &Pool<DB>, statements: &[Statement], end: Instant) -> Vec<Duration>
where
    DB: Database,
    SqlxValues: IntoArguments<DB>,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    let mut connection = pool.acquire().await.expect("a connection");
    let mut took = Vec::new();
    let mut began = Instant::now();
    while began < end {
        for statement in statements {
            let values = SqlxValues(statement.values.clone().expect("values"));
            let query = sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), values);
            let rows = query.fetch_all(&mut *connection).await;
            std::hint::black_box(rows.expect("the statement that Lintel ran"));
        }
        let ended = Instant::now();
        took.push(ended - began);
        began = ended;
    }
    took
}
