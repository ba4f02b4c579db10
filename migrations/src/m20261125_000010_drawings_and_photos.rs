//! What drawings and photos have of their own, and the pictures that are made of files.

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
        let mut drawing = Table::create();
        drawing
            .table("drawing")
            .col(pk_uuid("item_id"))
            .col(uuid("org_id"))
            .col(string("discipline"))
            .foreign_key(&mut within_org("item_id", "item"));
        manager.create_table(drawing).await?;

        let mut photo = Table::create();
        photo
            .table("photo")
            .col(pk_uuid("item_id"))
            .col(uuid("org_id"))
            .col(text_null("caption"))
            .col(time_null("taken_at"))
            .col(double_null("latitude"))
            .col(double_null("longitude"))
            .foreign_key(&mut within_org("item_id", "item"));
        manager.create_table(photo).await?;

        // Made of an object, not of a file: copies of an item share both.
        let mut rendition = Table::create();
        rendition
            .table("rendition")
            .col(string("source_key"))
            .col(one_of("kind", &["small", "medium", "large", "clean"]))
            .col(uuid("org_id"))
            .col(string("storage_key"))
            .col(string("media_type"))
            .col(big_integer("size"))
            .col(string("sha256"))
            .primary_key(Index::create().col("source_key").col("kind"))
            .index(&mut unique(&["storage_key"]))
            .foreign_key(&mut of_org());
        manager.create_table(rendition).await
    }
}
