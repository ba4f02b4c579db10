//! The members' door, opened for whoever calls.

use crate::{App, Error, StaffCaller};
use lintel_persistence::Staff;

impl App {
    /// Opens it to look.
    pub(crate) async fn staff(&self, caller: &StaffCaller) -> Result<Staff, Error> {
        Ok(self.db.staff(caller.0.session, self.clock.now()).await?)
    }

    /// Opens it to change something.
    pub(crate) async fn staff_write(&self, caller: &StaffCaller) -> Result<Staff, Error> {
        let receipt = caller.0.receipt.clone();
        Ok(self
            .db
            .staff_write(caller.0.session, receipt, self.clock.now())
            .await?)
    }
}
