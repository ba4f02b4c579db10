//! Schedules, and the calendar feeds of clients.

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
        // A plan is worked out as a whole, so it is one document: as it is planned, as clients see
        // it, and as it was when the baseline was taken.
        let mut schedule = Table::create();
        schedule
            .table("schedule")
            .col(pk_uuid("item_id"))
            .col(uuid("org_id"))
            .col(uuid("project_id"))
            .col(text("draft"))
            .col(text_null("published"))
            .col(text_null("baseline"))
            .col(time_null("baseline_at"))
            .col(time_null("published_at"))
            .col(uuid_null("published_by"))
            .col(time("changed_at"))
            .col(uuid("changed_by"))
            .foreign_key(&mut within_org("item_id", "item"))
            .foreign_key(&mut within_org("project_id", "project"))
            .foreign_key(&mut within_org("published_by", "member"))
            .foreign_key(&mut within_org("changed_by", "member"));
        manager.create_table(schedule).await?;
        manager
            .create_index(index(
                "schedule_of_project",
                "schedule",
                &["org_id", "project_id", "item_id"],
            ))
            .await?;

        // The address is made of `calendar_key`; only its hash is looked up.
        for column in [uuid_null("calendar_key"), string_null("calendar_hash")] {
            let mut access = Table::alter();
            access.table("client_access").add_column(column);
            manager.alter_table(access).await?;
        }
        manager
            .create_index(
                index(
                    "client_access_calendar",
                    "client_access",
                    &["calendar_hash"],
                )
                .unique()
                .cond_where(Expr::col("calendar_hash").is_not_null())
                .to_owned(),
            )
            .await
    }
}
