//! What a client sees: every list, count and detail of the portal, from the audience and nothing else.

use crate::audience::EVERYONE;
use crate::audience_query::{AudienceQuery, module_is_on};
use crate::doors::ACCESS;
use crate::projects::ProjectRow;
use crate::{DataError, Page, PageRequest, Portal, PortalProject, Project};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::Kind;
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
#[derive(Debug, FromQueryResult)]
pub struct SeenItem {
    /// The item.
    pub id: ItemId,
    /// What it is, as stored; see [`Kind::parse`].
    pub kind: String,
    /// The folder as this client sees it; nil at the top.
    parent_id: Uuid,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: String,
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
    /// Only this kind.
    pub kind: Option<Kind>,
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

impl SeenItem {
    /// The folder as this client sees it.
    pub fn parent(&self) -> Option<ItemId> {
        (!self.parent_id.is_nil()).then(|| self.parent_id.into())
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
        query.kinds(self.viewer(), filter.kind);
        if let Some(folder) = filter.folder {
            query.folder(folder);
        }
        if let Some(text) = &filter.text {
            query.text(text);
        }
        if let Some((created_at, id)) = after {
            query.older_than(created_at, id);
        }
        let rows = self
            .tx
            .rows(&query.sql("created_at", page.fetch()), query.values)
            .await?;
        page.page(rows, |row: &SeenItem| (row.created_at, row.id))
    }

    /// What became visible since the client last looked, newest first; folders are left aside.
    pub async fn new_items(&self, limit: u16) -> Result<Vec<SeenItem>, DataError> {
        let mut query = AudienceQuery::new(self.viewer());
        query.kinds(self.viewer(), None);
        query.condition("a.kind <> 'folder'".into());
        if let Some(looked) = self.viewer().looked_before(self.tx.now()) {
            query.since(looked);
        }
        self.tx
            .rows(&query.sql("since", i64::from(limit)), query.values)
            .await
    }

    /// Whether a thing that became visible at `since` is new to the client.
    pub fn is_new(&self, since: DateTime<Utc>) -> bool {
        self.viewer()
            .looked_before(self.tx.now())
            .is_none_or(|looked| since > looked)
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
        self.tx
            .row(&query.sql("created_at", 1), query.values)
            .await?
            .ok_or(DataError::NotFound)
    }

    /// The item that a file belongs to, if it is visible.
    ///
    /// # Errors
    /// [`DataError::NotFound`] for anything this client does not see now.
    pub async fn item_of_file(&self, file: FileId) -> Result<SeenItem, DataError> {
        #[derive(FromQueryResult)]
        struct Row {
            item_id: ItemId,
        }
        let row: Row = self
            .tx
            .row(
                "SELECT item_id FROM document WHERE org_id = $1 AND file_id = $2",
                vec![self.viewer().org.into(), file.into()],
            )
            .await?
            .ok_or(DataError::NotFound)?;
        self.item(row.item_id).await
    }

    /// The visible folders above an item, outermost first.
    pub async fn path(&self, item: &SeenItem) -> Result<Vec<PathFolder>, DataError> {
        let Some(parent) = item.parent() else {
            return Ok(Vec::new());
        };
        let viewer = self.viewer();
        self.tx
            .rows(
                "WITH RECURSIVE up(id, distance) AS ( \
                   SELECT $5, 0 \
                   UNION ALL \
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

    /// Whether a look now starts a new visit, which [`PortalProject::start_visit`] records.
    pub fn starts_visit(&self) -> bool {
        self.viewer().starts_visit(self.tx.now())
    }

    /// Records that the client looks again after a while.
    pub async fn start_visit(&self) -> Result<(), DataError> {
        let viewer = self.viewer();
        let now = self.tx.now();
        self.tx
            .run(
                "UPDATE client_access SET previous_visit_at = visited_at, visited_at = $3 \
                 WHERE org_id = $1 AND id = $2",
                vec![viewer.org.into(), viewer.access.into(), now.into()],
            )
            .await?;
        self.tx
            .run(
                "UPDATE client SET last_seen_at = $3 WHERE org_id = $1 AND id = $2",
                vec![viewer.org.into(), viewer.client.into(), now.into()],
            )
            .await?;
        Ok(())
    }

    /// How often this client wants letters about the project ([P5]).
    pub fn email_frequency(&self) -> &str {
        &self.viewer().email_frequency
    }

    /// Sets how often this client wants letters about the project.
    pub async fn set_email_frequency(&self, frequency: &str) -> Result<(), DataError> {
        let viewer = self.viewer();
        self.tx
            .run(
                "UPDATE client_access SET email_frequency = $3 WHERE org_id = $1 AND id = $2",
                vec![viewer.org.into(), viewer.access.into(), frequency.into()],
            )
            .await?;
        Ok(())
    }

    /// The project this door opens to.
    pub fn project_id(&self) -> ProjectId {
        self.viewer().project
    }
}
