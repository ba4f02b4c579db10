//! Shares, and the audience they make: who sees what, ready to be read page by page.

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
        // `client_id` is null for everyone on the project. Revoked shares stay as history.
        let mut share = Table::create();
        share
            .table("share")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(uuid("item_id"))
            .col(uuid_null("client_id"))
            .col(uuid("shared_by"))
            .col(time("shared_at"))
            .col(uuid_null("revoked_by"))
            .col(time_null("revoked_at"))
            .index(&mut unique(&["org_id", "id"]))
            .foreign_key(&mut within_org("item_id", "item"))
            .foreign_key(&mut within_org("client_id", "client"))
            .foreign_key(&mut within_org("shared_by", "member"))
            .foreign_key(&mut within_org("revoked_by", "member"));
        manager.create_table(share).await?;
        manager
            .create_index(
                index("share_live_everyone", "share", &["org_id", "item_id"])
                    .unique()
                    .cond_where(
                        Expr::col("revoked_at")
                            .is_null()
                            .and(Expr::col("client_id").is_null()),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                index(
                    "share_live_client",
                    "share",
                    &["org_id", "item_id", "client_id"],
                )
                .unique()
                .cond_where(
                    Expr::col("revoked_at")
                        .is_null()
                        .and(Expr::col("client_id").is_not_null()),
                )
                .to_owned(),
            )
            .await?;

        manager
            .create_index(index("share_by_item", "share", &["org_id", "item_id"]))
            .await?;

        // `viewer` is a client, or the nil UUID for everyone on the project. `parent_id` is the
        // folder as this viewer sees it: the nil UUID where the folder itself is not visible.
        // `since` is when the item became visible to this viewer; `written` names the rewrite that
        // last confirmed the row.
        let mut audience = Table::create();
        audience
            .table("audience")
            .col(uuid("org_id"))
            .col(uuid("project_id"))
            .col(uuid("viewer"))
            .col(uuid("item_id"))
            .col(string("kind"))
            .col(uuid("parent_id"))
            .col(time("created_at"))
            .col(time("since"))
            .col(uuid("share_id"))
            .col(uuid("written"))
            .primary_key(Index::create().col("org_id").col("item_id").col("viewer"))
            .foreign_key(&mut within_org("item_id", "item"))
            .foreign_key(&mut within_org("share_id", "share"));
        manager.create_table(audience).await?;
        for (name, columns) in [
            (
                "audience_by_folder",
                [
                    "org_id",
                    "project_id",
                    "viewer",
                    "parent_id",
                    "created_at",
                    "item_id",
                ]
                .as_slice(),
            ),
            (
                "audience_newest",
                &["org_id", "project_id", "viewer", "created_at", "item_id"],
            ),
            (
                "audience_by_kind",
                &[
                    "org_id",
                    "project_id",
                    "viewer",
                    "kind",
                    "created_at",
                    "item_id",
                ],
            ),
            (
                "audience_since",
                &["org_id", "project_id", "viewer", "since", "item_id"],
            ),
        ] {
            manager
                .create_index(index(name, "audience", columns))
                .await?;
        }
        Ok(())
    }
}
