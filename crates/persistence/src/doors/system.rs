//! The system's own door: sign-in, links in letters, jobs and the start. It knows no organisation;
//! what goes through it names one row by a secret or an id that a job was given.

use crate::tx::Tx;
use crate::{DataError, Database};
use chrono::{DateTime, Utc};

/// A transaction in nobody's name.
pub struct System {
    pub(crate) tx: Tx,
}

impl Database {
    /// Opens the system's door to look.
    pub async fn system(&self, now: DateTime<Utc>) -> Result<System, DataError> {
        Ok(System {
            tx: self.read(now).await?,
        })
    }

    /// Opens the system's door to change something.
    pub async fn system_write(&self, now: DateTime<Utc>) -> Result<System, DataError> {
        Ok(System {
            tx: self.write(now).await?,
        })
    }
}

impl System {
    /// The time of this transaction.
    pub fn now(&self) -> DateTime<Utc> {
        self.tx.now()
    }

    /// Makes everything true at once.
    pub async fn commit(self) -> Result<(), DataError> {
        self.tx.commit().await
    }
}
