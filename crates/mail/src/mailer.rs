//! Letters on their way out.

use crate::layout::{Rendered, one_line};
use crate::mailbox::Mailbox;
use crate::smtp_url;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox as Correspondent, MultiPart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Handle;

/// Sends letters. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Mailer {
    transport: Transport,
    from: Correspondent,
}

#[derive(Clone, Debug)]
enum Transport {
    Smtp(Arc<Server>),
    Mailbox(Mailbox),
}

/// lettre's pool starts a task when it is dropped, and a program's last act is outside the runtime.
#[derive(Debug)]
struct Server {
    pool: Option<AsyncSmtpTransport<Tokio1Executor>>,
    runtime: Handle,
}

impl Server {
    async fn send(&self, message: Message) -> Result<(), SendError> {
        let Some(pool) = &self.pool else {
            return Err(SendError {
                permanent: false,
                source: "the connection was closed".into(),
            });
        };
        match pool.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => Err(SendError {
                permanent: is_permanent(&error),
                source: Box::new(error),
            }),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _entered = self.runtime.enter();
        drop(self.pool.take());
    }
}

/// Where a letter goes.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The recipient's name, when it is known.
    pub to_name: Option<String>,
    /// The recipient's address.
    pub to_email: String,
    /// Where an answer goes, when not to the sending address.
    pub reply_to: Option<String>,
    /// What stands before the @ of the `Message-ID`: letters, digits and hyphens. The same each time a letter is
    /// tried, so that a mail program shows a letter that was sent twice only once.
    pub message_id: String,
}

/// A setting that mail cannot be sent with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigurationError(pub(crate) String);

/// Why a letter did not leave.
#[derive(Debug, thiserror::Error)]
#[error("the letter was not sent: {source}")]
pub struct SendError {
    /// Whether trying again is of no use: there is no such recipient, or the letter itself is refused.
    pub permanent: bool,
    source: Box<dyn Error + Send + Sync>,
}

impl Mailer {
    /// Sends through an SMTP server, `smtp://user:password@host:port?starttls=required|opportunistic|none` or
    /// `smtps://…`. `from` is `Name <address>` or an address; letters put the builder's name in place of the name.
    ///
    /// Must be called inside a Tokio runtime: idle connections are closed in the background.
    pub fn smtp(url: &str, from: &str) -> Result<Mailer, ConfigurationError> {
        let from = parse_from(from)?;
        let runtime =
            Handle::try_current().map_err(|error| ConfigurationError(error.to_string()))?;
        let server = Server {
            pool: Some(smtp_url::connect(url)?),
            runtime,
        };
        Ok(Mailer {
            transport: Transport::Smtp(Arc::new(server)),
            from,
        })
    }

    /// Puts letters into a folder, which is made if need be, as `.eml` files.
    pub fn directory(folder: &Path, from: &str) -> Result<Mailer, ConfigurationError> {
        let mailbox = Mailbox::open(folder).map_err(|error| {
            ConfigurationError(format!(
                "The mail folder {} cannot be used: {error}.",
                folder.display()
            ))
        })?;
        Ok(Mailer {
            transport: Transport::Mailbox(mailbox),
            from: parse_from(from)?,
        })
    }

    /// The folder that letters go to, when they go to one.
    pub fn mailbox(&self) -> Option<&Mailbox> {
        match &self.transport {
            Transport::Mailbox(mailbox) => Some(mailbox),
            Transport::Smtp(_) => None,
        }
    }

    /// Sends a letter; takes up to half a minute, so never call it inside a transaction.
    pub async fn send(&self, envelope: &Envelope, letter: &Rendered) -> Result<(), SendError> {
        let message = self.message(envelope, letter).map_err(|source| SendError {
            permanent: true,
            source,
        })?;
        match &self.transport {
            Transport::Smtp(server) => server.send(message).await,
            Transport::Mailbox(mailbox) => mailbox
                .put(&envelope.message_id, message.formatted())
                .await
                .map_err(|error| SendError {
                    permanent: false,
                    source: Box::new(error),
                }),
        }
    }

    fn message(
        &self,
        envelope: &Envelope,
        letter: &Rendered,
    ) -> Result<Message, Box<dyn Error + Send + Sync>> {
        let id = &envelope.message_id;
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err("a Message-ID has letters, digits and hyphens".into());
        }
        let address = &self.from.email;
        let mut message = Message::builder()
            .from(Correspondent::new(
                Some(one_line(&letter.from_name)),
                address.clone(),
            ))
            .to(Correspondent::new(
                envelope.to_name.as_deref().map(one_line),
                envelope.to_email.parse()?,
            ))
            .subject(one_line(&letter.subject))
            .message_id(Some(format!("<{id}@{}>", address.domain())))
            .raw_header(header("Auto-Submitted", "auto-generated"));
        if let Some(reply_to) = &envelope.reply_to {
            message = message.reply_to(Correspondent::new(None, reply_to.parse()?));
        }
        if let Some(url) = &letter.unsubscribe {
            message = message
                .raw_header(header("List-Unsubscribe", &format!("<{url}>")))
                .raw_header(header(
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click",
                ));
        }
        Ok(message.multipart(MultiPart::alternative_plain_html(
            letter.text.clone(),
            letter.html.clone(),
        ))?)
    }
}

/// A header whose value is ASCII on one line, as a URL is; an address may not be folded or encoded.
fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(
        HeaderName::new_from_ascii_str(name),
        value.to_owned(),
        value.to_owned(),
    )
}

/// A wrong password or a server that wants encryption is ours to mend: the letter waits.
fn is_permanent(error: &lettre::transport::smtp::Error) -> bool {
    const OURS: [u16; 5] = [523, 530, 534, 535, 538];
    error.is_permanent()
        && !error
            .status()
            .is_some_and(|code| OURS.contains(&u16::from(code)))
}

fn parse_from(from: &str) -> Result<Correspondent, ConfigurationError> {
    let parsed: Result<Correspondent, _> = from.parse();
    parsed
        .or_else(|_| {
            from.trim()
                .parse::<Address>()
                .map(|address| Correspondent::new(None, address))
        })
        .map_err(|_| {
            ConfigurationError(format!(
                "“{from}” is no sender; write it as Lintel <lintel@example.com>."
            ))
        })
}
