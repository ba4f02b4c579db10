//! Files become versions of their items; items get a day they belong to, and a trash.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        versions(manager).await?;
        days(manager).await?;
        names(manager).await?;
        trash(manager).await
    }
}

/// One table says which file an item has, where there were two. Copies of an item share an object,
/// so its place in the store is not unique any more.
async fn versions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .rename_table(Table::rename().table("file", "old_file").to_owned())
        .await?;
    let mut file = Table::create();
    file.table("file")
        .col(pk_uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("item_id"))
        .col(integer("number"))
        .col(one_of("state", &["draft", "published", "superseded"]))
        .col(string_null("label"))
        .col(date_null("issued_on"))
        .col(text_null("note"))
        .col(string("name"))
        .col(string("storage_key"))
        .col(string("media_type"))
        .col(big_integer("size"))
        .col(string("sha256"))
        .col(one_of("preview", &["none", "pending", "ready", "failed"]))
        .col(string_null("preview_fault"))
        .col(integer_null("width"))
        .col(integer_null("height"))
        .col(integer_null("pages"))
        .col(uuid("created_by"))
        .col(time("created_at"))
        .col(time_null("published_at"))
        .index(&mut unique(&["org_id", "id"]))
        .index(&mut unique(&["org_id", "item_id", "number"]))
        .foreign_key(&mut within_org("item_id", "item"))
        .foreign_key(&mut within_org("created_by", "member"));
    manager.create_table(file).await?;
    manager
        .create_index(
            index("file_published", "file", &["org_id", "item_id"])
                .unique()
                .cond_where(Expr::col("state").eq("published"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(index("file_by_object", "file", &["storage_key"]))
        .await?;
    let connection = manager.get_connection();
    connection
        .execute_unprepared(
            "INSERT INTO file (id, org_id, item_id, number, state, name, storage_key, media_type, size, sha256, \
               preview, created_by, created_at, published_at) \
             SELECT f.id, f.org_id, d.item_id, 1, 'published', f.name, f.storage_key, f.media_type, f.size, f.sha256, \
               CASE WHEN f.media_type = 'application/pdf' OR f.media_type IN \
                 ('image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/heic', 'image/tiff') \
                 THEN 'pending' ELSE 'none' END, \
               f.created_by, f.created_at, f.created_at \
             FROM old_file f JOIN document d ON d.org_id = f.org_id AND d.file_id = f.id",
        )
        .await?;
    manager
        .drop_table(Table::drop().table("document").to_owned())
        .await?;
    manager
        .drop_table(Table::drop().table("old_file").to_owned())
        .await
}

/// `dated_at` is the time by which lists put an item: when a photo was taken, else when it was made.
async fn days(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for name in ["item_by_parent_newest", "item_newest"] {
        manager
            .drop_index(Index::drop().name(name).table("item").to_owned())
            .await?;
    }
    // SQLite adds no column that must not be null without a default.
    let mut dated_at = time("dated_at");
    dated_at.default("1970-01-01 00:00:00+00:00");
    manager
        .alter_table(Table::alter().table("item").add_column(dated_at).to_owned())
        .await?;
    manager
        .get_connection()
        .execute_unprepared("UPDATE item SET dated_at = created_at")
        .await?;
    for (name, columns) in [
        (
            "item_by_parent_newest",
            [
                "org_id",
                "project_id",
                "state",
                "parent_id",
                "kind",
                "dated_at",
                "id",
            ]
            .as_slice(),
        ),
        (
            "item_newest",
            &["org_id", "project_id", "state", "kind", "dated_at", "id"],
        ),
    ] {
        manager.create_index(index(name, "item", columns)).await?;
    }
    manager
        .alter_table(
            Table::alter()
                .table("audience")
                .rename_column("created_at", "dated_at")
                .to_owned(),
        )
        .await
}

/// `number_key` is the number as it is compared, `search_key` all the words that searches look in.
async fn names(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut search_key = text("search_key");
    search_key.default("");
    for column in [string_null("number"), string_null("number_key"), search_key] {
        manager
            .alter_table(Table::alter().table("item").add_column(column).to_owned())
            .await?;
    }
    manager
        .get_connection()
        .execute_unprepared("UPDATE item SET search_key = title_key")
        .await?;
    manager
        .create_index(
            index(
                "item_by_number",
                "item",
                &["org_id", "project_id", "kind", "number_key"],
            )
            .cond_where(Expr::col("number_key").is_not_null())
            .to_owned(),
        )
        .await
}

/// `deleted_root` is what was deleted by hand: what lay below it goes and comes back with it.
async fn trash(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for column in [
        time_null("deleted_at"),
        uuid_null("deleted_by"),
        uuid_null("deleted_root"),
    ] {
        manager
            .alter_table(Table::alter().table("item").add_column(column).to_owned())
            .await?;
    }
    manager
        .create_index(
            index(
                "item_trash",
                "item",
                &["org_id", "project_id", "deleted_root", "deleted_at", "id"],
            )
            .cond_where(Expr::col("deleted_at").is_not_null())
            .to_owned(),
        )
        .await
}
