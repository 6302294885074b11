//! `/tiles/stations`: stations and clusters.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{Parts, kind, tile as tile_of};
use crate::base::tile::MAX_ZOOM;
use crate::domain::metric::Metric;
use crate::engine;
use crate::engine::tile::Clustering;
use crate::http::app::App;
use crate::http::origin::origin;
use crate::http::path::Path;
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{self, Asked, Declared, Kind, PERIOD, QUESTION, Query, Takes};
use crate::http::wire::{TileJson, VectorLayer};
use crate::live::Depth;

const CLUSTER: Declared = Declared {
    name: "cluster",
    kind: Kind::Choice(&["auto", "off"]),
    allowed: "auto or off",
    about: "Whether stations that share a cell of the grid are drawn as one; auto, the default, does so below zoom 13.",
    example: "auto",
    required: false,
};

/// Metrics that features tell.
const METRICS: Declared = Declared {
    about: "Metrics that clusters tell besides their counts, and stations as far as they say something of a single one; \
            money and volumes in whole units.",
    example: "gmv,fee_rate",
    ..query::METRICS
};

/// Parameters of station tiles.
pub(in crate::http) struct StationTiles;

impl Takes for StationTiles {
    const TAKES: &'static [&'static [Declared]] = &[QUESTION, PERIOD, &[CLUSTER, METRICS]];
}

/// A tile of stations.
///
/// Layers `stations` and `clusters` of a Mapbox vector tile (MVT 2.1). Each station is in exactly one
/// feature of one tile of a zoom, so counts add up; 204 where there is none.
#[utoipa::path(
    get,
    path = "/tiles/stations/{z}/{x}/{y}",
    tag = "tiles",
    operation_id = "read_station_tile",
    params(
        ("z" = u32, Path, description = "Zoom, 0 to 22.", example = 4),
        ("x" = u32, Path, description = "Column, eastward.", example = 13),
        ("y" = String, Path, description = "Row, southward; may end in .mvt or .pbf.", example = "6.mvt"),
        Query<StationTiles>
    ),
    responses(
        (status = 200, description = "The tile.", body = [u8], content_type = "application/vnd.mapbox-vector-tile"),
        (status = 204, description = "There is nothing on the tile."),
        (status = 304, description = "Nothing changed since the tile whose ETag was given."),
        Refused,
        Failed
    )
)]
pub(in crate::http) async fn tile(
    State(app): State<App>,
    Path(parts): Path<Parts>,
    headers: HeaderMap,
    query: Query<StationTiles>,
) -> Result<Response, Problem> {
    let tile = tile_of(&parts, MAX_ZOOM)?;
    let clustering = match query.choice(&CLUSTER)? {
        Some("off") => Clustering::Off,
        _ => Clustering::Auto,
    };
    let metrics = metrics(&query)?;
    let asked = Asked::read(&query, &app.network, query::depth(&metrics)).await?;
    let figures = figures(&query, &asked, metrics)?;
    let kind = kind(&asked);
    let what = format!("stations {tile} {clustering:?} {figures:?} {}", asked.key);
    app.cache
        .answer(&headers, kind, what, move || {
            engine::tile::stations(&asked.snapshot, &asked.question()?, tile, clustering, &figures).map_err(|crowded| {
                let allowed = "auto for a tile of so many stations";
                Problem::parameter(CLUSTER.name, "off", allowed).saying(crowded.to_string())
            })
        })
        .await
}

/// TileJSON of station tiles.
///
/// TileJSON 3.0; the question's parameters are passed on into the tiles' URL.
#[utoipa::path(
    get,
    path = "/tiles/stations",
    tag = "tiles",
    operation_id = "read_station_tilejson",
    params(Query<StationTiles>),
    responses((status = 200, description = "The TileJSON.", body = TileJson), Refused, Failed)
)]
pub(in crate::http) async fn tilejson(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<StationTiles>,
) -> Result<Json<TileJson>, Problem> {
    // Read for its errors: a wrong question is better refused here than by every tile.
    query.choice(&CLUSTER)?;
    let metrics = metrics(&query)?;
    let asked = Asked::read(&query, &app.network, Depth::Stations).await?;
    let figures = figures(&query, &asked, metrics)?;
    asked.question()?;
    let passed = query.pass_on(StationTiles::TAKES);
    let origin = origin(&headers);
    Ok(Json(TileJson {
        tilejson: "3.0.0",
        name: "Stations",
        tiles: vec![format!("{origin}/tiles/stations/{{z}}/{{x}}/{{y}}.mvt{passed}")],
        scheme: "xyz",
        vector_layers: layers(&figures.metrics),
        bounds: bounds(&asked),
        minzoom: 0,
        maxzoom: MAX_ZOOM,
        attribution: "",
    }))
}

/// The metrics asked; none unless said.
fn metrics(query: &Query<StationTiles>) -> Result<Vec<Metric>, Problem> {
    let metrics = if query.text(&METRICS).is_some() { query::metrics(query)? } else { Vec::new() };
    if metrics.contains(&Metric::Closed) {
        return Err(METRICS.refuse("closed").saying("metrics: closed stations are in no tile"));
    }
    Ok(metrics)
}

/// What features tell of the metrics.
fn figures(query: &Query<StationTiles>, asked: &Asked, metrics: Vec<Metric>) -> Result<engine::tile::Asked, Problem> {
    let wanted = query::wanted(query, asked.at, &metrics)?;
    Ok(engine::tile::Asked { metrics, wanted })
}

/// The box of all stations, whatever is asked of them; the whole square without any.
fn bounds(asked: &Asked) -> [f64; 4] {
    asked.snapshot.bounds().map_or([-180.0, -85.051_129, 180.0, 85.051_129], |square| {
        let (nw, se) = (square.min.lonlat(), square.max.lonlat());
        [nw.lon(), se.lat(), se.lon(), nw.lat()]
    })
}

fn layers(metrics: &[Metric]) -> Vec<VectorLayer> {
    let mut stations = BTreeMap::from([
        ("code", "The user's own id"),
        ("name", "Name"),
        ("energy", "fuel, ev, gas, hydrogen or mixed; absent when not known"),
        ("brand", "Brand; absent without one"),
        ("operator", "Operator; absent without one"),
        ("stage", "Stage on the date; absent for none yet"),
    ]);
    let mut clusters = BTreeMap::from([
        ("count", "Stations in the cluster"),
        ("no_stage", "Those without a stage yet"),
        ("prospect", "Those at stage prospect"),
        ("negotiating", "Those at stage negotiating"),
        ("signed", "Those at stage signed"),
        ("online", "Those at stage online"),
        ("paused", "Those at stage paused"),
        ("terminated", "Those at stage terminated"),
        ("expansion_zoom", "The zoom at which the cluster comes apart"),
    ]);
    for metric in metrics {
        let about = metric.describe();
        clusters.insert(about.id, about.en);
        if metric.is_of_books() {
            stations.insert(about.id, about.en);
        }
    }
    let layer = |id, description, fields| VectorLayer { id, fields, description, minzoom: 0, maxzoom: MAX_ZOOM };
    vec![
        layer("stations", "Stations that stand alone in their cell of the grid", stations),
        layer("clusters", "Stations that share a cell of the grid, at their mean", clusters),
    ]
}
