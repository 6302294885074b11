//! `/api/v1/stats`: statistics of a question, by region, group and time.

mod area;
mod geojson;
mod render;
mod sheet;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use self::render::{Format, Plan};
use super::answer::{Keep, Kind};
use super::app::App;
use super::attachment;
use super::body::{self, Pieces};
use super::problem::{Failed, Problem, Refused, TooLarge, Unprocessable, WrongMedia};
use super::query::{self, Asked, BREAKDOWN, Declared, PERIOD, QUESTION, Query, Sliced, Takes, depth, metrics, set};
use super::sheet::{HEADERS, Sheet};
use super::wire::StatsAnswer;

/// Most bytes of an area.
const MOST_AREA: u64 = 8 << 20;

const FORMAT: Declared = Declared {
    name: "format",
    kind: query::Kind::Choice(&["json", "csv", "xlsx", "geojson"]),
    allowed: "one of json, csv, xlsx, geojson; geojson needs a level, and neither group_by nor bucket",
    about: "How the answer is written; json when left out. As csv and xlsx the rows alone are given.",
    example: "json",
    required: false,
};

/// Parameters of statistics.
pub(super) struct StatsQuery;

impl Takes for StatsQuery {
    const TAKES: &'static [&'static [Declared]] = &[QUESTION, BREAKDOWN, PERIOD, &[FORMAT, HEADERS]];
}

/// Statistics of a question.
///
/// Counts and rates of the stations that the question means: in total, and by the regions of a level, by
/// properties and by stretches of time where asked. Rates are quotients of sums, never means of rates.
#[utoipa::path(
    get,
    path = "/api/v1/stats",
    tag = "statistics",
    operation_id = "read_stats",
    params(Query<StatsQuery>),
    responses(
        (status = 200, description = "The statistics.", content(
            (StatsAnswer = "application/json"),
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (Object = "application/geo+json")
        )),
        (status = 304, description = "Nothing changed since the answer whose ETag was given."),
        Refused,
        Failed
    )
)]
pub(super) async fn read(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<StatsQuery>,
) -> Result<Response, Problem> {
    let (plan, key, keep) = plan(&app, &query).await?;
    let kind = Kind { keep, ..plan.kind() };
    let file = plan.file();
    let response = app.cache.answer(&headers, kind, key, move || plan.render()).await?;
    Ok(attachment::named(response, file))
}

/// Statistics of an area.
///
/// The same question, held to an area that the body draws.
#[utoipa::path(
    post,
    path = "/api/v1/stats",
    tag = "statistics",
    operation_id = "read_area_stats",
    params(Query<StatsQuery>),
    request_body(
        description = "A GeoJSON Polygon, MultiPolygon, Feature, FeatureCollection or GeometryCollection in WGS-84.",
        content((Object = "application/geo+json"), (Object = "application/json"))
    ),
    responses(
        (status = 200, description = "The statistics.", content(
            (StatsAnswer = "application/json"),
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (Object = "application/geo+json")
        )),
        Refused,
        TooLarge,
        WrongMedia,
        Unprocessable,
        Failed
    )
)]
pub(super) async fn read_area(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<StatsQuery>,
    body: Body,
) -> Result<Response, Problem> {
    body::expect_type(&headers, &["application/geo+json", "application/json"])?;
    let (mut plan, ..) = plan(&app, &query).await?;
    let bytes = Pieces::new(&headers, body, MOST_AREA)?.all().await?;
    let (kind, file) = (plan.kind(), plan.file());
    let make = move || {
        plan.area = Some(area::parse(&bytes)?);
        plan.render()
    };
    Ok(attachment::named(app.cache.once(&headers, kind, make).await?, file))
}

/// What is asked, the key under which it is kept, and for how long.
async fn plan(app: &App, query: &Query<StatsQuery>) -> Result<(Plan, String, Keep), Problem> {
    let asked = Asked::read(query, &app.network, depth(&metrics(query)?)).await?;
    let set = set(query, asked.snapshot.geography())?;
    let sliced = Sliced::read(query, set, asked.at)?;
    let sheet = Sheet::read(query, &FORMAT, app)?;
    let sheet_key = sheet.as_ref().map(Sheet::key);
    let format = match query.choice(&FORMAT)? {
        Some("geojson") if sliced.breakdown.level.is_none() || sliced.is_split() => {
            return Err(FORMAT.refuse("geojson"));
        }
        Some("geojson") => Format::GeoJson,
        _ => sheet.map_or(Format::Json, Format::Sheet),
    };
    let shown = sheet_key.unwrap_or_else(|| format!("{format:?}"));
    let key = format!("stats {shown} {} {}", sliced.key, asked.key);
    let keep = if asked.settled { Keep::Forever } else { Keep::Revalidate };
    let plan = Plan {
        set: set.code().to_owned(),
        asked,
        area: None,
        breakdown: sliced.breakdown,
        group_names: Arc::from(sliced.group_names),
        metrics: Arc::from(sliced.metrics),
        format,
    };
    Ok((plan, key, keep))
}
