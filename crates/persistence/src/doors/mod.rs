//! The two doors to an organisation's data, and the system's own.
//!
//! A door is a transaction together with whom it was opened for. Its fields are private and only
//! a live session makes one, so whoever holds a door has the right to be behind it.

mod portal;
mod staff;
mod system;

pub(crate) use portal::{ACCESS, LinkView, VISIT_GAP, Viewer, frequency};
pub use portal::{Portal, PortalProject, Wanted};
pub use staff::{Member, Staff};
pub use system::System;

use chrono::{DateTime, Utc};
use lintel_domain::session::IDLE;

/// Whether a door is opened to look or to change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

/// A session refreshed before this moment is over.
pub(crate) fn idle_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - IDLE
}
