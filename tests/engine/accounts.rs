//! Random contracts, fee terms and sales for the networks of the model, and the plain reading of them.

use std::collections::{BTreeMap, BTreeSet};

use forecourt::base::date::{Day, Period};
use forecourt::base::ids::{ContractId, StationId};
use forecourt::base::money::{Money, Rate, UnitPrice, Volume};
use forecourt::base::month::Month;
use forecourt::domain::contract::{Contract, ContractState};
use forecourt::domain::fee::{Component, FeeLedger, FeeOwner, FeeSums, FeeTerm, Tariff};
use forecourt::domain::performance::{DayFacts, MOST_DAYS, MonthFacts, VolumeUnit};
use forecourt::engine::books::{BookSums, Books, LedgerEdit, Ledgers, Loader};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::model::{Site, first_day};

/// Dates of accounts lie in these days after the first one.
const DAYS: u32 = 400;

/// What stations sold and owe, plainly.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accounts {
    pub(crate) contracts: BTreeMap<u32, Contract>,
    pub(crate) terms: BTreeMap<FeeOwner, Vec<FeeTerm>>,
    pub(crate) days: BTreeMap<(StationId, Day), DayFacts>,
}

fn day(offset: u32) -> Day {
    first_day().plus(offset.cast_signed())
}

fn period(from: u32, days: Option<u32>) -> Period {
    Period::new(day(from), days.map(|days| day(from + days))).expect("period")
}

fn tariff() -> impl Strategy<Value = Tariff> {
    let price = (0..3_000_000_i64).prop_map(|price| UnitPrice::from_millionths(price).expect("kept"));
    prop_oneof![
        3 => (0..80_000_i32).prop_map(|ppm| Tariff::PercentOfGmv(Rate::from_ppm(ppm).expect("kept"))),
        1 => price.clone().prop_map(Tariff::PerLitre),
        1 => price.clone().prop_map(Tariff::PerKwh),
        1 => price.prop_map(Tariff::PerOrder),
        2 => (0..900_000_i64).prop_map(|minor| Tariff::PerMonth(Money::from_minor(minor).expect("kept"))),
    ]
}

prop_compose! {
    fn term()(
        component in proptest::sample::select(Component::ALL.to_vec()),
        tariff in tariff(),
        from in 0..DAYS,
        days in proptest::option::of(1..200_u32),
    ) -> FeeTerm {
        FeeTerm { component, tariff, payer: None, payee: None, period: period(from, days) }
    }
}

prop_compose! {
    fn contract()(
        stations in vec(0..40_u32, 0..12),
        signed in proptest::option::weighted(0.9, 0..DAYS),
        from in 0..DAYS,
        days in proptest::option::of(1..300_u32),
        terminated in proptest::option::weighted(0.2, 0..DAYS),
    ) -> Contract {
        Contract {
            number: String::new(),
            counterparty: "某某能源".into(),
            stations: stations.into_iter().map(StationId).collect(),
            signed_on: signed.map(day),
            period: period(from, days),
            terminated_on: terminated.map(day),
            renews: None,
        }
    }
}

prop_compose! {
    pub(crate) fn facts()(
        orders in 0..60_u32,
        volume in 0..4_000_000_i64,
        gmv in prop_oneof![1 => Just(0_i64), 6 => 1..3_000_000_i64],
        given in 0..100_i64,
        share in 0..=100_i64,
    ) -> DayFacts {
        let money = |minor| Money::from_minor(minor).expect("kept");
        let discount = gmv * given / 400;
        DayFacts {
            orders,
            volume: Volume::from_thousandths(volume).expect("kept"),
            gmv: money(gmv),
            discount_platform: money(discount * share / 100),
            discount_station: money(discount - discount * share / 100),
        }
    }
}

/// One change to the accounts.
#[derive(Clone, Debug)]
pub(crate) enum Turn {
    Contract(u32, Option<Contract>),
    /// A term is put in, after what it overlaps of its owner and component is taken out.
    Term(FeeOwner, FeeTerm),
    NoTerms(FeeOwner),
    Day(StationId, Day, Option<DayFacts>),
    Energy(usize),
}

/// Accounts of the first 40 stations, so that those of larger networks have none.
pub(crate) fn turns(most: usize) -> impl Strategy<Value = Vec<Turn>> {
    let owner = prop_oneof![
        (0..6_u32).prop_map(|id| FeeOwner::Contract(ContractId(id))),
        (0..40_u32).prop_map(|id| FeeOwner::Station(StationId(id))),
    ];
    let turn = prop_oneof![
        2 => (0..6_u32, proptest::option::weighted(0.9, contract())).prop_map(|(id, contract)| {
            Turn::Contract(id, contract.map(|contract| Contract { number: format!("C-{id}"), ..contract }))
        }),
        4 => (owner.clone(), term()).prop_map(|(owner, term)| Turn::Term(owner, term)),
        1 => owner.prop_map(Turn::NoTerms),
        12 => (0..40_u32, 0..DAYS, proptest::option::weighted(0.95, facts()))
            .prop_map(|(id, at, facts)| Turn::Day(StationId(id), day(at), facts)),
        1 => (0..40_usize).prop_map(Turn::Energy),
    ];
    vec(turn, 0..most)
}

impl Accounts {
    /// Plays a turn; what concerns stations that the network has not is left out, as the service would.
    pub(crate) fn play(&mut self, turn: &Turn, sites: &[Site]) {
        let is_there = |station: &StationId| (station.0 as usize) < sites.len();
        match turn {
            Turn::Contract(id, Some(contract)) => {
                let mut contract = contract.clone();
                contract.stations.retain(is_there);
                self.contracts.insert(*id, contract);
            }
            Turn::Contract(id, None) => {
                self.contracts.remove(id);
                self.terms.remove(&FeeOwner::Contract(ContractId(*id)));
            }
            Turn::Term(owner, term) => {
                let is_known = match owner {
                    FeeOwner::Contract(id) => self.contracts.contains_key(&id.0),
                    FeeOwner::Station(station) => is_there(station),
                };
                if is_known {
                    let terms = self.terms.entry(*owner).or_default();
                    terms.retain(|other| other.component != term.component || !other.period.overlaps(&term.period));
                    terms.push(term.clone());
                }
            }
            Turn::NoTerms(owner) => drop(self.terms.remove(owner)),
            Turn::Day(station, at, facts) if is_there(station) => match facts {
                Some(facts) => drop(self.days.insert((*station, *at), *facts)),
                None => drop(self.days.remove(&(*station, *at))),
            },
            Turn::Day(..) | Turn::Energy(_) => {}
        }
    }

    /// The months of these days.
    pub(crate) fn months(&self) -> BTreeMap<(StationId, Month), MonthFacts> {
        let mut months: BTreeMap<(StationId, Month), [Option<DayFacts>; MOST_DAYS]> = BTreeMap::new();
        for (&(station, at), &facts) in &self.days {
            let month = Month::of(at);
            let place = (at.number() - month.first().number()) as usize;
            months.entry((station, month)).or_insert([None; MOST_DAYS])[place] = Some(facts);
        }
        months.into_iter().map(|(key, days)| (key, MonthFacts::new(&days).expect("a day"))).collect()
    }

    /// Every contract and term as edits of empty ledgers.
    pub(crate) fn ledger_edits(&self) -> Vec<LedgerEdit<'_>> {
        let contracts =
            self.contracts.iter().map(|(&id, contract)| LedgerEdit::Contract(ContractId(id), Some(contract)));
        let terms = self.terms.iter().flat_map(|(&owner, terms)| {
            terms.iter().map(move |term| LedgerEdit::Fee(owner, term.component, term.period.from(), Some(term)))
        });
        contracts.chain(terms).collect()
    }

    /// Books loaded from the accounts.
    pub(crate) fn load(&self, sites: &[Site]) -> Books {
        let ledgers = Ledgers::default().edited(self.ledger_edits()).expect("ledgers");
        let unit = |station: StationId| VolumeUnit::of(sites[station.0 as usize].energy);
        let mut loader = Loader::new(ledgers, unit);
        for ((station, month), facts) in &self.months() {
            loader.month(*station, *month, facts.bytes(), || unit(*station));
        }
        loader.finish()
    }

    /// The terms in force for a site on a day.
    fn terms_on(&self, site: &Site, at: Day) -> [Option<&FeeTerm>; 4] {
        Component::ALL.map(|component| {
            let find = |owner: FeeOwner| {
                let mut terms = self.terms.get(&owner).into_iter().flatten();
                terms.find(|term| term.component == component && term.period.contains(at))
            };
            find(FeeOwner::Station(site.id)).or_else(|| {
                let holding = self
                    .contracts
                    .iter()
                    .filter(|(_, contract)| contract.stations.contains(&site.id) && contract.state(at).is_in_force());
                let found = holding.filter_map(|(&id, contract)| {
                    let since = contract.period.from().max(contract.signed_on?);
                    Some(((since, contract.number.clone()), find(FeeOwner::Contract(ContractId(id)))?))
                });
                found.max_by_key(|(rank, _)| rank.clone()).map(|(_, term)| term)
            })
        })
    }

    /// What a site came to over `[from, to)`, day by day.
    pub(crate) fn sums_of(&self, site: &Site, from: Day, to: Day) -> BookSums {
        let unit = VolumeUnit::of(site.energy);
        let days = (from.number()..to.number()).map(|number| Day::from_number(number).expect("kept"));
        let mut sums = BookSums::default();
        let (mut gmv, mut fees, mut has_terms) = (Money::ZERO, [Money::ZERO; Component::ALL.len()], false);
        for at in days {
            let facts = self.days.get(&(site.id, at)).copied().unwrap_or_default();
            sums.orders += u64::from(facts.orders);
            match unit {
                VolumeUnit::Litre => sums.litres += facts.volume.thousandths(),
                VolumeUnit::Kwh => sums.kwh += facts.volume.thousandths(),
            }
            sums.discount_platform += facts.discount_platform;
            sums.discount_station += facts.discount_station;
            gmv += facts.gmv;
            for (fee, term) in fees.iter_mut().zip(self.terms_on(site, at)) {
                has_terms |= term.is_some();
                *fee += term.map_or(Money::ZERO, |term| term.tariff.of_day(at, &facts, unit));
            }
        }
        sums.fees = FeeSums::of_totals(gmv, fees, has_terms);
        if sums.fees.rated > 0 {
            sums.rated_discount_platform = sums.discount_platform;
        }
        sums
    }

    /// Whether the site had orders in the 30 days up to a day.
    pub(crate) fn is_active(&self, site: &Site, at: Day) -> bool {
        (at.plus(-29).number()..=at.number())
            .filter_map(Day::from_number)
            .any(|day| self.days.get(&(site.id, day)).is_some_and(|facts| facts.orders > 0))
    }

    /// Contracts in force on a day that name one of these stations, and those that end within 90 days.
    pub(crate) fn contracts_of(&self, stations: &BTreeSet<StationId>, at: Day) -> (u32, u32) {
        let named = self.contracts.values().filter(|contract| !contract.stations.is_disjoint(stations));
        let states: Vec<ContractState> = named.map(|contract| contract.state(at)).collect();
        let count = |is: fn(&ContractState) -> bool| {
            u32::try_from(states.iter().filter(|state| is(state)).count()).expect("few")
        };
        (count(|state| state.is_in_force()), count(|state| *state == ContractState::Expiring))
    }

    /// Whether every ledger keeps its rules, which [`Accounts::play`] sees to.
    pub(crate) fn is_sound(&self) -> bool {
        self.terms.values().all(|terms| FeeLedger::new(terms.clone()).is_ok())
    }
}
