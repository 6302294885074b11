//! Answers to writes, and to readings that nobody keeps: JSON, or nothing, with the revision; a write that changed
//! nothing made none, and the one that is there is somebody else's, which nobody may undo for it.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::answer::X_REVISION;
use super::problem::Problem;
use super::query::encode;
use crate::base::ids::Revision;

/// What commits made through the API say they came through.
pub(super) const SOURCE: &str = "api";

/// JSON with the revision that it was made from or that a write made, if any.
pub(super) fn json(revision: impl Into<Option<Revision>>, body: impl Serialize) -> Response {
    (stamp(revision), Json(body)).into_response()
}

/// The same of something new.
pub(super) fn created(revision: impl Into<Option<Revision>>, body: impl Serialize) -> Response {
    (StatusCode::CREATED, json(revision, body)).into_response()
}

/// The same of something new that has a place of its own, below `/api/v1`.
pub(super) fn created_at(revision: Revision, place: &[&str], body: impl Serialize) -> Result<Response, Problem> {
    let path: String = place.iter().flat_map(|part| ["/".to_owned(), encode(part)]).collect();
    let location = HeaderValue::try_from(format!("/api/v1{path}"));
    let location = location.map_err(|error| Problem::internal(&error))?;
    Ok(([(header::LOCATION, location)], created(revision, body)).into_response())
}

/// Nothing: it is gone.
pub(super) fn gone(revision: Revision) -> Response {
    (StatusCode::NO_CONTENT, stamp(revision), ()).into_response()
}

fn stamp(revision: impl Into<Option<Revision>>) -> Option<[(HeaderName, HeaderValue); 1]> {
    revision.into().map(|revision| [(X_REVISION, HeaderValue::from(revision.0))])
}
