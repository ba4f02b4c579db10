//! Keys and tokens, all derived from the one master secret or from the system's randomness.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use lintel_domain::ids::SessionId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Fewest bytes of a master secret.
pub const MASTER_MIN_BYTES: usize = 32;

/// The master secret; never logged, never stored in the database.
#[derive(Clone)]
pub struct Secrets {
    master: Hkdf<Sha256>,
}

/// A token as it travels in a link or cookie: 256 bits, base64url.
pub type Token = String;

/// What a link is for: the same row never gives the same token for two purposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// `/invite/{token}`.
    Invitation,
    /// `/reset/{token}`.
    PasswordReset,
    /// `/api/v1/calendar/{token}.ics`.
    Calendar,
    /// `/p/{token}`.
    PortalLink,
}

impl Secrets {
    /// Keys from a master secret of at least [`MASTER_MIN_BYTES`] bytes; `None` if it is shorter.
    pub fn new(master: &[u8]) -> Option<Secrets> {
        (master.len() >= MASTER_MIN_BYTES).then(|| Secrets {
            master: Hkdf::new(None, master),
        })
    }

    /// A 256-bit key of its own for each `purpose` (HKDF, RFC 5869).
    pub fn key(&self, purpose: &str) -> [u8; 32] {
        let mut key = [0; 32];
        if self.master.expand(purpose.as_bytes(), &mut key).is_err() {
            unreachable!("32 bytes are within HKDF's limit");
        }
        key
    }

    /// The token of a link, made again from its row whenever the letter is rendered, so that it
    /// rests nowhere: the database holds its hash only. A resend makes a new row.
    pub fn link_token(&self, purpose: LinkPurpose, row: Uuid) -> Token {
        let label = match purpose {
            LinkPurpose::Invitation => "link:invitation",
            LinkPurpose::PasswordReset => "link:password-reset",
            LinkPurpose::Calendar => "link:calendar",
            LinkPurpose::PortalLink => "link:portal",
        };
        let mut mac = self.mac(label);
        mac.update(row.as_bytes());
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    /// The token of `/unsubscribe/{token}`: names a client's access to a project and proves that
    /// it came from a letter. It never ends, as mail programs expect (RFC 8058).
    pub fn unsubscribe_token(&self, access: Uuid) -> Token {
        let mut token = access.as_bytes().to_vec();
        let mut mac = self.mac("link:unsubscribe");
        mac.update(&token);
        token.extend_from_slice(&mac.finalize().into_bytes());
        URL_SAFE_NO_PAD.encode(token)
    }

    /// The access that an unsubscribe token names; `None` when we did not make the token.
    pub fn unsubscribed_access(&self, token: &str) -> Option<Uuid> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (access, proof) = bytes.split_at_checked(16)?;
        let mut mac = self.mac("link:unsubscribe");
        mac.update(access);
        mac.verify_slice(proof).ok()?;
        Uuid::from_slice(access).ok()
    }

    /// The refresh token of a session's generation. It is derived, so that two tabs can be given
    /// the same successor, and rests nowhere: the database knows the generation only.
    pub(crate) fn refresh_token(&self, session: SessionId, generation: i64) -> Token {
        let mut token = session.as_uuid().as_bytes().to_vec();
        token.extend_from_slice(&generation.to_be_bytes());
        let mut mac = self.mac("session:refresh");
        mac.update(&token);
        token.extend_from_slice(&mac.finalize().into_bytes());
        URL_SAFE_NO_PAD.encode(token)
    }

    /// The session and generation of a refresh token; `None` when we did not make the token.
    pub(crate) fn opened_refresh_token(&self, token: &str) -> Option<(SessionId, i64)> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (named, proof) = bytes.split_at_checked(24)?;
        let mut mac = self.mac("session:refresh");
        mac.update(named);
        mac.verify_slice(proof).ok()?;
        let (session, generation) = named.split_at(16);
        Some((
            Uuid::from_slice(session).ok()?.into(),
            i64::from_be_bytes(generation.try_into().ok()?),
        ))
    }

    fn mac(&self, label: &str) -> Hmac<Sha256> {
        match Hmac::new_from_slice(&self.key(label)) {
            Ok(mac) => mac,
            Err(_) => unreachable!("HMAC takes keys of any length"),
        }
    }
}

/// A fresh random token of 256 bits.
pub fn random_token() -> Token {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What the database keeps of a token: its SHA-256 in hexadecimal.
pub fn token_hash(token: &str) -> String {
    Sha256::digest(token.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets() -> Secrets {
        Secrets::new(&[7; 32]).expect("long enough")
    }

    #[test]
    fn a_short_master_secret_is_refused() {
        assert!(Secrets::new(&[7; 31]).is_none());
    }

    #[test]
    fn a_link_token_is_the_same_each_time_and_differs_by_purpose_and_row() {
        let row = Uuid::now_v7();
        let token = secrets().link_token(LinkPurpose::Invitation, row);
        assert_eq!(token, secrets().link_token(LinkPurpose::Invitation, row));
        assert_ne!(token, secrets().link_token(LinkPurpose::PasswordReset, row));
        assert_ne!(
            token,
            secrets().link_token(LinkPurpose::Invitation, Uuid::now_v7())
        );
        assert_eq!(token.len(), 43);
    }

    #[test]
    fn an_unsubscribe_token_names_its_access_and_cannot_be_forged() {
        let access = Uuid::now_v7();
        let token = secrets().unsubscribe_token(access);
        assert_eq!(secrets().unsubscribed_access(&token), Some(access));
        let stranger = Secrets::new(&[8; 32]).expect("long enough");
        assert_eq!(
            secrets().unsubscribed_access(&stranger.unsubscribe_token(access)),
            None
        );
        assert_eq!(secrets().unsubscribed_access("AAAA"), None);
    }
}
