//! The parts of a path: as axum reads them, refused as everything else is.

use axum::extract::{FromRequestParts, Path as Parts};
use axum::http::request;
use serde::de::DeserializeOwned;

use super::problem::Problem;

/// The parts that a route leaves open.
pub(super) struct Path<T>(pub(super) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut request::Parts, state: &S) -> Result<Self, Problem> {
        match Parts::from_request_parts(parts, state).await {
            Ok(Parts(values)) => Ok(Self(values)),
            // All that can be wrong with texts is how they are encoded.
            Err(_) => Err(Problem::parameter("path", parts.uri.path(), "percent-encoded UTF-8")),
        }
    }
}
