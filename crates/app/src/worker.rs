//! The worker: takes jobs from the outbox, does them, and tidies up once an hour.

use crate::letters::{self, Then};
use crate::{App, Error, renders, sweep, trash, updates};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::FutureExt;
use lintel_domain::ids::FileId;
use lintel_mail::SendError;
use lintel_persistence::{Job, LEASE, Lane, Leased};
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Jobs taken at a time; small, so that a stopping worker has little to finish.
const BATCH: u32 = 8;
/// A job that failed so often is given up; with the delays below that takes about three days.
const ATTEMPTS_MAX: i32 = 40;
/// The first delay after a failure; doubled at each, up to [`DELAY_MAX`].
const DELAY_FIRST: TimeDelta = TimeDelta::seconds(15);
const DELAY_MAX: TimeDelta = TimeDelta::hours(2);
/// A file without pictures after so long is taken up again.
const RENDERED_WITHIN: TimeDelta = TimeDelta::days(4);
/// How often old records are tidied away.
const TIDY_EVERY: Duration = Duration::from_secs(3600);

/// Does the outbox's jobs until it is told to stop.
pub struct Worker {
    app: App,
    idle: Duration,
}

impl Worker {
    /// A worker that looks for jobs every `idle` while there are none.
    pub fn new(app: App, idle: Duration) -> Worker {
        Worker { app, idle }
    }

    /// Runs until `stop`; a job under way is finished first.
    pub async fn run(self, stop: CancellationToken) {
        let [letters, renders] = Lane::ALL.map(|lane| self.run_lane(lane, stop.clone()));
        tokio::join!(letters, renders, self.keep_tidy(stop));
    }

    async fn run_lane(&self, lane: Lane, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let pause = match self.round(lane).await {
                Ok(0) => self.idle,
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    log::error!("the outbox cannot be read: {error}");
                    self.idle.max(Duration::from_secs(1))
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    async fn keep_tidy(&self, stop: CancellationToken) {
        let mut tidy = tokio::time::interval(TIDY_EVERY);
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                _ = tidy.tick() => self.tidy().await,
            }
        }
    }

    /// Does the jobs of a lane that are due, once; how many were taken.
    ///
    /// # Errors
    /// When the database does not answer. A job's own failure is recorded with the job.
    pub async fn round(&self, lane: Lane) -> Result<usize, Error> {
        let leased_at = self.app.clock.now();
        if self.app.db.waiting_jobs(lane, leased_at).await? == 0 {
            return Ok(0);
        }
        let jobs = self.app.db.lease_jobs(lane, BATCH, leased_at).await?;
        for job in &jobs {
            // Left to whoever leases it next, rather than sent by two workers.
            if self.app.clock.now() - leased_at >= LEASE / 2 {
                break;
            }
            // A job that makes the program panic fails like any other, and the next ones are done.
            let attempt = AssertUnwindSafe(self.attempt(job)).catch_unwind().await;
            if let Err(failure) = attempt.unwrap_or_else(|_| Err(Failure::panicked())) {
                self.record(job, &failure).await?;
            }
        }
        Ok(jobs.len())
    }

    /// What a letter says of its time, its fourteen days say too: one moment for both.
    async fn attempt(&self, job: &Leased) -> Result<(), Failure> {
        let now = self.app.clock.now();
        if let Job::Render { file } = job.job {
            return self.render(job, file, now).await;
        }
        if let Job::PublishUpdate { item } = job.job {
            return Ok(updates::publish_scheduled(&self.app, job, item, now).await?);
        }
        let outgoing = letters::write(&self.app, job, now).await?;
        let then = match outgoing {
            None => Then::Nothing,
            Some(outgoing) => {
                let rendered = outgoing
                    .letter
                    .render()
                    .map_err(|error| Error::Internal(error.to_string()))?;
                self.app.mailer.send(&outgoing.envelope, &rendered).await?;
                outgoing.then
            }
        };
        let system = self.app.db.system_write(now).await.map_err(Error::from)?;
        match then {
            Then::Nothing => {}
            Then::InvitationSent(id) => system.invitation_sent(id).await.map_err(Error::from)?,
            Then::Emailed(access, items) => {
                system.emailed(access).await.map_err(Error::from)?;
                let updates = system.updates_emailed(access, &items);
                updates.await.map_err(Error::from)?;
            }
        }
        system.job_done(job).await.map_err(Error::from)?;
        system.commit().await.map_err(Error::from)?;
        Ok(())
    }

    async fn render(&self, job: &Leased, file: FileId, now: DateTime<Utc>) -> Result<(), Failure> {
        let made = renders::make(&self.app, file, now).await?;
        let system = self.app.db.system_write(now).await.map_err(Error::from)?;
        if let Some(made) = made {
            let recorded = system.rendered(&made.of, made.outcome).await;
            recorded.map_err(Error::from)?;
        }
        system.job_done(job).await.map_err(Error::from)?;
        system.commit().await.map_err(Error::from)?;
        Ok(())
    }

    async fn record(&self, job: &Leased, failure: &Failure) -> Result<(), Error> {
        let now = self.app.clock.now();
        let retry_at = (!failure.permanent && job.attempts + 1 < ATTEMPTS_MAX)
            .then(|| now + delay(job.attempts));
        log::warn!(job:% = job.id, attempt = job.attempts + 1, again = retry_at.is_some(); "{}", failure.reason);
        if let (None, Job::Invitation { invitation }) = (retry_at, &job.job) {
            let system = self.app.db.system_write(now).await?;
            system.invitation_failed(*invitation).await?;
            system.commit().await?;
        }
        Ok(self
            .app
            .db
            .fail_job(job, &failure.reason, retry_at, now)
            .await?)
    }

    async fn tidy(&self) {
        let now: DateTime<Utc> = self.app.clock.now();
        if let Err(error) = self.app.db.sweep_idempotency(now).await {
            log::error!("old idempotency records stay: {error}");
        }
        if let Err(error) = self.app.db.sweep_outbox(now).await {
            log::error!("old outbox rows stay: {error}");
        }
        match trash::purge_old(&self.app, now).await {
            Ok(0) => {}
            Ok(purged) => log::info!(purged; "things were in the trash for too long and are gone"),
            Err(error) => log::error!("old things stay in the trash: {error}"),
        }
        if let Err(error) = self.app.db.sweep_uploads(now).await {
            log::error!("uploads that were given up stay: {error}");
        }
        let forgotten = now - RENDERED_WITHIN;
        if let Err(error) = self.app.db.retake_renders(forgotten, now).await {
            log::error!("pictures that are missing stay so: {error}");
        }
        match sweep::files(&self.app).await {
            Ok(0) => {}
            Ok(swept) => log::info!(swept; "files that belong to nothing were removed"),
            Err(error) => log::error!("files that belong to nothing stay: {error}"),
        }
    }
}

/// Why a job could not be done.
struct Failure {
    reason: String,
    permanent: bool,
}

impl Failure {
    fn panicked() -> Failure {
        Failure {
            reason: "the program panicked; its message is in the log".into(),
            permanent: false,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure {
            reason: error.to_string(),
            permanent: false,
        }
    }
}

impl From<SendError> for Failure {
    fn from(error: SendError) -> Failure {
        Failure {
            permanent: error.permanent,
            reason: error.to_string(),
        }
    }
}

/// Doubling delays with up to a quarter of jitter, so that many failed jobs do not come back at once.
fn delay(attempts: i32) -> TimeDelta {
    let doubled = DELAY_FIRST * 2_i32.pow(attempts.clamp(0, 12).unsigned_abs());
    let base = doubled.min(DELAY_MAX);
    base + base / 4 * i32::from(rand::random::<u8>()) / 255
}
