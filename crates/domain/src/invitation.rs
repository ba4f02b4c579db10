//! An invitation and the fourteen days it lives ([I3], [I4]).

use chrono::{DateTime, TimeDelta, Utc};

/// How long an invitation can be accepted after it was sent.
pub const LIFETIME: TimeDelta = TimeDelta::days(14);

/// Who an invitation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InviteeKind {
    /// Someone the organisation works for.
    Client,
    /// Someone who works in the organisation.
    Member,
}

impl InviteeKind {
    /// The kind as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            InviteeKind::Client => "client",
            InviteeKind::Member => "member",
        }
    }

    /// The kind of a stored or sent name.
    pub fn parse(text: &str) -> Option<InviteeKind> {
        [InviteeKind::Client, InviteeKind::Member]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }
}

/// What became of an invitation's letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It waits to be sent.
    Queued,
    /// The mail server has taken it.
    Sent,
    /// The mail server has refused it for good.
    Failed,
}

impl Delivery {
    /// The delivery as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Delivery::Queued => "queued",
            Delivery::Sent => "sent",
            Delivery::Failed => "failed",
        }
    }

    /// The delivery of a stored name.
    pub fn parse(text: &str) -> Option<Delivery> {
        [Delivery::Queued, Delivery::Sent, Delivery::Failed]
            .into_iter()
            .find(|delivery| delivery.as_str() == text)
    }
}

/// What has happened to an invitation; times in UTC.
#[derive(Clone, Copy, Debug)]
pub struct History {
    /// 14 days after it was sent.
    pub expires_at: DateTime<Utc>,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When a newer one took its place ([I4]).
    pub replaced_at: Option<DateTime<Utc>>,
    /// When it was withdrawn.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When somebody was first told that it has expired: a clock set back does not revive it.
    pub found_expired_at: Option<DateTime<Utc>>,
}

/// Why an invitation cannot be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// It was accepted before.
    #[error("This invitation has been used.")]
    Used,
    /// A newer one was sent.
    #[error("A newer invitation has been sent; this one no longer works.")]
    Replaced,
    /// It was withdrawn.
    #[error("This invitation has been withdrawn.")]
    Revoked,
    /// Fourteen days have passed.
    #[error("This invitation has expired.")]
    Expired,
}

/// Whether an invitation can be accepted at `now`: at 14 d − 1 s it can, at 14 d it cannot.
pub fn check(history: History, now: DateTime<Utc>) -> Result<(), InvitationError> {
    if history.accepted_at.is_some() {
        Err(InvitationError::Used)
    } else if history.revoked_at.is_some() {
        Err(InvitationError::Revoked)
    } else if history.replaced_at.is_some() {
        Err(InvitationError::Replaced)
    } else if now >= history.expires_at || history.found_expired_at.is_some() {
        Err(InvitationError::Expired)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn sent_at() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).expect("a valid time")
    }

    fn fresh() -> History {
        History {
            expires_at: sent_at() + LIFETIME,
            accepted_at: None,
            replaced_at: None,
            revoked_at: None,
            found_expired_at: None,
        }
    }

    #[rstest]
    #[case(TimeDelta::zero(), Ok(()))]
    #[case(LIFETIME - TimeDelta::seconds(1), Ok(()))]
    #[case(LIFETIME, Err(InvitationError::Expired))]
    #[case(LIFETIME + TimeDelta::seconds(1), Err(InvitationError::Expired))]
    fn an_invitation_lives_exactly_fourteen_days(
        #[case] after: TimeDelta,
        #[case] expected: Result<(), InvitationError>,
    ) {
        assert_eq!(check(fresh(), sent_at() + after), expected);
    }

    #[test]
    fn a_used_invitation_says_used_even_after_it_expired() {
        let used = History {
            accepted_at: Some(sent_at()),
            ..fresh()
        };
        assert_eq!(
            check(used, sent_at() + LIFETIME * 2),
            Err(InvitationError::Used)
        );
    }

    #[test]
    fn an_invitation_found_expired_stays_so_when_the_clock_is_set_back() {
        let found = History {
            found_expired_at: Some(sent_at() + LIFETIME),
            ..fresh()
        };
        assert_eq!(check(found, sent_at()), Err(InvitationError::Expired));
    }
}
