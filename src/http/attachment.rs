//! Files to be saved: what they are called (RFC 6266).

use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::query::encode;

/// The header that tells a browser to save the answer, by a name of ASCII letters, digits, `-`, `_` and `.`, or by a
/// title in any language where it understands that.
pub(super) fn disposition(name: &str, title: &str) -> HeaderValue {
    let mut text = format!("attachment; filename=\"{name}\"");
    if title != name {
        text += "; filename*=UTF-8''";
        text += &encode(title);
    }
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

/// The answer as a file of that name and title, as [`disposition`] has them.
pub(super) fn titled(mut response: Response, name: &str, title: &str) -> Response {
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition(name, title));
    response
}

/// The answer as a file of that name, where it is one.
pub(super) fn named(response: Response, name: Option<String>) -> Response {
    match name {
        Some(name) => titled(response, &name, &name),
        None => response,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_both_writings() {
        assert_eq!(disposition("a-1.csv", "a-1.csv"), "attachment; filename=\"a-1.csv\"");
        let both = "attachment; filename=\"stations.csv\"; filename*=UTF-8''%E7%AB%99%E7%82%B9.csv";
        assert_eq!(disposition("stations.csv", "站点.csv"), both);
    }
}
