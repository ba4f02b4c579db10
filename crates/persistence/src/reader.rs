//! A connection to look through, held while a door is open. Each statement sees what is true when
//! it runs, as it would in a transaction of PostgreSQL's default kind; beginning and ending one
//! cost a third of a page.

use crate::DataError;
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{self, AssertSqlSafe, Database, Executor, IntoArguments, Postgres, Sqlite};
use sea_orm::{DatabaseConnection, DbBackend, DbErr, QueryResult, RuntimeErr, Statement, Values};
use sea_query_sqlx::SqlxValues;
use tokio::sync::Mutex;

/// The connection; the pool it comes from is read-only.
pub(crate) enum Reader {
    Sqlite(Mutex<PoolConnection<Sqlite>>),
    Postgres(Mutex<PoolConnection<Postgres>>),
}

impl Reader {
    pub(crate) async fn open(pool: &DatabaseConnection) -> Result<Reader, DataError> {
        let reader = match pool.get_database_backend() {
            DbBackend::Sqlite => {
                let connection = pool.get_sqlite_connection_pool().acquire().await;
                connection.map(|held| Reader::Sqlite(Mutex::new(held)))
            }
            _ => {
                let connection = pool.get_postgres_connection_pool().acquire().await;
                connection.map(|held| Reader::Postgres(Mutex::new(held)))
            }
        };
        Ok(reader.map_err(|error| DbErr::Conn(RuntimeErr::SqlxError(error.into())))?)
    }

    /// All rows of a query.
    pub(crate) async fn rows(&self, statement: Statement) -> Result<Vec<QueryResult>, DataError> {
        match self {
            Reader::Sqlite(connection) => rows(&mut *connection.lock().await, statement).await,
            Reader::Postgres(connection) => rows(&mut *connection.lock().await, statement).await,
        }
    }
}

async fn rows<DB>(
    connection: &mut PoolConnection<DB>,
    statement: Statement,
) -> Result<Vec<QueryResult>, DataError>
where
    DB: Database<Row: Into<QueryResult>>,
    SqlxValues: IntoArguments<DB>,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    let values = SqlxValues(statement.values.unwrap_or(Values(Vec::new())));
    let rows = sqlx::query_with(AssertSqlSafe(statement.sql), values)
        .fetch_all(&mut **connection)
        .await
        .map_err(|error| DbErr::Query(RuntimeErr::SqlxError(error.into())))?;
    Ok(rows.into_iter().map(Into::into).collect())
}
