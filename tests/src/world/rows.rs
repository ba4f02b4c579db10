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

    /// Sets when a client's access to their projects ends by itself.
    pub async fn end_access_at(&self, client: &str, at: DateTime<Utc>) {
        let client: Uuid = client.parse().expect("an id");
        let sql = "UPDATE client_access SET ends_at = $1 WHERE client_id = $2";
        assert_eq!(self.run(sql, vec![at.into(), client.into()]).await, 1);
    }

    async fn run(&self, sql: &str, values: Vec<Value>) -> u64 {
        let backend = self.0.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql, values);
        let done = self.0.execute_raw(statement).await.expect(sql);
        done.rows_affected()
    }
}
