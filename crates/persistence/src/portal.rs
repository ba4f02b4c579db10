//! What a client sees: every list, count and detail of the portal, from the audience and nothing else.

use crate::audience::EVERYONE;
use crate::audience_query::{AudienceQuery, module_is_on};
use crate::doors::ACCESS;
use crate::projects::ProjectRow;
use crate::{DataError, FileRow, Page, PageRequest, Portal, PortalProject, Project};
use chrono::{DateTime, Utc};
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// Most projects of one account that are listed.
const PROJECTS_MAX: i64 = 200;
/// A badge counts to here and no further.
const NEW_MAX: i64 = 99;

/// A project in a client's list.
#[derive(Debug)]
pub struct ListedProject {
    /// The project.
    pub project: Project,
    /// The builder's name.
    pub organisation_name: String,
    /// The builder's colour.
    pub organisation_colour: Option<String>,
    /// Things that became visible since the client last looked, counted to 99.
    pub new_items: i64,
}

/// An item as a client sees it: no field here is internal.
#[derive(Debug)]
pub struct SeenItem {
    /// The item.
    pub id: ItemId,
    /// Its project.
    pub project_id: ProjectId,
    /// What it is.
    pub kind: Kind,
    /// The folder it lies in, if the client sees the folder.
    pub parent: Option<ItemId>,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// Since when the client sees it, in UTC.
    pub since: DateTime<Utc>,
    /// When it was made, in UTC: the order of lists.
    pub created_at: DateTime<Utc>,
    /// When it was last changed, in UTC.
    pub updated_at: DateTime<Utc>,
    /// Its file, if it has one.
    pub file_id: Option<FileId>,
    /// The file's name.
    pub file_name: Option<String>,
    /// The file's media type.
    pub media_type: Option<String>,
    /// The file's size in bytes.
    pub size: Option<i64>,
}

#[derive(FromQueryResult)]
struct SeenRow {
    id: ItemId,
    project_id: ProjectId,
    kind: String,
    parent_id: Uuid,
    title: String,
    state: String,
    since: DateTime<Utc>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    file_id: Option<FileId>,
    file_name: Option<String>,
    media_type: Option<String>,
    size: Option<i64>,
}

/// A folder on the way to an item.
#[derive(Debug, FromQueryResult)]
pub struct PathFolder {
    /// The folder.
    pub id: ItemId,
    /// Its title.
    pub title: String,
}

/// Which of the visible items are wanted.
#[derive(Clone, Debug, Default)]
pub struct ItemFilter {
    /// Only these kinds; an empty list is nothing at all.
    pub kinds: Option<Vec<Kind>>,
    /// Only what lies in this folder, or at the top; without it, everything.
    pub folder: Option<Folder>,
    /// Only titles that contain this, whatever the case.
    pub text: Option<String>,
}

/// A place in the folders.
#[derive(Clone, Copy, Debug)]
pub enum Folder {
    /// In no folder that is visible.
    Top,
    /// In this folder.
    In(ItemId),
}

impl TryFrom<SeenRow> for SeenItem {
    type Error = DataError;

    fn try_from(row: SeenRow) -> Result<SeenItem, DataError> {
        let broken =
            || DataError::Broken(format!("item {} is a {} {}", row.id, row.state, row.kind));
        Ok(SeenItem {
            kind: Kind::parse(&row.kind).ok_or_else(broken)?,
            state: State::parse(&row.state).ok_or_else(broken)?,
            parent: (!row.parent_id.is_nil()).then(|| row.parent_id.into()),
            id: row.id,
            project_id: row.project_id,
            title: row.title,
            since: row.since,
            created_at: row.created_at,
            updated_at: row.updated_at,
            file_id: row.file_id,
            file_name: row.file_name,
            media_type: row.media_type,
            size: row.size,
        })
    }
}

impl Portal {
    /// Every project this account may look into now, by builder and name.
    pub async fn projects(&self) -> Result<Vec<ListedProject>, DataError> {
        #[derive(FromQueryResult)]
        struct Row {
            organisation_name: String,
            organisation_colour: Option<String>,
            new_items: i64,
            #[sea_orm(nested)]
            project: ProjectRow,
        }
        let rows: Vec<Row> = self
            .tx
            .rows(
                &format!(
                    "SELECT p.*, o.name AS organisation_name, o.colour AS organisation_colour, \
                       (SELECT COUNT(*) FROM (SELECT DISTINCT a.item_id FROM audience a \
                          WHERE a.org_id = p.org_id AND a.project_id = p.id AND a.viewer IN (c.id, $3) \
                            AND a.kind <> 'folder' AND ({}) \
                            AND (ca.visited_at IS NULL OR a.since > ca.visited_at) LIMIT $4) fresh) AS new_items \
                     FROM client c {ACCESS} \
                     WHERE c.account_id = $1 ORDER BY o.name, p.name, p.id LIMIT $5",
                    module_is_on("a.kind", "o.modules_off")
                ),
                vec![
                    self.account().into(),
                    self.tx.now().into(),
                    EVERYONE.into(),
                    NEW_MAX.into(),
                    PROJECTS_MAX.into(),
                ],
            )
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(ListedProject {
                    project: row.project.try_into()?,
                    organisation_name: row.organisation_name,
                    organisation_colour: row.organisation_colour,
                    new_items: row.new_items,
                })
            })
            .collect()
    }
}

impl PortalProject {
    /// A page of what is visible, newest first.
    pub async fn items(
        &self,
        filter: &ItemFilter,
        page: &PageRequest,
    ) -> Result<Page<SeenItem>, DataError> {
        let after: Option<(DateTime<Utc>, ItemId)> = page.after()?;
        let mut query = AudienceQuery::new(self.viewer());
        query.kinds(self.viewer(), filter.kinds.as_deref());
        if let Some(folder) = filter.folder {
            query.folder(folder);
        }
        if let Some(text) = &filter.text {
            query.text(text);
        }
        if let Some((created_at, id)) = after {
            query.older_than(created_at, id);
        }
        let rows = self.seen(query, "created_at", page.fetch()).await?;
        page.page(rows, |row| (row.created_at, row.id))
    }

    /// What became visible since the client last looked, newest first; folders are left aside.
    pub async fn new_items(&self, limit: u16) -> Result<Vec<SeenItem>, DataError> {
        let mut query = AudienceQuery::new(self.viewer());
        query.kinds(self.viewer(), None);
        query.condition("a.kind <> 'folder'".into());
        if let Some(looked) = self.viewer().looked_before(self.tx.now()) {
            query.since(looked);
        }
        self.seen(query, "since", i64::from(limit)).await
    }

    /// The kinds of which something is visible.
    pub async fn kinds_present(&self) -> Result<Vec<Kind>, DataError> {
        #[derive(FromQueryResult)]
        struct Row {
            kind: String,
        }
        let kinds = self.viewer().kinds();
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        let viewer = self.viewer();
        let values = vec![
            viewer.org.into(),
            viewer.project.into(),
            viewer.client.into(),
            EVERYONE.into(),
        ];
        let probe = |kind: &Kind| {
            let name = kind.as_str();
            format!(
                "SELECT '{name}' AS kind WHERE EXISTS (SELECT 1 FROM audience WHERE org_id = $1 \
                   AND project_id = $2 AND viewer = $3 AND kind = '{name}') \
                 OR EXISTS (SELECT 1 FROM audience WHERE org_id = $1 \
                   AND project_id = $2 AND viewer = $4 AND kind = '{name}')"
            )
        };
        let probes: Vec<String> = kinds.iter().map(probe).collect();
        let rows: Vec<Row> = self.tx.rows(&probes.join(" UNION ALL "), values).await?;
        Ok(rows
            .iter()
            .filter_map(|row| Kind::parse(&row.kind))
            .collect())
    }

    /// One visible item.
    ///
    /// # Errors
    /// [`DataError::NotFound`] for anything this client does not see now.
    pub async fn item(&self, id: ItemId) -> Result<SeenItem, DataError> {
        let mut query = AudienceQuery::new(self.viewer());
        query.kinds(self.viewer(), None);
        query.item(id);
        self.seen(query, "created_at", 1)
            .await?
            .pop()
            .ok_or(DataError::NotFound)
    }

    /// A file, if the item that it belongs to is visible.
    ///
    /// # Errors
    /// [`DataError::NotFound`] for anything this client does not see now.
    pub async fn file(&self, id: FileId) -> Result<FileRow, DataError> {
        #[derive(FromQueryResult)]
        struct Owner {
            item_id: ItemId,
        }
        let values = vec![self.viewer().org.into(), id.into()];
        let owner: Option<Owner> = self
            .tx
            .row(
                "SELECT item_id FROM document WHERE org_id = $1 AND file_id = $2",
                values.clone(),
            )
            .await?;
        self.item(owner.ok_or(DataError::NotFound)?.item_id).await?;
        self.tx
            .row(
                "SELECT id, storage_key, name, media_type, size, sha256 FROM file WHERE org_id = $1 AND id = $2",
                values,
            )
            .await?
            .ok_or(DataError::NotFound)
    }

    async fn seen(
        &self,
        mut query: AudienceQuery,
        order: &str,
        limit: i64,
    ) -> Result<Vec<SeenItem>, DataError> {
        let sql = query.sql(order, limit);
        let rows: Vec<SeenRow> = self.tx.rows(&sql, query.values).await?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    /// The visible folders above an item, outermost first.
    pub async fn path(&self, item: &SeenItem) -> Result<Vec<PathFolder>, DataError> {
        let Some(parent) = item.parent else {
            return Ok(Vec::new());
        };
        let viewer = self.viewer();
        self.tx
            .rows(
                "WITH RECURSIVE up(id, distance) AS ( \
                   SELECT $5, 0 \
                   UNION \
                   SELECT a.parent_id, up.distance + 1 FROM up JOIN audience a \
                     ON a.org_id = $1 AND a.project_id = $2 AND a.item_id = up.id AND a.viewer IN ($3, $4) \
                     AND a.parent_id <> $4 WHERE up.distance < 64) \
                 SELECT item.id, item.title FROM (SELECT id, MAX(distance) AS distance FROM up GROUP BY id) folder \
                   JOIN item ON item.org_id = $1 AND item.id = folder.id ORDER BY folder.distance DESC",
                vec![
                    viewer.org.into(),
                    viewer.project.into(),
                    viewer.client.into(),
                    EVERYONE.into(),
                    parent.as_uuid().into(),
                ],
            )
            .await
    }

    /// How often this client wants letters about the project ([P5]).
    pub fn email_frequency(&self) -> EmailFrequency {
        self.viewer().email_frequency
    }

    /// Sets how often this client wants letters about the project.
    pub async fn set_email_frequency(&self, frequency: EmailFrequency) -> Result<(), DataError> {
        let viewer = self.viewer();
        self.tx
            .run(
                "UPDATE client_access SET email_frequency = $3 WHERE org_id = $1 AND id = $2",
                vec![
                    viewer.org.into(),
                    viewer.access.into(),
                    frequency.as_str().into(),
                ],
            )
            .await?;
        Ok(())
    }

    /// The project this door opens to.
    pub fn project_id(&self) -> ProjectId {
        self.viewer().project
    }
}
