//! The private link of a project: whoever has its address sees the submitted daily logs, without
//! signing in ([L1] to [L5]).

use crate::portal::{self, Seen, SeenDetail};
use crate::{App, Error, LinkCaller, LinkPurpose, Page, PageRequest, StaffCaller, token_hash};
use lintel_domain::access::Action;
use lintel_domain::ids::{FileId, ItemId, LinkId, ProjectId};
use lintel_domain::organisation::Plan;
use lintel_persistence::{Activity, Audit, FileRow, ItemFilter, PortalProject, Project, Staff};
use url::Url;

pub use lintel_persistence::{LinkOpen, PortalLink};

/// The enabled link of a project, as members see it.
#[derive(Clone, Debug)]
pub struct Enabled {
    /// What it shows.
    pub link: PortalLink,
    /// Its address.
    pub url: Url,
    /// The latest opens.
    pub opens: Vec<LinkOpen>,
}

/// What of a link shall be different; what is left out stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct LinkChange {
    /// Whether it also shows what is shared with everyone on the project.
    pub shows_shared: Option<bool>,
    /// Whether it leaves out time cards.
    pub hides_time_cards: Option<bool>,
}

/// Whose link was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The link, for a token.
    pub link: LinkId,
    /// The project.
    pub project: Project,
    /// The builder's name.
    pub organisation_name: String,
    /// The builder's colour.
    pub organisation_colour: Option<String>,
}

/// The enabled link of a project, if it has one.
pub async fn get(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
) -> Result<Option<Enabled>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.project(Action::ProjectsWrite, project).await?;
    see(app, &staff, project).await
}

async fn see(app: &App, staff: &Staff, project: ProjectId) -> Result<Option<Enabled>, Error> {
    let Some(link) = staff.portal_link(project).await? else {
        return Ok(None);
    };
    Ok(Some(Enabled {
        url: app.private_link_url(link.id)?,
        opens: staff.link_opens(link.id).await?,
        link,
    }))
}

/// Makes the project a link, with an address that never was; one that is enabled stays as it is.
///
/// # Errors
/// `409` when the organisation's plan has none.
pub async fn enable(app: &App, caller: &StaffCaller, project: ProjectId) -> Result<Enabled, Error> {
    let mut staff = app.staff_write(caller).await?;
    let project = staff.hold_tree(Action::ProjectsWrite, project).await?;
    if staff.organisation().plan != Plan::Pro {
        return Err(Error::conflict(
            "plan-free",
            "The private link is part of the plan “pro”. An owner changes the plan in Settings.",
        ));
    }
    if let Some(enabled) = see(app, &staff, project.id).await? {
        return Ok(enabled);
    }
    let id = LinkId::new();
    let token = app
        .secrets
        .link_token(LinkPurpose::PortalLink, id.as_uuid());
    staff
        .add_portal_link(id, project.id, token_hash(&token))
        .await?;
    tell(&staff, &project, ("link.enabled", "enabled_link")).await?;
    let link = see(app, &staff, project.id).await?.ok_or(Error::NotFound)?;
    staff.commit().await?;
    Ok(link)
}

/// Changes what the link shows, at once.
///
/// # Errors
/// [`Error::NotFound`] when the project has none.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    project: ProjectId,
    change: LinkChange,
) -> Result<Enabled, Error> {
    let mut staff = app.staff_write(caller).await?;
    let project = staff.hold_tree(Action::ProjectsWrite, project).await?;
    let link = staff.portal_link(project.id).await?;
    let link = link.ok_or(Error::NotFound)?;
    let shows_shared = change.shows_shared.unwrap_or(link.shows_shared);
    let hides_time_cards = change.hides_time_cards.unwrap_or(link.hides_time_cards);
    if (shows_shared, hides_time_cards) != (link.shows_shared, link.hides_time_cards) {
        staff
            .save_portal_link(link.id, shows_shared, hides_time_cards)
            .await?;
        tell(&staff, &project, ("link.changed", "changed_link")).await?;
    }
    let link = see(app, &staff, project.id).await?.ok_or(Error::NotFound)?;
    staff.commit().await?;
    Ok(link)
}

/// Ends the project's link: its address never works again.
pub async fn disable(app: &App, caller: &StaffCaller, project: ProjectId) -> Result<(), Error> {
    let mut staff = app.staff_write(caller).await?;
    let project = staff.hold_tree(Action::ProjectsWrite, project).await?;
    if let Some(link) = staff.portal_link(project.id).await? {
        staff.end_portal_link(link.id).await?;
        tell(&staff, &project, ("link.disabled", "disabled_link")).await?;
    }
    Ok(staff.commit().await?)
}

async fn tell(
    staff: &Staff,
    project: &Project,
    (action, verb): (&'static str, &'static str),
) -> Result<(), Error> {
    let act = Audit {
        action,
        subject_kind: "project",
        subject_id: Some(project.id.into()),
        subject_name: Some(project.name.clone()),
        detail: None,
    };
    staff.audit(act).await?;
    let happened = Activity {
        verb,
        item: None,
        detail: None,
    };
    Ok(staff.activity(project.id, happened).await?)
}

/// Opens the link of an address, and counts that.
///
/// # Errors
/// [`Error::NotFound`] for an address that was never there, has ended, or shows nothing now.
pub async fn open(app: &App, token: &str, user_agent: Option<&str>) -> Result<Opened, Error> {
    let (opened, portal) = at(app, token).await?;
    let now = app.clock.now();
    app.db
        .record_link_open(portal, device_of(user_agent), now)
        .await?;
    Ok(opened)
}

/// As [`open`], for a visit that goes on: it is not counted again.
pub async fn go_on(app: &App, token: &str) -> Result<Opened, Error> {
    Ok(at(app, token).await?.0)
}

/// Whether an address leads to something now.
pub async fn is_there(app: &App, token: &str) -> Result<bool, Error> {
    match at(app, token).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn at(app: &App, token: &str) -> Result<(Opened, PortalProject), Error> {
    let hash = token_hash(token);
    let found = app.db.portal_of_link_address(&hash, app.clock.now());
    let (link, portal) = found.await?;
    Ok((opened(link, &portal), portal))
}

/// The project of a link.
pub async fn project(app: &App, caller: &LinkCaller) -> Result<Opened, Error> {
    Ok(opened(caller.0, &look(app, caller).await?))
}

fn opened(link: LinkId, portal: &PortalProject) -> Opened {
    let (organisation_name, organisation_colour) = portal.organisation();
    Opened {
        link,
        project: portal.project().clone(),
        organisation_name: organisation_name.to_owned(),
        organisation_colour: organisation_colour.map(str::to_owned),
    }
}

/// A page of what the link shows, newest first.
pub async fn items(
    app: &App,
    caller: &LinkCaller,
    filter: ItemFilter,
    page: PageRequest,
) -> Result<Page<Seen>, Error> {
    portal::page_of(&look(app, caller).await?, &filter, &page).await
}

/// One thing the link shows.
pub async fn item(app: &App, caller: &LinkCaller, id: ItemId) -> Result<SeenDetail, Error> {
    let portal = look(app, caller).await?;
    let item = portal.item(id).await?;
    portal::detail(&portal, item).await
}

/// A file of something the link shows, as clients get it.
pub async fn file(app: &App, caller: &LinkCaller, file: FileId) -> Result<FileRow, Error> {
    portal::file_of(&look(app, caller).await?, file).await
}

/// A picture of something the link shows.
pub async fn preview(
    app: &App,
    caller: &LinkCaller,
    file: FileId,
    size: &str,
) -> Result<FileRow, Error> {
    Ok(look(app, caller).await?.preview(file, size).await?)
}

async fn look(app: &App, caller: &LinkCaller) -> Result<PortalProject, Error> {
    Ok(app.db.portal_of_link(caller.0, app.clock.now()).await?)
}

/// The class of a device by what its browser says of itself. Mail scanners, link previews and
/// whatever says nothing are programs.
fn device_of(user_agent: Option<&str>) -> &'static str {
    let agent = user_agent.unwrap_or_default().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| agent.contains(word));
    if !agent.starts_with("mozilla/")
        || says(&[
            "bot",
            "crawl",
            "spider",
            "preview",
            "scan",
            "facebookexternalhit",
            "headless",
        ])
    {
        "program"
    } else if says(&["ipad", "tablet"]) {
        "tablet"
    } else if says(&["iphone", "mobile"]) {
        "phone"
    } else if says(&["android"]) {
        "tablet"
    } else {
        "computer"
    }
}

#[cfg(test)]
mod tests {
    use super::device_of;

    #[test]
    fn devices_are_told_apart_from_programs() {
        let says = |agent: &str| device_of(Some(agent));
        let safari =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1";
        assert_eq!(says(safari), "phone");
        assert_eq!(
            says("Mozilla/5.0 (Windows NT 10.0) Firefox/145.0"),
            "computer"
        );
        assert_eq!(
            says("Mozilla/5.0 (Linux; Android 15; SM-X910) Safari/537.36"),
            "tablet"
        );
        assert_eq!(says("Mozilla/5.0 (compatible; Googlebot/2.1)"), "program");
        assert_eq!(says("Slackbot-LinkExpanding 1.0"), "program");
        assert_eq!(says("WhatsApp/2.23"), "program");
        assert_eq!(device_of(None), "program");
    }
}
