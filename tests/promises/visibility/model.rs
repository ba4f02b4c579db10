//! The world as plain values, and what the reference rule says about it.

use chrono::{DateTime, Utc};
use lintel_domain::client::ClientStatus;
use lintel_domain::ids::{ClientId, FileId, ItemId, LinkId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::organisation::{Modules, Plan};
use lintel_domain::visibility::{
    self, Access, Audience, Organisation, Project, can_see, has_access, link_can_see,
};
use std::collections::{BTreeMap, BTreeSet};

/// A builder, projects, clients and items.
pub(super) struct Model {
    pub(super) organisation: Organisation,
    pub(super) projects: Vec<Project>,
    pub(super) clients: Vec<Client>,
    pub(super) items: BTreeMap<ItemId, Item>,
    /// What was deleted by hand, and what went with it.
    pub(super) trash: BTreeMap<ItemId, Vec<ItemId>>,
    /// What the organisation pays for.
    pub(super) plan: Plan,
    /// The private link of each project; one that was disabled shows nothing.
    pub(super) links: BTreeMap<ProjectId, (LinkId, visibility::Link)>,
}

/// A client.
pub(super) struct Client {
    pub(super) id: ClientId,
    pub(super) status: ClientStatus,
    pub(super) access: BTreeMap<ProjectId, Access>,
}

/// An item with its own shares.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) project: ProjectId,
    pub(super) kind: Kind,
    pub(super) parent: Option<ItemId>,
    pub(super) state: State,
    pub(super) title: String,
    /// The published version.
    pub(super) file: Option<FileId>,
    /// Drafts and older versions, which no client is given.
    pub(super) hidden_files: Vec<FileId>,
    pub(super) shares: BTreeSet<Audience>,
    /// What is in it, of a schedule.
    pub(super) plan: Option<Planned>,
    /// Whether it is being written, of a daily log.
    pub(super) is_written: bool,
}

/// The names of a schedule's tasks.
#[derive(Clone, Default)]
pub(super) struct Planned {
    /// As members write it, which no client is given.
    pub(super) draft: Vec<String>,
    /// As it was published last.
    pub(super) published: Option<Vec<String>>,
}

impl Item {
    pub(super) fn new(
        project: ProjectId,
        kind: Kind,
        parent: Option<ItemId>,
        title: String,
    ) -> Item {
        Item {
            project,
            kind,
            parent,
            state: State::Published,
            title,
            file: None,
            hidden_files: Vec::new(),
            shares: BTreeSet::new(),
            plan: None,
            is_written: false,
        }
    }

    /// Where it stands when it is not in the trash.
    pub(super) fn standing(&self) -> State {
        let plan = self.plan.as_ref();
        match self.is_written || plan.is_some_and(|plan| plan.published.is_none()) {
            true => State::Draft,
            false => State::Published,
        }
    }

    /// Whether a client who sees it finds it by this word.
    pub(super) fn is_found_by(&self, word: &str) -> bool {
        let published = self.plan.iter().flat_map(|plan| &plan.published);
        let mut words = published.flatten().chain([&self.title]);
        words.any(|text| text.contains(word))
    }
}

impl Model {
    /// Switches on, clients active, nothing in the projects.
    pub(super) fn new(projects: &[ProjectId], clients: &[(ClientId, Vec<ProjectId>)]) -> Model {
        let client = |(id, projects): &(ClientId, Vec<ProjectId>)| Client {
            id: *id,
            status: ClientStatus::Active,
            access: projects
                .iter()
                .map(|project| (*project, FOR_EVER))
                .collect(),
        };
        let project = |id: &ProjectId| Project {
            id: *id,
            portal_enabled: true,
        };
        Model {
            organisation: Organisation {
                portal_enabled: true,
                modules: Modules::default(),
            },
            projects: projects.iter().map(project).collect(),
            clients: clients.iter().map(client).collect(),
            items: BTreeMap::new(),
            trash: BTreeMap::new(),
            plan: Plan::Pro,
            links: BTreeMap::new(),
        }
    }

    /// Everything of a project that its link shows.
    pub(super) fn shown_by(&self, link: visibility::Link, project: Project) -> BTreeSet<ItemId> {
        let is_shown = |(id, item): &(&ItemId, &Item)| {
            let plain = visibility::Item {
                kind: item.kind,
                state: item.state,
                shares: self.reaching(**id),
            };
            item.project == project.id
                && link_can_see(&self.organisation, self.plan, project, link, &plain)
        };
        let shown = self.items.iter().filter(is_shown);
        shown.map(|(id, _)| *id).collect()
    }

    /// Everything of a project that a client sees.
    pub(super) fn visible(
        &self,
        client: usize,
        project: Project,
        now: DateTime<Utc>,
    ) -> BTreeSet<ItemId> {
        let client = &self.clients[client];
        let client = visibility::Client {
            id: client.id,
            status: client.status,
            access: client.access.get(&project.id).copied(),
        };
        let is_seen = |(id, item): &(&ItemId, &Item)| {
            let plain = visibility::Item {
                kind: item.kind,
                state: item.state,
                shares: self.reaching(**id),
            };
            item.project == project.id && can_see(&self.organisation, project, client, &plain, now)
        };
        let seen = self.items.iter().filter(is_seen);
        seen.map(|(id, _)| *id).collect()
    }

    /// Whether a client may look into a project at all.
    pub(super) fn is_open(&self, client: usize, project: Project, now: DateTime<Utc>) -> bool {
        let client = &self.clients[client];
        self.organisation.portal_enabled
            && project.portal_enabled
            && client.status == ClientStatus::Active
            && has_access(client.access.get(&project.id).copied(), now)
    }

    /// The folders above an item, nearest first.
    pub(super) fn above(&self, id: ItemId) -> Vec<ItemId> {
        let parent = |id: &ItemId| self.items[id].parent;
        std::iter::successors(parent(&id), parent).collect()
    }

    /// The items that lie somewhere below one, and itself.
    pub(super) fn below(&self, id: ItemId) -> Vec<ItemId> {
        let ids = self.items.keys().copied();
        ids.filter(|other| *other == id || self.above(*other).contains(&id))
            .collect()
    }

    /// What is there in a project.
    pub(super) fn living(&self, project: ProjectId) -> Vec<ItemId> {
        let is_there = |item: &Item| item.project == project && item.state != State::Deleted;
        let items = self.items.iter().filter(|(_, item)| is_there(item));
        items.map(|(id, _)| *id).collect()
    }

    /// Whether any share reaches an item.
    pub(super) fn is_shared(&self, id: ItemId) -> bool {
        !self.reaching(id).is_empty()
    }

    fn reaching(&self, id: ItemId) -> Vec<(ItemId, Audience)> {
        let path = std::iter::once(id).chain(self.above(id));
        path.flat_map(|id| self.items[&id].shares.iter().map(move |share| (id, *share)))
            .collect()
    }
}

/// Access without an end.
pub(super) const FOR_EVER: Access = Access { ends_at: None };
