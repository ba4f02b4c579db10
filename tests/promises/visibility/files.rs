//! Random acts on files: new versions, what is thrown away and comes back, copies.

use super::Play;
use super::model::Item;
use bytes::Bytes;
use futures_util::stream;
use lintel_app::documents::{self, NewDocument};
use lintel_app::drawings::{self, NewDrawing};
use lintel_app::photos::{self, NewPhoto};
use lintel_app::uploads::{Received, Upload};
use lintel_app::versions::{self, Publishing, VersionFields};
use lintel_app::{Error, items, trash};
use lintel_domain::ids::{FileId, ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::version::PreviewState;
use lintel_persistence::{NewRendition, RenderOutcome};
use rand::RngExt;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Nobody is written to, and nobody is asked.
const QUIETLY: Publishing = Publishing {
    notify: false,
    ask_acknowledgement: false,
};

impl Play {
    pub(super) async fn create_file(&mut self, project: ProjectId, kind: Kind) {
        let (title, parent) = (self.title(), self.somewhere(project, kind.module()));
        let made = self.upload(project, kind, title.clone(), parent).await;
        let what = format!("{} {title:?} in {parent:?}", kind.as_str());
        if let Some(made) = self.done(what, made) {
            let file = made.file.map(|file| file.id);
            assert!(file.is_some(), "what is uploaded has a file");
            if kind == Kind::Photo {
                self.render(file.expect("a file")).await;
            }
            let item = Item {
                file,
                ..Item::new(project, kind, parent, title)
            };
            self.model.items.insert(made.id, item);
        }
    }

    async fn upload(
        &self,
        project: ProjectId,
        kind: Kind,
        title: String,
        parent: Option<ItemId>,
    ) -> Result<items::Item, Error> {
        let upload = Upload::begin(&self.below.app, &self.dan, project, kind).await?;
        let title_of = Some(title.clone());
        match kind {
            Kind::Photo => {
                let received = receive(&upload, "pixel.png", crate::access::policy::PIXEL).await?;
                let new = NewPhoto {
                    parent,
                    title: title_of,
                    caption: None,
                };
                photos::create(upload, received, new).await
            }
            Kind::Drawing => {
                let received = receive(&upload, "plan.txt", title.as_bytes()).await?;
                let new = NewDrawing {
                    number: Some(number()),
                    title: title_of,
                    parent,
                    revision: label(),
                    ..NewDrawing::default()
                };
                drawings::create(upload, received, new).await
            }
            _ => {
                let received = receive(&upload, "plan.txt", title.as_bytes()).await?;
                let new = NewDocument {
                    parent,
                    title: title_of,
                };
                documents::create(upload, received, new).await
            }
        }
    }

    /// Says that the pictures of a file were made: nobody works below HTTP.
    async fn render(&self, file: FileId) {
        let now = self.clock.now();
        let system = self.below.app.db.system_write(now).await.expect("a door");
        let of = system.to_render(file).await.expect("asked");
        let of = of.expect("a picture");
        let rendition = |kind| NewRendition {
            kind,
            storage_key: Uuid::new_v4().to_string(),
            media_type: "image/jpeg".into(),
            size: 1,
            sha256: "00".into(),
        };
        let outcome = RenderOutcome {
            preview: PreviewState::Ready,
            fault: None,
            width: None,
            height: None,
            pages: None,
            renditions: vec![rendition("small"), rendition("clean")],
        };
        system.rendered(&of, outcome).await.expect("recorded");
        system.commit().await.expect("a commit");
    }

    /// A new version, published or not.
    pub(super) async fn add_version(&mut self, project: ProjectId) {
        let Some(id) = self.versioned(project) else {
            return;
        };
        let publish = self.once_in(2);
        let added = async {
            let upload = Upload::begin_version(&self.below.app, &self.dan, id).await?;
            let received = receive(&upload, "plan.txt", b"changed").await?;
            versions::add(upload, received, id, label(), Some(publish), QUIETLY).await
        };
        let added = added.await;
        if let Some(version) = self.done(format!("version of {id}, published {publish}"), added) {
            let item = self.model.items.get_mut(&id).expect("an item");
            match publish {
                true => item.hidden_files.extend(item.file.replace(version.id)),
                false => item.hidden_files.push(version.id),
            }
        }
    }

    /// A draft or an older version becomes the current one.
    pub(super) async fn publish_version(&mut self, project: ProjectId) {
        let Some(id) = self.versioned(project) else {
            return;
        };
        let Some(file) = self.model.items[&id].hidden_files.last().copied() else {
            return;
        };
        let published = versions::publish(&self.below.app, &self.dan, id, file, QUIETLY).await;
        if self
            .done(format!("publish {file} of {id}"), published)
            .is_some()
        {
            let item = self.model.items.get_mut(&id).expect("an item");
            item.hidden_files.retain(|hidden| *hidden != file);
            item.hidden_files.extend(item.file.replace(file));
        }
    }

    fn versioned(&mut self, project: ProjectId) -> Option<ItemId> {
        let mut living = self.model.living(project);
        living.retain(|id| self.model.items[id].kind.has_versions());
        match living.len() {
            0 => None,
            count => Some(living[self.random.random_range(0..count)]),
        }
    }

    pub(super) async fn delete(&mut self, project: ProjectId) {
        let chosen = self.some_of(project, 4);
        let deleted = items::delete_many(&self.below.app, &self.dan, project, chosen.clone()).await;
        if self.done(format!("delete {chosen:?}"), deleted).is_none() {
            return;
        }
        let living: BTreeSet<ItemId> = self.model.living(project).into_iter().collect();
        for root in &chosen {
            let above = self.model.above(*root);
            if above.iter().any(|folder| chosen.contains(folder)) {
                continue;
            }
            let mut gone = self.model.below(*root);
            gone.retain(|id| living.contains(id));
            self.change(&gone, |item| {
                item.state = State::Deleted;
                item.shares.clear();
            });
            self.model.trash.insert(*root, gone);
        }
    }

    /// Brings something back from the trash, or empties it of it.
    pub(super) async fn use_trash(&mut self) {
        let roots: Vec<ItemId> = self.model.trash.keys().copied().collect();
        if roots.is_empty() {
            return;
        }
        let root = roots[self.random.random_range(0..roots.len())];
        let project = self.model.items[&root].project;
        if self.once_in(4) {
            let purged = trash::purge(&self.below.app, &self.dan, project, vec![root]).await;
            if self.done(format!("purge {root}"), purged).is_some() {
                self.model.trash.remove(&root);
            }
            return;
        }
        let restored = trash::restore(&self.below.app, &self.dan, project, vec![root]).await;
        if self.done(format!("restore {root}"), restored).is_none() {
            return;
        }
        let back = self.model.trash.remove(&root).expect("in the trash");
        let parent = self.model.items[&root].parent;
        let stays = parent.is_none_or(|parent| {
            self.model.items[&parent].state != State::Deleted && !self.model.is_shared(parent)
        });
        self.change(&back, |item| item.state = item.standing());
        if !stays {
            self.change(&[root], |item| item.parent = None);
        }
    }

    /// The copies are known by their not being known.
    pub(super) async fn copy(&mut self, project: ProjectId) {
        let chosen = self.some_of(project, 2);
        let Some(module) = chosen.first().map(|id| self.model.items[id].kind.module()) else {
            return;
        };
        let parent = self.somewhere(project, module);
        let copied =
            items::copy_many(&self.below.app, &self.dan, project, chosen.clone(), parent).await;
        if self
            .done(format!("copy {chosen:?} to {parent:?}"), copied)
            .is_none()
        {
            return;
        }
        for row in self.rows.items().await {
            let copy = Item {
                file: row.file,
                state: row.state,
                ..Item::new(row.project, row.kind, row.parent, row.title)
            };
            self.model.items.entry(row.id).or_insert(copy);
        }
    }
}

async fn receive(upload: &Upload<'_>, name: &str, content: &[u8]) -> Result<Received, Error> {
    let bytes = Bytes::copy_from_slice(content);
    let body = stream::iter([Ok::<_, std::io::Error>(bytes)]);
    upload.receive(name, body).await
}

/// A number that no drawing has, without a digit that a search could find.
fn number() -> String {
    let digits = Uuid::new_v4().simple().to_string();
    let letters = digits.bytes().map(|byte| match byte {
        b'0'..=b'9' => char::from(byte - b'0' + b'G'),
        _ => char::from(byte),
    });
    letters.take(NUMBER_CHARS).collect()
}

const NUMBER_CHARS: usize = 20;

/// A revision that no drawing has.
fn label() -> VersionFields {
    VersionFields {
        label: Some(number()),
        ..VersionFields::default()
    }
}
