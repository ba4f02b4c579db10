//! The same `POST` twice under one `Idempotency-Key`: the first answer again (api.md).
//!
//! Answers that carry credentials are not kept: keys on sign-in, invitations and the like are
//! checked and then left aside. Clients have no `POST` of their own yet.

use crate::extract::{collect, credentials};
use crate::problem::Problem;
use crate::tokens::Audience;
use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};
use lintel_app::idempotency::{self, Answer, Claim};
use lintel_app::{App, Caller, Receipt};
use sha2::{Digest, Sha256};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
const KEY_MAX_CHARS: usize = 255;
/// When to ask again about a call that is still under way.
const RETRY_AFTER_SECONDS: u64 = 1;
/// Their answers carry credentials, or their callers have none.
const NOT_KEPT: [&str; 4] = [
    "/api/v1/auth/",
    "/api/v1/invitations/",
    "/api/v1/link/",
    "/api/v1/unsubscribe/",
];
/// The headers that belong to an answer rather than to one telling of it.
const KEPT_HEADERS: [HeaderName; 3] = [header::CONTENT_TYPE, header::ETAG, header::LOCATION];

/// What a key asks for.
enum Step {
    /// No key, or one that nothing is kept under.
    Plain,
    /// The work is new; its answer is kept.
    First(Data<App>, Receipt),
    /// The work was done.
    Again(Answer),
}

/// Sees to it that the work of a key is done once.
pub(crate) async fn once<B: MessageBody + 'static>(
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match begin(&mut req).await {
        Ok(Step::Plain) => Ok(next.call(req).await?.map_into_boxed_body()),
        Ok(Step::Again(answer)) => Ok(again(req, answer)),
        Ok(Step::First(app, receipt)) => {
            req.extensions_mut().insert(receipt.clone());
            // A task of its own, so that a caller who hangs up does not leave the work without its answer.
            let work = actix_web::rt::spawn(async move {
                let res = next.call(req).await;
                settle(&app, &receipt, res).await
            });
            work.await
                .map_err(|error| Problem::internal(error.to_string()))?
        }
        Err(problem) => Ok(super::refuse(req, &problem)),
    }
}

async fn begin(req: &mut ServiceRequest) -> Result<Step, Problem> {
    let Some(key) = key(req.request())? else {
        return Ok(Step::Plain);
    };
    if *req.method() != Method::POST || NOT_KEPT.iter().any(|prefix| req.path().starts_with(prefix))
    {
        return Ok(Step::Plain);
    }
    // Whoever has no right to be here is refused by the handler, in the same words as without a key.
    let (Ok(verified), Some(app)) = (
        credentials(req.request()),
        req.app_data::<Data<App>>().cloned(),
    ) else {
        return Ok(Step::Plain);
    };
    if verified.audience != Audience::Staff {
        return Ok(Step::Plain);
    }
    let owner = format!("{}:{}", verified.audience.as_str(), verified.account);
    let fingerprint = fingerprint(req).await?;
    match idempotency::claim(&app, &owner, &key, &fingerprint).await? {
        Claim::Fresh(receipt) => Ok(Step::First(app, receipt)),
        Claim::Replay(receipt, answer) => {
            let caller = Caller {
                session: verified.session,
                receipt: None,
            };
            idempotency::authorise_replay(&app, &caller, &receipt).await?;
            Ok(Step::Again(answer))
        }
        Claim::AnswerLost => Err(Problem::new(
            StatusCode::CONFLICT,
            "idempotency-answer-lost",
            "The first call was carried out, but its answer was lost. Load the page again to see what it did.",
        )),
        Claim::OtherRequest => Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "idempotency-key-reused",
            "This Idempotency-Key was used for another request. Use a new key for each.",
        )),
        Claim::UnderWay => Err(Problem::new(
            StatusCode::CONFLICT,
            "idempotency-under-way",
            "The first call with this Idempotency-Key is still under way. Ask again in a moment.",
        )
        .retry_after(RETRY_AFTER_SECONDS)),
    }
}

fn key(req: &HttpRequest) -> Result<Option<String>, Problem> {
    let Some(value) = req.headers().get(KEY) else {
        return Ok(None);
    };
    let key = value.to_str().ok().filter(|key| {
        (1..=KEY_MAX_CHARS).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
    });
    key.map(|key| Some(key.to_owned())).ok_or_else(|| {
        Problem::bad_request(
            "invalid-idempotency-key",
            "Send 1 to 255 visible ASCII characters as Idempotency-Key, for example a UUID.",
        )
    })
}

/// Tells the same request from another. Of an upload, whose body streams by, its length.
async fn fingerprint(req: &mut ServiceRequest) -> Result<String, Problem> {
    let content = if is_multipart(req.request()) {
        let length = req
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok());
        length.unwrap_or_default().to_owned()
    } else {
        let body = collect(req.take_payload()).await?;
        let hash = Sha256::digest(&body);
        req.set_payload(Payload::from(body));
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    };
    Ok(format!("{} {} {content}", req.method(), req.uri()))
}

fn is_multipart(req: &HttpRequest) -> bool {
    req.content_type().starts_with("multipart/")
}

/// Keeps the answer, or frees the key where trying again makes sense.
async fn settle<B: MessageBody + 'static>(
    app: &App,
    receipt: &Receipt,
    res: Result<ServiceResponse<B>, Error>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let res = match res {
        Ok(res) if is_final(res.status()) => res,
        other => {
            report(idempotency::release(app, receipt).await);
            return Ok(other?.map_into_boxed_body());
        }
    };
    let (req, response) = res.into_parts();
    let (response, body) = response.into_parts();
    let body = to_bytes(body)
        .await
        .map_err(|_| Problem::internal("an answer's body failed"))?;
    let headers = KEPT_HEADERS.iter().filter_map(|name| {
        let value = response.headers().get(name)?.to_str().ok()?;
        Some((name.to_string(), value.to_owned()))
    });
    let answer = Answer {
        status: response.status().as_u16(),
        headers: headers.collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    report(idempotency::keep(app, receipt, &answer).await);
    Ok(ServiceResponse::new(
        req,
        response.set_body(BoxBody::new(body)),
    ))
}

fn is_final(status: StatusCode) -> bool {
    !status.is_server_error()
        && !matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::UNAUTHORIZED | StatusCode::REQUEST_TIMEOUT
        )
}

/// The work is done either way; a key that could not be settled is found again by its receipt.
fn report(settled: Result<(), lintel_app::Error>) {
    if let Err(error) = settled {
        log::error!("settling an idempotency key: {error}");
    }
}

fn again(req: ServiceRequest, answer: Answer) -> ServiceResponse<BoxBody> {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = HttpResponse::build(status);
    response.insert_header((REPLAYED, HeaderValue::from_static("true")));
    for (name, value) in answer.headers {
        response.insert_header((name, value));
    }
    req.into_response(response.body(answer.body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn accepted(value: &[u8]) -> bool {
        let value = HeaderValue::from_bytes(value).expect("a header");
        key(&TestRequest::post()
            .insert_header((KEY, value))
            .to_http_request())
        .is_ok()
    }

    #[test]
    fn a_key_is_visible_ascii_of_some_length() {
        assert_eq!(
            key(&TestRequest::post().to_http_request()).expect("none"),
            None
        );
        assert!(accepted(b"0198-abc") && accepted(&[b'x'; 255]));
        assert!(
            !accepted(b"")
                && !accepted(b"two words")
                && !accepted("é".as_bytes())
                && !accepted(&[b'x'; 256])
        );
    }

    #[actix_web::test]
    async fn the_body_is_still_there_after_its_fingerprint_was_taken() {
        let request = || {
            TestRequest::post()
                .uri("/a?b=c")
                .set_payload("{}")
                .to_srv_request()
        };
        let mut first = request();
        let print = fingerprint(&mut first).await.expect("a fingerprint");
        assert_eq!(
            print,
            fingerprint(&mut request()).await.expect("a fingerprint")
        );
        assert_eq!(collect(first.take_payload()).await.expect("a body"), "{}");
        let mut other = TestRequest::post()
            .uri("/a?b=c")
            .set_payload("[]")
            .to_srv_request();
        assert_ne!(print, fingerprint(&mut other).await.expect("a fingerprint"));
    }
}
