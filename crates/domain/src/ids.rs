//! Identifiers: UUID v7 newtypes, so that one kind of id cannot be passed for another.
//! With the feature `sea-orm` they can stand in a query's rows and parameters.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// A fresh id; ids made later sort later (UUID v7).
            pub fn new() -> Self {
                Self(uuid::Uuid::now_v7())
            }

            /// The id as it is stored.
            pub fn as_uuid(&self) -> uuid::Uuid {
                self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A project's private link.
    LinkId,
    /// A login identity.
    AccountId,
    /// A signed-in session; access tokens name it.
    SessionId,
    /// A building, trades or delivery business.
    OrgId,
    /// A person's place in an organisation.
    MemberId,
    /// A person an organisation works for.
    ClientId,
    /// An invitation of a client or a member.
    InvitationId,
    /// A job.
    ProjectId,
    /// Anything that can ever be shown to a client.
    ItemId,
    /// A form that reports are made with.
    FormTemplateId,
    /// A picture that is part of a record.
    PictureId,
    /// An uploaded file's bytes and name.
    FileId,
    /// A file that comes in pieces.
    UploadId,
    /// A piece of work for later, in the outbox.
    JobId,
    /// A started password reset.
    PasswordResetId,
}
