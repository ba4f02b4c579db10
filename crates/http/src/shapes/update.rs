//! Updates.

use super::common::{ItemKind, page};
use super::item::Item;
use super::record::{HistoryEntry, Picture, RecordState, first_pictures};
use super::share::ShareAudience;
use super::{common::list, patch, rules};
use chrono::{DateTime, Utc};
use garde::Validate;
use lintel_app::items;
use lintel_app::updates::{FullUpdate, ListedUpdate, Publish, UpdateChange};
use lintel_domain::ids::ItemId;
use lintel_domain::rich_text::RichNode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A message to clients; `state` is `draft`, also while it waits for its time, or `published`.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct Update {
    #[serde(flatten)]
    pub item: Item,
    pub body: RichNode,
    /// How it begins.
    pub excerpt: String,
    pub pictures: Vec<Picture>,
    /// In order; what was deleted is left out.
    pub attachments: Vec<Item>,
    /// While it waits for its time.
    pub publish_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
    /// The name of who published or scheduled it.
    pub published_by: Option<String>,
    /// Whether clients get a letter.
    pub notify: bool,
    /// Words for the letter.
    pub message: Option<String>,
    pub reach: UpdateReach,
    pub history: Vec<HistoryEntry>,
}

/// Whom an update reached.
#[derive(Debug, Serialize, ToSchema)]
pub struct UpdateReach {
    /// Who was written to.
    pub emailed: Vec<EmailedClient>,
    /// Who can see it now or has looked at it.
    pub clients: Vec<ReachedClient>,
}

/// A client who was written to.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct EmailedClient {
    pub client_id: Uuid,
    pub name: String,
    pub at: DateTime<Utc>,
}

/// A client who can see an update, or has.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct ReachedClient {
    pub client_id: Uuid,
    pub name: String,
    pub first_seen_at: Option<DateTime<Utc>>,
    pub last_seen_at: Option<DateTime<Utc>>,
}

/// An update in a list.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as in the update itself")]
pub struct UpdateSummary {
    #[serde(flatten)]
    pub item: Item,
    pub excerpt: String,
    /// The first four.
    pub pictures: Vec<Picture>,
    pub picture_count: usize,
    pub attachment_count: usize,
    pub publish_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
    /// Clients who have looked at it.
    pub seen: i64,
}

page! {
    /// Updates, newest first.
    UpdatePage of UpdateSummary
}

/// Which updates are wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UpdateQuery {
    /// Only drafts, scheduled ones included, or only published ones.
    #[garde(skip)]
    #[param(nullable = false, inline)]
    pub state: Option<RecordState>,
    /// Only updates in whose words this is, whatever the case.
    #[garde(length(chars, max = 200))]
    #[param(nullable = false)]
    pub q: Option<String>,
}

/// A new update.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateUpdate {
    /// Its title.
    #[garde(custom(rules::name))]
    pub title: String,
    /// What it says.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = RichNode, required = false)]
    #[garde(skip)]
    body: Option<RichNode>,
    /// What is attached, in order; at most 50.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = Vec<Uuid>, required = false)]
    #[garde(skip)]
    item_ids: Option<Vec<Uuid>>,
}

/// What of an update shall be different.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateUpdate {
    /// Its title.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = String, required = false)]
    #[garde(inner(custom(rules::name)))]
    title: Option<String>,
    /// What it says.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = RichNode, required = false)]
    #[garde(skip)]
    body: Option<RichNode>,
    /// What is attached, in order; at most 50.
    #[serde(default, deserialize_with = "patch::set")]
    #[schema(value_type = Vec<Uuid>, required = false)]
    #[garde(skip)]
    item_ids: Option<Vec<Uuid>>,
}

/// For whom an update would be published.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewUpdate {
    /// Everyone, or these clients.
    #[garde(skip)]
    pub audience: ShareAudience,
}

list! {
    /// What is attached that some of the audience do not see yet.
    UpdateReview of HiddenAttachment
}

/// Something attached that is not seen by everybody it would be sent to.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "told above")]
pub struct HiddenAttachment {
    pub item_id: Uuid,
    pub kind: ItemKind,
    pub title: String,
    /// How many of the audience do not see it now.
    pub clients: usize,
}

/// How an update is published.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishUpdate {
    /// Everyone, or these clients.
    #[garde(skip)]
    audience: ShareAudience,
    /// Whether clients get a letter.
    #[garde(skip)]
    notify: bool,
    /// Words for the letter.
    #[serde(default)]
    #[garde(inner(custom(rules::text)))]
    message: Option<String>,
    /// When; now if left out.
    #[serde(default)]
    #[garde(inner(custom(rules::time)))]
    publish_at: Option<DateTime<Utc>>,
    /// Whether what is attached is shared with the same clients. If not, they see what they may.
    #[garde(skip)]
    share_attachments: bool,
}

impl From<CreateUpdate> for (String, UpdateChange) {
    fn from(body: CreateUpdate) -> (String, UpdateChange) {
        let change = UpdateChange {
            title: None,
            body: body.body,
            items: body.item_ids.map(ids),
        };
        (body.title, change)
    }
}

impl From<UpdateUpdate> for UpdateChange {
    fn from(body: UpdateUpdate) -> UpdateChange {
        UpdateChange {
            title: body.title,
            body: body.body,
            items: body.item_ids.map(ids),
        }
    }
}

fn ids(ids: Vec<Uuid>) -> Vec<ItemId> {
    ids.into_iter().map(Into::into).collect()
}

impl From<PublishUpdate> for Publish {
    fn from(body: PublishUpdate) -> Publish {
        Publish {
            with: body.audience.into(),
            notify: body.notify,
            message: body.message,
            publish_at: body.publish_at,
            share_attachments: body.share_attachments,
        }
    }
}

impl From<FullUpdate> for Update {
    fn from(full: FullUpdate) -> Update {
        let update = full.update;
        let emailed = full.emailed.into_iter().map(|emailed| EmailedClient {
            client_id: emailed.client_id.into(),
            name: emailed.name,
            at: emailed.at,
        });
        let clients = full.looks.into_iter().map(|look| ReachedClient {
            client_id: look.client_id.into(),
            name: look.name,
            first_seen_at: look.first_seen_at,
            last_seen_at: look.last_seen_at,
        });
        Update {
            item: full.item.into(),
            body: update.body,
            excerpt: update.excerpt,
            pictures: full.pictures.into_iter().map(Into::into).collect(),
            attachments: full.attachments.into_iter().map(Into::into).collect(),
            publish_at: update.publication.publish_at,
            published_at: update.published_at,
            published_by: update.published_by,
            notify: update.publication.notify,
            message: update.publication.message,
            reach: UpdateReach {
                emailed: emailed.collect(),
                clients: clients.collect(),
            },
            history: full.history.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<ListedUpdate> for UpdateSummary {
    fn from(listed: ListedUpdate) -> UpdateSummary {
        UpdateSummary {
            item: listed.item.into(),
            excerpt: listed.update.excerpt,
            picture_count: listed.pictures.len(),
            pictures: first_pictures(listed.pictures),
            attachment_count: listed.reach.attached.len(),
            publish_at: listed.update.publication.publish_at,
            published_at: listed.update.published_at,
            seen: listed.reach.seen,
        }
    }
}

impl From<(items::Item, usize)> for HiddenAttachment {
    fn from((item, clients): (items::Item, usize)) -> HiddenAttachment {
        HiddenAttachment {
            item_id: item.id.into(),
            kind: item.kind.into(),
            title: item.title,
            clients,
        }
    }
}
