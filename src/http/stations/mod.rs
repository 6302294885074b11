//! `/api/v1/stations`: stations, their cooperation and their history.

pub(super) mod cooperation;
pub(super) mod cursor;
mod draft;
pub(super) mod history;
pub(super) mod list;
pub(super) mod read;
pub(super) mod view;
pub(super) mod write;

use axum::Json;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::answer::X_REVISION;
use crate::base::ids::Revision;

/// JSON with the revision that it was made from or that a write made.
pub(super) fn json(revision: Revision, body: impl Serialize) -> Response {
    (stamp(revision), Json(body)).into_response()
}

/// The header that says the revision.
pub(super) fn stamp(revision: Revision) -> [(HeaderName, HeaderValue); 1] {
    [(X_REVISION, HeaderValue::from(revision.0))]
}
