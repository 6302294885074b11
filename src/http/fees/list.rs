//! `GET /api/v1/fees`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::view::fee;
use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::domain::fee::{Component, FeeOwner, FeeTerm};
use crate::engine::Snapshot;
use crate::http::app::App;
use crate::http::paging::{PAGING, Page, Paging};
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{AT, Dated, Declared, KNOWN_AT, Kind, OF_CONTRACT, OF_STATION, Query, Takes};
use crate::http::wire::FeePage;
use crate::http::{answer, find};
use crate::live::Depth;

const ON: Declared = Declared {
    about: "Only terms that are in force on this day; those of every day when left out, of today with `effective`.",
    ..AT
};

const CONTRACT: Declared = Declared { about: "Only the terms of this contract.", ..OF_CONTRACT };

const STATION: Declared =
    Declared { about: "Only this station's own terms and those of the contracts that name it.", ..OF_STATION };

const COMPONENT: Declared = Declared {
    name: "component",
    kind: Kind::Text,
    allowed: "one or more of commission, payment, partner_share, fixed, separated by commas",
    about: "Only terms of these components.",
    example: "commission",
    required: false,
};

const EFFECTIVE: Declared = Declared {
    name: "effective",
    kind: Kind::Switch,
    allowed: "true or false, true only together with `station` and without `contract`",
    about: "Whether to give what counts for the station on the day: of each component its own term where it has one, \
            else that of the contract in force that began last.",
    example: "true",
    required: false,
};

/// Parameters of the list.
pub(in crate::http) struct ListQuery;

impl Takes for ListQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[ON, KNOWN_AT, CONTRACT, STATION, COMPONENT, EFFECTIVE], PAGING];
}

/// The place of a term among all of them: contracts' first, then by owner, component and first day.
type FeeKey = (bool, u32, u8, u32);

/// Fee terms.
///
/// A page at a time; of a contract or of a station where asked, and what counts for a station on a day with
/// `effective`.
#[utoipa::path(
    get,
    path = "/api/v1/fees",
    tag = "contracts",
    operation_id = "list_fees",
    params(Query<ListQuery>),
    responses((status = 200, description = "A page.", body = FeePage), Refused, Missing, Failed)
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<ListQuery>,
) -> Result<Response, Problem> {
    let dated = Dated::read(&query, &app.network, Depth::Books).await?;
    let components = query.words(&COMPONENT, Component::parse)?;
    let effective = query.switch(&EFFECTIVE)?;
    let text = |declared: &Declared| query.text(declared).map(str::to_owned);
    let (contract, station) = (text(&CONTRACT), text(&STATION));
    if effective && (contract.is_some() || station.is_none()) {
        return Err(EFFECTIVE.refuse("true"));
    }
    let day = Some(dated.at).filter(|_| effective || query.text(&ON).is_some());
    let paging = Paging::<FeeKey>::read(&query, if effective { "effective" } else { "fees" })?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let snapshot = dated.snapshot.as_ref();
        let station = station.map(|code| find::station(&network, snapshot, &code)).transpose()?;
        let contract = contract.map(|number| find::contract(&network, snapshot, &number)).transpose()?;
        let page = |terms: &mut dyn Iterator<Item = (FeeOwner, &FeeTerm)>| {
            let mut meant = terms.filter(|(_, term)| {
                components.as_ref().is_none_or(|components| components.contains(&term.component))
                    && day.is_none_or(|day| term.period.contains(day))
            });
            let Page { matched, items, next } = paging.page(&mut meant, key, |item, after| key(item) > *after);
            let items = items.into_iter().map(|(owner, term)| fee(snapshot, owner, term)).collect();
            let at = day.map(|day| day.to_string());
            FeePage { revision: snapshot.revision().0, at, matched, items, next }
        };
        let ledgers = snapshot.books().ledgers();
        let of = |owner| ledgers.terms(owner).iter().map(move |term| (owner, term));
        answer::json(&match (contract, station) {
            (None, Some(station)) if effective => page(&mut in_force(snapshot, station, dated.at).into_iter()),
            (None, Some(station)) => {
                let contracts = snapshot.books().contracts_of(station).iter().copied().map(FeeOwner::Contract);
                page(&mut contracts.chain([FeeOwner::Station(station)]).flat_map(of))
            }
            // Of a station's contract: the station's own terms are none of it.
            (Some((id, contract)), station) => {
                let names = station.is_none_or(|station| contract.stations.contains(&station));
                page(&mut of(FeeOwner::Contract(id)).filter(|_| names))
            }
            (None, None) => page(&mut ledgers.fees().flat_map(|(owner, _)| of(owner))),
        })
    };
    app.cache.once(&headers, kind, make).await
}

/// What counts for a station on a day, in the order of terms.
pub(in crate::http) fn in_force(snapshot: &Snapshot, station: StationId, at: Day) -> Vec<(FeeOwner, &FeeTerm)> {
    let (ledgers, contracts) = (snapshot.books().ledgers(), snapshot.books().contracts_of(station));
    let mut terms: Vec<_> = Component::ALL
        .into_iter()
        .filter_map(|component| ledgers.in_force(station, contracts, component, at))
        .collect();
    terms.sort_by_key(key);
    terms
}

fn key(&(owner, term): &(FeeOwner, &FeeTerm)) -> FeeKey {
    let (is_station, id) = match owner {
        FeeOwner::Contract(id) => (false, id.0),
        FeeOwner::Station(id) => (true, id.0),
    };
    (is_station, id, term.component as u8, term.period.from().number())
}
