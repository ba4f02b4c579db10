//! A test that ends with letters unsent, or with jobs that failed, has not kept its promise.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use std::time::Duration;

/// How long the workers may take for what is due.
const PATIENCE: Duration = Duration::from_secs(20);

/// Waits until everything due at `now` is done.
///
/// # Panics
/// When a job failed, or is still there when patience ends.
pub(super) async fn expect_drained(url: &str, now: DateTime<Utc>) {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let database = Database::connect(options)
        .await
        .expect("the test's database answers");
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        let left = jobs(&database, "done_at IS NULL AND run_at <= $1", now).await;
        let failed = jobs(
            &database,
            "last_error IS NOT NULL AND created_at <= $1",
            now,
        )
        .await;
        assert!(failed.is_empty(), "jobs failed: {failed:#?}");
        if left.is_empty() {
            break;
        }
        assert!(
            tokio::time::Instant::now() < deadline,
            "jobs are left: {left:#?}"
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    database.close().await.expect("a connection that closes");
}

async fn jobs(database: &DatabaseConnection, such: &str, now: DateTime<Utc>) -> Vec<String> {
    let sql = format!("SELECT job, COALESCE(last_error, '') AS error FROM outbox WHERE {such}");
    let statement =
        Statement::from_sql_and_values(database.get_database_backend(), sql, [now.into()]);
    let rows = database
        .query_all_raw(statement)
        .await
        .expect("the outbox can be read");
    rows.iter()
        .map(|row| {
            let text = |column| row.try_get::<String>("", column).expect(column);
            format!("{} {}", text("job"), text("error"))
        })
        .collect()
}
