//! What a client sees: every list, count and detail of the portal, from the audience and nothing else.

use crate::audience::EVERYONE;
use crate::doors::{ACCESS, Viewer};
use crate::projects::ProjectRow;
use crate::tx::list;
use crate::{DataError, Page, PageRequest, Portal, PortalProject, Project};
use chrono::{DateTime, Utc};
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::Kind;
use sea_orm::{FromQueryResult, Value};
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

/// A query over the audience of one viewer. Each of the two branches, what is theirs by name and
/// what is everyone's, is cut to the page before they are joined; where both hold, theirs wins.
struct AudienceQuery {
    values: Vec<Value>,
    conditions: Vec<String>,
    top_only: bool,
    needs_item: bool,
}

impl AudienceQuery {
    fn new(viewer: &Viewer) -> AudienceQuery {
        let values = vec![
            viewer.org.into(),
            viewer.project.into(),
            viewer.client.into(),
            EVERYONE.into(),
        ];
        AudienceQuery {
            values,
            conditions: Vec::new(),
            top_only: false,
            needs_item: false,
        }
    }

    fn bind(&mut self, value: impl Into<Value>) -> usize {
        self.values.push(value.into());
        self.values.len()
    }

    fn condition(&mut self, condition: String) {
        self.conditions.push(condition);
    }

    /// Leaves out kinds whose module is off; usually there are none.
    fn kinds(&mut self, viewer: &Viewer, wanted: Option<Kind>) {
        let on = viewer.kinds();
        let kinds: Vec<Kind> = match wanted {
            Some(kind) => on.into_iter().filter(|each| *each == kind).collect(),
            None if on.len() == Kind::ALL.len() => return,
            None => on,
        };
        if kinds.is_empty() {
            return self.condition("1 = 0".into());
        }
        let first = self.values.len() + 1;
        let count = kinds.len();
        self.values
            .extend(kinds.into_iter().map(|kind| Value::from(kind.as_str())));
        self.condition(format!("a.kind IN ({})", list(first, count)));
    }

    fn folder(&mut self, folder: Folder) {
        let parent = match folder {
            Folder::Top => {
                self.top_only = true;
                EVERYONE
            }
            Folder::In(id) => id.as_uuid(),
        };
        let at = self.bind(parent);
        self.condition(format!("a.parent_id = ${at}"));
    }

    fn text(&mut self, text: &str) {
        let escaped = text
            .to_lowercase()
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        let at = self.bind(format!("%{escaped}%"));
        self.needs_item = true;
        self.condition(format!("i.title_key LIKE ${at} ESCAPE '\\'"));
    }

    fn older_than(&mut self, created_at: DateTime<Utc>, id: ItemId) {
        let time = self.bind(created_at);
        let item = self.bind(id);
        self.condition(format!("(a.created_at, a.item_id) < (${time}, ${item})"));
    }

    fn since(&mut self, looked: DateTime<Utc>) {
        let at = self.bind(looked);
        self.condition(format!("a.since > ${at}"));
    }

    fn item(&mut self, id: ItemId) {
        let at = self.bind(id);
        self.condition(format!("a.item_id = ${at}"));
    }

    fn sql(&mut self, order: &str, limit: i64) -> String {
        let limit = self.bind(limit);
        let mut conditions = String::new();
        for condition in &self.conditions {
            conditions.push_str(" AND ");
            conditions.push_str(condition);
        }
        let item = if self.needs_item {
            "JOIN item i ON i.org_id = a.org_id AND i.id = a.item_id"
        } else {
            ""
        };
        let branch = |viewer: &str, rank: u8, also: &str| {
            format!(
                "SELECT * FROM (SELECT a.item_id, a.parent_id, a.created_at, a.since, {rank} AS rank \
                 FROM audience a {item} \
                 WHERE a.org_id = $1 AND a.project_id = $2 AND a.viewer = {viewer}{conditions}{also} \
                 ORDER BY a.{order} DESC, a.item_id DESC LIMIT ${limit}) branch{rank}"
            )
        };
        // Their own row says better where an item lies and since when it is seen; where that
        // differs from everyone's, everyone's must not count again.
        let unless_own = if self.top_only || order == "since" {
            " AND NOT EXISTS (SELECT 1 FROM audience own WHERE own.org_id = $1 \
               AND own.item_id = a.item_id AND own.viewer = $3)"
        } else {
            ""
        };
        format!(
            "SELECT i.id, i.kind, v.parent_id, i.title, i.state, v.since, i.created_at, i.updated_at, \
               d.file_id, f.name AS file_name, f.media_type, f.size \
             FROM (SELECT seen.*, ROW_NUMBER() OVER (PARTITION BY item_id ORDER BY rank) AS choice \
                   FROM ({} UNION ALL {}) seen) v \
             JOIN item i ON i.org_id = $1 AND i.id = v.item_id AND i.state = 'published' \
             LEFT JOIN document d ON d.item_id = i.id \
             LEFT JOIN file f ON f.org_id = $1 AND f.id = d.file_id \
             WHERE v.choice = 1 ORDER BY v.{order} DESC, v.item_id DESC LIMIT ${limit}",
            branch("$3", 0, ""),
            branch("$4", 1, unless_own)
        )
    }
}

/// SQL for "the module of this kind is not among those switched off", for queries across builders.
fn module_is_on(kind: &str, modules_off: &str) -> String {
    let each = |kind_of_item: Kind| {
        format!(
            "({kind} = '{}' AND ',' || {modules_off} || ',' NOT LIKE '%,{},%')",
            kind_of_item.as_str(),
            kind_of_item.module().as_str()
        )
    };
    let all: Vec<String> = Kind::ALL.into_iter().map(each).collect();
    all.join(" OR ")
}
