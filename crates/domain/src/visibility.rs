//! Who can see what: the reference rule of visibility.md, over plain values.
//!
//! `lintel-persistence` holds the same rule as a query scope; a property test compares the two.
//! *Why can they see this* ([H8]) is [`explain`], so it cannot disagree with the portal.

use crate::client::ClientStatus;
use crate::ids::{ClientId, ItemId, ProjectId};
use crate::item::{Kind, State};
use crate::organisation::{Modules, Plan};
use chrono::{DateTime, Utc};

/// The organisation's part of the rule.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// The organisation-wide switch ([S1]).
    pub portal_enabled: bool,
    /// The modules that are on ([S2]).
    pub modules: Modules,
}

/// The project's part of the rule.
#[derive(Clone, Copy, Debug)]
pub struct Project {
    /// Which project.
    pub id: ProjectId,
    /// The project's switch ([S3]).
    pub portal_enabled: bool,
}

/// A client's access to one project, if there is any.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// When it ends by itself, in UTC ([I9]).
    pub ends_at: Option<DateTime<Utc>>,
}

/// The client's part of the rule.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    /// Who.
    pub id: ClientId,
    /// Where they stand with the organisation.
    pub status: ClientStatus,
    /// Their access to the item's project.
    pub access: Option<Access>,
}

/// Whom a share is for ([H3]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    /// All clients of the project, now and later.
    Everyone,
    /// One client.
    Client(ClientId),
}

impl Audience {
    /// Whether this audience holds `client`.
    pub fn includes(self, client: ClientId) -> bool {
        match self {
            Audience::Everyone => true,
            Audience::Client(named) => named == client,
        }
    }
}

/// The item's part of the rule. `shares` lists the live shares of the item and then of each
/// folder above it, nearest first.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in its life.
    pub state: State,
    /// Live shares that reach it: whose share (the item itself or a folder above) and for whom.
    pub shares: Vec<(ItemId, Audience)>,
}

/// A project's private link ([L2]).
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Whether it is the project's enabled one.
    pub enabled: bool,
    /// Whether it also shows what is shared with everyone on the project.
    pub shows_shared: bool,
}

/// Whether whoever has a project's link can see the item now.
pub fn link_can_see(
    organisation: &Organisation,
    plan: Plan,
    project: Project,
    link: Link,
    item: &Item,
) -> bool {
    let is_everyones = |(_, audience): &(ItemId, Audience)| *audience == Audience::Everyone;
    plan == Plan::Pro
        && organisation.portal_enabled
        && organisation.modules.is_on(item.kind.module())
        && project.portal_enabled
        && link.enabled
        && item.state.may_be_shown()
        && (item.kind == Kind::DailyLog
            || (link.shows_shared && item.shares.iter().any(is_everyones)))
}

/// One condition of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The organisation's portal is on.
    OrganisationPortal,
    /// The module of the item's kind is on.
    Module,
    /// The project's portal is on.
    ProjectPortal,
    /// The client is active.
    ClientActive,
    /// The client has access to the project and it has not ended.
    ProjectAccess,
    /// The item is in a state that may be shown.
    ItemState,
    /// The item, or a folder above it, is shared with the client.
    Share,
}

/// One condition and whether it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The condition.
    pub rule: Rule,
    /// Whether it holds.
    pub holds: bool,
    /// For [`Rule::Share`]: the item or folder whose share makes it visible.
    pub through: Option<ItemId>,
}

/// Every condition in the order of visibility.md; the client can see the item exactly if all hold.
pub fn explain(
    organisation: &Organisation,
    project: Project,
    client: Client,
    item: &Item,
    now: DateTime<Utc>,
) -> Vec<Step> {
    let through = item
        .shares
        .iter()
        .find(|(_, audience)| audience.includes(client.id))
        .map(|(shared, _)| *shared);
    let step = |rule, holds| Step {
        rule,
        holds,
        through: None,
    };
    vec![
        step(Rule::OrganisationPortal, organisation.portal_enabled),
        step(Rule::Module, organisation.modules.is_on(item.kind.module())),
        step(Rule::ProjectPortal, project.portal_enabled),
        step(Rule::ClientActive, client.status == ClientStatus::Active),
        step(Rule::ProjectAccess, has_access(client.access, now)),
        step(Rule::ItemState, item.state.may_be_shown()),
        Step {
            rule: Rule::Share,
            holds: through.is_some(),
            through,
        },
    ]
}

/// Whether the client can see the item now.
pub fn can_see(
    organisation: &Organisation,
    project: Project,
    client: Client,
    item: &Item,
    now: DateTime<Utc>,
) -> bool {
    explain(organisation, project, client, item, now)
        .iter()
        .all(|step| step.holds)
}

/// Whether project access stands at `now`; an end is the first moment without access.
pub fn has_access(access: Option<Access>, now: DateTime<Utc>) -> bool {
    access.is_some_and(|access| access.ends_at.is_none_or(|end| now < end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::Module;

    struct Case {
        organisation: Organisation,
        project: Project,
        client: Client,
        item: Item,
        now: DateTime<Utc>,
    }

    fn visible_case() -> Case {
        let client = ClientId::new();
        let document = ItemId::new();
        Case {
            organisation: Organisation {
                portal_enabled: true,
                modules: Modules::default(),
            },
            project: Project {
                id: ProjectId::new(),
                portal_enabled: true,
            },
            client: Client {
                id: client,
                status: ClientStatus::Active,
                access: Some(Access { ends_at: None }),
            },
            item: Item {
                kind: Kind::Document,
                state: State::Published,
                shares: vec![(document, Audience::Client(client))],
            },
            now: DateTime::from_timestamp(1_790_000_000, 0).expect("a valid time"),
        }
    }

    fn failing_rules(case: &Case) -> Vec<Rule> {
        explain(
            &case.organisation,
            case.project,
            case.client,
            &case.item,
            case.now,
        )
        .into_iter()
        .filter(|step| !step.holds)
        .map(|step| step.rule)
        .collect()
    }

    #[test]
    fn a_shared_published_item_is_visible() {
        assert!(failing_rules(&visible_case()).is_empty());
    }

    #[test]
    fn each_condition_alone_hides_the_item() {
        let mut portal_off = visible_case();
        portal_off.organisation.portal_enabled = false;
        assert_eq!(failing_rules(&portal_off), [Rule::OrganisationPortal]);

        let mut module_off = visible_case();
        module_off
            .organisation
            .modules
            .set(Module::Documents, false);
        assert_eq!(failing_rules(&module_off), [Rule::Module]);

        let mut project_off = visible_case();
        project_off.project.portal_enabled = false;
        assert_eq!(failing_rules(&project_off), [Rule::ProjectPortal]);

        for status in [
            ClientStatus::None,
            ClientStatus::Invited,
            ClientStatus::Revoked,
        ] {
            let mut not_active = visible_case();
            not_active.client.status = status;
            assert_eq!(failing_rules(&not_active), [Rule::ClientActive]);
        }

        let mut no_access = visible_case();
        no_access.client.access = None;
        assert_eq!(failing_rules(&no_access), [Rule::ProjectAccess]);

        for state in [State::Draft, State::Deleted] {
            let mut hidden = visible_case();
            hidden.item.state = state;
            assert_eq!(failing_rules(&hidden), [Rule::ItemState]);
        }

        let mut for_another = visible_case();
        for_another.item.shares = vec![(ItemId::new(), Audience::Client(ClientId::new()))];
        assert_eq!(failing_rules(&for_another), [Rule::Share]);
    }

    #[test]
    fn access_that_ends_now_has_ended() {
        let mut ended = visible_case();
        ended.client.access = Some(Access {
            ends_at: Some(ended.now),
        });
        assert_eq!(failing_rules(&ended), [Rule::ProjectAccess]);
    }

    #[test]
    fn the_reason_names_the_nearest_share() {
        let mut case = visible_case();
        let folder = ItemId::new();
        case.item.shares = vec![
            (folder, Audience::Everyone),
            (ItemId::new(), Audience::Everyone),
        ];
        let steps = explain(
            &case.organisation,
            case.project,
            case.client,
            &case.item,
            case.now,
        );
        assert_eq!(steps.last().and_then(|step| step.through), Some(folder));
    }
}
