//! The web application, built into the binary.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::RustEmbed;

use super::answer::{Encoding, Entry, Keep, Kind, hex, likes_brotli};
use super::app::App;
use super::problem::Problem;

/// What `npm run build` made: files, and beside the large ones `….br` and `….gz`, compressed harder than
/// there is time for when they are asked for.
#[derive(RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Files;

/// Said when the application was not built in.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Forecourt</title>\
    <h1>Forecourt</h1><p>The API is running, see <a href=\"/openapi.json\">/openapi.json</a>. The map is not part of \
    this binary: run <code>npm ci &amp;&amp; npm run build</code> in <code>web/</code>, then \
    <code>cargo build --release</code>.</p></html>";

/// The file of a path, or the application's page where the path is one of its views.
pub(super) async fn page(app: &App, path: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    let name = path.trim_start_matches('/');
    if let Some(file) = Files::get(name) {
        return send(app, name, file, headers).await;
    }
    // A path that ends like a file is a file that is not there; a view may hold a code with a dot in it.
    if mime_guess::from_path(name).first().is_some() || name.starts_with("assets/") {
        return Err(Problem::missing("file", path));
    }
    match Files::get("index.html") {
        Some(file) => send(app, "index.html", file, headers).await,
        None => Ok((StatusCode::OK, [(header::CACHE_CONTROL, "no-cache")], Html(NOT_BUILT)).into_response()),
    }
}

async fn send(app: &App, name: &str, file: rust_embed::EmbeddedFile, headers: &HeaderMap) -> Result<Response, Problem> {
    if !name.starts_with("assets/") {
        return encoded(app, name, file, headers, Keep::Revalidate).await;
    }
    // Such a name holds a hash of the content: nobody has to ask whether it changed.
    let mut response = encoded(app, name, file, headers, Keep::Forever).await?;
    response.headers_mut().remove(header::ETAG);
    Ok(response)
}

async fn encoded(
    app: &App,
    name: &str,
    file: rust_embed::EmbeddedFile,
    headers: &HeaderMap,
    keep: Keep,
) -> Result<Response, Problem> {
    let kind = Kind { media: media(name), keep, revision: None };
    let hash = hex(&file.metadata.sha256_hash());
    let (encoding, ending) = match Encoding::preferred(headers) {
        _ if likes_brotli(headers) => (Encoding::Brotli, "br"),
        Encoding::Gzip => (Encoding::Gzip, "gz"),
        _ => (Encoding::Identity, ""),
    };
    if let Some(packed) = Files::get(&format!("{name}.{ending}")) {
        return Ok(Entry::packed(packed.data.into_owned().into(), encoding, &hash[..32]).respond(headers, kind));
    }
    app.cache.answer(headers, kind, format!("web {name} {hash}"), move || Ok(file.data.into_owned())).await
}

/// The content type of a file by its ending.
fn media(name: &str) -> &'static str {
    let media = mime_guess::from_path(name).first_raw().unwrap_or("application/octet-stream");
    match media {
        "text/html" => "text/html; charset=utf-8",
        "text/css" => "text/css; charset=utf-8",
        "text/javascript" | "application/javascript" => "text/javascript; charset=utf-8",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_types() {
        for (name, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("assets/index-abc.js", "text/javascript; charset=utf-8"),
            ("assets/worker.mjs", "text/javascript; charset=utf-8"),
            ("assets/index.css", "text/css; charset=utf-8"),
            ("favicon.svg", "image/svg+xml"),
            ("font.woff2", "font/woff2"),
            ("unknown", "application/octet-stream"),
        ] {
            assert_eq!(media(name), expected, "{name}");
        }
    }
}
