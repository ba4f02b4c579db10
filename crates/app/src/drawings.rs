//! Drawings: numbered sheets, whose files are revisions ([M3]).

use crate::fields::Fields;
use crate::items::{self, Item};
use crate::uploads::{Received, Upload};
use crate::versions::{self, VersionFields};
use crate::{App, Error, StaffCaller};
use lintel_domain::access::Action;
use lintel_domain::drawing::Discipline;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::{Kind, NUMBER_MAX_CHARS};
use lintel_persistence::{NewItem, Staff};

/// What is said of a drawing that is uploaded.
#[derive(Clone, Debug, Default)]
pub struct NewDrawing {
    /// Its number, such as `A-101`.
    pub number: Option<String>,
    /// Its title; the file's name without one.
    pub title: Option<String>,
    /// Whose work it is.
    pub discipline: Option<Discipline>,
    /// The folder it is put into; none for the top.
    pub parent: Option<ItemId>,
    /// Its first revision.
    pub revision: VersionFields,
}

/// What of a drawing shall be different.
#[derive(Clone, Debug, Default)]
pub struct DrawingChange {
    /// Its number.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Whose work it is.
    pub discipline: Option<Discipline>,
    /// The folder it lies in; `Some(None)` is the top.
    pub parent: Option<Option<ItemId>>,
}

/// Makes the drawing of a received file, its first revision published.
///
/// # Errors
/// [`Error::Taken`] when another drawing of the project has the number.
pub async fn create(
    upload: Upload<'_>,
    received: Received,
    new: NewDrawing,
) -> Result<Item, Error> {
    let mut fields = Fields::default();
    let number: String = match &new.number {
        Some(number) => fields.line("/number", number, NUMBER_MAX_CHARS),
        None => fields.refuse(
            "/number",
            "required",
            "Give the drawing a number, like A-101.",
        ),
    };
    let title = match &new.title {
        Some(title) => fields.name("/title", title),
        None => received.default_title(),
    };
    let mut note = new.revision.checked(&mut fields);
    if note.label.is_none() {
        fields.refuse::<()>(
            "/revision",
            "required",
            "Say which revision it is, like A or 1.",
        );
    }
    fields.done()?;
    let Upload {
        app,
        caller,
        project,
        ..
    } = upload;
    let mut staff = app.staff_write(caller).await?;
    staff.hold_tree(Action::ContentWrite, project).await?;
    items::check_folder(&staff, project, new.parent, Kind::Drawing).await?;
    check_number(&staff, project, &number, None).await?;
    note.issued_on = note.issued_on.or(Some(versions::today(&staff)));
    let item = NewItem {
        number: Some(number),
        ..NewItem::titled(project, Kind::Drawing, new.parent, title)
    };
    let id = staff.add_item(item).await?;
    let discipline = new.discipline.unwrap_or(Discipline::Other);
    staff.add_drawing(id, discipline).await?;
    let file = received.add_to(app, &staff, id, note).await?;
    staff.publish_version(id, file).await?;
    let drawing = items::settle_new(&staff, id).await?;
    received.commit(app, staff).await?;
    Ok(drawing)
}

/// Changes what a drawing is called, or where it lies.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    if_match: Option<i64>,
    change: DrawingChange,
) -> Result<Item, Error> {
    let mut fields = Fields::default();
    let number = change.number.as_deref();
    let number = number.map(|number| fields.line("/number", number, NUMBER_MAX_CHARS));
    let title = change.title.as_deref();
    let title = title.map(|title| fields.name("/title", title));
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    let before = items::to_change(&mut staff, &[Kind::Drawing], id, if_match).await?;
    let mut after = before.clone();
    if let Some(number) = number {
        check_number(&staff, before.project_id, &number, Some(id)).await?;
        after.number = Some(number);
    }
    if let Some(title) = title {
        after.title = title;
    }
    if let Some(discipline) = change.discipline {
        staff.set_discipline(id, discipline).await?;
        after.discipline = Some(discipline);
    }
    items::save(&staff, &before, &after, change.parent).await?;
    let drawing = staff.load_item(id).await?;
    staff.commit().await?;
    Ok(drawing)
}

async fn check_number(
    staff: &Staff,
    project: ProjectId,
    number: &str,
    own: Option<ItemId>,
) -> Result<(), Error> {
    match staff.numbered(project, Kind::Drawing, number).await? {
        Some(other) if Some(other) != own => Err(Error::taken(
            "number-taken",
            "/number",
            "Another drawing of this project has this number. Issue a revision of that one, or choose another number.",
        )),
        _ => Ok(()),
    }
}
