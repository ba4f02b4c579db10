//! Work for later: rows written in the change's own transaction, claimed by lease.

use crate::entity::outbox;
use crate::tx::Tx;
use crate::{DataError, Database, Staff, System};
use chrono::{DateTime, TimeDelta, Utc};
use lintel_domain::ids::{
    AccountId, ClientId, FileId, InvitationId, ItemId, JobId, OrgId, ProjectId,
};
use sea_orm::{FromQueryResult, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long a worker may hold a job before another takes it.
pub const LEASE: TimeDelta = TimeDelta::minutes(2);

/// How long a done job is kept.
const DONE_KEPT: TimeDelta = TimeDelta::days(30);

/// Everything that is done later. Ids only: what a letter says, and whether its receiver may
/// still read it, is looked up when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Send an invitation to a client or a member.
    Invitation {
        /// Which.
        invitation: InvitationId,
    },
    /// Tell a client that something was shared ([H4]).
    ItemsShared {
        /// The client.
        client: ClientId,
        /// The project.
        project: ProjectId,
        /// What was shared; what is no longer visible when the letter is sent is not told of.
        items: Vec<ItemId>,
        /// The builder's words.
        message: Option<String>,
        /// The name of who shared.
        shared_by: String,
    },
    /// Tell a client once a day or week what is new ([P5]).
    Digest {
        /// The client.
        client: ClientId,
        /// The project.
        project: ProjectId,
    },
    /// Send the link to set a new password.
    PasswordReset {
        /// To the account of this address, if there is one.
        email: String,
    },
    /// Tell an account's owner that the password was changed.
    PasswordChanged {
        /// Whose.
        account: AccountId,
    },
    /// Tell a client that a newer revision was issued, and ask them to acknowledge it if need be ([M3]).
    RevisionIssued {
        /// The client.
        client: ClientId,
        /// The project.
        project: ProjectId,
        /// The revision; nothing is told when it is not the current one any more.
        file: FileId,
    },
    /// Publish an update whose time has come ([M1]).
    PublishUpdate {
        /// The update.
        item: ItemId,
    },
    /// Make the pictures of a file ahead of their being asked for.
    Render {
        /// The file.
        file: FileId,
    },
}

/// Jobs of one lane wait for each other, and for nobody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// E-mails.
    Letters,
    /// Pictures of files.
    Renders,
}

impl Lane {
    /// Every lane.
    pub const ALL: [Lane; 2] = [Lane::Letters, Lane::Renders];

    fn as_str(self) -> &'static str {
        match self {
            Lane::Letters => "letters",
            Lane::Renders => "renders",
        }
    }
}

impl Job {
    fn lane(&self) -> Lane {
        match self {
            Job::Render { .. } => Lane::Renders,
            _ => Lane::Letters,
        }
    }
}

/// A job that a worker holds.
#[derive(Clone, Debug)]
pub struct Leased {
    /// Its id; also the stable part of a letter's `Message-ID`.
    pub id: JobId,
    /// The organisation it is done for.
    pub org: Option<OrgId>,
    /// What to do.
    pub job: Job,
    /// How often it was tried before.
    pub attempts: i32,
    lease: Uuid,
}

#[derive(FromQueryResult)]
struct Row {
    id: JobId,
    org_id: Option<OrgId>,
    job: String,
    attempts: i32,
}

impl Staff {
    /// Puts a job into the outbox; it is done after this transaction's commit.
    pub async fn enqueue(&self, job: Job) -> Result<(), DataError> {
        enqueue(&self.tx, Some(self.org_id()), job, self.tx.now(), None).await
    }

    /// Puts a job off until `run_at`.
    pub async fn enqueue_at(&self, job: Job, run_at: DateTime<Utc>) -> Result<(), DataError> {
        enqueue(&self.tx, Some(self.org_id()), job, run_at, None).await
    }

    /// Puts a job off until `run_at`, unless one with the same `dedupe` name waits already. One that
    /// a worker has begun gives its name up: it may have looked before this change.
    pub async fn enqueue_once(
        &self,
        job: Job,
        run_at: DateTime<Utc>,
        dedupe: String,
    ) -> Result<(), DataError> {
        enqueue(&self.tx, Some(self.org_id()), job, run_at, Some(dedupe)).await
    }
}

impl System {
    /// Puts a job into the outbox; it is done after this transaction's commit.
    pub async fn enqueue(&self, org: Option<OrgId>, job: Job) -> Result<(), DataError> {
        enqueue(&self.tx, org, job, self.tx.now(), None).await
    }

    /// As [`Staff::enqueue_once`].
    pub async fn enqueue_once(
        &self,
        org: OrgId,
        job: Job,
        run_at: DateTime<Utc>,
        dedupe: String,
    ) -> Result<(), DataError> {
        enqueue(&self.tx, Some(org), job, run_at, Some(dedupe)).await
    }
}

pub(crate) async fn enqueue(
    tx: &Tx,
    org: Option<OrgId>,
    job: Job,
    run_at: DateTime<Utc>,
    dedupe: Option<String>,
) -> Result<(), DataError> {
    if let Some(name) = &dedupe {
        // Held, so that no worker begins it before this change is there to be seen.
        let held = if tx.is_postgres() {
            "FOR NO KEY UPDATE"
        } else {
            ""
        };
        let waiting: Option<Row> = tx
            .row(
                &format!(
                    "SELECT id, org_id, job, attempts FROM outbox \
                     WHERE dedupe = $1 AND done_at IS NULL AND failed_at IS NULL {held}"
                ),
                vec![name.clone().into()],
            )
            .await?;
        if waiting.is_some() {
            return Ok(());
        }
    }
    tx.insert(outbox::ActiveModel {
        id: Set(Uuid::now_v7()),
        org_id: Set(org.map(Into::into)),
        lane: Set(job.lane().as_str().into()),
        job: Set(serde_json::to_string(&job).map_err(|error| DataError::Broken(error.to_string()))?),
        dedupe: Set(dedupe),
        run_at: Set(run_at),
        attempts: Set(0),
        leased_until: Set(None),
        lease: Set(None),
        done_at: Set(None),
        failed_at: Set(None),
        last_error: Set(None),
        created_at: Set(tx.now()),
    })
    .await
}

/// Whether a job like this waits, be it for its turn or to be tried again.
pub(crate) async fn is_waiting(tx: &Tx, job: &Job) -> Result<bool, DataError> {
    let text = serde_json::to_string(job).map_err(|error| DataError::Broken(error.to_string()))?;
    let waiting: Option<Row> = tx
        .row(
            "SELECT id, org_id, job, attempts FROM outbox \
             WHERE job = $1 AND done_at IS NULL AND failed_at IS NULL LIMIT 1",
            vec![text.into()],
        )
        .await?;
    Ok(waiting.is_some())
}

impl Database {
    /// Leases up to `limit` due jobs of a lane to this worker, oldest first.
    pub async fn lease_jobs(
        &self,
        lane: Lane,
        limit: u32,
        now: DateTime<Utc>,
    ) -> Result<Vec<Leased>, DataError> {
        let tx = self.write(now).await?;
        let skip_locked = if tx.is_postgres() {
            "FOR UPDATE SKIP LOCKED"
        } else {
            ""
        };
        let lease = Uuid::now_v7();
        let rows: Vec<Row> = tx
            .rows(
                &format!(
                    "UPDATE outbox SET lease = $1, leased_until = $2, dedupe = NULL WHERE id IN (\
                       SELECT id FROM outbox WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= $3 AND lane = $5 \
                         AND (leased_until IS NULL OR leased_until <= $3) \
                       ORDER BY run_at, id LIMIT $4 {skip_locked}) \
                     RETURNING id, org_id, job, attempts"
                ),
                vec![
                    lease.into(),
                    (now + LEASE).into(),
                    now.into(),
                    i64::from(limit).into(),
                    lane.as_str().into(),
                ],
            )
            .await?;
        let mut leased = Vec::with_capacity(rows.len());
        for row in rows {
            match serde_json::from_str(&row.job) {
                Ok(job) => leased.push(Leased {
                    id: row.id,
                    org: row.org_id,
                    job,
                    attempts: row.attempts,
                    lease,
                }),
                // A job of a later release: kept for it to see, and out of the way of the others.
                Err(error) => {
                    let values = vec![row.id.into(), now.into(), error.to_string().into()];
                    tx.run(
                        "UPDATE outbox SET failed_at = $2, last_error = $3 WHERE id = $1",
                        values,
                    )
                    .await?;
                }
            }
        }
        tx.commit().await?;
        leased.sort_by_key(|job| job.id);
        Ok(leased)
    }

    /// How many jobs of a lane are due and not done.
    pub async fn waiting_jobs(&self, lane: Lane, now: DateTime<Utc>) -> Result<u64, DataError> {
        #[derive(FromQueryResult)]
        struct Count {
            jobs: i64,
        }
        let tx = self.read(now).await?;
        let count: Option<Count> = tx
            .row(
                "SELECT COUNT(*) AS jobs FROM outbox WHERE done_at IS NULL AND failed_at IS NULL \
                   AND run_at <= $1 AND lane = $2",
                vec![now.into(), lane.as_str().into()],
            )
            .await?;
        Ok(count.map_or(0, |count| count.jobs.unsigned_abs()))
    }

    /// Records that a job failed; tried again at `retry_at`, or never when there is none.
    pub async fn fail_job(
        &self,
        job: &Leased,
        error: &str,
        retry_at: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<(), DataError> {
        let tx = self.write(now).await?;
        let failed_at = if retry_at.is_none() { Some(now) } else { None };
        tx.run(
            "UPDATE outbox SET attempts = attempts + 1, last_error = $3, run_at = $4, failed_at = $5, \
               lease = NULL, leased_until = NULL WHERE id = $1 AND lease = $2",
            vec![
                job.id.into(),
                job.lease.into(),
                error.into(),
                retry_at.unwrap_or(now).into(),
                failed_at.into(),
            ],
        )
        .await?;
        tx.commit().await
    }

    /// Forgets jobs done longer than [`DONE_KEPT`] ago; how many. Failed ones stay to be seen.
    pub async fn sweep_outbox(&self, now: DateTime<Utc>) -> Result<u64, DataError> {
        let tx = self.write(now).await?;
        let swept = tx
            .run(
                "DELETE FROM outbox WHERE done_at <= $1",
                vec![(now - DONE_KEPT).into()],
            )
            .await?;
        tx.commit().await?;
        Ok(swept)
    }
}

impl System {
    /// Marks a job as done, with what its doing changed.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when the lease has passed to another worker.
    pub async fn job_done(&self, job: &Leased) -> Result<(), DataError> {
        let done = self
            .tx
            .run(
                "UPDATE outbox SET done_at = $3, lease = NULL, leased_until = NULL WHERE id = $1 AND lease = $2",
                vec![job.id.into(), job.lease.into(), self.tx.now().into()],
            )
            .await?;
        if done == 1 {
            Ok(())
        } else {
            Err(DataError::NotFound)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::World;

    async fn put_off(world: &mut World) {
        let staff = world.change().await;
        let digest = Job::Digest {
            client: ClientId::from(Uuid::nil()),
            project: world.project,
        };
        let put = staff.enqueue_once(digest, staff.now(), "digest".into());
        put.await.expect("put off");
        staff.commit().await.expect("a commit");
    }

    #[tokio::test]
    async fn what_comes_while_a_summary_is_sent_waits_for_the_next_one() {
        let mut world = World::create().await;
        put_off(&mut world).await;
        put_off(&mut world).await;
        let now = world.look().await.now();
        let leased = world
            .db
            .lease_jobs(Lane::Letters, 8, now)
            .await
            .expect("leased");
        assert_eq!(leased.len(), 1, "one waiting job holds both");

        put_off(&mut world).await;
        let system = world.db.system_write(now).await.expect("a door");
        system.job_done(&leased[0]).await.expect("done");
        system.commit().await.expect("a commit");

        let now = world.look().await.now();
        let waiting = world
            .db
            .waiting_jobs(Lane::Letters, now)
            .await
            .expect("counted");
        assert_eq!(waiting, 1);
    }
}
