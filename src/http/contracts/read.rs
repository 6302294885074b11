//! `GET /api/v1/contracts/{number}`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::view;
use crate::base::date::Day;
use crate::domain::fee::FeeOwner;
use crate::engine::Snapshot;
use crate::http::app::App;
use crate::http::fees::view::fee;
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{AT, Dated, Declared, KNOWN_AT, Query, Takes};
use crate::http::wire::ContractDetail;
use crate::http::{answer, find};
use crate::live::{Depth, Network};

/// Parameters of a contract.
pub(in crate::http) struct ReadQuery;

impl Takes for ReadQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[AT, KNOWN_AT]];
}

/// A contract.
///
/// With its stations, its fee terms, and where another contract holds for one of its stations at the same time.
#[utoipa::path(
    get,
    path = "/api/v1/contracts/{number}",
    tag = "contracts",
    operation_id = "read_contract",
    params(("number" = String, Path, description = "The contract's number.", example = "HT-2026-001"), Query<ReadQuery>),
    responses((status = 200, description = "The contract.", body = ContractDetail), Refused, Missing, Failed)
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    Path(number): Path<String>,
    headers: HeaderMap,
    query: Query<ReadQuery>,
) -> Result<Response, Problem> {
    let dated = Dated::read(&query, &app.network, Depth::Books).await?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || answer::json(&detail(&network, &dated.snapshot, &number, dated.at)?);
    app.cache.once(&headers, kind, make).await
}

/// A contract with everything that is kept of it. Blocking.
pub(super) fn detail(network: &Network, snapshot: &Snapshot, number: &str, at: Day) -> Result<ContractDetail, Problem> {
    let (id, contract) = find::contract(network, snapshot, number)?;
    let mut stations: Vec<String> =
        contract.stations.iter().filter_map(|&station| snapshot.code_of(station)).map(str::to_owned).collect();
    stations.sort_unstable();
    let owner = FeeOwner::Contract(id);
    let terms = snapshot.books().ledgers().terms(owner).iter();
    let overlaps = view::overlaps_of(snapshot, id);
    Ok(ContractDetail {
        contract: view::contract(contract, at),
        stations,
        fees: terms.map(|term| fee(snapshot, owner, term)).collect(),
        overlaps: overlaps.iter().map(|overlap| view::overlap(snapshot, overlap)).collect(),
        at: at.to_string(),
        revision: snapshot.revision().0,
    })
}
