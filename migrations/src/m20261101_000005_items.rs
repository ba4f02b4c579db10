//! The item spine, and the first kinds on it: folders and documents with their files.

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
        // `title_key` is the title as lists sort it, made by us so that both databases agree.
        let mut item = Table::create();
        item.table("item")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(uuid("project_id"))
            .col(string("kind"))
            .col(uuid_null("parent_id"))
            .col(string("title"))
            .col(string("title_key"))
            .col(one_of("state", &["draft", "published", "deleted"]))
            .col(uuid("created_by"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .col(time_null("archived_at"))
            .col(version())
            .index(&mut unique(&["org_id", "id"]))
            .index(&mut unique(&["org_id", "project_id", "id"]))
            .foreign_key(&mut within_org("project_id", "project"))
            .foreign_key(&mut within_org("created_by", "member"))
            .foreign_key(
                ForeignKey::create()
                    .from_col("org_id")
                    .from_col("project_id")
                    .from_col("parent_id")
                    .to_tbl("item")
                    .to_col("org_id")
                    .to_col("project_id")
                    .to_col("id"),
            )
            .check(Expr::cust("parent_id <> id"));
        manager.create_table(item).await?;
        manager
            .create_index(index(
                "item_by_title",
                "item",
                &[
                    "org_id",
                    "project_id",
                    "state",
                    "parent_id",
                    "kind",
                    "title_key",
                    "id",
                ],
            ))
            .await?;
        // Holding all that a query of folders asks for, this and `item_by_parent` are chosen before
        // indexes that would be walked for the whole organisation.
        manager
            .create_index(index(
                "item_by_name",
                "item",
                &[
                    "org_id",
                    "project_id",
                    "state",
                    "kind",
                    "title_key",
                    "id",
                    "parent_id",
                ],
            ))
            .await?;
        manager
            .create_index(index(
                "item_by_parent_newest",
                "item",
                &[
                    "org_id",
                    "project_id",
                    "state",
                    "parent_id",
                    "created_at",
                    "id",
                ],
            ))
            .await?;
        manager
            .create_index(index(
                "item_newest",
                "item",
                &["org_id", "project_id", "state", "created_at", "id"],
            ))
            .await?;
        manager
            .create_index(index(
                "item_by_parent",
                "item",
                &["org_id", "parent_id", "kind", "state", "id"],
            ))
            .await?;

        let mut file = Table::create();
        file.table("file")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(string("storage_key"))
            .col(string("name"))
            .col(string("media_type"))
            .col(boolean("inline"))
            .col(big_integer("size"))
            .col(string("sha256"))
            .col(uuid("created_by"))
            .col(time("created_at"))
            .index(&mut unique(&["org_id", "id"]))
            .index(&mut unique(&["storage_key"]))
            .foreign_key(&mut of_org())
            .foreign_key(&mut within_org("created_by", "member"));
        manager.create_table(file).await?;

        let mut document = Table::create();
        document
            .table("document")
            .col(pk_uuid("item_id"))
            .col(uuid("org_id"))
            .col(uuid("file_id"))
            .index(&mut unique(&["org_id", "file_id"]))
            .foreign_key(&mut within_org("item_id", "item"))
            .foreign_key(&mut within_org("file_id", "file"));
        manager.create_table(document).await
    }
}
