//! Letters: what they say, what they look like and how they leave.
//!
//! A [`Letter`] is written in the builder's name and colour; [`Letter::render`] turns it into text and HTML
//! that say the same; a [`Mailer`] sends it by SMTP or, on a developer's machine, into a [`Mailbox`].

mod layout;
mod letter;
mod mailbox;
mod mailer;
mod smtp_url;
#[cfg(feature = "testing")]
pub mod testing;

pub use layout::{Letterhead, Rendered};
pub use letter::{Letter, SharedKind};
pub use mailbox::{Entry, Mailbox, Opened};
pub use mailer::{ConfigurationError, Envelope, Mailer, SendError};
