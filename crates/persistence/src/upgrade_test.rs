//! A database of the release before files had versions keeps its documents.

use lintel_migrations::Migrator;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use sea_orm_migration::MigratorTrait;

/// Migrations before `m20261125_000009_versions`.
const BEFORE: u32 = 8;
const ID: &str = "X'018F0000000070008000000000000001'";
const OTHER: &str = "X'018F0000000070008000000000000002'";
const AT: &str = "'2026-03-01T22:00:00+00:00'";

async fn number(db: &DatabaseConnection, sql: &str) -> i64 {
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql.to_owned());
    let row = db
        .query_one_raw(statement)
        .await
        .expect(sql)
        .expect("a row");
    row.try_get_by_index(0).expect(sql)
}

#[tokio::test]
async fn documents_of_the_release_before_are_published_versions() {
    let mut options = sea_orm::ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    let db = Database::connect(options).await.expect("a database");
    Migrator::up(&db, Some(BEFORE)).await.expect("migrated");
    for sql in [
        format!(
            "INSERT INTO organisation (id, name, slug, plan, portal_enabled, modules_off, timezone, currency, created_at, updated_at) \
             VALUES ({ID}, 'Ironbark', 'ironbark', 'free', 1, '', 'UTC', 'AUD', {AT}, {AT})"
        ),
        format!(
            "INSERT INTO member (id, org_id, name, email, role, created_at, updated_at) \
             VALUES ({ID}, {ID}, 'Dan', 'dan@example.com', 'owner', {AT}, {AT})"
        ),
        format!(
            "INSERT INTO project (id, org_id, name, name_key, status, portal_enabled, created_by, created_at, updated_at) \
             VALUES ({ID}, {ID}, 'House', 'house', 'active', 1, {ID}, {AT}, {AT})"
        ),
        format!(
            "INSERT INTO item (id, org_id, project_id, kind, title, title_key, state, created_by, created_at, updated_at) \
             VALUES ({ID}, {ID}, {ID}, 'document', 'Plan', 'plan', 'published', {ID}, {AT}, {AT})"
        ),
        format!(
            "INSERT INTO file (id, org_id, storage_key, name, media_type, inline, size, sha256, created_by, created_at) \
             VALUES ({OTHER}, {ID}, 'key', 'plan.pdf', 'application/pdf', 1, 42, '00', {ID}, {AT})"
        ),
        format!("INSERT INTO document (item_id, org_id, file_id) VALUES ({ID}, {ID}, {OTHER})"),
    ] {
        db.execute_unprepared(&sql).await.expect(&sql);
    }

    Migrator::up(&db, None).await.expect("migrated");

    let published = format!(
        "SELECT COUNT(*) FROM file WHERE id = {OTHER} AND item_id = {ID} AND number = 1 \
           AND state = 'published' AND preview = 'pending' AND storage_key = 'key' AND size = 42"
    );
    assert_eq!(number(&db, &published).await, 1);
    let dated = "SELECT COUNT(*) FROM item WHERE dated_at = created_at AND search_key = 'plan'";
    assert_eq!(number(&db, dated).await, 1);
    let used = "SELECT storage_used FROM organisation";
    assert_eq!(number(&db, used).await, 42);
}
