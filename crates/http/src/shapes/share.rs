//! Sharing: who is to see what, the review before, and why somebody sees it.

use super::common::{ClientStatus, ItemKind};
use garde::Validate;
use lintel_app::shares::{self, Review, Reviewed};
use lintel_app::visibility::Reason;
use lintel_app::{Recipient, SharedWith};
use lintel_domain::visibility::Rule;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Whom an item is shared with, folders above it included.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shared {
    /// How far.
    #[schema(inline)]
    pub with: With,
    /// The clients that are named; empty unless it is shared with some.
    pub client_ids: Vec<Uuid>,
    /// The nearest folder whose share reaches it, when it has no share of its own.
    pub inherited_from: Option<Uuid>,
}

/// How far an item is shared.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum With {
    Nobody,
    Everyone,
    Some,
}

/// Whom to share with: `"everyone"` or chosen clients.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum ShareAudience {
    /// All clients of the project, now and later.
    Everyone(#[schema(inline)] Everyone),
    /// These clients.
    Chosen(ChosenClients),
}

/// All clients of the project.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the only name")]
pub enum Everyone {
    Everyone,
}

/// Chosen clients of the project.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChosenClients {
    /// Clients with access to the project.
    pub client_ids: Vec<Uuid>,
}

/// Share items: afterwards their own audience is exactly the one given.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareItems {
    /// Items of the project, at most 1000.
    #[garde(skip)]
    pub item_ids: Vec<Uuid>,
    /// Whom with.
    #[garde(skip)]
    pub audience: ShareAudience,
    /// Words for the letter, at most 2000 characters.
    #[serde(default)]
    #[garde(skip)]
    pub message: Option<String>,
    /// Whether to write to the clients.
    #[garde(skip)]
    pub notify: bool,
}

/// Look at what sharing would show.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewShare {
    /// Items of the project, at most 1000.
    #[garde(skip)]
    pub item_ids: Vec<Uuid>,
    /// Whom with.
    #[garde(skip)]
    pub audience: ShareAudience,
}

/// What sharing did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shares {
    /// Items shared.
    pub shared: u64,
    /// Clients who get a letter.
    pub notified: u64,
}

/// What unsharing did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unshared {
    /// Items that had a share of their own.
    pub unshared: u64,
}

/// What sharing would show, to whom, and how much stays hidden.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShareReview {
    /// What would be shared.
    pub items: Vec<ReviewedItem>,
    /// Who would see it.
    pub recipients: Vec<ProjectClient>,
    /// What the recipients would still not see.
    pub hidden: HiddenItems,
}

/// An item in the review.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct ReviewedItem {
    pub id: Uuid,
    pub title: String,
    pub kind: ItemKind,
    /// For a folder, how many things lie in it.
    pub contains: u64,
    /// Whom it is shared with already.
    pub already: Shared,
}

/// What stays hidden.
#[derive(Debug, Serialize, ToSchema)]
pub struct HiddenItems {
    /// How many things.
    pub items: u64,
}

/// A client of a project.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct ProjectClient {
    pub id: Uuid,
    pub name: String,
    pub status: ClientStatus,
}

/// Who can see an item and why, and who cannot and why not.
#[derive(Debug, Serialize, ToSchema)]
pub struct Visibility {
    /// The item.
    pub item_id: Uuid,
    /// Every client of the project.
    pub viewers: Vec<ItemViewer>,
}

/// One client and one item.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "as everywhere")]
pub struct ItemViewer {
    pub client_id: Uuid,
    pub name: String,
    /// Whether they can see it now: every step holds.
    pub visible: bool,
    pub steps: Vec<VisibilityStep>,
}

/// One condition of the visibility rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct VisibilityStep {
    /// Which condition.
    #[schema(inline)]
    pub rule: StepRule,
    /// Whether it holds.
    pub holds: bool,
    /// The same in words.
    pub text: String,
}

/// The conditions of the visibility rule.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(
    missing_docs,
    reason = "the domain's names; their meaning is told there"
)]
pub enum StepRule {
    OrganisationPortal,
    Module,
    ProjectPortal,
    ClientActive,
    ProjectAccess,
    ItemState,
    Share,
}

impl From<lintel_app::Shared> for Shared {
    fn from(shared: lintel_app::Shared) -> Shared {
        Shared {
            with: match shared.with {
                SharedWith::Nobody => With::Nobody,
                SharedWith::Everyone => With::Everyone,
                SharedWith::Some => With::Some,
            },
            client_ids: shared.client_ids.into_iter().map(Into::into).collect(),
            inherited_from: shared.inherited_from.map(Into::into),
        }
    }
}

impl From<ShareAudience> for shares::ShareWith {
    fn from(audience: ShareAudience) -> shares::ShareWith {
        match audience {
            ShareAudience::Everyone(Everyone::Everyone) => shares::ShareWith::Everyone,
            ShareAudience::Chosen(chosen) => {
                shares::ShareWith::Clients(chosen.client_ids.into_iter().map(Into::into).collect())
            }
        }
    }
}

impl From<ShareItems> for shares::ShareItems {
    fn from(share: ShareItems) -> shares::ShareItems {
        shares::ShareItems {
            items: share.item_ids.into_iter().map(Into::into).collect(),
            with: share.audience.into(),
            message: share.message.filter(|message| !message.trim().is_empty()),
            notify: share.notify,
        }
    }
}

impl From<shares::Done> for Shares {
    fn from(done: shares::Done) -> Shares {
        Shares {
            shared: done.shared as u64,
            notified: done.notified as u64,
        }
    }
}

impl From<Review> for ShareReview {
    fn from(review: Review) -> ShareReview {
        ShareReview {
            items: review.items.into_iter().map(Into::into).collect(),
            recipients: review.recipients.into_iter().map(Into::into).collect(),
            hidden: HiddenItems {
                items: review.hidden,
            },
        }
    }
}

impl From<Reviewed> for ReviewedItem {
    fn from(reviewed: Reviewed) -> ReviewedItem {
        ReviewedItem {
            id: reviewed.item.id.into(),
            title: reviewed.item.title,
            kind: reviewed.item.kind.into(),
            contains: reviewed.contains,
            already: reviewed.already.into(),
        }
    }
}

impl From<Recipient> for ProjectClient {
    fn from(client: Recipient) -> ProjectClient {
        ProjectClient {
            id: client.id.into(),
            name: client.name,
            status: client.status.into(),
        }
    }
}

impl From<Reason> for ItemViewer {
    fn from(reason: Reason) -> ItemViewer {
        let step = |(step, text): (lintel_domain::visibility::Step, String)| VisibilityStep {
            rule: step.rule.into(),
            holds: step.holds,
            text,
        };
        ItemViewer {
            client_id: reason.client.into(),
            name: reason.name,
            visible: reason.visible,
            steps: reason.steps.into_iter().map(step).collect(),
        }
    }
}

impl From<Rule> for StepRule {
    fn from(rule: Rule) -> StepRule {
        match rule {
            Rule::OrganisationPortal => StepRule::OrganisationPortal,
            Rule::Module => StepRule::Module,
            Rule::ProjectPortal => StepRule::ProjectPortal,
            Rule::ClientActive => StepRule::ClientActive,
            Rule::ProjectAccess => StepRule::ProjectAccess,
            Rule::ItemState => StepRule::ItemState,
            Rule::Share => StepRule::Share,
        }
    }
}
