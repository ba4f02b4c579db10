//! Why a client can see an item, or why not ([H8]): the portal's own rule, told in words.

use crate::{App, Error, StaffCaller};
use lintel_domain::access::Action;
use lintel_domain::client::ClientStatus;
use lintel_domain::ids::{ClientId, ItemId};
use lintel_domain::visibility::{self, Rule, Step};
use lintel_persistence::{Project, Reaching, Recipient, Shareable, Staff};

/// Why a client can or cannot see an item ([H8]).
#[derive(Debug)]
pub struct Reason {
    /// The client.
    pub client: ClientId,
    /// Their name.
    pub name: String,
    /// Whether they can see it now.
    pub visible: bool,
    /// Every condition with what it says here.
    pub steps: Vec<(Step, String)>,
}

/// Who can see an item and why, and who cannot and why not: the rule of the portal, told step by step.
pub async fn why(app: &App, caller: &StaffCaller, item: ItemId) -> Result<Vec<Reason>, Error> {
    let mut staff = app.db.staff(caller.0.session, app.clock.now()).await?;
    let (project, item) = staff.shareable(item).await?;
    let project = staff.project(Action::ContentRead, project).await?;
    let reaching = staff.reaching(item.id).await?;
    let recipients = staff.recipients(project.id).await?;
    Ok(recipients
        .into_iter()
        .map(|client| reason(&staff, &project, &item, &reaching, client))
        .collect())
}

fn reason(
    staff: &Staff,
    project: &Project,
    item: &Shareable,
    reaching: &[Reaching],
    client: Recipient,
) -> Reason {
    let organisation = visibility::Organisation {
        portal_enabled: staff.organisation().portal_enabled,
        modules: staff.organisation().modules.clone(),
    };
    let steps = visibility::explain(
        &organisation,
        visibility::Project {
            id: project.id,
            portal_enabled: project.portal_enabled,
        },
        visibility::Client {
            id: client.id,
            status: client.status,
            access: client.access,
        },
        &visibility::Item {
            kind: item.kind,
            state: item.state,
            shares: reaching
                .iter()
                .map(|share| (share.through, share.audience))
                .collect(),
        },
        staff.now(),
    );
    let told = steps
        .into_iter()
        .map(|step| (step, words(step, item, reaching, &client)));
    let steps: Vec<(Step, String)> = told.collect();
    Reason {
        client: client.id,
        visible: steps.iter().all(|(step, _)| step.holds),
        name: client.name,
        steps,
    }
}

fn words(step: Step, item: &Shareable, reaching: &[Reaching], client: &Recipient) -> String {
    let name = &client.name;
    match (step.rule, step.holds) {
        (Rule::OrganisationPortal, true) => "The client portal is on.".into(),
        (Rule::OrganisationPortal, false) => {
            "The client portal is off for the whole organisation.".into()
        }
        (Rule::Module, true) => "The section it belongs to is on.".into(),
        (Rule::Module, false) => {
            "The section it belongs to is off in the organisation's settings.".into()
        }
        (Rule::ProjectPortal, true) => "The project's portal is on.".into(),
        (Rule::ProjectPortal, false) => "The project's portal is off.".into(),
        (Rule::ClientActive, true) => format!("{name} has accepted the invitation."),
        (Rule::ClientActive, false) => match client.status {
            ClientStatus::None => format!("{name} has not been invited."),
            ClientStatus::Invited => format!("{name} has not accepted the invitation yet."),
            ClientStatus::Revoked => format!("{name}’s access was revoked."),
            ClientStatus::Active => format!("{name} is active."),
        },
        (Rule::ProjectAccess, true) => format!("{name} has access to this project."),
        (Rule::ProjectAccess, false) => format!("{name}’s access to this project has ended."),
        (Rule::ItemState, true) => "It is published.".into(),
        (Rule::ItemState, false) => "It is a draft.".into(),
        (Rule::Share, false) => format!("Neither it nor a folder above it is shared with {name}."),
        (Rule::Share, true) => match reaching
            .iter()
            .find(|share| Some(share.through) == step.through)
        {
            Some(share) if share.through != item.id => {
                format!("It is shared through the folder “{}”.", share.title)
            }
            _ => "It is shared itself.".into(),
        },
    }
}
