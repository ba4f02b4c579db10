//! Whom items are shared with, as members see it on every item: its own shares and those of the
//! folders above it.

use crate::tx::list;
use crate::{DataError, Staff};
use lintel_domain::ids::{ClientId, ItemId, ProjectId};
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;

/// How far an item is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SharedWith {
    /// No share reaches it.
    #[default]
    Nobody,
    /// A share for everyone on the project reaches it.
    Everyone,
    /// Shares for single clients reach it.
    Some,
}

/// Whom an item is shared with, folders above it included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// How far.
    pub with: SharedWith,
    /// The clients that are named; empty unless it is shared with some.
    pub client_ids: Vec<ClientId>,
    /// The nearest folder whose share reaches it, when it has no share of its own.
    pub inherited_from: Option<ItemId>,
}

#[derive(FromQueryResult)]
struct Reach {
    item_id: ItemId,
    through: ItemId,
    client_id: Option<ClientId>,
}

impl Staff {
    /// Whom each of these items is shared with, in one statement; one that is not named is shared
    /// with nobody.
    pub async fn shared_with(
        &self,
        items: &[ItemId],
    ) -> Result<HashMap<ItemId, Shared>, DataError> {
        if items.is_empty() {
            return Ok(HashMap::new());
        }
        let mut values = vec![self.org_id().into()];
        values.extend(items.iter().map(|id| Value::from(*id)));
        self.shared(&format!("id IN ({})", list(2, items.len())), values)
            .await
    }

    /// Whom the folders of a project are shared with.
    pub(crate) async fn folders_shared_with(
        &self,
        project: ProjectId,
    ) -> Result<HashMap<ItemId, Shared>, DataError> {
        let values = vec![self.org_id().into(), project.into()];
        self.shared(
            "project_id = $2 AND state = 'published' AND kind IN ('folder', 'drawing_folder', 'photo_folder')",
            values,
        )
        .await
    }

    async fn shared(
        &self,
        which: &str,
        values: Vec<Value>,
    ) -> Result<HashMap<ItemId, Shared>, DataError> {
        // CROSS JOIN is the same here, and keeps SQLite from walking all shares of the organisation.
        let reaching: Vec<Reach> = self
            .tx
            .rows(
                &format!(
                    "WITH RECURSIVE up(item_id, through, parent_id, distance) AS ( \
                       SELECT id, id, parent_id, 0 FROM item WHERE org_id = $1 AND {which} \
                       UNION ALL \
                       SELECT up.item_id, folder.id, folder.parent_id, up.distance + 1 FROM up \
                         JOIN item folder ON folder.org_id = $1 AND folder.id = up.parent_id) \
                     SELECT up.item_id, up.through, share.client_id FROM up \
                       CROSS JOIN share WHERE share.org_id = $1 AND share.item_id = up.through \
                         AND share.revoked_at IS NULL \
                     ORDER BY up.distance, share.id"
                ),
                values,
            )
            .await?;
        let mut shared: HashMap<ItemId, Shared> = HashMap::new();
        for reach in reaching {
            let inherited_from = (reach.through != reach.item_id).then_some(reach.through);
            shared
                .entry(reach.item_id)
                .or_insert_with(|| Shared {
                    inherited_from,
                    ..Shared::default()
                })
                .extend(reach.client_id);
        }
        Ok(shared)
    }
}

impl Shared {
    /// With one more share; everyone holds every client.
    fn extend(&mut self, client: Option<ClientId>) {
        match client {
            None => {
                self.with = SharedWith::Everyone;
                self.client_ids.clear();
            }
            Some(client) if self.with != SharedWith::Everyone => {
                self.with = SharedWith::Some;
                if !self.client_ids.contains(&client) {
                    self.client_ids.push(client);
                }
            }
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_holds_the_clients_that_are_named_too() {
        let ann = ClientId::new();
        let mut shared = Shared::default();
        shared.extend(Some(ann));
        shared.extend(Some(ann));
        assert_eq!(
            (shared.with, shared.client_ids.len()),
            (SharedWith::Some, 1)
        );
        shared.extend(None);
        shared.extend(Some(ann));
        assert_eq!(shared.with, SharedWith::Everyone);
        assert!(shared.client_ids.is_empty());
    }
}
