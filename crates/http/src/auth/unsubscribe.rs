//! The link in letters that ends them.

use crate::problem::Problem;
use actix_web::web::{self, Data, Path, ServiceConfig as Pages};
use actix_web::{HttpResponse, post};
use lintel_app::App;
use utoipa_actix_web::service_config::ServiceConfig;

/// End the letters about a project
///
/// The token is in every such letter; a GET of the page never ends anything (RFC 8058).
#[utoipa::path(tag = "portal", params(("token" = String, Path)), responses((status = 204)))]
#[post("/unsubscribe/{token}")]
async fn unsubscribe(app: Data<App>, token: Path<String>) -> Result<HttpResponse, Problem> {
    end_letters(app, token).await
}

/// Mounts it.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(unsubscribe);
}

/// Mounts what mail programs call by themselves: a POST to the address in `List-Unsubscribe`.
pub(crate) fn one_click(pages: &mut Pages) {
    pages.route("/unsubscribe/{token}", web::post().to(end_letters));
}

async fn end_letters(app: Data<App>, token: Path<String>) -> Result<HttpResponse, Problem> {
    lintel_app::portal::unsubscribe(&app, &token).await?;
    Ok(HttpResponse::NoContent().finish())
}
