//! Projects and who is assigned to them.

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
        // `name_key` is the name as searches look for it.
        let mut project = Table::create();
        project
            .table("project")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(string("name"))
            .col(string("name_key"))
            .col(string_null("address"))
            .col(one_of(
                "status",
                &["planned", "active", "on_hold", "completed", "archived"],
            ))
            .col(date_null("starts_on"))
            .col(date_null("ends_on"))
            .col(boolean("portal_enabled"))
            .col(uuid("created_by"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .col(version())
            .index(&mut unique(&["org_id", "id"]))
            .foreign_key(&mut of_org())
            .foreign_key(&mut within_org("created_by", "member"));
        manager.create_table(project).await?;
        manager
            .create_index(index(
                "project_newest",
                "project",
                &["org_id", "created_at", "id"],
            ))
            .await?;

        let mut member_project = Table::create();
        member_project
            .table("member_project")
            .col(uuid("org_id"))
            .col(uuid("member_id"))
            .col(uuid("project_id"))
            .col(time("assigned_at"))
            .primary_key(
                Index::create()
                    .col("org_id")
                    .col("member_id")
                    .col("project_id"),
            )
            .foreign_key(&mut within_org("member_id", "member"))
            .foreign_key(&mut within_org("project_id", "project"));
        manager.create_table(member_project).await?;
        manager
            .create_index(index(
                "member_project_by_project",
                "member_project",
                &["org_id", "project_id"],
            ))
            .await
    }
}
