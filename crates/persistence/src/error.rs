//! What can go wrong at the database, in the words the use cases need.

use lintel_domain::access::Action;
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Why the database did not do what was asked; the transaction is rolled back.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// No such row within the scope.
    #[error("not found")]
    NotFound,
    /// The session is unknown, over, or for the other surface.
    #[error("signed out")]
    SignedOut,
    /// The member's role may not do this here.
    #[error("{} is not allowed", .0.as_str())]
    Forbidden(Action),
    /// The row has another version than the caller's.
    #[error("stale version")]
    Stale,
    /// A page cursor that this server did not make.
    #[error("bad cursor")]
    BadCursor,
    /// A unique key is taken.
    #[error("duplicate")]
    Duplicate,
    /// The disk is full.
    #[error("database is full")]
    Full,
    /// The database does not answer in time.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// Anything else: a fault of ours, for the log.
    #[error("database: {0}")]
    Broken(String),
}

impl From<DbErr> for DataError {
    fn from(error: DbErr) -> DataError {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => return DataError::Duplicate,
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => return DataError::NotFound,
            _ => {}
        }
        let text = error.to_string();
        match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => DataError::Unavailable(text),
            DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
                use sea_orm::sqlx::Error as Sqlx;
                match cause.as_ref() {
                    Sqlx::Io(_) | Sqlx::PoolTimedOut | Sqlx::PoolClosed | Sqlx::WorkerCrashed => {
                        DataError::Unavailable(text)
                    }
                    // SQLite: BUSY 5, LOCKED 6, FULL 13. PostgreSQL: 40.. lost against another
                    // transaction, 53100 disk full, 57P.. shutdown.
                    Sqlx::Database(database) => match database.code().as_deref() {
                        Some("13" | "53100") => DataError::Full,
                        Some(
                            "5" | "6" | "261" | "517" | "40001" | "40P01" | "57P01" | "57P02"
                            | "57P03" | "57014",
                        ) => DataError::Unavailable(text),
                        _ => DataError::Broken(text),
                    },
                    _ => DataError::Broken(text),
                }
            }
            _ => DataError::Broken(text),
        }
    }
}
