//! The audit log of every access-changing act ([A2]).

use crate::{App, Error, Page, PageRequest, StaffCaller};
use lintel_domain::access::Action;

pub use lintel_persistence::AuditEntry;

/// The organisation's audit log, newest first.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    page: PageRequest,
) -> Result<Page<AuditEntry>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.permit(Action::KeysManage)?;
    Ok(staff.audit_log(&page).await?)
}
