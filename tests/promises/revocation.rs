//! Every way to lose access, under load: no request that is sent after the change was answered
//! brings anything back.

mod client_ways;
mod download;
mod member_ways;

use lintel_tests::harness::Agent;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How long an asker may take for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Callers who ask for the same things again and again.
struct Load {
    word: String,
    stop: Arc<AtomicBool>,
    askers: Vec<Asker>,
}

/// One who asks for one address.
#[derive(Clone)]
struct Asker {
    agent: Agent,
    path: String,
    answers: Arc<Mutex<Vec<Seen>>>,
}

/// An answer.
#[derive(Clone, Copy)]
struct Seen {
    sent: Instant,
    shown: bool,
}

impl Load {
    /// One asker for each address, each of whom has been shown something; `word` stands in what
    /// shows something.
    async fn on(agent: &Agent, paths: &[String], word: &str) -> Load {
        let stop = Arc::new(AtomicBool::new(false));
        let asker = |path: &String| Asker {
            agent: agent.clone(),
            path: path.clone(),
            answers: Arc::default(),
        };
        let load = Load {
            askers: paths.iter().map(asker).collect(),
            word: word.to_owned(),
            stop,
        };
        for asker in &load.askers {
            tokio::spawn(asker.clone().ask_on(load.word.clone(), load.stop.clone()));
        }
        for asker in &load.askers {
            asker.until("is shown", |seen| seen.shown).await;
        }
        load
    }

    /// What was shown although it was asked for after `change`; `Err` says it.
    async fn shown_after(self, change: Instant) -> Result<(), String> {
        for asker in &self.askers {
            asker
                .until("is asked for again", |seen| seen.sent > change)
                .await;
        }
        self.stop.store(true, Ordering::SeqCst);
        for asker in &self.askers {
            let seen = asker.answers();
            if seen.iter().any(|seen| seen.sent > change && seen.shown) {
                return Err(format!("{} was shown afterwards", asker.path));
            }
        }
        Ok(())
    }
}

impl Asker {
    async fn ask_on(self, word: String, stop: Arc<AtomicBool>) {
        while !stop.load(Ordering::SeqCst) {
            let sent = Instant::now();
            let Ok(answer) = self.agent.get(&self.path).try_send().await else {
                return;
            };
            assert!(
                answer.status < 500,
                "{} answered {}",
                self.path,
                answer.text()
            );
            let shown = answer.text().contains(&word);
            let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            answers.push(Seen { sent, shown });
        }
    }

    fn answers(&self) -> Vec<Seen> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.clone()
    }

    async fn until(&self, what: &str, is_so: impl Fn(&Seen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !self.answers().iter().any(&is_so) {
            assert!(Instant::now() < deadline, "{} never {what}", self.path);
            sleep(Duration::from_millis(2)).await;
        }
    }
}
