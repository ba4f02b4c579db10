//! Random acts of the builder, done to the app and to the model alike.

use super::Play;
use super::model::{FOR_EVER, Item};
use chrono::TimeDelta;
use lintel_app::items::{self, ItemChange};
use lintel_app::organisation::{self, OrganisationPatch};
use lintel_app::projects::{self, ProjectPatch};
use lintel_app::shares::{self, ShareItems, ShareWith};
use lintel_app::{Error, client_access, folders};
use lintel_domain::client::ClientStatus;
use lintel_domain::ids::{ItemId, ProjectId};
use lintel_domain::item::Kind;
use lintel_domain::organisation::{Module, Plan};
use lintel_domain::visibility::{Audience, has_access};
use rand::RngExt;
use std::collections::BTreeSet;

/// The modules that have something.
const MODULES: [Module; 5] = [
    Module::Documents,
    Module::Drawings,
    Module::Photos,
    Module::DailyLogs,
    Module::Schedule,
];
/// Most items in a project; beyond it some are deleted.
const LIVING_MAX: usize = 30;

impl Play {
    /// One act, and some time.
    pub(super) async fn step(&mut self) {
        let seconds = self.random.random_range(0..40);
        self.clock.advance(TimeDelta::seconds(seconds));
        let project = self.project();
        if self.once_in(4) && self.repair().await {
            return;
        }
        if self.model.living(project).len() > LIVING_MAX {
            return self.delete(project).await;
        }
        match self.random.random_range(0..130) {
            0..10 => self.create_folder(project).await,
            10..26 => {
                let kind = self.kind_of_file();
                self.create_file(project, kind).await;
            }
            26..44 => self.share(project).await,
            44..51 => self.unshare(project).await,
            51..61 => self.move_items(project).await,
            61..66 => self.delete(project).await,
            66..70 => self.use_trash().await,
            70..72 => self.copy(project).await,
            72..76 => self.add_version(project).await,
            76..79 => self.publish_version(project).await,
            79..82 => self.rename(project).await,
            82..86 => self.set_projects().await,
            86..88 => self.remove_project(project).await,
            88..90 => self.revoke().await,
            90..92 => self.switch_portal(false).await,
            92..94 => self.switch_project(project, false).await,
            94..96 => {
                let module = MODULES[self.random.random_range(0..MODULES.len())];
                self.switch_module(module, false).await;
            }
            96..100 => self.end_access().await,
            100..110 => self.plan(project).await,
            110..120 => self.log(project).await,
            120..128 => self.link(project).await,
            _ => self.switch_plan(Plan::Free).await,
        }
    }

    /// Puts back one thing that hides much; whether there was one.
    async fn repair(&mut self) -> bool {
        if !self.model.organisation.portal_enabled {
            self.switch_portal(true).await;
        } else if let Some(off) = MODULES
            .into_iter()
            .find(|module| !self.model.organisation.modules.is_on(*module))
        {
            self.switch_module(off, true).await;
        } else if self.model.plan == Plan::Free {
            self.switch_plan(Plan::Pro).await;
        } else if let Some(dark) = self.model.projects.iter().find(|p| !p.portal_enabled) {
            self.switch_project(dark.id, true).await;
        } else if let Some(at) = self.revoked() {
            self.restore(at).await;
        } else {
            return false;
        }
        true
    }

    fn revoked(&self) -> Option<usize> {
        let is_revoked = |client: &super::model::Client| client.status == ClientStatus::Revoked;
        self.model.clients.iter().position(is_revoked)
    }

    /// Notes what was tried; whether it was done. What the app refuses must have changed nothing.
    pub(super) fn done<T>(&mut self, what: String, result: Result<T, Error>) -> Option<T> {
        let (said, done) = match result {
            Ok(value) => ("done".to_owned(), Some(value)),
            Err(error @ (Error::Conflict { .. } | Error::Invalid(_) | Error::NotFound)) => {
                (format!("refused: {error}"), None)
            }
            Err(error) => panic!("{what}: {error:?}"),
        };
        self.done.push(format!("{what}: {said}"));
        done
    }

    pub(super) fn some_of(&mut self, project: ProjectId, most: usize) -> Vec<ItemId> {
        let living = self.model.living(project);
        if living.is_empty() {
            return Vec::new();
        }
        let count = self.random.random_range(1..=most);
        let random = &mut self.random;
        let chosen = (0..count).map(|_| living[random.random_range(0..living.len())]);
        chosen.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// A folder of a module of the project, or the top.
    pub(super) fn somewhere(&mut self, project: ProjectId, module: Module) -> Option<ItemId> {
        let mut places: Vec<_> = vec![None];
        let living = self.model.living(project).into_iter();
        let folders = living.filter(|id| {
            let kind = self.model.items[id].kind;
            kind.is_folder() && kind.module() == module
        });
        places.extend(folders.map(Some));
        places[self.random.random_range(0..places.len())]
    }

    pub(super) fn title(&mut self) -> String {
        format!("Plan {}", self.random.random_range(0..1000))
    }

    pub(super) async fn create_folder(&mut self, project: ProjectId) {
        let kind = Kind::FOLDERS[self.random.random_range(0..3)];
        let module = kind.module();
        let (title, parent) = (self.title(), self.somewhere(project, module));
        let made = folders::create(
            &self.below.app,
            &self.dan,
            project,
            &title,
            parent,
            Some(module),
        );
        let made = made.await;
        if let Some(made) = self.done(format!("folder {title:?} in {parent:?}"), made) {
            let item = Item::new(project, kind, parent, title);
            self.model.items.insert(made.id, item);
        }
    }

    /// A kind that has a file.
    fn kind_of_file(&mut self) -> Kind {
        match self.random.random_range(0..4) {
            0 => Kind::Drawing,
            1 => Kind::Photo,
            _ => Kind::Document,
        }
    }

    pub(super) async fn share(&mut self, project: ProjectId) {
        let items = self.some_of(project, 3);
        let with = match self.once_in(2) {
            true => ShareWith::Everyone,
            false => {
                let at = self.random.random_range(0..self.model.clients.len());
                let also = self.random.random_range(0..self.model.clients.len());
                let chosen = BTreeSet::from([at, also]);
                let clients = chosen.into_iter().map(|at| self.model.clients[at].id);
                ShareWith::Clients(clients.collect())
            }
        };
        self.share_with(project, items, with).await;
    }

    /// Shares everything there is with everyone.
    pub(super) async fn share_all(&mut self, project: ProjectId) {
        let items = self.model.living(project);
        self.share_with(project, items, ShareWith::Everyone).await;
    }

    async fn share_with(&mut self, project: ProjectId, items: Vec<ItemId>, with: ShareWith) {
        let input = ShareItems {
            items: items.clone(),
            with: with.clone(),
            message: None,
            notify: self.once_in(3),
        };
        let shared = shares::share(&self.below.app, &self.dan, project, input).await;
        if self
            .done(format!("share {items:?} with {with:?}"), shared)
            .is_some()
        {
            let audiences: BTreeSet<Audience> = match with {
                ShareWith::Everyone => BTreeSet::from([Audience::Everyone]),
                ShareWith::Clients(clients) => clients.into_iter().map(Audience::Client).collect(),
            };
            self.change(&items, |item| item.shares = audiences.clone());
        }
    }

    async fn unshare(&mut self, project: ProjectId) {
        let items = self.some_of(project, 3);
        let unshared = shares::unshare(&self.below.app, &self.dan, project, items.clone()).await;
        if self.done(format!("unshare {items:?}"), unshared).is_some() {
            self.change(&items, |item| item.shares.clear());
        }
    }

    async fn move_items(&mut self, project: ProjectId) {
        let items = self.some_of(project, 2);
        let Some(first) = items.first() else {
            return;
        };
        let module = self.model.items[first].kind.module();
        let parent = self.somewhere(project, module);
        let moved =
            items::move_many(&self.below.app, &self.dan, project, items.clone(), parent).await;
        if self
            .done(format!("move {items:?} to {parent:?}"), moved)
            .is_some()
        {
            self.change(&items, |item| item.parent = parent);
        }
    }

    async fn rename(&mut self, project: ProjectId) {
        let Some(id) = self.some_of(project, 1).pop() else {
            return;
        };
        let title = self.title();
        let kind = self.model.items[&id].kind;
        if Kind::RECORDS.contains(&kind) {
            return;
        }
        let change = ItemChange {
            title: Some(title.clone()),
            parent: None,
        };
        let renamed = items::update(&self.below.app, &self.dan, &[kind], id, None, change).await;
        if self.done(format!("call {id} {title:?}"), renamed).is_some() {
            self.change(&[id], |item| item.title = title.clone());
        }
    }

    async fn set_projects(&mut self) {
        let at = self.random.random_range(0..self.model.clients.len());
        let ids = self.model.projects.iter().map(|project| project.id);
        let mut wanted: Vec<ProjectId> = ids.collect();
        wanted.retain(|_| !self.random.random_ratio(1, 4));
        let id = self.model.clients[at].id;
        let set =
            client_access::set_projects(&self.below.app, &self.dan, id, None, wanted.clone()).await;
        if self
            .done(format!("client {at} to {wanted:?}"), set)
            .is_some()
        {
            let now = self.clock.now();
            let access = &mut self.model.clients[at].access;
            access.retain(|project, access| {
                wanted.contains(project) && has_access(Some(*access), now)
            });
            for project in wanted {
                access.entry(project).or_insert(FOR_EVER);
            }
        }
    }

    async fn remove_project(&mut self, project: ProjectId) {
        let at = self.random.random_range(0..self.model.clients.len());
        let id = self.model.clients[at].id;
        let removed = client_access::remove_project(&self.below.app, &self.dan, id, project).await;
        if self
            .done(format!("client {at} out of {project}"), removed)
            .is_some()
        {
            self.model.clients[at].access.remove(&project);
        }
    }

    async fn revoke(&mut self) {
        let at = self.random.random_range(0..self.model.clients.len());
        let id = self.model.clients[at].id;
        let revoked = client_access::revoke(&self.below.app, &self.dan, id).await;
        if self.done(format!("revoke client {at}"), revoked).is_some() {
            self.model.clients[at].access.clear();
            self.model.clients[at].status = ClientStatus::Revoked;
        }
    }

    async fn restore(&mut self, at: usize) {
        let project = self.project();
        let id = self.model.clients[at].id;
        let restored = client_access::restore(&self.below.app, &self.dan, id, vec![project]).await;
        if self
            .done(format!("restore client {at} to {project}"), restored)
            .is_some()
        {
            self.model.clients[at].access.insert(project, FOR_EVER);
            self.model.clients[at].status = ClientStatus::Active;
        }
    }

    async fn switch_portal(&mut self, on: bool) {
        let patch = OrganisationPatch {
            portal_enabled: Some(on),
            ..OrganisationPatch::default()
        };
        let switched = organisation::update(&self.below.app, &self.dan, None, patch).await;
        self.done(format!("portal {on}"), switched)
            .expect("switched");
        self.model.organisation.portal_enabled = on;
    }

    async fn switch_module(&mut self, module: Module, on: bool) {
        let patch = OrganisationPatch {
            modules: vec![(module, on)],
            ..OrganisationPatch::default()
        };
        let switched = organisation::update(&self.below.app, &self.dan, None, patch).await;
        self.done(format!("{} {on}", module.as_str()), switched)
            .expect("switched");
        self.model.organisation.modules.set(module, on);
    }

    async fn switch_project(&mut self, project: ProjectId, on: bool) {
        let patch = ProjectPatch {
            portal_enabled: Some(on),
            ..ProjectPatch::default()
        };
        let switched = projects::update(&self.below.app, &self.dan, project, None, patch).await;
        self.done(format!("portal of {project} {on}"), switched)
            .expect("switched");
        let mut projects = self.model.projects.iter_mut();
        let found = projects.find(|other| other.id == project);
        found.expect("a project").portal_enabled = on;
    }

    /// Lets the access of a client end in a while.
    async fn end_access(&mut self) {
        let at = self.random.random_range(0..self.model.clients.len());
        let ends_at = self.clock.now() + TimeDelta::seconds(self.random.random_range(0..200));
        let now = self.clock.now();
        let client = &mut self.model.clients[at];
        let id = client.id.to_string();
        self.rows.end_access_at(&id, ends_at, now).await;
        for access in client.access.values_mut() {
            if has_access(Some(*access), now) {
                access.ends_at = Some(ends_at);
            }
        }
        self.done
            .push(format!("access of client {at} ends at {ends_at}"));
    }

    pub(super) fn change(&mut self, items: &[ItemId], change: impl Fn(&mut Item)) {
        for id in items {
            change(self.model.items.get_mut(id).expect("an item"));
        }
    }
}
