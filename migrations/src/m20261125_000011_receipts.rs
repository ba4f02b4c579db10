//! Who looked at what, and who was asked to acknowledge a revision.

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
        // `file_id` is the version that was looked at last.
        let mut receipt = Table::create();
        receipt
            .table("receipt")
            .col(uuid("org_id"))
            .col(uuid("item_id"))
            .col(uuid("client_id"))
            .col(uuid_null("file_id"))
            .col(time("first_seen_at"))
            .col(time("last_seen_at"))
            .primary_key(
                Index::create()
                    .col("org_id")
                    .col("item_id")
                    .col("client_id"),
            )
            .foreign_key(&mut within_org("item_id", "item"))
            .foreign_key(&mut within_org("client_id", "client"))
            .foreign_key(&mut within_org("file_id", "file"));
        manager.create_table(receipt).await?;

        let mut acknowledgement = Table::create();
        acknowledgement
            .table("acknowledgement")
            .col(uuid("org_id"))
            .col(uuid("file_id"))
            .col(uuid("client_id"))
            .col(time("asked_at"))
            .col(time_null("given_at"))
            .primary_key(
                Index::create()
                    .col("org_id")
                    .col("file_id")
                    .col("client_id"),
            )
            .foreign_key(&mut within_org("file_id", "file"))
            .foreign_key(&mut within_org("client_id", "client"));
        manager.create_table(acknowledgement).await?;
        manager
            .create_index(
                index(
                    "acknowledgement_asked",
                    "acknowledgement",
                    &["org_id", "client_id"],
                )
                .cond_where(Expr::col("given_at").is_null())
                .to_owned(),
            )
            .await
    }
}
