//! Read receipts ([H9]): who looked at which version of what, and who acknowledged it ([M3]).

use crate::audience::EVERYONE;
use crate::doors::ACCESS;
use crate::entity::acknowledgement;
use crate::records::{Activity, write_activity};
use crate::{DataError, Database, PortalProject, SeenItem, Staff};
use chrono::{DateTime, TimeDelta, Utc};
use lintel_domain::ids::{ClientId, FileId, ItemId, OrgId};
use sea_orm::{FromQueryResult, Set, Value};

/// A client who looks again within this time has looked once.
const LOOK_GAP: TimeDelta = TimeDelta::minutes(5);
/// A client's receipt for an item, as members see it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Look {
    /// The client.
    pub client_id: ClientId,
    /// Their name.
    pub name: String,
    /// When they looked first, in UTC.
    pub first_seen_at: Option<DateTime<Utc>>,
    /// When they looked last, in UTC.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// The version they looked at last.
    pub file_id: Option<FileId>,
    /// Its number.
    pub number: Option<i32>,
    /// Its revision.
    pub label: Option<String>,
    /// When they were asked to acknowledge the current version, in UTC.
    pub asked_at: Option<DateTime<Utc>>,
    /// When they acknowledged it, in UTC.
    pub given_at: Option<DateTime<Utc>>,
}

/// What a client knows of the revisions of a drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RevisionNews {
    /// The revision they looked at last, when the current one replaces it.
    pub superseded_seen: Option<String>,
    /// Whether they are asked to acknowledge the current one, or have done so.
    pub acknowledgement: Acknowledgement,
}

/// Where the acknowledgement of a revision stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Acknowledgement {
    /// It was not asked for.
    #[default]
    None,
    /// It is waited for.
    Asked,
    /// It was given.
    Given,
}

/// What a client `$3` knows of the revisions of a drawing `dr` whose current one is `f`. Of other
/// items nothing is looked up.
pub(crate) const REVISIONS: &str = "\
     LEFT JOIN receipt r ON r.org_id = $1 AND r.item_id = dr.item_id AND r.client_id = $3 \
     LEFT JOIN file sf ON sf.org_id = $1 AND sf.id = r.file_id AND sf.id <> f.id \
     LEFT JOIN acknowledgement k ON k.org_id = $1 AND k.file_id = f.id AND k.client_id = $3 AND dr.item_id IS NOT NULL";

/// `SELECT` list of [`NewsRow`] from [`REVISIONS`].
pub(crate) const REVISION_NEWS: &str =
    "sf.label AS seen_label, sf.number AS seen_number, k.asked_at, k.given_at";

#[derive(FromQueryResult)]
pub(crate) struct NewsRow {
    seen_label: Option<String>,
    seen_number: Option<i32>,
    asked_at: Option<DateTime<Utc>>,
    given_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct Seer {
    id: ClientId,
}

impl Staff {
    /// Every client who can see an item now or has looked at it, by name.
    pub async fn looks(&self, item: ItemId) -> Result<Vec<Look>, DataError> {
        self.tx
            .rows(
                &format!(
                    "SELECT c.id AS client_id, c.name, r.first_seen_at, r.last_seen_at, r.file_id, f.number, f.label, \
                       k.asked_at, k.given_at \
                     FROM client c \
                     LEFT JOIN receipt r ON r.org_id = c.org_id AND r.client_id = c.id AND r.item_id = $2 \
                     LEFT JOIN file f ON f.org_id = c.org_id AND f.id = r.file_id \
                     LEFT JOIN file current ON current.org_id = c.org_id AND current.item_id = $2 \
                       AND current.state = 'published' AND current.is_part = FALSE \
                     LEFT JOIN acknowledgement k ON k.org_id = c.org_id AND k.client_id = c.id AND k.file_id = current.id \
                     WHERE c.org_id = $1 AND (r.item_id IS NOT NULL OR c.id IN ({})) ORDER BY c.name_key, c.id",
                    seers("$1", "$2", "$3", "$4")
                ),
                self.seer_values(item),
            )
            .await
    }

    /// The clients who can see an item now.
    pub async fn seers(&self, item: ItemId) -> Result<Vec<ClientId>, DataError> {
        let rows: Vec<Seer> = self
            .tx
            .rows(
                &format!(
                    "SELECT c.id FROM client c WHERE c.org_id = $1 AND c.id IN ({})",
                    seers("$1", "$2", "$3", "$4")
                ),
                self.seer_values(item),
            )
            .await?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    }

    fn seer_values(&self, item: ItemId) -> Vec<Value> {
        vec![
            self.org_id().into(),
            item.into(),
            self.now().into(),
            EVERYONE.into(),
        ]
    }

    /// Asks clients to acknowledge a revision; who was asked or has done so stays as they are.
    pub async fn ask_acknowledgement(
        &self,
        file: FileId,
        clients: &[ClientId],
    ) -> Result<(), DataError> {
        self.tx
            .run(
                "DELETE FROM acknowledgement WHERE org_id = $1 AND file_id = $2 AND given_at IS NULL",
                vec![self.org_id().into(), file.into()],
            )
            .await?;
        #[derive(FromQueryResult)]
        struct Row {
            client_id: ClientId,
        }
        let given: Vec<Row> = self
            .tx
            .rows(
                "SELECT client_id FROM acknowledgement WHERE org_id = $1 AND file_id = $2",
                vec![self.org_id().into(), file.into()],
            )
            .await?;
        let asked = clients
            .iter()
            .filter(|client| !given.iter().any(|row| row.client_id == **client));
        let rows = asked.map(|client| acknowledgement::ActiveModel {
            org_id: Set(self.org_id().into()),
            file_id: Set(file.into()),
            client_id: Set((*client).into()),
            asked_at: Set(self.now()),
            given_at: Set(None),
        });
        self.tx.insert_all(rows.collect()).await
    }
}

/// The clients who see an item now: conditions 1 and 2 by their access, modules aside, 3 and 4 by
/// the audience.
fn seers(org: &str, item: &str, now: &str, everyone: &str) -> String {
    let access = ACCESS
        .replace("$2", now)
        .replace(" c.", " seer.")
        .replace("(c.", "(seer.");
    format!(
        "SELECT seer.id FROM audience a JOIN client seer ON seer.org_id = a.org_id \
           AND (a.viewer = seer.id OR a.viewer = {everyone}) {access} AND p.id = a.project_id \
         WHERE a.org_id = {org} AND a.item_id = {item}"
    )
}

/// That a client looks at an item.
#[derive(Clone, Copy, Debug)]
pub struct NewLook {
    org: OrgId,
    client: ClientId,
    item: ItemId,
    file: Option<FileId>,
}

impl Database {
    /// Records that a client looked at an item.
    pub async fn record_look(&self, look: NewLook, now: DateTime<Utc>) -> Result<(), DataError> {
        let tx = self.write(now).await?;
        tx.run(
            "INSERT INTO receipt (org_id, item_id, client_id, file_id, first_seen_at, last_seen_at) \
             VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (org_id, item_id, client_id) \
             DO UPDATE SET file_id = excluded.file_id, last_seen_at = excluded.last_seen_at",
            vec![
                look.org.into(),
                look.item.into(),
                look.client.into(),
                look.file.into(),
                now.into(),
            ],
        )
        .await?;
        tx.commit().await
    }
}

impl PortalProject {
    /// The look at the item that was wanted, if it is to be recorded: the first, one after a while,
    /// one at another version.
    pub fn new_look(&self, item: &SeenItem) -> Option<NewLook> {
        let file = item.file.as_ref().map(|file| file.id);
        let is_news = self
            .viewer()
            .looked
            .is_none_or(|(at, seen)| seen != file || self.tx.now() - at >= LOOK_GAP);
        is_news.then_some(NewLook {
            org: self.viewer().org,
            client: self.viewer().client,
            item: item.id,
            file,
        })
    }

    /// Acknowledges the current version of an item, if that was asked for and not done yet.
    pub async fn acknowledge(&self, item: &SeenItem) -> Result<(), DataError> {
        let viewer = self.viewer();
        let Some(file) = &item.file else {
            return Ok(());
        };
        let given = self
            .tx
            .run(
                "UPDATE acknowledgement SET given_at = $4 \
                 WHERE org_id = $1 AND file_id = $2 AND client_id = $3 AND given_at IS NULL",
                vec![
                    viewer.org.into(),
                    file.id.into(),
                    viewer.client.into(),
                    self.tx.now().into(),
                ],
            )
            .await?;
        if given == 0 {
            return Ok(());
        }
        let acknowledged = Activity {
            verb: "acknowledged",
            item: Some((item.id, item.title.clone(), item.kind)),
            detail: file.label.as_ref().map(|label| format!("revision {label}")),
        };
        write_activity(
            &self.tx,
            viewer.org,
            viewer.project,
            &viewer.client_name,
            vec![acknowledged],
        )
        .await
    }
}

impl NewsRow {
    pub(crate) fn news(self) -> RevisionNews {
        RevisionNews {
            superseded_seen: self
                .seen_label
                .or(self.seen_number.map(|number| number.to_string())),
            acknowledgement: match (self.asked_at, self.given_at) {
                (_, Some(_)) => Acknowledgement::Given,
                (Some(_), None) => Acknowledgement::Asked,
                (None, None) => Acknowledgement::None,
            },
        }
    }
}
