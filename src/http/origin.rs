//! Under which address a client knows us, for documents that hold absolute URLs.

use axum::http::{HeaderMap, header};

/// Scheme and authority, such as `https://map.example.com`, as the client or the proxy before us says.
pub(super) fn origin(request: &HeaderMap) -> String {
    let first = |name: &str| {
        let value = request.get(name)?.to_str().ok()?.split(',').next()?.trim();
        Some(value).filter(|value| !value.is_empty())
    };
    let scheme = first("x-forwarded-proto").filter(|&scheme| scheme == "https").map_or("http", |_| "https");
    let host = first("x-forwarded-host").or_else(|| first(header::HOST.as_str())).filter(|host| is_authority(host));
    format!("{scheme}://{}", host.unwrap_or("localhost"))
}

/// Whether the text is a host with or without port, and nothing that could break out of a URL.
fn is_authority(text: &str) -> bool {
    text.len() <= 255 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn proxies_speak_for_their_clients() {
        let of = |pairs: &[(&'static str, &'static str)]| {
            let pairs = pairs.iter().map(|&(name, value)| (HeaderName::from_static(name), value));
            origin(&pairs.map(|(name, value)| (name, HeaderValue::from_static(value))).collect())
        };
        assert_eq!(of(&[("host", "localhost:8080")]), "http://localhost:8080");
        let forwarded = [("host", "a"), ("x-forwarded-host", "map.example.com, b"), ("x-forwarded-proto", "https")];
        assert_eq!(of(&forwarded), "https://map.example.com");
        assert_eq!(of(&[("host", "evil.com/\"><script>")]), "http://localhost");
    }
}
