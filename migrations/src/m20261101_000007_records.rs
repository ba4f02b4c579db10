//! What happened: the audit log [A2] and the activity of projects [A1]. Rows are only ever added.

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
        let mut audit = Table::create();
        audit
            .table("audit")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(time("at"))
            .col(one_of("actor_kind", &["member", "client", "system"]))
            .col(uuid_null("actor_id"))
            .col(string_null("actor_name"))
            .col(string("action"))
            .col(string("subject_kind"))
            .col(uuid_null("subject_id"))
            .col(string_null("subject_name"))
            .col(text_null("detail"))
            .foreign_key(&mut of_org());
        manager.create_table(audit).await?;
        manager
            .create_index(index("audit_newest", "audit", &["org_id", "at", "id"]))
            .await?;

        let mut activity = Table::create();
        activity
            .table("activity")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(uuid("project_id"))
            .col(time("at"))
            .col(string("actor_name"))
            .col(string("verb"))
            .col(uuid_null("item_id"))
            .col(string_null("item_title"))
            .col(string_null("kind"))
            .col(text_null("detail"))
            .foreign_key(&mut within_org("project_id", "project"));
        manager.create_table(activity).await?;
        manager
            .create_index(index(
                "activity_newest",
                "activity",
                &["org_id", "project_id", "at", "id"],
            ))
            .await
    }
}
