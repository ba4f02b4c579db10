//! Letters, written at the moment they are sent: what has been revoked meanwhile is not written.

use crate::{App, Error, LinkPurpose, token_hash};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use lintel_domain::email_frequency::EmailFrequency;
use lintel_domain::ids::{
    ClientId, FileId, InvitationId, ItemId, JobId, PasswordResetId, ProjectId,
};
use lintel_domain::invitation::LIFETIME;
use lintel_mail::{Envelope, Letter, Letterhead, SharedKind};
use lintel_persistence::{Job, Leased, NewsLetter, Sender};
use uuid::Uuid;

/// A letter ready to go, and what its going changes.
pub(crate) struct Outgoing {
    pub(crate) envelope: Envelope,
    pub(crate) letter: Letter,
    pub(crate) then: Then,
}

/// What is recorded once a letter has been handed over.
#[derive(Clone, Debug)]
pub(crate) enum Then {
    Nothing,
    InvitationSent(InvitationId),
    /// By which access, and of which items.
    Emailed(Uuid, Vec<ItemId>),
}

/// The letter a job asks for; `None` when there is nobody to tell, or nothing to tell any more.
pub(crate) async fn write(
    app: &App,
    job: &Leased,
    now: DateTime<Utc>,
) -> Result<Option<Outgoing>, Error> {
    let desk = Desk {
        app,
        now,
        message_id: job.id.to_string(),
    };
    match &job.job {
        Job::Invitation { invitation } => desk.invitation(*invitation).await,
        Job::ItemsShared {
            client,
            project,
            items,
            message,
            shared_by,
        } => {
            let sharer = Sharer {
                name: shared_by,
                message: message.clone(),
            };
            desk.items_shared(*client, *project, items, sharer).await
        }
        Job::Digest { client, project } => desk.digest(*client, *project).await,
        Job::RevisionIssued {
            client,
            project,
            file,
        } => desk.revision_issued(*client, *project, *file).await,
        Job::Render { .. } | Job::PublishUpdate { .. } => Ok(None),
        Job::PasswordReset { email } => desk.password_reset(email, job.id).await,
        Job::PasswordChanged { account } => {
            let Some(about) = desk
                .system()
                .await?
                .password_changed_letter(*account)
                .await?
            else {
                return Ok(None);
            };
            let letter = Letter::PasswordChanged {
                time_zone: Tz::UTC,
                recipient_name: Some(about.name.clone()),
                changed_at: about.at,
                reset_url: app.forgotten_password_url()?,
            };
            Ok(Some(desk.to(
                about.name,
                about.email,
                None,
                letter,
                Then::Nothing,
            )))
        }
    }
}

/// Who shared, and their words.
struct Sharer<'a> {
    name: &'a str,
    message: Option<String>,
}

struct Desk<'a> {
    app: &'a App,
    now: DateTime<Utc>,
    message_id: String,
}

impl Desk<'_> {
    async fn system(&self) -> Result<lintel_persistence::System, Error> {
        Ok(self.app.db.system(self.now).await?)
    }

    async fn invitation(&self, id: InvitationId) -> Result<Option<Outgoing>, Error> {
        let Some(invitation) = self.system().await?.invitation_letter(id).await? else {
            return Ok(None);
        };
        let letterhead = letterhead(invitation.sender);
        let recipient_name = name_to_greet(&invitation.name, &invitation.email);
        let inviter_name = invitation.inviter_name;
        let expires_at = self.now + LIFETIME;
        let url = self.app.invitation_url(id)?;
        let letter = match invitation.role {
            Some(role) => Letter::MemberInvitation {
                letterhead,
                recipient_name,
                inviter_name,
                role,
                expires_at,
                url,
            },
            None => {
                let project_names = invitation.project_names;
                Letter::ClientInvitation {
                    letterhead,
                    recipient_name,
                    inviter_name,
                    project_names,
                    expires_at,
                    url,
                }
            }
        };
        let reply_to = Some(invitation.inviter_email);
        Ok(Some(self.to(
            invitation.name,
            invitation.email,
            reply_to,
            letter,
            Then::InvitationSent(id),
        )))
    }

    /// Starts the reset when its letter is written, so that asking for one costs the same time
    /// whether the address has an account or not. A letter tried again carries the same link.
    async fn password_reset(&self, email: &str, job: JobId) -> Result<Option<Outgoing>, Error> {
        let id = PasswordResetId::from(job.as_uuid());
        let token = self
            .app
            .secrets
            .link_token(LinkPurpose::PasswordReset, id.as_uuid());
        let system = self.app.db.system_write(self.now).await?;
        let Some(about) = system
            .start_password_reset(email, id, token_hash(&token))
            .await?
        else {
            return Ok(None);
        };
        system.commit().await?;
        let letter = Letter::PasswordReset {
            time_zone: Tz::UTC,
            recipient_name: Some(about.name.clone()),
            expires_at: about.at,
            url: self.app.password_reset_url(id)?,
        };
        Ok(Some(self.to(
            about.name,
            about.email,
            None,
            letter,
            Then::Nothing,
        )))
    }

    async fn items_shared(
        &self,
        client: ClientId,
        project: ProjectId,
        items: &[ItemId],
        sharer: Sharer<'_>,
    ) -> Result<Option<Outgoing>, Error> {
        let news = self
            .system()
            .await?
            .shared_letter(client, project, items)
            .await?;
        self.news(
            news.filter(|news| news.frequency == EmailFrequency::AtOnce),
            project,
            sharer,
            items,
        )
    }

    async fn digest(
        &self,
        client: ClientId,
        project: ProjectId,
    ) -> Result<Option<Outgoing>, Error> {
        let news = self.system().await?.digest_letter(client, project).await?;
        let Some(news) = news.filter(|news| news.frequency != EmailFrequency::None) else {
            return Ok(None);
        };
        let sender = news.sender.organisation_name.clone();
        let sharer = Sharer {
            name: &sender,
            message: None,
        };
        self.news(Some(news), project, sharer, &[])
    }

    async fn revision_issued(
        &self,
        client: ClientId,
        project: ProjectId,
        file: FileId,
    ) -> Result<Option<Outgoing>, Error> {
        let system = self.system().await?;
        let Some(issued) = system.revision_letter(client, project, file).await? else {
            return Ok(None);
        };
        let news = issued.news;
        if news.frequency != EmailFrequency::AtOnce {
            return Ok(None);
        }
        let letter = Letter::RevisionIssued {
            letterhead: letterhead(news.sender),
            recipient_name: name_to_greet(&news.name, &news.email),
            project_name: news.project_name,
            is_drawing: issued.is_drawing,
            has_seen_older: issued.has_seen_older,
            asks_acknowledgement: issued.asks_acknowledgement,
            url: self.app.portal_url(project)?,
            unsubscribe_url: self.app.unsubscribe_url(news.access)?,
        };
        Ok(Some(self.to(
            news.name,
            news.email,
            None,
            letter,
            Then::Nothing,
        )))
    }

    fn news(
        &self,
        news: Option<NewsLetter>,
        project: ProjectId,
        sharer: Sharer<'_>,
        items: &[ItemId],
    ) -> Result<Option<Outgoing>, Error> {
        let Some(news) = news.filter(|news| !news.counts.is_empty()) else {
            return Ok(None);
        };
        let letter = Letter::ItemsShared {
            letterhead: letterhead(news.sender),
            recipient_name: name_to_greet(&news.name, &news.email),
            sharer_name: sharer.name.to_owned(),
            project_name: news.project_name,
            shared: news
                .counts
                .iter()
                .map(|(kind, count)| SharedKind {
                    kind: *kind,
                    count: *count,
                })
                .collect(),
            message: sharer.message,
            url: self.app.portal_url(project)?,
            unsubscribe_url: self.app.unsubscribe_url(news.access)?,
        };
        Ok(Some(self.to(
            news.name,
            news.email,
            None,
            letter,
            Then::Emailed(news.access, items.to_vec()),
        )))
    }

    fn to(
        &self,
        name: String,
        email: String,
        reply_to: Option<String>,
        letter: Letter,
        then: Then,
    ) -> Outgoing {
        let envelope = Envelope {
            to_name: name_to_greet(&name, &email),
            to_email: email,
            reply_to,
            message_id: self.message_id.clone(),
        };
        Outgoing {
            envelope,
            letter,
            then,
        }
    }
}

/// Who was invited without a name goes by the address, which is nothing to greet anybody by.
fn name_to_greet(name: &str, email: &str) -> Option<String> {
    (name != email).then(|| name.to_owned())
}

fn letterhead(sender: Sender) -> Letterhead {
    Letterhead {
        organisation: sender.organisation_name,
        colour: sender.colour,
        time_zone: sender.timezone.parse().unwrap_or(Tz::UTC),
    }
}
