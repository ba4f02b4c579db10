//! Clients, their access to projects, and invitations of clients and members.

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
        // `name_key` is the name as lists sort it and searches look for it.
        let mut client = Table::create();
        client
            .table("client")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(uuid_null("account_id"))
            .col(string("name"))
            .col(string("name_key"))
            .col(string_null("email"))
            .col(string_null("phone"))
            .col(one_of("status", &["none", "invited", "active", "revoked"]))
            .col(time_null("accepted_at"))
            .col(time_null("last_seen_at"))
            .col(time("created_at"))
            .col(time("updated_at"))
            .col(version())
            .index(&mut unique(&["org_id", "id"]))
            .index(&mut unique(&["org_id", "email"]))
            .foreign_key(&mut of_org())
            .foreign_key(
                ForeignKey::create()
                    .from_col("account_id")
                    .to_tbl("account")
                    .to_col("id"),
            );
        manager.create_table(client).await?;
        // One person is one client of an organisation, whatever addresses the records carry.
        manager
            .create_index(
                index("client_by_account", "client", &["account_id", "org_id"])
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index(
                "client_by_name",
                "client",
                &["org_id", "name_key", "id"],
            ))
            .await?;

        // One row per stretch of access; the ended ones are kept for the record.
        let mut access = Table::create();
        access
            .table("client_access")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(uuid("client_id"))
            .col(uuid("project_id"))
            .col(time("granted_at"))
            .col(time_null("ends_at"))
            .col(time_null("ended_at"))
            .col(time_null("visited_at"))
            .col(time_null("previous_visit_at"))
            .col(one_of(
                "email_frequency",
                &["at_once", "daily", "weekly", "none"],
            ))
            .col(time_null("emailed_at"))
            .foreign_key(&mut within_org("client_id", "client"))
            .foreign_key(&mut within_org("project_id", "project"));
        manager.create_table(access).await?;
        manager
            .create_index(
                index(
                    "client_access_live",
                    "client_access",
                    &["org_id", "client_id", "project_id"],
                )
                .unique()
                .cond_where(Expr::col("ended_at").is_null())
                .to_owned(),
            )
            .await?;
        manager
            .create_index(index(
                "client_access_by_project",
                "client_access",
                &["org_id", "project_id"],
            ))
            .await?;

        let mut invitation = Table::create();
        invitation
            .table("invitation")
            .col(pk_uuid("id"))
            .col(uuid("org_id"))
            .col(one_of("kind", &["client", "member"]))
            .col(uuid_null("client_id"))
            .col(uuid_null("member_id"))
            .col(string("email"))
            .col(string("token_hash"))
            .col(uuid("invited_by"))
            .col(one_of("delivery", &["queued", "sent", "failed"]))
            .col(time("created_at"))
            .col(time_null("sent_at"))
            .col(time("expires_at"))
            .col(time_null("accepted_at"))
            .col(time_null("replaced_at"))
            .col(time_null("revoked_at"))
            .col(time_null("found_expired_at"))
            .index(&mut unique(&["token_hash"]))
            .foreign_key(&mut within_org("client_id", "client"))
            .foreign_key(&mut within_org("member_id", "member"))
            .foreign_key(&mut within_org("invited_by", "member"))
            .check(Expr::cust(
                "(kind = 'client' AND client_id IS NOT NULL AND member_id IS NULL) \
                 OR (kind = 'member' AND member_id IS NOT NULL AND client_id IS NULL)",
            ));
        manager.create_table(invitation).await?;
        let live = || {
            Expr::col("accepted_at")
                .is_null()
                .and(Expr::col("replaced_at").is_null())
                .and(Expr::col("revoked_at").is_null())
        };
        manager
            .create_index(
                index(
                    "invitation_live_client",
                    "invitation",
                    &["org_id", "client_id"],
                )
                .unique()
                .cond_where(live().and(Expr::col("client_id").is_not_null()))
                .to_owned(),
            )
            .await?;
        manager
            .create_index(
                index(
                    "invitation_live_member",
                    "invitation",
                    &["org_id", "member_id"],
                )
                .unique()
                .cond_where(live().and(Expr::col("member_id").is_not_null()))
                .to_owned(),
            )
            .await?;
        for (name, invitee) in [
            ("invitation_by_client", "client_id"),
            ("invitation_by_member", "member_id"),
        ] {
            manager
                .create_index(index(
                    name,
                    "invitation",
                    &["org_id", invitee, "created_at", "id"],
                ))
                .await?;
        }
        Ok(())
    }
}
