//! Signed-in sessions. The access token names a row here, and the row decides.

use crate::doors::idle_since;
use crate::entity::session;
use crate::records::write_audit;
use crate::{Actor, Audit, DataError, System};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{AccountId, OrgId, SessionId};
use lintel_domain::session::{LIFETIME, Surface};
use sea_orm::{FromQueryResult, Set};

/// A session that lives.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// As what.
    pub surface: Surface,
    /// How often it was refreshed, counted from 1.
    pub generation: i64,
    /// When it was refreshed last, in UTC.
    pub refreshed_at: DateTime<Utc>,
    /// When it ends at the latest, in UTC.
    pub expires_at: DateTime<Utc>,
}

/// A session in its owner's list.
#[derive(Clone, Debug)]
pub struct ListedSession {
    /// Its id.
    pub id: SessionId,
    /// As what.
    pub surface: Surface,
    /// When it began, in UTC.
    pub created_at: DateTime<Utc>,
    /// When it was last refreshed, in UTC.
    pub last_used_at: DateTime<Utc>,
    /// What the browser said it is.
    pub user_agent: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: SessionId,
    account_id: AccountId,
    audience: String,
    generation: i64,
    refreshed_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    user_agent: Option<String>,
}

#[derive(FromQueryResult)]
struct Employer {
    org_id: OrgId,
}

impl Row {
    fn surface(&self) -> Result<Surface, DataError> {
        Surface::parse(&self.audience)
            .ok_or_else(|| DataError::Broken(format!("session for {}", self.audience)))
    }

    fn session(&self) -> Result<Session, DataError> {
        Ok(Session {
            id: self.id,
            account: self.account_id,
            surface: self.surface()?,
            generation: self.generation,
            refreshed_at: self.refreshed_at,
            expires_at: self.expires_at,
        })
    }
}

/// A session `s` that lives; `$2` is now and `$3` the moment since which it must have been
/// refreshed. A member's ends when they are removed.
const LIVE: &str = "s.ended_at IS NULL AND s.expires_at > $2 AND s.refreshed_at > $3 AND (s.audience = 'client' \
     OR EXISTS (SELECT 1 FROM member m WHERE m.account_id = s.account_id AND m.removed_at IS NULL))";

impl System {
    /// Starts a session.
    pub async fn start_session(
        &self,
        account: AccountId,
        surface: Surface,
        user_agent: Option<String>,
    ) -> Result<Session, DataError> {
        let now = self.tx.now();
        let session = Session {
            id: SessionId::new(),
            account,
            surface,
            generation: 1,
            refreshed_at: now,
            expires_at: now + LIFETIME,
        };
        self.tx
            .insert(session::ActiveModel {
                id: Set(session.id.into()),
                account_id: Set(account.into()),
                audience: Set(surface.as_str().into()),
                generation: Set(session.generation),
                refreshed_at: Set(now),
                created_at: Set(now),
                expires_at: Set(session.expires_at),
                ended_at: Set(None),
                user_agent: Set(user_agent),
            })
            .await?;
        Ok(session)
    }

    /// A session that lives now.
    ///
    /// # Errors
    /// [`DataError::SignedOut`].
    pub async fn session(&self, id: SessionId) -> Result<Session, DataError> {
        let now = self.tx.now();
        let row: Option<Row> = self
            .tx
            .row(
                &format!("SELECT s.* FROM session s WHERE s.id = $1 AND {LIVE}"),
                vec![id.into(), now.into(), idle_since(now).into()],
            )
            .await?;
        row.ok_or(DataError::SignedOut)?.session()
    }

    /// As [`System::session`], and holds it back from others who want to refresh it.
    ///
    /// # Errors
    /// [`DataError::SignedOut`].
    pub async fn session_to_refresh(&self, id: SessionId) -> Result<Session, DataError> {
        self.tx.lock("session", id.into()).await?;
        self.session(id).await
    }

    /// Records that a session was refreshed; its next generation.
    pub async fn refresh_session(&self, session: Session) -> Result<Session, DataError> {
        let next = Session {
            generation: session.generation + 1,
            refreshed_at: self.tx.now(),
            ..session
        };
        self.tx
            .run(
                "UPDATE session SET generation = $2, refreshed_at = $3 WHERE id = $1",
                vec![
                    next.id.into(),
                    next.generation.into(),
                    next.refreshed_at.into(),
                ],
            )
            .await?;
        Ok(next)
    }

    /// Ends one session of an account; whether it was there and lived.
    pub async fn end_session(&self, account: AccountId, id: SessionId) -> Result<bool, DataError> {
        let ended = self
            .tx
            .run(
                "UPDATE session SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL",
                vec![id.into(), account.into(), self.tx.now().into()],
            )
            .await?;
        Ok(ended == 1)
    }

    /// Ends all sessions of an account, but for the one to keep.
    pub async fn end_sessions(
        &self,
        account: AccountId,
        keep: Option<SessionId>,
    ) -> Result<(), DataError> {
        let mut values = vec![account.into(), self.tx.now().into()];
        let mut sql = "UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL"
            .to_owned();
        if let Some(keep) = keep {
            values.push(keep.into());
            sql.push_str(" AND id <> $3");
        }
        self.tx.run(&sql, values).await?;
        Ok(())
    }

    /// The living sessions of an account, the last used first.
    pub async fn sessions(&self, account: AccountId) -> Result<Vec<ListedSession>, DataError> {
        let now = self.tx.now();
        let rows: Vec<Row> = self
            .tx
            .rows(
                &format!(
                    "SELECT s.* FROM session s WHERE s.account_id = $1 AND {LIVE} \
                     ORDER BY s.refreshed_at DESC, s.id DESC LIMIT 200"
                ),
                vec![account.into(), now.into(), idle_since(now).into()],
            )
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(ListedSession {
                    surface: row.surface()?,
                    id: row.id,
                    created_at: row.created_at,
                    last_used_at: row.refreshed_at,
                    user_agent: row.user_agent,
                })
            })
            .collect()
    }

    /// Records an act on an account where its organisation can see it, if it works in one.
    pub async fn audit_account(
        &self,
        account: AccountId,
        name: &str,
        action: &'static str,
    ) -> Result<(), DataError> {
        let employer: Option<Employer> = self
            .tx
            .row(
                "SELECT org_id FROM member WHERE account_id = $1 AND removed_at IS NULL",
                vec![account.into()],
            )
            .await?;
        let Some(employer) = employer else {
            return Ok(());
        };
        let entry = Audit {
            action,
            subject_kind: "account",
            subject_id: Some(account.into()),
            subject_name: Some(name.to_owned()),
            detail: None,
        };
        write_audit(&self.tx, employer.org_id, Actor::System, vec![entry]).await
    }
}
