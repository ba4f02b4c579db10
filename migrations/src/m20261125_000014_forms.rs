//! Forms and the reports that are made with them.

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
        let mut template = Table::create();
        template
            .table("form_template")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(string("name"))
            .col(string("name_key"))
            .col(text_null("description"))
            .col(integer("revision"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .col(uuid("updated_by"))
            .col(time_null("archived_at"))
            .col(version())
            .index(&mut unique(&["org_id", "id"]))
            .foreign_key(&mut of_org())
            .foreign_key(&mut within_org("updated_by", "member"));
        manager.create_table(template).await?;
        manager
            .create_index(index(
                "form_template_by_name",
                "form_template",
                &["org_id", "name_key", "id"],
            ))
            .await?;

        // What a form asked for at a time: rows are only added, reports keep theirs.
        let mut revision = Table::create();
        revision
            .table("form_revision")
            .col(uuid("org_id"))
            .col(uuid("template_id"))
            .col(integer("number"))
            .col(text("sections"))
            .col(uuid("created_by"))
            .col(time("created_at"))
            .primary_key(
                Index::create()
                    .col("org_id")
                    .col("template_id")
                    .col("number"),
            )
            .foreign_key(&mut within_org("template_id", "form_template"))
            .foreign_key(&mut within_org("created_by", "member"));
        manager.create_table(revision).await?;

        let mut report = Table::create();
        report
            .table("report")
            .col(pk_uuid("item_id"))
            .col(uuid("org_id"))
            .col(uuid("template_id"))
            .col(integer("revision"))
            .col(text("answers"))
            .col(integer("asked"))
            .col(integer("answered"))
            .col(integer("failed"))
            .col(time_null("completed_at"))
            .col(uuid_null("completed_by"))
            .foreign_key(&mut within_org("item_id", "item"))
            .foreign_key(&mut within_org("completed_by", "member"))
            .foreign_key(
                ForeignKey::create()
                    .from_col("org_id")
                    .from_col("template_id")
                    .from_col("revision")
                    .to_tbl("form_revision")
                    .to_col("org_id")
                    .to_col("template_id")
                    .to_col("number"),
            );
        manager.create_table(report).await?;
        manager
            .create_index(index(
                "report_by_template",
                "report",
                &["org_id", "template_id", "item_id"],
            ))
            .await
    }
}
