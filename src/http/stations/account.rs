//! `GET /api/v1/stations/{code}/account`.

use std::cmp::Reverse;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::base::month::Month;
use crate::domain::contract::Contract;
use crate::domain::metric::Metric;
use crate::engine::Snapshot;
use crate::engine::statistics::Totals;
use crate::http::app::App;
use crate::http::contracts::view::contract;
use crate::http::fees::list::in_force;
use crate::http::fees::view::fee;
use crate::http::path::Path;
use crate::http::problem::{Failed, Missing, Problem, Refused};
use crate::http::query::{AT, DAYS, Dated, Declared, KNOWN_AT, Query, Takes};
use crate::http::wire::{AccountMonth, AccountView, Values};
use crate::http::{answer, find};
use crate::live::Depth;

/// Months that are told one by one.
const MONTHS: u32 = 12;

/// Parameters of an account.
pub(in crate::http) struct AccountQuery;

impl Takes for AccountQuery {
    const TAKES: &'static [&'static [Declared]] = &[&[AT, KNOWN_AT], DAYS];
}

/// A station's account.
///
/// The contracts and fee terms in force on the day, what it sold and owed in the period, and its last twelve months.
#[utoipa::path(
    get,
    path = "/api/v1/stations/{code}/account",
    tag = "stations",
    operation_id = "read_account",
    params(("code" = String, Path, description = "The station's code.", example = "SH-001"), Query<AccountQuery>),
    responses((status = 200, description = "The account.", body = AccountView), Refused, Missing, Failed)
)]
pub(in crate::http) async fn read(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
    query: Query<AccountQuery>,
) -> Result<Response, Problem> {
    let dated = Dated::read(&query, &app.network, Depth::Books).await?;
    let (from, to) = dated.period(&query)?;
    let (kind, network) = (dated.kind(), app.network.clone());
    let make = move || {
        let (snapshot, at) = (dated.snapshot.as_ref(), dated.at);
        let station = find::station(&network, snapshot, &code)?;
        let books = snapshot.books().sums_of(station, from, to);
        let metrics: Arc<[Metric]> = Metric::ALL.into_iter().filter(|metric| metric.has_period()).collect();
        answer::json(&AccountView {
            revision: snapshot.revision().0,
            station: code,
            at: at.to_string(),
            from: from.to_string(),
            to: to.to_string(),
            contracts: holding(snapshot, station, at).into_iter().map(|held| contract(held, at)).collect(),
            fees: in_force(snapshot, station, at).into_iter().map(|(owner, term)| fee(snapshot, owner, term)).collect(),
            values: Values { totals: Totals { books, ..Totals::default() }, metrics },
            months: months(snapshot, station, at),
        })
    };
    app.cache.once(&headers, kind, make).await
}

/// The contracts that hold for a station on a day, the one that began last first.
fn holding(snapshot: &Snapshot, station: StationId, at: Day) -> Vec<&Contract> {
    let books = snapshot.books();
    let contracts = books.contracts_of(station).iter().filter_map(|&id| books.ledgers().contract(id));
    let mut held: Vec<&Contract> = contracts.map(AsRef::as_ref).filter(|held| held.state(at).is_in_force()).collect();
    held.sort_by_key(|held| Reverse((held.in_force().map(|period| period.from()), held.number.as_str())));
    held
}

/// The months up to a day, the last one up to and with it.
fn months(snapshot: &Snapshot, station: StationId, at: Day) -> Vec<AccountMonth> {
    let last = Month::of(at).number();
    let months = ((last + 1).saturating_sub(MONTHS)..=last).filter_map(Month::from_number);
    months
        .map(|month| {
            let to = month.next().map_or(Day::END, Month::first).min(at.end());
            let fees = snapshot.books().sums_of(station, month.first(), to).fees;
            AccountMonth {
                month: month.to_string(),
                gmv: fees.gmv.to_string(),
                channel_fee: fees.channel_fee().to_string(),
            }
        })
        .collect()
}
