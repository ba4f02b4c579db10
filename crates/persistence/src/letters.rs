//! What letters say, looked up when they are sent: a right that has gone by then sends nothing.

use crate::audience::EVERYONE;
use crate::audience_query::module_is_on;
use crate::doors::{ACCESS, frequency};
use crate::tx::list;
use crate::{DataError, System};
use chrono::{DateTime, Utc};
use lintel_domain::access::Role;
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{AccountId, ClientId, FileId, InvitationId, ItemId, OrgId, ProjectId};
use lintel_domain::invitation::LIFETIME;
use lintel_domain::item::Kind;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

/// Items named by one statement.
const ITEMS_AT_ONCE: usize = 400;

/// In whose name a letter is written.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sender {
    /// The organisation's name.
    pub organisation_name: String,
    /// Its colour as `#rrggbb`.
    pub colour: Option<String>,
    /// Its IANA time zone.
    pub timezone: String,
}

/// An invitation that can still be accepted.
#[derive(Clone, Debug)]
pub struct InvitationLetter {
    /// In whose name.
    pub sender: Sender,
    /// To which address.
    pub email: String,
    /// The invited person's name.
    pub name: String,
    /// Who invited them.
    pub inviter_name: String,
    /// Where answers go.
    pub inviter_email: String,
    /// For a member, the role they will have.
    pub role: Option<Role>,
    /// For a client, the projects they will see.
    pub project_names: Vec<String>,
}

/// News of a project for a client who may look into it now.
#[derive(Clone, Debug)]
pub struct NewsLetter {
    /// In whose name.
    pub sender: Sender,
    /// To which address.
    pub email: String,
    /// The client's name.
    pub name: String,
    /// The project's name.
    pub project_name: String,
    /// The client's access to the project: what an unsubscribe link names.
    pub access: Uuid,
    /// How often they want letters.
    pub frequency: EmailFrequency,
    /// How many things of each kind.
    pub counts: Vec<(Kind, usize)>,
}

/// A letter about an account.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AccountLetter {
    /// To which address.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// When a link in it stops working, or when what it tells of happened; UTC.
    pub at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct InvitationRow {
    org_id: OrgId,
    client_id: Option<ClientId>,
    email: String,
    name: String,
    role: Option<String>,
    inviter_name: String,
    inviter_email: String,
    #[sea_orm(nested)]
    sender: Sender,
}

#[derive(FromQueryResult)]
struct NewsRow {
    email: Option<String>,
    name: String,
    project_name: String,
    access_id: Uuid,
    email_frequency: String,
    emailed_at: Option<DateTime<Utc>>,
    granted_at: DateTime<Utc>,
    #[sea_orm(nested)]
    sender: Sender,
}

/// That a revision was issued.
#[derive(Debug)]
pub struct RevisionLetter {
    /// To whom, about which project.
    pub news: NewsLetter,
    /// A drawing's revision, or a document's version.
    pub is_drawing: bool,
    /// Whether the client looked at an older one.
    pub has_seen_older: bool,
    /// Whether the client is asked to acknowledge it.
    pub asks_acknowledgement: bool,
}

#[derive(FromQueryResult)]
struct KindCount {
    kind: String,
    items: i64,
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

impl System {
    /// An invitation's letter, unless it can no longer be accepted.
    pub async fn invitation_letter(
        &self,
        id: InvitationId,
    ) -> Result<Option<InvitationLetter>, DataError> {
        let row: Option<InvitationRow> = self
            .tx
            .row(
                "SELECT v.org_id, v.client_id, v.email, COALESCE(c.name, m.name) AS name, m.role, \
                   inviter.name AS inviter_name, inviter.email AS inviter_email, \
                   o.name AS organisation_name, o.colour, o.timezone \
                 FROM invitation v JOIN organisation o ON o.id = v.org_id \
                 JOIN member inviter ON inviter.org_id = v.org_id AND inviter.id = v.invited_by \
                 LEFT JOIN client c ON c.org_id = v.org_id AND c.id = v.client_id \
                 LEFT JOIN member m ON m.org_id = v.org_id AND m.id = v.member_id \
                 WHERE v.id = $1 AND v.accepted_at IS NULL AND v.replaced_at IS NULL AND v.revoked_at IS NULL",
                vec![id.into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let project_names = match row.client_id {
            Some(client) => self.project_names(row.org_id, client).await?,
            None => Vec::new(),
        };
        Ok(Some(InvitationLetter {
            sender: row.sender,
            email: row.email,
            name: row.name,
            inviter_name: row.inviter_name,
            inviter_email: row.inviter_email,
            role: row.role.as_deref().and_then(Role::parse),
            project_names,
        }))
    }

    async fn project_names(&self, org: OrgId, client: ClientId) -> Result<Vec<String>, DataError> {
        let rows: Vec<Name> = self
            .tx
            .rows(
                "SELECT p.name FROM client_access ca \
                 JOIN project p ON p.org_id = ca.org_id AND p.id = ca.project_id \
                 WHERE ca.org_id = $1 AND ca.client_id = $2 AND ca.ended_at IS NULL ORDER BY p.name",
                vec![org.into(), client.into()],
            )
            .await?;
        Ok(rows.into_iter().map(|row| row.name).collect())
    }

    /// Records that an invitation was sent now: its fourteen days begin ([I3]).
    pub async fn invitation_sent(&self, id: InvitationId) -> Result<(), DataError> {
        let now = self.tx.now();
        self.tx
            .run(
                "UPDATE invitation SET sent_at = $2, expires_at = $3, delivery = 'sent' \
                 WHERE id = $1 AND accepted_at IS NULL",
                vec![id.into(), now.into(), (now + LIFETIME).into()],
            )
            .await?;
        Ok(())
    }

    /// Records that an invitation cannot be delivered.
    pub async fn invitation_failed(&self, id: InvitationId) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE invitation SET delivery = 'failed' WHERE id = $1",
                vec![id.into()],
            )
            .await?;
        Ok(())
    }

    /// What of these items a client may see now; `None` when they may not look into the project.
    pub async fn shared_letter(
        &self,
        client: ClientId,
        project: ProjectId,
        items: &[ItemId],
    ) -> Result<Option<NewsLetter>, DataError> {
        let Some(row) = self.news(client, project).await? else {
            return Ok(None);
        };
        let mut counts: Vec<(Kind, usize)> = Vec::new();
        for items in items.chunks(400) {
            let mut values = self.news_values(client, project);
            values.extend(items.iter().map(|item| (*item).into()));
            let chosen = format!("a.item_id IN ({})", list(4, items.len()));
            for (kind, count) in self.counts(&chosen, values).await? {
                match counts.iter_mut().find(|(known, _)| *known == kind) {
                    Some((_, sum)) => *sum += count,
                    None => counts.push((kind, count)),
                }
            }
        }
        row.letter(counts)
    }

    /// That a revision was issued; `None` when the client does not see it now, or another one is
    /// current.
    pub async fn revision_letter(
        &self,
        client: ClientId,
        project: ProjectId,
        file: FileId,
    ) -> Result<Option<RevisionLetter>, DataError> {
        #[derive(FromQueryResult)]
        struct Row {
            item_id: ItemId,
            kind: String,
            older: i64,
            asked: i64,
        }
        let row: Option<Row> = self
            .tx
            .row(
                "SELECT i.id AS item_id, i.kind, \
                   (SELECT COUNT(*) FROM receipt r WHERE r.org_id = f.org_id AND r.item_id = i.id AND r.client_id = $2 \
                      AND r.file_id <> f.id) AS older, \
                   (SELECT COUNT(*) FROM acknowledgement k WHERE k.org_id = f.org_id AND k.file_id = f.id \
                      AND k.client_id = $2 AND k.given_at IS NULL) AS asked \
                 FROM file f JOIN item i ON i.org_id = f.org_id AND i.id = f.item_id \
                 WHERE f.id = $1 AND f.state = 'published'",
                vec![file.into(), client.into()],
            )
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let news = self.shared_letter(client, project, &[row.item_id]).await?;
        Ok(news
            .filter(|news| !news.counts.is_empty())
            .map(|news| RevisionLetter {
                news,
                is_drawing: row.kind == Kind::Drawing.as_str(),
                has_seen_older: row.older > 0,
                asks_acknowledgement: row.asked > 0,
            }))
    }

    /// What became visible to a client since the last such letter; `None` when they may not look
    /// into the project.
    pub async fn digest_letter(
        &self,
        client: ClientId,
        project: ProjectId,
    ) -> Result<Option<NewsLetter>, DataError> {
        let Some(row) = self.news(client, project).await? else {
            return Ok(None);
        };
        let mut values = self.news_values(client, project);
        values.push(row.emailed_at.unwrap_or(row.granted_at).into());
        let counts = self.counts("a.since > $4", values).await?;
        row.letter(counts)
    }

    /// Records that a client was written to about a project, up to now.
    pub async fn emailed(&self, access: Uuid) -> Result<(), DataError> {
        self.tx
            .run(
                "UPDATE client_access SET emailed_at = $2 WHERE id = $1",
                vec![access.into(), self.tx.now().into()],
            )
            .await?;
        Ok(())
    }

    /// Records that a client was written to about these items of theirs that are updates ([M1]).
    pub async fn updates_emailed(&self, access: Uuid, items: &[ItemId]) -> Result<(), DataError> {
        for items in items.chunks(ITEMS_AT_ONCE) {
            let mut values: Vec<Value> = vec![access.into(), self.tx.now().into()];
            values.extend(items.iter().map(|id| Value::from(*id)));
            self.tx
                .run(
                    &format!(
                        "INSERT INTO item_letter (org_id, item_id, client_id, sent_at) \
                         SELECT i.org_id, i.id, ca.client_id, $2 FROM client_access ca \
                         JOIN item i ON i.org_id = ca.org_id AND i.project_id = ca.project_id AND i.kind = 'update' \
                         WHERE ca.id = $1 AND i.id IN ({}) \
                         ON CONFLICT (org_id, item_id, client_id) DO UPDATE SET sent_at = excluded.sent_at",
                        list(3, items.len())
                    ),
                    values,
                )
                .await?;
        }
        Ok(())
    }

    /// Ends the letters to a client about a project, for the link in them: that access, and any they
    /// were given since.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when there is no such access.
    pub async fn unsubscribe(&self, access: Uuid) -> Result<(), DataError> {
        let found = self
            .tx
            .run(
                "UPDATE client_access SET email_frequency = 'none' \
                 WHERE (org_id, client_id, project_id) = \
                   (SELECT org_id, client_id, project_id FROM client_access WHERE id = $1)",
                vec![access.into()],
            )
            .await?;
        match found {
            0 => Err(DataError::NotFound),
            _ => Ok(()),
        }
    }

    /// The letter after a change of password.
    pub async fn password_changed_letter(
        &self,
        account: AccountId,
    ) -> Result<Option<AccountLetter>, DataError> {
        self.tx
            .row(
                "SELECT email, name, updated_at AS at FROM account WHERE id = $1",
                vec![account.into()],
            )
            .await
    }

    async fn news(
        &self,
        client: ClientId,
        project: ProjectId,
    ) -> Result<Option<NewsRow>, DataError> {
        self.tx
            .row(
                &format!(
                    "SELECT c.email, c.name, p.name AS project_name, ca.id AS access_id, ca.email_frequency, \
                       ca.emailed_at, ca.granted_at, o.name AS organisation_name, o.colour, o.timezone \
                     FROM client c {ACCESS} WHERE c.id = $1 AND p.id = $3"
                ),
                vec![client.into(), self.tx.now().into(), project.into()],
            )
            .await
    }

    fn news_values(&self, client: ClientId, project: ProjectId) -> Vec<Value> {
        vec![client.into(), project.into(), EVERYONE.into()]
    }

    async fn counts(
        &self,
        chosen: &str,
        values: Vec<Value>,
    ) -> Result<Vec<(Kind, usize)>, DataError> {
        let rows: Vec<KindCount> = self
            .tx
            .rows(
                &format!(
                    "SELECT a.kind, COUNT(DISTINCT a.item_id) AS items FROM audience a \
                     JOIN organisation o ON o.id = a.org_id \
                     WHERE a.org_id = (SELECT org_id FROM client WHERE id = $1) AND a.project_id = $2 \
                       AND a.viewer IN ($1, $3) AND ({}) AND {chosen} GROUP BY a.kind ORDER BY a.kind",
                    module_is_on("a.kind", "o.modules_off")
                ),
                values,
            )
            .await?;
        Ok(rows
            .into_iter()
            .filter_map(|row| Some((Kind::parse(&row.kind)?, usize::try_from(row.items).ok()?)))
            .collect())
    }
}

impl NewsRow {
    fn letter(self, counts: Vec<(Kind, usize)>) -> Result<Option<NewsLetter>, DataError> {
        let Some(email) = self.email else {
            return Ok(None);
        };
        Ok(Some(NewsLetter {
            sender: self.sender,
            email,
            name: self.name,
            project_name: self.project_name,
            access: self.access_id,
            frequency: frequency(&self.email_frequency)?,
            counts,
        }))
    }
}
