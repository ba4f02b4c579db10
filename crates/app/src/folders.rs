//! Folders: the trees of a project's documents, drawings and photos.

use crate::items::{self, Item};
use crate::{App, Error, StaffCaller};
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use lintel_domain::organisation::Module;
use lintel_persistence::NewItem;

/// Every folder of a project, or of one of its modules, by title.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    module: Option<Module>,
) -> Result<Vec<Item>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.project(Action::ContentRead, project).await?;
    Ok(staff.folders(project, module).await?)
}

/// Makes a folder in a folder of the project, or at the top of a module's tree: its parent's, or
/// documents'.
pub async fn create(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    title: &str,
    parent: Option<ItemId>,
    module: Option<Module>,
) -> Result<Item, Error> {
    let title = items::checked_title(title)?;
    let mut staff = app.staff_write(caller).await?;
    let path = items::folder_path(&staff, project, parent).await;
    let of_parent = path
        .iter()
        .flatten()
        .next()
        .map(|folder| folder.kind.module());
    let module = module.or(of_parent).unwrap_or(Module::Documents);
    let Some(kind) = Kind::folder_of(module) else {
        let text = "Only documents, drawings and photos have folders.";
        return Err(Error::field("/module", "no_folders", text));
    };
    staff.hold_tree(kind.to_write(), project).await?;
    let path = path?;
    items::check_folder(&staff, project, parent, kind).await?;
    items::check_levels(&path, 1)?;
    let id = staff
        .add_item(NewItem::titled(project, kind, parent, title))
        .await?;
    staff.rewrite_audience(&[id]).await?;
    let folder = staff.load_item(id).await?;
    items::tell(&staff, project, "created", &[items::name(&folder)], "").await?;
    staff.commit().await?;
    Ok(folder)
}
