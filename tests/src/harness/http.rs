//! Callers of the API: who they are, what they send, and what came back. Every byte that comes back
//! is scanned for canaries of others.

use super::canary::Canaries;
use reqwest::header::{HeaderMap, HeaderName};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, RequestBuilder};
use serde::Serialize;
use serde_json::Value;
use std::pin::Pin;
use std::sync::Once;
use std::time::Duration;
use url::Url;

/// Somebody at a keyboard, or a program: a caller of the server under an identity of the canaries.
#[derive(Clone)]
pub struct Agent {
    receiver: String,
    server: Url,
    http: Client,
    token: Option<String>,
    canaries: Canaries,
}

impl Agent {
    /// A caller without a credential. `receiver` is its e-mail address, or `nobody`.
    pub fn new(server: &Url, receiver: &str, canaries: &Canaries) -> Agent {
        Agent::build(server, receiver, canaries, false)
    }

    /// A caller that keeps cookies and is on the server's own pages, as a browser is.
    pub fn browser(server: &Url, receiver: &str, canaries: &Canaries) -> Agent {
        Agent::build(server, receiver, canaries, true)
    }

    fn build(server: &Url, receiver: &str, canaries: &Canaries, is_browser: bool) -> Agent {
        // reqwest asks for a TLS provider even where it only speaks http.
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            let _already_there = rustls::crypto::ring::default_provider().install_default();
        });
        let headers = match is_browser {
            true => HeaderMap::from_iter([(
                HeaderName::from_static("sec-fetch-site"),
                "same-origin".parse().expect("a header"),
            )]),
            false => HeaderMap::new(),
        };
        let http = Client::builder()
            .default_headers(headers)
            .cookie_store(is_browser)
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(60))
            // The server closes what was idle for five seconds; no request may meet that.
            .pool_idle_timeout(Duration::from_secs(3))
            .build()
            .expect("a client");
        Agent {
            receiver: receiver.to_owned(),
            server: server.clone(),
            http,
            token: None,
            canaries: canaries.clone(),
        }
    }

    /// The same caller with an access token.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Agent {
        self.token = Some(token.to_owned());
        self
    }

    /// Who this is to the canaries.
    pub fn receiver(&self) -> &str {
        &self.receiver
    }

    /// The access token, if there is one.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// `GET` below `/api/v1`.
    pub fn get(&self, path: &str) -> Call {
        self.call(Method::GET, path)
    }

    /// `POST` below `/api/v1`.
    pub fn post(&self, path: &str) -> Call {
        self.call(Method::POST, path)
    }

    /// `PUT` below `/api/v1`.
    pub fn put(&self, path: &str) -> Call {
        self.call(Method::PUT, path)
    }

    /// `PATCH` below `/api/v1`.
    pub fn patch(&self, path: &str) -> Call {
        self.call(Method::PATCH, path)
    }

    /// `DELETE` below `/api/v1`.
    pub fn delete(&self, path: &str) -> Call {
        self.call(Method::DELETE, path)
    }

    /// Any method below `/api/v1`.
    pub fn call(&self, method: Method, path: &str) -> Call {
        self.request(method, &format!("/api/v1{path}"))
    }

    /// `GET` of a page or anything else from the server's root.
    pub fn page(&self, path: &str) -> Call {
        self.request(Method::GET, path)
    }

    fn request(&self, method: Method, path: &str) -> Call {
        let address = self.server.join(path).expect("a path");
        let name = format!("{method} {path}");
        let mut request = self.http.request(method, address);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        Call {
            name,
            request,
            receiver: self.receiver.clone(),
            canaries: self.canaries.clone(),
        }
    }
}

/// A request about to be sent; awaiting it sends it.
pub struct Call {
    name: String,
    request: RequestBuilder,
    receiver: String,
    canaries: Canaries,
}

/// What a PDF says, page by page.
fn pdf_text(bytes: &[u8]) -> String {
    let pages = lintel_pdf::testing::read(bytes);
    pages.into_iter().map(|page| page.text).collect()
}

impl Call {
    /// With a JSON body.
    #[must_use]
    pub fn json(self, body: impl Serialize) -> Call {
        self.with(|request| request.json(&body))
    }

    /// With a header.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Call {
        self.with(|request| request.header(name, value))
    }

    /// With query parameters.
    #[must_use]
    pub fn query(self, pairs: &[(&str, &str)]) -> Call {
        self.with(|request| request.query(pairs))
    }

    /// With these bytes as the body.
    #[must_use]
    pub fn body(self, media_type: &str, body: impl Into<reqwest::Body>) -> Call {
        self.with(|request| request.header("content-type", media_type).body(body))
    }

    /// With a form of fields and one file, as an upload sends it.
    #[must_use]
    pub fn file(
        self,
        name: &str,
        content: impl Into<reqwest::Body>,
        fields: &[(&str, &str)],
    ) -> Call {
        let form = fields.iter().fold(Form::new(), |form, (key, value)| {
            form.text((*key).to_owned(), (*value).to_owned())
        });
        let part = Part::stream(content).file_name(name.to_owned());
        self.with(|request| request.multipart(form.part("file", part)))
    }

    /// Sends it. A connection that breaks is an error here, and a failed test when awaited.
    ///
    /// # Errors
    /// When no whole answer came.
    pub async fn try_send(self) -> Result<Answer, reqwest::Error> {
        let response = self.request.send().await?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = response.bytes().await?.to_vec();
        let mut seen = format!("{headers:?}\n").into_bytes();
        seen.extend_from_slice(&body);
        if status == 200 && self.name.ends_with("/pdf") {
            seen.extend_from_slice(pdf_text(&body).as_bytes());
        }
        self.canaries.scan(
            &self.receiver,
            &format!("the answer to {}", self.name),
            &seen,
        );
        Ok(Answer {
            call: self.name,
            status,
            headers,
            body,
        })
    }

    fn with(mut self, change: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Call {
        self.request = change(self.request);
        self
    }
}

impl IntoFuture for Call {
    type Output = Answer;
    type IntoFuture = Pin<Box<dyn Future<Output = Answer> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let name = self.name.clone();
            match self.try_send().await {
                Ok(answer) => answer,
                Err(error) => panic!("no answer to {name}: {error:?}"),
            }
        })
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    call: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The JSON body of an answer that has this status; `null` for an empty one.
    ///
    /// # Panics
    /// When it has another status.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        self.expect_status(status);
        match self.body.is_empty() {
            true => Value::Null,
            false => self.json(),
        }
    }

    /// Nothing but the status, for pages and files.
    ///
    /// # Panics
    /// When it has another status.
    #[track_caller]
    pub fn expect_status(&self, status: u16) {
        let said = || self.text().chars().take(2000).collect::<String>();
        assert_eq!(self.status, status, "{} answered: {}", self.call, said());
    }

    /// The problem of a refusal with this status and slug, whose form is checked.
    ///
    /// # Panics
    /// When it is another answer, or one in another form.
    #[track_caller]
    pub fn expect_problem(&self, status: u16, slug: &str) -> Value {
        let problem = self.expect(status);
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{}",
            self.call
        );
        assert_eq!(
            problem["type"],
            format!("/problems/{slug}"),
            "{} answered: {problem}",
            self.call
        );
        assert_eq!(problem["status"], status, "{}", self.call);
        assert_eq!(
            problem["request_id"].as_str(),
            self.header("x-request-id"),
            "{}",
            self.call
        );
        problem
    }

    /// The pointers and codes of all bad fields of a `422`, sorted.
    ///
    /// # Panics
    /// When it is another answer.
    #[track_caller]
    pub fn bad_fields(&self) -> Vec<(String, String)> {
        let problem = self.expect_problem(422, "invalid-fields");
        let errors = problem["errors"].as_array().expect("errors");
        let text = |error: &Value, key: &str| error[key].as_str().expect(key).to_owned();
        let mut fields: Vec<_> = errors
            .iter()
            .map(|error| (text(error, "pointer"), text(error, "code")))
            .collect();
        fields.sort();
        fields
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is something else.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{} answered {error}: {}", self.call, self.text()))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What a PDF says, page by page.
    ///
    /// # Panics
    /// When it is none.
    pub fn pdf_text(&self) -> String {
        pdf_text(&self.body)
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}
