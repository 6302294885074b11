//! `GET /api/v1/contracts/{number}/history`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::http::answer;
use crate::http::app::App;
use crate::http::history::{HISTORY, entries, limit};
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Dated, Declared, Query, Takes};
use crate::http::wire::ContractHistory;
use crate::live::Depth;
use crate::store::Subject;

/// Parameters of a history.
pub(in crate::http) struct HistoryQuery;

impl Takes for HistoryQuery {
    const TAKES: &'static [&'static [Declared]] = &[HISTORY];
}

/// A contract's history.
///
/// Every change to it and to its fee terms, newest first: who, when, through what, before and after. That of a
/// deleted contract stays.
#[utoipa::path(
    get,
    path = "/api/v1/contracts/{number}/history",
    tag = "contracts",
    operation_id = "read_contract_history",
    params(
        ("number" = String, Path, description = "The contract's number.", example = "HT-2026-001"),
        Query<HistoryQuery>
    ),
    responses((status = 200, description = "What happened.", body = ContractHistory), Refused, Missing, Failed)
)]
pub(in crate::http) async fn history(
    State(app): State<App>,
    Path(number): Path<String>,
    headers: HeaderMap,
    query: Query<HistoryQuery>,
) -> Result<Response, Problem> {
    let limit = limit(&query)?;
    let dated = Dated::read(&query, &app.network, Depth::Stations).await?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let subject = network.contract_id(&number)?.map(Subject::Contract);
        let items = entries(&network, &dated.snapshot, subject, limit)?;
        let items = items.ok_or_else(|| Problem::missing("contract", &number))?;
        answer::json(&ContractHistory { contract: number, items })
    };
    app.cache.once(&headers, kind, make).await
}
