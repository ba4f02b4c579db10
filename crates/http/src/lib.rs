//! The API: routes, shapes, sign-in, problem details, OpenAPI; and the web app's pages.
//!
//! A handler says who, where and what, makes one call into `lintel-app`, and returns a shape.
//! `#[utoipa::path]` on it is the API's description; what the description says (query parameters,
//! methods) the server holds callers to.

pub mod cookies;
pub mod extract;
pub mod problem;
pub mod shapes;
pub mod tokens;

mod auth;
mod content;
mod dev_mail;
mod link;
mod middleware;
mod openapi;
mod pages;
mod portal;
mod staff;
mod system;
mod upload;

pub use middleware::limits::{Rate, RateLimits};
pub use openapi::openapi;

use crate::cookies::Site;
use crate::extract::TrustedProxies;
use crate::middleware::limits::Limits;
use crate::openapi::Operations;
use crate::problem::Problem;
use crate::system::{Document, Draining};
use crate::tokens::Tokens;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{Error, HttpRequest, HttpResponse};
use lintel_app::App;
use utoipa_actix_web::AppExt;
use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

/// What the operator chose about HTTP.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The server listens on loopback only; then `/dev/mail` shows the letters in its mailbox, unless
    /// the public address says that a proxy carries Lintel out to others.
    pub loopback: bool,
    /// The proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: TrustedProxies,
    /// How often one caller may come; `None` for no limit.
    pub limits: Option<RateLimits>,
}

/// The API over an [`App`]; shared by the workers of one server, cheap to clone.
#[derive(Clone)]
pub struct Http {
    app: Data<App>,
    house: House,
    shows_mail: bool,
}

impl Http {
    /// The API over `app`.
    pub fn new(app: App, settings: Settings) -> Http {
        let tokens = Tokens::new(&app.secrets, app.clock.clone());
        let site = Site::new(&app.settings.public_url);
        let shows_mail = settings.loopback && site.is_loopback() && app.mailer.mailbox().is_some();
        let house = House::new(site, tokens, settings, api);
        Http {
            app: Data::new(app),
            house,
            shows_mail,
        }
    }

    /// The actix application; call it once per worker.
    pub fn application(&self) -> actix_web::App<impl Application + use<>> {
        let shows_mail = self.shows_mail;
        self.house
            .application()
            .app_data(self.app.clone())
            .configure(link::page)
            .configure(move |routes| {
                if shows_mail {
                    dev_mail::routes(routes);
                }
            })
    }

    /// From now on `/readyz` says no, so that no new requests are sent here while the last ones finish.
    pub fn drain(&self) {
        self.house.draining.begin();
    }
}

/// What [`Http::application`] is to actix.
pub trait Application:
    ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = Error,
        InitError = (),
    >
{
}

impl<T> Application for T where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<BoxBody>,
            Error = Error,
            InitError = (),
        >
{
}

/// Everything around the routes.
#[derive(Clone)]
struct House {
    site: Data<Site>,
    tokens: Data<Tokens>,
    proxies: Data<TrustedProxies>,
    operations: Data<Operations>,
    limits: Data<Limits>,
    document: Data<Document>,
    draining: Data<Draining>,
    routes: fn(&mut ServiceConfig),
}

impl House {
    fn new(
        site: Site,
        tokens: Tokens,
        settings: Settings,
        routes: fn(&mut ServiceConfig),
    ) -> House {
        let document = openapi::describe(routes);
        House {
            site: Data::new(site),
            tokens: Data::new(tokens),
            proxies: Data::new(settings.trusted_proxies),
            operations: Data::new(Operations::of(&document)),
            limits: Data::new(Limits::new(settings.limits)),
            document: Data::new(Document::new(&document)),
            draining: Data::default(),
            routes,
        }
    }

    fn application(&self) -> actix_web::App<impl Application + use<>> {
        actix_web::App::new()
            .app_data(self.site.clone())
            .app_data(self.tokens.clone())
            .app_data(self.proxies.clone())
            .app_data(self.operations.clone())
            .app_data(self.limits.clone())
            .app_data(self.document.clone())
            .app_data(self.draining.clone())
            .into_utoipa_app()
            .configure(self.routes)
            .into_app()
            .configure(system::routes)
            .configure(auth::one_click)
            .default_service(web::to(anything_else))
            .wrap(from_fn(middleware::problems::render))
            .wrap(from_fn(middleware::query::check))
            .wrap(from_fn(middleware::idempotency::once))
            .wrap(from_fn(middleware::deadline::watch))
            .wrap(from_fn(middleware::limits::count))
            .wrap(from_fn(middleware::security_headers::set))
            .wrap(from_fn(middleware::log::line))
            .wrap(from_fn(middleware::request_id::assign))
    }
}

/// Everything that the OpenAPI document describes; a module's `routes` is listed in the `mod.rs`
/// of its surface.
fn api(routes: &mut ServiceConfig) {
    routes.service(
        scope("/api/v1")
            .configure(auth::routes)
            .configure(staff::routes)
            .configure(portal::routes)
            .configure(link::routes),
    );
}

/// What no route answers: a known address with another method, the web app's pages, or nothing.
async fn anything_else(
    req: HttpRequest,
    operations: Data<Operations>,
) -> Result<HttpResponse, Problem> {
    let methods = operations.methods(&req.match_pattern().unwrap_or_default());
    if !methods.is_empty() {
        return Err(Problem::method_not_allowed(&methods));
    }
    let is_program = ["/api", "/dev"]
        .iter()
        .any(|prefix| req.path().starts_with(prefix));
    if is_program {
        Err(Problem::not_found())
    } else {
        pages::answer(&req)
    }
}

#[cfg(test)]
mod tests;
