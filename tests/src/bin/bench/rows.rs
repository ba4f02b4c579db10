//! Many rows at once through a connection of the bench's own.

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement, TryGetable, Value};

/// Parameters of one statement. SQLite looks each up by name among those before it.
const PARAMETERS_MAX: usize = 600;

/// Inserts rows, as many per statement as it can hold.
pub(crate) async fn insert(
    db: &DatabaseConnection,
    table: &str,
    columns: &[&str],
    rows: Vec<Vec<Value>>,
) {
    let width = columns.len();
    for rows in rows.chunks(PARAMETERS_MAX / width) {
        let tuples: Vec<String> = (0..rows.len())
            .map(|row| {
                let cells: Vec<String> = (1..=width)
                    .map(|column| format!("${}", row * width + column))
                    .collect();
                format!("({})", cells.join(", "))
            })
            .collect();
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES {}",
            columns.join(", "),
            tuples.join(", ")
        );
        run(db, &sql, rows.concat()).await;
    }
}

/// Runs a statement.
pub(crate) async fn run(db: &DatabaseConnection, sql: &str, values: Vec<Value>) {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    if let Err(error) = db.execute_raw(statement).await {
        panic!("{error}: {}", sql.chars().take(300).collect::<String>());
    }
}

/// The first column of a query's first row.
pub(crate) async fn one<T: TryGetable>(
    db: &DatabaseConnection,
    sql: &str,
    values: Vec<Value>,
) -> T {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let row = db
        .query_one_raw(statement)
        .await
        .expect(sql)
        .expect("a row");
    row.try_get_by_index(0).expect(sql)
}
