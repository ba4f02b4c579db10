//! Invitations as their links open them, and what accepting makes.

use crate::names::name_key;
use crate::records::{write_activity, write_audit};
use crate::{Account, Activity, Actor, Audit, DataError, System};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{ClientId, InvitationId, MemberId, OrgId, ProjectId};
use lintel_domain::invitation::History;
use sea_orm::FromQueryResult;

/// An invitation, by its link.
#[derive(Clone, Debug)]
pub struct OpenedInvitation {
    /// Its id.
    pub id: InvitationId,
    /// Who invites.
    pub org: OrgId,
    /// The organisation's name.
    pub organisation_name: String,
    /// The organisation's colour.
    pub organisation_colour: Option<String>,
    /// The member who invited.
    pub inviter_name: String,
    /// The invited address.
    pub email: String,
    /// The invited person's name, where it is known.
    pub name: Option<String>,
    /// As what.
    pub invited: Invited,
    /// Whether the address has an account.
    pub account_exists: bool,
    /// What happened to it.
    pub history: History,
}

/// As what someone is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// As a client.
    Client(ClientId),
    /// As a member.
    Member(MemberId),
}

#[derive(FromQueryResult)]
struct Row {
    id: InvitationId,
    org_id: OrgId,
    organisation_name: String,
    organisation_colour: Option<String>,
    inviter_name: String,
    email: String,
    name: String,
    client_id: Option<ClientId>,
    member_id: Option<MemberId>,
    account_id: Option<uuid::Uuid>,
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    replaced_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
    found_expired_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct ProjectRow {
    project_id: ProjectId,
}

impl System {
    /// The invitation of a link.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn opened_invitation(&self, token_hash: &str) -> Result<OpenedInvitation, DataError> {
        let row: Row = self
            .tx
            .row(
                "SELECT v.id, v.org_id, o.name AS organisation_name, o.colour AS organisation_colour, \
                   inviter.name AS inviter_name, v.email, COALESCE(c.name, m.name) AS name, v.client_id, \
                   v.member_id, a.id AS account_id, v.expires_at, v.accepted_at, v.replaced_at, v.revoked_at, \
                   v.found_expired_at \
                 FROM invitation v JOIN organisation o ON o.id = v.org_id \
                 JOIN member inviter ON inviter.org_id = v.org_id AND inviter.id = v.invited_by \
                 LEFT JOIN client c ON c.org_id = v.org_id AND c.id = v.client_id \
                 LEFT JOIN member m ON m.org_id = v.org_id AND m.id = v.member_id \
                 LEFT JOIN account a ON a.email = v.email \
                 WHERE v.token_hash = $1",
                vec![token_hash.into()],
            )
            .await?
            .ok_or(DataError::NotFound)?;
        let invited = match (row.client_id, row.member_id) {
            (Some(client), _) => Invited::Client(client),
            (None, Some(member)) => Invited::Member(member),
            (None, None) => {
                return Err(DataError::Broken(format!(
                    "invitation {} is for nobody",
                    row.id
                )));
            }
        };
        Ok(OpenedInvitation {
            id: row.id,
            org: row.org_id,
            organisation_name: row.organisation_name,
            organisation_colour: row.organisation_colour,
            inviter_name: row.inviter_name,
            name: (row.name != row.email).then_some(row.name),
            email: row.email,
            invited,
            account_exists: row.account_id.is_some(),
            history: History {
                expires_at: row.expires_at,
                accepted_at: row.accepted_at,
                replaced_at: row.replaced_at,
                revoked_at: row.revoked_at,
                found_expired_at: row.found_expired_at,
            },
        })
    }

    /// Records that somebody was told the invitation has expired, once and for all.
    pub async fn found_expired(&self, id: InvitationId) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE invitation SET found_expired_at = $2 WHERE id = $1 AND found_expired_at IS NULL",
                vec![id.into(), self.tx.now().into()],
            )
            .await?;
        Ok(())
    }

    /// Uses an invitation up in one statement, so that of many at once one wins; whether it was this one.
    pub async fn use_invitation(&self, id: InvitationId) -> Result<bool, DataError> {
        self.wait_for_members(id).await?;
        let used = self
            .tx
            .run(
                "UPDATE invitation SET accepted_at = $2 WHERE id = $1 AND accepted_at IS NULL \
                   AND replaced_at IS NULL AND revoked_at IS NULL AND found_expired_at IS NULL AND expires_at > $2",
                vec![id.into(), self.tx.now().into()],
            )
            .await?;
        Ok(used == 1)
    }

    /// Lets a member who is revoking, resending or removing finish first: they hold the same rows.
    async fn wait_for_members(&self, id: InvitationId) -> Result<(), DataError> {
        if self.tx.is_postgres() {
            for sql in [
                "SELECT id FROM client \
                 WHERE id = (SELECT client_id FROM invitation WHERE id = $1) FOR UPDATE",
                "SELECT id FROM organisation \
                 WHERE id = (SELECT org_id FROM invitation WHERE id = $1 AND kind = 'member') FOR UPDATE",
            ] {
                self.tx.run(sql, vec![id.into()]).await?;
            }
        }
        Ok(())
    }

    /// Gives an account what an invitation promised. A client keeps the name the builder gave.
    ///
    /// # Errors
    /// [`DataError::Duplicate`] when the account is a client of the organisation already, or works
    /// somewhere; [`DataError::NotFound`] when the client was revoked or the member removed.
    pub async fn admit(
        &self,
        invitation: &OpenedInvitation,
        account: &Account,
    ) -> Result<(), DataError> {
        let (sql, id) = match invitation.invited {
            Invited::Client(id) => (
                "UPDATE client SET account_id = $3, status = 'active', accepted_at = $4, last_seen_at = $4, \
                   updated_at = $4, version = version + 1 \
                 WHERE org_id = $1 AND id = $2 AND status <> 'revoked'",
                id.as_uuid(),
            ),
            Invited::Member(id) => (
                "UPDATE member SET account_id = $3, accepted_at = $4, last_seen_at = $4, \
                   updated_at = $4, version = version + 1 \
                 WHERE org_id = $1 AND id = $2 AND removed_at IS NULL",
                id.as_uuid(),
            ),
        };
        let now = self.tx.now();
        let admitted = self
            .tx
            .run(
                sql,
                vec![
                    invitation.org.into(),
                    id.into(),
                    account.id.into(),
                    now.into(),
                ],
            )
            .await?;
        if admitted != 1 {
            return Err(DataError::NotFound);
        }
        if invitation.name.is_none() {
            self.name(invitation, &account.name).await?;
        }
        self.tell(invitation, account).await
    }

    async fn name(&self, invitation: &OpenedInvitation, name: &str) -> Result<(), DataError> {
        match invitation.invited {
            Invited::Client(id) => {
                let values = vec![
                    invitation.org.into(),
                    id.into(),
                    name.into(),
                    name_key(name).into(),
                ];
                self.tx
                    .run(
                        "UPDATE client SET name = $3, name_key = $4 WHERE org_id = $1 AND id = $2",
                        values,
                    )
                    .await?
            }
            Invited::Member(id) => {
                let values = vec![invitation.org.into(), id.into(), name.into()];
                self.tx
                    .run(
                        "UPDATE member SET name = $3 WHERE org_id = $1 AND id = $2",
                        values,
                    )
                    .await?
            }
        };
        Ok(())
    }

    async fn tell(
        &self,
        invitation: &OpenedInvitation,
        account: &Account,
    ) -> Result<(), DataError> {
        let name = invitation
            .name
            .clone()
            .unwrap_or_else(|| account.name.clone());
        let (actor, subject_kind, subject_id) = match invitation.invited {
            Invited::Client(id) => (
                Actor::Client(id.into(), name.clone()),
                "client",
                id.as_uuid(),
            ),
            Invited::Member(id) => (
                Actor::Member(id.into(), name.clone()),
                "member",
                id.as_uuid(),
            ),
        };
        let entry = Audit {
            action: "invitation.accepted",
            subject_kind,
            subject_id: Some(subject_id),
            subject_name: Some(name.clone()),
            detail: None,
        };
        write_audit(&self.tx, invitation.org, actor, vec![entry]).await?;
        let Invited::Client(client) = invitation.invited else {
            return Ok(());
        };
        let projects: Vec<ProjectRow> = self
            .tx
            .rows(
                "SELECT project_id FROM client_access WHERE org_id = $1 AND client_id = $2 AND ended_at IS NULL",
                vec![invitation.org.into(), client.into()],
            )
            .await?;
        for project in projects {
            let entry = Activity {
                verb: "accepted_invitation",
                ..Activity::default()
            };
            write_activity(
                &self.tx,
                invitation.org,
                project.project_id,
                &name,
                vec![entry],
            )
            .await?;
        }
        Ok(())
    }
}
