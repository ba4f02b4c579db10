//! The few ways in which a use case can refuse; `lintel-http` turns them into problem details.

use lintel_domain::access::Action;
use lintel_persistence::DataError;

/// Why a use case did not do what was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is not this caller's to know of.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, or the session has ended.
    #[error("not signed in")]
    Unauthenticated,
    /// The e-mail address and password do not belong together.
    #[error("wrong e-mail address or password")]
    WrongCredentials,
    /// The address has an account; its owner must sign in to go on.
    #[error("the account's owner must sign in")]
    SignInRequired,
    /// The member's role may not do this here.
    #[error("{} is not allowed", .0.as_str())]
    Forbidden(Action),
    /// It does not fit what is there; the slug names the problem type.
    #[error("{slug}: {detail}")]
    Conflict {
        /// Stable name under `/problems/`.
        slug: &'static str,
        /// What to do next, for people.
        detail: String,
    },
    /// Somebody else has what must be unique.
    #[error("{slug}: {}", field.message)]
    Taken {
        /// Stable name under `/problems/`.
        slug: &'static str,
        /// The field that must be another.
        field: FieldError,
    },
    /// It was there and is over: an expired, used or withdrawn link.
    #[error("{slug}: {detail}")]
    Gone {
        /// Stable name under `/problems/`.
        slug: &'static str,
        /// What to do next, for people.
        detail: String,
    },
    /// Input that cannot be accepted, every bad field at once.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldError>),
    /// The thing was changed since the version the caller has.
    #[error("stale version")]
    PreconditionFailed,
    /// The upload is larger than allowed.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A file of a kind that is not accepted.
    #[error("unsupported file: {0}")]
    UnsupportedFile(String),
    /// Too many tries; come back later.
    #[error("too many requests")]
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Something this needs does not answer, or is busy.
    #[error("unavailable: {reason}")]
    Unavailable {
        /// Seconds to wait.
        retry_after: u64,
        /// For the log.
        reason: String,
    },
    /// The disk or the quota is full.
    #[error("storage is full")]
    StorageFull,
    /// A fault of ours; the text is for the log only.
    #[error("{0}")]
    Internal(String),
}

/// One bad field of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer to the field, such as `/email`; for a query parameter its name after a slash.
    pub pointer: String,
    /// Stable code, such as `invalid_email`.
    pub code: &'static str,
    /// What is wrong, for people.
    pub message: String,
}

impl FieldError {
    /// A field error.
    pub fn new(
        pointer: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
    ) -> FieldError {
        FieldError {
            pointer: pointer.into(),
            code,
            message: message.into(),
        }
    }
}

impl Error {
    /// A single bad field.
    pub fn field(pointer: &str, code: &'static str, message: impl Into<String>) -> Error {
        Error::Invalid(vec![FieldError::new(pointer, code, message)])
    }

    /// A field that must be another: somebody else has it.
    pub fn taken(slug: &'static str, pointer: &str, message: impl Into<String>) -> Error {
        Error::Taken {
            slug,
            field: FieldError::new(pointer, "taken", message),
        }
    }

    /// A conflict with what is there.
    pub fn conflict(slug: &'static str, detail: impl Into<String>) -> Error {
        Error::Conflict {
            slug,
            detail: detail.into(),
        }
    }
}

impl From<DataError> for Error {
    fn from(error: DataError) -> Error {
        match error {
            DataError::NotFound => Error::NotFound,
            DataError::SignedOut => Error::Unauthenticated,
            DataError::Forbidden(action) => Error::Forbidden(action),
            DataError::Stale => Error::PreconditionFailed,
            DataError::BadCursor => Error::field(
                "/cursor",
                "invalid_cursor",
                "Start again from the first page.",
            ),
            DataError::Duplicate => {
                Error::conflict("already-exists", "There is one like this already.")
            }
            DataError::Full => Error::StorageFull,
            DataError::Unavailable(reason) => Error::Unavailable {
                retry_after: 2,
                reason,
            },
            DataError::Broken(reason) => Error::Internal(reason),
        }
    }
}
