//! `GET /api/v1/stations/{code}` and its timeline.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use super::view;
use crate::base::date::Day;
use crate::domain::cooperation::StageEvent;
use crate::engine::{RegionsOn, Snapshot};
use crate::http::app::{App, blocking};
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{AT, Declared, KNOWN_AT, Query, Takes, snapshot};
use crate::http::wire::{StationDetail, Timeline};
use crate::http::written::json;
use crate::live::{Depth, Network};

/// Parameters of a station.
pub(in crate::http) struct ReadQuery;

impl Takes for ReadQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[AT, KNOWN_AT]];
}

/// Parameters of a timeline.
pub(in crate::http) struct TimelineQuery;

impl Takes for TimelineQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KNOWN_AT]];
}

/// A station.
///
/// Everything that is kept of it, with its stage and regions on the day.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{code}",
    tag = "stations",
    operation_id = "read_station",
    params(("code" = String, Path, description = "The station's code.", example = "SH-001"), Query<ReadQuery>),
    responses((status = 200, description = "The station.", body = StationDetail), Refused, Missing, Failed)
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    Path(code): Path<String>,
    query: Query<ReadQuery>,
) -> Result<Response, Problem> {
    let at = query.day(&AT)?.unwrap_or_else(|| app.network.today());
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?, Depth::Stations).await?;
    let network = app.network.clone();
    blocking(move || Ok(json(snapshot.revision(), detail(&network, &snapshot, &code, at)?))).await
}

/// A station's timeline.
///
/// Its stages, each with the day from which and the day until which it holds.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{code}/timeline",
    tag = "stations",
    operation_id = "read_timeline",
    params(("code" = String, Path, description = "The station's code.", example = "SH-001"), Query<TimelineQuery>),
    responses((status = 200, description = "Its stages, oldest first.", body = Timeline), Refused, Missing, Failed)
)]
pub(in crate::http) async fn timeline(
    State(app): State<App>,
    Path(code): Path<String>,
    query: Query<TimelineQuery>,
) -> Result<Response, Problem> {
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?, Depth::Stations).await?;
    let network = app.network.clone();
    blocking(move || Ok(json(snapshot.revision(), stages(&network, &snapshot, &code)?))).await
}

/// A station with everything that is kept of it. Blocking.
pub(super) fn detail(
    network: &Network,
    snapshot: &Arc<Snapshot>,
    code: &str,
    at: Day,
) -> Result<StationDetail, Problem> {
    let revision = snapshot.revision();
    let (id, station) = network.station(code, revision)?.ok_or_else(|| Problem::missing("station", code))?;
    let stage = snapshot.facts(id).and_then(|facts| crate::domain::cooperation::stage_at(facts.timeline(), at));
    let regions = RegionsOn::new(snapshot, at);
    Ok(StationDetail {
        station: view::station(&station, stage, view::codes(&regions, id), None, None),
        id: id.0,
        coordinates: view::coordinates(&station.position),
        attributes: station.attributes,
        region_path: view::paths(&regions, id),
        revision: revision.0,
    })
}

/// A station's stages. Blocking.
pub(super) fn stages(network: &Network, snapshot: &Arc<Snapshot>, code: &str) -> Result<Timeline, Problem> {
    let revision = snapshot.revision();
    let (id, station) = network.station(code, revision)?.ok_or_else(|| Problem::missing("station", code))?;
    let events: Vec<StageEvent> = network.timeline(id, revision)?;
    Ok(Timeline { station: station.code, items: view::spans(&events) })
}
