//! `GET /api/v1/stations/{code}/history`.

use axum::extract::State;
use axum::response::Response;

use crate::http::app::{App, blocking};
use crate::http::history::{HISTORY, entries, limit};
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Declared, KNOWN_AT, Query, Takes, snapshot};
use crate::http::wire::HistoryPage;
use crate::http::written::json;
use crate::live::Depth;
use crate::store::Subject;

/// Parameters of a history.
pub(in crate::http) struct HistoryQuery;

impl Takes for HistoryQuery {
    const TAKES: &'static [&'static [Declared]] = &[HISTORY];
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
    let limit = limit(&query)?;
    let snapshot = snapshot(&app.network, query.instant(&KNOWN_AT)?, Depth::Stations).await?;
    let network = app.network.clone();
    blocking(move || {
        let subject = network.station_id(&code)?.map(Subject::Station);
        let items = entries(&network, &snapshot, subject, limit)?;
        let items = items.ok_or_else(|| Problem::missing("station", &code))?;
        Ok(json(snapshot.revision(), HistoryPage { station: code, items }))
    })
    .await
}
