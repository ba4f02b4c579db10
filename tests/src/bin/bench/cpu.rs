//! CPU time of processes, from the kernel's scheduler, in nanoseconds.

use super::rows::one;
use sea_orm::{DatabaseConnection, DbBackend};
use std::fs;
use std::time::Duration;

/// The processes whose work counts: one of ours, and PostgreSQL's, if that is the database.
#[derive(Clone, Copy)]
pub(crate) struct Meter {
    process: u32,
    postmaster: Option<u32>,
}

impl Meter {
    pub(crate) fn new(process: u32, postmaster: Option<u32>) -> Meter {
        Meter {
            process,
            postmaster,
        }
    }

    /// The time used so far.
    pub(crate) fn read(self) -> Duration {
        let backends = self.postmaster.map_or(Duration::ZERO, |postmaster| {
            children(postmaster).into_iter().map(of).sum()
        });
        of(self.process) + backends
    }
}

/// The process that starts PostgreSQL's others; `None` on SQLite.
pub(crate) async fn postmaster(db: &DatabaseConnection) -> Option<u32> {
    if db.get_database_backend() != DbBackend::Postgres {
        return None;
    }
    let backend: i32 = one(db, "SELECT pg_backend_pid()", vec![]).await;
    Some(parent(backend.unsigned_abs()).expect("PostgreSQL runs on this machine"))
}

/// The time a process has used, threads that have ended included, in steps of 10 ms: Linux tells it in
/// hundredths of a second whatever its own clock does.
pub(crate) fn whole(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks = fields.split(' ').skip(11).take(2);
    Duration::from_millis(
        ticks
            .filter_map(|ticks| ticks.parse::<u64>().ok())
            .sum::<u64>()
            * 10,
    )
}

fn of(process: u32) -> Duration {
    let tasks = fs::read_dir(format!("/proc/{process}/task"));
    let each = |task: fs::DirEntry| {
        let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    };
    let nanoseconds = tasks.into_iter().flatten().flatten().filter_map(each).sum();
    Duration::from_nanos(nanoseconds)
}

fn children(process: u32) -> Vec<u32> {
    let all = fs::read_dir("/proc").expect("Linux's /proc");
    all.flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|candidate| parent(*candidate) == Some(process))
        .collect()
}

fn parent(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The program's name, in brackets, may hold spaces.
    let (_, after_name) = stat.rsplit_once(") ")?;
    after_name.split(' ').nth(1)?.parse().ok()
}
