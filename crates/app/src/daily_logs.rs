//! Daily logs: drafts written on site, submitted when they are whole, opened again with a reason
//! ([M6]).

use crate::documents::{ListFilter, Sort};
use crate::items::{self, Item};
use crate::records::{self, HistoryEntry, Picture, day_in_words, draft_to_change, invalid, noon};
use crate::versions::today;
use crate::{App, Error, Page, PageRequest, StaffCaller};
use chrono::{NaiveDate, TimeDelta};
use lintel_domain::access::Action;
use lintel_domain::daily_log::Content;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_persistence::{NewItem, Staff};
use std::collections::BTreeMap;

pub use lintel_persistence::{DailyLog, SameDay};

/// Days of work that are summed up at a time.
const HOURS_DAYS_MAX: i64 = 366;

/// A log with everything that hangs on it.
#[derive(Clone, Debug)]
pub struct FullLog {
    /// Its item.
    pub item: Item,
    /// What is written.
    pub log: DailyLog,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// The steps of its life.
    pub history: Vec<HistoryEntry>,
    /// Other logs of its day.
    pub same_day: Vec<SameDay>,
}

/// A log in a list.
#[derive(Clone, Debug)]
pub struct ListedLog {
    /// Its item.
    pub item: Item,
    /// What is written.
    pub log: DailyLog,
    /// Its pictures.
    pub pictures: Vec<Picture>,
}

/// What of a log shall be different; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct LogChange {
    /// The day on site.
    pub day: Option<NaiveDate>,
    /// What changes in what is written.
    pub content: ContentChange,
    /// Whether clients do not get the time cards.
    pub hide_time_cards: Option<bool>,
}

/// What changes in what is written: lists are replaced whole.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the parts of a log's content")]
pub struct ContentChange {
    pub weather: Option<lintel_domain::daily_log::Weather>,
    pub work: Option<Vec<lintel_domain::daily_log::WorkLog>>,
    pub time_cards: Option<Vec<lintel_domain::daily_log::TimeCard>>,
    pub deliveries: Option<Vec<lintel_domain::daily_log::Delivery>>,
    pub visitors: Option<Vec<lintel_domain::daily_log::Visitor>>,
    pub notes: Option<Vec<lintel_domain::daily_log::Note>>,
    pub incidents: Option<Vec<lintel_domain::daily_log::Incident>>,
}

impl ContentChange {
    fn is_nothing(&self) -> bool {
        self.weather.is_none()
            && self.work.is_none()
            && self.time_cards.is_none()
            && self.deliveries.is_none()
            && self.visitors.is_none()
            && self.notes.is_none()
            && self.incidents.is_none()
    }

    fn apply(self, content: &mut Content) {
        fn set<T>(to: &mut T, from: Option<T>) {
            if let Some(from) = from {
                *to = from;
            }
        }
        set(&mut content.weather, self.weather);
        set(&mut content.work, self.work);
        set(&mut content.time_cards, self.time_cards);
        set(&mut content.deliveries, self.deliveries);
        set(&mut content.visitors, self.visitors);
        set(&mut content.notes, self.notes);
        set(&mut content.incidents, self.incidents);
    }
}

/// Which logs are wanted.
#[derive(Clone, Debug, Default)]
pub struct LogFilter {
    /// From this day.
    pub from: Option<NaiveDate>,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Only drafts, or only submitted ones.
    pub state: Option<State>,
    /// Only what has this in its words.
    pub text: Option<String>,
}

/// Hours by day and trade.
#[derive(Clone, Debug)]
pub struct Hours {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Minutes of a trade on a day.
    pub minutes: BTreeMap<(NaiveDate, String), i32>,
}

/// A page of a project's logs, the newest day first.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    filter: LogFilter,
    page: &PageRequest,
) -> Result<Page<ListedLog>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.project(Action::ContentRead, project).await?;
    let zone = items::zone(&staff);
    let list = ListFilter {
        text: filter.text,
        dated_from: filter.from.map(|day| noon(day, zone)),
        dated_before: filter.to.map(|day| noon(day + TimeDelta::days(1), zone)),
        states: match filter.state {
            Some(state) => vec![state],
            None => vec![State::Draft, State::Published],
        },
        ..ListFilter::of(&[Kind::DailyLog], Sort::Newest)
    };
    let page = staff.list(project, &list, page).await?;
    let ids: Vec<ItemId> = page.items.iter().map(|item| item.id).collect();
    let mut logs = staff.daily_logs(&ids).await?;
    let mut pictures = staff.pictures(&ids).await?;
    let listed = |item: Item| {
        let log = logs.remove(&item.id)?;
        let pictures = pictures.remove(&item.id).unwrap_or_default();
        Some(ListedLog {
            item,
            log,
            pictures,
        })
    };
    Ok(Page {
        items: page.items.into_iter().filter_map(listed).collect(),
        next: page.next,
    })
}

/// A log.
pub async fn get(app: &App, caller: &StaffCaller, id: ItemId) -> Result<FullLog, Error> {
    let mut staff = app.staff(caller).await?;
    staff.item(&[Kind::DailyLog], id).await?;
    full(&staff, id).await
}

async fn full(staff: &Staff, id: ItemId) -> Result<FullLog, Error> {
    let item = staff.load_item(id).await?;
    let log = staff.daily_log(id).await?;
    Ok(FullLog {
        pictures: staff.pictures_of(id).await?,
        history: staff.record_history(item.project_id, id).await?,
        same_day: staff.logs_of_day(item.project_id, log.day, id).await?,
        item,
        log,
    })
}

/// Makes a draft of a day, of today if nothing is said. A day may have several logs: two people may
/// begin at once, and neither is lost.
pub async fn create(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    change: LogChange,
) -> Result<FullLog, Error> {
    let mut content = Content::default();
    change.content.apply(&mut content);
    content.clean().map_err(invalid)?;
    let mut staff = app.staff_write(caller).await?;
    staff.hold_tree(Action::ContentSite, project).await?;
    let day = change.day.unwrap_or_else(|| today(&staff));
    let log = DailyLog {
        day,
        content,
        hide_time_cards: change.hide_time_cards.unwrap_or(false),
        submitted_at: None,
        submitted_by: None,
    };
    let item = NewItem {
        words: Some(log.content.words()),
        dated_at: Some(noon(day, items::zone(&staff))),
        ..NewItem::titled(project, Kind::DailyLog, None, title(day))
    };
    let id = staff.add_item(item).await?;
    staff.add_daily_log(id, project, &log).await?;
    records::step(&staff, &staff.load_item(id).await?, "created", None).await?;
    let log = full(&staff, id).await?;
    staff.commit().await?;
    Ok(log)
}

fn title(day: NaiveDate) -> String {
    format!("Daily log {}", day_in_words(day))
}

/// Changes a draft; of a submitted log only whether clients get its time cards, by who may share.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    if_match: Option<i64>,
    change: LogChange,
) -> Result<FullLog, Error> {
    let mut staff = app.staff_write(caller).await?;
    let item = items::to_change(&mut staff, &[Kind::DailyLog], id, if_match).await?;
    let mut log = staff.daily_log(id).await?;
    let is_writing = change.day.is_some() || !change.content.is_nothing();
    if is_writing {
        draft_to_change(&mut staff, Kind::DailyLog, id, None).await?;
    } else if item.state == State::Published {
        staff.project(Action::Share, item.project_id).await?;
    }
    change.content.apply(&mut log.content);
    log.content.clean().map_err(invalid)?;
    log.day = change.day.unwrap_or(log.day);
    log.hide_time_cards = change.hide_time_cards.unwrap_or(log.hide_time_cards);
    save(&staff, id, &log).await?;
    let log = full(&staff, id).await?;
    staff.commit().await?;
    Ok(log)
}

async fn save(staff: &Staff, id: ItemId, log: &DailyLog) -> Result<(), Error> {
    staff.save_daily_log(id, log).await?;
    let dated_at = noon(log.day, items::zone(staff));
    let words = log.content.words();
    Ok(staff
        .save_record(id, &title(log.day), &words, dated_at)
        .await?)
}

/// Submits a draft that is whole: whoever it is shared with sees it from now on.
///
/// # Errors
/// [`Error::Invalid`] names every gap; `409` when it was submitted.
pub async fn submit(app: &App, caller: &StaffCaller, id: ItemId) -> Result<FullLog, Error> {
    let mut staff = app.staff_write(caller).await?;
    let item = draft_to_change(&mut staff, Kind::DailyLog, id, None).await?;
    let log = staff.daily_log(id).await?;
    let pictures = staff.pictures_of(id).await?.len();
    log.content
        .check_complete(log.day, today(&staff), pictures)
        .map_err(invalid)?;
    staff.daily_log_submitted(id).await?;
    staff.set_state(id, State::Published).await?;
    records::step(&staff, &item, "submitted", None).await?;
    let log = full(&staff, id).await?;
    staff.commit().await?;
    Ok(log)
}

/// Opens a submitted log again.
pub async fn reopen(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    reason: &str,
) -> Result<FullLog, Error> {
    let mut staff = app.staff_write(caller).await?;
    records::reopen(&mut staff, Kind::DailyLog, id, reason).await?;
    let log = full(&staff, id).await?;
    staff.commit().await?;
    Ok(log)
}

/// Adds what another draft of the same day says to this one, its pictures too; the other one goes
/// to the trash.
pub async fn merge(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    from: ItemId,
) -> Result<FullLog, Error> {
    let mut staff = app.staff_write(caller).await?;
    let item = draft_to_change(&mut staff, Kind::DailyLog, id, None).await?;
    let other = match draft_to_change(&mut staff, Kind::DailyLog, from, None).await {
        Ok(other) if other.project_id == item.project_id && other.id != id => other,
        Ok(_) | Err(Error::NotFound) => {
            let text = "Choose another draft of the same day.";
            return Err(Error::field("/from", "unknown_log", text));
        }
        Err(error) => return Err(error),
    };
    let mut log = staff.daily_log(id).await?;
    let added = staff.daily_log(from).await?;
    if added.day != log.day {
        let text = "That log is of another day.";
        return Err(Error::field("/from", "other_day", text));
    }
    log.content.merge(added.content);
    log.content.clean().map_err(invalid)?;
    log.hide_time_cards |= added.hide_time_cards;
    save(&staff, id, &log).await?;
    staff.move_pictures(from, id).await?;
    items::put_into_trash(&staff, item.project_id, &[items::name(&other)]).await?;
    let whose = format!("with the log of {}", other.created_by);
    records::step(&staff, &item, "merged", Some(whose)).await?;
    let log = full(&staff, id).await?;
    staff.commit().await?;
    Ok(log)
}

/// Hours by day and trade of a project, drafts included; of the last four weeks if nothing is said.
pub async fn hours(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Hours, Error> {
    let mut staff = app.staff(caller).await?;
    staff.project(Action::ContentRead, project).await?;
    let to = to.unwrap_or_else(|| today(&staff));
    let from = from.unwrap_or(to - TimeDelta::days(27));
    if from > to || (to - from).num_days() >= HOURS_DAYS_MAX {
        let text = format!("Choose at most {HOURS_DAYS_MAX} days, the first one first.");
        return Err(Error::field("/from", "out_of_range", text));
    }
    let mut minutes: BTreeMap<(NaiveDate, String), i32> = BTreeMap::new();
    for (day, content) in staff.logs_between(project, from, to).await? {
        for card in content.time_cards {
            let trade = card.trade.unwrap_or_default();
            *minutes.entry((day, trade)).or_default() += card.minutes;
        }
    }
    Ok(Hours { from, to, minutes })
}
