//! Versions of documents and revisions of drawings: new ones, and which of them clients are given
//! ([M2], [M3]).

use crate::fields::Fields;
use crate::items;
use crate::uploads::{Received, Upload};
use crate::{App, Error, StaffCaller};
use chrono::NaiveDate;
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{FileId, ItemId};
use lintel_domain::item::Kind;
use lintel_domain::version::{LABEL_MAX_CHARS, NOTE_MAX_CHARS, VersionState, publishes_at_once};
use lintel_persistence::{Item, ItemName, Job, SharedWith, Staff};

pub use lintel_persistence::{Version, VersionNote};

/// Kinds whose files have versions.
pub(crate) const VERSIONED: [Kind; 2] = [Kind::Document, Kind::Drawing];

/// What is said of a version, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct VersionFields {
    /// Its revision, such as `A`.
    pub label: Option<String>,
    /// The day it was issued on.
    pub issued_on: Option<NaiveDate>,
    /// What is new in it.
    pub note: Option<String>,
}

/// What is said of a version that is changed; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct VersionChange {
    /// Its revision; `Some(None)` is none.
    pub label: Option<Option<String>>,
    /// The day it was issued on.
    pub issued_on: Option<Option<NaiveDate>>,
    /// What is new in it.
    pub note: Option<Option<String>>,
}

/// How a version is published.
#[derive(Clone, Copy, Debug)]
pub struct Publishing {
    /// Whether clients who see the item get a letter.
    pub notify: bool,
    /// Whether they are asked to acknowledge it.
    pub ask_acknowledgement: bool,
}

impl VersionFields {
    pub(crate) fn checked(&self, fields: &mut Fields) -> VersionNote {
        let label = self
            .label
            .as_deref()
            .filter(|label| !label.trim().is_empty());
        let note = self.note.as_deref();
        VersionNote {
            label: label.map(|label| fields.line("/label", label, LABEL_MAX_CHARS)),
            issued_on: self.issued_on,
            note: note.and_then(|note| fields.text("/note", note, NOTE_MAX_CHARS)),
        }
    }
}

/// Every version of an item, newest first.
pub async fn list(app: &App, caller: &StaffCaller, item: ItemId) -> Result<Vec<Version>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.item(&VERSIONED, item).await?;
    Ok(staff.versions(item).await?)
}

/// Makes a received file the next version of an item: published as asked; without a word, unless
/// clients can see the item.
pub async fn add(
    upload: Upload<'_>,
    received: Received,
    item: ItemId,
    about: VersionFields,
    publish: Option<bool>,
    how: Publishing,
) -> Result<Version, Error> {
    let mut fields = Fields::default();
    let mut note = about.checked(&mut fields);
    fields.done()?;
    let Upload { app, caller, .. } = upload;
    let mut staff = app.staff_write(caller).await?;
    let item = staff.item_to_change(&VERSIONED, item).await?;
    if item.kind == Kind::Drawing {
        check_label(&staff, &item, note.label.as_deref(), None).await?;
        note.issued_on = note.issued_on.or(Some(today(&staff)));
    }
    let file = received.add_to(app, &staff, item.id, note).await?;
    let added = version(&staff, item.id, file).await?;
    let is_shared = item.shared.with != SharedWith::Nobody;
    match publishes_at_once(publish, is_shared) {
        true => publish_it(&staff, &item, &added, how).await?,
        false => tell(&staff, &item, "uploaded a draft of", &added).await?,
    }
    let added = version(&staff, item.id, file).await?;
    received.commit(app, staff).await?;
    Ok(added)
}

/// Makes a version the one that clients are given: a draft, or an older one again.
pub async fn publish(
    app: &App,
    caller: &StaffCaller,
    item: ItemId,
    file: FileId,
    how: Publishing,
) -> Result<Version, Error> {
    let mut staff = app.staff_write(caller).await?;
    let item = staff.item_to_change(&VERSIONED, item).await?;
    let chosen = version(&staff, item.id, file).await?;
    publish_it(&staff, &item, &chosen, how).await?;
    let published = version(&staff, item.id, file).await?;
    staff.commit().await?;
    Ok(published)
}

/// Says something else of a version.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    item: ItemId,
    file: FileId,
    change: VersionChange,
) -> Result<Version, Error> {
    let mut staff = app.staff_write(caller).await?;
    let item = staff.item_to_change(&VERSIONED, item).await?;
    let before = version(&staff, item.id, file).await?.note;
    let about = VersionFields {
        label: change.label.unwrap_or(before.label),
        issued_on: change.issued_on.unwrap_or(before.issued_on),
        note: change.note.unwrap_or(before.note),
    };
    let mut fields = Fields::default();
    let note = about.checked(&mut fields);
    fields.done()?;
    if item.kind == Kind::Drawing {
        check_label(&staff, &item, note.label.as_deref(), Some(file)).await?;
    }
    staff.note_version(file, &note).await?;
    let changed = version(&staff, item.id, file).await?;
    staff.commit().await?;
    Ok(changed)
}

/// Takes a draft away.
///
/// # Errors
/// `409` for a version that was published: clients may have built by it.
pub async fn remove(
    app: &App,
    caller: &StaffCaller,
    item: ItemId,
    file: FileId,
) -> Result<(), Error> {
    let mut staff = app.staff_write(caller).await?;
    let item = staff.item_to_change(&VERSIONED, item).await?;
    let draft = version(&staff, item.id, file).await?;
    if draft.state != VersionState::Draft {
        return Err(Error::conflict(
            "version-published",
            "Only drafts can be deleted: this one was published, and stays in the history.",
        ));
    }
    staff.remove_draft(&draft).await?;
    tell(&staff, &item, "deleted a draft of", &draft).await?;
    Ok(staff.commit().await?)
}

/// Today where the builder is.
pub(crate) fn today(staff: &Staff) -> NaiveDate {
    staff.now().with_timezone(&items::zone(staff)).date_naive()
}

async fn version(staff: &Staff, item: ItemId, file: FileId) -> Result<Version, Error> {
    let versions = staff.versions(item).await?;
    let found = versions.into_iter().find(|version| version.id == file);
    found.ok_or(Error::NotFound)
}

/// A drawing has each revision once, and each has a name.
async fn check_label(
    staff: &Staff,
    item: &Item,
    label: Option<&str>,
    own: Option<FileId>,
) -> Result<(), Error> {
    let Some(label) = label else {
        let text = "Say which revision it is, like B or 2.";
        return Err(Error::field("/label", "required", text));
    };
    let same = |version: &Version| {
        Some(version.id) != own
            && version.note.label.as_deref().map(str::to_lowercase) == Some(label.to_lowercase())
    };
    if staff.versions(item.id).await?.iter().any(same) {
        return Err(Error::taken(
            "revision-taken",
            "/label",
            "This drawing has that revision already. Choose another name.",
        ));
    }
    Ok(())
}

async fn publish_it(
    staff: &Staff,
    item: &Item,
    version: &Version,
    how: Publishing,
) -> Result<(), Error> {
    if version.state == VersionState::Published {
        return Err(Error::conflict(
            "version-published",
            "This is the current version already.",
        ));
    }
    staff.publish_version(item.id, version.id).await?;
    tell(staff, item, "published", version).await?;
    let seers = staff.seers(item.id).await?;
    if how.ask_acknowledgement && item.kind == Kind::Drawing {
        staff.ask_acknowledgement(version.id, &seers).await?;
    }
    if !how.notify {
        return Ok(());
    }
    let recipients = staff.recipients(item.project_id).await?;
    for client in recipients
        .iter()
        .filter(|client| seers.contains(&client.id))
    {
        match client.email_frequency {
            EmailFrequency::AtOnce => {
                let job = Job::RevisionIssued {
                    client: client.id,
                    project: item.project_id,
                    file: version.id,
                };
                staff.enqueue(job).await?;
            }
            _ => crate::shares::put_into_summary(staff, item.project_id, client).await?,
        }
    }
    Ok(())
}

async fn tell(
    staff: &Staff,
    item: &Item,
    verb: &'static str,
    version: &Version,
) -> Result<(), Error> {
    let name = ItemName {
        id: item.id,
        kind: item.kind,
        title: item.title.clone(),
    };
    let which = match &version.note.label {
        Some(label) => format!("revision {label}"),
        None => format!("version {}", version.number),
    };
    items::tell(staff, item.project_id, verb, &[name], which).await
}
