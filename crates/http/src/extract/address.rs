//! Where a request comes from: the peer, or what trusted proxies say of it.

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use ipnet::IpNet;
use lintel_app::accounts::Origin;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};

/// The proxies whose `X-Forwarded-For` is believed.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(pub Vec<IpNet>);

impl TrustedProxies {
    fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address))
    }

    /// The last address that no trusted proxy vouches for itself.
    fn client(&self, peer: IpAddr, forwarded: impl DoubleEndedIterator<Item = IpAddr>) -> IpAddr {
        let mut client = peer;
        for hop in forwarded.rev() {
            if !self.contain(client) {
                break;
            }
            client = hop;
        }
        client
    }
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
        let hops: Vec<IpAddr> = req
            .headers()
            .get_all(header::X_FORWARDED_FOR)
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(|hop| hop.trim().parse().ok())
            .map(|hop: IpAddr| hop.to_canonical())
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
        let hops: Vec<IpAddr> = forwarded
            .iter()
            .map(|hop| hop.parse().expect("an address"))
            .collect();
        proxies
            .client(peer.parse().expect("an address"), hops.into_iter())
            .to_string()
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
}
