//! Updates: composed messages with what is attached to them, published now or at a time ([M1]).

use crate::documents::{ListFilter, Sort};
use crate::fields::Fields;
use crate::items::{self, Item};
use crate::records::{self, HistoryEntry, Picture, invalid};
use crate::shares::{self, MESSAGE_MAX_CHARS, ShareWith};
use crate::{App, Error, Page, PageRequest, StaffCaller};
use chrono::{DateTime, TimeDelta, Utc};
use lintel_domain::access::Action;
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{ClientId, ItemId, ProjectId};
use lintel_domain::item::{Kind, State};
use lintel_domain::rich_text::RichNode;
use lintel_persistence::{
    DataError, Emailed, Job, Leased, Look, NewItem, Publication, Reach, Recipient, Shareable, Staff,
};

pub use lintel_persistence::Update;

/// Most things attached to an update.
pub const ATTACHMENTS_MAX: usize = 50;
/// Characters of how an update begins, as lists show it.
const EXCERPT_CHARS: usize = 280;
/// How far ahead an update can be scheduled.
const AHEAD: TimeDelta = TimeDelta::days(366);

/// An update with everything that hangs on it.
#[derive(Clone, Debug)]
pub struct FullUpdate {
    /// Its item.
    pub item: Item,
    /// What it says.
    pub update: Update,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// What is attached, in order.
    pub attachments: Vec<Item>,
    /// Whom it was e-mailed to.
    pub emailed: Vec<Emailed>,
    /// Who can see it now or has looked at it.
    pub looks: Vec<Look>,
    /// The steps of its life.
    pub history: Vec<HistoryEntry>,
}

/// An update in a list.
#[derive(Clone, Debug)]
pub struct ListedUpdate {
    /// Its item.
    pub item: Item,
    /// What it says.
    pub update: Update,
    /// Whom it reached.
    pub reach: Reach,
    /// Its pictures.
    pub pictures: Vec<Picture>,
}

/// What of an update shall be different; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct UpdateChange {
    /// Its title.
    pub title: Option<String>,
    /// What it says.
    pub body: Option<RichNode>,
    /// What is attached, in order.
    pub items: Option<Vec<ItemId>>,
}

/// How an update is published.
#[derive(Clone, Debug)]
pub struct Publish {
    /// For whom.
    pub with: ShareWith,
    /// Whether clients get a letter.
    pub notify: bool,
    /// Words for the letter.
    pub message: Option<String>,
    /// When, in UTC; now if left out.
    pub publish_at: Option<DateTime<Utc>>,
    /// Whether what is attached is shared with the same clients.
    pub share_attachments: bool,
}

/// A page of a project's updates, newest first.
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    state: Option<State>,
    text: Option<String>,
    page: &PageRequest,
) -> Result<Page<ListedUpdate>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.project(Action::ContentRead, project).await?;
    let list = ListFilter {
        text,
        states: match state {
            Some(state) => vec![state],
            None => vec![State::Draft, State::Published],
        },
        ..ListFilter::of(&[Kind::Update], Sort::Newest)
    };
    let page = staff.list(project, &list, page).await?;
    let ids: Vec<ItemId> = page.items.iter().map(|item| item.id).collect();
    let mut updates = staff.updates(&ids).await?;
    let mut pictures = staff.pictures(&ids).await?;
    let listed = |item: Item| {
        let (update, reach) = updates.remove(&item.id)?;
        Some(ListedUpdate {
            pictures: pictures.remove(&item.id).unwrap_or_default(),
            item,
            update,
            reach,
        })
    };
    Ok(Page {
        items: page.items.into_iter().filter_map(listed).collect(),
        next: page.next,
    })
}

/// An update.
pub async fn get(app: &App, caller: &StaffCaller, id: ItemId) -> Result<FullUpdate, Error> {
    let mut staff = app.staff(caller).await?;
    staff.item(&[Kind::Update], id).await?;
    full(&staff, id).await
}

async fn full(staff: &Staff, id: ItemId) -> Result<FullUpdate, Error> {
    let item = staff.load_item(id).await?;
    Ok(FullUpdate {
        update: staff.update(id).await?,
        pictures: staff.pictures_of(id).await?,
        attachments: staff.attachments(id).await?,
        emailed: staff.emailed_clients(id).await?,
        looks: staff.looks(id).await?,
        history: staff.record_history(item.project_id, id).await?,
        item,
    })
}

/// Makes a draft.
pub async fn create(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    title: &str,
    change: UpdateChange,
) -> Result<FullUpdate, Error> {
    let mut fields = Fields::default();
    let title = fields.name("/title", title);
    fields.done()?;
    let body = change.body.unwrap_or_default();
    body.check("/body").map_err(invalid)?;
    let mut staff = app.staff_write(caller).await?;
    staff.hold_tree(Action::ContentWrite, project).await?;
    let new = NewItem {
        words: Some(body.words()),
        ..NewItem::titled(project, Kind::Update, None, title)
    };
    let id = staff.add_item(new).await?;
    staff.add_update(id, &body, &excerpt(&body)).await?;
    attach(&staff, project, id, change.items).await?;
    records::step(&staff, &staff.load_item(id).await?, "created", None).await?;
    let update = full(&staff, id).await?;
    staff.commit().await?;
    Ok(update)
}

fn excerpt(body: &RichNode) -> String {
    let words = body.words().replace('\n', " ");
    words.chars().take(EXCERPT_CHARS).collect()
}

async fn attach(
    staff: &Staff,
    project: ProjectId,
    id: ItemId,
    items: Option<Vec<ItemId>>,
) -> Result<(), Error> {
    let Some(items) = items else {
        return Ok(());
    };
    let mut once: Vec<ItemId> = Vec::with_capacity(items.len());
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    if once.len() > ATTACHMENTS_MAX {
        let text = format!("Attach at most {ATTACHMENTS_MAX} things, or a folder.");
        return Err(Error::field("/item_ids", "too_many", text));
    }
    let unknown = "Attach things of this project.";
    if once.contains(&id) {
        return Err(Error::field("/item_ids", "unknown_item", unknown));
    }
    if once.is_empty() {
        return Ok(staff.attach(id, &once).await?);
    }
    match staff.item_names(project, &once).await {
        Ok(_) => Ok(staff.attach(id, &once).await?),
        Err(DataError::NotFound) => Err(Error::field("/item_ids", "unknown_item", unknown)),
        Err(error) => Err(error.into()),
    }
}

/// Changes an update. A published one is seen as it is changed.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    if_match: Option<i64>,
    change: UpdateChange,
) -> Result<FullUpdate, Error> {
    let mut fields = Fields::default();
    let title = change.title.map(|title| fields.name("/title", &title));
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    let item = items::to_change(&mut staff, &[Kind::Update], id, if_match).await?;
    if item.state == State::Published {
        // What clients read is written by who may show it to them.
        staff.project(Action::Share, item.project_id).await?;
    }
    let body = match change.body {
        Some(body) => {
            body.check("/body").map_err(invalid)?;
            body
        }
        None => staff.update(id).await?.body,
    };
    staff.save_update(id, &body, &excerpt(&body)).await?;
    attach(&staff, item.project_id, id, change.items).await?;
    let title = title.unwrap_or(item.title);
    staff
        .save_record(id, &title, &body.words(), item.dated_at)
        .await?;
    let update = full(&staff, id).await?;
    staff.commit().await?;
    Ok(update)
}

/// What is attached that some of the audience do not see yet, and how many of them.
pub async fn review(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    with: ShareWith,
) -> Result<Vec<(Item, usize)>, Error> {
    shares::check(&[id], &with, None)?;
    let mut staff = app.staff(caller).await?;
    let (project, _) = staff.whereabouts(&[Kind::Update], id).await?;
    staff.project(Action::Share, project).await?;
    let clients = shares::chosen(&with, staff.recipients(project).await?)?;
    let clients: Vec<ClientId> = clients.iter().map(|client| client.id).collect();
    let attached = staff.attachments(id).await?;
    let ids: Vec<ItemId> = attached.iter().map(|item| item.id).collect();
    let hidden = staff.hidden_from(&ids, &clients).await?;
    let hidden = attached.into_iter().filter_map(|item| {
        let count = *hidden.get(&item.id)?;
        (count > 0).then_some((item, count))
    });
    Ok(hidden.collect())
}

/// Publishes an update for clients of its project, now or at a time. One that is published is
/// published anew for this audience.
///
/// # Errors
/// `409` where sharing cannot work ([H6]); [`Error::Invalid`] for a time that has passed.
pub async fn publish(
    app: &App,
    caller: &StaffCaller,
    id: ItemId,
    how: Publish,
) -> Result<FullUpdate, Error> {
    shares::check(&[id], &how.with, how.message.as_deref())?;
    let mut fields = Fields::default();
    let message = how.message.as_deref();
    let message = message.and_then(|text| fields.text("/message", text, MESSAGE_MAX_CHARS));
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    let (project, _) = staff.whereabouts(&[Kind::Update], id).await?;
    let project = staff.hold_tree(Action::Share, project).await?;
    let now = staff.now();
    if how
        .publish_at
        .is_some_and(|at| at <= now || at > now + AHEAD)
    {
        let text = "Choose a time within the next year.";
        return Err(Error::field("/publish_at", "out_of_range", text));
    }
    let items: Vec<Shareable> = staff.shareables(project.id, &[id]).await?;
    let recipients = staff.recipients(project.id).await?;
    shares::permit_sharing(&staff, &project, &items, &recipients)?;
    let chosen = shares::chosen(&how.with, recipients)?;
    let item = staff.load_item(id).await?;
    if item.state == State::Published && how.publish_at.is_some() {
        return Err(Error::conflict(
            "update-published",
            "This update is published. Take it back first, then schedule it.",
        ));
    }
    staff
        .set_shares(&items, &shares::audiences(&how.with))
        .await?;
    let to = shares::whom(&how.with, &chosen);
    let acts = ("share.created", "shared");
    shares::record(&staff, project.id, acts, &items, Some(to)).await?;
    let publication = Publication {
        publish_at: how.publish_at,
        notify: how.notify,
        message: message.clone(),
        share_attachments: how.share_attachments,
    };
    match how.publish_at {
        Some(at) => {
            staff.save_publication(id, &publication, None).await?;
            staff
                .enqueue_at(Job::PublishUpdate { item: id }, at)
                .await?;
            records::step(&staff, &item, "scheduled", None).await?;
        }
        None => {
            let first = staff.update(id).await?.published_at;
            let published_at = match item.state {
                State::Published => first.or(Some(now)),
                _ => Some(now),
            };
            staff
                .save_publication(id, &publication, published_at)
                .await?;
            publish_now(&staff, &item).await?;
            if how.share_attachments {
                share_attached(&staff, &item).await?;
            }
            if how.notify {
                tell(&staff, &project, id, &chosen, message).await?;
            }
        }
    }
    let update = full(&staff, id).await?;
    staff.commit().await?;
    Ok(update)
}

async fn publish_now(staff: &Staff, item: &Item) -> Result<(), Error> {
    if item.state == State::Published {
        return Ok(());
    }
    let update = staff.update(item.id).await?;
    staff
        .save_record(item.id, &item.title, &update.body.words(), staff.now())
        .await?;
    staff.set_state(item.id, State::Published).await?;
    records::step(staff, item, "published", None).await
}

async fn share_attached(staff: &Staff, update: &Item) -> Result<(), Error> {
    let shared = staff.share_attachments(update.id).await?;
    if shared.is_empty() {
        return Ok(());
    }
    let items = staff.shareables(update.project_id, &shared).await?;
    let why = format!("attached to “{}”", update.title);
    let acts = ("share.created", "shared");
    shares::record(staff, update.project_id, acts, &items, Some(why)).await
}

async fn tell(
    staff: &Staff,
    project: &lintel_persistence::Project,
    id: ItemId,
    recipients: &[Recipient],
    message: Option<String>,
) -> Result<(), Error> {
    let published = staff.shareables(project.id, &[id]).await?;
    shares::tell(staff, project, &published, recipients, message).await?;
    Ok(())
}

/// Takes an update back: a draft again, which clients do not see; one that waits does so no more.
pub async fn unpublish(app: &App, caller: &StaffCaller, id: ItemId) -> Result<FullUpdate, Error> {
    let mut staff = app.staff_write(caller).await?;
    let (project, _) = staff.whereabouts(&[Kind::Update], id).await?;
    staff.hold_tree(Action::Share, project).await?;
    let item = staff.load_item(id).await?;
    let publication = Publication::default();
    staff.save_publication(id, &publication, None).await?;
    staff.set_state(id, State::Draft).await?;
    staff.unshare(&[id]).await?;
    records::step(&staff, &item, "unpublished", None).await?;
    let update = full(&staff, id).await?;
    staff.commit().await?;
    Ok(update)
}

/// Publishes an update whose time has come, and has its clients written to.
pub(crate) async fn publish_scheduled(
    app: &App,
    job: &Leased,
    id: ItemId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let system = app.db.system_write(now).await?;
    if let Some(published) = system.publish_due(id).await?
        && let Some(message) = published.letter
    {
        let (org, project) = (published.org, published.project);
        let zone = published.timezone.parse().unwrap_or(chrono_tz::Tz::UTC);
        for (client, frequency) in system.readers(org, id).await? {
            if frequency == EmailFrequency::AtOnce {
                let letter = Job::ItemsShared {
                    client,
                    project,
                    items: vec![id],
                    message: message.clone(),
                    shared_by: published.published_by.clone(),
                };
                system.enqueue(Some(org), letter).await?;
            } else if let Some(days) = frequency.summary_days() {
                let (digest, name) = shares::summary(project, client);
                let at = shares::next_summary(now, zone, days);
                system.enqueue_once(org, digest, at, name).await?;
            }
        }
    }
    system.job_done(job).await?;
    Ok(system.commit().await?)
}
