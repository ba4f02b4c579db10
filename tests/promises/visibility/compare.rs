//! What the portal answers, against what the rule says.

use super::Play;
use lintel_app::portal::{self, Seen, SeenDetail, SeenRecord};
use lintel_app::{Error, Folder, ItemFilter, PageRequest};
use lintel_domain::ids::{FileId, ItemId};
use lintel_domain::item::Kind;
use lintel_domain::visibility::Project;
use rand::RngExt;
use std::collections::BTreeSet;

/// Everything that a client may ask about one project.
struct Look<'a> {
    play: &'a Play,
    client: usize,
    project: Project,
    visible: BTreeSet<ItemId>,
    /// Rows of a page.
    limit: u16,
}

impl Play {
    /// Compares the flat lists of everybody, and everything else for one client and project.
    pub(super) async fn compare(&mut self) -> Result<(), String> {
        let clients = self.clients.len();
        let thorough = (
            self.random.random_range(0..clients),
            self.random.random_range(0..self.model.projects.len()),
        );
        let limit = self.random.random_range(2..=9);
        let word = format!("{}", self.random.random_range(0..10));
        let some: Vec<ItemId> = self.some_items(2);
        self.compare_links().await?;
        for client in 0..clients {
            self.projects(client).await?;
            for (at, project) in self.model.projects.iter().enumerate() {
                let is_thorough = thorough == (client, at);
                let look = Look {
                    play: self,
                    client,
                    project: *project,
                    visible: self.model.visible(client, *project, self.clock.now()),
                    limit: if is_thorough { limit } else { 200 },
                };
                if !self.model.is_open(client, *project, self.clock.now()) {
                    look.is_closed().await?;
                    continue;
                }
                look.everything().await?;
                if is_thorough {
                    look.folders().await?;
                    look.kinds().await?;
                    look.search(&word).await?;
                    look.home().await?;
                }
            }
            self.details(client, &some).await?;
        }
        Ok(())
    }

    fn some_items(&mut self, count: usize) -> Vec<ItemId> {
        let ids: Vec<ItemId> = self.model.items.keys().copied().collect();
        if ids.is_empty() {
            return Vec::new();
        }
        let random = &mut self.random;
        (0..count)
            .map(|_| ids[random.random_range(0..ids.len())])
            .collect()
    }

    async fn projects(&self, client: usize) -> Result<(), String> {
        let listed = portal::projects(&self.below.app, &self.clients[client]).await;
        let listed = listed.map_err(|error| format!("client {client}: projects: {error}"))?;
        let now = self.clock.now();
        for project in &self.model.projects {
            let found = listed.iter().find(|listed| listed.project.id == project.id);
            let is_open = self.model.is_open(client, *project, now);
            let seen = self.model.visible(client, *project, now);
            let new = found.map_or(0, |found| found.new_items);
            let documents = seen.iter().filter(|id| !self.kind(id).is_folder());
            if found.is_some() != is_open || new > documents.count() as i64 {
                return Err(format!(
                    "client {client} in the list: {found:?}, but open is {is_open} and visible {seen:?}"
                ));
            }
        }
        Ok(())
    }

    /// Single items and their files, visible or not.
    async fn details(&self, client: usize, some: &[ItemId]) -> Result<(), String> {
        let caller = &self.clients[client];
        for id in some {
            let item = &self.model.items[id];
            let mut projects = self.model.projects.iter();
            let project = projects.find(|project| project.id == item.project);
            let project = *project.expect("the item's project");
            let visible = self.model.visible(client, project, self.clock.now());
            let is_visible = visible.contains(id);

            let path = match portal::item(&self.below.app, caller, *id).await {
                Ok(detail) if detail.seen.item.id == *id => {
                    self.plan_is_published(client, *id, &detail)?;
                    Some(detail.path.into_iter().map(|folder| folder.id).collect())
                }
                Err(Error::NotFound) => None,
                other => return Err(format!("client {client}: item {id}: {other:?}")),
            };
            let above = self.model.above(*id).into_iter();
            let mut folders: Vec<ItemId> = above.take_while(|id| visible.contains(id)).collect();
            folders.reverse();
            let expected = is_visible.then_some(folders);
            if path != expected {
                return Err(format!(
                    "client {client}: item {id} ({:?}): the path is {path:?} and should be {expected:?}",
                    item.title
                ));
            }

            for hidden in &item.hidden_files {
                if self.is_served(client, *hidden).await? {
                    return Err(format!("client {client}: an older file or a draft of {id}"));
                }
            }
            let Some(file) = item.file else { continue };
            let expected = is_visible;
            let is_served = self.is_served(client, file).await?;
            let has_picture = item.kind == Kind::Photo;
            let picture = portal::preview(&self.below.app, caller, file, "small").await;
            if is_served != expected || picture.is_ok() != (expected && has_picture) {
                return Err(format!(
                    "client {client}: file of {id}: served is {is_served}, picture {picture:?}, visible is {is_visible}"
                ));
            }
        }
        Ok(())
    }

    /// A schedule shows the tasks that were published last, and no others.
    fn plan_is_published(
        &self,
        client: usize,
        id: ItemId,
        detail: &SeenDetail,
    ) -> Result<(), String> {
        let plan = self.model.items[&id].plan.as_ref();
        let shown = match &detail.record {
            Some(SeenRecord::Schedule(schedule)) => {
                let tasks = schedule.plan.tasks.iter();
                Some(tasks.map(|task| task.name.clone()).collect())
            }
            _ => None,
        };
        let expected: Option<Vec<String>> = plan.and_then(|plan| plan.published.clone());
        match shown == expected {
            true => Ok(()),
            false => Err(format!(
                "client {client}: schedule {id} shows {shown:?}, and {expected:?} is published"
            )),
        }
    }

    async fn is_served(&self, client: usize, file: FileId) -> Result<bool, String> {
        match portal::file(&self.below.app, &self.clients[client], file).await {
            Ok(_) => Ok(true),
            Err(Error::NotFound) => Ok(false),
            Err(error) => Err(format!("client {client}: file {file}: {error}")),
        }
    }

    fn kind(&self, id: &ItemId) -> Kind {
        self.model.items[id].kind
    }
}

impl Look<'_> {
    async fn is_closed(&self) -> Result<(), String> {
        let answer = portal::home(&self.play.below.app, self.caller(), self.project.id).await;
        match answer {
            Err(Error::NotFound) => Ok(()),
            other => Err(self.fault("a closed project", format!("{other:?}"))),
        }
    }

    async fn everything(&self) -> Result<(), String> {
        let list = self.list(ItemFilter::default()).await?;
        let in_order = list.windows(2).all(|pair| {
            let key = |seen: &Seen| (seen.item.dated_at, seen.item.id);
            key(&pair[0]) > key(&pair[1])
        });
        if !in_order {
            return Err(self.fault("the list", "not newest first, or twice"));
        }
        self.same("the list", &list, &self.visible)
    }

    /// Every folder's own list; together they are everything.
    async fn folders(&self) -> Result<(), String> {
        let mut folders = vec![None];
        let (mut found, mut shown) = (BTreeSet::new(), Vec::new());
        while let Some(folder) = folders.pop() {
            let filter = ItemFilter {
                folder: Some(folder.map_or(Folder::Top, Folder::In)),
                ..ItemFilter::default()
            };
            let list = self.list(filter).await?;
            for seen in &list {
                if seen.item.parent != folder || !found.insert(seen.item.id) {
                    let what = format!("{:?} in {folder:?}", seen.item);
                    return Err(self.fault("a folder's list", what));
                }
            }
            let inside = list.iter().filter(|seen| seen.item.kind.is_folder());
            folders.extend(inside.map(|seen| Some(seen.item.id)));
            shown.extend(list);
        }
        for seen in &shown {
            let parent = self.play.model.items[&seen.item.id].parent;
            let visible = parent.filter(|parent| self.visible.contains(parent));
            if seen.item.parent != visible {
                let what = format!("{:?} rather than in {visible:?}", seen.item);
                return Err(self.fault("a folder", what));
            }
        }
        if found != self.visible {
            return Err(self.fault("the folders together", format!("{found:?}")));
        }
        Ok(())
    }

    async fn kinds(&self) -> Result<(), String> {
        for kind in Kind::ALL {
            let filter = ItemFilter {
                kinds: Some(vec![kind]),
                ..ItemFilter::default()
            };
            let list = self.list(filter).await?;
            let expected = self.visible_such(|id| self.play.kind(id) == kind);
            self.same(kind.as_str(), &list, &expected)?;
        }
        Ok(())
    }

    async fn search(&self, word: &str) -> Result<(), String> {
        let filter = ItemFilter {
            text: Some(word.to_owned()),
            ..ItemFilter::default()
        };
        let list = self.list(filter).await?;
        let expected = self.visible_such(|id| self.play.model.items[id].is_found_by(word));
        self.same("the search", &list, &expected)
    }

    async fn home(&self) -> Result<(), String> {
        let home = portal::home(&self.play.below.app, self.caller(), self.project.id).await;
        let home = home.map_err(|error| self.fault("home", error))?;
        let news: BTreeSet<ItemId> = home.new_items.iter().map(|seen| seen.item.id).collect();
        if !news.is_subset(&self.visible) || home.sections.is_empty() != self.visible.is_empty() {
            return Err(self.fault("home", format!("{:?} {news:?}", home.sections)));
        }
        Ok(())
    }

    /// All pages of a list.
    async fn list(&self, filter: ItemFilter) -> Result<Vec<Seen>, String> {
        let mut all = Vec::new();
        let mut page = PageRequest {
            limit: self.limit,
            cursor: None,
        };
        loop {
            let app = &self.play.below.app;
            let project = self.project.id;
            let answer = portal::items(app, self.caller(), project, filter.clone(), page).await;
            let answer = answer.map_err(|error| self.fault("a list", error))?;
            all.extend(answer.items);
            if answer.next.is_none() {
                return Ok(all);
            }
            page = PageRequest {
                limit: self.limit,
                cursor: answer.next,
            };
        }
    }

    fn same(&self, what: &str, list: &[Seen], expected: &BTreeSet<ItemId>) -> Result<(), String> {
        let found: BTreeSet<ItemId> = list.iter().map(|seen| seen.item.id).collect();
        if found == *expected && found.len() == list.len() {
            return Ok(());
        }
        let surplus: Vec<_> = found.difference(expected).collect();
        let missing: Vec<_> = expected.difference(&found).collect();
        Err(self.fault(
            what,
            format!(
                "shown but not visible {surplus:?}, visible but not shown {missing:?}, {} rows",
                list.len()
            ),
        ))
    }

    fn visible_such(&self, such: impl Fn(&ItemId) -> bool) -> BTreeSet<ItemId> {
        self.visible.iter().copied().filter(|id| such(id)).collect()
    }

    fn caller(&self) -> &lintel_app::ClientCaller {
        &self.play.clients[self.client]
    }

    fn fault(&self, what: &str, fault: impl std::fmt::Display) -> String {
        format!(
            "client {} in project {}: {what}: {fault}; visible is {:?}",
            self.client, self.project.id, self.visible
        )
    }
}
