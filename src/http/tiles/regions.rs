//! `/tiles/regions`: the regions of a level with their numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{Parts, kind, tile as tile_of};
use crate::base::date::Day;
use crate::base::ids::SetId;
use crate::domain::metric::{Metric, Unit};
use crate::engine::geography::SetIndex;
use crate::engine::statistics::{Breakdown, Totals, Wanted, statistics};
use crate::engine::{Question, Snapshot};
use crate::http::app::App;
use crate::http::origin::origin;
use crate::http::path::Path;
use crate::http::problem::{Failed, Problem, Refused};
use crate::http::query::{self, Asked, Declared, LEVEL, METRICS, PERIOD, QUESTION, Query, Takes, set};
use crate::http::wire::{TileJson, VectorLayer, corners};
use crate::live::Depth;

/// The deepest zoom of region tiles; maps magnify it beyond.
const DEEPEST: u8 = 14;

/// Parameters of region tiles.
pub(in crate::http) struct RegionTiles;

impl Takes for RegionTiles {
    const TAKES: &'static [&'static [Declared]] = &[QUESTION, PERIOD, &[LEVEL, METRICS]];
}

/// A tile of regions.
///
/// Layer `regions` of a Mapbox vector tile (MVT 2.1): the regions of a level, the topmost unless said, with
/// the metrics asked. Groups are drawn as the admin regions that they hold on the day. Neighbours share their
/// borders at every zoom. 204 where there is none.
#[utoipa::path(
    get,
    path = "/tiles/regions/{z}/{x}/{y}",
    tag = "tiles",
    operation_id = "read_region_tile",
    params(
        ("z" = u32, Path, description = "Zoom, 0 to 14.", example = 4),
        ("x" = u32, Path, description = "Column, eastward.", example = 13),
        ("y" = String, Path, description = "Row, southward; may end in .mvt or .pbf.", example = "6.mvt"),
        Query<RegionTiles>
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
    query: Query<RegionTiles>,
) -> Result<Response, Problem> {
    let tile = tile_of(&parts, DEEPEST)?;
    let metrics = query::metrics(&query)?;
    let asked = Asked::read(&query, &app.network, query::depth(&metrics)).await?;
    let (set, level) = drawn(&query, &asked)?;
    let wanted = query::wanted(&query, asked.at, &metrics)?;
    let kind = kind(&asked);
    let counted = format!("{} {level} {wanted:?} {}", set.code(), asked.key);
    let what = format!("regions {tile} {metrics:?} {counted}");
    let (set, numbers) = (set.id(), Arc::clone(&app.numbers));
    app.cache
        .answer(&headers, kind, what, move || {
            let question = asked.question()?;
            let snapshot = asked.snapshot;
            let geography = snapshot.geography();
            let Some(index) = geography.sets().iter().find(|index| index.id() == set) else { return Ok(Vec::new()) };
            let drawing = geography.tile(index, level, question.at, tile);
            if drawing.is_empty() {
                return Ok(Vec::new());
            }
            let key = (snapshot.revision(), counted);
            let totals = numbers.get_or_insert_with(&key, || count(&snapshot, &question, (set, level), wanted))?;
            Ok(index.encode(&drawing, |slot, tags| {
                let totals = totals.get(slot as usize).copied().unwrap_or_default();
                for &metric in &metrics {
                    totals.value(metric).tell(metric.describe().id, tags);
                }
            }))
        })
        .await
}

/// Totals by slot of the set: one statistic serves all tiles of a question.
fn count(
    snapshot: &Snapshot,
    question: &Question,
    level: (SetId, usize),
    wanted: Option<Wanted>,
) -> Result<Arc<[Totals]>, Problem> {
    let breakdown = Breakdown { level: Some(level), wanted, ..Breakdown::default() };
    let statistics = statistics(snapshot, question, &breakdown).map_err(|error| Problem::internal(&error))?;
    let most = statistics.rows.iter().filter_map(|row| row.region).max().map_or(0, |slot| slot as usize + 1);
    let mut totals = vec![Totals::default(); most];
    for row in statistics.rows {
        if let Some(slot) = row.region {
            totals[slot as usize] = row.totals;
        }
    }
    Ok(totals.into())
}

/// The set and level to draw; the topmost level unless said.
fn drawn<'a>(query: &Query<RegionTiles>, asked: &'a Asked) -> Result<(&'a SetIndex, usize), Problem> {
    let set = set(query, asked.snapshot.geography())?;
    Ok((set, query::level(query, set)?.unwrap_or(0)))
}

/// TileJSON of region tiles.
///
/// TileJSON 3.0; the question's parameters are passed on into the tiles' URL.
#[utoipa::path(
    get,
    path = "/tiles/regions",
    tag = "tiles",
    operation_id = "read_region_tilejson",
    params(Query<RegionTiles>),
    responses((status = 200, description = "The TileJSON.", body = TileJson), Refused, Failed)
)]
pub(in crate::http) async fn tilejson(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<RegionTiles>,
) -> Result<Json<TileJson>, Problem> {
    let asked = Asked::read(&query, &app.network, Depth::Stations).await?;
    asked.question()?;
    let (set, level) = drawn(&query, &asked)?;
    let metrics = query::metrics(&query)?;
    query::wanted(&query, asked.at, &metrics)?;
    let set = set.id();
    let bounds = {
        let (snapshot, at) = (Arc::clone(&asked.snapshot), asked.at);
        // The first question about a date makes the outlines of groups.
        app.cache.work(move || Ok(bounds(&snapshot, set, level, at))).await?
    };
    let passed = query.pass_on(RegionTiles::TAKES);
    let origin = origin(&headers);
    Ok(Json(TileJson {
        tilejson: "3.0.0",
        name: "Regions",
        tiles: vec![format!("{origin}/tiles/regions/{{z}}/{{x}}/{{y}}.mvt{passed}")],
        scheme: "xyz",
        vector_layers: vec![layer(&metrics)],
        bounds,
        minzoom: 0,
        maxzoom: DEEPEST,
        attribution: "",
    }))
}

fn layer(metrics: &[Metric]) -> VectorLayer {
    let mut fields = BTreeMap::from([
        ("code", "The region's code"),
        ("name", "Its name"),
        ("level", "Its level"),
        ("parent", "Code of the region above it; absent at the top"),
    ]);
    fields.extend(metrics.iter().map(|metric| {
        let about = metric.describe();
        let text = match about.unit {
            Unit::Count | Unit::Orders | Unit::Contracts => about.en,
            Unit::Money => "An amount in major units",
            Unit::Litres => "Litres",
            Unit::Kwh => "Kilowatt-hours",
            Unit::Ratio => "A share from 0 to 1; absent when there is nothing to divide by",
            Unit::Days => "Days; absent when there is nothing to measure",
        };
        (about.id, text)
    }));
    VectorLayer {
        id: "regions",
        fields,
        description: "The regions of a level with the metrics asked",
        minzoom: 0,
        maxzoom: DEEPEST,
    }
}

/// The box of all regions of a level on a day; the whole square without any.
fn bounds(snapshot: &Snapshot, set: SetId, level: usize, at: Day) -> [f64; 4] {
    let geography = snapshot.geography();
    let set = geography.sets().iter().find(|index| index.id() == set);
    let regions = set.iter().filter_map(|set| set.levels().get(level).map(|level| (set, &level.regions)));
    let boxes = regions.flat_map(|(set, slots)| slots.iter().filter_map(|&slot| geography.bounds(set, slot, at)));
    let union = boxes.map(corners).reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
    union.unwrap_or([-180.0, -85.051_129, 180.0, 85.051_129])
}
