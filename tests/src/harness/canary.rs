//! Canaries: words that stand in private fields, and a scan of everything that leaves the server
//! for those that the receiver has no right to.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

const MARK: &[u8] = b"cnry";
const LENGTH: usize = MARK.len() + 12;
/// Cursors and tokens are base64, and could carry base64 in turn.
const DEPTH: u8 = 2;

/// Every canary of a test and who may receive it. A receiver is an e-mail address, or a word such
/// as `nobody` for who has none. Cheap to clone.
#[derive(Clone, Default)]
pub struct Canaries(Arc<Mutex<HashMap<Vec<u8>, Canary>>>);

struct Canary {
    what: String,
    entitled: BTreeSet<String>,
}

impl Canaries {
    /// A new word for a private field; `what` names it when it leaks.
    pub fn hatch<'a>(&self, what: &str, entitled: impl IntoIterator<Item = &'a str>) -> String {
        let random = uuid::Uuid::new_v4().simple().to_string();
        let word = format!("cnry{}", &random[..LENGTH - MARK.len()]);
        let canary = Canary {
            what: what.to_owned(),
            entitled: entitled.into_iter().map(str::to_owned).collect(),
        };
        self.flock().insert(word.clone().into_bytes(), canary);
        word
    }

    /// From now on `receiver` may have it.
    ///
    /// # Panics
    /// When `word` is no canary.
    pub fn entitle(&self, word: &str, receiver: &str) {
        let mut flock = self.flock();
        let canary = flock.get_mut(word.as_bytes()).expect("a canary");
        canary.entitled.insert(receiver.to_owned());
    }

    /// From now on `receiver` may not have it.
    ///
    /// # Panics
    /// When `word` is no canary.
    pub fn withdraw(&self, word: &str, receiver: &str) {
        let mut flock = self.flock();
        let canary = flock.get_mut(word.as_bytes()).expect("a canary");
        canary.entitled.remove(receiver);
    }

    /// Scans what `receiver` got; `from` says where it came from.
    ///
    /// # Panics
    /// When a canary is in it that `receiver` may not have.
    pub fn scan(&self, receiver: &str, from: &str, bytes: &[u8]) {
        let flock = self.flock();
        for word in words(bytes, DEPTH) {
            if let Some(canary) = flock.get(&word) {
                assert!(
                    canary.entitled.contains(receiver),
                    "{receiver} received {:?} in {from}; only {:?} may",
                    canary.what,
                    canary.entitled,
                );
            }
        }
    }

    fn flock(&self) -> MutexGuard<'_, HashMap<Vec<u8>, Canary>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Everything shaped like a canary in these bytes, in plain text or base64.
fn words(bytes: &[u8], depth: u8) -> BTreeSet<Vec<u8>> {
    let lower = bytes.to_ascii_lowercase();
    let mut found: BTreeSet<Vec<u8>> = lower
        .windows(LENGTH)
        .filter(|window| window.starts_with(MARK))
        .map(<[u8]>::to_vec)
        .collect();
    if depth > 0 {
        let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte);
        let runs = bytes
            .split(|byte| !is_base64(byte))
            .filter(|run| run.len() > LENGTH);
        for run in runs {
            let decoded = BASE64_URL_SAFE_NO_PAD
                .decode(run)
                .or_else(|_| BASE64_STANDARD_NO_PAD.decode(run));
            found.extend(decoded.iter().flat_map(|inner| words(inner, depth - 1)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_canary_is_found_in_plain_text_in_capitals_and_in_base64() {
        let canaries = Canaries::default();
        let word = canaries.hatch("cost", []);
        let cursor = BASE64_URL_SAFE_NO_PAD.encode(format!("{{\"title\":\"{word}\"}}"));

        for text in [
            format!("a{word}b"),
            word.to_uppercase(),
            format!("{{\"next\":\"{cursor}\"}}"),
        ] {
            assert_eq!(
                words(text.as_bytes(), DEPTH),
                BTreeSet::from([word.clone().into_bytes()])
            );
        }
    }

    #[test]
    fn who_is_entitled_may_receive_it() {
        let canaries = Canaries::default();
        let word = canaries.hatch("title", ["ann@example.com"]);
        canaries.scan("ann@example.com", "a letter", word.as_bytes());
    }

    #[test]
    #[should_panic(expected = "tom@example.com received \"title\" in a letter")]
    fn who_is_not_entitled_may_not() {
        let canaries = Canaries::default();
        let word = canaries.hatch("title", ["ann@example.com"]);
        canaries.scan("tom@example.com", "a letter", word.as_bytes());
    }
}
