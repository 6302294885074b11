//! `GET /api/v1/contracts`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::view;
use crate::base::date::Day;
use crate::domain::contract::{Contract, ContractState};
use crate::engine::{Snapshot, meant_set};
use crate::exchange::export::{self, ExportKind};
use crate::http::answer::{self, JSON, Keep, Kind as Answer};
use crate::http::app::App;
use crate::http::attachment;
use crate::http::find;
use crate::http::paging::{PAGING, Page, Paging, Place, Placed};
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{Asked, Declared, Kind, OF_STATION, OPEN, QUESTION, Query, Takes, range};
use crate::http::sheet::{HEADERS, Sheet};
use crate::http::wire::{ContractItem, ContractPage};
use crate::live::Depth;

/// Most contracts of a file.
const MOST_ROWS: usize = 200_000;

const STATE: Declared = Declared {
    name: "state",
    kind: Kind::Text,
    allowed: "one or more of draft, active, expiring, expired, terminated, separated by commas",
    about: "Only contracts that stand so on the day.",
    example: "active,expiring",
    required: false,
};

const ENDS: Declared = Declared {
    name: "ends",
    kind: Kind::Text,
    allowed: "a date YYYY-MM-DD, or from..to of which one side may be open and `to` is left out of the range",
    about: "Only contracts whose `to` is that day or in that range; those without an end are in none.",
    example: "..2026-08-01",
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

const FORMAT: Declared = Declared {
    name: "format",
    kind: Kind::Choice(&["json", "csv", "xlsx"]),
    allowed: "one of json, csv, xlsx",
    about: "How the answer is written; json when left out. As csv and xlsx all pages are given, as an export writes them.",
    example: "xlsx",
    required: false,
};

/// Parameters of the list.
pub(in crate::http) struct ListQuery;

impl Takes for ListQuery {
    const TAKES: &'static [&'static [Declared]] =
        &[&[STATE, ENDS, COUNTERPARTY, NUMBER, OF_STATION], QUESTION, &[OPEN, SORT], PAGING, &[FORMAT, HEADERS]];
}

/// Contracts.
///
/// A page at a time, each with its state on the day and the contract that renews it. Where the question holds the
/// stations to some, contracts that cover one of them, and not those without any. With `open=true` and
/// `state=expiring`, `matched` is the metric `contracts_expiring_90d` of /api/v1/stats for the same question.
#[utoipa::path(
    get,
    path = "/api/v1/contracts",
    tag = "contracts",
    operation_id = "list_contracts",
    params(Query<ListQuery>),
    responses(
        (status = 200, description = "A page.", content(
            (ContractPage = "application/json"),
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        )),
        Refused,
        Missing,
        Failed
    )
)]
pub(in crate::http) async fn list(
    State(app): State<App>,
    headers: HeaderMap,
    query: Query<ListQuery>,
) -> Result<Response, Problem> {
    let asked = Asked::read(&query, &app.network, Depth::Books).await?;
    let states = query.words(&STATE, ContractState::parse)?;
    let ends = query.get(&ENDS, range)?;
    let text = |declared: &Declared| query.text(declared).map(str::to_lowercase);
    let (counterparty, number) = (text(&COUNTERPARTY), text(&NUMBER));
    let station = query.text(&OF_STATION).map(str::to_owned);
    let open = query.switch(&OPEN)?;
    let sort = query.choice(&SORT)?.unwrap_or("number");
    let sheet = Sheet::read(&query, &FORMAT, &app)?;
    let paging = paging(&query, sort, sheet.as_ref())?;
    let kind = Answer {
        media: sheet.as_ref().map_or(JSON, Sheet::media),
        keep: if asked.settled { Keep::Forever } else { Keep::Revalidate },
        revision: Some(asked.snapshot.revision().0),
    };
    let file = sheet.as_ref().map(|sheet| format!("contracts-{}.{}", asked.at, sheet.format()));
    let network = app.network.clone();
    let make = move || {
        let (snapshot, at) = (asked.snapshot.as_ref(), asked.at);
        let station = station.map(|code| find::station(&network, snapshot, &code)).transpose()?;
        let question = asked.question()?;
        let stations = (open || !question.is_of_all()).then(|| meant_set(snapshot, &question, open));
        let has =
            |text: &str, part: &Option<String>| part.as_ref().is_none_or(|part| text.to_lowercase().contains(part));
        let is_in = |end: Option<Day>, (from, to): (Day, Option<Day>)| {
            end.is_some_and(|end| from <= end && to.is_none_or(|to| end < to))
        };
        let is_meant = |contract: &Contract| {
            station.is_none_or(|station| contract.stations.contains(&station))
                && states.as_ref().is_none_or(|states| states.contains(&contract.state(at)))
                && ends.is_none_or(|ends| is_in(contract.period.to(), ends))
                && has(&contract.counterparty, &counterparty)
                && has(&contract.number, &number)
                && stations.as_ref().is_none_or(|meant| contract.stations.iter().any(|id| meant.contains(id)))
        };
        let placed = view::contracts(snapshot)
            .filter(|contract| is_meant(contract))
            .map(|contract| ((value(contract, sort.trim_start_matches('-')), contract.number.as_str()), contract));
        let page = paging.sorted(placed.collect(), sort.starts_with('-'));
        match &sheet {
            Some(sheet) => write(snapshot, sheet, at, page),
            None => answer::json(&render(snapshot, at, page)),
        }
    };
    Ok(attachment::named(app.cache.once(&headers, kind, make).await?, file))
}

/// Which page is asked: a file has all of them.
fn paging(query: &Query<ListQuery>, sort: &str, sheet: Option<&Sheet>) -> Result<Paging<Place>, Problem> {
    let Some(sheet) = sheet else { return Paging::read(query, sort) };
    sheet.check_whole(query)?;
    Ok(Paging::whole(sort, MOST_ROWS))
}

/// A page as JSON has it.
fn render(snapshot: &Snapshot, at: Day, page: Page<Placed<'_, &Contract>>) -> ContractPage {
    let Page { matched, items, next } = page;
    let numbers: BTreeSet<&str> = items.iter().map(|(_, contract)| contract.number.as_str()).collect();
    let mut renewals: BTreeMap<&str, &Contract> = BTreeMap::new();
    for contract in view::contracts(snapshot) {
        let Some(renewed) = contract.renews.as_deref().filter(|number| numbers.contains(number)) else { continue };
        let last = renewals.entry(renewed).or_insert(contract);
        if (last.period.from(), &last.number) < (contract.period.from(), &contract.number) {
            *last = contract;
        }
    }
    let item = |contract: &Contract| ContractItem {
        contract: view::contract(contract, at),
        renewed_by: renewals.get(contract.number.as_str()).map(|renewal| view::renewal(renewal, at)),
    };
    let items = items.into_iter().map(|(_, contract)| item(contract)).collect();
    ContractPage { revision: snapshot.revision().0, at: at.to_string(), matched, items, next }
}

/// All pages as a file.
fn write(snapshot: &Snapshot, sheet: &Sheet, at: Day, page: Page<Placed<'_, &Contract>>) -> Result<Vec<u8>, Problem> {
    if page.next.is_some() {
        let reason = format!("the list has {} contracts, and a file may have {MOST_ROWS}", page.matched);
        return Err(FORMAT.refuse(sheet.format()).saying(reason));
    }
    let rows = page.items.into_iter().map(|(_, contract)| {
        let mut codes: Vec<&str> = contract.stations.iter().filter_map(|&id| snapshot.code_of(id)).collect();
        codes.sort_unstable();
        export::contract(contract, &codes, contract.state(at)).into()
    });
    sheet.write("contracts", ExportKind::Contracts.table().columns, rows)
}

/// By what a contract is sorted.
fn value<'c>(contract: &'c Contract, sort: &str) -> Option<Cow<'c, str>> {
    let day = |day: Option<Day>| Some(Cow::Owned(day?.to_string()));
    match sort {
        "counterparty" => Some(Cow::Borrowed(&contract.counterparty)),
        "signed_on" => day(contract.signed_on),
        "from" => day(Some(contract.period.from())),
        "to" => day(contract.period.to()),
        _ => Some(Cow::Borrowed(&contract.number)),
    }
}
