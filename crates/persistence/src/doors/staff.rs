//! The members' door.

use super::{Mode, idle_since};
use crate::idempotency::{Permit, Receipt};
use crate::organisations::Organisation;
use crate::projects::Project;
use crate::tx::Tx;
use crate::{DataError, Database};
use chrono::{DateTime, Utc};
use lintel_domain::access::{Action, Reach, Role, reach};
use lintel_domain::ids::{AccountId, MemberId, OrgId, ProjectId, SessionId};
use sea_orm::FromQueryResult;

/// The signed-in member.
#[derive(Clone, Debug)]
pub struct Member {
    /// The member.
    pub id: MemberId,
    /// Their login identity.
    pub account: AccountId,
    /// The session they came with.
    pub session: SessionId,
    /// Their one role.
    pub role: Role,
    /// Their name as the organisation knows it.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
}

/// A transaction in the name of a signed-in member; sees their organisation only.
pub struct Staff {
    pub(crate) tx: Tx,
    member: Member,
    organisation: Organisation,
    permits: Vec<Permit>,
    receipt: Option<Receipt>,
}

#[derive(FromQueryResult)]
struct MemberRow {
    member_id: MemberId,
    account_id: AccountId,
    org_id: OrgId,
    role: String,
    member_name: String,
    email: String,
}

impl Database {
    /// Opens the members' door to look.
    ///
    /// # Errors
    /// [`DataError::SignedOut`] when the session is over or its account is no member any more.
    pub async fn staff(&self, session: SessionId, now: DateTime<Utc>) -> Result<Staff, DataError> {
        Staff::open(self, session, None, now, Mode::Read).await
    }

    /// Opens the members' door to change something; `receipt` is marked in the same transaction.
    ///
    /// # Errors
    /// As for [`Database::staff`].
    pub async fn staff_write(
        &self,
        session: SessionId,
        receipt: Option<Receipt>,
        now: DateTime<Utc>,
    ) -> Result<Staff, DataError> {
        Staff::open(self, session, receipt, now, Mode::Write).await
    }
}

impl Staff {
    async fn open(
        db: &Database,
        session: SessionId,
        receipt: Option<Receipt>,
        now: DateTime<Utc>,
        mode: Mode,
    ) -> Result<Staff, DataError> {
        let tx = match mode {
            Mode::Read => db.read(now).await?,
            Mode::Write => db.write(now).await?,
        };
        let row: MemberRow = tx
            .row(
                "SELECT m.id AS member_id, m.account_id, m.org_id, m.role, m.name AS member_name, a.email \
                 FROM session s \
                 JOIN account a ON a.id = s.account_id \
                 JOIN member m ON m.account_id = s.account_id AND m.removed_at IS NULL \
                 WHERE s.id = $1 AND s.audience = 'staff' AND s.ended_at IS NULL \
                   AND s.expires_at > $2 AND s.refreshed_at > $3",
                vec![session.into(), now.into(), idle_since(now).into()],
            )
            .await?
            .ok_or(DataError::SignedOut)?;
        let organisation = Organisation::load(&tx, row.org_id).await?;
        let member = Member {
            id: row.member_id,
            account: row.account_id,
            session,
            role: Role::parse(&row.role)
                .ok_or_else(|| DataError::Broken(format!("role {}", row.role)))?,
            name: row.member_name,
            email: row.email,
        };
        Ok(Staff {
            tx,
            member,
            organisation,
            permits: Vec::new(),
            receipt,
        })
    }

    /// Who opened the door.
    pub fn member(&self) -> &Member {
        &self.member
    }

    /// Their organisation, as it stands in this transaction.
    pub fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    /// The organisation's id: the first condition of every query behind this door.
    pub(crate) fn org_id(&self) -> OrgId {
        self.organisation.id
    }

    /// The time of this transaction.
    pub fn now(&self) -> DateTime<Utc> {
        self.tx.now()
    }

    /// Permits an action that is not about one project. How far it reaches: lists show a member
    /// with [`Reach::Assigned`] their own projects only.
    ///
    /// # Errors
    /// [`DataError::Forbidden`].
    pub fn permit(&mut self, action: Action) -> Result<Reach, DataError> {
        match reach(self.member.role, action) {
            Reach::No => Err(DataError::Forbidden(action)),
            reach => {
                self.permits.push(Permit {
                    action,
                    project: None,
                });
                Ok(reach)
            }
        }
    }

    /// Permits an action on a project and returns the project.
    ///
    /// # Errors
    /// [`DataError::NotFound`] for a project of another organisation or none,
    /// [`DataError::Forbidden`] by role or for want of an assignment.
    pub async fn project(&mut self, action: Action, id: ProjectId) -> Result<Project, DataError> {
        let project = self.load_project(id).await?;
        match reach(self.member.role, action) {
            Reach::No => return Err(DataError::Forbidden(action)),
            Reach::Assigned if !self.is_assigned(id).await? => {
                return Err(DataError::Forbidden(action));
            }
            Reach::All | Reach::Assigned => {}
        }
        self.permits.push(Permit {
            action,
            project: Some(id),
        });
        Ok(project)
    }

    /// Makes everything true at once, the receipt of the write included.
    pub async fn commit(self) -> Result<(), DataError> {
        if let Some(receipt) = &self.receipt {
            receipt.mark_done(&self.tx, &self.permits).await?;
        }
        self.tx.commit().await
    }

    async fn is_assigned(&self, project: ProjectId) -> Result<bool, DataError> {
        let assigned: Option<Assigned> = self
            .tx
            .row(
                "SELECT project_id FROM member_project WHERE org_id = $1 AND member_id = $2 AND project_id = $3",
                vec![self.org_id().into(), self.member.id.into(), project.into()],
            )
            .await?;
        Ok(assigned.is_some())
    }
}

#[derive(FromQueryResult)]
struct Assigned {
    #[allow(dead_code, reason = "the row's being there is the answer")]
    project_id: ProjectId,
}
