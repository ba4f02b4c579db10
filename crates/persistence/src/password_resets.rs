//! Started password resets.

use crate::entity::password_reset;
use crate::{AccountLetter, DataError, System};
use chrono::{DateTime, TimeDelta, Utc};
use lintel_domain::account::reset_pause;
use lintel_domain::ids::{AccountId, PasswordResetId};
use sea_orm::{FromQueryResult, Set};

/// How long a link to set a new password works.
pub(crate) const RESET_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// For so long, letters that were asked for in vain slow down the next ones.
const REMEMBERED: TimeDelta = TimeDelta::hours(24);

/// A started reset.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PasswordReset {
    /// Its id.
    pub id: PasswordResetId,
    /// Whose password.
    pub account_id: AccountId,
    /// The account's address.
    pub email: String,
    /// When its link stops working, in UTC.
    pub expires_at: DateTime<Utc>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
    /// When a newer one took its place.
    pub replaced_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Started {
    id: PasswordResetId,
    created_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
}

impl System {
    /// Starts a reset in place of any before; who is to be written to, if the address has an account
    /// and was not written to just before. Of two at once for an account one waits for the other. Starting the same one again gives it its hour again.
    pub async fn start_password_reset(
        &self,
        email: &str,
        id: PasswordResetId,
        token_hash: String,
    ) -> Result<Option<AccountLetter>, DataError> {
        let Some(account) = self.account_with_email(email).await? else {
            return Ok(None);
        };
        self.tx.lock("account", account.id.into()).await?;
        let now = self.tx.now();
        let expires_at = now + RESET_LIFETIME;
        let letter = AccountLetter {
            email: account.email,
            name: account.name,
            at: expires_at,
        };
        let before: Vec<Started> = self
            .tx
            .rows(
                "SELECT id, created_at, used_at FROM password_reset \
                 WHERE account_id = $1 AND (created_at > $2 OR id = $3) ORDER BY created_at DESC LIMIT 100",
                vec![account.id.into(), (now - REMEMBERED).into(), id.into()],
            )
            .await?;
        if let Some(again) = before.iter().find(|started| started.id == id) {
            let renewed = self
                .tx
                .run(
                    "UPDATE password_reset SET expires_at = $2 \
                     WHERE id = $1 AND used_at IS NULL AND replaced_at IS NULL",
                    vec![again.id.into(), expires_at.into()],
                )
                .await?;
            return Ok((renewed == 1).then_some(letter));
        }
        let unused = before.iter().filter(|started| started.used_at.is_none());
        let wait = reset_pause(unused.count());
        if before
            .first()
            .is_some_and(|last| now - last.created_at < wait)
        {
            return Ok(None);
        }
        self.tx
            .run(
                "UPDATE password_reset SET replaced_at = $2 \
                 WHERE account_id = $1 AND used_at IS NULL AND replaced_at IS NULL",
                vec![account.id.into(), now.into()],
            )
            .await?;
        self.tx
            .insert(password_reset::ActiveModel {
                id: Set(id.into()),
                account_id: Set(account.id.into()),
                token_hash: Set(token_hash),
                created_at: Set(now),
                expires_at: Set(expires_at),
                used_at: Set(None),
                replaced_at: Set(None),
            })
            .await?;
        Ok(Some(letter))
    }

    /// The reset of a link.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn password_reset(&self, token_hash: &str) -> Result<PasswordReset, DataError> {
        self.tx
            .row(
                "SELECT r.id, r.account_id, a.email, r.expires_at, r.used_at, r.replaced_at \
                 FROM password_reset r JOIN account a ON a.id = r.account_id WHERE r.token_hash = $1",
                vec![token_hash.into()],
            )
            .await?
            .ok_or(DataError::NotFound)
    }

    /// Uses a reset up; whether it could still be used.
    pub async fn use_password_reset(&self, id: PasswordResetId) -> Result<bool, DataError> {
        let now = self.tx.now();
        let used = self
            .tx
            .run(
                "UPDATE password_reset SET used_at = $2 \
                 WHERE id = $1 AND used_at IS NULL AND replaced_at IS NULL AND expires_at > $2",
                vec![id.into(), now.into()],
            )
            .await?;
        Ok(used == 1)
    }
}
