//! The few column and key forms that every table uses, portable to both databases.

use sea_orm_migration::prelude::*;
pub(crate) use sea_orm_migration::schema::{
    big_integer, boolean, date, date_null, double_null, integer, integer_null, pk_uuid, string,
    string_null, text, text_null, uuid, uuid_null,
};

/// A time in UTC.
pub(crate) fn time(name: &'static str) -> ColumnDef {
    sea_orm_migration::schema::timestamp_with_time_zone(name)
}

/// A time in UTC, or nothing yet.
pub(crate) fn time_null(name: &'static str) -> ColumnDef {
    sea_orm_migration::schema::timestamp_with_time_zone_null(name)
}

/// A text column that holds one of `values`.
pub(crate) fn one_of(name: &'static str, values: &[&str]) -> ColumnDef {
    let mut column = string(name);
    column.check(Expr::col(name).is_in(values.iter().copied()));
    column
}

/// The counter that `ETag` and `If-Match` compare.
pub(crate) fn version() -> ColumnDef {
    let mut column = big_integer("version");
    column.default(1);
    column
}

/// A reference to `table.id` within the same organisation.
pub(crate) fn within_org(column: &'static str, table: &'static str) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.from_col("org_id")
        .from_col(column)
        .to_tbl(table)
        .to_col("org_id")
        .to_col("id");
    key
}

/// A reference to the organisation.
pub(crate) fn of_org() -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.from_col("org_id").to_tbl("organisation").to_col("id");
    key
}

/// A unique key inside a table, such as the `(org_id, id)` that others refer to.
pub(crate) fn unique(columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.unique();
    for column in columns {
        index.col(*column);
    }
    index
}

/// An index of its own.
pub(crate) fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
