//! What a handler is given: who calls, where, and what they sent, already checked.

mod address;
mod body;
mod caller;
mod fault;
mod faults;
mod if_match;
mod path;
mod query;

pub use address::{CallerOrigin, ClientAddress, TrustedProxies};
pub use body::{Body, JSON_LIMIT, OptionalBody};
pub use caller::{Anyone, Client, Link, RefreshCookie, Staff};
pub use if_match::{IfMatch, etag};
pub use path::PathId;
pub use query::{PageQuery, QueryOf};

pub(crate) use body::collect;
pub(crate) use caller::credentials;
pub(crate) use faults::control_character;
