//! The private links of projects, and who opened them, as far as that is known.

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
        // The address is made of the id; only its hash is looked up. One that was disabled stays, so
        // that it never works again.
        let mut link = Table::create();
        link.table("portal_link")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(uuid("project_id"))
            .col(string("hash"))
            .col(boolean("shows_shared"))
            .col(boolean("hides_time_cards"))
            .col(time("enabled_at"))
            .col(uuid("enabled_by"))
            .col(time_null("ended_at"))
            .col(uuid_null("ended_by"))
            .index(&mut unique(&["org_id", "id"]))
            .foreign_key(&mut within_org("project_id", "project"))
            .foreign_key(&mut within_org("enabled_by", "member"))
            .foreign_key(&mut within_org("ended_by", "member"));
        manager.create_table(link).await?;
        manager
            .create_index(
                index("portal_link_hash", "portal_link", &["hash"])
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                index("portal_link_live", "portal_link", &["org_id", "project_id"])
                    .unique()
                    .cond_where(Expr::col("ended_at").is_null())
                    .to_owned(),
            )
            .await?;

        let mut open = Table::create();
        open.table("link_open")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(uuid("link_id"))
            .col(string("device"))
            .col(time("opened_at"))
            .foreign_key(&mut within_org("link_id", "portal_link"));
        manager.create_table(open).await?;
        manager
            .create_index(index(
                "link_open_of_link",
                "link_open",
                &["org_id", "link_id", "opened_at"],
            ))
            .await
    }
}
