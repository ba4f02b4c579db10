//! The address of an SMTP server, as `LINTEL_SMTP_URL` gives it.

use crate::mailer::ConfigurationError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, PoolConfig};
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use std::net::IpAddr;
use std::time::Duration;
use url::{Host, Url};

const TIMEOUT: Duration = Duration::from_secs(30);
/// Connections that are kept open for the next letters.
const CONNECTIONS: u32 = 4;
const IDLE: Duration = Duration::from_secs(30);

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protection {
    Wrapped,
    StartTlsRequired,
    StartTlsIfOffered,
    None,
}

/// A pooled connection to `smtp://user:password@host:port?starttls=required|opportunistic|none` or `smtps://…`.
///
/// Without `starttls`, a server on this machine is spoken to in the clear and any other must offer STARTTLS.
pub(crate) fn connect(
    text: &str,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, ConfigurationError> {
    let url = Url::parse(text).map_err(|error| refuse(format!("it is no URL: {error}")))?;
    let host = url
        .host()
        .ok_or_else(|| refuse("name the server: smtp://mail.example.com"))?;
    let protection = protection(&url, &host)?;
    let name = match &host {
        Host::Ipv6(address) => address.to_string(),
        host => host.to_string(),
    };
    let port = url.port().unwrap_or(if protection == Protection::Wrapped {
        465
    } else {
        587
    });
    let parameters = || {
        TlsParameters::new(name.clone())
            .map_err(|error| refuse(format!("TLS cannot be set up: {error}")))
    };
    let tls = match protection {
        Protection::Wrapped => Tls::Wrapper(parameters()?),
        Protection::StartTlsRequired => Tls::Required(parameters()?),
        Protection::StartTlsIfOffered => Tls::Opportunistic(parameters()?),
        Protection::None => Tls::None,
    };
    let builder: AsyncSmtpTransportBuilder =
        AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(name.as_str())
            .port(port)
            .tls(tls)
            .timeout(Some(TIMEOUT))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS).idle_timeout(IDLE));
    let builder = match credentials(&url)? {
        Some(credentials) => builder.credentials(credentials),
        None => builder,
    };
    Ok(builder.build())
}

fn protection(url: &Url, host: &Host<&str>) -> Result<Protection, ConfigurationError> {
    let mut chosen = None;
    for (name, value) in url.query_pairs() {
        chosen = Some(match (name.as_ref(), value.as_ref()) {
            ("starttls", "required") => Protection::StartTlsRequired,
            ("starttls", "opportunistic") => Protection::StartTlsIfOffered,
            ("starttls", "none") => Protection::None,
            ("starttls", _) => return Err(refuse("starttls is required, opportunistic or none")),
            (other, _) => return Err(refuse(format!("it takes starttls, not {other}"))),
        });
    }
    match (url.scheme(), chosen) {
        ("smtps", None) => Ok(Protection::Wrapped),
        ("smtps", Some(_)) => Err(refuse(
            "smtps:// is encrypted from the start; leave starttls out",
        )),
        ("smtp", Some(chosen)) => Ok(chosen),
        ("smtp", None) if is_this_machine(host) => Ok(Protection::None),
        ("smtp", None) => Ok(Protection::StartTlsRequired),
        (scheme, _) => Err(refuse(format!(
            "it begins with smtp:// or smtps://, not with {scheme}://"
        ))),
    }
}

fn is_this_machine(host: &Host<&str>) -> bool {
    match host {
        // Of a scheme that it does not know, `url` reads no IPv4 addresses.
        Host::Domain(name) => {
            *name == "localhost"
                || name
                    .parse()
                    .is_ok_and(|address: IpAddr| address.is_loopback())
        }
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, ConfigurationError> {
    let decode = |text: &str| {
        percent_decode(text)
            .ok_or_else(|| refuse("user and password must be UTF-8, written with % where needed"))
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (_, None) | ("", Some(_)) => Err(refuse("give both a user and a password, or neither")),
        (user, Some(password)) => Ok(Some(Credentials::new(decode(user)?, decode(password)?))),
    }
}

/// The text behind `%40` and the like.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(decoded).ok()
}

fn refuse(why: impl Into<String>) -> ConfigurationError {
    ConfigurationError(format!("The SMTP address cannot be used: {}.", why.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("smtp://127.0.0.1:2525", Protection::None)]
    #[case("smtp://localhost", Protection::None)]
    #[case("smtp://[::1]:2525", Protection::None)]
    #[case("smtp://mail.example.com", Protection::StartTlsRequired)]
    #[case("smtp://127.0.0.1.example.com", Protection::StartTlsRequired)]
    #[case(
        "smtp://mail.example.com?starttls=opportunistic",
        Protection::StartTlsIfOffered
    )]
    #[case("smtp://localhost?starttls=required", Protection::StartTlsRequired)]
    #[case("smtp://mail.example.com?starttls=none", Protection::None)]
    #[case("smtps://mail.example.com", Protection::Wrapped)]
    fn only_this_machine_is_spoken_to_in_the_clear(
        #[case] text: &str,
        #[case] expected: Protection,
    ) {
        let url = Url::parse(text).expect("a URL");
        let host = url.host().expect("a host");
        assert_eq!(protection(&url, &host).expect("understood"), expected);
    }

    #[rstest]
    #[case("mail.example.com", "no URL")]
    #[case("http://mail.example.com", "smtp://")]
    #[case("smtp://mail.example.com?tls=yes", "not tls")]
    #[case("smtp://mail.example.com?starttls=maybe", "opportunistic")]
    #[case("smtps://mail.example.com?starttls=none", "from the start")]
    #[case("smtp://user@mail.example.com", "password")]
    fn an_address_that_cannot_work_is_refused_in_plain_words(
        #[case] text: &str,
        #[case] word: &str,
    ) {
        let message = connect(text).expect_err("refused").to_string();
        assert!(message.contains(word), "{message}");
    }

    #[rstest]
    #[case("ann%40example.com", Some("ann@example.com"))]
    #[case("p%C3%A4ss%25", Some("päss%"))]
    #[case("%f", None)]
    #[case("%ff", None)]
    fn credentials_may_be_percent_encoded(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(percent_decode(text).as_deref(), expected);
    }

    #[tokio::test]
    async fn an_encrypted_connection_can_be_set_up() {
        for address in [
            "smtps://user:pass@mail.example.com",
            "smtp://user:pass@mail.example.com:2525",
        ] {
            assert!(connect(address).is_ok(), "{address}");
        }
    }
}
