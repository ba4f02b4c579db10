//! Organisations and the people who work in them.

use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const ROLES: [&str; 7] = [
    "owner",
    "sole_trader",
    "admin",
    "supervisor",
    "finance",
    "tradie",
    "apprentice",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut organisation = Table::create();
        organisation
            .table("organisation")
            .col(pk_uuid("id"))
            .col(string("name"))
            .col(string("slug"))
            .col(one_of("plan", &["free", "pro"]))
            .col(boolean("portal_enabled"))
            .col(text("modules_off"))
            .col(string_null("colour"))
            .col(string("timezone"))
            .col(string("currency"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .col(version())
            .index(&mut unique(&["slug"]));
        manager.create_table(organisation).await?;

        // An invited member has no account yet; a removed one keeps the row for what they did.
        let mut member = Table::create();
        member
            .table("member")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(uuid_null("account_id"))
            .col(string("name"))
            .col(string("email"))
            .col(one_of("role", &ROLES))
            .col(time("created_at"))
            .col(time("updated_at"))
            .col(time_null("accepted_at"))
            .col(time_null("last_seen_at"))
            .col(time_null("removed_at"))
            .col(version())
            .index(&mut unique(&["org_id", "id"]))
            .foreign_key(&mut of_org())
            .foreign_key(
                ForeignKey::create()
                    .from_col("account_id")
                    .to_tbl("account")
                    .to_col("id"),
            );
        manager.create_table(member).await?;
        manager
            .create_index(
                index("member_live_account", "member", &["account_id"])
                    .unique()
                    .cond_where(
                        Expr::col("removed_at")
                            .is_null()
                            .and(Expr::col("account_id").is_not_null()),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                index("member_live_email", "member", &["org_id", "email"])
                    .unique()
                    .cond_where(Expr::col("removed_at").is_null())
                    .to_owned(),
            )
            .await
    }
}
