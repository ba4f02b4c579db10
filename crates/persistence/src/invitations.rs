//! Invitations as members send and withdraw them; accepting is behind the system's door.

use crate::entity::invitation;
use crate::{DataError, Job, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{ClientId, InvitationId, MemberId};
use lintel_domain::invitation::{Delivery, InviteeKind, LIFETIME};
use sea_orm::{FromQueryResult, Set};
use uuid::Uuid;

/// Who is invited.
#[derive(Clone, Copy, Debug)]
pub enum Invitee {
    /// Someone the organisation works for.
    Client(ClientId),
    /// Someone who is to work in it.
    Member(MemberId),
}

/// The latest invitation of a client or member.
#[derive(Clone, Copy, Debug)]
pub struct LatestInvitation {
    /// When it was written, in UTC.
    pub created_at: DateTime<Utc>,
    /// When it stops working, in UTC; nothing when it was accepted or withdrawn.
    pub expires_at: Option<DateTime<Utc>>,
    /// What became of its letter.
    pub delivery: Delivery,
}

/// The columns of [`joined`].
pub(crate) const COLUMNS: &str = "v.created_at AS invited_at, v.delivery AS invite_delivery, \
     v.expires_at AS invite_expires_at, v.accepted_at AS invite_accepted_at, \
     v.replaced_at AS invite_replaced_at, v.revoked_at AS invite_revoked_at";

/// Joins the latest invitation as `v` to rows `of` clients (`client_id`) or members (`member_id`).
pub(crate) fn joined(of: &str, invitee: &str) -> String {
    format!(
        "LEFT JOIN invitation v ON v.org_id = {of}.org_id AND v.id = (\
           SELECT newest.id FROM invitation newest \
           WHERE newest.org_id = {of}.org_id AND newest.{invitee} = {of}.id \
           ORDER BY newest.created_at DESC, newest.id DESC LIMIT 1)"
    )
}

#[derive(FromQueryResult)]
pub(crate) struct LatestRow {
    invited_at: Option<DateTime<Utc>>,
    invite_delivery: Option<String>,
    invite_expires_at: Option<DateTime<Utc>>,
    invite_accepted_at: Option<DateTime<Utc>>,
    invite_replaced_at: Option<DateTime<Utc>>,
    invite_revoked_at: Option<DateTime<Utc>>,
}

impl LatestRow {
    pub(crate) fn latest(self) -> Option<LatestInvitation> {
        let over = [
            self.invite_accepted_at,
            self.invite_replaced_at,
            self.invite_revoked_at,
        ];
        let is_live = over.iter().all(Option::is_none);
        Some(LatestInvitation {
            created_at: self.invited_at?,
            expires_at: self.invite_expires_at.filter(|_| is_live),
            delivery: Delivery::parse(&self.invite_delivery?)?,
        })
    }
}

impl Invitee {
    fn kind(self) -> InviteeKind {
        match self {
            Invitee::Client(_) => InviteeKind::Client,
            Invitee::Member(_) => InviteeKind::Member,
        }
    }

    fn client(self) -> Option<Uuid> {
        match self {
            Invitee::Client(id) => Some(id.into()),
            Invitee::Member(_) => None,
        }
    }

    fn member(self) -> Option<Uuid> {
        match self {
            Invitee::Member(id) => Some(id.into()),
            Invitee::Client(_) => None,
        }
    }
}

impl Staff {
    /// Writes an invitation and the job that sends it. One sent before stops working ([I4]).
    pub async fn invite(
        &self,
        invitee: Invitee,
        email: &str,
        id: InvitationId,
        token_hash: String,
    ) -> Result<(), DataError> {
        self.end_invitation(invitee, "replaced_at").await?;
        let now = self.now();
        self.tx
            .insert(invitation::ActiveModel {
                id: Set(id.into()),
                org_id: Set(self.org_id().into()),
                kind: Set(invitee.kind().as_str().into()),
                client_id: Set(invitee.client()),
                member_id: Set(invitee.member()),
                email: Set(email.into()),
                token_hash: Set(token_hash),
                invited_by: Set(self.member().id.into()),
                delivery: Set(Delivery::Queued.as_str().into()),
                created_at: Set(now),
                sent_at: Set(None),
                expires_at: Set(now + LIFETIME),
                accepted_at: Set(None),
                replaced_at: Set(None),
                revoked_at: Set(None),
                found_expired_at: Set(None),
            })
            .await?;
        self.enqueue(Job::Invitation { invitation: id }).await
    }

    /// Withdraws the invitation that could still be accepted, if there is one.
    pub async fn withdraw_invitation(&self, invitee: Invitee) -> Result<(), DataError> {
        self.end_invitation(invitee, "revoked_at").await
    }

    async fn end_invitation(&self, invitee: Invitee, how: &str) -> Result<(), DataError> {
        let (column, id) = match invitee {
            Invitee::Client(id) => ("client_id", id.as_uuid()),
            Invitee::Member(id) => ("member_id", id.as_uuid()),
        };
        self.tx
            .run(
                &format!(
                    "UPDATE invitation SET {how} = $3 WHERE org_id = $1 AND {column} = $2 \
                       AND accepted_at IS NULL AND replaced_at IS NULL AND revoked_at IS NULL"
                ),
                vec![self.org_id().into(), id.into(), self.now().into()],
            )
            .await?;
        Ok(())
    }
}
