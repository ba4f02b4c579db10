//! Password hashes: Argon2id on a thread of its own behind a bounded queue, so that a storm of
//! sign-ins slows sign-ins only (quality.md, Speed 6).

use crate::Error;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{mpsc, oneshot};

/// How many hashes may wait before callers are sent away with `503`.
const QUEUE: usize = 32;
/// 19 MiB, 2 passes, 1 lane: OWASP's recommendation for Argon2id.
const MEMORY_KIB: u32 = 19 * 1024;

enum Work {
    Hash {
        password: String,
        answer: oneshot::Sender<Result<String, String>>,
    },
    Verify {
        password: String,
        stored: Option<String>,
        answer: oneshot::Sender<bool>,
    },
}

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Hasher {
    queue: mpsc::Sender<Work>,
}

impl Hasher {
    /// Starts the hashing thread; it ends when the last `Hasher` is dropped.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start() -> std::io::Result<Hasher> {
        let (queue, mut work) = mpsc::channel(QUEUE);
        std::thread::Builder::new()
            .name("argon2".into())
            .spawn(move || {
                let argon2 = argon2();
                while let Some(next) = work.blocking_recv() {
                    run(&argon2, next);
                }
            })?;
        Ok(Hasher { queue })
    }

    /// The hash of a password, in PHC form.
    pub async fn hash(&self, password: &str) -> Result<String, Error> {
        let (answer, answered) = oneshot::channel();
        self.submit(Work::Hash {
            password: password.to_owned(),
            answer,
        })?;
        answered.await.map_err(|_| busy())?.map_err(Error::Internal)
    }

    /// Whether the password belongs to the stored hash. With no stored hash (an unknown account)
    /// it costs the same time and is false.
    pub async fn verify(&self, password: &str, stored: Option<String>) -> Result<bool, Error> {
        let (answer, answered) = oneshot::channel();
        self.submit(Work::Verify {
            password: password.to_owned(),
            stored,
            answer,
        })?;
        answered.await.map_err(|_| busy())
    }

    fn submit(&self, work: Work) -> Result<(), Error> {
        self.queue.try_send(work).map_err(|_| busy())
    }
}

fn busy() -> Error {
    Error::Unavailable {
        retry_after: 2,
        reason: "the password queue is full".into(),
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, 2, 1, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn run(argon2: &Argon2<'_>, work: Work) {
    // A caller who has gone away no longer wants the answer: a failed send is no fault.
    match work {
        Work::Hash { password, answer } => {
            let hash = argon2
                .hash_password(password.as_bytes())
                .map(|hash| hash.to_string());
            let _ = answer.send(hash.map_err(|error| error.to_string()));
        }
        Work::Verify {
            password,
            stored: Some(stored),
            answer,
        } => {
            let matches = PasswordHash::new(&stored)
                .is_ok_and(|hash| argon2.verify_password(password.as_bytes(), &hash).is_ok());
            let _ = answer.send(matches);
        }
        Work::Verify {
            password,
            stored: None,
            answer,
        } => {
            let _ = argon2.hash_password(password.as_bytes());
            let _ = answer.send(false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let hasher = Hasher::start().expect("a thread");
        let hash = hasher.hash("correct horse battery").await.expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(
            hasher
                .verify("correct horse battery", Some(hash.clone()))
                .await
                .expect("an answer")
        );
        assert!(
            !hasher
                .verify("wrong horse battery", Some(hash))
                .await
                .expect("an answer")
        );
        assert!(
            !hasher
                .verify("correct horse battery", None)
                .await
                .expect("an answer")
        );
    }
}
