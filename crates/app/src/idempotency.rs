//! The same write twice: the first answer is repeated for 24 hours, after authorising again (api.md).

use crate::{App, Caller, Error};
use lintel_persistence::{Claimed, Receipt};
use serde::{Deserialize, Serialize};

/// What became of claiming a key.
#[derive(Debug)]
pub enum Claim {
    /// The key is new: do the work under this receipt.
    Fresh(Receipt),
    /// The work was done; repeat this answer once [`authorise_replay`] agrees.
    Replay(Receipt, Answer),
    /// The effect is there, but its answer was lost when the server stopped.
    AnswerLost,
    /// The key was used with another request.
    OtherRequest,
    /// The first call is still under way.
    UnderWay,
}

/// An answer as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers that belong to the answer itself, such as `Content-Type`, `ETag`, `Location`.
    pub headers: Vec<(String, String)>,
    /// The body, which is JSON or empty.
    pub body: String,
}

/// Claims `key` for `owner` (one account on one surface); `fingerprint` tells the same request from another.
pub async fn claim(app: &App, owner: &str, key: &str, fingerprint: &str) -> Result<Claim, Error> {
    Ok(
        match app
            .db
            .claim(owner, key, fingerprint, app.clock.now())
            .await?
        {
            Claimed::Fresh(receipt) => Claim::Fresh(receipt),
            Claimed::Answered(receipt, answer) => {
                let answer = serde_json::from_str(&answer)
                    .map_err(|error| Error::Internal(error.to_string()))?;
                Claim::Replay(receipt, answer)
            }
            Claimed::DoneUnanswered => Claim::AnswerLost,
            Claimed::OtherRequest => Claim::OtherRequest,
            Claimed::UnderWay => Claim::UnderWay,
        },
    )
}

/// Asks again whether this member may do what the first call did.
pub async fn authorise_replay(app: &App, caller: &Caller, receipt: &Receipt) -> Result<(), Error> {
    let mut staff = app.db.staff(caller.session, app.clock.now()).await?;
    Ok(staff.permit_replay(receipt).await?)
}

/// Keeps the answer of a claimed write.
pub async fn keep(app: &App, receipt: &Receipt, answer: &Answer) -> Result<(), Error> {
    let answer =
        serde_json::to_string(answer).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(app
        .db
        .keep_answer(receipt, &answer, app.clock.now())
        .await?)
}

/// Frees the key of a write that was refused or failed.
pub async fn release(app: &App, receipt: &Receipt) -> Result<(), Error> {
    Ok(app.db.release(receipt, app.clock.now()).await?)
}
