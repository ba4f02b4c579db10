//! Folders: the tree of a project's documents.

use crate::items::{self, Item};
use crate::{App, Error, StaffCaller};
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use lintel_persistence::{ItemName, NewItem};

/// Every folder of a project, by title.
pub async fn list(app: &App, caller: &StaffCaller, project: ProjectId) -> Result<Vec<Item>, Error> {
    let mut staff = app.db.staff(caller.0.session, app.clock.now()).await?;
    staff.project(Action::ContentRead, project).await?;
    Ok(staff.folders(project).await?)
}

/// Makes a folder in a folder of the project, or at the top.
pub async fn create(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    title: &str,
    parent: Option<ItemId>,
) -> Result<Item, Error> {
    let title = items::checked_title(title)?;
    let mut staff = items::to_write(app, caller).await?;
    staff.hold_tree(Action::ContentWrite, project).await?;
    let path = items::folder_path(&staff, project, parent).await?;
    items::check_levels(&path, 1)?;
    let new = NewItem {
        project,
        kind: Kind::Folder,
        parent,
        title: title.clone(),
    };
    let id = staff.add_item(new).await?;
    staff.rewrite_audience(&[id]).await?;
    let name = ItemName {
        id,
        kind: Kind::Folder,
        title,
    };
    items::tell(&staff, project, "created", &[name], "").await?;
    let folder = staff.load_item(id).await?;
    staff.commit().await?;
    Ok(folder)
}
