/// Something a member may or may not do; the HTTP layer names an action, never a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Change the plan, delete the organisation.
    PlanChange,
    /// Organisation settings, branding, modules, portal switch.
    OrganisationManage,
    /// Members and their roles.
    MembersManage,
    /// API keys, webhooks, audit log.
    KeysManage,
    /// Create and edit clients.
    ClientsWrite,
    /// Invite, resend, project access, revoke, preview.
    ClientsAccess,
    /// Create and edit projects, their portal switch and link.
    ProjectsWrite,
    /// Read projects and their content.
    ContentRead,
    /// Write documents, drawings, schedule, milestones and the like.
    ContentWrite,
    /// Write daily logs, photos and forms.
    ContentSite,
    /// Write the organisation's forms.
    FormsManage,
    /// Share and unshare, ask for approval, answer questions.
    Share,
    /// Write quotes.
    QuotesWrite,
    /// Send quotes.
    QuotesSend,
    /// Write invoices and payments.
    MoneyWrite,
    /// Read cost and margin.
    CostsRead,
    /// Review, answer and convert enquiries.
    EnquiriesManage,
    /// Write internal notes, discussion and risks.
    InternalWrite,
    /// Read internal notes, discussion and risks.
    InternalRead,
}

impl Action {
    /// The action as clients of the API see it in `may` and in a refusal.
    pub fn as_str(self) -> &'static str {
        match self {
            Action::PlanChange => "plan.change",
            Action::OrganisationManage => "organisation.manage",
            Action::MembersManage => "members.manage",
            Action::KeysManage => "keys.manage",
            Action::ClientsWrite => "clients.write",
            Action::ClientsAccess => "clients.access",
            Action::ProjectsWrite => "projects.write",
            Action::ContentRead => "content.read",
            Action::ContentWrite => "content.write",
            Action::ContentSite => "content.site",
            Action::FormsManage => "forms.manage",
            Action::Share => "share",
            Action::QuotesWrite => "quotes.write",
            Action::QuotesSend => "quotes.send",
            Action::MoneyWrite => "money.write",
            Action::CostsRead => "costs.read",
            Action::EnquiriesManage => "enquiries.manage",
            Action::InternalWrite => "internal.write",
            Action::InternalRead => "internal.read",
        }
    }
}
