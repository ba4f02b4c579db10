//! Shapes that more than one module uses, and the names of the domain as OpenAPI enums.

use garde::Validate;
use lintel_domain::access;
use lintel_domain::ids::ItemId;
use lintel_domain::{
    client, drawing, email_frequency, item, organisation, project, session, version,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An enum of the domain as it is sent; both ways are exhaustive matches.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident = $domain:path { $($(#[$attribute:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "the domain's names; their meaning is told there")]
        pub enum $name { $($(#[$attribute])* $variant),+ }

        impl From<$domain> for $name {
            fn from(value: $domain) -> $name {
                use $domain as Domain;
                match value { $(Domain::$variant => $name::$variant),+ }
            }
        }

        impl From<$name> for $domain {
            fn from(value: $name) -> $domain {
                use $domain as Domain;
                match value { $($name::$variant => Domain::$variant),+ }
            }
        }
    };
}

/// The shape of a page, `{items, next}`, from the page of a use case.
macro_rules! page {
    ($(#[$doc:meta])* $name:ident of $item:ty) => {
        $(#[$doc])*
        #[derive(Debug, serde::Serialize, utoipa::ToSchema)]
        pub struct $name {
            /// The things of this page.
            pub items: Vec<$item>,
            /// The `cursor` of the next page; `null` at the end.
            pub next: Option<String>,
        }

        impl<T: Into<$item>> From<lintel_app::Page<T>> for $name {
            fn from(page: lintel_app::Page<T>) -> $name {
                $name { items: page.items.into_iter().map(Into::into).collect(), next: page.next }
            }
        }
    };
}

/// The shape of a list that is always whole, `{items}`.
macro_rules! list {
    ($(#[$doc:meta])* $name:ident of $item:ty) => {
        $(#[$doc])*
        #[derive(Debug, serde::Serialize, utoipa::ToSchema)]
        pub struct $name {
            /// All of them.
            pub items: Vec<$item>,
        }

        impl<T: Into<$item>> FromIterator<T> for $name {
            fn from_iter<I: IntoIterator<Item = T>>(items: I) -> $name {
                $name { items: items.into_iter().map(Into::into).collect() }
            }
        }
    };
}

pub(crate) use {list, page};

names! {
    /// A member's one role.
    Role = access::Role { Owner, SoleTrader, Admin, Supervisor, Finance, Tradie, Apprentice }
}

names! {
    /// What a member may do; the web app asks for these, never for roles.
    Action = access::Action {
        #[serde(rename = "plan.change")] PlanChange,
        #[serde(rename = "organisation.manage")] OrganisationManage,
        #[serde(rename = "members.manage")] MembersManage,
        #[serde(rename = "keys.manage")] KeysManage,
        #[serde(rename = "clients.write")] ClientsWrite,
        #[serde(rename = "clients.access")] ClientsAccess,
        #[serde(rename = "projects.write")] ProjectsWrite,
        #[serde(rename = "content.read")] ContentRead,
        #[serde(rename = "content.write")] ContentWrite,
        #[serde(rename = "content.site")] ContentSite,
        #[serde(rename = "forms.manage")] FormsManage,
        #[serde(rename = "share")] Share,
        #[serde(rename = "quotes.write")] QuotesWrite,
        #[serde(rename = "quotes.send")] QuotesSend,
        #[serde(rename = "money.write")] MoneyWrite,
        #[serde(rename = "costs.read")] CostsRead,
        #[serde(rename = "enquiries.manage")] EnquiriesManage,
        #[serde(rename = "internal.write")] InternalWrite,
        #[serde(rename = "internal.read")] InternalRead,
    }
}

names! {
    /// What an organisation pays for.
    Plan = organisation::Plan { Free, Pro }
}

names! {
    /// A part of the product that can be switched off.
    Module = organisation::Module {
        Updates, Documents, Drawings, Reports, Photos, DailyLogs, Schedule, Milestones,
        Deliverables, Decisions, NextSteps, Quotes, Invoices, Notes,
    }
}

names! {
    /// Where a client stands with portal access.
    ClientStatus = client::ClientStatus { None, Invited, Active, Revoked }
}

names! {
    /// Where a project stands.
    ProjectStatus = project::ProjectStatus { Planned, Active, OnHold, Completed, Archived }
}

names! {
    /// What became of an invitation's letter.
    InviteDelivery = lintel_domain::invitation::Delivery { Queued, Sent, Failed }
}

/// Projects of the organisation.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectIds {
    /// All of them; those left out end.
    #[garde(custom(super::rules::up_to_200))]
    pub project_ids: Vec<Uuid>,
}

names! {
    /// The surface a token is for.
    Audience = session::Surface { Staff, Client }
}

names! {
    /// How often a client wants letters about a project.
    EmailFrequency = email_frequency::EmailFrequency { AtOnce, Daily, Weekly, None }
}

/// A place in the folders, as a query parameter names it: a folder's id, or `root`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct FolderFilter(lintel_app::Folder);

impl TryFrom<String> for FolderFilter {
    type Error = &'static str;

    fn try_from(text: String) -> Result<FolderFilter, &'static str> {
        if text == "root" {
            return Ok(FolderFilter(lintel_app::Folder::Top));
        }
        let id = text
            .parse()
            .map_err(|_| "expected a folder's id, or root")?;
        Ok(FolderFilter(lintel_app::Folder::In(id)))
    }
}

impl From<FolderFilter> for lintel_app::Folder {
    fn from(filter: FolderFilter) -> lintel_app::Folder {
        filter.0
    }
}

/// Items of a project.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemIds {
    /// Their ids, at most 1000.
    #[garde(skip)]
    pub item_ids: Vec<Uuid>,
}

impl From<ItemIds> for Vec<ItemId> {
    fn from(ids: ItemIds) -> Vec<ItemId> {
        ids.item_ids.into_iter().map(Into::into).collect()
    }
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(
    missing_docs,
    reason = "the kinds of api.md, those of later modules included"
)]
pub enum ItemKind {
    Folder,
    Update,
    Document,
    Drawing,
    Photo,
    Report,
    DailyLog,
    Schedule,
    Milestone,
    Deliverable,
    Meeting,
    Decision,
    NextStep,
    Quote,
    Invoice,
    Note,
    Selection,
}

impl ItemKind {
    /// The domain's kinds of this name; none for kinds that nothing has yet.
    pub fn known(self) -> Vec<item::Kind> {
        let named = |kind: &item::Kind| ItemKind::from(*kind) == self;
        item::Kind::ALL.into_iter().filter(named).collect()
    }
}

impl From<item::Kind> for ItemKind {
    fn from(kind: item::Kind) -> ItemKind {
        match kind {
            item::Kind::Folder | item::Kind::DrawingFolder | item::Kind::PhotoFolder => {
                ItemKind::Folder
            }
            item::Kind::Document => ItemKind::Document,
            item::Kind::Drawing => ItemKind::Drawing,
            item::Kind::Photo => ItemKind::Photo,
            item::Kind::DailyLog => ItemKind::DailyLog,
            item::Kind::Report => ItemKind::Report,
            item::Kind::Update => ItemKind::Update,
            item::Kind::Schedule => ItemKind::Schedule,
        }
    }
}

names! {
    /// Whose work a drawing is.
    Discipline = drawing::Discipline {
        Architectural, Structural, Civil, Mechanical, Electrical, Hydraulic, Fire, Landscape,
        Interior, Survey, Other,
    }
}

names! {
    /// Where a version stands.
    VersionState = version::VersionState { Draft, Published, Superseded }
}

names! {
    /// Whether the pictures of a file are there.
    PreviewState = version::PreviewState { None, Pending, Ready, Failed }
}

/// The shapes of the modules' switches, one field per module.
macro_rules! modules {
    ($($field:ident = $module:ident),+ $(,)?) => {
        /// Which modules are on.
        #[derive(Clone, Debug, Serialize, ToSchema)]
        #[allow(missing_docs, reason = "one switch per module")]
        pub struct Modules { $(pub $field: bool),+ }

        impl From<&organisation::Modules> for Modules {
            fn from(modules: &organisation::Modules) -> Modules {
                Modules { $($field: modules.is_on(organisation::Module::$module)),+ }
            }
        }

        /// Modules to switch; those left out stay as they are.
        #[derive(Clone, Debug, Default, Deserialize, garde::Validate, ToSchema)]
        #[serde(deny_unknown_fields)]
        #[garde(allow_unvalidated)]
        #[allow(missing_docs, reason = "one switch per module")]
        pub struct ModulesPatch {
            $(
                #[serde(default, deserialize_with = "super::patch::set")]
                #[schema(value_type = bool, required = false)]
                pub $field: Option<bool>
            ),+
        }

        impl ModulesPatch {
            /// The switches that were sent.
            pub fn switches(&self) -> Vec<(organisation::Module, bool)> {
                let all = [$((organisation::Module::$module, self.$field)),+];
                all.into_iter().filter_map(|(module, on)| on.map(|on| (module, on))).collect()
            }
        }
    };
}

modules! {
    updates = Updates,
    documents = Documents,
    drawings = Drawings,
    reports = Reports,
    photos = Photos,
    daily_logs = DailyLogs,
    schedule = Schedule,
    milestones = Milestones,
    deliverables = Deliverables,
    decisions = Decisions,
    next_steps = NextSteps,
    quotes = Quotes,
    invoices = Invoices,
    notes = Notes,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_sent_under_the_domains_name() {
        for (action, _) in access::ACTIONS_BY_ROLE {
            assert_eq!(
                serde_json::to_value(Action::from(action)).expect("json"),
                action.as_str()
            );
        }
    }

    #[test]
    fn the_other_names_are_the_domains_too() {
        for module in organisation::Module::ALL {
            assert_eq!(
                serde_json::to_value(Module::from(module)).expect("json"),
                module.as_str()
            );
        }
        for role in access::Role::ALL {
            assert_eq!(
                serde_json::to_value(Role::from(role)).expect("json"),
                role.as_str()
            );
        }
        for status in project::ProjectStatus::ALL {
            assert_eq!(
                serde_json::to_value(ProjectStatus::from(status)).expect("json"),
                status.as_str()
            );
        }
        for kind in item::Kind::ALL {
            let sent = serde_json::to_value(ItemKind::from(kind)).expect("json");
            match kind.is_folder() {
                true => assert_eq!(sent, "folder"),
                false => assert_eq!(sent, kind.as_str()),
            }
            assert!(ItemKind::from(kind).known().contains(&kind));
        }
        for discipline in drawing::Discipline::ALL {
            assert_eq!(
                serde_json::to_value(Discipline::from(discipline)).expect("json"),
                discipline.as_str()
            );
        }
    }

    #[test]
    fn a_patch_of_modules_switches_only_what_was_sent() {
        let patch: ModulesPatch =
            serde_json::from_str(r#"{"quotes": false, "photos": true}"#).expect("a patch");
        let expected = [
            (organisation::Module::Photos, true),
            (organisation::Module::Quotes, false),
        ];
        assert_eq!(patch.switches(), expected);
        assert!(serde_json::from_str::<ModulesPatch>(r#"{"quotes": null}"#).is_err());
    }
}
