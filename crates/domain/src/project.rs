//! A job and where it stands.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Where a project stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectStatus {
    /// Not started.
    Planned,
    /// Work is under way.
    Active,
    /// Work has paused.
    OnHold,
    /// Work is done.
    Completed,
    /// Out of the way; kept for the record.
    Archived,
}

impl ProjectStatus {
    /// Every status.
    pub const ALL: [ProjectStatus; 5] = [
        ProjectStatus::Planned,
        ProjectStatus::Active,
        ProjectStatus::OnHold,
        ProjectStatus::Completed,
        ProjectStatus::Archived,
    ];

    /// The status as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            ProjectStatus::Planned => "planned",
            ProjectStatus::Active => "active",
            ProjectStatus::OnHold => "on_hold",
            ProjectStatus::Completed => "completed",
            ProjectStatus::Archived => "archived",
        }
    }

    /// The status of a stored or sent name.
    pub fn parse(text: &str) -> Option<ProjectStatus> {
        ProjectStatus::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
    }
}

/// Whether a project's last day is not before its first.
pub fn dates_fit(starts_on: Option<NaiveDate>, ends_on: Option<NaiveDate>) -> bool {
    match (starts_on, ends_on) {
        (Some(start), Some(end)) => start <= end,
        _ => true,
    }
}

/// Whether a day is one that a job can have: a year of four digits, as databases and people read it.
pub fn day_fits(day: NaiveDate) -> bool {
    (1900..=9999).contains(&day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2026-11-23", true)]
    #[case("1899-12-31", false)]
    #[case("+10000-01-01", false)]
    #[case("-4714-01-01", false)]
    fn a_day_has_a_year_of_four_digits(#[case] day: NaiveDate, #[case] fits: bool) {
        assert_eq!(day_fits(day), fits);
    }
}
