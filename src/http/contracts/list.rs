//! `GET /api/v1/contracts`.

use std::borrow::Cow;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::view;
use crate::domain::contract::{Contract, ContractState};
use crate::http::answer;
use crate::http::app::App;
use crate::http::find;
use crate::http::paging::{PAGING, Page, Paging};
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{AT, Dated, Declared, KNOWN_AT, Kind, OF_STATION, Query, Takes};
use crate::http::wire::ContractPage;
use crate::live::Depth;

const STATE: Declared = Declared {
    name: "state",
    kind: Kind::Text,
    allowed: "one or more of draft, active, expiring, expired, terminated, separated by commas",
    about: "Only contracts that stand so on the day.",
    example: "active,expiring",
    required: false,
};

const COUNTERPARTY: Declared = Declared {
    name: "counterparty",
    kind: Kind::Text,
    allowed: "a text, in whichever case",
    about: "Only contracts whose counterparty has this text in its name.",
    example: "",
    required: false,
};

const NUMBER: Declared = Declared {
    name: "number",
    kind: Kind::Text,
    allowed: "a text, in whichever case",
    about: "Only contracts that have this text in their number.",
    example: "HT-2026",
    required: false,
};

const SORT: Declared = Declared {
    name: "sort",
    kind: Kind::Choice(&[
        "number",
        "-number",
        "counterparty",
        "-counterparty",
        "signed_on",
        "-signed_on",
        "from",
        "-from",
        "to",
        "-to",
    ]),
    allowed: "one of number, counterparty, signed_on, from, to, each with - before it to turn it round",
    about: "The order; equal contracts stand by number, those without a value last. `number` when left out.",
    example: "to",
    required: false,
};

/// Parameters of the list.
pub(in crate::http) struct ListQuery;

impl Takes for ListQuery {
    const TAKES: &'static [&'static [Declared]] =
        &[&[AT, KNOWN_AT, STATE, COUNTERPARTY, NUMBER, OF_STATION, SORT], PAGING];
}

/// Contracts.
///
/// A page at a time, each with its state on the day.
#[utoipa::path(
    get,
    path = "/api/v1/contracts",
    tag = "contracts",
    operation_id = "list_contracts",
    params(Query<ListQuery>),
    responses((status = 200, description = "A page.", body = ContractPage), Refused, Missing, Failed)
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<ListQuery>,
) -> Result<Response, Problem> {
    let dated = Dated::read(&query, &app.network, Depth::Books).await?;
    let states = query.words(&STATE, ContractState::parse)?;
    let text = |declared: &Declared| query.text(declared).map(str::to_lowercase);
    let (counterparty, number) = (text(&COUNTERPARTY), text(&NUMBER));
    let station = query.text(&OF_STATION).map(str::to_owned);
    let sort = query.choice(&SORT)?.unwrap_or("number");
    let paging = Paging::read(&query, sort)?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let Dated { snapshot, at, .. } = &dated;
        let station = station.map(|code| find::station(&network, snapshot, &code)).transpose()?;
        let has =
            |text: &str, part: &Option<String>| part.as_ref().is_none_or(|part| text.to_lowercase().contains(part));
        let is_meant = |contract: &Contract| {
            station.is_none_or(|station| contract.stations.contains(&station))
                && states.as_ref().is_none_or(|states| states.contains(&contract.state(*at)))
                && has(&contract.counterparty, &counterparty)
                && has(&contract.number, &number)
        };
        let contracts = snapshot.books().ledgers().contracts().map(|(_, contract)| contract.as_ref());
        let placed = contracts
            .filter(|contract| is_meant(contract))
            .map(|contract| ((value(contract, sort.trim_start_matches('-')), contract.number.as_str()), contract));
        let Page { matched, items, next } = paging.sorted(placed.collect(), sort.starts_with('-'));
        let items = items.into_iter().map(|(_, contract)| view::contract(contract, *at)).collect();
        answer::json(&ContractPage { revision: snapshot.revision().0, at: at.to_string(), matched, items, next })
    };
    app.cache.once(&headers, kind, make).await
}

/// By what a contract is sorted.
fn value<'c>(contract: &'c Contract, sort: &str) -> Option<Cow<'c, str>> {
    let day = |day: Option<crate::base::date::Day>| Some(Cow::Owned(day?.to_string()));
    match sort {
        "counterparty" => Some(Cow::Borrowed(&contract.counterparty)),
        "signed_on" => day(contract.signed_on),
        "from" => day(Some(contract.period.from())),
        "to" => day(contract.period.to()),
        _ => Some(Cow::Borrowed(&contract.number)),
    }
}
