//! A transaction and the moment it happens at: the unit of work under the doors.

use crate::DataError;
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbBackend,
    EntityTrait, FromQueryResult, IntoActiveModel, Statement, Value,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A transaction. Dropped without [`Tx::commit`], it is rolled back.
///
/// SQL is written once for both databases: `$1`-style parameters, standard functions only.
pub(crate) struct Tx {
    inner: DatabaseTransaction,
    backend: DbBackend,
    now: DateTime<Utc>,
    statements: Arc<AtomicU64>,
}

impl Tx {
    pub(crate) fn new(
        inner: DatabaseTransaction,
        backend: DbBackend,
        now: DateTime<Utc>,
        statements: Arc<AtomicU64>,
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
        self.statements.fetch_add(1, Ordering::Relaxed);
        A::Entity::insert(row)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(())
    }

    /// Writes the fields of an entity's row that are set.
    pub(crate) async fn update<A>(&self, row: A) -> Result<(), DataError>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        self.statements.fetch_add(1, Ordering::Relaxed);
        row.update(&self.inner).await?;
        Ok(())
    }

    /// Makes everything in this transaction true at once.
    pub(crate) async fn commit(self) -> Result<(), DataError> {
        Ok(self.inner.commit().await?)
    }

    fn statement(&self, sql: &str, values: Vec<Value>) -> Statement {
        self.statements.fetch_add(1, Ordering::Relaxed);
        Statement::from_sql_and_values(self.backend, sql, values)
    }
}
