//! What happened, for the record: audit [A2] and activity [A1]. Rows are only ever added.

use crate::entity::{activity, audit};
use crate::tx::Tx;
use crate::{DataError, Staff};
use lintel_domain::ids::{ItemId, OrgId, ProjectId};
use lintel_domain::item::Kind;
use sea_orm::Set;
use uuid::Uuid;

/// Who did it.
#[derive(Clone, Debug)]
pub enum Actor {
    /// A member, by id and name.
    Member(Uuid, String),
    /// A client, by id and name.
    Client(Uuid, String),
    /// Lintel itself.
    System,
}

/// An access-changing act, such as `client.invited`.
#[derive(Clone, Debug)]
pub struct Audit {
    /// What was done: a kind and a verb in the past, such as `share.created`.
    pub action: &'static str,
    /// What it was done to, such as `client`.
    pub subject_kind: &'static str,
    /// Which one.
    pub subject_id: Option<Uuid>,
    /// Its name at the time.
    pub subject_name: Option<String>,
    /// More, in words.
    pub detail: Option<String>,
}

/// Something that happened on a project, such as `uploaded`.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// What was done, as one verb in the past.
    pub verb: &'static str,
    /// What it was done to: id, title at the time, kind.
    pub item: Option<(ItemId, String, Kind)>,
    /// More, in words.
    pub detail: Option<String>,
}

impl Staff {
    /// Records an access-changing act of this member.
    pub async fn audit(&self, entry: Audit) -> Result<(), DataError> {
        self.audit_all(vec![entry]).await
    }

    /// Records many access-changing acts of this member, in few statements.
    pub async fn audit_all(&self, entries: Vec<Audit>) -> Result<(), DataError> {
        let member = self.member();
        let actor = Actor::Member(member.id.as_uuid(), member.name.clone());
        write_audit(&self.tx, self.org_id(), actor, entries).await
    }

    /// Records what this member did on a project.
    pub async fn activity(&self, project: ProjectId, entry: Activity) -> Result<(), DataError> {
        self.activity_all(project, vec![entry]).await
    }

    /// Records what this member did on several projects at once, in few statements.
    pub async fn activity_on(
        &self,
        projects: &[ProjectId],
        entry: Activity,
    ) -> Result<(), DataError> {
        let entries = projects.iter().map(|project| (*project, entry.clone()));
        write_activities(&self.tx, self.org_id(), &self.member().name, entries).await
    }

    /// Records many things this member did on a project, in few statements.
    pub async fn activity_all(
        &self,
        project: ProjectId,
        entries: Vec<Activity>,
    ) -> Result<(), DataError> {
        write_activity(
            &self.tx,
            self.org_id(),
            project,
            &self.member().name,
            entries,
        )
        .await
    }
}

pub(crate) async fn write_audit(
    tx: &Tx,
    org: OrgId,
    actor: Actor,
    entries: Vec<Audit>,
) -> Result<(), DataError> {
    let (actor_kind, actor_id, actor_name) = match actor {
        Actor::Member(id, name) => ("member", Some(id), Some(name)),
        Actor::Client(id, name) => ("client", Some(id), Some(name)),
        Actor::System => ("system", None, None),
    };
    let rows = entries.into_iter().map(|entry| audit::ActiveModel {
        id: Set(Uuid::now_v7()),
        org_id: Set(org.into()),
        at: Set(tx.now()),
        actor_kind: Set(actor_kind.into()),
        actor_id: Set(actor_id),
        actor_name: Set(actor_name.clone()),
        action: Set(entry.action.into()),
        subject_kind: Set(entry.subject_kind.into()),
        subject_id: Set(entry.subject_id),
        subject_name: Set(entry.subject_name),
        detail: Set(entry.detail),
    });
    tx.insert_all(rows.collect()).await
}

pub(crate) async fn write_activity(
    tx: &Tx,
    org: OrgId,
    project: ProjectId,
    actor_name: &str,
    entries: Vec<Activity>,
) -> Result<(), DataError> {
    let entries = entries.into_iter().map(|entry| (project, entry));
    write_activities(tx, org, actor_name, entries).await
}

async fn write_activities(
    tx: &Tx,
    org: OrgId,
    actor_name: &str,
    entries: impl Iterator<Item = (ProjectId, Activity)>,
) -> Result<(), DataError> {
    let rows = entries.map(|(project, entry)| {
        let (item_id, item_title, kind) = match entry.item {
            Some((id, title, kind)) => (
                Some(id.as_uuid()),
                Some(title),
                Some(kind.as_str().to_owned()),
            ),
            None => (None, None, None),
        };
        activity::ActiveModel {
            id: Set(Uuid::now_v7()),
            org_id: Set(org.into()),
            project_id: Set(project.into()),
            at: Set(tx.now()),
            actor_name: Set(actor_name.to_owned()),
            verb: Set(entry.verb.into()),
            item_id: Set(item_id),
            item_title: Set(item_title),
            kind: Set(kind),
            detail: Set(entry.detail),
        }
    });
    tx.insert_all(rows.collect()).await
}
