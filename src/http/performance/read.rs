//! `GET /api/v1/performance`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::view;
use crate::http::app::App;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{DAYS, Dated, Declared, KNOWN_AT, OF_STATION, Query, Takes};
use crate::http::wire::PerformancePage;
use crate::http::{answer, find};
use crate::live::Depth;

/// Most days of an answer: ten years.
const MOST_DAYS: u32 = 3_660;

/// Whose days.
pub(super) const STATION: Declared =
    Declared { about: "The station whose days they are.", required: true, ..OF_STATION };

/// Parameters of the days.
pub(in crate::http) struct ReadQuery;

impl Takes for ReadQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KNOWN_AT, STATION], DAYS];
}

/// What a station sold and owed, day by day.
///
/// With the fees of each day by the terms in force on it; at most ten years at once. They add up to the statistics to
/// the cent.
#[utoipa::path(
    get,
    path = "/api/v1/performance",
    tag = "performance",
    operation_id = "read_performance",
    params(Query<ReadQuery>),
    responses((status = 200, description = "The days.", body = PerformancePage), Refused, Missing, Failed)
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<ReadQuery>,
) -> Result<Response, Problem> {
    let dated = Dated::read(&query, &app.network, Depth::Books).await?;
    let (from, to) = dated.period(&query)?;
    if to.number() - from.number() > MOST_DAYS {
        return Err(Dated::too_long((from, to), MOST_DAYS));
    }
    let code = query.text(&STATION).unwrap_or_default().to_owned();
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let snapshot = dated.snapshot.as_ref();
        let station = find::station(&network, snapshot, &code)?;
        let (items, total) = view::rows(snapshot, station, (from, to));
        answer::json(&PerformancePage {
            revision: snapshot.revision().0,
            station: code,
            unit: snapshot.unit_of(station).as_str(),
            from: from.to_string(),
            to: to.to_string(),
            items,
            total,
        })
    };
    app.cache.once(&headers, kind, make).await
}
