//! Ids in the address.

use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;
use std::future::{Ready, ready};

/// The ids of the address: `PathId<ClientId>`, or `PathId<(ClientId, ProjectId)>` for two.
/// What is no id names nothing: `404`.
#[derive(Clone, Copy, Debug)]
pub struct PathId<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for PathId<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let ids = web::Path::<T>::from_request(req, payload).into_inner();
        ready(
            ids.map(|ids| PathId(ids.into_inner()))
                .map_err(|_| Problem::not_found()),
        )
    }
}
