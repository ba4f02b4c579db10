//! What can be done with an item of any kind: read, rename, move, delete.

use crate::shares::ITEMS_MAX;
use crate::{App, Caller, Error, FieldError, StaffCaller};
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::{FOLDER_LEVELS_MAX, Kind};
use lintel_domain::text::clean_name;
use lintel_persistence::{Activity, ItemName, Staff};

pub use lintel_persistence::{Item, ItemFile, Shared, SharedWith};

/// Names listed in the activity of a change to many items.
const NAMES_TOLD: usize = 5;

/// What of an item shall be different.
#[derive(Clone, Debug, Default)]
pub struct ItemChange {
    /// Its title.
    pub title: Option<String>,
    /// The folder it lies in; `Some(None)` is the top.
    pub parent: Option<Option<ItemId>>,
}

/// An item of a kind.
pub async fn get(app: &App, caller: &StaffCaller, kind: Kind, id: ItemId) -> Result<Item, Error> {
    let mut staff = app.db.staff(caller.0.session, app.clock.now()).await?;
    Ok(staff.item(kind, id).await?)
}

/// Renames or moves an item of a kind.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    kind: Kind,
    id: ItemId,
    if_match: Option<i64>,
    change: ItemChange,
) -> Result<Item, Error> {
    let title = change.title.as_deref().map(checked_title).transpose()?;
    let mut staff = to_write(app, caller).await?;
    let item = staff.item_to_change(kind, id).await?;
    if if_match.is_some_and(|version| version != item.version) {
        return Err(Error::PreconditionFailed);
    }
    let mut name = ItemName {
        id,
        kind,
        title: item.title,
    };
    if let Some(title) = title.filter(|title| *title != name.title) {
        staff.rename_item(id, &title).await?;
        let before = std::mem::replace(&mut name.title, title);
        tell(
            &staff,
            item.project_id,
            "renamed",
            &[name.clone()],
            format!("from “{before}”"),
        )
        .await?;
    }
    if let Some(parent) = change.parent.filter(|parent| *parent != item.parent_id) {
        move_to(&staff, item.project_id, &[name], parent).await?;
    }
    let changed = staff.load_item(id).await?;
    staff.commit().await?;
    Ok(changed)
}

/// Deletes an item of a kind with everything below it.
pub async fn delete(app: &App, caller: &StaffCaller, kind: Kind, id: ItemId) -> Result<(), Error> {
    let mut staff = to_write(app, caller).await?;
    let item = staff.item_to_change(kind, id).await?;
    staff.delete_items(&[id]).await?;
    let name = ItemName {
        id,
        kind,
        title: item.title,
    };
    tell(&staff, item.project_id, "deleted", &[name], "").await?;
    Ok(staff.commit().await?)
}

/// Moves items of a project into one of its folders, or to the top; how many.
pub async fn move_many(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    ids: Vec<ItemId>,
    parent: Option<ItemId>,
) -> Result<u64, Error> {
    let ids = chosen(ids)?;
    let mut staff = to_write(app, caller).await?;
    staff.hold_tree(Action::ContentWrite, project).await?;
    let items = staff.item_names(project, &ids).await?;
    move_to(&staff, project, &items, parent).await?;
    staff.commit().await?;
    Ok(items.len() as u64)
}

/// Deletes items of a project with everything below them; how many there were in all.
pub async fn delete_many(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    ids: Vec<ItemId>,
) -> Result<u64, Error> {
    let ids = chosen(ids)?;
    let mut staff = to_write(app, caller).await?;
    staff.hold_tree(Action::ContentWrite, project).await?;
    let items = staff.item_names(project, &ids).await?;
    let deleted = staff.delete_items(&ids).await?;
    tell(&staff, project, "deleted", &items, "").await?;
    staff.commit().await?;
    Ok(deleted)
}

async fn move_to(
    staff: &Staff,
    project: ProjectId,
    items: &[ItemName],
    parent: Option<ItemId>,
) -> Result<(), Error> {
    let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
    let path = folder_path(staff, project, parent).await?;
    if path.iter().any(|folder| ids.contains(&folder.id)) {
        return Err(Error::field(
            "/parent_id",
            "cycle",
            "A folder cannot be moved into itself or into a folder below it. Choose another folder.",
        ));
    }
    check_levels(&path, staff.folder_levels(&ids).await?)?;
    staff.move_items(&ids, parent).await?;
    let target = path.first().map_or_else(
        || "to the top level".to_owned(),
        |folder| format!("to “{}”", folder.title),
    );
    tell(staff, project, "moved", items, target).await
}

/// The folder `parent` and those above it, nearest first; none for the top.
pub(crate) async fn folder_path(
    staff: &Staff,
    project: ProjectId,
    parent: Option<ItemId>,
) -> Result<Vec<ItemName>, Error> {
    match parent {
        Some(folder) => Ok(staff.folder_path(project, folder).await?),
        None => Ok(Vec::new()),
    }
}

/// Whether so many more levels of folders fit below a path.
pub(crate) fn check_levels(path: &[ItemName], levels: u64) -> Result<(), Error> {
    if path.len() as u64 + levels > FOLDER_LEVELS_MAX {
        return Err(Error::field(
            "/parent_id",
            "too_deep",
            format!("Folders can be {FOLDER_LEVELS_MAX} levels deep. Choose a folder further up."),
        ));
    }
    Ok(())
}

pub(crate) fn checked_title(title: &str) -> Result<String, Error> {
    clean_name(title).map_err(|error| Error::field("/title", error.code(), error.to_string()))
}

pub(crate) async fn to_write(app: &App, caller: &StaffCaller) -> Result<Staff, Error> {
    let Caller { session, receipt } = caller.0.clone();
    Ok(app
        .db
        .staff_write(session, receipt, app.clock.now())
        .await?)
}

/// Records one act on one item or many.
pub(crate) async fn tell(
    staff: &Staff,
    project: ProjectId,
    verb: &'static str,
    items: &[ItemName],
    detail: impl Into<String>,
) -> Result<(), Error> {
    let detail = detail.into();
    let activity = match items {
        [item] => Activity {
            verb,
            item: Some((item.id, item.title.clone(), item.kind)),
            detail: Some(detail).filter(|detail| !detail.is_empty()),
        },
        items => Activity {
            verb,
            item: None,
            detail: Some(format!("{} {detail}", names(items)).trim_end().to_owned()),
        },
    };
    Ok(staff.activity(project, activity).await?)
}

fn names(items: &[ItemName]) -> String {
    let told: Vec<String> = items
        .iter()
        .take(NAMES_TOLD)
        .map(|item| format!("“{}”", item.title))
        .collect();
    match items.len().saturating_sub(NAMES_TOLD) {
        0 => told.join(", "),
        more => format!("{} and {more} more", told.join(", ")),
    }
}

/// What is wrong with how many items were chosen.
pub(crate) fn number_fault(ids: &[ItemId]) -> Option<FieldError> {
    match ids.len() {
        0 => Some(FieldError::new(
            "/item_ids",
            "required",
            "Choose at least one thing.",
        )),
        1..=ITEMS_MAX => None,
        _ => {
            let text = format!("Choose at most {ITEMS_MAX} things at a time.");
            Some(FieldError::new("/item_ids", "too_many", text))
        }
    }
}

/// Each of the chosen items once.
fn chosen(mut ids: Vec<ItemId>) -> Result<Vec<ItemId>, Error> {
    if let Some(fault) = number_fault(&ids) {
        return Err(Error::Invalid(vec![fault]));
    }
    ids.sort();
    ids.dedup();
    Ok(ids)
}
