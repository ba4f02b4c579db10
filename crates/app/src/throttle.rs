//! How often a password may be tried for one address from one place. What others try elsewhere
//! does not count, so that nobody can lock somebody else out (security.md, Secrets).

use crate::Error;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

/// Tries that are free.
const BURST: NonZeroU32 = match NonZeroU32::new(10) {
    Some(burst) => burst,
    None => NonZeroU32::MIN,
};
/// After them, one try in so long.
const PAUSE: Duration = Duration::from_secs(20);
/// Keys kept before those that have calmed down are forgotten.
const KEYS_MAX: usize = 10_000;

/// Counts tries; shared by all that sign in.
#[derive(Clone)]
pub struct Throttle {
    tries: Arc<DefaultKeyedRateLimiter<(String, Option<IpAddr>)>>,
}

impl Default for Throttle {
    fn default() -> Throttle {
        let quota = Quota::with_period(PAUSE)
            .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
            .allow_burst(BURST);
        Throttle {
            tries: Arc::new(RateLimiter::keyed(quota)),
        }
    }
}

impl Throttle {
    /// Counts a try.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`] with the seconds to wait.
    pub(crate) fn count(&self, email: &str, from: Option<IpAddr>) -> Result<(), Error> {
        if self.tries.len() > KEYS_MAX {
            self.tries.retain_recent();
        }
        self.tries
            .check_key(&(email.to_owned(), from))
            .map_err(|early| {
                let wait = early.wait_time_from(DefaultClock::default().now());
                Error::TooManyRequests {
                    retry_after: wait.as_secs() + 1,
                }
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_from_one_place_do_not_count_against_another() {
        let throttle = Throttle::default();
        let thief = Some(IpAddr::from([192, 0, 2, 1]));
        while throttle.count("ann@example.com", thief).is_ok() {}
        assert!(matches!(
            throttle.count("ann@example.com", thief),
            Err(Error::TooManyRequests {
                retry_after: 1..=21
            })
        ));
        assert!(
            throttle
                .count("ann@example.com", Some(IpAddr::from([192, 0, 2, 2])))
                .is_ok()
        );
    }
}
