//! `/basemap`: the land, lines and names under the map, built into the binary. As whole files, for
//! those who draw their own, and as vector tiles, of which a map needs a small part.

mod read;

use std::io::Read as _;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::read::GzDecoder;
use rust_embed::RustEmbed;

use super::answer::{JSON, Keep, Kind, accepts_gzip, hex};
use super::app::App;
use super::metrics::Nothing;
use super::path::Path;
use super::problem::{Failed, Missing, Problem, Refused};
use super::query::Query;
use super::tiles::{MVT, Parts, tile as tile_of};
use crate::engine::basemap::{Basemap, DEEPEST};

/// Gzipped GeoJSON files, see `data/README.md`.
#[derive(RustEmbed)]
#[folder = "data/basemap"]
#[allow_missing = true]
struct Files;

/// What tiles are cut from; read from the files when the first one is asked for.
static BASEMAP: LazyLock<Result<Basemap, String>> = LazyLock::new(|| {
    let files = ["world", "china", "places"].map(|name| (name, text_of(&format!("{name}.json"))));
    read::basemap(files)
});

/// A file, unpacked; no text for one that was not built in.
fn text_of(name: &str) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    let file = Files::get(&format!("{name}.gz"))?;
    GzDecoder::new(&file.data[..]).read_to_end(&mut plain).ok()?;
    Some(plain)
}

/// Reads the base map ahead of the first tile.
pub(super) fn warm_up() {
    LazyLock::force(&BASEMAP);
}

/// A tile of the base map.
///
/// Mapbox vector tile (MVT 2.1). Layer `land` has polygons, `lines` borders, both with their `kind` as in
/// the files (`world` and `china` for land); `places` has names, of which a tile holds those that a map
/// shows at its zoom. 204 where there is only sea.
#[utoipa::path(
    get,
    path = "/basemap/{z}/{x}/{y}",
    tag = "tiles",
    operation_id = "read_basemap_tile",
    params(
        ("z" = u32, Path, description = "Zoom, 0 to 9; maps magnify the last one.", example = 4),
        ("x" = u32, Path, description = "Column, eastward.", example = 13),
        ("y" = String, Path, description = "Row, southward; may end in .mvt or .pbf.", example = "6.mvt")
    ),
    responses(
        (status = 200, description = "The tile.", body = [u8], content_type = "application/vnd.mapbox-vector-tile"),
        (status = 204, description = "There is nothing on the tile."),
        (status = 304, description = "Nothing changed since the tile whose ETag was given."),
        Refused,
        Failed
    )
)]
pub(super) async fn tile(
    State(app): State<App>,
    Path(parts): Path<Parts>,
    headers: HeaderMap,
    _: Query<Nothing>,
) -> Result<Response, Problem> {
    let tile = tile_of(&parts, DEEPEST)?;
    let kind = Kind { media: MVT, keep: Keep::Hour, revision: None };
    let make = move || match &*BASEMAP {
        Ok(basemap) => Ok(basemap.tile(tile)),
        Err(error) => Err(Problem::internal(error)),
    };
    app.cache.answer(&headers, kind, format!("basemap {tile}"), make).await
}

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
    out.insert(header::CACHE_CONTROL, Keep::Hour.header());
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(header::ETAG, HeaderValue::try_from(etag).map_err(|error| Problem::internal(&error))?);
    Ok(response)
}
