//! Clients, as members see them.

use crate::entity::client;
use crate::invitations::{self, LatestInvitation, LatestRow};
use crate::names::{containing, name_key};
use crate::tx::list;
use crate::{DataError, Page, PageRequest, Staff};
use chrono::{DateTime, Utc};
use lintel_domain::client::ClientStatus;
use lintel_domain::ids::{ClientId, ProjectId};
use sea_orm::{FromQueryResult, Set, Value};

/// A person the organisation works for.
#[derive(Clone, Debug)]
pub struct Client {
    /// Their id.
    pub id: ClientId,
    /// Their name, as the builder wrote it.
    pub name: String,
    /// Where letters go, if the builder knows.
    pub email: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Where they stand with portal access.
    pub status: ClientStatus,
    /// Whether they have ever accepted, and so have an account.
    pub has_account: bool,
    /// When they accepted, in UTC.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When they last looked, in UTC.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// Their latest invitation.
    pub invitation: Option<LatestInvitation>,
    /// The projects they have access to, by name.
    pub projects: Vec<ClientProject>,
    /// When the record was made, in UTC.
    pub created_at: DateTime<Utc>,
    /// When it was last changed, in UTC.
    pub updated_at: DateTime<Utc>,
    /// Counts changes, for `If-Match`.
    pub version: i64,
}

/// A project that a client has access to.
#[derive(Clone, Debug)]
pub struct ClientProject {
    /// The project.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// When the access ends by itself, in UTC ([I9]).
    pub access_ends_at: Option<DateTime<Utc>>,
}

/// Which clients to list.
#[derive(Clone, Debug, Default)]
pub struct ClientFilter {
    /// Part of the name or the address.
    pub q: Option<String>,
    /// Where they stand.
    pub status: Option<ClientStatus>,
}

/// A new client's record.
#[derive(Clone, Debug)]
pub struct NewClient {
    /// Their name.
    pub name: String,
    /// Where letters go.
    pub email: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: ClientId,
    name: String,
    name_key: String,
    email: Option<String>,
    phone: Option<String>,
    status: String,
    account_id: Option<uuid::Uuid>,
    accepted_at: Option<DateTime<Utc>>,
    last_seen_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i64,
    #[sea_orm(nested)]
    invitation: LatestRow,
}

#[derive(FromQueryResult)]
struct ProjectRow {
    client_id: ClientId,
    id: ProjectId,
    name: String,
    ends_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Id {
    id: ClientId,
}

#[derive(FromQueryResult)]
struct Named {
    id: ClientId,
    name: String,
}

impl Staff {
    /// The organisation's clients by name.
    pub async fn clients(
        &self,
        filter: &ClientFilter,
        page: &PageRequest,
    ) -> Result<Page<Client>, DataError> {
        let mut values: Vec<Value> = vec![self.org_id().into(), page.fetch().into()];
        let mut conditions = String::new();
        if let Some(q) = &filter.q {
            values.push(containing(q).into());
            let at = values.len();
            conditions.push_str(&format!(
                " AND (c.name_key LIKE ${at} ESCAPE '\\' OR c.email LIKE ${at} ESCAPE '\\')"
            ));
        }
        if let Some(status) = filter.status {
            values.push(status.as_str().into());
            conditions.push_str(&format!(" AND c.status = ${}", values.len()));
        }
        if let Some((name, id)) = page.after::<(String, ClientId)>()? {
            values.extend([name.into(), id.into()]);
            let at = values.len();
            conditions.push_str(&format!(" AND (c.name_key, c.id) > (${}, ${at})", at - 1));
        }
        let rows = self
            .client_rows(
                &format!("{conditions} ORDER BY c.name_key, c.id LIMIT $2"),
                values,
            )
            .await?;
        let page = page.page(rows, |row| (row.name_key.clone(), row.id))?;
        Ok(Page {
            items: self.with_projects(page.items).await?,
            next: page.next,
        })
    }

    /// A client of the organisation.
    ///
    /// # Errors
    /// [`DataError::NotFound`].
    pub async fn client(&self, id: ClientId) -> Result<Client, DataError> {
        let rows = self
            .client_rows(" AND c.id = $2", vec![self.org_id().into(), id.into()])
            .await?;
        self.with_projects(rows)
            .await?
            .pop()
            .ok_or(DataError::NotFound)
    }

    /// A client who is about to be changed: others who want to wait.
    ///
    /// # Errors
    /// [`DataError::NotFound`]; [`DataError::Stale`] when `version` is not theirs any more.
    pub async fn client_to_change(
        &self,
        id: ClientId,
        version: Option<i64>,
    ) -> Result<Client, DataError> {
        self.tx.lock("client", id.into()).await?;
        let client = self.client(id).await?;
        match version {
            Some(seen) if seen != client.version => Err(DataError::Stale),
            _ => Ok(client),
        }
    }

    /// The names of these clients, none of whom is revoked, nor is until this transaction ends.
    ///
    /// # Errors
    /// [`DataError::NotFound`] when one of them is not the organisation's, or is revoked.
    pub async fn client_names(
        &self,
        clients: &[ClientId],
    ) -> Result<Vec<(ClientId, String)>, DataError> {
        if clients.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![self.org_id().into()];
        values.extend(clients.iter().map(|id| (*id).into()));
        let held = if self.tx.is_postgres() {
            "FOR NO KEY UPDATE"
        } else {
            ""
        };
        let rows: Vec<Named> = self
            .tx
            .rows(
                &format!(
                    "SELECT id, name FROM client WHERE org_id = $1 AND status <> 'revoked' AND id IN ({}) \
                     ORDER BY name_key, id {held}",
                    list(2, clients.len())
                ),
                values,
            )
            .await?;
        let all_there = clients
            .iter()
            .all(|id| rows.iter().any(|row| row.id == *id));
        match all_there {
            true => Ok(rows.into_iter().map(|row| (row.id, row.name)).collect()),
            false => Err(DataError::NotFound),
        }
    }

    /// The client with this address, made if there is none, and about to be changed. Of two calls
    /// at once one makes the record and the other finds it.
    pub async fn client_with_email(&self, email: &str, name: &str) -> Result<Client, DataError> {
        self.tx
            .run(
                "INSERT INTO client (id, org_id, name, name_key, email, status, created_at, updated_at, version) \
                 VALUES ($1, $2, $3, $4, $5, 'none', $6, $6, 1) ON CONFLICT (org_id, email) DO NOTHING",
                vec![
                    ClientId::new().into(),
                    self.org_id().into(),
                    name.into(),
                    name_key(name).into(),
                    email.into(),
                    self.now().into(),
                ],
            )
            .await?;
        let found: Id = self
            .tx
            .row(
                "SELECT id FROM client WHERE org_id = $1 AND email = $2",
                vec![self.org_id().into(), email.into()],
            )
            .await?
            .ok_or(DataError::NotFound)?;
        self.client_to_change(found.id, None).await
    }

    /// Writes a new client's record, without portal access.
    ///
    /// # Errors
    /// [`DataError::Duplicate`] when another client has the address.
    pub async fn add_client(&self, new: NewClient) -> Result<Client, DataError> {
        let id = ClientId::new();
        self.tx
            .insert(client::ActiveModel {
                id: Set(id.into()),
                org_id: Set(self.org_id().into()),
                account_id: Set(None),
                name_key: Set(name_key(&new.name)),
                name: Set(new.name),
                email: Set(new.email),
                phone: Set(new.phone),
                status: Set(ClientStatus::None.as_str().into()),
                accepted_at: Set(None),
                last_seen_at: Set(None),
                created_at: Set(self.now()),
                updated_at: Set(self.now()),
                version: Set(1),
            })
            .await?;
        self.client(id).await
    }

    /// Saves a client's record and status, counts the version on, and gives it back as it stands.
    ///
    /// # Errors
    /// [`DataError::Duplicate`] when another client has the address.
    pub async fn save_client(&self, client: &Client) -> Result<Client, DataError> {
        self.tx
            .run(
                "UPDATE client SET name = $3, name_key = $4, email = $5, phone = $6, status = $7, \
                   updated_at = $8, version = version + 1 WHERE org_id = $1 AND id = $2",
                vec![
                    self.org_id().into(),
                    client.id.into(),
                    client.name.clone().into(),
                    name_key(&client.name).into(),
                    client.email.clone().into(),
                    client.phone.clone().into(),
                    client.status.as_str().into(),
                    self.now().into(),
                ],
            )
            .await?;
        self.client(client.id).await
    }

    async fn client_rows(&self, rest: &str, values: Vec<Value>) -> Result<Vec<Row>, DataError> {
        self.tx
            .rows(
                &format!(
                    "SELECT c.id, c.name, c.name_key, c.email, c.phone, c.status, c.account_id, c.accepted_at, \
                       c.last_seen_at, c.created_at, c.updated_at, c.version, {} \
                     FROM client c {} WHERE c.org_id = $1{rest}",
                    invitations::COLUMNS,
                    invitations::joined("c", "client_id"),
                ),
                values,
            )
            .await
    }

    async fn with_projects(&self, rows: Vec<Row>) -> Result<Vec<Client>, DataError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![self.org_id().into(), self.now().into()];
        values.extend(rows.iter().map(|row| row.id.into()));
        let projects: Vec<ProjectRow> = self
            .tx
            .rows(
                &format!(
                    "SELECT ca.client_id, p.id, p.name, ca.ends_at FROM client_access ca \
                     JOIN project p ON p.org_id = ca.org_id AND p.id = ca.project_id \
                     WHERE ca.org_id = $1 AND ca.ended_at IS NULL AND (ca.ends_at IS NULL OR ca.ends_at > $2) \
                       AND ca.client_id IN ({}) ORDER BY p.name_key, p.id",
                    list(3, rows.len())
                ),
                values,
            )
            .await?;
        rows.into_iter().map(|row| row.client(&projects)).collect()
    }
}

impl Row {
    fn client(self, projects: &[ProjectRow]) -> Result<Client, DataError> {
        let status = ClientStatus::parse(&self.status);
        let own = projects.iter().filter(|row| row.client_id == self.id);
        Ok(Client {
            projects: own.map(ClientProject::from).collect(),
            id: self.id,
            name: self.name,
            email: self.email,
            phone: self.phone,
            status: status
                .ok_or_else(|| DataError::Broken(format!("client status {}", self.status)))?,
            has_account: self.account_id.is_some(),
            accepted_at: self.accepted_at,
            last_seen_at: self.last_seen_at,
            invitation: self.invitation.latest(),
            created_at: self.created_at,
            updated_at: self.updated_at,
            version: self.version,
        })
    }
}

impl From<&ProjectRow> for ClientProject {
    fn from(row: &ProjectRow) -> ClientProject {
        ClientProject {
            id: row.id,
            name: row.name.clone(),
            access_ends_at: row.ends_at,
        }
    }
}
