//! The web app's credentials: httpOnly, SameSite=Strict cookies (security.md, Tokens and sessions).

use crate::tokens;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use chrono::TimeDelta;
use url::{Host, Url};

/// The refresh cookie goes to these addresses only.
const REFRESH_PATH: &str = "/api/v1/auth";

/// The cookie of a private link goes to these addresses only.
const LINK_PATH: &str = "/api/v1/link";

/// The address under which people reach Lintel, and the cookies that belong to it.
#[derive(Clone, Debug)]
pub struct Site {
    origin: String,
    https: bool,
    loopback: bool,
}

impl Site {
    /// The site at the public address.
    pub fn new(public_url: &Url) -> Site {
        Site {
            origin: public_url.origin().ascii_serialization(),
            https: public_url.scheme() == "https",
            loopback: match public_url.host() {
                Some(Host::Ipv4(address)) => address.is_loopback(),
                Some(Host::Ipv6(address)) => address.is_loopback(),
                Some(Host::Domain(name)) => name == "localhost",
                None => false,
            },
        }
    }

    /// Scheme, host and port, as browsers send it in `Origin`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether people reach Lintel over https.
    pub fn https(&self) -> bool {
        self.https
    }

    /// Whether people reach Lintel from the machine it runs on only.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// The name of the cookie that carries the access token of either audience.
    pub fn access_name(&self) -> &'static str {
        if self.https {
            "__Host-lintel_access"
        } else {
            "lintel_access"
        }
    }

    /// The name of the cookie that carries the refresh token.
    pub fn refresh_name(&self) -> &'static str {
        if self.https {
            "__Secure-lintel_refresh"
        } else {
            "lintel_refresh"
        }
    }

    /// The name of the cookie that carries the token of a private link.
    pub fn link_name(&self) -> &'static str {
        if self.https {
            "__Secure-lintel_link"
        } else {
            "lintel_link"
        }
    }

    /// The cookie with the token of a private link; it ends with the token.
    pub fn link(&self, token: String) -> Cookie<'static> {
        self.cookie(self.link_name(), token, LINK_PATH, tokens::LIFETIME)
    }

    /// The cookie with an access token; it ends with the token.
    pub fn access(&self, token: String) -> Cookie<'static> {
        self.cookie(self.access_name(), token, "/", tokens::LIFETIME)
    }

    /// The cookie with a refresh token that can be used for `lasts`.
    pub fn refresh(&self, token: String, lasts: TimeDelta) -> Cookie<'static> {
        self.cookie(self.refresh_name(), token, REFRESH_PATH, lasts)
    }

    /// Cookies that take both away.
    pub fn cleared(&self) -> [Cookie<'static>; 2] {
        [
            self.cookie(self.access_name(), String::new(), "/", TimeDelta::zero()),
            self.cookie(
                self.refresh_name(),
                String::new(),
                REFRESH_PATH,
                TimeDelta::zero(),
            ),
        ]
    }

    fn cookie(
        &self,
        name: &'static str,
        value: String,
        path: &'static str,
        lasts: TimeDelta,
    ) -> Cookie<'static> {
        Cookie::build(name, value)
            .path(path)
            .http_only(true)
            .secure(self.https)
            .same_site(SameSite::Strict)
            .max_age(Duration::seconds(lasts.num_seconds()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(url: &str) -> Site {
        Site::new(&Url::parse(url).expect("an address"))
    }

    #[test]
    fn under_https_the_names_bind_the_cookies_to_the_host() {
        let site = site("https://portal.example.com/");
        assert_eq!(
            site.access("t".into()).to_string(),
            "__Host-lintel_access=t; HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=600"
        );
        assert_eq!(
            site.refresh("r".into(), TimeDelta::days(14)).to_string(),
            "__Secure-lintel_refresh=r; HttpOnly; SameSite=Strict; Secure; Path=/api/v1/auth; Max-Age=1209600"
        );
    }

    #[test]
    fn a_site_behind_a_proxy_is_not_loopback() {
        for (url, loopback) in [
            ("http://127.0.0.1:8080", true),
            ("http://[::1]:8080", true),
            ("http://localhost:8080", true),
            ("https://portal.example.com", false),
            ("http://localhost.example.com", false),
            ("http://192.0.2.7", false),
        ] {
            assert_eq!(site(url).is_loopback(), loopback, "{url}");
        }
    }

    #[test]
    fn under_http_the_cookies_still_work() {
        let site = site("http://127.0.0.1:8080");
        assert_eq!(site.origin(), "http://127.0.0.1:8080");
        assert_eq!(
            site.access("t".into()).to_string(),
            "lintel_access=t; HttpOnly; SameSite=Strict; Path=/; Max-Age=600"
        );
        assert!(
            site.cleared()
                .iter()
                .all(|cookie| cookie.value().is_empty())
        );
    }
}
