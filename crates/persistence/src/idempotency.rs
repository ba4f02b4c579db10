//! The same write twice: the record of a POST under an `Idempotency-Key` (api.md).

use crate::tx::Tx;
use crate::{DataError, Database, Staff};
use chrono::{DateTime, TimeDelta, Utc};
use lintel_domain::access::Action;
use lintel_domain::ids::ProjectId;
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long the first answer is repeated.
pub(crate) const KEPT: TimeDelta = TimeDelta::hours(24);
/// A call that has been under way for so long has died with its server; the key is free again.
pub(crate) const ABANDONED: TimeDelta = TimeDelta::minutes(30);

/// Names the record of a write; only [`System::claim`](crate::System::claim) makes one.
#[derive(Clone, Debug)]
pub struct Receipt {
    id: Uuid,
}

/// Something that was permitted on the way to the effect; a replay is permitted again.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Permit {
    #[serde(with = "action_name")]
    pub(crate) action: Action,
    pub(crate) project: Option<ProjectId>,
}

/// What became of a claim.
#[derive(Debug)]
pub enum Claimed {
    /// The key is new: do the work.
    Fresh(Receipt),
    /// The work was done; this is its answer, if it could be kept.
    Answered(Receipt, String),
    /// The effect is there, but its answer was lost with the server.
    DoneUnanswered,
    /// The key was used with another request.
    OtherRequest,
    /// The first call is still under way.
    UnderWay,
}

#[derive(FromQueryResult)]
struct Record {
    id: Uuid,
    fingerprint: String,
    state: String,
    answer: Option<String>,
    created_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Permits {
    permits: String,
}

impl Database {
    /// Claims a key for one owner. `fingerprint` tells the same request from another.
    pub async fn claim(
        &self,
        owner: &str,
        key: &str,
        fingerprint: &str,
        now: DateTime<Utc>,
    ) -> Result<Claimed, DataError> {
        let tx = self.write(now).await?;
        let known: Option<Record> = tx
            .row(
                "SELECT id, fingerprint, state, answer, created_at FROM idempotency WHERE owner = $1 AND key = $2",
                vec![owner.into(), key.into()],
            )
            .await?;
        if let Some(record) = known {
            let age = now - record.created_at;
            let over = age >= KEPT || (record.state == "under_way" && age >= ABANDONED);
            if !over {
                return Ok(
                    match (
                        record.fingerprint == fingerprint,
                        record.state.as_str(),
                        record.answer,
                    ) {
                        (false, _, _) => Claimed::OtherRequest,
                        (true, "answered", Some(answer)) => {
                            Claimed::Answered(Receipt { id: record.id }, answer)
                        }
                        (true, "under_way", _) => Claimed::UnderWay,
                        (true, _, _) => Claimed::DoneUnanswered,
                    },
                );
            }
            tx.run(
                "DELETE FROM idempotency WHERE id = $1",
                vec![record.id.into()],
            )
            .await?;
        }
        let id = Uuid::now_v7();
        let row = tx
            .run(
                "INSERT INTO idempotency (id, owner, key, fingerprint, state, permits, created_at) \
                 VALUES ($1, $2, $3, $4, 'under_way', '[]', $5) ON CONFLICT (owner, key) DO NOTHING",
                vec![id.into(), owner.into(), key.into(), fingerprint.into(), now.into()],
            )
            .await?;
        tx.commit().await?;
        Ok(if row == 1 {
            Claimed::Fresh(Receipt { id })
        } else {
            Claimed::UnderWay
        })
    }

    /// Keeps the answer of a claimed write.
    pub async fn keep_answer(
        &self,
        receipt: &Receipt,
        answer: &str,
        now: DateTime<Utc>,
    ) -> Result<(), DataError> {
        let tx = self.write(now).await?;
        tx.run(
            "UPDATE idempotency SET state = 'answered', answer = $2 WHERE id = $1",
            vec![receipt.id.into(), answer.into()],
        )
        .await?;
        tx.commit().await
    }

    /// Frees the key of a write that failed before it had an effect.
    pub async fn release(&self, receipt: &Receipt, now: DateTime<Utc>) -> Result<(), DataError> {
        let tx = self.write(now).await?;
        tx.run(
            "DELETE FROM idempotency WHERE id = $1 AND state = 'under_way'",
            vec![receipt.id.into()],
        )
        .await?;
        tx.commit().await
    }

    /// Forgets answers older than [`KEPT`]; how many.
    pub async fn sweep_idempotency(&self, now: DateTime<Utc>) -> Result<u64, DataError> {
        let tx = self.write(now).await?;
        let swept = tx
            .run(
                "DELETE FROM idempotency WHERE created_at <= $1",
                vec![(now - KEPT).into()],
            )
            .await?;
        tx.commit().await?;
        Ok(swept)
    }
}

impl Receipt {
    /// Marks the effect as done, in its own transaction.
    pub(crate) async fn mark_done(&self, tx: &Tx, permits: &[Permit]) -> Result<(), DataError> {
        let permits =
            serde_json::to_string(permits).map_err(|error| DataError::Broken(error.to_string()))?;
        let marked = tx
            .run(
                "UPDATE idempotency SET state = 'done', permits = $2 WHERE id = $1 AND state = 'under_way'",
                vec![self.id.into(), permits.into()],
            )
            .await?;
        if marked == 1 {
            Ok(())
        } else {
            Err(DataError::Unavailable(
                "the idempotency key was taken over".into(),
            ))
        }
    }
}

impl Staff {
    /// Permits again what the first call was permitted, before its answer is repeated.
    pub async fn permit_replay(&mut self, receipt: &Receipt) -> Result<(), DataError> {
        let row: Permits = self
            .tx
            .row(
                "SELECT permits FROM idempotency WHERE id = $1",
                vec![receipt.id.into()],
            )
            .await?
            .ok_or(DataError::NotFound)?;
        let permits: Vec<Permit> = serde_json::from_str(&row.permits)
            .map_err(|error| DataError::Broken(error.to_string()))?;
        for permit in permits {
            match permit.project {
                Some(project) => drop(self.project(permit.action, project).await?),
                None => drop(self.permit(permit.action)?),
            }
        }
        Ok(())
    }
}

mod action_name {
    use lintel_domain::access::{ACTIONS_BY_ROLE, Action};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(action: &Action, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(action.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Action, D::Error> {
        let name = String::deserialize(from)?;
        ACTIONS_BY_ROLE
            .iter()
            .map(|(action, _)| *action)
            .find(|action| action.as_str() == name)
            .ok_or_else(|| D::Error::custom("an action of another release"))
    }
}
