//! What the stations of a network sell and owe: contracts that ten share, and every day of three years.

use std::collections::BTreeSet;

use forecourt::base::date::{Day, Period};
use forecourt::base::ids::{ContractId, StationId};
use forecourt::base::money::{Money, Rate, Volume};
use forecourt::base::month::Month;
use forecourt::domain::contract::Contract;
use forecourt::domain::fee::{Component, FeeOwner, FeeTerm, Tariff};
use forecourt::domain::performance::{DayFacts, MOST_DAYS, MonthFacts};
use forecourt::engine::Snapshot;
use forecourt::engine::books::{LedgerEdit, Ledgers, Loader};

use super::network::Random;

/// The first day of which anything is known.
pub(crate) const FIRST: &str = "2023-11-01";
const MONTHS: u32 = 36;
/// Stations that share a contract.
const SHARED: u32 = 10;

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("date")
}

/// A month of so many days, with sales on each.
pub(crate) fn month(random: &mut Random, days: u8) -> MonthFacts {
    let mut facts = [None; MOST_DAYS];
    for day in &mut facts[..usize::from(days)] {
        let gmv = i64::from(500_000 + random.below(3_000_000));
        let money = |minor| Money::from_minor(minor).expect("kept");
        *day = Some(DayFacts {
            orders: 40 + random.below(200),
            volume: Volume::from_thousandths(gmv * 13).expect("kept"),
            gmv: money(gmv),
            discount_platform: money(gmv / 100),
            discount_station: money(gmv / 150),
        });
    }
    MonthFacts::new(&facts).expect("days")
}

/// All months of so many stations.
pub(crate) fn months(random: &mut Random, count: u32) -> Vec<(StationId, Month, MonthFacts)> {
    let first = Month::of(day(FIRST));
    let all: Vec<Month> = std::iter::successors(Some(first), |month| month.next()).take(MONTHS as usize).collect();
    (0..count)
        .flat_map(|station| all.iter().map(move |&month| (StationId(station), month)))
        .map(|(station, of)| (station, of, month(random, of.days())))
        .collect()
}

/// A contract for every ten stations, with a commission that changes every year and a cost of payment.
pub(crate) fn ledgers(count: u32) -> Ledgers {
    let open = Period::from_day(day("2023-01-01"));
    let contracts: Vec<Contract> = (0..count.div_ceil(SHARED))
        .map(|number| Contract {
            number: format!("C-{number}"),
            counterparty: "某某石油".into(),
            stations: (number * SHARED..((number + 1) * SHARED).min(count)).map(StationId).collect::<BTreeSet<_>>(),
            signed_on: Some(open.from()),
            period: open,
            terminated_on: None,
            renews: None,
        })
        .collect();
    let term = |component, ppm: i32, from: &str, to: Option<&str>| {
        let period = Period::new(day(from), to.map(day)).expect("period");
        let tariff = Tariff::PercentOfGmv(Rate::from_ppm(ppm).expect("kept"));
        FeeTerm { component, tariff, payer: None, payee: None, period }
    };
    let terms: Vec<[FeeTerm; 4]> = (0..contracts.len())
        .map(|number| {
            let ppm = 15_000 + i32::try_from(number % 97).expect("small") * 100;
            [
                term(Component::Commission, ppm, "2023-01-01", Some("2024-06-15")),
                term(Component::Commission, ppm - 2_000, "2024-06-15", Some("2025-08-01")),
                term(Component::Commission, ppm - 4_000, "2025-08-01", None),
                term(Component::Payment, 6_000, "2023-01-01", None),
            ]
        })
        .collect();
    let id = |number: usize| ContractId(u32::try_from(number).expect("few"));
    let named = contracts.iter().enumerate().map(|(n, contract)| LedgerEdit::Contract(id(n), Some(contract)));
    let terms = terms.iter().enumerate().flat_map(|(n, terms)| {
        terms
            .iter()
            .map(move |term| LedgerEdit::Fee(FeeOwner::Contract(id(n)), term.component, term.period.from(), Some(term)))
    });
    Ledgers::default().edited(named.chain(terms)).expect("ledgers")
}

/// A loader that has these months.
pub(crate) fn loader(snapshot: &Snapshot, ledgers: &Ledgers, months: &[(StationId, Month, MonthFacts)]) -> Loader {
    let unit = |station| snapshot.unit_of(station);
    let mut loader = Loader::new(ledgers.clone(), unit);
    for (station, month, facts) in months {
        loader.month(*station, *month, facts.bytes(), || unit(*station));
    }
    loader
}
