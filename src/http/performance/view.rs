//! A station's days as the wire shows them, each with its fees.

use std::collections::BTreeMap;

use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::base::money::{Money, Volume};
use crate::base::month::Month;
use crate::domain::fee::Component;
use crate::domain::performance::{DayFacts, VolumeUnit};
use crate::engine::Snapshot;
use crate::http::wire::{FeeAmounts, PerformanceRow, PerformanceTotal};

/// Amounts by component.
type Fees = [Money; Component::ALL.len()];

/// What a station sold and owed on a day.
struct Account {
    day: Day,
    facts: Option<DayFacts>,
    fees: Fees,
}

impl Account {
    fn new(snapshot: &Snapshot, station: StationId, day: Day, facts: Option<DayFacts>) -> Self {
        let books = snapshot.books();
        let unit = snapshot.unit_of(station);
        let fees = Component::ALL.map(|component| {
            let term = books.ledgers().in_force(station, books.contracts_of(station), component, day);
            term.map_or(Money::ZERO, |(_, term)| term.tariff.of_day(day, &facts.unwrap_or_default(), unit))
        });
        Self { day, facts, fees }
    }

    fn row(&self, unit: VolumeUnit) -> PerformanceRow {
        let money = |of: fn(&DayFacts) -> Money| self.facts.as_ref().map(|facts| of(facts).to_string());
        PerformanceRow {
            date: self.day.to_string(),
            orders: self.facts.map(|facts| facts.orders),
            volume: self.facts.map(|facts| facts.volume.to_string()),
            unit: unit.as_str(),
            gmv: money(|facts| facts.gmv),
            discount_platform: money(|facts| facts.discount_platform),
            discount_station: money(|facts| facts.discount_station),
            fees: amounts(self.fees),
        }
    }
}

/// The days in `[from, to)` of which something is known or on which a fee falls due, and all of them together.
pub(super) fn rows(
    snapshot: &Snapshot,
    station: StationId,
    (from, to): (Day, Day),
) -> (Vec<PerformanceRow>, PerformanceTotal) {
    let unit = snapshot.unit_of(station);
    let known: BTreeMap<Day, DayFacts> = snapshot.books().days(station, from, to).collect();
    let days = (from.number()..to.number()).filter_map(Day::from_number);
    let accounts = days.map(|day| Account::new(snapshot, station, day, known.get(&day).copied()));
    let accounts: Vec<Account> =
        accounts.filter(|account| account.facts.is_some() || account.fees != Fees::default()).collect();
    let facts = || accounts.iter().filter_map(|account| account.facts);
    let money = |of: fn(DayFacts) -> Money| facts().map(of).sum::<Money>().to_string();
    let fees = accounts.iter().fold(Fees::default(), |mut sums, account| {
        sums.iter_mut().zip(account.fees).for_each(|(sum, fee)| *sum += fee);
        sums
    });
    let total = PerformanceTotal {
        orders: facts().map(|facts| u64::from(facts.orders)).sum(),
        volume: Volume::sum_of(facts().map(|facts| facts.volume.thousandths()).sum()).to_string(),
        gmv: money(|facts| facts.gmv),
        discount_platform: money(|facts| facts.discount_platform),
        discount_station: money(|facts| facts.discount_station),
        fees: amounts(fees),
    };
    (accounts.iter().map(|account| account.row(unit)).collect(), total)
}

/// One day.
pub(super) fn row(snapshot: &Snapshot, station: StationId, day: Day) -> PerformanceRow {
    let month = Month::of(day);
    let place = (day.number() - month.first().number()) as usize;
    let facts = snapshot.books().month(station, month).and_then(|month| month.unpack()[place]);
    Account::new(snapshot, station, day, facts).row(snapshot.unit_of(station))
}

fn amounts(fees: Fees) -> FeeAmounts {
    let of = |component: Component| fees[component as usize].to_string();
    FeeAmounts {
        channel_fee: fees.into_iter().sum::<Money>().to_string(),
        channel_fee_commission: of(Component::Commission),
        channel_fee_payment: of(Component::Payment),
        channel_fee_partner_share: of(Component::PartnerShare),
        channel_fee_fixed: of(Component::Fixed),
    }
}
