//! How many requests one caller may send: per session, or per network address without one.
//! Guessing passwords and tokens is slower still, by address; by e-mail address in `lintel-app`.

use crate::extract::{ClientAddress, credentials};
use crate::problem::Problem;
use crate::tokens::Audience;
use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::{StateInformationMiddleware, StateSnapshot};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use lintel_domain::ids::SessionId;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");
/// After so many requests, callers who have been quiet are forgotten.
const SWEEP_EVERY: u32 = 10_000;

/// How often one caller may come.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// On average.
    pub per_minute: NonZeroU32,
    /// At once, after a pause.
    pub burst: NonZeroU32,
}

/// The limits of a server.
#[derive(Clone, Copy, Debug)]
pub struct RateLimits {
    /// The whole API.
    pub general: Rate,
    /// Signing up, signing in, password resets and accepting invitations.
    pub sign_in: Rate,
}

impl Default for RateLimits {
    fn default() -> RateLimits {
        RateLimits {
            general: Rate::new(1200, 600),
            sign_in: Rate::new(30, 30),
        }
    }
}

impl Rate {
    /// A rate; zero counts as one.
    pub fn new(per_minute: u32, burst: u32) -> Rate {
        Rate {
            per_minute: NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN),
            burst: NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN),
        }
    }

    fn quota(self) -> Quota {
        Quota::per_minute(self.per_minute).allow_burst(self.burst)
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Session(SessionId),
    Address(IpAddr),
}

type Limiter =
    RateLimiter<Key, DefaultKeyedStateStore<Key>, DefaultClock, StateInformationMiddleware>;

/// Counts callers; `None` for a server without limits.
pub(crate) struct Limits(Option<Counters>);

struct Counters {
    general: Limiter,
    sign_in: Limiter,
    clock: DefaultClock,
    seen: AtomicU32,
}

impl Limits {
    pub(crate) fn new(limits: Option<RateLimits>) -> Limits {
        Limits(limits.map(|limits| Counters {
            general: RateLimiter::keyed(limits.general.quota()).with_middleware(),
            sign_in: RateLimiter::keyed(limits.sign_in.quota()).with_middleware(),
            clock: DefaultClock::default(),
            seen: AtomicU32::new(0),
        }))
    }
}

impl Counters {
    /// How far the caller is from the limit, or the seconds to wait.
    fn count(&self, req: &ServiceRequest) -> Result<StateSnapshot, u64> {
        if self.seen.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.general.retain_recent();
            self.sign_in.retain_recent();
        }
        let address = || Key::Address(network(ClientAddress::of(req.request()).0));
        let checked = if is_guessable(req.method(), req.path()) {
            self.sign_in.check_key(&address())
        } else {
            // A link is many people's.
            let session = credentials(req.request())
                .ok()
                .filter(|verified| verified.audience != Audience::Link)
                .map(|verified| Key::Session(verified.session));
            self.general.check_key(&session.unwrap_or_else(address))
        };
        checked.map_err(|until| seconds(until.wait_time_from(self.clock.now())))
    }
}

/// Limits the API; pages and health checks go free.
pub(crate) async fn count<B: MessageBody + 'static>(
    limits: Data<Limits>,
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(counters) = limits
        .0
        .as_ref()
        .filter(|_| req.path().starts_with("/api/v1/"))
    else {
        return Ok(next.call(req).await?.map_into_boxed_body());
    };
    match counters.count(&req) {
        Ok(state) => {
            let mut res = next.call(req).await?.map_into_boxed_body();
            tell(res.headers_mut(), &state);
            Ok(res)
        }
        Err(wait) => Ok(super::refuse(req, &Problem::too_many_requests(wait))),
    }
}

fn tell(headers: &mut HeaderMap, state: &StateSnapshot) {
    let (quota, remaining) = (state.quota(), state.remaining_burst_capacity());
    let used = quota.burst_size().get().saturating_sub(remaining);
    headers.insert(LIMIT, HeaderValue::from(quota.burst_size().get()));
    headers.insert(REMAINING, HeaderValue::from(remaining));
    headers.insert(
        RESET,
        HeaderValue::from(seconds(quota.replenish_interval() * used)),
    );
}

fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

/// Where somebody could try passwords or tokens, or have letters sent.
fn is_guessable(method: &Method, path: &str) -> bool {
    let Some(path) = path.strip_prefix("/api/v1/") else {
        return false;
    };
    let posted = [
        "auth/sign-in",
        "auth/sign-up",
        "auth/password-reset",
        "auth/password-reset/confirm",
        "link/sessions",
    ];
    (*method == Method::POST && posted.contains(&path))
        || path.starts_with("invitations/")
        || path.starts_with("auth/password-reset/")
        || path.starts_with("unsubscribe/")
}

/// One household of IPv6 has a /64 of addresses.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_is_limited_wherever_a_secret_is_tried() {
        for path in [
            "auth/sign-in",
            "auth/sign-up",
            "auth/password-reset",
            "auth/password-reset/confirm",
        ] {
            assert!(
                is_guessable(&Method::POST, &format!("/api/v1/{path}")),
                "{path}"
            );
        }
        assert!(is_guessable(&Method::GET, "/api/v1/invitations/token"));
        assert!(is_guessable(
            &Method::POST,
            "/api/v1/invitations/token/accept"
        ));
        assert!(!is_guessable(&Method::POST, "/api/v1/auth/refresh"));
        assert!(!is_guessable(&Method::POST, "/api/v1/client-invitations"));
    }

    #[test]
    fn a_household_counts_as_one_caller() {
        let network = |text: &str| network(text.parse().expect("an address")).to_string();
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
    }
}
