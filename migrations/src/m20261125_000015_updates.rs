//! Updates: messages to clients with what is attached to them, and who was written to.

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
        // `publish_at` is set while it waits for its time; the rest says how it is published then.
        let mut update = Table::create();
        update
            .table("update_post")
            .col(pk_uuid("item_id"))
            .col(uuid("org_id"))
            .col(text("body"))
            .col(text("excerpt"))
            .col(time_null("publish_at"))
            .col(boolean("notify"))
            .col(text_null("message"))
            .col(boolean("share_attachments"))
            .col(time_null("published_at"))
            .col(uuid_null("published_by"))
            .foreign_key(&mut within_org("item_id", "item"))
            .foreign_key(&mut within_org("published_by", "member"));
        manager.create_table(update).await?;

        let mut attachment = Table::create();
        attachment
            .table("attachment")
            .col(uuid("org_id"))
            .col(uuid("item_id"))
            .col(uuid("attached_id"))
            .col(integer("position"))
            .primary_key(
                Index::create()
                    .col("org_id")
                    .col("item_id")
                    .col("attached_id"),
            )
            .foreign_key(&mut within_org("item_id", "item"))
            .foreign_key(&mut within_org("attached_id", "item"));
        manager.create_table(attachment).await?;

        let mut letter = Table::create();
        letter
            .table("item_letter")
            .col(uuid("org_id"))
            .col(uuid("item_id"))
            .col(uuid("client_id"))
            .col(time("sent_at"))
            .primary_key(
                Index::create()
                    .col("org_id")
                    .col("item_id")
                    .col("client_id"),
            )
            .foreign_key(&mut within_org("item_id", "item"))
            .foreign_key(&mut within_org("client_id", "client"));
        manager.create_table(letter).await?;

        let mut shares_dates = boolean("shares_dates");
        shares_dates.default(true);
        manager
            .alter_table(
                Table::alter()
                    .table("project")
                    .add_column(shares_dates)
                    .to_owned(),
            )
            .await
    }
}
