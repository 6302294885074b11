//! `GET /api/v1/stations/{code}/history`.

use axum::extract::State;
use axum::response::Response;

use crate::http::app::{App, blocking};
use crate::http::history::items;
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Declared, KNOWN_AT, Kind, Query, Takes, snapshot};
use crate::http::wire::HistoryPage;
use crate::http::written::json;
use crate::store::Subject;

/// Entries given when nobody says how many.
const USUAL: u32 = 100;

const LIMIT: Declared = Declared {
    name: "limit",
    kind: Kind::Whole(1, 1000),
    allowed: "a whole number from 1 to 1000",
    about: "Most entries to give; 100 when left out.",
    example: "100",
    required: false,
};

/// Parameters of a history.
pub(in crate::http) struct HistoryQuery;

impl Takes for HistoryQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KNOWN_AT, LIMIT]];
}

/// A station's history.
///
/// Every change to it and to what is kept of it (its cooperation, regions, own fee terms, performance, notes and
/// participations in campaigns), newest first: who, when, through what, before and after. That of a deleted
/// station stays.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{code}/history",
    tag = "stations",
    operation_id = "read_history",
    params(("code" = String, Path, description = "The station's code.", example = "SH-001"), Query<HistoryQuery>),
    responses((status = 200, description = "What happened.", body = HistoryPage), Refused, Missing, Failed)
)]
pub(in crate::http) async fn history(
    State(app): State<App>,
    Path(code): Path<String>,
    query: Query<HistoryQuery>,
) -> Result<Response, Problem> {
    let limit = query.whole(&LIMIT)?.unwrap_or(USUAL) as usize;
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?).await?;
    let network = app.network.clone();
    blocking(move || {
        let id = network.station_id(&code)?.ok_or_else(|| Problem::missing("station", &code))?;
        let history = network.history(Subject::Station(id), snapshot.revision(), limit)?;
        if history.entries.is_empty() {
            return Err(Problem::missing("station", &code));
        }
        let items = items(&snapshot, history);
        Ok(json(snapshot.revision(), HistoryPage { station: code, items }))
    })
    .await
}
