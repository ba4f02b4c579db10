//! The calendar feeds of clients: secret addresses that die with the access they belong to.

use crate::{DataError, PortalProject};
use sea_orm::FromQueryResult;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Key {
    calendar_key: Option<Uuid>,
}

impl PortalProject {
    /// What this client's address is made of, if they have one.
    pub async fn calendar_key(&self) -> Result<Option<Uuid>, DataError> {
        let viewer = self.viewer();
        let row: Option<Key> = self
            .tx
            .row(
                "SELECT calendar_key FROM client_access WHERE org_id = $1 AND id = $2",
                vec![viewer.org.into(), viewer.access.into()],
            )
            .await?;
        Ok(row.and_then(|row| row.calendar_key))
    }

    /// Gives this client an address, made of a key and looked up by the hash of its token, instead
    /// of the one they had; `None` takes it away.
    pub async fn set_calendar(&self, address: Option<(Uuid, String)>) -> Result<(), DataError> {
        let viewer = self.viewer();
        let (key, hash) = address.unzip();
        self.tx
            .run(
                "UPDATE client_access SET calendar_key = $3, calendar_hash = $4 WHERE org_id = $1 AND id = $2",
                vec![
                    viewer.org.into(),
                    viewer.access.into(),
                    key.into(),
                    hash.into(),
                ],
            )
            .await?;
        Ok(())
    }
}
