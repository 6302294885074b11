//! `/basemap`: the lines and names under the map, built into the binary.

use std::io::Read as _;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::read::GzDecoder;
use rust_embed::RustEmbed;

use super::answer::{JSON, accepts_gzip, hex};
use super::metrics::Nothing;
use super::path::Path;
use super::problem::{Failed, Missing, Problem, Refused};
use super::query::Query;

/// Gzipped GeoJSON files, see `data/README.md`.
#[derive(RustEmbed)]
#[folder = "data/basemap"]
#[allow_missing = true]
struct Files;

/// A file of the base map.
///
/// GeoJSON. `world` has land and borders, `china` its divisions and lines, `places` names of towns.
#[utoipa::path(
    get,
    path = "/basemap/{file}",
    tag = "tiles",
    operation_id = "read_basemap",
    params(("file" = String, Path, description = "world.json, china.json or places.json.", example = "china.json")),
    responses(
        (status = 200, description = "GeoJSON.", body = Object),
        (status = 304, description = "Nothing changed since the file whose ETag was given."),
        Refused,
        Missing,
        Failed
    )
)]
pub(super) async fn file(Path(name): Path<String>, headers: HeaderMap, _: Query<Nothing>) -> Result<Response, Problem> {
    let file = Files::get(&format!("{name}.gz")).ok_or_else(|| Problem::missing("file of the base map", &name))?;
    let hash = file.metadata.sha256_hash();
    let gzip = accepts_gzip(&headers);
    let digits = hex(&hash[..16]);
    let etag = format!("\"{digits}{}\"", if gzip { "-gzip" } else { "" });
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response = if known.is_some_and(|known| known.contains(&digits)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if gzip {
        let mut response = Response::new(Body::from(file.data.into_owned()));
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        response
    } else {
        let mut plain = Vec::new();
        GzDecoder::new(&file.data[..]).read_to_end(&mut plain).map_err(|error| Problem::internal(&error))?;
        Response::new(Body::from(plain))
    };
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(header::ETAG, HeaderValue::try_from(etag).map_err(|error| Problem::internal(&error))?);
    Ok(response)
}
