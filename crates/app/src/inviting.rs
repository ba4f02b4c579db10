//! Sending invitations; each has a link of its own that the database cannot give away.

use crate::{App, Error, LinkPurpose, token_hash};
use lintel_domain::ids::InvitationId;
use lintel_persistence::{Invitee, Staff};

impl App {
    /// Invites someone by a letter. An invitation sent before stops working ([I4]).
    pub(crate) async fn invite(
        &self,
        staff: &Staff,
        invitee: Invitee,
        email: &str,
    ) -> Result<(), Error> {
        let id = InvitationId::new();
        let token = self
            .secrets
            .link_token(LinkPurpose::Invitation, id.as_uuid());
        Ok(staff.invite(invitee, email, id, token_hash(&token)).await?)
    }
}
