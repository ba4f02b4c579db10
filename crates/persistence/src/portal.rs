//! What a client sees: every list, count and detail of the portal, from the audience and nothing else.

use crate::audience::EVERYONE;
use crate::audience_query::{AudienceQuery, module_is_on};
use crate::doors::ACCESS;
use crate::item_rows::FileColumns;
use crate::projects::ProjectRow;
use crate::receipts::NewsRow;
use crate::{
    DataError, FileRow, ItemFile, Page, PageRequest, Photo, Portal, PortalProject, Project,
    RevisionNews,
};
use chrono::{DateTime, Utc};
use lintel_domain::drawing::Discipline;
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
    /// Its number, of drawings.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// Since when the client sees it, in UTC.
    pub since: DateTime<Utc>,
    /// The order of lists, in UTC: when a photo was taken, else when it was made.
    pub dated_at: DateTime<Utc>,
    /// When it was last changed, in UTC.
    pub updated_at: DateTime<Utc>,
    /// Its current file, if it has one.
    pub file: Option<ItemFile>,
    /// Whose work it is, of a drawing.
    pub discipline: Option<Discipline>,
    /// What a photo shows; where it was taken only if the organisation tells.
    pub photo: Option<Photo>,
    /// What the client knows of its revisions, of a drawing.
    pub revisions: RevisionNews,
}

#[derive(FromQueryResult)]
struct SeenRow {
    id: ItemId,
    project_id: ProjectId,
    kind: String,
    parent_id: Uuid,
    item_number: Option<String>,
    title: String,
    state: String,
    since: DateTime<Utc>,
    dated_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    discipline: Option<String>,
    caption: Option<String>,
    taken_at: Option<DateTime<Utc>>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    #[sea_orm(nested)]
    file: FileColumns,
    #[sea_orm(nested)]
    revisions: NewsRow,
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

impl SeenRow {
    fn into_item(self, with_place: bool) -> Result<SeenItem, DataError> {
        let broken = || {
            DataError::Broken(format!(
                "item {} is a {} {}",
                self.id, self.state, self.kind
            ))
        };
        let kind = Kind::parse(&self.kind).ok_or_else(broken)?;
        let photo = Photo {
            caption: self.caption,
            taken_at: self.taken_at,
            latitude: self.latitude.filter(|_| with_place),
            longitude: self.longitude.filter(|_| with_place),
        };
        Ok(SeenItem {
            kind,
            state: State::parse(&self.state)
                .ok_or_else(|| DataError::Broken(format!("item state {}", self.state)))?,
            parent: (!self.parent_id.is_nil()).then(|| self.parent_id.into()),
            id: self.id,
            project_id: self.project_id,
            number: self.item_number,
            title: self.title,
            since: self.since,
            dated_at: self.dated_at,
            updated_at: self.updated_at,
            file: self.file.into_file()?,
            discipline: self.discipline.as_deref().and_then(Discipline::parse),
            photo: (kind == Kind::Photo).then_some(photo),
            revisions: self.revisions.news(),
        })
    }
}

/// SQL for "this kind is no folder".
fn no_folder(kind: &str) -> String {
    let folders: Vec<String> = Kind::FOLDERS
        .iter()
        .map(|kind| format!("'{}'", kind.as_str()))
        .collect();
    format!("{kind} NOT IN ({})", folders.join(", "))
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
                            AND {} AND ({}) \
                            AND (ca.visited_at IS NULL OR a.since > ca.visited_at) LIMIT $4) fresh) AS new_items \
                     FROM client c {ACCESS} \
                     WHERE c.account_id = $1 ORDER BY o.name, p.name, p.id LIMIT $5",
                    no_folder("a.kind"),
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
        if let Some((dated_at, id)) = after {
            query.older_than(dated_at, id);
        }
        let rows = self.seen(query, "dated_at", page.fetch()).await?;
        page.page(rows, |row| (row.dated_at, row.id))
    }

    /// What became visible since the client last looked, newest first; folders are left aside.
    pub async fn new_items(&self, limit: u16) -> Result<Vec<SeenItem>, DataError> {
        let mut query = AudienceQuery::new(self.viewer());
        query.kinds(self.viewer(), None);
        query.condition(no_folder("a.kind"));
        if let Some(looked) = self.viewer().looked_before(self.tx.now()) {
            query.since(looked);
        }
        self.seen(query, "since", i64::from(limit)).await
    }

    /// What this client is asked to acknowledge, newest first.
    pub async fn to_acknowledge(&self, limit: u16) -> Result<Vec<SeenItem>, DataError> {
        if !self.viewer().is_asked {
            return Ok(Vec::new());
        }
        let mut query = AudienceQuery::new(self.viewer());
        query.kinds(self.viewer(), None);
        query.asked();
        self.seen(query, "dated_at", i64::from(limit)).await
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
        let mut found = self.items_among(&[id]).await?;
        found.pop().ok_or(DataError::NotFound)
    }

    /// Those of these items that are visible, newest first.
    pub async fn items_among(&self, items: &[ItemId]) -> Result<Vec<SeenItem>, DataError> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = AudienceQuery::new(self.viewer());
        query.kinds(self.viewer(), None);
        query.one_of(items);
        self.seen(query, "dated_at", items.len() as i64).await
    }

    /// A file, if it is the current version of something that is visible.
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
                "SELECT item_id FROM file WHERE org_id = $1 AND id = $2 AND state = 'published'",
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
        let with_place = self.viewer().share_photo_location;
        rows.into_iter()
            .map(|row| row.into_item(with_place))
            .collect()
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
