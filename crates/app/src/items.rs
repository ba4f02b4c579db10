//! What can be done with an item of any kind: read, rename, move, copy, delete.

use crate::shares::ITEMS_MAX;
use crate::uploads::check_room;
use crate::{App, Error, FieldError, StaffCaller};
use chrono_tz::Tz;
use lintel_domain::access::Action;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::{FOLDER_LEVELS_MAX, Kind};
use lintel_domain::text::clean_name;
use lintel_persistence::{Activity, Audit, ItemName, Staff};
use std::collections::BTreeSet;

pub use lintel_persistence::{Item, ItemFile, Photo, Shared, SharedWith};

/// Names listed in the activity of a change to many items.
const NAMES_TOLD: usize = 5;

/// Most things of one copy.
pub const COPIES_MAX: usize = 2000;

/// What of an item shall be different.
#[derive(Clone, Debug, Default)]
pub struct ItemChange {
    /// Its title.
    pub title: Option<String>,
    /// The folder it lies in; `Some(None)` is the top.
    pub parent: Option<Option<ItemId>>,
}

/// An item of one of these kinds.
pub async fn get(
    app: &App,
    caller: &StaffCaller,
    kinds: &[Kind],
    id: ItemId,
) -> Result<Item, Error> {
    let mut staff = app.staff(caller).await?;
    Ok(staff.item(kinds, id).await?)
}

/// Renames or moves an item of one of these kinds.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    kinds: &[Kind],
    id: ItemId,
    if_match: Option<i64>,
    change: ItemChange,
) -> Result<Item, Error> {
    let title = change.title.as_deref().map(checked_title).transpose()?;
    let mut staff = app.staff_write(caller).await?;
    let before = to_change(&mut staff, kinds, id, if_match).await?;
    let mut after = before.clone();
    after.title = title.unwrap_or(after.title);
    save(&staff, &before, &after, change.parent).await?;
    let changed = staff.load_item(id).await?;
    staff.commit().await?;
    Ok(changed)
}

/// An item that this member may change, and whose version is the one they have seen.
pub(crate) async fn to_change(
    staff: &mut Staff,
    kinds: &[Kind],
    id: ItemId,
    if_match: Option<i64>,
) -> Result<Item, Error> {
    let item = staff.item_to_change(kinds, id).await?;
    check_version(&item, if_match)?;
    Ok(item)
}

/// Whether an item is still as its reader has seen it.
pub(crate) fn check_version(item: &Item, if_match: Option<i64>) -> Result<(), Error> {
    match if_match {
        Some(version) if version != item.version => Err(Error::PreconditionFailed),
        _ => Ok(()),
    }
}

/// Saves what an item is called and dated, and moves it.
pub(crate) async fn save(
    staff: &Staff,
    before: &Item,
    after: &Item,
    parent: Option<Option<ItemId>>,
) -> Result<(), Error> {
    let project = before.project_id;
    let caption = |item: &Item| item.photo.as_ref().and_then(|photo| photo.caption.clone());
    let names = |item: &Item| (item.number.clone(), item.title.clone(), caption(item));
    let is_other = names(before) != names(after)
        || before.dated_at != after.dated_at
        || before.discipline != after.discipline;
    if is_other {
        staff.save_item(after).await?;
    }
    if called(before) != called(after) {
        let from = format!("from “{}”", called(before));
        tell(staff, project, "renamed", &[name(after)], from).await?;
    } else if is_other {
        tell(staff, project, "changed", &[name(after)], "").await?;
    }
    if let Some(parent) = parent.filter(|parent| *parent != before.parent_id) {
        move_to(staff, project, &[name(after)], parent).await?;
    }
    Ok(())
}

fn called(item: &Item) -> String {
    match &item.number {
        Some(number) => format!("{number} {}", item.title),
        None => item.title.clone(),
    }
}

/// An item by its name, as records tell of it.
pub(crate) fn name(item: &Item) -> ItemName {
    ItemName {
        id: item.id,
        kind: item.kind,
        title: called(item),
    }
}

/// Puts a new item with its file where clients see it, if its folder is shared, and tells of it.
pub(crate) async fn settle_new(staff: &Staff, id: ItemId) -> Result<Item, Error> {
    staff.rewrite_audience(&[id]).await?;
    let item = staff.load_item(id).await?;
    tell(staff, item.project_id, "uploaded", &[name(&item)], "").await?;
    Ok(item)
}

/// Deletes an item of one of these kinds with everything below it.
pub async fn delete(
    app: &App,
    caller: &StaffCaller,
    kinds: &[Kind],
    id: ItemId,
) -> Result<(), Error> {
    let mut staff = app.staff_write(caller).await?;
    let item = staff.item_to_change(kinds, id).await?;
    put_into_trash(&staff, item.project_id, &[name(&item)]).await?;
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
    let (staff, items) = many_to_change(app, caller, project, ids).await?;
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
    let (staff, items) = many_to_change(app, caller, project, ids).await?;
    let deleted = put_into_trash(&staff, project, &items).await?;
    staff.commit().await?;
    Ok(deleted)
}

/// Copies items of a project with everything below them into one of its folders, or to the top; how
/// many there were in all. Copies are shared with nobody, unless their folder is.
///
/// # Errors
/// `409` for drawings, of which a project has one each, and for more than [`COPIES_MAX`] things.
pub async fn copy_many(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    ids: Vec<ItemId>,
    parent: Option<ItemId>,
) -> Result<u64, Error> {
    let (staff, items) = many_to_change(app, caller, project, ids).await?;
    let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
    let path = target(&staff, project, &items, parent).await?;
    check_levels(&path, staff.folder_levels(&ids).await?)?;
    let size = staff.size_of_copy(&ids, COPIES_MAX).await?;
    if size.items > COPIES_MAX {
        return Err(Error::conflict(
            "too-much-to-copy",
            format!("That is more than {COPIES_MAX} things. Copy fewer folders at a time."),
        ));
    }
    if size.kinds.contains(&Kind::Drawing) {
        return Err(Error::conflict(
            "drawings-are-not-copied",
            "A drawing is in a project once. Move it, or issue a revision.",
        ));
    }
    let mut kinds = items.iter().map(|item| &item.kind).chain(&size.kinds);
    if kinds.any(|kind| Kind::RECORDS.contains(kind)) {
        return Err(Error::conflict(
            "records-are-not-copied",
            "What was recorded is there once. Attach it to an update to show it again.",
        ));
    }
    check_room(app, &staff, size.bytes.unsigned_abs())?;
    let (_, copied) = staff.copy_items(&ids, parent, COPIES_MAX).await?;
    tell(&staff, project, "copied", &items, to(&path)).await?;
    staff.commit().await?;
    Ok(copied)
}

async fn many_to_change(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    ids: Vec<ItemId>,
) -> Result<(Staff, Vec<ItemName>), Error> {
    let ids = chosen(ids)?;
    let mut staff = app.staff_write(caller).await?;
    let items = staff.item_names(project, &ids).await;
    let kinds = items.iter().flatten().map(|item| item.kind);
    hold_for(&mut staff, project, kinds).await?;
    Ok((staff, items?))
}

/// Permits changing things of all these kinds, or any if there are none, and holds the project's tree.
pub(crate) async fn hold_for(
    staff: &mut Staff,
    project: ProjectId,
    kinds: impl Iterator<Item = Kind>,
) -> Result<(), Error> {
    let mut actions: BTreeSet<Action> = kinds.map(Kind::to_write).collect();
    if actions.is_empty() {
        actions.insert(Action::ContentWrite);
    }
    for action in actions {
        staff.hold_tree(action, project).await?;
    }
    Ok(())
}

/// What had shares is told to the audit: clients cannot see it any more.
pub(crate) async fn put_into_trash(
    staff: &Staff,
    project: ProjectId,
    items: &[ItemName],
) -> Result<u64, Error> {
    let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
    let (deleted, shared) = staff.delete_items(&ids).await?;
    let audits = shared.into_iter().map(|item| Audit {
        action: "share.revoked",
        subject_kind: item.kind.as_str(),
        subject_id: Some(item.id.as_uuid()),
        subject_name: Some(item.title),
        detail: Some("put into the trash".to_owned()),
    });
    staff.audit_all(audits.collect()).await?;
    tell(staff, project, "deleted", items, "").await?;
    Ok(deleted)
}

async fn move_to(
    staff: &Staff,
    project: ProjectId,
    items: &[ItemName],
    parent: Option<ItemId>,
) -> Result<(), Error> {
    let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
    let path = target(staff, project, items, parent).await?;
    check_levels(&path, staff.folder_levels(&ids).await?)?;
    staff.move_items(&ids, parent).await?;
    tell(staff, project, "moved", items, to(&path)).await
}

fn to(path: &[ItemName]) -> String {
    match path.first() {
        None => "to the top level".to_owned(),
        Some(folder) => format!("to “{}”", folder.title),
    }
}

/// The path of the folder that items are put into: one of their module, and none of themselves.
async fn target(
    staff: &Staff,
    project: ProjectId,
    items: &[ItemName],
    parent: Option<ItemId>,
) -> Result<Vec<ItemName>, Error> {
    let path = folder_path(staff, project, parent).await?;
    if path
        .iter()
        .any(|folder| items.iter().any(|item| item.id == folder.id))
    {
        return Err(Error::field(
            "/parent_id",
            "cycle",
            "A folder cannot be put into itself or into a folder below it. Choose another folder.",
        ));
    }
    for item in items {
        check_module(&path, item.kind)?;
    }
    Ok(path)
}

/// Whether a folder of the project takes such things.
pub(crate) async fn check_folder(
    staff: &Staff,
    project: ProjectId,
    parent: Option<ItemId>,
    kind: Kind,
) -> Result<(), Error> {
    check_module(&folder_path(staff, project, parent).await?, kind)
}

fn check_module(path: &[ItemName], kind: Kind) -> Result<(), Error> {
    match path.first() {
        Some(folder) if folder.kind.module() != kind.module() => Err(Error::field(
            "/parent_id",
            "other_section",
            "This folder belongs to another section. Choose one of its own.",
        )),
        _ => Ok(()),
    }
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

/// The time zone where the builder is.
pub(crate) fn zone(staff: &Staff) -> Tz {
    staff.organisation().timezone.parse().unwrap_or(Tz::UTC)
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
pub(crate) fn chosen(mut ids: Vec<ItemId>) -> Result<Vec<ItemId>, Error> {
    if let Some(fault) = number_fault(&ids) {
        return Err(Error::Invalid(vec![fault]));
    }
    ids.sort();
    ids.dedup();
    Ok(ids)
}
