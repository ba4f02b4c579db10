//! A believable organisation for a first look: `demo/demo.json` and its files, put into an empty
//! database through the same use cases that people use.

mod records;
mod schedule;

use anyhow::{Context, Result, anyhow};
use bytes::Bytes;
use chrono::TimeDelta;
use futures_util::{Stream, stream};
use lintel_app::acceptance::{self, Acceptance};
use lintel_app::accounts::{self, Origin, SignUp};
use lintel_app::client_access::{self, InviteClient};
use lintel_app::clients::{self, ClientPatch};
use lintel_app::documents::{self, NewDocument};
use lintel_app::drawings::{self, NewDrawing};
use lintel_app::members::{self, InviteMember};
use lintel_app::organisation::{self, OrganisationPatch};
use lintel_app::photos::{self, NewPhoto, PhotoChange};
use lintel_app::projects::{self, CreateProject};
use lintel_app::shares::{self, ShareItems, ShareWith};
use lintel_app::uploads::{Received, Upload};
use lintel_app::versions::{self, Publishing, VersionFields};
use lintel_app::{App, Caller, StaffCaller, folders, portal_links};
use lintel_domain::access::Role;
use lintel_domain::drawing::Discipline;
use lintel_domain::ids::{ClientId, ItemId, ProjectId};
use lintel_domain::item::Kind;
use lintel_domain::organisation::{Module, Plan};
use lintel_domain::project::ProjectStatus;
use rust_embed::RustEmbed;
use serde::Deserialize;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt::Write as _;

#[derive(RustEmbed)]
#[folder = "demo"]
struct Assets;

/// What became of filling the database.
pub enum Demo {
    /// The organisation is there now; who can sign in.
    Filled(String),
    /// There was something already; who could sign in, if it is the demo.
    NotEmpty(String),
}

#[derive(Deserialize)]
struct Script {
    organisation: Organisation,
    password: String,
    members: Vec<Member>,
    clients: Vec<Client>,
    projects: Vec<Project>,
}

#[derive(Deserialize)]
struct Organisation {
    name: String,
    timezone: String,
    currency: String,
    colour: String,
}

#[derive(Deserialize)]
struct Member {
    name: String,
    email: String,
    role: Role,
    projects: Vec<String>,
}

#[derive(Deserialize)]
struct Client {
    name: String,
    email: String,
    phone: String,
    projects: Vec<String>,
}

#[derive(Deserialize)]
struct Project {
    key: String,
    name: String,
    address: String,
    status: ProjectStatus,
    starts_in_days: i64,
    ends_in_days: i64,
    contents: Vec<Entry>,
    #[serde(default)]
    drawings: Vec<Entry>,
    #[serde(default)]
    photos: Vec<Entry>,
    #[serde(default)]
    logs: Vec<records::Log>,
    #[serde(default)]
    reports: Vec<records::Report>,
    #[serde(default)]
    updates: Vec<records::Update>,
    schedule: Option<schedule::Schedule>,
    /// Whether it has a private link.
    #[serde(default)]
    link: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Folder {
        folder: String,
        shared_with: Option<With>,
        contents: Vec<Entry>,
    },
    Document {
        document: String,
        asset: String,
        file_name: String,
        shared_with: Option<With>,
    },
    Drawing {
        number: String,
        drawing: String,
        discipline: Discipline,
        revisions: Vec<Revision>,
        shared_with: Option<With>,
    },
    Photo {
        photo: String,
        asset: String,
        taken_in_days: i64,
        shared_with: Option<With>,
    },
}

#[derive(Deserialize)]
struct Revision {
    label: String,
    asset: String,
    issued_in_days: i64,
    note: Option<String>,
    /// Whether it waits to be published.
    #[serde(default)]
    draft: bool,
    /// Whether clients are asked to acknowledge it, once they see the drawing.
    #[serde(default)]
    asks: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum With {
    Everyone(Everyone),
    Clients(Vec<String>),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Everyone {
    Everyone,
}

/// Fills an empty database; leaves one alone that has an organisation.
///
/// # Errors
/// When a use case refuses, which leaves what was made so far.
pub async fn fill(app: &App) -> Result<Demo> {
    let script: Script = serde_json::from_slice(&asset("demo.json")?)?;
    let sign_ins = sign_ins(app, &script);
    if app.db.has_organisations(app.clock.now()).await? {
        return Ok(Demo::NotEmpty(sign_ins));
    }
    let author = Author::sign_up(app, &script).await?;
    let projects = author.projects(&script).await?;
    let clients = author.people(&script, &projects).await?;
    author.accept_everybody(&script).await?;
    for project in &script.projects {
        let site = Site {
            author: &author,
            project: projects[&project.key],
            clients: &clients,
        };
        site.fill(Module::Documents, &project.contents).await?;
        site.fill(Module::Drawings, &project.drawings).await?;
        site.fill(Module::Photos, &project.photos).await?;
        for log in &project.logs {
            site.log(log).await?;
        }
        for report in &project.reports {
            site.report(report).await?;
        }
        for update in &project.updates {
            site.update(update).await?;
        }
        if let Some(schedule) = &project.schedule {
            site.schedule(schedule).await?;
        }
        if project.link {
            portal_links::enable(app, &author.caller, site.project).await?;
        }
    }
    Ok(Demo::Filled(sign_ins))
}

/// The owner, at whose hands everything comes into being.
struct Author<'a> {
    app: &'a App,
    caller: StaffCaller,
}

impl<'a> Author<'a> {
    async fn sign_up(app: &'a App, script: &Script) -> Result<Author<'a>> {
        let owner = script.members.first().context("demo.json has no members")?;
        let sign_up = SignUp {
            organisation_name: script.organisation.name.clone(),
            name: owner.name.clone(),
            email: owner.email.clone(),
            password: script.password.clone(),
            sole_trader: false,
            timezone: None,
        };
        let signed_in = accounts::sign_up(app, sign_up, Origin::default()).await?;
        let caller = StaffCaller(Caller {
            session: signed_in.session.id,
            receipt: None,
        });
        let settings = OrganisationPatch {
            timezone: Some(script.organisation.timezone.clone()),
            currency: Some(script.organisation.currency.clone()),
            colour: Some(Some(script.organisation.colour.clone())),
            // The plan that has private links.
            plan: Some(Plan::Pro),
            ..OrganisationPatch::default()
        };
        organisation::update(app, &caller, None, settings).await?;
        Ok(Author { app, caller })
    }

    async fn projects(&self, script: &Script) -> Result<HashMap<String, ProjectId>> {
        let today = self.app.clock.now().date_naive();
        let mut projects = HashMap::new();
        for project in &script.projects {
            let new = CreateProject {
                name: project.name.clone(),
                address: Some(project.address.clone()),
                status: Some(project.status),
                starts_on: Some(today + TimeDelta::days(project.starts_in_days)),
                ends_on: Some(today + TimeDelta::days(project.ends_in_days)),
                shares_dates: true,
                clients: Vec::new(),
            };
            let made = projects::create(self.app, &self.caller, new).await?;
            projects.insert(project.key.clone(), made.project.id);
        }
        Ok(projects)
    }

    /// Invites members and clients; the clients by their e-mail address.
    async fn people(
        &self,
        script: &Script,
        projects: &HashMap<String, ProjectId>,
    ) -> Result<HashMap<String, ClientId>> {
        let of = |keys: &[String]| keys.iter().map(|key| projects[key]).collect();
        for member in script.members.iter().skip(1) {
            let invite = InviteMember {
                email: member.email.clone(),
                name: Some(member.name.clone()),
                role: member.role,
                projects: of(&member.projects),
            };
            members::invite(self.app, &self.caller, invite).await?;
        }
        let mut clients = HashMap::new();
        for client in &script.clients {
            let invite = InviteClient {
                email: client.email.clone(),
                name: Some(client.name.clone()),
                projects: of(&client.projects),
            };
            let invited = client_access::invite(self.app, &self.caller, invite).await?;
            let phone = ClientPatch {
                phone: Some(Some(client.phone.clone())),
                ..ClientPatch::default()
            };
            clients::update(self.app, &self.caller, invited.id, None, phone).await?;
            clients.insert(client.email.clone(), invited.id);
        }
        Ok(clients)
    }

    /// The demo's people answer their invitations at once, so that nobody is written to.
    async fn accept_everybody(&self, script: &Script) -> Result<()> {
        for (token, email) in acceptance::take_waiting(self.app).await? {
            let name = script
                .members
                .iter()
                .map(|member| (&member.email, &member.name))
                .chain(
                    script
                        .clients
                        .iter()
                        .map(|client| (&client.email, &client.name)),
                )
                .find_map(|(known, name)| (*known == email).then(|| name.clone()))
                .ok_or_else(|| anyhow!("{email} is not in demo.json"))?;
            let answer = Acceptance {
                name: Some(name),
                password: Some(script.password.clone()),
                signed_in: None,
            };
            acceptance::accept(self.app, &token, answer, Origin::default()).await?;
        }
        Ok(())
    }
}

/// A project being filled.
struct Site<'a> {
    author: &'a Author<'a>,
    project: ProjectId,
    clients: &'a HashMap<String, ClientId>,
}

impl Site<'_> {
    async fn fill(&self, module: Module, contents: &[Entry]) -> Result<()> {
        let mut left: Vec<(Option<ItemId>, &Entry)> =
            contents.iter().map(|entry| (None, entry)).collect();
        while let Some((parent, entry)) = left.pop() {
            let (item, with) = match entry {
                Entry::Folder {
                    folder,
                    shared_with,
                    contents,
                } => {
                    let made = folders::create(
                        self.author.app,
                        &self.author.caller,
                        self.project,
                        folder,
                        parent,
                        Some(module),
                    )
                    .await?;
                    left.extend(contents.iter().map(|entry| (Some(made.id), entry)));
                    (made.id, shared_with)
                }
                Entry::Document {
                    document,
                    asset,
                    file_name,
                    shared_with,
                } => (
                    self.document(document, asset, file_name, parent).await?,
                    shared_with,
                ),
                Entry::Drawing {
                    number,
                    drawing,
                    discipline,
                    revisions,
                    shared_with,
                } => {
                    let new = NewDrawing {
                        number: Some(number.clone()),
                        title: Some(drawing.clone()),
                        discipline: Some(*discipline),
                        parent,
                        ..NewDrawing::default()
                    };
                    (self.drawing(new, revisions).await?, shared_with)
                }
                Entry::Photo {
                    photo,
                    asset,
                    taken_in_days,
                    shared_with,
                } => (
                    self.photo(photo, asset, *taken_in_days, parent).await?,
                    shared_with,
                ),
            };
            if let Some(with) = with {
                self.share(item, with).await?;
            }
            if let Entry::Drawing { revisions, .. } = entry
                && revisions.iter().any(|revision| revision.asks)
            {
                self.ask(item).await?;
            }
        }
        Ok(())
    }

    async fn document(
        &self,
        title: &str,
        name: &str,
        file_name: &str,
        parent: Option<ItemId>,
    ) -> Result<ItemId> {
        let (upload, received) = self.receive(Kind::Document, name, file_name).await?;
        let new = NewDocument {
            parent,
            title: Some(title.to_owned()),
        };
        Ok(documents::create(upload, received, new).await?.id)
    }

    async fn drawing(&self, mut new: NewDrawing, revisions: &[Revision]) -> Result<ItemId> {
        let (first, later) = revisions
            .split_first()
            .context("a drawing has no revision")?;
        new.revision = self.about(first);
        let name = format!(
            "{} rev {}.pdf",
            new.number.clone().unwrap_or_default(),
            first.label
        );
        let (upload, received) = self.receive(Kind::Drawing, &first.asset, &name).await?;
        let drawing = drawings::create(upload, received, new).await?;
        for revision in later {
            let bytes = asset(&format!("files/{}", revision.asset))?;
            let (app, caller) = (self.author.app, &self.author.caller);
            let upload = Upload::begin_version(app, caller, drawing.id).await?;
            let name = name.replace(
                &format!("rev {}", first.label),
                &format!("rev {}", revision.label),
            );
            let received = upload.receive(&name, whole(bytes)).await?;
            let about = self.about(revision);
            let how = Publishing {
                notify: false,
                ask_acknowledgement: false,
            };
            let publish = Some(!revision.draft && !revision.asks);
            versions::add(upload, received, drawing.id, about, publish, how).await?;
        }
        Ok(drawing.id)
    }

    fn about(&self, revision: &Revision) -> VersionFields {
        let today = self.author.app.clock.now().date_naive();
        VersionFields {
            label: Some(revision.label.clone()),
            issued_on: Some(today + TimeDelta::days(revision.issued_in_days)),
            note: revision.note.clone(),
        }
    }

    /// Issues the newest revision, which waited until clients see the drawing.
    async fn ask(&self, drawing: ItemId) -> Result<()> {
        let (app, caller) = (self.author.app, &self.author.caller);
        let versions = versions::list(app, caller, drawing).await?;
        let newest = versions.first().context("a drawing has no revision")?;
        let how = Publishing {
            notify: false,
            ask_acknowledgement: true,
        };
        versions::publish(app, caller, drawing, newest.id, how).await?;
        Ok(())
    }

    async fn photo(
        &self,
        caption: &str,
        name: &str,
        taken_in_days: i64,
        parent: Option<ItemId>,
    ) -> Result<ItemId> {
        let (upload, received) = self.receive(Kind::Photo, name, name).await?;
        let new = NewPhoto {
            parent,
            title: None,
            caption: Some(caption.to_owned()),
        };
        let photo = photos::create(upload, received, new).await?.id;
        let (app, caller) = (self.author.app, &self.author.caller);
        let taken = PhotoChange {
            taken_at: Some(Some(app.clock.now() + TimeDelta::days(taken_in_days))),
            ..PhotoChange::default()
        };
        photos::update(app, caller, photo, None, taken).await?;
        Ok(photo)
    }

    async fn receive(
        &self,
        kind: Kind,
        name: &str,
        file_name: &str,
    ) -> Result<(Upload<'_>, Received)> {
        let (app, caller) = (self.author.app, &self.author.caller);
        let upload = Upload::begin(app, caller, self.project, kind).await?;
        let bytes = asset(&format!("files/{name}"))?;
        let received = upload.receive(file_name, whole(bytes)).await?;
        Ok((upload, received))
    }

    async fn share(&self, item: ItemId, with: &With) -> Result<()> {
        let with = match with {
            With::Everyone(Everyone::Everyone) => ShareWith::Everyone,
            With::Clients(emails) => {
                ShareWith::Clients(emails.iter().map(|email| self.clients[email]).collect())
            }
        };
        self.share_with(item, with).await
    }

    async fn share_with(&self, item: ItemId, with: ShareWith) -> Result<()> {
        let share = ShareItems {
            items: vec![item],
            with,
            message: None,
            notify: false,
        };
        shares::share(self.author.app, &self.author.caller, self.project, share).await?;
        Ok(())
    }
}

fn whole(bytes: Bytes) -> impl Stream<Item = Result<Bytes, Infallible>> {
    stream::iter([Ok(bytes)])
}

fn asset(name: &str) -> Result<Bytes> {
    let file = Assets::get(name).with_context(|| format!("the demo has no {name}"))?;
    Ok(Bytes::from(file.data.into_owned()))
}

fn sign_ins(app: &App, script: &Script) -> String {
    let address = app.settings.public_url.as_str().trim_end_matches('/');
    let mut text = format!(
        "\n{}, the demo organisation. Every password: {}\n",
        script.organisation.name, script.password
    );
    let _ = writeln!(text, "\n  Builders sign in at {address}/");
    for member in &script.members {
        let _ = writeln!(
            text,
            "    {:<28} {} ({})",
            member.email,
            member.name,
            member.role.as_str()
        );
    }
    let _ = writeln!(text, "\n  Clients sign in at {address}/portal");
    for client in &script.clients {
        let _ = writeln!(text, "    {:<28} {}", client.email, client.name);
    }
    if app.mailer.mailbox().is_some() {
        let _ = writeln!(text, "\n  Letters are at {address}/dev/mail");
    }
    text
}
