//! Clients' records ([M19]). Who may look into what is in [`crate::client_access`].

use crate::fields::Fields;
use crate::{App, Error, FieldError, Page, PageRequest, StaffCaller};
use lintel_domain::access::Action;
use lintel_domain::client::ClientStatus;
use lintel_domain::ids::ClientId;
use lintel_persistence::{Audit, DataError, Invitee, NewClient};

pub use lintel_persistence::{Client, ClientFilter, ClientProject, LatestInvitation};

/// A new client's record, as it was typed.
#[derive(Clone, Debug)]
pub struct CreateClient {
    /// Their name.
    pub name: String,
    /// Where letters go.
    pub email: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
}

/// What to change; what is left out stays, `Some(None)` is taken away.
#[derive(Clone, Debug, Default)]
pub struct ClientPatch {
    /// Their name.
    pub name: Option<String>,
    /// Where letters go.
    pub email: Option<Option<String>>,
    /// Their telephone number.
    pub phone: Option<Option<String>>,
}

/// The organisation's clients by name, across all projects ([I1]).
pub async fn list(
    app: &App,
    caller: &StaffCaller,
    filter: ClientFilter,
    page: PageRequest,
) -> Result<Page<Client>, Error> {
    let mut staff = app.staff(caller).await?;
    staff.permit(Action::ClientsWrite)?;
    Ok(staff.clients(&filter, &page).await?)
}

/// One client.
pub async fn get(app: &App, caller: &StaffCaller, id: ClientId) -> Result<Client, Error> {
    let mut staff = app.staff(caller).await?;
    staff.permit(Action::ClientsWrite)?;
    Ok(staff.client(id).await?)
}

/// Writes a client's record without inviting them.
///
/// # Errors
/// [`Error::Taken`] when another client has the address.
pub async fn create(app: &App, caller: &StaffCaller, input: CreateClient) -> Result<Client, Error> {
    let mut fields = Fields::default();
    let new = NewClient {
        name: fields.name("/name", &input.name),
        email: input.email.map(|email| fields.email("/email", &email)),
        phone: input.phone.map(|phone| fields.phone("/phone", &phone)),
    };
    fields.done()?;
    let mut staff = app.staff_write(caller).await?;
    staff.permit(Action::ClientsWrite)?;
    let client = staff.add_client(new).await.map_err(email_taken)?;
    staff.commit().await?;
    Ok(client)
}

/// Changes a client's record. An invited client whose address changes gets a new invitation there,
/// and the old one stops working; that takes the right to invite.
///
/// # Errors
/// [`Error::Taken`] when another client has the address, [`Error::PreconditionFailed`] for a stale
/// `version`.
pub async fn update(
    app: &App,
    caller: &StaffCaller,
    id: ClientId,
    version: Option<i64>,
    patch: ClientPatch,
) -> Result<Client, Error> {
    let mut staff = app.staff_write(caller).await?;
    staff.permit(Action::ClientsWrite)?;
    let before = staff.client_to_change(id, version).await?;
    let after = apply(&before, patch)?;
    let moved = after
        .email
        .as_deref()
        .filter(|_| after.status == ClientStatus::Invited && after.email != before.email);
    if let Some(email) = moved {
        staff.permit(Action::ClientsAccess)?;
        app.invite(&staff, Invitee::Client(id), email).await?;
        let detail = format!("now to {email}");
        staff
            .audit(entry(&after, "client.invitation_resent", Some(detail)))
            .await?;
    }
    let saved = staff.save_client(&after).await.map_err(email_taken)?;
    staff.commit().await?;
    Ok(saved)
}

fn apply(before: &Client, patch: ClientPatch) -> Result<Client, Error> {
    let mut fields = Fields::default();
    let mut after = before.clone();
    if let Some(name) = patch.name {
        after.name = fields.name("/name", &name);
    }
    if let Some(email) = patch.email {
        after.email = email.map(|email| fields.email("/email", &email));
        if after.email.is_none() && before.status == ClientStatus::Invited {
            let message = "An invited client needs an address. Revoke the invitation first.";
            fields.refuse::<()>("/email", "required", message);
        }
    }
    if let Some(phone) = patch.phone {
        after.phone = phone.map(|phone| fields.phone("/phone", &phone));
    }
    fields.done()?;
    Ok(after)
}

pub(crate) fn entry(client: &Client, action: &'static str, detail: Option<String>) -> Audit {
    Audit {
        action,
        subject_kind: "client",
        subject_id: Some(client.id.into()),
        subject_name: Some(client.name.clone()),
        detail,
    }
}

fn email_taken(error: DataError) -> Error {
    match error {
        DataError::Duplicate => Error::Taken {
            slug: "email-taken",
            field: FieldError::new(
                "/email",
                "taken",
                "Another client has this address. Open that client instead.",
            ),
        },
        other => other.into(),
    }
}
