//! What daily logs, reports and updates have in common: drafts, their history and their pictures.

use crate::fields::Fields;
use crate::items;
use crate::reports;
use crate::uploads::{Received, Upload};
use crate::{App, Error, FieldError, StaffCaller};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use lintel_domain::fault::Fault;
use lintel_domain::ids::{ItemId, PictureId};
use lintel_domain::item::{CAPTION_MAX_CHARS, Kind, State};
use lintel_persistence::{Activity, NewPicture, Staff};

pub use lintel_persistence::{HistoryEntry, Item, Picture};

/// Most pictures of one record.
pub const PICTURES_MAX: usize = 200;
/// Most characters of a sender's name for a picture.
const KEY_MAX_CHARS: usize = 64;
/// Most characters of why something was opened again.
const REASON_MAX_CHARS: usize = 1000;

/// What is said of a picture that is uploaded.
#[derive(Clone, Debug, Default)]
pub struct PictureFields {
    /// What it shows.
    pub caption: Option<String>,
    /// The sender's name for it: the same one again answers the picture that is there.
    pub key: Option<String>,
    /// The field of the form it answers.
    pub field_id: Option<String>,
}

impl<'a> Upload<'a> {
    /// Asks whether this member may add a picture to a record of this kind.
    pub async fn begin_picture(
        app: &'a App,
        caller: &'a StaffCaller,
        kind: Kind,
        record: ItemId,
    ) -> Result<Upload<'a>, Error> {
        let staff = app.staff(caller).await?;
        let (project, kind) = staff.whereabouts(&[kind], record).await?;
        drop(staff);
        Upload::begin(app, caller, project, kind).await
    }
}

/// Adds a received picture to a draft. One that was sent before under the same key is not added
/// again.
///
/// # Errors
/// `409` when the record is no draft any more.
pub async fn add_picture(
    upload: Upload<'_>,
    received: Received,
    kind: Kind,
    record: ItemId,
    about: PictureFields,
) -> Result<Picture, Error> {
    let mut fields = Fields::default();
    let key = about
        .key
        .map(|key| fields.line("/key", &key, KEY_MAX_CHARS));
    let caption = about.caption.as_deref();
    let caption = caption.and_then(|text| fields.text("/caption", text, CAPTION_MAX_CHARS));
    fields.done()?;
    let Upload { app, caller, .. } = upload;
    let mut staff = app.staff_write(caller).await?;
    let item = draft_to_change(&mut staff, kind, record, None).await?;
    if let Some(key) = &key
        && let Some(there) = staff.picture_named(item.id, key).await?
    {
        return Ok(there);
    }
    if let Some(field) = &about.field_id {
        reports::make_room(&staff, item.id, field).await?;
    }
    if staff.pictures_of(item.id).await?.len() >= PICTURES_MAX {
        let text = format!("There is room for {PICTURES_MAX} pictures. Take some away first.");
        return Err(Error::field("/file", "too_many", text));
    }
    let shot = received.photo(items::zone(&staff), staff.now());
    let about = NewPicture {
        field_id: about.field_id,
        key,
        caption,
        taken_at: shot.taken_at,
    };
    let id = received.add_picture(app, &staff, item.id, about).await?;
    let picture = staff.picture(id).await?;
    received.commit(app, staff).await?;
    Ok(picture)
}

/// Says what a picture of a draft shows; `Some(None)` is nothing.
pub async fn caption_picture(
    app: &App,
    caller: &StaffCaller,
    id: PictureId,
    caption: Option<Option<String>>,
) -> Result<Picture, Error> {
    let mut fields = Fields::default();
    let caption = caption.map(|caption| {
        let text = caption.unwrap_or_default();
        fields.text("/caption", &text, CAPTION_MAX_CHARS)
    });
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    picture_to_change(&mut staff, id).await?;
    if let Some(caption) = caption {
        staff.caption_picture(id, caption.as_deref()).await?;
    }
    let picture = staff.picture(id).await?;
    staff.commit().await?;
    Ok(picture)
}

/// Takes a picture of a draft away, for good.
pub async fn remove_picture(app: &App, caller: &StaffCaller, id: PictureId) -> Result<(), Error> {
    let mut staff = app.staff_write(caller).await?;
    let picture = picture_to_change(&mut staff, id).await?;
    staff.remove_picture(&picture).await?;
    Ok(staff.commit().await?)
}

async fn picture_to_change(staff: &mut Staff, id: PictureId) -> Result<Picture, Error> {
    let picture = staff.picture(id).await?;
    let (_, kind) = staff
        .whereabouts(&Kind::WITH_PICTURES, picture.item_id)
        .await?;
    draft_to_change(staff, kind, picture.item_id, None).await?;
    Ok(picture)
}

/// A record that this member may write now. Updates can be written when they are published too.
///
/// # Errors
/// `409` when it was submitted or completed.
pub(crate) async fn draft_to_change(
    staff: &mut Staff,
    kind: Kind,
    id: ItemId,
    if_match: Option<i64>,
) -> Result<Item, Error> {
    let item = items::to_change(staff, &[kind], id, if_match).await?;
    match (kind, item.state) {
        (Kind::DailyLog, State::Published) => Err(Error::conflict(
            "log-submitted",
            "This log was submitted. Open it again, with a reason, to change it.",
        )),
        (Kind::Report, State::Published) => Err(Error::conflict(
            "report-completed",
            "This report was completed. Open it again, with a reason, to change it.",
        )),
        _ => Ok(item),
    }
}

/// Makes a record that was submitted or completed a draft again; clients do not see it until it is
/// done again.
///
/// # Errors
/// `409` when it is a draft already.
pub(crate) async fn reopen(
    staff: &mut Staff,
    kind: Kind,
    id: ItemId,
    reason: &str,
) -> Result<Item, Error> {
    let mut fields = Fields::default();
    let reason = fields.line("/reason", reason, REASON_MAX_CHARS);
    fields.done()?;
    let item = items::to_change(staff, &[kind], id, None).await?;
    if item.state == State::Draft {
        return Err(Error::conflict(
            "draft-already",
            "This is a draft. Change it as it is.",
        ));
    }
    staff.set_state(id, State::Draft).await?;
    step(staff, &item, "reopened", Some(reason)).await?;
    Ok(item)
}

/// Records a step in the life of a record.
pub(crate) async fn step(
    staff: &Staff,
    item: &Item,
    verb: &'static str,
    reason: Option<String>,
) -> Result<(), Error> {
    let activity = Activity {
        verb,
        item: Some((item.id, item.title.clone(), item.kind)),
        detail: reason,
    };
    Ok(staff.activity(item.project_id, activity).await?)
}

/// Noon of a day where the builder is: where lists put what belongs to a day.
pub(crate) fn noon(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or(NaiveTime::MIN);
    let local = day.and_time(noon);
    let there = local.and_local_timezone(zone).earliest();
    there.map_or(local.and_utc(), |at| at.with_timezone(&Utc))
}

/// A day as titles say it, `Wed 25 Nov 2026`.
pub(crate) fn day_in_words(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

impl From<Fault> for FieldError {
    fn from(fault: Fault) -> FieldError {
        FieldError::new(fault.pointer, fault.code, fault.message)
    }
}

/// Everything that is wrong with a record.
pub(crate) fn invalid(faults: Vec<Fault>) -> Error {
    Error::Invalid(faults.into_iter().map(FieldError::from).collect())
}
