//! The database itself, for what no caller of the API can set yet.

use chrono::{DateTime, Utc};
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::visibility::Audience;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement, Value,
};
use uuid::Uuid;

/// An item as it is stored.
pub struct ItemRow {
    /// Its id.
    pub id: ItemId,
    /// Its project.
    pub project: ProjectId,
    /// What it is.
    pub kind: Kind,
    /// The folder it lies in.
    pub parent: Option<ItemId>,
    /// Where it stands.
    pub state: State,
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: Option<FileId>,
}

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

    /// Every item there is or was.
    pub async fn items(&self) -> Vec<ItemRow> {
        let sql = "SELECT i.id, i.project_id, i.kind, i.parent_id, i.state, i.title, f.id AS file_id \
                   FROM item i LEFT JOIN file f ON f.item_id = i.id AND f.state = 'published'";
        let rows = self.all(sql).await;
        let item = |row: &QueryResult| ItemRow {
            id: id(row, "id").into(),
            project: id(row, "project_id").into(),
            kind: Kind::parse(&text(row, "kind")).expect("a kind"),
            parent: some_id(row, "parent_id").map(Into::into),
            state: State::parse(&text(row, "state")).expect("a state"),
            title: text(row, "title"),
            file: some_id(row, "file_id").map(Into::into),
        };
        rows.iter().map(item).collect()
    }

    /// Every live share: of which item, for whom.
    pub async fn shares(&self) -> Vec<(ItemId, Audience)> {
        let sql = "SELECT item_id, client_id FROM share WHERE revoked_at IS NULL";
        let audience = |row: &QueryResult| match some_id(row, "client_id") {
            Some(client) => Audience::Client(client.into()),
            None => Audience::Everyone,
        };
        let rows = self.all(sql).await;
        let shares = rows
            .iter()
            .map(|row| (id(row, "item_id").into(), audience(row)));
        shares.collect()
    }

    async fn count(&self, sql: &str) -> usize {
        self.all(sql).await.len()
    }

    async fn all(&self, sql: &str) -> Vec<QueryResult> {
        let rows = self.0.query_all_raw(self.statement(sql, Vec::new())).await;
        rows.expect(sql)
    }

    async fn run(&self, sql: &str, values: Vec<Value>) {
        let done = self.0.execute_raw(self.statement(sql, values)).await;
        done.expect(sql);
    }

    fn statement(&self, sql: &str, values: Vec<Value>) -> Statement {
        Statement::from_sql_and_values(self.0.get_database_backend(), sql, values)
    }
}

fn id(row: &QueryResult, column: &str) -> Uuid {
    row.try_get("", column).expect(column)
}

fn some_id(row: &QueryResult, column: &str) -> Option<Uuid> {
    row.try_get("", column).expect(column)
}

fn text(row: &QueryResult, column: &str) -> String {
    row.try_get("", column).expect(column)
}
