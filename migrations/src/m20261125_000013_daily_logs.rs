//! Daily logs, and the pictures that are parts of records.

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
        parts(manager).await?;
        trash(manager).await?;

        // What is written is read and saved as a whole, so it is one document.
        let mut log = Table::create();
        log.table("daily_log")
            .col(pk_uuid("item_id"))
            .col(uuid("org_id"))
            .col(uuid("project_id"))
            .col(date("day"))
            .col(text("content"))
            .col(boolean("hide_time_cards"))
            .col(time_null("submitted_at"))
            .col(uuid_null("submitted_by"))
            .foreign_key(&mut within_org("item_id", "item"))
            .foreign_key(&mut within_org("project_id", "project"))
            .foreign_key(&mut within_org("submitted_by", "member"));
        manager.create_table(log).await?;
        manager
            .create_index(index(
                "daily_log_by_day",
                "daily_log",
                &["org_id", "project_id", "day", "item_id"],
            ))
            .await?;
        manager
            .create_index(
                index(
                    "activity_of_item",
                    "activity",
                    &["org_id", "project_id", "item_id", "at"],
                )
                .cond_where(Expr::col("item_id").is_not_null())
                .to_owned(),
            )
            .await
    }
}

/// A picture of a record is a file of its item that is no version of it. `key` is the sender's name
/// for it, so that sending it again makes no second one.
async fn parts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut is_part = boolean("is_part");
    is_part.default(false);
    manager
        .alter_table(Table::alter().table("file").add_column(is_part).to_owned())
        .await?;
    manager
        .drop_index(
            Index::drop()
                .name("file_published")
                .table("file")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            index("file_published", "file", &["org_id", "item_id"])
                .unique()
                .cond_where(
                    Expr::col("state")
                        .eq("published")
                        .and(Expr::col("is_part").eq(false)),
                )
                .to_owned(),
        )
        .await?;

    let mut picture = Table::create();
    picture
        .table("picture")
        .col(pk_uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("item_id"))
        .col(uuid("file_id"))
        .col(string_null("field_id"))
        .col(string_null("key"))
        .col(text_null("caption"))
        .col(time_null("taken_at"))
        .col(time("created_at"))
        .index(&mut unique(&["org_id", "file_id"]))
        .foreign_key(&mut within_org("item_id", "item"))
        .foreign_key(&mut within_org("file_id", "file"));
    manager.create_table(picture).await?;
    manager
        .create_index(index(
            "picture_of_item",
            "picture",
            &["org_id", "item_id", "created_at", "id"],
        ))
        .await?;
    manager
        .create_index(
            index("picture_key", "picture", &["org_id", "item_id", "key"])
                .unique()
                .cond_where(Expr::col("key").is_not_null())
                .to_owned(),
        )
        .await
}

/// What a thing was when it was deleted: a draft comes back as a draft.
async fn trash(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .alter_table(
            Table::alter()
                .table("item")
                .add_column(string_null("deleted_state"))
                .to_owned(),
        )
        .await
}
