//! Updates ([M1]): messages to clients, what is attached to them, and whom they reached.

use crate::audience::{self, EVERYONE};
use crate::doors::frequency;
use crate::drafts::{from_json, to_json};
use crate::entity::{attachment, share, update_post};
use crate::item_rows::{ItemRow, select, with_shared};
use crate::records::{Activity, Actor, Audit, write_activity, write_audit};
use crate::tx::{Tx, list};
use crate::{DataError, Item, PortalProject, SeenItem, Staff, System};
use chrono::{DateTime, Utc};
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{ClientId, ItemId, MemberId, OrgId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::rich_text::RichNode;
use sea_orm::{FromQueryResult, Set, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// What an update has of its own.
#[derive(Clone, Debug)]
pub struct Update {
    /// What it says.
    pub body: RichNode,
    /// How it begins.
    pub excerpt: String,
    /// How it is published, or will be.
    pub publication: Publication,
    /// When it was published, in UTC.
    pub published_at: Option<DateTime<Utc>>,
    /// The name of who published it.
    pub published_by: Option<String>,
}

/// How an update is published.
#[derive(Clone, Debug, Default)]
pub struct Publication {
    /// When, in UTC, while it waits for its time.
    pub publish_at: Option<DateTime<Utc>>,
    /// Whether clients get a letter.
    pub notify: bool,
    /// Words for the letter.
    pub message: Option<String>,
    /// Whether what is attached is shared with the same clients.
    pub share_attachments: bool,
}

/// A client an update was e-mailed to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Emailed {
    /// The client.
    pub client_id: ClientId,
    /// Their name.
    pub name: String,
    /// When, in UTC.
    pub at: DateTime<Utc>,
}

/// Whom an update reached, and with what.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// How many clients have looked at it.
    pub seen: i64,
    /// What is attached to it, in order.
    pub attached: Vec<ItemId>,
}

#[derive(FromQueryResult)]
struct Row {
    item_id: ItemId,
    body: String,
    excerpt: String,
    publish_at: Option<DateTime<Utc>>,
    notify: bool,
    message: Option<String>,
    share_attachments: bool,
    published_at: Option<DateTime<Utc>>,
    published_by_name: Option<String>,
    seen: i64,
    attached: Option<String>,
}

async fn updates(
    tx: &Tx,
    org: OrgId,
    items: &[ItemId],
) -> Result<HashMap<ItemId, (Update, Reach)>, DataError> {
    if items.is_empty() {
        return Ok(HashMap::new());
    }
    let mut values: Vec<Value> = vec![org.into()];
    values.extend(items.iter().map(|id| Value::from(*id)));
    let joined = match tx.is_postgres() {
        true => "string_agg(CAST(a.attached_id AS text), ',' ORDER BY a.position)",
        false => "group_concat(lower(hex(a.attached_id)), ',' ORDER BY a.position)",
    };
    let sql = format!(
        "SELECT u.item_id, u.body, u.excerpt, u.publish_at, u.notify, u.message, u.share_attachments, \
           u.published_at, m.name AS published_by_name, \
           (SELECT COUNT(*) FROM receipt r WHERE r.org_id = u.org_id AND r.item_id = u.item_id) AS seen, \
           (SELECT {joined} FROM attachment a WHERE a.org_id = u.org_id AND a.item_id = u.item_id) AS attached \
         FROM update_post u LEFT JOIN member m ON m.org_id = u.org_id AND m.id = u.published_by \
         WHERE u.org_id = $1 AND u.item_id IN ({})",
        list(2, items.len())
    );
    let rows: Vec<Row> = tx.rows(&sql, values).await?;
    rows.into_iter().map(Row::update).collect()
}

impl PortalProject {
    /// What an update says that this client sees, and what is attached to it, as far as they see
    /// that; the update comes from a list or a detail of this door.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn update(&self, item: ItemId) -> Result<(Update, Vec<SeenItem>), DataError> {
        let mut found = updates(&self.tx, self.viewer().org, &[item]).await?;
        let (update, reach) = found.remove(&item).ok_or(DataError::NotFound)?;
        let mut seen = self.items_among(&reach.attached).await?;
        seen.sort_by_key(|item| reach.attached.iter().position(|id| *id == item.id));
        Ok((update, seen))
    }
}

impl Staff {
    /// What updates say, and whom they reached.
    pub async fn updates(
        &self,
        items: &[ItemId],
    ) -> Result<HashMap<ItemId, (Update, Reach)>, DataError> {
        updates(&self.tx, self.org_id(), items).await
    }

    /// What one update says.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn update(&self, item: ItemId) -> Result<Update, DataError> {
        let mut found = self.updates(&[item]).await?;
        Ok(found.remove(&item).ok_or(DataError::NotFound)?.0)
    }

    /// Makes an item an update.
    pub async fn add_update(
        &self,
        item: ItemId,
        body: &RichNode,
        excerpt: &str,
    ) -> Result<(), DataError> {
        self.tx
            .insert(update_post::ActiveModel {
                item_id: Set(item.into()),
                org_id: Set(self.org_id().into()),
                body: Set(to_json(body)?),
                excerpt: Set(excerpt.into()),
                publish_at: Set(None),
                notify: Set(false),
                message: Set(None),
                share_attachments: Set(false),
                published_at: Set(None),
                published_by: Set(None),
            })
            .await
    }

    /// Saves what an update says.
    pub async fn save_update(
        &self,
        item: ItemId,
        body: &RichNode,
        excerpt: &str,
    ) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE update_post SET body = $3, excerpt = $4 WHERE org_id = $1 AND item_id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    to_json(body)?.into(),
                    excerpt.into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// Saves how an update is published: by this member, at its time or now.
    pub async fn save_publication(
        &self,
        item: ItemId,
        publication: &Publication,
        published_at: Option<DateTime<Utc>>,
    ) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE update_post SET publish_at = $3, notify = $4, message = $5, share_attachments = $6, \
                   published_at = $7, published_by = $8 WHERE org_id = $1 AND item_id = $2",
                vec![
                    self.org_id().into(),
                    item.into(),
                    publication.publish_at.into(),
                    publication.notify.into(),
                    publication.message.clone().into(),
                    publication.share_attachments.into(),
                    published_at.into(),
                    self.member().id.into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// What is attached to an update, in order; what was deleted is left out.
    pub async fn attachments(&self, item: ItemId) -> Result<Vec<Item>, DataError> {
        let mut found = self.updates(&[item]).await?;
        let (_, Reach { attached: ids, .. }) = found.remove(&item).ok_or(DataError::NotFound)?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![self.org_id().into()];
        values.extend(ids.iter().map(|id| Value::from(*id)));
        let sql = format!(
            "{} WHERE i.org_id = $1 AND i.id IN ({}) AND i.state <> 'deleted'",
            select("item"),
            list(2, ids.len())
        );
        let rows: Vec<ItemRow> = self.tx.rows(&sql, values).await?;
        let mut items = with_shared(rows, self.shared_with(&ids).await?)?;
        items.sort_by_key(|item| ids.iter().position(|id| *id == item.id));
        Ok(items)
    }

    /// Attaches these items, in this order, and no others.
    pub async fn attach(&self, item: ItemId, attached: &[ItemId]) -> Result<(), DataError> {
        self.tx
            .run(
                "DELETE FROM attachment WHERE org_id = $1 AND item_id = $2",
                vec![self.org_id().into(), item.into()],
            )
            .await?;
        let rows = (0..)
            .zip(attached)
            .map(|(position, id)| attachment::ActiveModel {
                org_id: Set(self.org_id().into()),
                item_id: Set(item.into()),
                attached_id: Set((*id).into()),
                position: Set(position),
            });
        self.tx.insert_all(rows.collect()).await
    }

    /// For each of these items, how many of the clients do not see it now by its shares.
    pub async fn hidden_from(
        &self,
        items: &[ItemId],
        clients: &[ClientId],
    ) -> Result<HashMap<ItemId, usize>, DataError> {
        #[derive(FromQueryResult)]
        struct Seen {
            item_id: ItemId,
            viewer: Uuid,
        }
        let mut hidden: HashMap<ItemId, usize> =
            items.iter().map(|id| (*id, clients.len())).collect();
        if items.is_empty() {
            return Ok(hidden);
        }
        let mut values: Vec<Value> = vec![self.org_id().into()];
        values.extend(items.iter().map(|id| Value::from(*id)));
        let rows: Vec<Seen> = self
            .tx
            .rows(
                &format!(
                    "SELECT item_id, viewer FROM audience WHERE org_id = $1 AND item_id IN ({})",
                    list(2, items.len())
                ),
                values,
            )
            .await?;
        for (item, count) in &mut hidden {
            let sees = |client: &&ClientId| {
                rows.iter().any(|row| {
                    row.item_id == *item
                        && (row.viewer == EVERYONE || row.viewer == client.as_uuid())
                })
            };
            *count -= clients.iter().filter(sees).count();
        }
        Ok(hidden)
    }

    /// Shares what is attached to an update with those it is shared with; the items that became so.
    pub async fn share_attachments(&self, update: ItemId) -> Result<Vec<ItemId>, DataError> {
        let member = self.member().id;
        share_attachments(&self.tx, self.org_id(), update, member).await
    }

    /// The clients an update was e-mailed to, by name.
    pub async fn emailed_clients(&self, item: ItemId) -> Result<Vec<Emailed>, DataError> {
        self.tx
            .rows(
                "SELECT l.client_id, c.name, l.sent_at AS at FROM item_letter l \
                 JOIN client c ON c.org_id = l.org_id AND c.id = l.client_id \
                 WHERE l.org_id = $1 AND l.item_id = $2 ORDER BY c.name_key, c.id",
                vec![self.org_id().into(), item.into()],
            )
            .await
    }
}

async fn share_attachments(
    tx: &Tx,
    org: OrgId,
    update: ItemId,
    by: MemberId,
) -> Result<Vec<ItemId>, DataError> {
    #[derive(FromQueryResult)]
    struct Missing {
        attached_id: ItemId,
        client_id: Option<ClientId>,
    }
    let missing: Vec<Missing> = tx
        .rows(
            "SELECT a.attached_id, s.client_id FROM attachment a \
             JOIN item i ON i.org_id = a.org_id AND i.id = a.attached_id AND i.state <> 'deleted' \
             JOIN share s ON s.org_id = a.org_id AND s.item_id = a.item_id AND s.revoked_at IS NULL \
             WHERE a.org_id = $1 AND a.item_id = $2 AND NOT EXISTS \
               (SELECT 1 FROM share own WHERE own.org_id = a.org_id AND own.item_id = a.attached_id \
                  AND own.revoked_at IS NULL AND (own.client_id IS NULL OR own.client_id = s.client_id)) \
               AND NOT EXISTS (SELECT 1 FROM audience seen WHERE seen.org_id = a.org_id \
                  AND seen.item_id = a.attached_id AND seen.viewer IN ($3, COALESCE(s.client_id, $3)))",
            vec![org.into(), update.into(), EVERYONE.into()],
        )
        .await?;
    let rows = missing.iter().map(|missing| share::ActiveModel {
        id: Set(Uuid::now_v7()),
        org_id: Set(org.into()),
        item_id: Set(missing.attached_id.into()),
        client_id: Set(missing.client_id.map(Into::into)),
        shared_by: Set(by.into()),
        shared_at: Set(tx.now()),
        revoked_by: Set(None),
        revoked_at: Set(None),
    });
    tx.insert_all(rows.collect()).await?;
    let mut items: Vec<ItemId> = missing.iter().map(|missing| missing.attached_id).collect();
    items.sort();
    items.dedup();
    audience::rewrite(tx, org, &items).await?;
    Ok(items)
}

/// An update whose time has come.
#[derive(FromQueryResult)]
struct Due {
    org_id: OrgId,
    project_id: ProjectId,
    title: String,
    notify: bool,
    message: Option<String>,
    share_attachments: bool,
    member_id: MemberId,
    member_name: String,
    timezone: String,
}

/// A scheduled update that was published, and how its clients are told.
#[derive(Clone, Debug)]
pub struct Published {
    /// Its organisation.
    pub org: OrgId,
    /// Its project.
    pub project: ProjectId,
    /// Words for the letter, if clients get one.
    pub letter: Option<Option<String>>,
    /// The name of who scheduled it.
    pub published_by: String,
    /// The organisation's time zone.
    pub timezone: String,
}

impl System {
    /// Publishes an update whose time has come; `None` when it waits for another time or none, or is
    /// published or gone.
    pub async fn publish_due(&self, item: ItemId) -> Result<Option<Published>, DataError> {
        let due: Option<Due> = self
            .tx
            .row(
                "SELECT u.org_id, i.project_id, i.title, u.notify, u.message, u.share_attachments, \
                   m.id AS member_id, m.name AS member_name, o.timezone FROM update_post u \
                 JOIN organisation o ON o.id = u.org_id \
                 JOIN item i ON i.org_id = u.org_id AND i.id = u.item_id AND i.state = 'draft' \
                 JOIN member m ON m.org_id = u.org_id AND m.id = u.published_by \
                 WHERE u.item_id = $1 AND u.publish_at <= $2",
                vec![item.into(), self.tx.now().into()],
            )
            .await?;
        let Some(due) = due else {
            return Ok(None);
        };
        self.tx.lock("project", due.project_id.as_uuid()).await?;
        let values = vec![
            due.org_id.into(),
            item.into(),
            self.tx.now().into(),
            State::Published.as_str().into(),
        ];
        for sql in [
            "UPDATE item SET state = $4, dated_at = $3, updated_at = $3, version = version + 1 \
             WHERE org_id = $1 AND id = $2",
            "UPDATE update_post SET published_at = $3, publish_at = NULL WHERE org_id = $1 AND item_id = $2 AND $4 = $4",
        ] {
            self.tx.run(sql, values.clone()).await?;
        }
        audience::rewrite(&self.tx, due.org_id, &[item]).await?;
        if due.share_attachments {
            let shared = share_attachments(&self.tx, due.org_id, item, due.member_id).await?;
            let acts = shared.into_iter().map(|attached| Audit {
                action: "share.created",
                subject_kind: "item",
                subject_id: Some(attached.as_uuid()),
                subject_name: None,
                detail: Some(format!("attached to “{}”", due.title)),
            });
            let actor = Actor::Member(due.member_id.as_uuid(), due.member_name.clone());
            write_audit(&self.tx, due.org_id, actor, acts.collect()).await?;
        }
        let published = Activity {
            verb: "published",
            item: Some((item, due.title, Kind::Update)),
            detail: None,
        };
        write_activity(
            &self.tx,
            due.org_id,
            due.project_id,
            &due.member_name,
            vec![published],
        )
        .await?;
        Ok(Some(Published {
            org: due.org_id,
            project: due.project_id,
            letter: due.notify.then_some(due.message),
            published_by: due.member_name,
            timezone: due.timezone,
        }))
    }

    /// The clients of a project who see an item by its shares now, and how often they want letters.
    pub async fn readers(
        &self,
        org: OrgId,
        item: ItemId,
    ) -> Result<Vec<(ClientId, EmailFrequency)>, DataError> {
        #[derive(FromQueryResult)]
        struct Reader {
            id: ClientId,
            email_frequency: String,
        }
        let rows: Vec<Reader> = self
            .tx
            .rows(
                "SELECT DISTINCT c.id, ca.email_frequency FROM audience a \
                 JOIN client c ON c.org_id = a.org_id AND (a.viewer = c.id OR a.viewer = $3) AND c.status = 'active' \
                 JOIN client_access ca ON ca.org_id = c.org_id AND ca.client_id = c.id AND ca.project_id = a.project_id \
                   AND ca.ended_at IS NULL AND (ca.ends_at IS NULL OR ca.ends_at > $4) \
                 WHERE a.org_id = $1 AND a.item_id = $2",
                vec![
                    org.into(),
                    item.into(),
                    EVERYONE.into(),
                    self.tx.now().into(),
                ],
            )
            .await?;
        let reader = |row: Reader| Ok((row.id, frequency(&row.email_frequency)?));
        rows.into_iter().map(reader).collect()
    }
}

impl Row {
    fn update(self) -> Result<(ItemId, (Update, Reach)), DataError> {
        let update = Update {
            body: from_json("update", &self.body)?,
            excerpt: self.excerpt,
            publication: Publication {
                publish_at: self.publish_at,
                notify: self.notify,
                message: self.message,
                share_attachments: self.share_attachments,
            },
            published_at: self.published_at,
            published_by: self.published_by_name,
        };
        let attached = self.attached.as_deref().unwrap_or_default().split(',');
        let attached = attached.filter(|id| !id.is_empty()).map(str::parse);
        let reach = Reach {
            seen: self.seen,
            attached: attached
                .collect::<Result<_, _>>()
                .map_err(|error| DataError::Broken(format!("attachment: {error}")))?,
        };
        Ok((self.item_id, (update, reach)))
    }
}
