//! Answers: bytes made once, kept by question and revision, compressed as the client likes, and
//! revalidated by their content.

mod cache;
mod encoding;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Serialize;
use sha2::{Digest, Sha256};

pub(super) use self::cache::Cache;
pub(super) use self::encoding::{Encoding, accepts_gzip, likes_brotli};
use super::problem::Problem;

/// The revision that an answer was made from.
pub(super) const X_REVISION: HeaderName = HeaderName::from_static("x-revision");

/// JSON.
pub(super) const JSON: &str = "application/json";

/// How an answer may be kept by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// It can never change.
    Forever,
    /// It changes with the program only.
    Hour,
    /// It may change with the next commit: ask again, and be told 304 if it did not.
    Revalidate,
}

impl Keep {
    pub(super) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Hour => "public, max-age=3600",
            Self::Revalidate => "no-cache",
        })
    }
}

/// What an answer is, its bytes apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// Its content type.
    pub(super) media: &'static str,
    /// How others may keep it.
    pub(super) keep: Keep,
    /// The revision that it was made from.
    pub(super) revision: Option<u64>,
}

impl Kind {
    /// JSON that may change with the next commit.
    pub(super) const fn json(revision: u64) -> Self {
        Self { media: JSON, keep: Keep::Revalidate, revision: Some(revision) }
    }
}

/// An answer's bytes in one encoding.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    bytes: Bytes,
    encoding: Encoding,
    etag: HeaderValue,
    /// Hash of the plain bytes, with which the `ETag` of every encoding begins.
    hash: Arc<str>,
}

impl Entry {
    fn plain(bytes: Vec<u8>) -> Self {
        let hash = hex(&Sha256::digest(&bytes)[..16]);
        let etag = etag(&hash, Encoding::Identity);
        Self { bytes: bytes.into(), encoding: Encoding::Identity, etag, hash: hash.into() }
    }

    /// What was compressed beforehand, of these plain bytes.
    pub(super) fn packed(bytes: Bytes, encoding: Encoding, plain_hash: &str) -> Self {
        Self { bytes, encoding, etag: etag(plain_hash, encoding), hash: plain_hash.into() }
    }

    fn encoded(&self, encoding: Encoding) -> Self {
        match encoding.compress(&self.bytes) {
            Some(bytes) => {
                let etag = etag(&self.hash, encoding);
                Self { bytes: bytes.into(), encoding, etag, hash: Arc::clone(&self.hash) }
            }
            None => self.clone(),
        }
    }

    /// Whether the client has these very bytes, in whatever encoding.
    fn is_known(&self, request: &HeaderMap) -> bool {
        let given = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        given.flat_map(|list| list.split(',')).map(str::trim).any(|tag| {
            let tag = tag.strip_prefix("W/").unwrap_or(tag);
            tag == "*" || tag.strip_prefix('"').is_some_and(|tag| tag.starts_with(&*self.hash))
        })
    }

    /// The response: 304 when the client has it, 204 when there is nothing in it.
    pub(super) fn respond(&self, request: &HeaderMap, kind: Kind) -> Response {
        let mut response = if self.is_known(request) {
            StatusCode::NOT_MODIFIED.into_response()
        } else if self.bytes.is_empty() {
            StatusCode::NO_CONTENT.into_response()
        } else {
            let mut response = Response::new(Body::from(self.bytes.clone()));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind.media));
            if let Some(name) = self.encoding.name() {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
            }
            response
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::CACHE_CONTROL, kind.keep.header());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(revision) = kind.revision {
            headers.insert(X_REVISION, revision.into());
        }
        response
    }
}

fn etag(hash: &str, encoding: Encoding) -> HeaderValue {
    let tag = match encoding.name() {
        Some(name) => format!("\"{hash}-{name}\""),
        None => format!("\"{hash}\""),
    };
    HeaderValue::try_from(tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

/// Bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// A value as JSON text.
pub(super) fn json(value: &impl Serialize) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(value).map_err(|error| Problem::internal(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(tags: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(tags))])
    }

    #[test]
    fn a_known_answer_is_not_sent_again() {
        let entry = Entry::plain(b"hello".to_vec());
        let kind = Kind::json(7);
        assert_eq!(entry.etag, "\"2cf24dba5fb0a30e26e83b2ac5b9e29e\"");
        let status = |tags| entry.respond(&request(tags), kind).status();
        assert_eq!(status("\"2cf24dba5fb0a30e26e83b2ac5b9e29e\""), StatusCode::NOT_MODIFIED);
        assert_eq!(status("\"other\", W/\"2cf24dba5fb0a30e26e83b2ac5b9e29e-gzip\""), StatusCode::NOT_MODIFIED);
        assert_eq!(status("*"), StatusCode::NOT_MODIFIED);
        assert_eq!(status("\"2cf24dba\""), StatusCode::OK);
    }

    #[test]
    fn nothing_is_no_content() {
        let response = Entry::plain(Vec::new()).respond(&HeaderMap::new(), Kind::json(7));
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        assert_eq!(response.headers()[X_REVISION], "7");
    }
}
