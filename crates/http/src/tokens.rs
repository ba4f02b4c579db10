//! Access tokens: HS256 with one key per audience. A token only names the session; its row decides.

use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{ErrorKind, Result as JwtResult};
use jsonwebtoken::signature::{self, Signer, Verifier};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use lintel_app::{Clock, Secrets};
use lintel_domain::ids::{AccountId, SessionId};
use lintel_domain::session::Surface;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// How long an access token holds.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(10);

const ISSUER: &str = "lintel";

/// The surface a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Members and integrators.
    Staff,
    /// Signed-in clients.
    Client,
    /// Whoever has a project's private link; account and session are the link's own id.
    Link,
}

impl From<Surface> for Audience {
    fn from(surface: Surface) -> Audience {
        match surface {
            Surface::Staff => Audience::Staff,
            Surface::Client => Audience::Client,
        }
    }
}

impl Audience {
    const ALL: [Audience; 3] = [Audience::Staff, Audience::Client, Audience::Link];

    /// The surface's short name, as it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Audience::Staff => "staff",
            Audience::Client => "client",
            Audience::Link => "link",
        }
    }

    fn claim(self) -> &'static str {
        match self {
            Audience::Staff => "lintel:staff",
            Audience::Client => "lintel:client",
            Audience::Link => "lintel:link",
        }
    }
}

/// What a valid token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The surface it is for.
    pub audience: Audience,
    /// Whose it is.
    pub account: AccountId,
    /// The session whose row decides.
    pub session: SessionId,
}

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: AccountId,
    sid: SessionId,
    iat: i64,
    exp: i64,
}

/// Makes and checks access tokens.
pub struct Tokens {
    staff: Keys,
    client: Keys,
    link: Keys,
    clock: Clock,
}

struct Keys {
    sign: EncodingKey,
    check: DecodingKey,
    validation: Validation,
}

impl Tokens {
    /// Tokens under keys derived from the master secret.
    pub fn new(secrets: &Secrets, clock: Clock) -> Tokens {
        // A second `Tokens` in one process finds the same provider in place.
        let _ = PROVIDER.install_default();
        Tokens {
            staff: Keys::new(secrets, Audience::Staff),
            client: Keys::new(secrets, Audience::Client),
            link: Keys::new(secrets, Audience::Link),
            clock,
        }
    }

    /// A token for a session, good for [`LIFETIME`].
    ///
    /// # Errors
    /// When signing fails.
    pub fn issue(
        &self,
        audience: Audience,
        account: AccountId,
        session: SessionId,
    ) -> Result<String, lintel_app::Error> {
        let now = self.clock.now();
        let claims = Claims {
            iss: ISSUER.into(),
            aud: audience.claim().into(),
            sub: account,
            sid: session,
            iat: now.timestamp(),
            exp: (now + LIFETIME).timestamp(),
        };
        jsonwebtoken::encode(
            &Header::new(Algorithm::HS256),
            &claims,
            &self.keys(audience).sign,
        )
        .map_err(|error| lintel_app::Error::Internal(format!("signing a token: {error}")))
    }

    /// What the token says, if it is one of ours for any audience and has not expired.
    pub fn verify(&self, token: &str) -> Option<Verified> {
        Audience::ALL
            .into_iter()
            .find_map(|audience| self.verify_for(audience, token))
    }

    fn verify_for(&self, audience: Audience, token: &str) -> Option<Verified> {
        let keys = self.keys(audience);
        let claims = jsonwebtoken::decode::<Claims>(token, &keys.check, &keys.validation)
            .ok()?
            .claims;
        let expires: DateTime<Utc> = DateTime::from_timestamp(claims.exp, 0)?;
        (self.clock.now() < expires).then_some(Verified {
            audience,
            account: claims.sub,
            session: claims.sid,
        })
    }

    fn keys(&self, audience: Audience) -> &Keys {
        match audience {
            Audience::Staff => &self.staff,
            Audience::Client => &self.client,
            Audience::Link => &self.link,
        }
    }
}

impl Keys {
    fn new(secrets: &Secrets, audience: Audience) -> Keys {
        let key = secrets.key(&format!("jwt:{}", audience.as_str()));
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        validation.set_audience(&[audience.claim()]);
        validation.set_issuer(&[ISSUER]);
        validation.leeway = 0;
        // The library asks the machine's clock; `verify` compares with the injected one.
        validation.validate_exp = false;
        Keys {
            sign: EncodingKey::from_secret(&key),
            check: DecodingKey::from_secret(&key),
            validation,
        }
    }
}

/// HS256 and nothing else; the library's own providers bring RSA along.
static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| Ok(Box::new(Hs256::new(algorithm, key.as_bytes())?)),
    verifier_factory: |algorithm, key| {
        Ok(Box::new(Hs256::new(algorithm, key.try_get_as_bytes()?)?))
    },
    key_utils: KeyUtils::new_unimplemented(),
};

struct Hs256(Hmac<Sha256>);

impl Hs256 {
    fn new(algorithm: &Algorithm, key: &[u8]) -> JwtResult<Hs256> {
        if *algorithm != Algorithm::HS256 {
            return Err(ErrorKind::InvalidAlgorithm.into());
        }
        Hmac::new_from_slice(key)
            .map(Hs256)
            .map_err(|_| ErrorKind::InvalidKeyFormat.into())
    }
}

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self
            .0
            .clone()
            .chain_update(message)
            .finalize()
            .into_bytes()
            .to_vec())
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    fn verify(&self, message: &[u8], tag: &Vec<u8>) -> Result<(), signature::Error> {
        self.0
            .clone()
            .chain_update(message)
            .verify_slice(tag)
            .map_err(|_| signature::Error::new())
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use serde_json::{Value, json};

    struct World {
        clock: Clock,
        secrets: Secrets,
        tokens: Tokens,
        account: AccountId,
        session: SessionId,
    }

    fn world() -> World {
        let clock = Clock::set_to(DateTime::from_timestamp(1_800_000_000, 0).expect("a time"));
        let secrets = Secrets::new(&[7; 32]).expect("long enough");
        let tokens = Tokens::new(&secrets, clock.clone());
        World {
            clock,
            secrets,
            tokens,
            account: AccountId::new(),
            session: SessionId::new(),
        }
    }

    impl World {
        fn claims(&self) -> Value {
            json!({
                "iss": "lintel", "aud": "lintel:staff", "sub": self.account, "sid": self.session,
                "iat": 1_800_000_000, "exp": 1_800_000_600,
            })
        }

        /// A token with any header and claims, signed with the staff key as HS256.
        fn forge(&self, header: &Value, claims: &Value) -> String {
            let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
            let message = format!("{}.{}", part(header), part(claims));
            let key = self.secrets.key("jwt:staff");
            let mac = Hmac::<Sha256>::new_from_slice(&key)
                .expect("a key")
                .chain_update(&message);
            format!(
                "{message}.{}",
                URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
            )
        }
    }

    fn hs256() -> Value {
        json!({"alg": "HS256", "typ": "JWT"})
    }

    #[test]
    fn a_token_names_its_session_until_the_second_it_expires() {
        let world = world();
        let token = world
            .tokens
            .issue(Audience::Client, world.account, world.session)
            .expect("a token");
        let expected = Verified {
            audience: Audience::Client,
            account: world.account,
            session: world.session,
        };
        assert_eq!(world.tokens.verify(&token), Some(expected));
        world.clock.advance(LIFETIME - TimeDelta::seconds(1));
        assert_eq!(world.tokens.verify(&token), Some(expected));
        world.clock.advance(TimeDelta::seconds(1));
        assert_eq!(world.tokens.verify(&token), None);
    }

    #[test]
    fn a_forged_token_with_our_key_would_pass_so_the_refusals_below_mean_something() {
        let world = world();
        assert!(
            world
                .tokens
                .verify(&world.forge(&hs256(), &world.claims()))
                .is_some()
        );
    }

    #[test]
    fn each_claim_is_required() {
        let world = world();
        for claim in ["iss", "aud", "sub", "sid", "exp"] {
            let mut claims = world.claims();
            claims.as_object_mut().expect("an object").remove(claim);
            assert_eq!(
                world.tokens.verify(&world.forge(&hs256(), &claims)),
                None,
                "without {claim}"
            );
        }
    }

    #[test]
    fn another_audience_or_issuer_under_this_key_is_refused() {
        let world = world();
        for (claim, value) in [
            ("aud", "lintel:client"),
            ("aud", "lintel:link"),
            ("iss", "somebody"),
        ] {
            let mut claims = world.claims();
            claims[claim] = json!(value);
            assert_eq!(
                world.tokens.verify(&world.forge(&hs256(), &claims)),
                None,
                "{claim} {value}"
            );
        }
    }

    #[test]
    fn other_algorithms_are_refused() {
        let world = world();
        for algorithm in ["none", "None", "HS384", "HS512", "RS256", "ES256", "EdDSA"] {
            let token = world.forge(&json!({"alg": algorithm, "typ": "JWT"}), &world.claims());
            assert_eq!(world.tokens.verify(&token), None, "{algorithm}");
            let unsigned = format!("{}.", token.rsplit_once('.').expect("a signature").0);
            assert_eq!(world.tokens.verify(&unsigned), None, "{algorithm} unsigned");
        }
    }

    #[test]
    fn a_changed_token_or_another_master_secret_is_refused() {
        let world = world();
        let token = world
            .tokens
            .issue(Audience::Staff, world.account, world.session)
            .expect("a token");
        for position in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).expect("text");
            assert_eq!(world.tokens.verify(&changed), None, "byte {position}");
        }
        let other = Tokens::new(
            &Secrets::new(&[8; 32]).expect("long enough"),
            world.clock.clone(),
        );
        assert_eq!(other.verify(&token), None);
        assert_eq!(world.tokens.verify(""), None);
    }
}
