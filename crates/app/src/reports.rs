//! Reports: forms that are filled in on site, completed when nothing is missing ([M5]).

use crate::documents::{ListFilter, Sort};
use crate::fields::Fields;
use crate::items::Item;
use crate::records::{self, HistoryEntry, Picture, day_in_words, draft_to_change, invalid};
use crate::versions::today;
use crate::{App, Error, Page, PageRequest, StaffCaller};
use lintel_domain::access::Action;
use lintel_domain::form::{Answer, Field, FieldKind, Section};
use lintel_domain::ids::{FormTemplateId, ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::text::NAME_MAX_CHARS;
use lintel_persistence::{NewItem, Staff};
use std::collections::HashMap;

pub use lintel_persistence::Report;

/// A report with everything that hangs on it.
#[derive(Clone, Debug)]
pub struct FullReport {
    /// Its item.
    pub item: Item,
    /// What is in it.
    pub report: Report,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// The steps of its life.
    pub history: Vec<HistoryEntry>,
}

/// What of a draft shall be different.
#[derive(Clone, Debug, Default)]
pub struct ReportChange {
    /// Its title.
    pub title: Option<String>,
    /// Answers, each for the one before.
    pub answers: Vec<Answer>,
}

/// An answer that was dropped, since the newer form does not ask for it.
#[derive(Clone, Debug)]
pub struct Dropped {
    /// The question.
    pub label: String,
    /// The answer, in words.
    pub value: String,
}

/// A page of a project's reports, newest first.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    state: Option<State>,
    text: Option<String>,
    page: &PageRequest,
) -> Result<Page<(Item, Report)>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.project(Action::ContentRead, project).await?;
    let list = ListFilter {
        text,
        states: match state {
            Some(state) => vec![state],
            None => vec![State::Draft, State::Published],
        },
        ..ListFilter::of(&[Kind::Report], Sort::Newest)
    };
    let page = staff.list(project, &list, page).await?;
    let ids: Vec<ItemId> = page.items.iter().map(|item| item.id).collect();
    let mut reports = staff.reports(&ids).await?;
    let listed = |item: Item| reports.remove(&item.id).map(|report| (item, report));
    Ok(Page {
        items: page.items.into_iter().filter_map(listed).collect(),
        next: page.next,
    })
}

/// A report.
pub async fn get(app: &App, caller: &StaffCaller, id: ItemId) -> Result<FullReport, Error> {
    let mut staff = app.staff(caller).await?;
    staff.item(&[Kind::Report], id).await?;
    full(&staff, id).await
}

async fn full(staff: &Staff, id: ItemId) -> Result<FullReport, Error> {
    let item = staff.load_item(id).await?;
    Ok(FullReport {
        report: staff.report(id).await?,
        pictures: staff.pictures_of(id).await?,
        history: staff.record_history(item.project_id, id).await?,
        item,
    })
}

/// Makes a draft with the newest revision of a form.
pub async fn create(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    template: FormTemplateId,
    title: Option<String>,
) -> Result<FullReport, Error> {
    let mut fields = Fields::default();
    let title = title.map(|title| fields.name("/title", &title));
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    staff.hold_tree(Action::ContentSite, project).await?;
    let template = match staff.form_template(template).await {
        Ok(template) if !template.archived => template,
        Ok(_) | Err(lintel_persistence::DataError::NotFound) => {
            let text = "Choose one of the organisation’s forms.";
            return Err(Error::field("/template_id", "unknown_form", text));
        }
        Err(error) => return Err(error.into()),
    };
    let title = title.unwrap_or_else(|| {
        let day = format!(", {}", day_in_words(today(&staff)));
        let room = NAME_MAX_CHARS - day.chars().count();
        let name: String = template.name.chars().take(room).collect();
        format!("{name}{day}")
    });
    let new = NewItem::titled(project, Kind::Report, None, title);
    let id = staff.add_item(new).await?;
    let asked = template.sections.iter().map(|section| section.fields.len());
    staff
        .add_report(id, template.id, template.revision, asked.sum())
        .await?;
    records::step(&staff, &staff.load_item(id).await?, "created", None).await?;
    let report = full(&staff, id).await?;
    staff.commit().await?;
    Ok(report)
}

/// Changes a draft.
///
/// # Errors
/// [`Error::Invalid`] for an answer that does not fit, and nothing of the change is taken then;
/// `409` when it was completed.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    if_match: Option<i64>,
    change: ReportChange,
) -> Result<FullReport, Error> {
    let mut fields = Fields::default();
    let title = change.title.map(|title| fields.name("/title", &title));
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    let item = draft_to_change(&mut staff, Kind::Report, id, if_match).await?;
    let mut report = staff.report(id).await?;
    report
        .answers
        .take(&report.sections, change.answers)
        .map_err(invalid)?;
    save(&staff, &item, title.as_deref(), &mut report).await?;
    let report = full(&staff, id).await?;
    staff.commit().await?;
    Ok(report)
}

async fn save(
    staff: &Staff,
    item: &Item,
    title: Option<&str>,
    report: &mut Report,
) -> Result<(), Error> {
    let pictures = pictures_by_field(&staff.pictures_of(item.id).await?);
    report.tally = report.answers.tally(&report.sections, &pictures);
    staff.save_report(item.id, report).await?;
    let title = title.unwrap_or(&item.title);
    let words = report.answers.words();
    Ok(staff
        .save_record(item.id, title, &words, item.dated_at)
        .await?)
}

fn pictures_by_field(pictures: &[Picture]) -> HashMap<String, usize> {
    let mut by_field: HashMap<String, usize> = HashMap::new();
    for field in pictures
        .iter()
        .filter_map(|picture| picture.field_id.clone())
    {
        *by_field.entry(field).or_default() += 1;
    }
    by_field
}

/// Whether a field takes a picture. The signature that was there before goes.
pub(crate) async fn make_room(staff: &Staff, id: ItemId, field: &str) -> Result<(), Error> {
    let report = staff.report(id).await?;
    let Some(field) = find(&report.sections, field) else {
        let text = "The form has no such field.";
        return Err(Error::field("/field_id", "unknown_field", text));
    };
    if field.kind != FieldKind::Signature {
        return Ok(());
    }
    for picture in staff.pictures_of(id).await? {
        if picture.field_id.as_deref() == Some(field.id.as_str()) {
            staff.remove_picture(&picture).await?;
        }
    }
    Ok(())
}

fn find<'a>(sections: &'a [Section], field: &str) -> Option<&'a Field> {
    let mut fields = sections.iter().flat_map(|section| &section.fields);
    fields.find(|known| known.id == field)
}

/// Moves a draft to the newest revision of its form; what that does not ask for any more is dropped,
/// and told.
pub async fn update_template(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
) -> Result<(FullReport, Vec<Dropped>), Error> {
    let mut staff = app.staff_write(caller).await?;
    let item = draft_to_change(&mut staff, Kind::Report, id, None).await?;
    let mut report = staff.report(id).await?;
    let newest = staff.form_revision(report.template, report.newest_revision);
    let newest = newest.await?;
    let dropped = report.answers.keep_known(&report.sections, &newest);
    let dropped: Vec<Dropped> = dropped
        .into_iter()
        .map(|(label, value)| Dropped { label, value })
        .collect();
    if report.revision != report.newest_revision {
        let told: Vec<String> = dropped
            .iter()
            .map(|dropped| format!("{}: {}", dropped.label, dropped.value))
            .collect();
        let told = Some(told.join("; ")).filter(|told| !told.is_empty());
        records::step(&staff, &item, "moved to a newer form", told).await?;
    }
    report.sections = newest;
    report.revision = report.newest_revision;
    save(&staff, &item, None, &mut report).await?;
    let report = full(&staff, id).await?;
    staff.commit().await?;
    Ok((report, dropped))
}

/// Completes a draft in which nothing is missing: whoever it is shared with sees it from now on.
///
/// # Errors
/// [`Error::Invalid`] names every gap; `409` when it was completed.
pub async fn complete(app: &App, caller: &StaffCaller, id: ItemId) -> Result<FullReport, Error> {
    let mut staff = app.staff_write(caller).await?;
    let item = draft_to_change(&mut staff, Kind::Report, id, None).await?;
    let mut report = staff.report(id).await?;
    let pictures = pictures_by_field(&staff.pictures_of(id).await?);
    report
        .answers
        .check_complete(&report.sections, &pictures)
        .map_err(invalid)?;
    save(&staff, &item, None, &mut report).await?;
    staff.report_completed(id).await?;
    staff.set_state(id, State::Published).await?;
    records::step(&staff, &item, "completed", None).await?;
    let report = full(&staff, id).await?;
    staff.commit().await?;
    Ok(report)
}

/// Opens a completed report again.
pub async fn reopen(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    reason: &str,
) -> Result<FullReport, Error> {
    let mut staff = app.staff_write(caller).await?;
    records::reopen(&mut staff, Kind::Report, id, reason).await?;
    let report = full(&staff, id).await?;
    staff.commit().await?;
    Ok(report)
}
