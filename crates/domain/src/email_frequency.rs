//! How often a client wants letters about a project ([P5]).

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailFrequency {
    /// As soon as something is shared.
    AtOnce,
    /// One summary a day.
    Daily,
    /// One summary a week.
    Weekly,
    /// Never.
    None,
}

impl EmailFrequency {
    /// The frequency as it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            EmailFrequency::AtOnce => "at_once",
            EmailFrequency::Daily => "daily",
            EmailFrequency::Weekly => "weekly",
            EmailFrequency::None => "none",
        }
    }

    /// The frequency of a stored name.
    pub fn parse(text: &str) -> Option<EmailFrequency> {
        use EmailFrequency::{AtOnce, Daily, None, Weekly};
        [AtOnce, Daily, Weekly, None]
            .into_iter()
            .find(|frequency| frequency.as_str() == text)
    }

    /// Days between two summaries; `None` when there are no summaries.
    pub fn summary_days(self) -> Option<i64> {
        match self {
            EmailFrequency::Daily => Some(1),
            EmailFrequency::Weekly => Some(7),
            EmailFrequency::AtOnce | EmailFrequency::None => None,
        }
    }
}
