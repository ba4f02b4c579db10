//! Where a request comes from: the peer, or what trusted proxies say of it.

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use ipnet::IpNet;
use lintel_app::accounts::Origin;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The proxies whose `X-Forwarded-For` is believed.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(pub Vec<IpNet>);

impl TrustedProxies {
    fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address))
    }

    /// The last address that no trusted proxy vouches for itself. Behind a hop that cannot be read
    /// stands only what the caller claims.
    fn client<'a>(&self, peer: IpAddr, hops: impl DoubleEndedIterator<Item = &'a str>) -> IpAddr {
        let mut client = peer;
        for hop in hops.rev() {
            match address(hop) {
                Some(hop) if self.contain(client) => client = hop,
                _ => break,
            }
        }
        client
    }
}

/// The address of a hop, with or without a port.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let with_port = || hop.parse().map(|hop: SocketAddr| hop.ip());
    let address = hop.parse().or_else(|_| with_port()).ok()?;
    Some(address.to_canonical())
}

/// The caller's network address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// The address of a request.
    pub fn of(req: &HttpRequest) -> ClientAddress {
        let peer = req
            .peer_addr()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| {
                peer.ip().to_canonical()
            });
        let Some(proxies) = req.app_data::<Data<TrustedProxies>>() else {
            return ClientAddress(peer);
        };
        let hops: Vec<&str> = req
            .headers()
            .get_all(header::X_FORWARDED_FOR)
            .flat_map(|value| value.to_str().unwrap_or_default().split(','))
            .collect();
        ClientAddress(proxies.client(peer, hops.into_iter()))
    }
}

impl FromRequest for ClientAddress {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(ClientAddress::of(req)))
    }
}

/// What is kept of what a browser says it is.
const USER_AGENT_MAX_CHARS: usize = 200;

/// Where the caller comes from, for sign-ins and what they leave behind.
#[derive(Clone, Debug)]
pub struct CallerOrigin(pub Origin);

impl FromRequest for CallerOrigin {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let agent = req
            .headers()
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok());
        ready(Ok(CallerOrigin(Origin {
            address: Some(ClientAddress::of(req).0),
            user_agent: agent.map(|text| text.chars().take(USER_AGENT_MAX_CHARS).collect()),
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(proxies: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let proxies = TrustedProxies(
            proxies
                .iter()
                .map(|net| net.parse().expect("a network"))
                .collect(),
        );
        let peer = peer.parse().expect("an address");
        proxies.client(peer, forwarded.iter().copied()).to_string()
    }

    #[test]
    fn a_stranger_cannot_choose_an_address() {
        assert_eq!(client(&[], "203.0.113.9", &["1.2.3.4"]), "203.0.113.9");
        assert_eq!(
            client(&["10.0.0.0/8"], "203.0.113.9", &["1.2.3.4"]),
            "203.0.113.9"
        );
    }

    #[test]
    fn a_trusted_proxy_names_the_caller_and_what_the_caller_claims_is_left_aside() {
        let proxies = ["10.0.0.0/8"];
        assert_eq!(
            client(&proxies, "10.0.0.1", &["203.0.113.9"]),
            "203.0.113.9"
        );
        assert_eq!(
            client(
                &proxies,
                "10.0.0.1",
                &["1.2.3.4", "203.0.113.9", "10.0.0.2"]
            ),
            "203.0.113.9"
        );
        assert_eq!(client(&proxies, "10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn a_hop_with_a_port_is_read_and_what_is_claimed_before_an_unreadable_one_is_not() {
        let proxies = ["10.0.0.0/8"];
        for (hop, expected) in [
            ("203.0.113.9:50123", "203.0.113.9"),
            ("[2001:db8::9]:50123", "2001:db8::9"),
            ("unknown", "10.0.0.1"),
        ] {
            assert_eq!(client(&proxies, "10.0.0.1", &["1.2.3.4", hop]), expected);
        }
    }
}
