//! A signed-in session and how long it lasts (security.md, Tokens and sessions).

use chrono::TimeDelta;

/// A session ends so long after sign-in, whatever happens.
pub const LIFETIME: TimeDelta = TimeDelta::days(30);
/// A session that is not refreshed for so long has ended.
pub const IDLE: TimeDelta = TimeDelta::days(14);
/// Two tabs may use one refresh token within this time and get the same successor.
pub const REFRESH_OVERLAP: TimeDelta = TimeDelta::seconds(10);

/// On which side a session acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// As a member of an organisation.
    Staff,
    /// As a client, across builders.
    Client,
}

impl Surface {
    /// The surface as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Surface::Staff => "staff",
            Surface::Client => "client",
        }
    }

    /// The surface of a stored name.
    pub fn parse(text: &str) -> Option<Surface> {
        [Surface::Staff, Surface::Client]
            .into_iter()
            .find(|surface| surface.as_str() == text)
    }
}
