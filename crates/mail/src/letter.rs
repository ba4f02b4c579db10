//! What each letter says.

use crate::layout::{Action, Content, Letterhead, Quote, Rendered, Unsubscribe, moment};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use lintel_domain::access::Role;
use lintel_domain::item::Kind;
use url::Url;

/// Every letter that Lintel sends.
#[derive(Clone, Debug)]
pub enum Letter {
    /// A client is asked into the portal ([I3]).
    ClientInvitation {
        /// The builder.
        letterhead: Letterhead,
        /// The client's name, when it is known.
        recipient_name: Option<String>,
        /// The member who invites.
        inviter_name: String,
        /// The projects the client will find; may be empty.
        project_names: Vec<String>,
        /// When the link stops working.
        expires_at: DateTime<Utc>,
        /// The single-use link.
        url: Url,
    },
    /// A person is asked to work in the organisation ([I8]).
    MemberInvitation {
        /// The builder.
        letterhead: Letterhead,
        /// The person's name, when it is known.
        recipient_name: Option<String>,
        /// The member who invites.
        inviter_name: String,
        /// What the person will be.
        role: Role,
        /// When the link stops working.
        expires_at: DateTime<Utc>,
        /// The single-use link.
        url: Url,
    },
    /// Something was shared with a client ([H4]). Says how many of which kind: titles stay in the portal.
    ItemsShared {
        /// The builder.
        letterhead: Letterhead,
        /// The client's name, when it is known.
        recipient_name: Option<String>,
        /// The member who shared.
        sharer_name: String,
        /// The project's name.
        project_name: String,
        /// What was shared; kinds with a count of 0 are left out.
        shared: Vec<SharedKind>,
        /// The member's words; plain text.
        message: Option<String>,
        /// Into the portal.
        url: Url,
        /// Ends these letters; no sign-in, `GET` asks and `POST` does it.
        unsubscribe_url: Url,
    },
    /// A newer version of something shared was issued ([M3]). Its title stays in the portal.
    RevisionIssued {
        /// The builder.
        letterhead: Letterhead,
        /// The client's name, when it is known.
        recipient_name: Option<String>,
        /// The project's name.
        project_name: String,
        /// A drawing's revision, or a document's version.
        is_drawing: bool,
        /// Whether the client looked at an older one, which is superseded.
        has_seen_older: bool,
        /// Whether the client is asked to acknowledge it.
        asks_acknowledgement: bool,
        /// Into the portal.
        url: Url,
        /// Ends these letters; no sign-in, `GET` asks and `POST` does it.
        unsubscribe_url: Url,
    },
    /// Somebody asked for a new password.
    PasswordReset {
        /// In which times are told.
        time_zone: Tz,
        /// The account's name.
        recipient_name: Option<String>,
        /// When the link stops working.
        expires_at: DateTime<Utc>,
        /// The single-use link.
        url: Url,
    },
    /// The password was changed, and all other sessions were ended.
    PasswordChanged {
        /// In which times are told.
        time_zone: Tz,
        /// The account's name.
        recipient_name: Option<String>,
        /// When.
        changed_at: DateTime<Utc>,
        /// Where a new password can be asked for.
        reset_url: Url,
    },
    /// Somebody signed up with the address of an account that exists.
    AlreadyRegistered {
        /// The account's name.
        recipient_name: Option<String>,
        /// Where to sign in.
        sign_in_url: Url,
    },
}

/// How many items of a kind were shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedKind {
    /// The kind.
    pub kind: Kind,
    /// How many of it.
    pub count: usize,
}

impl Letter {
    /// The letter as text and HTML.
    pub fn render(&self) -> Result<Rendered, askama::Error> {
        self.content().render(self.letterhead())
    }

    /// Letters about an account are in no builder's name: the account belongs to a person.
    fn letterhead(&self) -> Option<&Letterhead> {
        match self {
            Letter::ClientInvitation { letterhead, .. }
            | Letter::MemberInvitation { letterhead, .. }
            | Letter::ItemsShared { letterhead, .. }
            | Letter::RevisionIssued { letterhead, .. } => Some(letterhead),
            Letter::PasswordReset { .. }
            | Letter::PasswordChanged { .. }
            | Letter::AlreadyRegistered { .. } => None,
        }
    }

    fn content(&self) -> Content {
        match self {
            Letter::ClientInvitation {
                letterhead,
                recipient_name,
                inviter_name,
                project_names,
                expires_at,
                url,
            } => {
                let builder = &letterhead.organisation;
                let (subject, opening) = match &project_names[..] {
                    [] => (
                        format!("{builder} invites you to their client portal"),
                        format!("{inviter_name} of {builder} invites you to the client portal, where you see what is shared with you."),
                    ),
                    [project] => (
                        format!("{builder} invites you to follow {project}"),
                        format!("{inviter_name} of {builder} invites you to the client portal, where you see what is shared with you about your project:"),
                    ),
                    _ => (
                        format!("{builder} invites you to follow your projects"),
                        format!("{inviter_name} of {builder} invites you to the client portal, where you see what is shared with you about your projects:"),
                    ),
                };
                Content {
                    subject,
                    recipient_name: recipient_name.clone(),
                    opening,
                    list: project_names.clone(),
                    quote: None,
                    action: Action { label: "Accept the invitation", url: url.clone() },
                    closing: invitation_closing(letterhead, *expires_at, inviter_name),
                    unsubscribe: None,
                }
            }
            Letter::MemberInvitation { letterhead, recipient_name, inviter_name, role, expires_at, url } => {
                let builder = &letterhead.organisation;
                Content {
                    subject: format!("{inviter_name} invites you to join {builder} on Lintel"),
                    recipient_name: recipient_name.clone(),
                    opening: format!(
                        "{inviter_name} invites you to work with {builder} on Lintel as {}.",
                        role_in_words(*role)
                    ),
                    list: Vec::new(),
                    quote: None,
                    action: Action { label: "Accept the invitation", url: url.clone() },
                    closing: invitation_closing(letterhead, *expires_at, inviter_name),
                    unsubscribe: None,
                }
            }
            Letter::ItemsShared {
                letterhead,
                recipient_name,
                sharer_name,
                project_name,
                shared,
                message,
                url,
                unsubscribe_url,
            } => {
                let builder = &letterhead.organisation;
                let list: Vec<String> =
                    shared.iter().filter(|shared| shared.count > 0).map(|shared| shared.in_words()).collect();
                let message = message.as_deref().map(str::trim).filter(|text| !text.is_empty());
                Content {
                    subject: format!("{builder} shared {} with you", list.join(" and ")),
                    recipient_name: recipient_name.clone(),
                    opening: format!("{sharer_name} of {builder} has shared with you in the project {project_name}:"),
                    list,
                    quote: message.map(|text| Quote { from: sharer_name.clone(), text: text.to_owned() }),
                    action: Action { label: "Open the portal", url: url.clone() },
                    closing: vec!["Everything that is shared with you stays in the portal, always up to date.".to_owned()],
                    unsubscribe: Some(Unsubscribe {
                        reason: format!("You get this e-mail because {builder} shares {project_name} with you."),
                        url: unsubscribe_url.clone(),
                    }),
                }
            }
            Letter::RevisionIssued {
                letterhead,
                recipient_name,
                project_name,
                is_drawing,
                has_seen_older,
                asks_acknowledgement,
                url,
                unsubscribe_url,
            } => {
                let builder = &letterhead.organisation;
                let what = if *is_drawing { "a new revision of a drawing" } else { "a new version of a document" };
                let older = if *has_seen_older {
                    " What you looked at before is superseded: please work with the new one."
                } else {
                    ""
                };
                Content {
                    subject: if *asks_acknowledgement {
                        format!("{builder} asks you to acknowledge {what}")
                    } else {
                        format!("{builder} issued {what}")
                    },
                    recipient_name: recipient_name.clone(),
                    opening: format!("{builder} has issued {what} in the project {project_name}.{older}"),
                    list: Vec::new(),
                    quote: None,
                    action: Action {
                        label: if *asks_acknowledgement { "Look and acknowledge" } else { "Open the portal" },
                        url: url.clone(),
                    },
                    closing: Vec::new(),
                    unsubscribe: Some(Unsubscribe {
                        reason: format!("You get this e-mail because {builder} shares {project_name} with you."),
                        url: unsubscribe_url.clone(),
                    }),
                }
            }
            Letter::PasswordReset { time_zone, recipient_name, expires_at, url } => Content {
                subject: "Choose a new password".to_owned(),
                recipient_name: recipient_name.clone(),
                opening: "Somebody asked for a new password for your account. If it was you, choose one here:".to_owned(),
                list: Vec::new(),
                quote: None,
                action: Action { label: "Choose a new password", url: url.clone() },
                closing: vec![
                    format!("The link works once, until {}.", moment(*expires_at, *time_zone)),
                    "If it was not you, there is nothing to do: your password stays as it is.".to_owned(),
                ],
                unsubscribe: None,
            },
            Letter::PasswordChanged { time_zone, recipient_name, changed_at, reset_url } => Content {
                subject: "Your password was changed".to_owned(),
                recipient_name: recipient_name.clone(),
                opening: format!(
                    "The password of your account was changed on {}, and every other device was signed out. If it was you, there is nothing to do. If it was not, choose a new one now:",
                    moment(*changed_at, *time_zone)
                ),
                list: Vec::new(),
                quote: None,
                action: Action { label: "Choose a new password", url: reset_url.clone() },
                closing: Vec::new(),
                unsubscribe: None,
            },
            Letter::AlreadyRegistered { recipient_name, sign_in_url } => Content {
                subject: "You already have an account".to_owned(),
                recipient_name: recipient_name.clone(),
                opening: "Somebody tried to sign up with your e-mail address, which already has an account. If it was you, sign in instead:".to_owned(),
                list: Vec::new(),
                quote: None,
                action: Action { label: "Sign in", url: sign_in_url.clone() },
                closing: vec![
                    "If you have forgotten your password, you can choose a new one there.".to_owned(),
                    "If it was not you, there is nothing to do: your account is as it was.".to_owned(),
                ],
                unsubscribe: None,
            },
        }
    }
}

fn invitation_closing(
    letterhead: &Letterhead,
    expires_at: DateTime<Utc>,
    inviter_name: &str,
) -> Vec<String> {
    vec![
        format!(
            "The link works once, until {}. After that, ask {inviter_name} for a new one.",
            moment(expires_at, letterhead.time_zone)
        ),
        "If you did not expect this invitation, there is nothing to do.".to_owned(),
    ]
}

fn role_in_words(role: Role) -> &'static str {
    match role {
        Role::Owner => "an owner",
        Role::SoleTrader => "a sole trader",
        Role::Admin => "an admin",
        Role::Supervisor => "a supervisor",
        Role::Finance => "a member of the finance team",
        Role::Tradie => "a tradie",
        Role::Apprentice => "an apprentice",
    }
}

impl SharedKind {
    fn in_words(self) -> String {
        let (one, many) = match self.kind {
            Kind::Folder | Kind::DrawingFolder => ("folder", "folders"),
            Kind::PhotoFolder => ("album", "albums"),
            Kind::Document => ("document", "documents"),
            Kind::Drawing => ("drawing", "drawings"),
            Kind::Photo => ("photo", "photos"),
            Kind::DailyLog => ("daily log", "daily logs"),
            Kind::Report => ("report", "reports"),
            Kind::Update => ("update", "updates"),
            Kind::Schedule => ("schedule", "schedules"),
        };
        format!(
            "{} {}",
            self.count,
            if self.count == 1 { one } else { many }
        )
    }
}
