//! Problem documents (RFC 9457): the one place that turns errors into statuses.

mod cause;
mod responses;

use std::fmt::Display;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

pub(super) use self::cause::Cause;
pub(super) use self::responses::{Busy, Denied, Failed, Missing, Refused, TooLarge, Unprocessable, WrongMedia};
use crate::domain::station::RuleError;
use crate::live::{LiveError, WriteError};
use crate::store::StoreError;

/// Most characters of a wrong value that are given back.
const MOST_SHOWN: usize = 80;

/// What went wrong. Small, because it travels in every result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(in crate::http) struct Problem(Box<Document>);

/// What went wrong, as `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(in crate::http) struct Document {
    /// Always `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The HTTP status.
    #[schema(example = 400)]
    status: u16,
    /// What went wrong here, in a sentence.
    detail: String,
    /// The parameter or field concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "at")]
    parameter: Option<String>,
    /// What came, cut to 80 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2026-13-01")]
    got: Option<String>,
    /// What is allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "a civil date YYYY-MM-DD from 1900-01-01 to 2199-12-31")]
    allowed: Option<String>,
    /// Where several things are in the way, the first 1,000 of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    causes: Vec<Cause>,
    /// How many more there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

impl Problem {
    /// A problem of that status.
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self(Box::new(Document {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Problem"),
            status: status.as_u16(),
            detail: detail.into(),
            parameter: None,
            got: None,
            allowed: None,
            causes: Vec::new(),
            more: None,
        }))
    }

    /// A parameter that holds what it must not.
    pub(super) fn parameter(name: impl Into<String>, got: impl AsRef<str>, allowed: impl Into<String>) -> Self {
        let (name, allowed) = (name.into(), allowed.into());
        let detail = format!("{name} must be {allowed}");
        Self::new(StatusCode::BAD_REQUEST, detail).naming(name, got, allowed)
    }

    /// A field of a body that holds what it must not.
    pub(super) fn field(name: impl Into<String>, got: impl AsRef<str>, allowed: impl Into<String>) -> Self {
        let (name, allowed) = (name.into(), allowed.into());
        let detail = format!("{name}: {allowed}");
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail).naming(name, got, allowed)
    }

    /// A thing that is not there.
    pub(super) fn missing(what: impl Display, key: impl AsRef<str>) -> Self {
        let key = shown(key.as_ref());
        let mut problem = Self::new(StatusCode::NOT_FOUND, format!("there is no {what} {key:?}"));
        problem.0.got = Some(key);
        problem
    }

    /// A fault of ours. The cause goes to the log, not to the client.
    pub(super) fn internal(cause: &dyn Display) -> Self {
        tracing::error!("a request failed: {cause}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "the server failed to answer; its log says why")
    }

    /// The same problem, naming a parameter or field, what came, and what is allowed.
    #[must_use]
    pub(super) fn naming(
        mut self,
        parameter: impl Into<String>,
        got: impl AsRef<str>,
        allowed: impl Into<String>,
    ) -> Self {
        self.0.parameter = Some(parameter.into());
        self.0.got = Some(shown(got.as_ref()));
        self.0.allowed = Some(allowed.into());
        self
    }

    /// The same problem with the things that are in the way, of which there are so many more.
    #[must_use]
    pub(super) fn because(mut self, causes: Vec<Cause>, more: usize) -> Self {
        self.0.causes = causes;
        self.0.more = Some(more);
        self
    }

    /// The same problem in other words.
    #[must_use]
    pub(super) fn saying(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = detail.into();
        self
    }
}

/// At most the first [`MOST_SHOWN`] characters.
fn shown(text: &str) -> String {
    text.chars().take(MOST_SHOWN).collect()
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

impl From<RuleError> for Problem {
    fn from(error: RuleError) -> Self {
        let detail = error.to_string();
        Self::field(error.field, &error.value, error.reason).saying(detail)
    }
}

impl From<LiveError> for Problem {
    fn from(error: LiveError) -> Self {
        Self::internal(&error)
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::NotFound { what, key } => Self::missing(what, key),
            WriteError::Exists { .. } | WriteError::Store(StoreError::Conflict { .. }) => {
                Self::new(StatusCode::CONFLICT, error.to_string())
            }
            WriteError::Rule(rule) => rule.into(),
            WriteError::Geography(error) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()),
            WriteError::Store(error) => Self::internal(&error),
        }
    }
}
