//! Share with client, the same for every kind of item.

use crate::extract::{Body, PathId, Staff};
use crate::problem::Problem;
use crate::shapes::common::ItemIds;
use crate::shapes::share::{ReviewShare, ShareItems, ShareReview, Shares, Unshared, Visibility};
use actix_web::web::{Data, Json};
use actix_web::{get, post};
use lintel_app::App;
use lintel_domain::ids::{ItemId, ProjectId};
use utoipa_actix_web::service_config::ServiceConfig;

/// Share items
///
/// Afterwards the items' own audience is exactly the one given: sharing with chosen clients what
/// was shared with everyone narrows it. A folder's share reaches what is in it, now and later.
#[utoipa::path(tag = "sharing", params(("id" = Uuid, Path)), request_body = ShareItems,
    responses((status = 200, body = Shares)))]
#[post("/projects/{id}/shares")]
async fn share_items(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ProjectId>,
    body: Body<ShareItems>,
) -> Result<Json<Shares>, Problem> {
    Ok(Json(
        lintel_app::shares::share(&app, &caller, id, body.0.into())
            .await?
            .into(),
    ))
}

/// Unshare items
///
/// Takes the items' own shares away at once; what a folder above shares stays visible.
#[utoipa::path(tag = "sharing", params(("id" = Uuid, Path)), request_body = ItemIds,
    responses((status = 200, body = Unshared)))]
#[post("/projects/{id}/unshares")]
async fn unshare_items(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ProjectId>,
    body: Body<ItemIds>,
) -> Result<Json<Unshared>, Problem> {
    let unshared = lintel_app::shares::unshare(&app, &caller, id, body.0.into()).await?;
    Ok(Json(Unshared {
        unshared: unshared as u64,
    }))
}

/// Review a share before it is made
#[utoipa::path(tag = "sharing", params(("id" = Uuid, Path)), request_body = ReviewShare,
    responses((status = 200, body = ShareReview)))]
#[post("/projects/{id}/share-reviews")]
async fn review_share(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ProjectId>,
    body: Body<ReviewShare>,
) -> Result<Json<ShareReview>, Problem> {
    let items = body.0.item_ids.into_iter().map(Into::into).collect();
    let with = body.0.audience.into();
    Ok(Json(
        lintel_app::shares::review(&app, &caller, id, items, with)
            .await?
            .into(),
    ))
}

/// Why clients can or cannot see an item
#[utoipa::path(tag = "sharing", params(("id" = Uuid, Path)), responses((status = 200, body = Visibility)))]
#[get("/items/{id}/visibility")]
async fn get_visibility(
    app: Data<App>,
    Staff(caller): Staff,
    PathId(id): PathId<ItemId>,
) -> Result<Json<Visibility>, Problem> {
    let reasons = lintel_app::visibility::why(&app, &caller, id).await?;
    Ok(Json(Visibility {
        item_id: id.into(),
        viewers: reasons.into_iter().map(Into::into).collect(),
    }))
}

/// Mounts them.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes
        .service(share_items)
        .service(unshare_items)
        .service(review_share)
        .service(get_visibility);
}
