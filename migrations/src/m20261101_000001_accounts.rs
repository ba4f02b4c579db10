//! Login identities, their sessions and started password resets.

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
        let mut account = Table::create();
        account
            .table("account")
            .col(pk_uuid("id"))
            .col(string("email"))
            .col(string("name"))
            .col(string("password_hash"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .index(&mut unique(&["email"]));
        manager.create_table(account).await?;

        // A refresh token is derived from the session's id and its generation, and rests nowhere.
        let mut session = Table::create();
        session
            .table("session")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(one_of("audience", &["staff", "client"]))
            .col(big_integer("generation"))
            .col(time("refreshed_at"))
            .col(time("created_at"))
            .col(time("expires_at"))
            .col(time_null("ended_at"))
            .col(string_null("user_agent"))
            .foreign_key(
                ForeignKey::create()
                    .from_col("account_id")
                    .to_tbl("account")
                    .to_col("id"),
            );
        manager.create_table(session).await?;
        manager
            .create_index(index("session_by_account", "session", &["account_id"]))
            .await?;

        let mut reset = Table::create();
        reset
            .table("password_reset")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(string("token_hash"))
            .col(time("created_at"))
            .col(time("expires_at"))
            .col(time_null("used_at"))
            .col(time_null("replaced_at"))
            .index(&mut unique(&["token_hash"]))
            .foreign_key(
                ForeignKey::create()
                    .from_col("account_id")
                    .to_tbl("account")
                    .to_col("id"),
            );
        manager.create_table(reset).await?;
        manager
            .create_index(index(
                "password_reset_by_account",
                "password_reset",
                &["account_id"],
            ))
            .await
    }
}
