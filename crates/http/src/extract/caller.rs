//! Who calls: the session named by the access token of the header or the cookie.

use crate::cookies::Site;
use crate::problem::Problem;
use crate::tokens::{Audience, Tokens, Verified};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use lintel_app::{Caller, ClientCaller, LinkCaller, Receipt, StaffCaller};
use lintel_domain::ids::LinkId;
use std::future::{Ready, ready};

/// A signed-in member; `Staff(caller): Staff` in a handler's arguments.
#[derive(Clone, Debug)]
pub struct Staff(pub StaffCaller);

/// A signed-in client; `Client(caller): Client` in a handler's arguments.
#[derive(Clone, Debug)]
pub struct Client(pub ClientCaller);

/// Whoever has a project's private link; `Link(caller): Link` in a handler's arguments.
#[derive(Clone, Debug)]
pub struct Link(pub LinkCaller);

/// Somebody signed in, on either surface: for `me`, sessions and passwords.
#[derive(Clone, Debug)]
pub enum Anyone {
    /// As a member.
    Staff(StaffCaller),
    /// As a client.
    Client(ClientCaller),
}

impl Anyone {
    /// The session of the token.
    pub fn caller(&self) -> &Caller {
        match self {
            Anyone::Staff(StaffCaller(caller)) | Anyone::Client(ClientCaller(caller)) => caller,
        }
    }

    /// The surface the token is for.
    pub fn audience(&self) -> Audience {
        match self {
            Anyone::Staff(_) => Audience::Staff,
            Anyone::Client(_) => Audience::Client,
        }
    }
}

/// The refresh token of the web app, if its cookie came with the request.
#[derive(Clone)]
pub struct RefreshCookie(pub Option<String>);

/// What the credentials of a request say.
///
/// # Errors
/// `401` with none or a bad one, `400` with two, `403` when a cookie comes from another site.
pub(crate) fn credentials(req: &HttpRequest) -> Result<Verified, Problem> {
    if let Some(verified) = req.extensions().get::<Verified>() {
        return Ok(*verified);
    }
    let (tokens, site) = (data::<Tokens>(req)?, data::<Site>(req)?);
    let header = req.headers().get(header::AUTHORIZATION);
    let cookie = req.cookie(site.access_name());
    let verified = match (header, cookie) {
        (Some(_), Some(_)) => {
            return Err(Problem::bad_request(
                "both-credentials",
                "Send the access token in the header or in the cookie, not in both.",
            ));
        }
        (Some(header), None) => bearer(header).and_then(|token| tokens.verify(token)),
        (None, Some(cookie)) => {
            same_site(req)?;
            tokens.verify(cookie.value())
        }
        (None, None) => None,
    };
    let verified = verified.ok_or_else(Problem::not_signed_in)?;
    req.extensions_mut().insert(verified);
    Ok(verified)
}

fn bearer(header: &HeaderValue) -> Option<&str> {
    let (scheme, token) = header.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Refuses a change asked for by another site's page; every use of a cookie passes here.
fn same_site(req: &HttpRequest) -> Result<(), Problem> {
    let value = |name: &str| {
        req.headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let site = data::<Site>(req)?;
    let same = req.method().is_safe()
        || value("sec-fetch-site") == Some("same-origin")
        || value("origin") == Some(site.origin());
    if same {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "cross-site",
        "Changes with a cookie are accepted from Lintel's own pages only. Programs send the token in the \
         Authorization header.",
    ))
}

fn data<T: 'static>(req: &HttpRequest) -> Result<&Data<T>, Problem> {
    req.app_data::<Data<T>>().ok_or_else(|| {
        Problem::internal(format!("{} is not configured", std::any::type_name::<T>()))
    })
}

impl FromRequest for Anyone {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(credentials(req).and_then(|verified| {
            let receipt = req.extensions().get::<Receipt>().cloned();
            let caller = Caller {
                session: verified.session,
                receipt,
            };
            match verified.audience {
                Audience::Staff => Ok(Anyone::Staff(StaffCaller(caller))),
                Audience::Client => Ok(Anyone::Client(ClientCaller(caller))),
                Audience::Link => Err(Problem::not_signed_in()),
            }
        }))
    }
}

impl FromRequest for Staff {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(
            Anyone::from_request(req, payload)
                .into_inner()
                .and_then(|anyone| match anyone {
                    Anyone::Staff(caller) => Ok(Staff(caller)),
                    Anyone::Client(_) => Err(Problem::not_signed_in()),
                }),
        )
    }
}

impl FromRequest for Client {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(
            Anyone::from_request(req, payload)
                .into_inner()
                .and_then(|anyone| match anyone {
                    Anyone::Client(caller) => Ok(Client(caller)),
                    Anyone::Staff(_) => Err(Problem::not_signed_in()),
                }),
        )
    }
}

impl FromRequest for Link {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(link(req))
    }
}

/// Who comes by a private link, whoever else they have signed in as. Nothing can be changed so.
fn link(req: &HttpRequest) -> Result<Link, Problem> {
    let (tokens, site) = (data::<Tokens>(req)?, data::<Site>(req)?);
    let verified = match req.headers().get(header::AUTHORIZATION) {
        Some(header) => bearer(header).and_then(|token| tokens.verify(token)),
        None => req
            .cookie(site.link_name())
            .and_then(|cookie| tokens.verify(cookie.value())),
    };
    match verified {
        Some(verified) if verified.audience == Audience::Link => {
            Ok(Link(LinkCaller(LinkId::from(verified.session.as_uuid()))))
        }
        _ => Err(Problem::not_signed_in()),
    }
}

impl FromRequest for RefreshCookie {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            data::<Site>(req).and_then(|site| match req.cookie(site.refresh_name()) {
                Some(cookie) => {
                    same_site(req).map(|()| RefreshCookie(Some(cookie.value().to_owned())))
                }
                None => Ok(RefreshCookie(None)),
            }),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::ResponseError;
    use actix_web::cookie::Cookie;
    use actix_web::test::TestRequest;
    use lintel_app::{Clock, Secrets};
    use lintel_domain::ids::{AccountId, SessionId};
    use url::Url;

    struct World {
        tokens: Data<Tokens>,
        site: Data<Site>,
    }

    fn world() -> World {
        let secrets = Secrets::new(&[7; 32]).expect("long enough");
        let url = Url::parse("https://portal.example.com").expect("an address");
        World {
            tokens: Data::new(Tokens::new(&secrets, Clock::system())),
            site: Data::new(Site::new(&url)),
        }
    }

    impl World {
        fn token(&self, audience: Audience) -> String {
            self.tokens
                .issue(audience, AccountId::new(), SessionId::new())
                .expect("a token")
        }

        fn with_header(&self, audience: Audience) -> TestRequest {
            let value = format!("Bearer {}", self.token(audience));
            self.request(TestRequest::post())
                .insert_header((header::AUTHORIZATION, value))
        }

        fn with_cookie(&self, req: TestRequest) -> TestRequest {
            self.request(req).cookie(Cookie::new(
                self.site.access_name(),
                self.token(Audience::Staff),
            ))
        }

        fn request(&self, req: TestRequest) -> TestRequest {
            req.app_data(self.tokens.clone())
                .app_data(self.site.clone())
        }
    }

    fn staff(req: TestRequest) -> u16 {
        let result = Staff::from_request(&req.to_http_request(), &mut Payload::None).into_inner();
        result.map_or_else(|problem| problem.status_code().as_u16(), |_| 200)
    }

    #[test]
    fn a_token_opens_its_own_surface_only() {
        let world = world();
        assert_eq!(staff(world.with_header(Audience::Staff)), 200);
        assert_eq!(staff(world.with_header(Audience::Client)), 401);
        let client = world.with_header(Audience::Staff).to_http_request();
        assert!(
            Client::from_request(&client, &mut Payload::None)
                .into_inner()
                .is_err()
        );
        assert_eq!(staff(world.request(TestRequest::post())), 401);
    }

    #[test]
    fn two_credentials_at_once_are_a_bad_request() {
        let world = world();
        assert_eq!(
            staff(world.with_cookie(world.with_header(Audience::Staff))),
            400
        );
    }

    #[test]
    fn a_cookie_changes_things_only_from_our_own_pages() {
        let world = world();
        let post = || world.with_cookie(TestRequest::post());
        assert_eq!(staff(world.with_cookie(TestRequest::get())), 200);
        assert_eq!(staff(post()), 403);
        assert_eq!(
            staff(post().insert_header(("Sec-Fetch-Site", "same-origin"))),
            200
        );
        assert_eq!(
            staff(post().insert_header(("Sec-Fetch-Site", "same-site"))),
            403
        );
        assert_eq!(staff(post().insert_header(("Sec-Fetch-Site", "none"))), 403);
        assert_eq!(
            staff(post().insert_header(("Origin", "https://portal.example.com"))),
            200
        );
        assert_eq!(
            staff(post().insert_header(("Origin", "https://portal.example.com.evil.test"))),
            403
        );
        assert_eq!(staff(post().insert_header(("Origin", "null"))), 403);
    }
}
