//! A body that stops arriving is given up: actix would wait for ever.

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, HttpMessage};
use futures_util::{Stream, StreamExt};
use std::io;
use std::time::Duration;

/// The longest pause between two pieces of a body.
const PAUSE: Duration = Duration::from_secs(30);

/// Ends the body with an error after a pause that is too long.
pub(crate) async fn watch<B: MessageBody>(
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let payload = req.take_payload();
    if !matches!(payload, Payload::None) {
        req.set_payload(Payload::Stream {
            payload: Box::pin(watched(payload)),
        });
    }
    next.call(req).await
}

fn watched(mut payload: Payload) -> impl Stream<Item = Result<Bytes, PayloadError>> {
    async_stream::stream! {
        loop {
            match tokio::time::timeout(PAUSE, payload.next()).await {
                Ok(Some(chunk)) => yield chunk,
                Ok(None) => break,
                Err(_) => {
                    yield Err(PayloadError::Io(io::ErrorKind::TimedOut.into()));
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_stalled_body_ends_with_a_timeout() {
        tokio::time::pause();
        let stalled = futures_util::stream::once(async { Ok(Bytes::from_static(b"{")) })
            .chain(futures_util::stream::pending());
        let mut body = Box::pin(watched(Payload::Stream {
            payload: Box::pin(stalled),
        }));
        assert_eq!(
            body.next().await.expect("a piece").expect("bytes"),
            Bytes::from_static(b"{")
        );
        match body.next().await {
            Some(Err(PayloadError::Io(error))) => assert_eq!(error.kind(), io::ErrorKind::TimedOut),
            other => panic!("{other:?}"),
        }
        assert!(body.next().await.is_none());
    }
}
