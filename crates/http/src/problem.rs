//! Every refusal as a problem detail (RFC 9457): what a use case refused, what an extractor
//! refused, and what actix itself refused, in one form.

use crate::middleware::request_id;
use actix_multipart::MultipartError;
use actix_web::error::{PathError, PayloadError};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use lintel_app::Error;
use serde::Serialize;
use std::fmt;
use utoipa::ToSchema;

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not carried out; what every handler returns instead of an answer.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    slug: &'static str,
    detail: Option<String>,
    errors: Vec<FieldError>,
    headers: Vec<(HeaderName, HeaderValue)>,
    cause: Option<String>,
}

/// Why a request was not carried out (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody {
    /// Stable name of the kind of problem, such as `/problems/invite-expired`.
    r#type: String,
    title: String,
    status: u16,
    /// What to do next.
    #[schema(required)]
    detail: Option<String>,
    #[schema(required)]
    request_id: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FieldError>,
}

/// One field that could not be accepted.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, ToSchema)]
pub struct FieldError {
    /// JSON pointer to the field, such as `/email`; a query parameter's name after a slash.
    pub pointer: String,
    /// Stable code, such as `invalid_email`.
    #[schema(value_type = String)]
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

impl From<lintel_app::FieldError> for FieldError {
    fn from(error: lintel_app::FieldError) -> FieldError {
        FieldError {
            pointer: error.pointer,
            code: error.code,
            message: error.message,
        }
    }
}

impl Problem {
    /// A problem; `slug` is its stable name, `detail` says what to do next.
    pub fn new(status: StatusCode, slug: &'static str, detail: impl Into<String>) -> Problem {
        Problem {
            status,
            slug,
            detail: Some(detail.into()),
            errors: Vec::new(),
            headers: Vec::new(),
            cause: None,
        }
    }

    /// There is no such thing, or it is not this caller's to know of.
    pub fn not_found() -> Problem {
        Problem::new(
            StatusCode::NOT_FOUND,
            "not-found",
            "There is nothing at this address for you.",
        )
    }

    /// Nobody is signed in on this surface.
    pub fn not_signed_in() -> Problem {
        Problem::new(
            StatusCode::UNAUTHORIZED,
            "not-signed-in",
            "Sign in and try again.",
        )
        .header(header::WWW_AUTHENTICATE, "Bearer")
    }

    /// Bad input, every bad field at once.
    pub fn invalid(errors: Vec<FieldError>) -> Problem {
        let detail = "Some of what was sent cannot be accepted; see `errors`.";
        Problem {
            errors,
            ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-fields", detail)
        }
    }

    /// A request that cannot be understood.
    pub fn bad_request(slug: &'static str, detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, slug, detail)
    }

    /// The address is known, but not with this method.
    pub fn method_not_allowed(allowed: &[Method]) -> Problem {
        let names: Vec<&str> = allowed.iter().map(Method::as_str).collect();
        let names = names.join(", ");
        Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            format!("This address answers to {names}."),
        )
        .header(header::ALLOW, &names)
    }

    /// A body larger than `limit` bytes.
    pub fn too_large(limit: u64) -> Problem {
        let detail = format!("Send at most {limit} bytes.");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", detail)
    }

    /// Too many requests; `seconds` says when to come back.
    pub fn too_many_requests(seconds: u64) -> Problem {
        Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too-many-requests",
            format!("Try again in {seconds} seconds."),
        )
        .retry_after(seconds)
    }

    /// Something this needs does not answer; `cause` is for the log.
    pub fn unavailable(seconds: u64, cause: impl Into<String>) -> Problem {
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            format!("Lintel is busy. Try again in {seconds} seconds."),
        )
        .retry_after(seconds)
        .cause(cause)
    }

    /// A fault of ours; `cause` is for the log only.
    pub fn internal(cause: impl Into<String>) -> Problem {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong on our side. Try again; if it stays, send us the request id.",
        )
        .cause(cause)
    }

    /// With one more header; a value that HTTP cannot carry is left out.
    pub fn header(mut self, name: HeaderName, value: &str) -> Problem {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// With `Retry-After`.
    pub fn retry_after(self, seconds: u64) -> Problem {
        self.header(header::RETRY_AFTER, &seconds.to_string())
    }

    fn cause(self, cause: impl Into<String>) -> Problem {
        Problem {
            cause: Some(cause.into()),
            ..self
        }
    }

    /// The answer to `req`, with its request id; the cause goes to the log here and nowhere else.
    pub fn respond_to(&self, req: &HttpRequest) -> HttpResponse {
        let request_id = request_id::of(req);
        if let Some(cause) = &self.cause {
            let id = request_id.as_deref().unwrap_or_default();
            log::error!(request_id = id, problem = self.slug; "{cause}");
        }
        self.render(request_id)
    }

    fn render(&self, request_id: Option<String>) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        for header in &self.headers {
            response.append_header(header.clone());
        }
        response.content_type(MEDIA_TYPE).json(ProblemBody {
            r#type: format!("/problems/{}", self.slug),
            title: title(self.slug),
            status: self.status.as_u16(),
            detail: self.detail.clone(),
            request_id,
            errors: self.errors.clone(),
        })
    }

    /// Whatever actix refused, as a problem.
    pub(crate) fn of(error: &actix_web::Error) -> Problem {
        if let Some(problem) = error.as_error::<Problem>() {
            return problem.clone();
        }
        if let Some(error) = error.as_error::<PayloadError>() {
            return Problem::from(error);
        }
        if error.as_error::<PathError>().is_some() {
            return Problem::not_found();
        }
        let status = error.as_response_error().status_code();
        if status.is_client_error() {
            Problem::new(
                status,
                "bad-request",
                "This request cannot be understood. Check it and try again.",
            )
        } else {
            Problem::internal(error.to_string())
        }
    }
}

/// A slug in words: the same slug always has the same title.
fn title(slug: &str) -> String {
    let mut words = slug.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status.as_u16(), self.slug)
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        self.render(None)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        match error {
            Error::NotFound => Problem::not_found(),
            Error::Unauthenticated => Problem::not_signed_in(),
            Error::WrongCredentials => Problem::new(
                StatusCode::UNAUTHORIZED,
                "wrong-credentials",
                "The e-mail address and password do not belong together. Check both, or reset the password.",
            )
            .header(header::WWW_AUTHENTICATE, "Bearer"),
            Error::SignInRequired => Problem::new(
                StatusCode::UNAUTHORIZED,
                "sign-in-required",
                "There is an account with this address. Sign in with it to go on.",
            )
            .header(header::WWW_AUTHENTICATE, "Bearer"),
            Error::Forbidden(action) => Problem::new(
                StatusCode::FORBIDDEN,
                "forbidden",
                format!("Your role does not include `{}` here. Ask an owner or admin.", action.as_str()),
            ),
            Error::Conflict { slug, detail } => Problem::new(StatusCode::CONFLICT, slug, detail),
            Error::Taken { slug, field } => Problem {
                errors: vec![field.clone().into()],
                ..Problem::new(StatusCode::CONFLICT, slug, field.message)
            },
            Error::Gone { slug, detail } => Problem::new(StatusCode::GONE, slug, detail),
            Error::Invalid(errors) => Problem::invalid(errors.into_iter().map(FieldError::from).collect()),
            Error::PreconditionFailed => Problem::new(
                StatusCode::PRECONDITION_FAILED,
                "stale-version",
                "Somebody changed this since you opened it. Load it again and repeat your change.",
            ),
            Error::TooLarge { limit } => Problem::too_large(limit),
            Error::UnsupportedFile(detail) => {
                Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-file", detail)
            }
            Error::TooManyRequests { retry_after } => Problem::too_many_requests(retry_after),
            Error::Unavailable { retry_after, reason } => Problem::unavailable(retry_after, reason),
            Error::StorageFull => Problem::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "storage-full",
                "There is no room left. Delete files that are no longer needed, or ask for more room.",
            ),
            Error::Internal(cause) => Problem::internal(cause),
        }
    }
}

impl From<&PayloadError> for Problem {
    fn from(error: &PayloadError) -> Problem {
        match error {
            PayloadError::Overflow => Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too-large",
                "The body is larger than this address accepts.",
            ),
            PayloadError::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                Problem::new(
                    StatusCode::REQUEST_TIMEOUT,
                    "request-timeout",
                    "The body stopped arriving. Send it again.",
                )
            }
            _ => Problem::bad_request(
                "incomplete-body",
                "The body did not arrive whole. Send it again.",
            ),
        }
    }
}

impl From<MultipartError> for Problem {
    fn from(error: MultipartError) -> Problem {
        match error {
            MultipartError::Payload(error) => Problem::from(&error),
            _ => Problem::bad_request("invalid-multipart", "Send the file as multipart/form-data."),
        }
    }
}
