//! The time, passed in so that tests can set it.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use std::sync::{Arc, atomic::AtomicI64, atomic::Ordering};

/// Tells the time in UTC, in whole microseconds as both databases keep it.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Clock {
        Clock(Source::System)
    }

    /// A clock that stands at `at` until it is set again.
    pub fn set_to(at: DateTime<Utc>) -> Clock {
        Clock(Source::Set(Arc::new(AtomicI64::new(at.timestamp_micros()))))
    }

    /// Now.
    #[allow(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::System => Utc::now().trunc_subsecs(6),
            Source::Set(micros) => {
                DateTime::from_timestamp_micros(micros.load(Ordering::SeqCst)).unwrap_or_default()
            }
        }
    }

    /// Moves a set clock, forward or back; the machine's clock stays as it is.
    pub fn advance(&self, by: TimeDelta) {
        if let Source::Set(micros) = &self.0 {
            micros.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
        }
    }
}
