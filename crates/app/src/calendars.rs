//! A client's schedule in their own calendar: a secret address that ends with their access ([M7]).

use crate::{App, ClientCaller, Error, LinkPurpose, portal, token_hash};
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use lintel_domain::ids::ProjectId;
use lintel_domain::item::Kind;
use lintel_domain::schedule::{Plan, Task, TaskKind};
use lintel_persistence::{DataError, ItemFilter, PageRequest, PortalProject, Wanted};
use std::collections::HashMap;
use url::Url;
use uuid::Uuid;

/// How often calendar programs are asked to look again.
const REFRESH: &str = "PT4H";

/// The address of this client's calendar of a project, if they have one.
pub async fn address(
    app: &App,
    caller: &ClientCaller,
    project: ProjectId,
) -> Result<Option<Url>, Error> {
    let portal = portal::open(app, caller, Wanted::Project(project)).await?;
    let key = portal.calendar_key().await?;
    key.map(|key| app.calendar_url(key)).transpose()
}

/// Makes an address. One that was there before leads nowhere from now on.
pub async fn make_address(
    app: &App,
    caller: &ClientCaller,
    project: ProjectId,
) -> Result<Url, Error> {
    let portal = open_to_change(app, caller, project).await?;
    let key = Uuid::new_v4();
    let token = app.secrets.link_token(LinkPurpose::Calendar, key);
    portal.set_calendar(Some((key, token_hash(&token)))).await?;
    portal.commit().await?;
    app.calendar_url(key)
}

/// Takes the address away: it leads nowhere from now on.
pub async fn remove_address(
    app: &App,
    caller: &ClientCaller,
    project: ProjectId,
) -> Result<(), Error> {
    let portal = open_to_change(app, caller, project).await?;
    portal.set_calendar(None).await?;
    Ok(portal.commit().await?)
}

async fn open_to_change(
    app: &App,
    caller: &ClientCaller,
    project: ProjectId,
) -> Result<PortalProject, Error> {
    let wanted = Wanted::Project(project);
    let portal = app
        .db
        .portal_project_write(caller.0.session, wanted, app.clock.now());
    Ok(portal.await?)
}

/// The calendar at an address, as iCalendar (RFC 5545): what the client sees of the schedule now.
///
/// # Errors
/// [`Error::NotFound`] for an address that leads nowhere, or no more.
pub async fn read(app: &App, token: &str) -> Result<String, Error> {
    let hash = token_hash(token);
    let portal = app.db.portal_of_calendar(&hash, app.clock.now()).await?;
    let (organisation, _) = portal.organisation();
    let name = format!("{} – {organisation}", portal.project().name);
    let mut calendar = Calendar::new();
    calendar.name(&name);
    calendar.append_property(
        Property::new("REFRESH-INTERVAL", REFRESH)
            .add_parameter("VALUE", "DURATION")
            .done(),
    );
    calendar.append_property(Property::new("X-PUBLISHED-TTL", REFRESH));
    let only = ItemFilter {
        kinds: Some(vec![Kind::Schedule]),
        ..ItemFilter::default()
    };
    for item in portal.items(&only, &PageRequest::default()).await?.items {
        let shown = match portal.schedule(item.id).await {
            Err(DataError::NotFound) => continue,
            shown => shown?,
        };
        let written_at = shown.published_at.unwrap_or_else(|| app.clock.now());
        calendar.extend(events(&shown.plan, written_at));
    }
    Ok(calendar.to_string())
}

fn events(plan: &Plan, written_at: DateTime<Utc>) -> Vec<Event> {
    let names: HashMap<Uuid, &str> = plan
        .tasks
        .iter()
        .map(|task| (task.id, task.name.as_str()))
        .collect();
    let shown = plan
        .tasks
        .iter()
        .filter(|task| task.kind != TaskKind::Group);
    shown.map(|task| event(task, &names, written_at)).collect()
}

fn event(task: &Task, names: &HashMap<Uuid, &str>, written_at: DateTime<Utc>) -> Event {
    let group = task.parent_id.and_then(|group| names.get(&group));
    let about = [
        group.map(|group| (*group).to_owned()),
        task.trade.clone(),
        (task.kind == TaskKind::Task).then(|| format!("{} % done", task.progress)),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let mut event = Event::with_uid(&format!("{}@lintel", task.id));
    event
        .timestamp(written_at)
        .summary(&task.name)
        .description(&about.join("\n"))
        .starts(task.starts_on)
        // The day after the last one (RFC 5545, 3.6.1).
        .ends(task.ends_on + TimeDelta::days(1))
        .add_property("TRANSP", "TRANSPARENT");
    event.done()
}
