//! The audit log.

use super::common::page;
use chrono::{DateTime, Utc};
use lintel_app::audit;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An act that changed who has access to what.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntry {
    /// The entry.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Option<AuditActor>,
    /// What was done, such as `client.invited`.
    pub action: String,
    /// What it was done to, such as `client`.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: Option<Uuid>,
    /// Its name at the time.
    pub subject_name: Option<String>,
    /// More, in words.
    pub detail: Option<String>,
}

/// Who did it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditActor {
    /// What they are.
    #[schema(inline)]
    pub kind: ActorKind,
    /// Their name at the time.
    pub name: Option<String>,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum ActorKind {
    Member,
    Client,
    System,
}

page! {
    /// Entries of the audit log, newest first.
    AuditPage of AuditEntry
}

impl From<audit::AuditEntry> for AuditEntry {
    fn from(entry: audit::AuditEntry) -> AuditEntry {
        let kind = match entry.actor_kind.as_str() {
            "member" => ActorKind::Member,
            "client" => ActorKind::Client,
            _ => ActorKind::System,
        };
        AuditEntry {
            id: entry.id,
            at: entry.at,
            actor: Some(AuditActor {
                kind,
                name: entry.actor_name,
            }),
            action: entry.action,
            subject_kind: entry.subject_kind,
            subject_id: entry.subject_id,
            subject_name: entry.subject_name,
            detail: entry.detail,
        }
    }
}
