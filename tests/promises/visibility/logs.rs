//! Random acts on daily logs, and on the private links that show them.

use super::Play;
use super::model::Item;
use lintel_app::daily_logs::{self, ContentChange, LogChange};
use lintel_app::organisation::{self, OrganisationPatch};
use lintel_app::portal_links::{self, LinkChange};
use lintel_app::{Error, LinkCaller};
use lintel_app::{ItemFilter, PageRequest};
use lintel_domain::daily_log::WorkLog;
use lintel_domain::ids::{ItemId, LinkId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::organisation::Plan;
use lintel_domain::visibility::Link;
use rand::RngExt;
use std::collections::BTreeSet;

/// Most rows of a page.
const PAGE: u16 = 200;

impl Play {
    /// Begins a log, submits one, or opens one again.
    pub(super) async fn log(&mut self, project: ProjectId) {
        let is_log = |id: &ItemId| self.model.items[id].kind == Kind::DailyLog;
        let mut logs = self.model.living(project);
        logs.retain(is_log);
        if logs.is_empty() || self.once_in(3) {
            return self.begin_log(project).await;
        }
        let id = logs[self.random.random_range(0..logs.len())];
        let (app, dan) = (&self.below.app, &self.dan);
        let (what, done) = match self.model.items[&id].state {
            State::Draft => ("submit", daily_logs::submit(app, dan, id).await),
            _ => (
                "open again",
                daily_logs::reopen(app, dan, id, "A name").await,
            ),
        };
        if self.done(format!("{what} {id}"), done).is_some() {
            self.change(&[id], |item| {
                item.is_written = !item.is_written;
                item.state = item.standing();
            });
        }
    }

    async fn begin_log(&mut self, project: ProjectId) {
        let work = WorkLog {
            trade: "Carpenter".into(),
            done: "Roof".into(),
            place: None,
        };
        let change = LogChange {
            content: ContentChange {
                work: Some(vec![work]),
                ..ContentChange::default()
            },
            ..LogChange::default()
        };
        let begun = daily_logs::create(&self.below.app, &self.dan, project, change).await;
        if let Some(begun) = self.done(format!("log in {project}"), begun) {
            let mut item = Item::new(project, Kind::DailyLog, None, begun.item.title);
            item.is_written = true;
            item.state = item.standing();
            self.model.items.insert(begun.item.id, item);
        }
    }

    /// Enables the link of a project, says what it shows, or ends it.
    pub(super) async fn link(&mut self, project: ProjectId) {
        let (app, dan) = (&self.below.app, &self.dan);
        let enabled = self.model.links.get(&project).copied();
        let enabled = enabled.filter(|(_, link)| link.enabled);
        let Some((id, mut link)) = enabled else {
            let made = portal_links::enable(app, dan, project).await;
            if let Some(made) = self.done(format!("link of {project}"), made) {
                self.set_link(project, made.link.id, true, false);
            }
            return;
        };
        if self.once_in(4) {
            let ended = portal_links::disable(&self.below.app, &self.dan, project).await;
            if self.done(format!("no link of {project}"), ended).is_some() {
                self.set_link(project, id, false, link.shows_shared);
            }
            return;
        }
        link.shows_shared = !link.shows_shared;
        let change = LinkChange {
            shows_shared: Some(link.shows_shared),
            hides_time_cards: None,
        };
        let changed = portal_links::update(&self.below.app, &self.dan, project, change).await;
        let what = format!("link of {project} shows {}", link.shows_shared);
        if self.done(what, changed).is_some() {
            self.set_link(project, id, true, link.shows_shared);
        }
    }

    fn set_link(&mut self, project: ProjectId, id: LinkId, enabled: bool, shows_shared: bool) {
        let link = Link {
            enabled,
            shows_shared,
        };
        self.model.links.insert(project, (id, link));
    }

    pub(super) async fn switch_plan(&mut self, plan: Plan) {
        let patch = OrganisationPatch {
            plan: Some(plan),
            ..OrganisationPatch::default()
        };
        let switched = organisation::update(&self.below.app, &self.dan, None, patch).await;
        self.done(format!("plan {}", plan.as_str()), switched)
            .expect("switched");
        self.model.plan = plan;
    }

    /// Compares what each link shows with what the rule says.
    pub(super) async fn compare_links(&self) -> Result<(), String> {
        for (id, (link_id, link)) in &self.model.links {
            let mut projects = self.model.projects.iter();
            let project = projects.find(|project| project.id == *id);
            let project = *project.expect("the link's project");
            let page = PageRequest {
                limit: PAGE,
                cursor: None,
            };
            let caller = LinkCaller(*link_id);
            let all = ItemFilter::default();
            let list = portal_links::items(&self.below.app, &caller, all, page).await;
            let is_open = link.enabled
                && self.model.plan == Plan::Pro
                && self.model.organisation.portal_enabled
                && project.portal_enabled;
            match list {
                Err(Error::NotFound) if !is_open => {}
                Ok(list) if is_open => {
                    let found: BTreeSet<ItemId> =
                        list.items.iter().map(|seen| seen.item.id).collect();
                    let expected = self.model.shown_by(*link, project);
                    if found != expected || found.len() != list.items.len() {
                        return Err(format!(
                            "the link {link_id} of {id} shows {found:?} and should show {expected:?}"
                        ));
                    }
                }
                other => return Err(format!("the link {link_id}: {other:?}, open is {is_open}")),
            }
        }
        Ok(())
    }
}
