//! Request bodies: read up to a limit, and only of the types that are understood.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::{HeaderMap, StatusCode, header};
use bytes::Bytes;
use futures_util::StreamExt as _;
use serde_json::{Map, Value};

use super::problem::Problem;

/// A client that sends nothing for so long is given up.
const PATIENCE: Duration = Duration::from_secs(30);
/// Most bytes of a station or a stage.
const MOST_JSON: u64 = 256 * 1024;

/// A body in pieces, never more than a limit.
pub(super) struct Pieces {
    stream: BodyDataStream,
    left: u64,
    limit: u64,
}

impl Pieces {
    /// The body, up to `limit` bytes.
    pub(super) fn new(headers: &HeaderMap, body: Body, limit: u64) -> Result<Self, Problem> {
        let declared = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
        if declared.is_some_and(|length| length > limit) {
            return Err(too_large(limit));
        }
        Ok(Self { stream: body.into_data_stream(), left: limit, limit })
    }

    /// The next piece; `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        let next = tokio::time::timeout(PATIENCE, self.stream.next()).await.map_err(|_| {
            Problem::new(StatusCode::REQUEST_TIMEOUT, format!("nothing came for {} seconds", PATIENCE.as_secs()))
        })?;
        let Some(piece) = next else { return Ok(None) };
        let piece = piece.map_err(|error| {
            Problem::new(StatusCode::BAD_REQUEST, format!("the body broke off or is malformed: {error}"))
        })?;
        self.left = self.left.checked_sub(piece.len() as u64).ok_or_else(|| too_large(self.limit))?;
        Ok(Some(piece))
    }

    /// All of it at once.
    pub(super) async fn all(mut self) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.next().await? {
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }
}

fn too_large(limit: u64) -> Problem {
    let allowed = format!("at most {limit} bytes");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the body must be {allowed}")).naming("body", "", allowed)
}

/// Refuses a body whose content type is none of these.
pub(super) fn expect_type(headers: &HeaderMap, allowed: &[&str]) -> Result<(), Problem> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim();
    if allowed.iter().any(|media| media.eq_ignore_ascii_case(essence)) {
        return Ok(());
    }
    let allowed = allowed.join(" or ");
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("the body must be {allowed}")).naming(
        "Content-Type",
        given,
        allowed,
    ))
}

/// A body that is a JSON object.
pub(super) async fn object(headers: &HeaderMap, body: Body, types: &[&str]) -> Result<Map<String, Value>, Problem> {
    object_within(headers, body, types, MOST_JSON).await
}

/// A body that is a JSON object of at most so many bytes.
pub(super) async fn object_within(
    headers: &HeaderMap,
    body: Body,
    types: &[&str],
    most: u64,
) -> Result<Map<String, Value>, Problem> {
    expect_type(headers, types)?;
    let bytes = Pieces::new(headers, body, most)?.all().await?;
    match parse(&bytes)? {
        Value::Object(map) => Ok(map),
        _ => Err(Problem::new(StatusCode::BAD_REQUEST, "the body must be a JSON object")),
    }
}

/// A body that is JSON.
pub(super) fn parse<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes)
        .map_err(|error| Problem::new(StatusCode::BAD_REQUEST, format!("the body is not the JSON expected: {error}")))
}

/// Refuses fields that nobody took out of the object.
pub(super) fn expect_empty(map: &Map<String, Value>, known: &str) -> Result<(), Problem> {
    match map.iter().next() {
        Some((name, value)) => Err(Problem::field(name, value.to_string(), format!("one of {known}"))
            .saying(format!("there is no field {:?}", name.chars().take(40).collect::<String>()))),
        None => Ok(()),
    }
}
