//! How often a password may be tried. Each failure doubles the wait for that address from that
//! place; what others try elsewhere delays a person by seconds at most, and not at all where they
//! have signed in before, so that nobody can lock somebody else out (security.md, Secrets).

use crate::Error;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// One address from one place.
const PLACE: Pace = Pace {
    free: 5,
    longest: TimeDelta::minutes(15),
};
/// One address from anywhere.
const ANYWHERE: Pace = Pace {
    free: 100,
    longest: TimeDelta::seconds(10),
};
/// Keys kept before those that have calmed down are forgotten.
const KEYS_MAX: usize = 10_000;
/// Who has waited for so long begins anew.
const CALM: TimeDelta = TimeDelta::hours(1);

/// How the wait grows with failures.
struct Pace {
    free: u32,
    longest: TimeDelta,
}

#[derive(Clone, Copy, Default)]
struct Tries {
    failed: u32,
    free_at: DateTime<Utc>,
    has_succeeded: bool,
}

impl Tries {
    /// How long to wait still; a clock set back does not make it longer than it ever is.
    fn wait(&self, pace: &Pace, now: DateTime<Utc>) -> TimeDelta {
        (self.free_at - now).clamp(TimeDelta::zero(), pace.longest)
    }

    fn count(&mut self, pace: &Pace, now: DateTime<Utc>) {
        if self.is_calm(now) {
            self.failed = 0;
        }
        self.failed += 1;
        let doubled = self.failed.saturating_sub(pace.free).min(16);
        let wait = TimeDelta::seconds((1 << doubled) - 1);
        self.free_at = now + wait.min(pace.longest);
    }

    fn is_calm(&self, now: DateTime<Utc>) -> bool {
        self.free_at + CALM <= now
    }
}

/// `None` is anywhere.
type Key = (String, Option<IpAddr>);

/// Counts tries; shared by all that check passwords.
#[derive(Clone, Default)]
pub struct Throttle {
    tries: Arc<Mutex<HashMap<Key, Tries>>>,
}

impl Throttle {
    /// Counts a try, as a failure until [`Throttle::succeeded`].
    ///
    /// # Errors
    /// [`Error::TooManyRequests`] with the seconds to wait.
    pub(crate) fn count(
        &self,
        email: &str,
        from: Option<IpAddr>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() > KEYS_MAX {
            tries.retain(|_, tries| !tries.is_calm(now));
        }
        let [here, anywhere] = keys(email, from);
        let at = |key| tries.get(key).copied().unwrap_or_default();
        let mut wait = at(&here).wait(&PLACE, now);
        if !at(&here).has_succeeded {
            wait = wait.max(at(&anywhere).wait(&ANYWHERE, now));
        }
        if wait > TimeDelta::zero() {
            return Err(Error::TooManyRequests {
                retry_after: wait.num_seconds().unsigned_abs() + 1,
            });
        }
        tries.entry(here).or_default().count(&PLACE, now);
        tries.entry(anywhere).or_default().count(&ANYWHERE, now);
        Ok(())
    }

    /// Takes back what was counted for this address from this place.
    pub(crate) fn succeeded(&self, email: &str, from: Option<IpAddr>, now: DateTime<Utc>) {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        let [here, anywhere] = keys(email, from);
        if let Some(anywhere) = tries.get_mut(&anywhere) {
            anywhere.failed = anywhere.failed.saturating_sub(1);
        }
        let known = Tries {
            failed: 0,
            free_at: now,
            has_succeeded: true,
        };
        tries.insert(here, known);
    }
}

/// This address from this place (a household's network, as it gets one from its provider), and from
/// anywhere.
fn keys(email: &str, from: Option<IpAddr>) -> [Key; 2] {
    let place = match from {
        Some(IpAddr::V6(v6)) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        Some(v4) => v4,
        None => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    };
    [(email.to_owned(), Some(place)), (email.to_owned(), None)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: &str = "ann@example.com";

    fn begin() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).expect("a time")
    }

    fn place(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([192, 0, 2, last]))
    }

    fn wait(throttle: &Throttle, from: Option<IpAddr>, now: DateTime<Utc>) -> u64 {
        match throttle.count(ANN, from, now) {
            Ok(()) => 0,
            Err(Error::TooManyRequests { retry_after }) => retry_after,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn the_wait_doubles_with_each_failure_up_to_a_quarter_of_an_hour() {
        let throttle = Throttle::default();
        let mut now = begin();
        let mut waits = Vec::new();
        for _ in 0..20 {
            let next = wait(&throttle, place(1), now);
            if next > 0 {
                waits.push(next);
                now += TimeDelta::seconds(next.cast_signed());
                assert_eq!(wait(&throttle, place(1), now), 0);
            }
        }
        assert_eq!(&waits[..4], [2, 4, 8, 16]);
        assert_eq!(waits.last(), Some(&901));
        assert_eq!(wait(&throttle, place(2), now), 0, "another place waits too");
    }

    #[test]
    fn who_signs_in_begins_anew() {
        let throttle = Throttle::default();
        for _ in 0..100 {
            assert_eq!(wait(&throttle, place(1), begin()), 0);
            throttle.succeeded(ANN, place(1), begin());
        }
    }

    #[test]
    fn tries_from_many_places_are_slowed_down_and_lock_nobody_out() {
        let throttle = Throttle::default();
        assert_eq!(wait(&throttle, place(1), begin()), 0);
        throttle.succeeded(ANN, place(1), begin());
        let mut longest = 0;
        for host in 0..10_000_u32 {
            let thief = Some(IpAddr::from(host.to_be_bytes()));
            longest = longest.max(wait(&throttle, thief, begin()));
        }
        assert_eq!(longest, 2);
        let mut now = begin();
        for host in 0..200_u32 {
            let thief = Some(IpAddr::from((host + 1_000_000).to_be_bytes()));
            longest = longest.max(wait(&throttle, thief, now));
            now += TimeDelta::seconds(11);
        }
        assert!(longest <= 11, "{longest}");
        assert_eq!(wait(&throttle, place(1), now), 0, "at home one can sign in");
    }

    #[test]
    fn one_network_of_ipv6_is_one_place() {
        let throttle = Throttle::default();
        let host = |last: u16| Some(IpAddr::from([0x2001, 0xdb8, 0, 1, 0, 0, 0, last]));
        let waits = (0..20).map(|last| wait(&throttle, host(last), begin()));
        assert!(waits.max() > Some(0));
    }
}
