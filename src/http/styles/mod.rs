//! `/styles/{file}`: MapLibre styles that work when their URL is pasted into any map.
//!
//! They hold no text: labels need a glyph server, or a MapLibre that draws glyphs itself, and these
//! styles ask for neither.

mod layers;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::app::App;
use super::origin::origin;
use super::path::Path;
use super::problem::{Failed, Missing, Problem, Refused};
use super::query::{self, Asked, Declared, LEVEL, METRICS, PERIOD, QUESTION, Query, Takes};
use crate::base::ids::SetId;
use crate::domain::metric::{Metric, Unit};
use crate::engine::statistics::{Breakdown, Wanted, statistics};
use crate::live::Depth;

/// Parameters of styles.
pub(super) struct StyleQuery;

impl Takes for StyleQuery {
    const TAKES: &'static [&'static [Declared]] = &[QUESTION, PERIOD, &[LEVEL, METRICS]];
}

/// A style.
///
/// `stations.json` shows stations and clusters, `regions.json` the regions of a level coloured by the first
/// metric, `base.json` nothing but the base map. The question's parameters are passed on to the tiles.
#[utoipa::path(
    get,
    path = "/styles/{file}",
    tag = "tiles",
    operation_id = "read_style",
    params(
        ("file" = String, Path, description = "stations.json, regions.json or base.json.", example = "stations.json"),
        Query<StyleQuery>
    ),
    responses((status = 200, description = "A MapLibre style.", body = Object), Refused, Missing, Failed)
)]
pub(super) async fn style(
    State(app): State<App>,
    Path(file): Path<String>,
    headers: HeaderMap,
    query: Query<StyleQuery>,
) -> Result<Json<Value>, Problem> {
    let asked = Asked::read(&query, &app.network, Depth::Stations).await?;
    asked.question()?;
    let set = query::set(&query, asked.snapshot.geography())?;
    let level = query::level(&query, set)?.unwrap_or(0);
    let metrics = query::metrics(&query)?;
    let wanted = query::wanted(&query, asked.at, &metrics)?;
    let origin = origin(&headers);
    let mut sources = json!({
        "world": {"type": "geojson", "data": format!("{origin}/basemap/world.json")},
        "china": {"type": "geojson", "data": format!("{origin}/basemap/china.json")},
    });
    let mut drawn = layers::base();
    let name = match file.as_str() {
        "base.json" => "Forecourt base",
        "stations.json" => {
            let tiles = format!("{origin}/tiles/stations{}", query.pass_on(&[QUESTION]));
            sources["stations"] = json!({"type": "vector", "url": tiles});
            drawn.extend(layers::stations());
            "Forecourt stations"
        }
        "regions.json" => {
            let tiles = format!("{origin}/tiles/regions{}", query.pass_on(StyleQuery::TAKES));
            sources["regions"] = json!({"type": "vector", "url": tiles, "promoteId": {"regions": "code"}});
            let metric = metrics.first().copied().unwrap_or(Metric::Stations);
            let level = (set.id(), level);
            let most = app.cache.work(move || most(&asked, level, metric, wanted)).await?;
            // Filled below the lines of the base map, so that borders stay to be seen.
            let land = drawn.iter().position(|layer| layer["type"] == "line").unwrap_or(drawn.len());
            drawn.splice(land..land, layers::regions(metric, most));
            "Forecourt regions"
        }
        _ => return Err(Problem::missing("style", &file)),
    };
    Ok(Json(json!({
        "version": 8,
        "name": name,
        "center": [104.0, 35.5],
        "zoom": 3.2,
        "sources": sources,
        "layers": drawn,
    })))
}

/// The largest value of a metric over the regions drawn, where the colours end.
fn most(asked: &Asked, level: (SetId, usize), metric: Metric, wanted: Option<Wanted>) -> Result<f64, Problem> {
    if metric.describe().unit == Unit::Ratio {
        return Ok(1.0);
    }
    let breakdown = Breakdown { level: Some(level), wanted, ..Breakdown::default() };
    let answer =
        statistics(&asked.snapshot, &asked.question()?, &breakdown).map_err(|error| Problem::internal(&error))?;
    let values = answer.rows.iter().filter_map(|row| row.totals.value(metric).number());
    Ok(values.fold(1.0, f64::max))
}
