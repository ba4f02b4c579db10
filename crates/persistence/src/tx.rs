//! A transaction and the moment it happens at: the unit of work under the doors.
#![allow(
    clippy::disallowed_methods,
    reason = "the doors above set the organisation of every row"
)]

use crate::DataError;
use crate::statements::Statements;
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbBackend,
    EntityTrait, FromQueryResult, IntoActiveModel, Statement, Value,
};
use std::sync::Arc;
use uuid::Uuid;

/// Rows of one bulk insert; the databases limit the parameters of a statement.
const ROWS_AT_ONCE: usize = 500;

/// A transaction. Dropped without [`Tx::commit`], it is rolled back.
///
/// SQL is written once for both databases: `$1`-style parameters, standard functions only.
pub(crate) struct Tx {
    inner: DatabaseTransaction,
    backend: DbBackend,
    now: DateTime<Utc>,
    statements: Arc<Statements>,
}

impl Tx {
    pub(crate) fn new(
        inner: DatabaseTransaction,
        backend: DbBackend,
        now: DateTime<Utc>,
        statements: Arc<Statements>,
    ) -> Tx {
        Tx {
            inner,
            backend,
            now,
            statements,
        }
    }

    /// The time of everything in this transaction.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// For the one or two places where the databases differ.
    pub(crate) fn is_postgres(&self) -> bool {
        self.backend == DbBackend::Postgres
    }

    /// Runs a statement; the number of rows it touched.
    pub(crate) async fn run(&self, sql: &str, values: Vec<Value>) -> Result<u64, DataError> {
        Ok(self
            .inner
            .execute_raw(self.statement(sql, values))
            .await?
            .rows_affected())
    }

    /// All rows of a query.
    pub(crate) async fn rows<T: FromQueryResult>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Vec<T>, DataError> {
        Ok(T::find_by_statement(self.statement(sql, values))
            .all(&self.inner)
            .await?)
    }

    /// The row of a query that gives at most one.
    pub(crate) async fn row<T: FromQueryResult>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Option<T>, DataError> {
        Ok(T::find_by_statement(self.statement(sql, values))
            .one(&self.inner)
            .await?)
    }

    /// Writes a new row of an entity.
    pub(crate) async fn insert<A>(&self, row: A) -> Result<(), DataError>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        self.statements.add();
        A::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Writes many new rows of an entity, a few hundred per statement.
    pub(crate) async fn insert_all<A>(&self, rows: Vec<A>) -> Result<(), DataError>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        let mut rows = rows.into_iter();
        loop {
            let chunk: Vec<A> = rows.by_ref().take(ROWS_AT_ONCE).collect();
            if chunk.is_empty() {
                return Ok(());
            }
            self.statements.add();
            A::Entity::insert_many(chunk)
                .exec_without_returning(&self.inner)
                .await?;
        }
    }

    /// Holds back whoever wants to change the same row until this transaction ends, but not those
    /// who only refer to it. On SQLite there is one writer anyway.
    pub(crate) async fn lock(&self, table: &'static str, id: Uuid) -> Result<(), DataError> {
        if self.is_postgres() {
            let sql = format!("SELECT id FROM {table} WHERE id = $1 FOR NO KEY UPDATE");
            self.run(&sql, vec![id.into()]).await?;
        }
        Ok(())
    }

    /// Makes everything in this transaction true at once.
    pub(crate) async fn commit(self) -> Result<(), DataError> {
        Ok(self.inner.commit().await?)
    }

    fn statement(&self, sql: &str, values: Vec<Value>) -> Statement {
        let statement = Statement::from_sql_and_values(self.backend, sql, values);
        self.statements.add_text(&statement);
        statement
    }
}

/// Placeholders of a list in SQL: `list(4, 3)` is `$4, $5, $6`.
pub(crate) fn list(first: usize, count: usize) -> String {
    let placeholders: Vec<String> = (first..first + count)
        .map(|number| format!("${number}"))
        .collect();
    placeholders.join(", ")
}
