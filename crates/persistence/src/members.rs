//! The people who work in an organisation, as those who manage members see them.

use crate::entity::{member, member_project};
use crate::invitations::{self, LatestInvitation, LatestRow};
use crate::tx::list;
use crate::{DataError, Page, PageRequest, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::access::Role;
use lintel_domain::ids::{AccountId, MemberId, ProjectId};
use sea_orm::{FromQueryResult, Set, Value};

/// A member, invited or at work.
#[derive(Clone, Debug)]
pub struct ListedMember {
    /// Their id.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// The address they were invited at.
    pub email: String,
    /// Their one role.
    pub role: Role,
    /// Their login identity, once they have accepted.
    pub account: Option<AccountId>,
    /// When they last worked here, in UTC.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// Their latest invitation; whoever signed up has none.
    pub invitation: Option<LatestInvitation>,
    /// The projects they are assigned to.
    pub projects: Vec<ProjectId>,
    /// When they were invited or signed up, in UTC.
    pub created_at: DateTime<Utc>,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: MemberId,
    name: String,
    email: String,
    role: String,
    account_id: Option<AccountId>,
    last_seen_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i64,
    #[sea_orm(nested)]
    invitation: LatestRow,
}

#[derive(FromQueryResult)]
struct Assignment {
    member_id: MemberId,
    project_id: ProjectId,
}

#[derive(FromQueryResult)]
struct Owner {
    #[allow(dead_code, reason = "the row's being there is the answer")]
    id: MemberId,
}

impl Staff {
    /// The organisation's members, the longest-standing first.
    pub async fn members(&self, page: &PageRequest) -> Result<Page<ListedMember>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), page.fetch().into()];
        let mut after = String::new();
        if let Some((at, id)) = page.after::<(DateTime<Utc>, MemberId)>()? {
            values.extend([at.into(), id.into()]);
            after.push_str(" AND (m.created_at, m.id) > ($3, $4)");
        }
        let rows = self
            .member_rows(
                &format!("{after} ORDER BY m.created_at, m.id LIMIT $2"),
                values,
            )
            .await?;
        let page = page.page(rows, |row| (row.created_at, row.id))?;
        Ok(Page {
            items: self.with_assignments(page.items).await?,
            next: page.next,
        })
    }

    /// A member of the organisation, whoever looks.
    ///
    /// # Errors
    /// [`DataError::NotFound`], also when they were removed.
    pub async fn listed_member(&self, id: MemberId) -> Result<ListedMember, DataError> {
        let rows = self
            .member_rows(" AND m.id = $2", vec![self.org_id().into(), id.into()])
            .await?;
        self.with_assignments(rows)
            .await?
            .pop()
            .ok_or(DataError::NotFound)
    }

    /// A member who is about to be changed. Changes of an organisation's members come one after
    /// the other, so that two at once cannot take away the last owner.
    ///
    /// # Errors
    /// [`DataError::NotFound`]; [`DataError::Stale`] when `version` is not theirs any more.
    pub async fn member_to_change(
        &self,
        id: MemberId,
        version: Option<i64>,
    ) -> Result<ListedMember, DataError> {
        self.tx.lock("organisation", self.org_id().into()).await?;
        let member = self.listed_member(id).await?;
        match version {
            Some(seen) if seen != member.version => Err(DataError::Stale),
            _ => Ok(member),
        }
    }

    /// Whether someone else at work holds the organisation.
    pub async fn has_owner_besides(&self, id: MemberId) -> Result<bool, DataError> {
        let other: Option<Owner> = self
            .tx
            .row(
                "SELECT id FROM member WHERE org_id = $1 AND id <> $2 AND role IN ('owner', 'sole_trader') \
                   AND account_id IS NOT NULL AND removed_at IS NULL LIMIT 1",
                vec![self.org_id().into(), id.into()],
            )
            .await?;
        Ok(other.is_some())
    }

    /// Writes a member who is about to be invited.
    ///
    /// # Errors
    /// [`DataError::Duplicate`] when a member has the address.
    pub async fn add_member(
        &self,
        name: String,
        email: String,
        role: Role,
    ) -> Result<MemberId, DataError> {
        let id = MemberId::new();
        self.tx
            .insert(member::ActiveModel {
                id: Set(id.into()),
                org_id: Set(self.org_id().into()),
                account_id: Set(None),
                name: Set(name),
                email: Set(email),
                role: Set(role.as_str().into()),
                created_at: Set(self.now()),
                updated_at: Set(self.now()),
                accepted_at: Set(None),
                last_seen_at: Set(None),
                removed_at: Set(None),
                version: Set(1),
            })
            .await?;
        Ok(id)
    }

    /// Gives a member another role.
    pub async fn set_role(&self, id: MemberId, role: Role) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE member SET role = $3, updated_at = $4, version = version + 1 WHERE org_id = $1 AND id = $2",
                vec![
                    self.org_id().into(),
                    id.into(),
                    role.as_str().into(),
                    self.now().into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// Assigns a member to exactly these projects.
    pub async fn assign(&self, id: MemberId, projects: &[ProjectId]) -> Result<(), DataError> {
        self.unassign(id).await?;
        let rows = projects.iter().map(|project| member_project::ActiveModel {
            org_id: Set(self.org_id().into()),
            member_id: Set(id.into()),
            project_id: Set((*project).into()),
            assigned_at: Set(self.now()),
        });
        self.tx.insert_all(rows.collect()).await?;
        self.tx
            .run(
                "UPDATE member SET updated_at = $3, version = version + 1 WHERE org_id = $1 AND id = $2",
                vec![self.org_id().into(), id.into(), self.now().into()],
            )
            .await?;
        Ok(())
    }

    /// Ends a membership and the sessions it was used with. The row stays for what they did.
    pub async fn remove_member(&self, member: &ListedMember) -> Result<(), DataError> {
        self.unassign(member.id).await?;
        self.tx
            .run(
                "UPDATE member SET removed_at = $3, updated_at = $3, version = version + 1 \
                 WHERE org_id = $1 AND id = $2",
                vec![self.org_id().into(), member.id.into(), self.now().into()],
            )
            .await?;
        if let Some(account) = member.account {
            self.tx
                .run(
                    "UPDATE session SET ended_at = $2 \
                     WHERE account_id = $1 AND audience = 'staff' AND ended_at IS NULL",
                    vec![account.into(), self.now().into()],
                )
                .await?;
        }
        Ok(())
    }

    async fn unassign(&self, id: MemberId) -> Result<(), DataError> {
        self.tx
            .run(
                "DELETE FROM member_project WHERE org_id = $1 AND member_id = $2",
                vec![self.org_id().into(), id.into()],
            )
            .await?;
        Ok(())
    }

    async fn member_rows(&self, rest: &str, values: Vec<Value>) -> Result<Vec<Row>, DataError> {
        self.tx
            .rows(
                &format!(
                    "SELECT m.id, m.name, m.email, m.role, m.account_id, m.last_seen_at, m.created_at, m.version, {} \
                     FROM member m {} WHERE m.org_id = $1 AND m.removed_at IS NULL{rest}",
                    invitations::COLUMNS,
                    invitations::joined("m", "member_id"),
                ),
                values,
            )
            .await
    }

    async fn with_assignments(&self, rows: Vec<Row>) -> Result<Vec<ListedMember>, DataError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![self.org_id().into()];
        values.extend(rows.iter().map(|row| row.id.into()));
        let assignments: Vec<Assignment> = self
            .tx
            .rows(
                &format!(
                    "SELECT member_id, project_id FROM member_project \
                     WHERE org_id = $1 AND member_id IN ({}) ORDER BY project_id",
                    list(2, rows.len())
                ),
                values,
            )
            .await?;
        rows.into_iter()
            .map(|row| row.member(&assignments))
            .collect()
    }
}

impl Row {
    fn member(self, assignments: &[Assignment]) -> Result<ListedMember, DataError> {
        let own = assignments.iter().filter(|row| row.member_id == self.id);
        Ok(ListedMember {
            projects: own.map(|row| row.project_id).collect(),
            id: self.id,
            name: self.name,
            email: self.email,
            role: Role::parse(&self.role)
                .ok_or_else(|| DataError::Broken(format!("role {}", self.role)))?,
            account: self.account_id,
            last_seen_at: self.last_seen_at,
            invitation: self.invitation.latest(),
            created_at: self.created_at,
            version: self.version,
        })
    }
}
