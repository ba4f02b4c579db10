//! What a log must be like: as a draft, which may have gaps, and to be submitted, which may not.

use super::{Content, IncidentKind};
use crate::fault::{Fault, Faults};
use crate::text::NAME_MAX_CHARS;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Most entries of one list.
pub const ENTRIES_MAX: usize = 200;
/// Most characters of a note.
pub const NOTE_MAX_CHARS: usize = 20_000;
/// Minutes of a day: no worker has more.
pub const DAY_MINUTES: i32 = 24 * 60;
/// Most characters of what was done, and of other texts.
const TEXT_MAX_CHARS: usize = 4000;

impl Content {
    /// Cleans what was typed in place, and tells what cannot be kept even in a draft.
    ///
    /// # Errors
    /// Every fault, with its pointer.
    pub fn clean(&mut self) -> Result<(), Vec<Fault>> {
        let mut faults = Faults::default();
        self.clean_weather(&mut faults);
        faults.count("/work", self.work.len(), ENTRIES_MAX);
        for (at, work) in self.work.iter_mut().enumerate() {
            faults.line(format!("/work/{at}/trade"), &mut work.trade, NAME_MAX_CHARS);
            faults.text(format!("/work/{at}/done"), &mut work.done, TEXT_MAX_CHARS);
            faults.optional_line(format!("/work/{at}/place"), &mut work.place, NAME_MAX_CHARS);
        }
        faults.count("/time_cards", self.time_cards.len(), ENTRIES_MAX);
        for (at, card) in self.time_cards.iter_mut().enumerate() {
            let at = format!("/time_cards/{at}");
            faults.line(format!("{at}/worker"), &mut card.worker, NAME_MAX_CHARS);
            faults.optional_line(format!("{at}/trade"), &mut card.trade, NAME_MAX_CHARS);
            faults.within(format!("{at}/minutes"), card.minutes.into(), 0, 100 * 60);
        }
        faults.count("/deliveries", self.deliveries.len(), ENTRIES_MAX);
        for (at, delivery) in self.deliveries.iter_mut().enumerate() {
            let at = format!("/deliveries/{at}");
            faults.line(format!("{at}/what"), &mut delivery.what, NAME_MAX_CHARS);
            faults.optional_line(
                format!("{at}/supplier"),
                &mut delivery.supplier,
                NAME_MAX_CHARS,
            );
            faults.optional_text(format!("{at}/note"), &mut delivery.note, TEXT_MAX_CHARS);
        }
        faults.count("/visitors", self.visitors.len(), ENTRIES_MAX);
        for (at, visitor) in self.visitors.iter_mut().enumerate() {
            let at = format!("/visitors/{at}");
            faults.line(format!("{at}/name"), &mut visitor.name, NAME_MAX_CHARS);
            faults.optional_line(
                format!("{at}/organisation"),
                &mut visitor.organisation,
                NAME_MAX_CHARS,
            );
            faults.optional_text(format!("{at}/reason"), &mut visitor.reason, TEXT_MAX_CHARS);
        }
        faults.count("/notes", self.notes.len(), ENTRIES_MAX);
        for (at, note) in self.notes.iter_mut().enumerate() {
            faults.text(format!("/notes/{at}/text"), &mut note.text, NOTE_MAX_CHARS);
        }
        faults.count("/incidents", self.incidents.len(), ENTRIES_MAX);
        for (at, incident) in self.incidents.iter_mut().enumerate() {
            let at = format!("/incidents/{at}");
            faults.text(format!("{at}/what"), &mut incident.what, TEXT_MAX_CHARS);
            if let Some(minutes) = incident.minutes {
                faults.within(format!("{at}/minutes"), minutes.into(), 0, 100 * 60);
            }
        }
        faults.done()
    }

    fn clean_weather(&mut self, faults: &mut Faults) {
        let weather = &mut self.weather;
        faults.optional_text("/weather/note", &mut weather.note, TEXT_MAX_CHARS);
        for (name, number, least, most) in [
            ("low", weather.low, -60, 60),
            ("high", weather.high, -60, 60),
            ("rain_mm", weather.rain_mm, 0, 2000),
            ("wind_kmh", weather.wind_kmh, 0, 400),
        ] {
            if let Some(number) = number {
                faults.within(format!("/weather/{name}"), number.into(), least, most);
            }
        }
    }

    /// Whether the log of a day can be submitted, when it is `today` on site.
    ///
    /// # Errors
    /// Every gap, with its pointer.
    pub fn check_complete(
        &self,
        day: NaiveDate,
        today: NaiveDate,
        pictures: usize,
    ) -> Result<(), Vec<Fault>> {
        let mut faults = Faults::default();
        if day > today {
            faults.add(
                "/day",
                "in_future",
                "This day has not come yet. Choose today or an earlier day.",
            );
        }
        if self.is_empty() && pictures == 0 {
            faults.add(
                "",
                "empty",
                "Nothing is written yet. Say what was done, or add a photo.",
            );
        }
        if let (Some(low), Some(high)) = (self.weather.low, self.weather.high)
            && low > high
        {
            faults.add(
                "/weather/high",
                "out_of_order",
                "The warmest is colder than the coldest. Swap them.",
            );
        }
        for (at, work) in self.work.iter().enumerate() {
            faults.required(format!("/work/{at}/trade"), &work.trade);
            faults.required(format!("/work/{at}/done"), &work.done);
        }
        self.check_hours(&mut faults);
        for (at, delivery) in self.deliveries.iter().enumerate() {
            faults.required(format!("/deliveries/{at}/what"), &delivery.what);
        }
        for (at, visitor) in self.visitors.iter().enumerate() {
            faults.required(format!("/visitors/{at}/name"), &visitor.name);
        }
        for (at, note) in self.notes.iter().enumerate() {
            faults.required(format!("/notes/{at}/text"), &note.text);
        }
        for (at, incident) in self.incidents.iter().enumerate() {
            let at = format!("/incidents/{at}");
            faults.required(format!("{at}/what"), &incident.what);
            match incident.kind {
                IncidentKind::Delay => {
                    if incident.minutes.is_none_or(|minutes| minutes == 0) {
                        let message = "Say how long the delay was.";
                        faults.add(format!("{at}/minutes"), "required", message);
                    }
                    if incident.cause.is_none() {
                        let message = "Say what the delay came from.";
                        faults.add(format!("{at}/cause"), "required", message);
                    }
                }
                IncidentKind::Safety if incident.severity.is_none() => {
                    faults.add(
                        format!("{at}/severity"),
                        "required",
                        "Say how grave it was.",
                    );
                }
                IncidentKind::Safety => {}
            }
        }
        faults.done()
    }

    /// Each card has a worker and hours, and nobody has more hours than a day, over all their cards.
    fn check_hours(&self, faults: &mut Faults) {
        let mut of_worker: BTreeMap<String, i32> = BTreeMap::new();
        for (at, card) in self.time_cards.iter().enumerate() {
            let at = format!("/time_cards/{at}");
            faults.required(format!("{at}/worker"), &card.worker);
            if card.minutes == 0 {
                faults.add(
                    format!("{at}/minutes"),
                    "required",
                    "Say how long they worked.",
                );
            }
            let worked = of_worker.entry(card.worker.to_lowercase()).or_default();
            let before = *worked;
            *worked += card.minutes;
            if before <= DAY_MINUTES && *worked > DAY_MINUTES {
                faults.add(
                    format!("{at}/minutes"),
                    "too_many_hours",
                    format!("{} would have more than 24 hours in this day.", card.worker),
                );
            }
        }
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        *self == Content::default()
    }

    /// Minutes worked, of everybody.
    pub fn worked_minutes(&self) -> i32 {
        self.time_cards.iter().map(|card| card.minutes).sum()
    }

    /// How many people worked.
    pub fn workers(&self) -> usize {
        let names = self
            .time_cards
            .iter()
            .map(|card| card.worker.to_lowercase());
        names
            .filter(|name| !name.is_empty())
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    }

    /// Adds what another log of the same day says; where both say the weather, this one's holds.
    pub fn merge(&mut self, other: Content) {
        if self.weather == Default::default() {
            self.weather = other.weather;
        }
        self.work.extend(other.work);
        self.time_cards.extend(other.time_cards);
        self.deliveries.extend(other.deliveries);
        self.visitors.extend(other.visitors);
        self.notes.extend(other.notes);
        self.incidents.extend(other.incidents);
    }

    /// The words that searches find the log by. Those of time cards are not among them: clients
    /// search too, and cards may be left out of what they see.
    pub fn words(&self) -> String {
        let mut words: Vec<&str> = Vec::new();
        for work in &self.work {
            words.extend([work.trade.as_str(), &work.done]);
            words.extend(work.place.as_deref());
        }
        words.extend(
            self.deliveries
                .iter()
                .map(|delivery| delivery.what.as_str()),
        );
        words.extend(self.visitors.iter().map(|visitor| visitor.name.as_str()));
        words.extend(self.notes.iter().map(|note| note.text.as_str()));
        words.extend(self.incidents.iter().map(|incident| incident.what.as_str()));
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cause, Incident, Note, NoteKind, Severity, TimeCard, WorkLog};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn pointers(outcome: Result<(), Vec<Fault>>) -> Vec<(String, &'static str)> {
        let faults = outcome.err().unwrap_or_default();
        faults
            .into_iter()
            .map(|fault| (fault.pointer, fault.code))
            .collect()
    }

    fn complete(content: &Content) -> Vec<(String, &'static str)> {
        pointers(content.check_complete(day("2026-11-24"), day("2026-11-25"), 0))
    }

    fn card(worker: &str, minutes: i32) -> TimeCard {
        TimeCard {
            worker: worker.into(),
            trade: None,
            minutes,
        }
    }

    #[test]
    fn a_draft_may_have_gaps_that_a_submitted_log_may_not() {
        let mut content = Content {
            work: vec![WorkLog::default()],
            time_cards: vec![card("", 0)],
            incidents: vec![
                Incident {
                    kind: IncidentKind::Delay,
                    what: String::new(),
                    minutes: None,
                    cause: None,
                    severity: None,
                },
                Incident {
                    kind: IncidentKind::Safety,
                    what: "Slipped".into(),
                    minutes: None,
                    cause: Some(Cause::Weather),
                    severity: None,
                },
            ],
            ..Content::default()
        };
        assert_eq!(content.clean(), Ok(()));
        let gaps = [
            ("/work/0/trade", "required"),
            ("/work/0/done", "required"),
            ("/time_cards/0/worker", "required"),
            ("/time_cards/0/minutes", "required"),
            ("/incidents/0/what", "required"),
            ("/incidents/0/minutes", "required"),
            ("/incidents/0/cause", "required"),
            ("/incidents/1/severity", "required"),
        ];
        assert_eq!(
            complete(&content),
            gaps.map(|(pointer, code)| (pointer.to_owned(), code))
        );
        content.incidents[1].severity = Some(Severity::FirstAid);
        assert_eq!(complete(&content).len(), gaps.len() - 1);
    }

    #[test]
    fn nobody_works_more_than_a_day_in_a_day() {
        let mut content = Content {
            time_cards: vec![card("Lee", 12 * 60), card("Kim", 60), card("LEE", 12 * 60)],
            ..Content::default()
        };
        assert_eq!(complete(&content), []);
        content.time_cards[2].minutes += 60;
        assert_eq!(
            complete(&content),
            [("/time_cards/2/minutes".to_owned(), "too_many_hours")]
        );
        assert_eq!((content.workers(), content.worked_minutes()), (2, 26 * 60));
    }

    #[test]
    fn a_day_that_has_not_come_and_a_log_of_nothing_are_refused() {
        let nothing = Content::default();
        let tomorrow = nothing.check_complete(day("2026-11-26"), day("2026-11-25"), 0);
        assert_eq!(
            pointers(tomorrow),
            [("/day".to_owned(), "in_future"), (String::new(), "empty")]
        );
        let with_picture = nothing.check_complete(day("2026-11-25"), day("2026-11-25"), 1);
        assert_eq!(pointers(with_picture), []);
    }

    #[test]
    fn what_is_too_long_is_told_where_it_is_and_kept_as_it_was() {
        let note = |text: String| Note {
            kind: NoteKind::General,
            text,
        };
        let mut content = Content {
            notes: vec![note(" Windy. ".into()), note("x".repeat(100_000))],
            ..Content::default()
        };
        assert_eq!(
            pointers(content.clean()),
            [("/notes/1/text".to_owned(), "too_long")]
        );
        assert_eq!(content.notes[0].text, "Windy.");
        assert_eq!(content.notes[1].text.len(), 100_000);
    }

    #[test]
    fn a_merge_loses_nothing() {
        let mut ours = Content {
            time_cards: vec![card("Lee", 60)],
            ..Content::default()
        };
        let mut theirs = Content {
            time_cards: vec![card("Kim", 60)],
            ..Content::default()
        };
        theirs.weather.high = Some(31);
        ours.merge(theirs);
        assert_eq!((ours.time_cards.len(), ours.weather.high), (2, Some(31)));
    }

    #[test]
    fn searches_do_not_find_workers() {
        let content = Content {
            time_cards: vec![card("Lee", 60)],
            notes: vec![Note {
                kind: NoteKind::Quality,
                text: "Cover checked".into(),
            }],
            ..Content::default()
        };
        assert_eq!(content.words(), "Cover checked");
    }
}
