//! Login identities and what they may act as.

use crate::entity::{account, member, organisation};
use crate::records::write_audit;
use crate::{Actor, Audit, DataError, Database, Organisation, System};
use chrono::{DateTime, Utc};
use lintel_domain::access::Role;
use lintel_domain::ids::{AccountId, MemberId, OrgId};
use lintel_domain::organisation::Plan;
use lintel_domain::session::Surface;
use sea_orm::{FromQueryResult, Set};

/// A login identity.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The address they sign in with, in its one form.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// Argon2id in PHC form.
    pub password_hash: String,
}

/// An account's place in an organisation.
#[derive(Clone, Debug)]
pub struct Membership {
    /// The member.
    pub member: MemberId,
    /// Their role.
    pub role: Role,
    /// Where.
    pub organisation: Organisation,
}

/// A new organisation and who begins it.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    /// Its name.
    pub name: String,
    /// Its short name in addresses; made unique here.
    pub slug: String,
    /// What it pays for.
    pub plan: Plan,
    /// Its IANA time zone.
    pub timezone: String,
    /// Its ISO 4217 currency.
    pub currency: &'static str,
    /// The role of who begins it.
    pub role: Role,
}

#[derive(FromQueryResult)]
struct MembershipRow {
    id: MemberId,
    org_id: OrgId,
    role: String,
}

#[derive(FromQueryResult)]
struct One {
    #[allow(dead_code, reason = "the row's being there is the answer")]
    one: i32,
}

impl Database {
    /// Whether anybody has signed up here.
    pub async fn has_organisations(&self, now: DateTime<Utc>) -> Result<bool, DataError> {
        let row: Option<One> = self
            .read(now)
            .await?
            .row("SELECT 1 AS one FROM organisation LIMIT 1", vec![])
            .await?;
        Ok(row.is_some())
    }
}

impl System {
    /// The account of an address in its one form.
    pub async fn account_with_email(&self, email: &str) -> Result<Option<Account>, DataError> {
        self.tx
            .row(
                "SELECT id, email, name, password_hash FROM account WHERE email = $1",
                vec![email.into()],
            )
            .await
    }

    /// An account by its id.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn account(&self, id: AccountId) -> Result<Account, DataError> {
        self.tx
            .row(
                "SELECT id, email, name, password_hash FROM account WHERE id = $1",
                vec![id.into()],
            )
            .await?
            .ok_or(DataError::NotFound)
    }

    /// Makes an account.
    ///
    /// # Errors
    /// [`DataError::Duplicate`] when the address has one.
    pub async fn add_account(
        &self,
        email: &str,
        name: &str,
        password_hash: &str,
    ) -> Result<Account, DataError> {
        let id = AccountId::new();
        let now = self.tx.now();
        self.tx
            .insert(account::ActiveModel {
                id: Set(id.into()),
                email: Set(email.into()),
                name: Set(name.into()),
                password_hash: Set(password_hash.into()),
                created_at: Set(now),
                updated_at: Set(now),
            })
            .await?;
        Ok(Account {
            id,
            email: email.into(),
            name: name.into(),
            password_hash: password_hash.into(),
        })
    }

    /// Sets an account's password.
    pub async fn set_password(
        &self,
        account: AccountId,
        password_hash: &str,
    ) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE account SET password_hash = $2, updated_at = $3 WHERE id = $1",
                vec![account.into(), password_hash.into(), self.tx.now().into()],
            )
            .await?;
        Ok(())
    }

    /// The organisation an account works in, if it does.
    pub async fn membership(&self, account: AccountId) -> Result<Option<Membership>, DataError> {
        let row: Option<MembershipRow> = self
            .tx
            .row(
                "SELECT id, org_id, role FROM member WHERE account_id = $1 AND removed_at IS NULL",
                vec![account.into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Membership {
            member: row.id,
            role: Role::parse(&row.role)
                .ok_or_else(|| DataError::Broken(format!("role {}", row.role)))?,
            organisation: Organisation::load(&self.tx, row.org_id).await?,
        }))
    }

    /// Whether an account is a client of somebody.
    pub async fn is_client(&self, account: AccountId) -> Result<bool, DataError> {
        let row: Option<One> = self
            .tx
            .row(
                "SELECT 1 AS one FROM client WHERE account_id = $1 LIMIT 1",
                vec![account.into()],
            )
            .await?;
        Ok(row.is_some())
    }

    /// Records that an account was here just now, as a member or as a client.
    pub async fn seen(&self, account: AccountId, surface: Surface) -> Result<(), DataError> {
        let sql = match surface {
            Surface::Staff => {
                "UPDATE member SET last_seen_at = $2 WHERE account_id = $1 AND removed_at IS NULL"
            }
            Surface::Client => {
                "UPDATE client SET last_seen_at = $2 WHERE account_id = $1 AND status = 'active'"
            }
        };
        self.tx
            .run(sql, vec![account.into(), self.tx.now().into()])
            .await?;
        Ok(())
    }

    /// Begins an organisation with this account as its first member.
    ///
    /// # Errors
    /// [`DataError::Duplicate`] when the account works somewhere already.
    pub async fn begin_organisation(
        &self,
        account: &Account,
        new: NewOrganisation,
    ) -> Result<Membership, DataError> {
        let id = OrgId::new();
        let member_id = MemberId::new();
        let now = self.tx.now();
        self.tx
            .insert(organisation::ActiveModel {
                id: Set(id.into()),
                name: Set(new.name),
                slug: Set(self.free_slug(&new.slug, id).await?),
                plan: Set(new.plan.as_str().into()),
                portal_enabled: Set(true),
                modules_off: Set(String::new()),
                colour: Set(None),
                timezone: Set(new.timezone),
                currency: Set(new.currency.into()),
                storage_used: Set(0),
                share_photo_location: Set(false),
                created_at: Set(now),
                updated_at: Set(now),
                version: Set(1),
            })
            .await?;
        self.tx
            .insert(member::ActiveModel {
                id: Set(member_id.into()),
                org_id: Set(id.into()),
                account_id: Set(Some(account.id.into())),
                name: Set(account.name.clone()),
                email: Set(account.email.clone()),
                role: Set(new.role.as_str().into()),
                created_at: Set(now),
                updated_at: Set(now),
                accepted_at: Set(Some(now)),
                last_seen_at: Set(Some(now)),
                removed_at: Set(None),
                version: Set(1),
            })
            .await?;
        let organisation = Organisation::load(&self.tx, id).await?;
        let entry = Audit {
            action: "organisation.created",
            subject_kind: "organisation",
            subject_id: Some(id.into()),
            subject_name: Some(organisation.name.clone()),
            detail: None,
        };
        let actor = Actor::Member(member_id.into(), account.name.clone());
        write_audit(&self.tx, id, actor, vec![entry]).await?;
        Ok(Membership {
            member: member_id,
            role: new.role,
            organisation,
        })
    }

    /// The wanted slug, or the same with the end of the new organisation's id.
    async fn free_slug(&self, wanted: &str, id: OrgId) -> Result<String, DataError> {
        let taken: Option<One> = self
            .tx
            .row(
                "SELECT 1 AS one FROM organisation WHERE slug = $1",
                vec![wanted.into()],
            )
            .await?;
        let id = id.as_uuid().simple().to_string();
        Ok(if taken.is_none() {
            wanted.to_owned()
        } else {
            format!("{wanted}-{}", &id[id.len() - 8..])
        })
    }
}
