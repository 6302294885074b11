//! `GET /api/v1/contracts/overlaps`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::view::{self, OverlapKey};
use crate::base::ids::ContractId;
use crate::domain::contract::{Contract, Overlap, overlaps};
use crate::engine::Snapshot;
use crate::http::app::App;
use crate::http::paging::{PAGING, Page, Paging};
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Dated, Declared, KNOWN_AT, OF_CONTRACT, OF_STATION, Query, Takes};
use crate::http::wire::OverlapPage;
use crate::http::{answer, find};
use crate::live::Depth;

/// Parameters of the overlaps.
pub(in crate::http) struct OverlapsQuery;

impl Takes for OverlapsQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[KNOWN_AT, OF_CONTRACT, OF_STATION], PAGING];
}

/// Where contracts overlap.
///
/// Pairs of contracts that hold for one station at the same time, and while. They are reported and not resolved: only
/// the people who signed know which one counts.
#[utoipa::path(
    get,
    path = "/api/v1/contracts/overlaps",
    tag = "contracts",
    operation_id = "list_contract_overlaps",
    params(Query<OverlapsQuery>),
    responses((status = 200, description = "A page.", body = OverlapPage), Refused, Missing, Failed)
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<OverlapsQuery>,
) -> Result<Response, Problem> {
    let dated = Dated::read(&query, &app.network, Depth::Books).await?;
    let text = |declared: &Declared| query.text(declared).map(str::to_owned);
    let (contract, station) = (text(&OF_CONTRACT), text(&OF_STATION));
    let paging = Paging::<OverlapKey>::read(&query, "overlaps")?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let snapshot = dated.snapshot.as_ref();
        let station = station.map(|code| find::station(&network, snapshot, &code)).transpose()?;
        let contract = contract.map(|number| find::contract(&network, snapshot, &number)).transpose()?;
        let is_meant = |overlap: &Overlap<'_>| station.is_none_or(|station| overlap.station == station);
        let page = |found: &mut dyn Iterator<Item = Overlap<'_>>| {
            let Page { matched, items, next } = paging.page(found, view::key, is_after);
            let items = items.iter().map(|overlap| view::overlap(snapshot, overlap)).collect();
            OverlapPage { revision: snapshot.revision().0, matched, items, next }
        };
        answer::json(&match (contract, station) {
            (Some((id, _)), _) => page(&mut view::overlaps_of(snapshot, id).into_iter().filter(is_meant)),
            (None, Some(station)) => {
                let ids = snapshot.books().contracts_of(station);
                page(&mut overlaps(contracts(snapshot, ids)).filter(is_meant))
            }
            (None, None) => page(&mut overlaps(view::contracts(snapshot))),
        })
    };
    app.cache.once(&headers, kind, make).await
}

/// Whether an overlap stands after a place; numbers are looked at only where everything else is equal.
fn is_after(overlap: &Overlap<'_>, after: &OverlapKey) -> bool {
    if overlap.station.0 == after.0 { view::key(overlap) > *after } else { overlap.station.0 > after.0 }
}

fn contracts<'s>(snapshot: &'s Snapshot, ids: &'s [ContractId]) -> impl Iterator<Item = &'s Contract> {
    ids.iter().filter_map(|&id| snapshot.books().ledgers().contract(id)).map(AsRef::as_ref)
}
