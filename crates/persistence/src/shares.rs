//! Shares: what members show to whom.

use crate::audience::EVERYONE;
use crate::doors::frequency;
use crate::entity::share;
use crate::tx::list;
use crate::{DataError, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::client::ClientStatus;
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{ClientId, ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::visibility::{Access, Audience};
use sea_orm::{FromQueryResult, Set, Value};
use uuid::Uuid;

/// An item that a member wants to share or unshare.
#[derive(Clone, Debug)]
pub struct Shareable {
    /// The item.
    pub id: ItemId,
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// Its own live shares, those of folders above left aside.
    pub shared_with: Vec<Audience>,
}

/// A client of a project, as sharing sees them.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The client.
    pub id: ClientId,
    /// Their name.
    pub name: String,
    /// Where they stand.
    pub status: ClientStatus,
    /// Their access to the project.
    pub access: Option<Access>,
    /// How often they want letters.
    pub email_frequency: EmailFrequency,
}

/// A live share on the way from an item up to its project.
#[derive(Clone, Debug)]
pub struct Reaching {
    /// The item itself, or a folder above it.
    pub through: ItemId,
    /// Its title.
    pub title: String,
    /// For whom.
    pub audience: Audience,
}

#[derive(FromQueryResult)]
struct ItemRow {
    id: ItemId,
    kind: String,
    title: String,
    state: String,
}

#[derive(FromQueryResult)]
struct ShareRow {
    item_id: ItemId,
    client_id: Option<ClientId>,
}

#[derive(FromQueryResult)]
struct RecipientRow {
    id: ClientId,
    name: String,
    status: String,
    ends_at: Option<DateTime<Utc>>,
    email_frequency: String,
}

#[derive(FromQueryResult)]
struct ReachingRow {
    id: ItemId,
    title: String,
    client_id: Option<ClientId>,
}

#[derive(FromQueryResult)]
struct Count {
    items: i64,
}

#[derive(FromQueryResult)]
struct Contained {
    root: ItemId,
    items: i64,
}

impl Staff {
    /// These items of a project with their own shares, in the order asked for.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when one of them is not in the project or was deleted.
    pub async fn shareables(
        &self,
        project: ProjectId,
        ids: &[ItemId],
    ) -> Result<Vec<Shareable>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), project.into()];
        values.extend(ids.iter().map(|id| (*id).into()));
        let wanted = list(3, ids.len());
        let items: Vec<ItemRow> = self
            .tx
            .rows(
                &format!(
                    "SELECT id, kind, title, state FROM item \
                     WHERE org_id = $1 AND project_id = $2 AND state <> 'deleted' AND id IN ({wanted})"
                ),
                values.clone(),
            )
            .await?;
        let shares: Vec<ShareRow> = self
            .tx
            .rows(
                &format!(
                    "SELECT s.item_id, s.client_id FROM share s \
                     JOIN item i ON i.org_id = s.org_id AND i.id = s.item_id AND i.project_id = $2 \
                     WHERE s.org_id = $1 AND s.revoked_at IS NULL AND s.item_id IN ({wanted})"
                ),
                values,
            )
            .await?;
        ids.iter()
            .map(|id| {
                let item = items
                    .iter()
                    .find(|item| item.id == *id)
                    .ok_or(DataError::NotFound)?;
                let own = shares.iter().filter(|share| share.item_id == *id);
                item.shareable(own.map(|share| audience(share.client_id)).collect())
            })
            .collect()
    }

    /// One item of the organisation with its project, for [H8].
    pub async fn shareable(&self, id: ItemId) -> Result<(ProjectId, Shareable), DataError> {
        #[derive(FromQueryResult)]
        struct Row {
            project_id: ProjectId,
        }
        let row: Row = self
            .tx
            .row(
                "SELECT project_id FROM item WHERE org_id = $1 AND id = $2 AND state <> 'deleted'",
                vec![self.org_id().into(), id.into()],
            )
            .await?
            .ok_or(DataError::NotFound)?;
        let item = self
            .shareables(row.project_id, &[id])
            .await?
            .pop()
            .ok_or(DataError::NotFound)?;
        Ok((row.project_id, item))
    }

    /// How many published things lie below each of these folders, all levels counted.
    pub async fn contained(&self, folders: &[ItemId]) -> Result<Vec<(ItemId, u64)>, DataError> {
        if folders.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![self.org_id().into()];
        values.extend(folders.iter().map(|id| (*id).into()));
        let rows: Vec<Contained> = self
            .tx
            .rows(
                &format!(
                    "WITH RECURSIVE tree(root, id) AS ( \
                       SELECT id, id FROM item WHERE org_id = $1 AND id IN ({}) \
                       UNION ALL \
                       SELECT tree.root, child.id FROM tree JOIN item child \
                         ON child.org_id = $1 AND child.parent_id = tree.id AND child.state = 'published') \
                     SELECT root, COUNT(*) - 1 AS items FROM tree GROUP BY root",
                    list(2, folders.len())
                ),
                values,
            )
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.root, row.items.unsigned_abs()))
            .collect())
    }

    /// How many published items of a project none of these clients would see after sharing `shown`.
    pub async fn hidden_items(
        &self,
        project: ProjectId,
        shown: &[ItemId],
        clients: &[ClientId],
    ) -> Result<u64, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), project.into(), EVERYONE.into()];
        values.extend(shown.iter().map(|item| Value::from(*item)));
        let viewers = list(values.len() + 1, clients.len());
        values.extend(clients.iter().map(|client| Value::from(*client)));
        let also = if clients.is_empty() {
            String::new()
        } else {
            format!(", {viewers}")
        };
        let count: Option<Count> = self
            .tx
            .row(
                &format!(
                    "WITH RECURSIVE tree(id) AS ( \
                       SELECT id FROM item WHERE org_id = $1 AND id IN ({}) \
                       UNION \
                       SELECT child.id FROM tree JOIN item child ON child.org_id = $1 AND child.parent_id = tree.id) \
                     SELECT COUNT(*) AS items FROM item i WHERE i.org_id = $1 AND i.project_id = $2 \
                       AND i.state = 'published' AND i.id NOT IN (SELECT id FROM tree) AND NOT EXISTS \
                         (SELECT 1 FROM audience a WHERE a.org_id = i.org_id AND a.item_id = i.id \
                            AND a.viewer IN ($3{also}))",
                    list(4, shown.len())
                ),
                values,
            )
            .await?;
        Ok(count.map_or(0, |count| count.items.unsigned_abs()))
    }

    /// The clients with access to a project, by name.
    pub async fn recipients(&self, project: ProjectId) -> Result<Vec<Recipient>, DataError> {
        let rows: Vec<RecipientRow> = self
            .tx
            .rows(
                "SELECT c.id, c.name, c.status, ca.ends_at, ca.email_frequency FROM client_access ca \
                 JOIN client c ON c.org_id = ca.org_id AND c.id = ca.client_id \
                 WHERE ca.org_id = $1 AND ca.project_id = $2 AND ca.ended_at IS NULL \
                 ORDER BY c.name_key, c.id",
                vec![self.org_id().into(), project.into()],
            )
            .await?;
        rows.into_iter()
            .map(|row| {
                let status = ClientStatus::parse(&row.status);
                Ok(Recipient {
                    id: row.id,
                    name: row.name,
                    status: status.ok_or_else(|| {
                        DataError::Broken(format!("client status {}", row.status))
                    })?,
                    access: Some(Access {
                        ends_at: row.ends_at,
                    }),
                    email_frequency: frequency(&row.email_frequency)?,
                })
            })
            .collect()
    }

    /// The live shares of an item and of every folder above it, nearest first.
    pub async fn reaching(&self, item: ItemId) -> Result<Vec<Reaching>, DataError> {
        let rows: Vec<ReachingRow> = self
            .tx
            .rows(
                "WITH RECURSIVE up(id, parent_id, title, distance) AS ( \
                   SELECT id, parent_id, title, 0 FROM item WHERE org_id = $1 AND id = $2 \
                   UNION ALL \
                   SELECT folder.id, folder.parent_id, folder.title, up.distance + 1 FROM up \
                     JOIN item folder ON folder.org_id = $1 AND folder.id = up.parent_id) \
                 SELECT up.id, up.title, share.client_id FROM up \
                   JOIN share ON share.org_id = $1 AND share.item_id = up.id AND share.revoked_at IS NULL \
                 ORDER BY up.distance, share.id",
                vec![self.org_id().into(), item.into()],
            )
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| Reaching {
                through: row.id,
                title: row.title,
                audience: audience(row.client_id),
            })
            .collect())
    }

    /// Makes the own audience of each item exactly `audiences`; what stays shared keeps its row.
    pub async fn set_shares(
        &self,
        items: &[Shareable],
        audiences: &[Audience],
    ) -> Result<(), DataError> {
        let rows = items.iter().flat_map(|item| {
            let missing = audiences
                .iter()
                .filter(|audience| !item.shared_with.contains(audience));
            missing.map(|audience| (item.id, *audience))
        });
        let gone = |item: &&Shareable| {
            item.shared_with
                .iter()
                .any(|audience| !audiences.contains(audience))
        };
        let narrowed: Vec<ItemId> = items.iter().filter(gone).map(|item| item.id).collect();
        self.revoke_shares(&narrowed, audiences).await?;
        let new: Vec<share::ActiveModel> = rows
            .map(|(item, audience)| self.new_share(item, audience))
            .collect();
        self.tx.insert_all(new).await?;
        let touched: Vec<ItemId> = items.iter().map(|item| item.id).collect();
        self.rewrite_audience(&touched).await
    }

    /// Takes the own shares of these items away.
    pub async fn unshare(&self, items: &[ItemId]) -> Result<(), DataError> {
        self.revoke_shares(items, &[]).await?;
        self.rewrite_audience(items).await
    }

    pub(crate) async fn revoke_shares(
        &self,
        items: &[ItemId],
        keep: &[Audience],
    ) -> Result<(), DataError> {
        let kept: Vec<ClientId> = keep
            .iter()
            .filter_map(|audience| match audience {
                Audience::Everyone => None,
                Audience::Client(client) => Some(*client),
            })
            .collect();
        let everyone_kept = keep.contains(&Audience::Everyone);
        for items in items.chunks(400) {
            let mut values: Vec<Value> = vec![
                self.org_id().into(),
                self.now().into(),
                self.member().id.into(),
            ];
            values.extend(items.iter().map(|item| (*item).into()));
            values.extend(kept.iter().map(|client| (*client).into()));
            let mut doomed = vec![];
            if !everyone_kept {
                doomed.push("client_id IS NULL".to_owned());
            }
            doomed.push(match kept.len() {
                0 => "client_id IS NOT NULL".to_owned(),
                count => format!("client_id NOT IN ({})", list(4 + items.len(), count)),
            });
            self.tx
                .run(
                    &format!(
                        "UPDATE share SET revoked_at = $2, revoked_by = $3 \
                         WHERE org_id = $1 AND revoked_at IS NULL AND item_id IN ({}) AND ({})",
                        list(4, items.len()),
                        doomed.join(" OR ")
                    ),
                    values,
                )
                .await?;
        }
        Ok(())
    }

    fn new_share(&self, item: ItemId, audience: Audience) -> share::ActiveModel {
        let client = match audience {
            Audience::Everyone => None,
            Audience::Client(client) => Some(client.as_uuid()),
        };
        share::ActiveModel {
            id: Set(Uuid::now_v7()),
            org_id: Set(self.org_id().into()),
            item_id: Set(item.into()),
            client_id: Set(client),
            shared_by: Set(self.member().id.into()),
            shared_at: Set(self.now()),
            revoked_by: Set(None),
            revoked_at: Set(None),
        }
    }
}

impl ItemRow {
    fn shareable(&self, shared_with: Vec<Audience>) -> Result<Shareable, DataError> {
        let broken = || {
            DataError::Broken(format!(
                "item {} is a {} {}",
                self.id, self.state, self.kind
            ))
        };
        Ok(Shareable {
            id: self.id,
            kind: Kind::parse(&self.kind).ok_or_else(broken)?,
            title: self.title.clone(),
            state: State::parse(&self.state).ok_or_else(broken)?,
            shared_with,
        })
    }
}

fn audience(client: Option<ClientId>) -> Audience {
    client.map_or(Audience::Everyone, Audience::Client)
}
