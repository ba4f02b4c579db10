//! What is asked of the database: how often, and for the bench in what words.

use sea_orm::Statement;
use std::mem;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Counts statements, and keeps those with an SQL text of ours once it was told to.
#[derive(Debug, Default)]
pub(crate) struct Statements {
    count: AtomicU64,
    kept: OnceLock<Mutex<Vec<Statement>>>,
}

impl Statements {
    pub(crate) fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// A statement that is built elsewhere.
    pub(crate) fn add(&self) {
        self.count.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn add_text(&self, statement: &Statement) {
        self.add();
        if let Some(kept) = self.kept.get() {
            kept.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(statement.clone());
        }
    }

    /// What was kept since the last call; the first one begins it.
    pub(crate) fn take(&self) -> Vec<Statement> {
        let kept = self.kept.get_or_init(Mutex::default);
        mem::take(&mut kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
