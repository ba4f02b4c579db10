//! The database itself, for what no caller of the API can set yet.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement, Value};
use uuid::Uuid;

/// A connection of a test's own.
pub struct Rows(DatabaseConnection);

impl Rows {
    /// To the database at this address.
    ///
    /// # Panics
    /// When it does not answer, here and below.
    pub async fn open(url: &str) -> Rows {
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        Rows(Database::connect(options).await.expect("a database"))
    }

    /// Sets when the access that a client has `now` ends by itself.
    pub async fn end_access_at(&self, client: &str, at: DateTime<Utc>, now: DateTime<Utc>) {
        let client: Uuid = client.parse().expect("an id");
        let sql = "UPDATE client_access SET ends_at = $1 \
                   WHERE client_id = $2 AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > $3)";
        self.run(sql, vec![at.into(), client.into(), now.into()])
            .await;
    }

    /// How many jobs are not done, be they due or not.
    pub async fn jobs_left(&self) -> usize {
        self.count("SELECT id FROM outbox WHERE done_at IS NULL")
            .await
    }

    /// How many jobs have failed and will be tried again.
    pub async fn jobs_that_failed(&self) -> usize {
        self.count("SELECT id FROM outbox WHERE done_at IS NULL AND last_error IS NOT NULL")
            .await
    }

    async fn count(&self, sql: &str) -> usize {
        let rows = self.0.query_all_raw(self.statement(sql, Vec::new())).await;
        rows.expect(sql).len()
    }

    async fn run(&self, sql: &str, values: Vec<Value>) {
        let done = self.0.execute_raw(self.statement(sql, values)).await;
        done.expect(sql);
    }

    fn statement(&self, sql: &str, values: Vec<Value>) -> Statement {
        Statement::from_sql_and_values(self.0.get_database_backend(), sql, values)
    }
}
