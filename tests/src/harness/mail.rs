//! Letters as people get them: from a real SMTP server, read in the order they came, and scanned
//! for canaries like everything else that leaves.

use super::canary::Canaries;
use lintel_mail::testing::{Received, SmtpSink};
use mail_parser::MessageParser;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::Handle;
use url::Url;

/// How long a letter may take from the outbox to the recipient.
const PATIENCE: Duration = Duration::from_secs(20);

/// Everybody's letter box.
pub struct Post {
    /// The server itself, to refuse letters or to look at all of them.
    pub sink: SmtpSink,
    canaries: Canaries,
    opened: Mutex<HashSet<usize>>,
}

impl Post {
    /// An empty one, with an SMTP server on a free port that runs on these threads.
    pub(super) async fn open(canaries: &Canaries, threads: &Handle) -> Post {
        let sink = threads
            .spawn(SmtpSink::start())
            .await
            .expect("nothing panics");
        let sink = sink.expect("a free port on loopback");
        Post {
            sink,
            canaries: canaries.clone(),
            opened: Mutex::default(),
        }
    }

    /// The first letter to this address that was not opened yet; waits for it.
    ///
    /// # Panics
    /// When none comes.
    pub async fn letter_to(&self, address: &str) -> Letter {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            if let Some(letter) = self.next_to(address) {
                return letter;
            }
            let seen = self.sink.letters().len();
            let left = deadline.saturating_duration_since(tokio::time::Instant::now());
            assert!(!left.is_zero(), "no letter came to {address}");
            self.sink.wait_for(seen + 1, left).await;
        }
    }

    /// The first letter to this address that was not opened yet, if it is there.
    pub fn next_to(&self, address: &str) -> Option<Letter> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let letters = self.sink.letters();
        let is_next = |(index, received): &(usize, &Received)| {
            !opened.contains(index) && received.to.iter().any(|to| to == address)
        };
        let (index, received) = letters.iter().enumerate().find(is_next)?;
        opened.insert(index);
        Some(self.read(received))
    }

    /// Scans every letter, opened or not.
    ///
    /// # Panics
    /// When a canary is in one whose recipient may not have it.
    pub fn scan(&self) {
        for received in self.sink.letters() {
            self.read(&received);
        }
    }

    fn read(&self, received: &Received) -> Letter {
        let letter = Letter::parse(received);
        let shown = [letter.subject.as_str(), &letter.text, &letter.html].join("\n");
        for receiver in &received.to {
            let name = format!("the letter {:?}", letter.subject);
            self.canaries.scan(receiver, &name, &received.raw);
            self.canaries.scan(receiver, &name, shown.as_bytes());
        }
        letter
    }
}

/// A letter as its reader sees it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The sender's name and address.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// The subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
    /// Byte for byte.
    pub raw: Vec<u8>,
}

impl Letter {
    fn parse(received: &Received) -> Letter {
        let message = MessageParser::default()
            .parse(&received.raw)
            .expect("a letter");
        let sender = message
            .from()
            .and_then(|from| from.first())
            .expect("a sender");
        Letter {
            from: format!(
                "{} <{}>",
                sender.name().unwrap_or_default(),
                sender.address().unwrap_or_default()
            ),
            to: received.to.clone(),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            raw: received.raw.clone(),
        }
    }

    /// Every address in the text, which must stand in the HTML too.
    ///
    /// # Panics
    /// When the HTML lacks one.
    pub fn links(&self) -> Vec<Url> {
        let words = self
            .text
            .split(|c: char| c.is_whitespace() || "<>()".contains(c));
        let links: Vec<Url> = words
            .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
            .filter_map(|word| Url::parse(word.trim_end_matches(['.', ','])).ok())
            .collect();
        let html = self
            .html
            .replace("&#38;", "&")
            .replace("&amp;", "&")
            .replace("&#x2f;", "/");
        for link in &links {
            assert!(
                html.contains(link.as_str()),
                "{link} is in the text and not in the HTML"
            );
        }
        links
    }

    /// The last part of the link whose path begins so: `letter.token("/invite/")`.
    ///
    /// # Panics
    /// When there is no such link.
    pub fn token(&self, path: &str) -> String {
        let links = self.links();
        let token = links.iter().find_map(|link| link.path().strip_prefix(path));
        token
            .unwrap_or_else(|| panic!("no link to {path} in {:?}:\n{}", self.subject, self.text))
            .to_owned()
    }
}
