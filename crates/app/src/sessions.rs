//! A person's own sessions: where they are signed in, and ending it.

use crate::{App, Caller, Error};
use lintel_domain::ids::SessionId;
pub use lintel_persistence::ListedSession;

/// Where the caller is signed in, the last used first, and which of them is this one.
pub async fn list(app: &App, caller: &Caller) -> Result<(Vec<ListedSession>, SessionId), Error> {
    let system = app.db.system(app.clock.now()).await?;
    let own = system.session(caller.session).await?;
    Ok((system.sessions(own.account).await?, own.id))
}

/// Ends one of the caller's sessions.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn end(app: &App, caller: &Caller, id: SessionId) -> Result<(), Error> {
    let system = app.db.system_write(app.clock.now()).await?;
    let own = system.session(caller.session).await?;
    if !system.end_session(own.account, id).await? {
        return Err(Error::NotFound);
    }
    Ok(system.commit().await?)
}

/// Ends all of the caller's sessions but this one.
pub async fn end_others(app: &App, caller: &Caller) -> Result<(), Error> {
    let system = app.db.system_write(app.clock.now()).await?;
    let own = system.session(caller.session).await?;
    system.end_sessions(own.account, Some(own.id)).await?;
    Ok(system.commit().await?)
}
