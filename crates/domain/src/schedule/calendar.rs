//! Which days are worked, and counting in them.

use crate::fault::Faults;
use crate::text::NAME_MAX_CHARS;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
#[cfg(feature = "schema")]
use utoipa::ToSchema;

/// Most holidays of one calendar.
pub const HOLIDAYS_MAX: usize = 400;
/// Schedules end before this year: what would go on longer is a slip of the finger.
const LAST_YEAR: i32 = 2200;
/// And begin after this one.
const FIRST_YEAR: i32 = 1950;

/// The days on which people work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkCalendar {
    /// Whether a weekday is worked, Monday first.
    pub weekdays: [bool; 7],
    /// Days that are not worked although their weekday is; by day, each once.
    pub holidays: Vec<Holiday>,
}

/// A day off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub day: NaiveDate,
    /// What it is called, such as Christmas Day.
    pub name: String,
}

impl Default for WorkCalendar {
    /// Monday to Friday.
    fn default() -> WorkCalendar {
        WorkCalendar {
            weekdays: [true, true, true, true, true, false, false],
            holidays: Vec::new(),
        }
    }
}

impl WorkCalendar {
    /// Puts the holidays in order, and tells what is wrong below `pointer`.
    pub(super) fn clean(&mut self, pointer: &str, faults: &mut Faults) {
        if self.weekdays == [false; 7] {
            let text = "Choose at least one working day of the week.";
            faults.add(format!("{pointer}/weekdays"), "required", text);
        }
        let holidays = format!("{pointer}/holidays");
        faults.count(&holidays, self.holidays.len(), HOLIDAYS_MAX);
        for (at, holiday) in self.holidays.iter_mut().enumerate() {
            let name = format!("{holidays}/{at}/name");
            faults.line(name, &mut holiday.name, NAME_MAX_CHARS);
            if !in_range(holiday.day) {
                faults.add(format!("{holidays}/{at}/day"), "out_of_range", OUT_OF_RANGE);
            }
        }
        self.holidays.sort_by_key(|holiday| holiday.day);
        self.holidays.dedup_by_key(|holiday| holiday.day);
    }
}

pub(super) const OUT_OF_RANGE: &str = "Choose a day between 1950 and 2200.";

pub(super) fn in_range(day: NaiveDate) -> bool {
    (FIRST_YEAR..LAST_YEAR).contains(&day.year())
}

/// A calendar made ready to count in.
pub(super) struct WorkDays<'a> {
    weekdays: &'a [bool; 7],
    holidays: HashSet<NaiveDate>,
}

impl<'a> WorkDays<'a> {
    /// The days of a calendar that has at least one working weekday.
    pub(super) fn of(calendar: &'a WorkCalendar) -> WorkDays<'a> {
        WorkDays {
            weekdays: &calendar.weekdays,
            holidays: calendar.holidays.iter().map(|off| off.day).collect(),
        }
    }

    pub(super) fn is_worked(&self, day: NaiveDate) -> bool {
        self.weekdays[day.weekday().num_days_from_monday() as usize]
            && !self.holidays.contains(&day)
    }

    /// The first working day on or after `day`; `None` past the last year.
    pub(super) fn on_or_after(&self, day: NaiveDate) -> Option<NaiveDate> {
        let mut day = day;
        while !self.is_worked(day) {
            day = next(day)?;
        }
        Some(day)
    }

    /// The working day `count` working days after `day`, before it if negative; `day` itself need
    /// not be one. `None` out of the range of schedules.
    pub(super) fn plus(&self, day: NaiveDate, count: i64) -> Option<NaiveDate> {
        let mut day = day;
        let mut left = count.unsigned_abs();
        while left > 0 {
            day = match count > 0 {
                true => next(day)?,
                false => previous(day)?,
            };
            if self.is_worked(day) {
                left -= 1;
            }
        }
        Some(day)
    }

    /// Working days from a day to another, both included.
    pub(super) fn between(&self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days()
            .take_while(|day| *day <= to)
            .filter(|day| self.is_worked(*day))
            .count()
    }
}

fn next(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(1))
        .filter(|day| in_range(*day))
}

fn previous(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(1))
        .filter(|day| in_range(*day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn weekends_and_holidays_are_not_counted() {
        let calendar = WorkCalendar {
            holidays: vec![Holiday {
                day: day("2026-12-25"),
                name: "Christmas Day".into(),
            }],
            ..WorkCalendar::default()
        };
        let days = WorkDays::of(&calendar);
        assert_eq!(days.plus(day("2026-12-24"), 1), Some(day("2026-12-28")));
        assert_eq!(days.plus(day("2026-12-28"), -1), Some(day("2026-12-24")));
        assert_eq!(days.on_or_after(day("2026-12-25")), Some(day("2026-12-28")));
        assert_eq!(days.between(day("2026-12-21"), day("2026-12-31")), 8);
    }

    #[test]
    fn counting_ends_at_the_end_of_schedules() {
        let calendar = WorkCalendar::default();
        assert_eq!(WorkDays::of(&calendar).plus(day("2199-12-01"), 100), None);
    }
}
