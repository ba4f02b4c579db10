//! Addresses of pages, as letters carry them.

use crate::{App, Error, LinkPurpose};
use lintel_domain::ids::{InvitationId, LinkId, PasswordResetId, ProjectId};
use url::Url;
use uuid::Uuid;

impl App {
    /// Where an invitation is accepted; the single-use link of [I3].
    pub(crate) fn invitation_url(&self, id: InvitationId) -> Result<Url, Error> {
        self.page(
            "invite",
            &self
                .secrets
                .link_token(LinkPurpose::Invitation, id.as_uuid()),
        )
    }

    /// Where a new password is set.
    pub(crate) fn password_reset_url(&self, id: PasswordResetId) -> Result<Url, Error> {
        self.page(
            "reset",
            &self
                .secrets
                .link_token(LinkPurpose::PasswordReset, id.as_uuid()),
        )
    }

    /// Where a new password is asked for.
    pub(crate) fn forgotten_password_url(&self) -> Result<Url, Error> {
        self.page("reset", "")
    }

    /// A project in the client portal.
    pub(crate) fn portal_url(&self, project: ProjectId) -> Result<Url, Error> {
        self.page("portal/projects", &project.to_string())
    }

    /// Where the letters about one access to a project are ended.
    pub(crate) fn unsubscribe_url(&self, access: Uuid) -> Result<Url, Error> {
        self.page("unsubscribe", &self.secrets.unsubscribe_token(access))
    }

    /// Where calendar programs read a client's schedule.
    pub(crate) fn calendar_url(&self, key: Uuid) -> Result<Url, Error> {
        let token = self.secrets.link_token(LinkPurpose::Calendar, key);
        self.page("api/v1/calendar", &format!("{token}.ics"))
    }

    /// A project's private link ([L1]).
    pub(crate) fn private_link_url(&self, id: LinkId) -> Result<Url, Error> {
        self.page(
            "p",
            &self
                .secrets
                .link_token(LinkPurpose::PortalLink, id.as_uuid()),
        )
    }

    fn page(&self, folder: &str, leaf: &str) -> Result<Url, Error> {
        let address = format!(
            "{}/{folder}/{leaf}",
            self.settings.public_url.as_str().trim_end_matches('/')
        );
        Url::parse(address.trim_end_matches('/'))
            .map_err(|error| Error::Internal(error.to_string()))
    }
}
