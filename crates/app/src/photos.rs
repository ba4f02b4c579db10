//! Photos: pictures by the day they were taken, with captions ([M4]).

use crate::fields::Fields;
use crate::items::{self, Item};
use crate::uploads::{Received, Upload};
use crate::{App, Error, StaffCaller};
use chrono::{DateTime, Utc};
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::{CAPTION_MAX_CHARS, Kind};
use lintel_persistence::{NewItem, VersionNote};

/// What is said of a photo that is uploaded.
#[derive(Clone, Debug, Default)]
pub struct NewPhoto {
    /// The album it is put into; none for the top.
    pub parent: Option<ItemId>,
    /// Its title; the file's name without one.
    pub title: Option<String>,
    /// What it shows.
    pub caption: Option<String>,
}

/// What of a photo shall be different.
#[derive(Clone, Debug, Default)]
pub struct PhotoChange {
    /// Its title.
    pub title: Option<String>,
    /// What it shows; `Some(None)` is nothing.
    pub caption: Option<Option<String>>,
    /// When it was taken, in UTC; `Some(None)` is unknown.
    pub taken_at: Option<Option<DateTime<Utc>>>,
    /// The album it lies in; `Some(None)` is the top.
    pub parent: Option<Option<ItemId>>,
}

/// Makes the photo of a received picture.
pub async fn create(upload: Upload<'_>, received: Received, new: NewPhoto) -> Result<Item, Error> {
    let mut fields = Fields::default();
    let title = match &new.title {
        Some(title) => fields.name("/title", title),
        None => received.default_title(),
    };
    let caption = new.caption.as_deref();
    let caption = caption.and_then(|text| fields.text("/caption", text, CAPTION_MAX_CHARS));
    fields.done()?;
    let Upload {
        app,
        caller,
        project,
        ..
    } = upload;
    let mut staff = app.staff_write(caller).await?;
    staff.hold_tree(Action::ContentSite, project).await?;
    items::check_folder(&staff, project, new.parent, Kind::Photo).await?;
    let mut photo = received.photo(items::zone(&staff), staff.now());
    photo.caption = caption;
    let item = NewItem {
        words: photo.caption.clone(),
        dated_at: photo.taken_at,
        ..NewItem::titled(project, Kind::Photo, new.parent, title)
    };
    let id = staff.add_item(item).await?;
    staff.add_photo(id, photo).await?;
    let file = received
        .add_to(app, &staff, id, VersionNote::default())
        .await?;
    staff.publish_version(id, file).await?;
    let photo = items::settle_new(&staff, id).await?;
    received.commit(app, staff).await?;
    Ok(photo)
}

/// Changes what is said of a photo, or where it lies.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    if_match: Option<i64>,
    change: PhotoChange,
) -> Result<Item, Error> {
    let mut fields = Fields::default();
    let title = change.title.as_deref();
    let title = title.map(|title| fields.name("/title", title));
    let caption = change.caption.map(|caption| {
        let text = caption.unwrap_or_default();
        fields.text("/caption", &text, CAPTION_MAX_CHARS)
    });
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    let before = items::to_change(&mut staff, &[Kind::Photo], id, if_match).await?;
    let mut after = before.clone();
    if let Some(title) = title {
        after.title = title;
    }
    let mut photo = after.photo.take().unwrap_or_default();
    if let Some(caption) = caption {
        photo.caption = caption;
    }
    if let Some(taken_at) = change.taken_at {
        photo.taken_at = taken_at;
        after.dated_at = taken_at.unwrap_or(before.created_at);
    }
    staff.save_photo(id, &photo).await?;
    after.photo = Some(photo);
    items::save(&staff, &before, &after, change.parent).await?;
    let photo = staff.load_item(id).await?;
    staff.commit().await?;
    Ok(photo)
}

/// Gives many photos one caption, or none; how many.
pub async fn caption(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    ids: Vec<ItemId>,
    caption: &str,
) -> Result<u64, Error> {
    let ids = items::chosen(ids)?;
    let mut fields = Fields::default();
    let caption = fields.text("/caption", caption, CAPTION_MAX_CHARS);
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    staff.hold_tree(Action::ContentSite, project).await?;
    let names = staff.item_names(project, &ids).await?;
    if names.iter().any(|name| name.kind != Kind::Photo) {
        let text = "Only photos have captions. Leave out what is none.";
        return Err(Error::field("/item_ids", "not_a_photo", text));
    }
    let changed = staff.caption_photos(&ids, caption.as_deref()).await?;
    items::tell(
        &staff,
        project,
        "captioned",
        &names,
        caption.unwrap_or_default(),
    )
    .await?;
    staff.commit().await?;
    Ok(changed)
}
