//! Started password resets.

use crate::entity::password_reset;
use crate::{AccountLetter, DataError, System};
use chrono::{DateTime, TimeDelta, Utc};
use lintel_domain::ids::{AccountId, PasswordResetId};
use sea_orm::{FromQueryResult, Set};

/// How long a link to set a new password works.
pub const RESET_LIFETIME: TimeDelta = TimeDelta::hours(1);

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

impl System {
    /// Starts a reset in place of any before; who is to be written to, if the address has an account.
    pub async fn start_password_reset(
        &self,
        email: &str,
        id: PasswordResetId,
        token_hash: String,
    ) -> Result<Option<AccountLetter>, DataError> {
        let Some(account) = self.account_with_email(email).await? else {
            return Ok(None);
        };
        let now = self.tx.now();
        self.tx
            .run(
                "UPDATE password_reset SET replaced_at = $2 \
                 WHERE account_id = $1 AND used_at IS NULL AND replaced_at IS NULL",
                vec![account.id.into(), now.into()],
            )
            .await?;
        let expires_at = now + RESET_LIFETIME;
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
        Ok(Some(AccountLetter {
            email: account.email,
            name: account.name,
            at: expires_at,
        }))
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
