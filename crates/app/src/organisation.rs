//! The organisation's settings: name, switches, branding, plan ([S1], [S2], [L5]).

use crate::fields::Fields;
use crate::{App, Error, StaffCaller};
use chrono::TimeDelta;
use lintel_domain::access::Action;
use lintel_domain::organisation::{Module, Plan};
use lintel_domain::settings::{check_currency, check_timezone, clean_colour};
use lintel_persistence::{Audit, Staff};

pub use lintel_persistence::{Organisation, PortalImpact};

/// A client who looked within this time would notice at once that the portal was switched off.
const LATELY: TimeDelta = TimeDelta::days(7);

/// What to change; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct OrganisationPatch {
    /// Its name, as clients see it.
    pub name: Option<String>,
    /// The organisation-wide portal switch ([S1]).
    pub portal_enabled: Option<bool>,
    /// Modules to switch ([S2]).
    pub modules: Vec<(Module, bool)>,
    /// Its colour, or none.
    pub colour: Option<Option<String>>,
    /// What it pays for ([L5]).
    pub plan: Option<Plan>,
    /// Its IANA time zone.
    pub timezone: Option<String>,
    /// Its ISO 4217 currency.
    pub currency: Option<String>,
    /// Whether clients are told where photos were taken ([M4]).
    pub share_photo_location: Option<bool>,
}

impl OrganisationPatch {
    fn is_plan_only(&self) -> bool {
        let settings = [
            self.name.is_some(),
            self.portal_enabled.is_some(),
            !self.modules.is_empty(),
            self.colour.is_some(),
            self.timezone.is_some(),
            self.currency.is_some(),
            self.share_photo_location.is_some(),
        ];
        self.plan.is_some() && !settings.contains(&true)
    }
}

/// The organisation, for everybody who works in it.
pub async fn get(app: &App, caller: &StaffCaller) -> Result<Organisation, Error> {
    let mut staff = app.staff(caller).await?;
    staff.permit(Action::ContentRead)?;
    Ok(staff.organisation().clone())
}

/// Changes settings; switches act at once.
///
/// # Errors
/// [`Error::Invalid`] with every bad field; [`Error::PreconditionFailed`] for a stale `version`.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    version: Option<i64>,
    patch: OrganisationPatch,
) -> Result<Organisation, Error> {
    let mut staff = app.staff_write(caller).await?;
    if patch.plan.is_some() {
        staff.permit(Action::PlanChange)?;
    }
    if !patch.is_plan_only() {
        staff.permit(Action::OrganisationManage)?;
    }
    let before = staff.organisation_to_change(version).await?;
    let after = apply(&before, patch)?;
    let saved = staff.save_organisation(&after).await?;
    tell(&staff, &before, &saved).await?;
    staff.commit().await?;
    Ok(saved)
}

/// Whom switching the portal off would cut off ([S1]).
pub async fn portal_impact(app: &App, caller: &StaffCaller) -> Result<PortalImpact, Error> {
    let mut staff = app.staff(caller).await?;
    staff.permit(Action::OrganisationManage)?;
    Ok(staff.portal_impact(staff.now() - LATELY).await?)
}

fn apply(before: &Organisation, patch: OrganisationPatch) -> Result<Organisation, Error> {
    let mut fields = Fields::default();
    let mut after = before.clone();
    if let Some(name) = patch.name {
        after.name = fields.name("/name", &name);
    }
    if let Some(enabled) = patch.portal_enabled {
        after.portal_enabled = enabled;
    }
    for (module, on) in patch.modules {
        after.modules.set(module, on);
    }
    if let Some(colour) = patch.colour {
        after.colour =
            colour.map(|colour| fields.setting("/branding/colour", clean_colour(&colour)));
    }
    if let Some(plan) = patch.plan {
        after.plan = plan;
    }
    if let Some(timezone) = patch.timezone {
        fields.setting("/timezone", check_timezone(&timezone));
        after.timezone = timezone;
    }
    if let Some(currency) = patch.currency {
        fields.setting("/currency", check_currency(&currency));
        after.currency = currency;
    }
    if let Some(shared) = patch.share_photo_location {
        after.share_photo_location = shared;
    }
    fields.done()?;
    Ok(after)
}

async fn tell(staff: &Staff, before: &Organisation, after: &Organisation) -> Result<(), Error> {
    let entry = |action, detail| Audit {
        action,
        subject_kind: "organisation",
        subject_id: Some(after.id.into()),
        subject_name: Some(after.name.clone()),
        detail,
    };
    let mut entries = Vec::new();
    if before.portal_enabled != after.portal_enabled {
        entries.push(match after.portal_enabled {
            true => entry("portal.switched_on", None),
            false => entry("portal.switched_off", None),
        });
    }
    for module in Module::ALL {
        let detail = Some(module.as_str().replace('_', " "));
        match (before.modules.is_on(module), after.modules.is_on(module)) {
            (false, true) => entries.push(entry("module.switched_on", detail)),
            (true, false) => entries.push(entry("module.switched_off", detail)),
            _ => {}
        }
    }
    if before.share_photo_location != after.share_photo_location {
        entries.push(match after.share_photo_location {
            true => entry("photo_location.shared", None),
            false => entry("photo_location.withheld", None),
        });
    }
    if before.plan != after.plan {
        let detail = format!("{} to {}", before.plan.as_str(), after.plan.as_str());
        entries.push(entry("plan.changed", Some(detail)));
    }
    Ok(staff.audit_all(entries).await?)
}
