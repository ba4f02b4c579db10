//! Read receipts for members ([H9]).

use crate::{App, Error, StaffCaller};
use lintel_domain::ids::{FileId, ItemId};
use lintel_domain::item::Kind;

pub use lintel_persistence::{Acknowledgement, Look, RevisionNews};

/// Who can see an item or has looked at it, and the version that is current.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    item: ItemId,
) -> Result<(Vec<Look>, Option<FileId>), Error> {
    let mut staff = app.staff(caller).await?;
    let item = staff.item(&Kind::ALL, item).await?;
    let looks = staff.looks(item.id).await?;
    Ok((looks, item.file.map(|file| file.id)))
}
