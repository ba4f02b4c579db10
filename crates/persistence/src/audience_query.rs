//! One viewer's part of the audience as SQL: what every list of the portal is made of.

use crate::Folder;
use crate::audience::EVERYONE;
use crate::doors::{LinkView, Viewer};
use crate::item_rows::{DETAILS, FILE_COLUMNS};
use crate::names::containing;
use crate::receipts::{REVISION_NEWS, REVISIONS};
use crate::tx::list;
use chrono::{DateTime, Utc};
use lintel_domain::ids::ItemId;
use lintel_domain::item::Kind;
use sea_orm::Value;

/// A query over the audience of one viewer. Each of the two branches, what is theirs by name and
/// what is everyone's, is cut to the page before they are joined, and the page is cut before its
/// items are read; where both hold, theirs wins.
pub(crate) struct AudienceQuery {
    pub(crate) values: Vec<Value>,
    conditions: Vec<String>,
    top_only: bool,
    needs_item: bool,
    link: Option<LinkView>,
}

/// Every submitted daily log of the project, as rows of an audience: what a private link shows,
/// shared or not ([L2]).
const SUBMITTED_LOGS: &str = "\
    (SELECT org_id, project_id, $3 AS viewer, id AS item_id, kind, $4 AS parent_id, dated_at, updated_at AS since \
     FROM item WHERE org_id = $1 AND project_id = $2 AND kind = 'daily_log' AND state = 'published') a";

impl AudienceQuery {
    pub(crate) fn new(viewer: &Viewer) -> AudienceQuery {
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
            link: viewer.link,
        }
    }

    fn bind(&mut self, value: impl Into<Value>) -> usize {
        self.values.push(value.into());
        self.values.len()
    }

    pub(crate) fn condition(&mut self, condition: String) {
        self.conditions.push(condition);
    }

    /// Leaves out kinds whose module is off; usually there are none.
    pub(crate) fn kinds(&mut self, viewer: &Viewer, wanted: Option<&[Kind]>) {
        let on = viewer.kinds();
        let kinds: Vec<Kind> = match wanted {
            Some(wanted) => on
                .into_iter()
                .filter(|kind| wanted.contains(kind))
                .collect(),
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

    pub(crate) fn folder(&mut self, folder: Folder) {
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

    pub(crate) fn text(&mut self, text: &str) {
        let at = self.bind(containing(text));
        self.needs_item = true;
        self.condition(format!("i.search_key LIKE ${at} ESCAPE '\\'"));
    }

    pub(crate) fn older_than(&mut self, dated_at: DateTime<Utc>, id: ItemId) {
        let time = self.bind(dated_at);
        let item = self.bind(id);
        self.condition(format!("(a.dated_at, a.item_id) < (${time}, ${item})"));
    }

    pub(crate) fn since(&mut self, looked: DateTime<Utc>) {
        let at = self.bind(looked);
        self.condition(format!("a.since > ${at}"));
    }

    /// Only what has a current version that the viewer is asked to acknowledge.
    pub(crate) fn asked(&mut self) {
        self.condition(
            "a.item_id IN (SELECT f.item_id FROM acknowledgement k \
               JOIN file f ON f.org_id = k.org_id AND f.id = k.file_id AND f.state = 'published' \
               WHERE k.org_id = $1 AND k.client_id = $3 AND k.given_at IS NULL)"
                .into(),
        );
    }

    pub(crate) fn one_of(&mut self, items: &[ItemId]) {
        let first = self.values.len() + 1;
        self.values.extend(items.iter().map(|id| Value::from(*id)));
        self.condition(format!("a.item_id IN ({})", list(first, items.len())));
    }

    pub(crate) fn sql(&mut self, order: &str, limit: i64) -> String {
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
        let branch = |from: &str, viewer: &str, also: &str| {
            format!(
                "SELECT * FROM (SELECT a.item_id, a.parent_id, a.dated_at, a.since FROM {from} {item} \
                 WHERE a.org_id = $1 AND a.project_id = $2 AND a.viewer = {viewer}{conditions}{also} \
                 ORDER BY a.{order} DESC, a.item_id DESC LIMIT ${limit}) b"
            )
        };
        // Their own row says better where an item lies and since when it is seen. Where the question
        // is just that, everyone's row must not take a place on the page; else it is left out of the
        // few that are on it.
        let (theirs, everyones) = match self.link {
            None if self.top_only || order == "since" => (
                branch("audience a", "$3", ""),
                branch("audience a", "$4", &format!(" AND {}", no_own_row("a"))),
            ),
            None => (
                branch("audience a", "$3", ""),
                format!(
                    "{} WHERE {}",
                    branch("audience a", "$4", ""),
                    no_own_row("b")
                ),
            ),
            Some(link) => {
                let also = match link.shows_shared {
                    true => " AND a.kind <> 'daily_log'",
                    false => " AND 1 = 0",
                };
                (
                    branch(SUBMITTED_LOGS, "$3", ""),
                    branch("audience a", "$4", also),
                )
            }
        };
        format!(
            "SELECT i.id, i.project_id, i.kind, v.parent_id, i.number AS item_number, i.title, i.state, v.since, \
               i.dated_at, i.updated_at, {FILE_COLUMNS}, dr.discipline, ph.caption, ph.taken_at, ph.latitude, ph.longitude, {REVISION_NEWS} \
             FROM (SELECT * FROM ({theirs} UNION ALL {everyones}) seen \
                   ORDER BY {order} DESC, item_id DESC LIMIT ${limit}) v \
             JOIN item i ON i.org_id = $1 AND i.id = v.item_id AND i.state = 'published' {DETAILS} {REVISIONS} \
             ORDER BY v.{order} DESC, v.item_id DESC"
        )
    }
}

fn no_own_row(everyones: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM audience own WHERE own.org_id = $1 \
           AND own.item_id = {everyones}.item_id AND own.viewer = $3)"
    )
}

/// SQL for "the module of this kind is not among those switched off", for queries across builders.
pub(crate) fn module_is_on(kind: &str, modules_off: &str) -> String {
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
