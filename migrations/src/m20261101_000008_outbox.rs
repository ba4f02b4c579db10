//! Work for later, written in the transaction of the change, and the answers kept for repeated writes.

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
        // `dedupe` keeps one waiting job of a kind, such as a client's daily letter.
        let mut outbox = Table::create();
        outbox
            .table("outbox")
            .col(pk_uuid("id"))
            .col(uuid_null("org_id"))
            .col(text("job"))
            .col(string_null("dedupe"))
            .col(time("run_at"))
            .col(integer("attempts"))
            .col(time_null("leased_until"))
            .col(uuid_null("lease"))
            .col(time_null("done_at"))
            .col(time_null("failed_at"))
            .col(text_null("last_error"))
            .col(time("created_at"));
        manager.create_table(outbox).await?;
        let waiting = || {
            Expr::col("done_at")
                .is_null()
                .and(Expr::col("failed_at").is_null())
        };
        manager
            .create_index(
                index("outbox_waiting", "outbox", &["run_at", "id"])
                    .cond_where(waiting())
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                index("outbox_dedupe", "outbox", &["dedupe"])
                    .unique()
                    .cond_where(waiting().and(Expr::col("dedupe").is_not_null()))
                    .to_owned(),
            )
            .await?;

        // `permits` lists what the first call was allowed to do, so that a replay asks again.
        let mut idempotency = Table::create();
        idempotency
            .table("idempotency")
            .col(pk_uuid("id"))
            .col(string("owner"))
            .col(string("key"))
            .col(string("fingerprint"))
            .col(one_of("state", &["under_way", "done", "answered"]))
            .col(text("permits"))
            .col(text_null("answer"))
            .col(time("created_at"))
            .index(&mut unique(&["owner", "key"]));
        manager.create_table(idempotency).await?;
        manager
            .create_index(index("idempotency_by_age", "idempotency", &["created_at"]))
            .await
    }
}
