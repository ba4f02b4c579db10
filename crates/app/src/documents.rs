//! Documents: listing them, and making them of uploads ([M2]).

use crate::items::{self, Item};
use crate::uploads::{Received, Upload};
use crate::{App, Error, Page, PageRequest, StaffCaller};
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use lintel_persistence::{NewItem, VersionNote};

pub use lintel_persistence::{ListFilter, Sort};

/// What is said of a document that is uploaded, before or after its bytes.
#[derive(Clone, Debug, Default)]
pub struct NewDocument {
    /// The folder it is put into; none for the top.
    pub parent: Option<ItemId>,
    /// Its title; the file's name without one.
    pub title: Option<String>,
}

/// A page of a project's items, as a filter wants them.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    filter: &ListFilter,
    page: &PageRequest,
) -> Result<Page<Item>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.project(Action::ContentRead, project).await?;
    Ok(staff.list(project, filter, page).await?)
}

/// Makes the document of a received file.
pub async fn create(
    upload: Upload<'_>,
    received: Received,
    new: NewDocument,
) -> Result<Item, Error> {
    let title = match new.title {
        Some(title) => items::checked_title(&title)?,
        None => received.default_title(),
    };
    let Upload {
        app,
        caller,
        project,
        ..
    } = upload;
    let mut staff = app.staff_write(caller).await?;
    staff.hold_tree(Action::ContentWrite, project).await?;
    items::check_folder(&staff, project, new.parent, Kind::Document).await?;
    let item = NewItem::titled(project, Kind::Document, new.parent, title);
    let id = staff.add_item(item).await?;
    let file = received
        .add_to(app, &staff, id, VersionNote::default())
        .await?;
    staff.publish_version(id, file).await?;
    let document = items::settle_new(&staff, id).await?;
    received.commit(app, staff).await?;
    Ok(document)
}
