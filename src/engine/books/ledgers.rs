//! Contracts and fee terms, and how they make the schedule of a station.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::schedule::{Schedule, Tariffs};
use crate::base::date::{Day, Period};
use crate::base::ids::{ContractId, StationId};
use crate::domain::contract::Contract;
use crate::domain::fee::{Component, FeeLedger, FeeOwner, FeeTerm};
use crate::domain::station::RuleError;

/// Every contract and every fee term. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Ledgers {
    contracts: Arc<BTreeMap<ContractId, Arc<Contract>>>,
    fees: Arc<BTreeMap<FeeOwner, Arc<FeeLedger>>>,
}

/// A change to the ledgers: what a thing is afterwards, `None` when it is gone.
#[derive(Clone, Copy, Debug)]
pub enum LedgerEdit<'a> {
    /// A contract.
    Contract(ContractId, Option<&'a Contract>),
    /// The term of an owner and component from a day on.
    Fee(FeeOwner, Component, Day, Option<&'a FeeTerm>),
}

impl Ledgers {
    /// The ledgers after the edits.
    ///
    /// # Errors
    /// [`RuleError`] when two terms of one owner and component then share a day.
    pub fn edited<'a>(&self, edits: impl IntoIterator<Item = LedgerEdit<'a>>) -> Result<Self, RuleError> {
        let mut next = self.clone();
        let mut terms: BTreeMap<FeeOwner, Vec<FeeTerm>> = BTreeMap::new();
        for edit in edits {
            match edit {
                LedgerEdit::Contract(id, None) => drop(Arc::make_mut(&mut next.contracts).remove(&id)),
                LedgerEdit::Contract(id, Some(contract)) => {
                    Arc::make_mut(&mut next.contracts).insert(id, Arc::new(contract.clone()));
                }
                LedgerEdit::Fee(owner, component, from, term) => {
                    let terms = terms.entry(owner).or_insert_with(|| self.terms(owner).to_vec());
                    terms.retain(|other| (other.component, other.period.from()) != (component, from));
                    terms.extend(term.cloned());
                }
            }
        }
        for (owner, terms) in terms {
            let fees = Arc::make_mut(&mut next.fees);
            if terms.is_empty() {
                fees.remove(&owner);
            } else {
                fees.insert(owner, Arc::new(FeeLedger::new(terms)?));
            }
        }
        Ok(next)
    }

    /// A contract.
    #[must_use]
    pub fn contract(&self, id: ContractId) -> Option<&Arc<Contract>> {
        self.contracts.get(&id)
    }

    /// Every contract by ascending id.
    pub fn contracts(&self) -> impl Iterator<Item = (ContractId, &Arc<Contract>)> {
        self.contracts.iter().map(|(&id, contract)| (id, contract))
    }

    /// The fee terms of an owner, by component, then by first day.
    #[must_use]
    pub fn terms(&self, owner: FeeOwner) -> &[FeeTerm] {
        self.fees.get(&owner).map_or(&[], |ledger| ledger.terms())
    }

    /// Every ledger: contracts' first, by id.
    pub fn fees(&self) -> impl Iterator<Item = (FeeOwner, &FeeLedger)> {
        self.fees.iter().map(|(&owner, ledger)| (owner, ledger.as_ref()))
    }

    /// The term of a component that is in force for a station on a day, and whose it is: the station's own, else that
    /// of the contract that came into force last. Contracts that hold at the same time are reported elsewhere.
    #[must_use]
    pub fn in_force(
        &self,
        station: StationId,
        contracts: &[ContractId],
        component: Component,
        day: Day,
    ) -> Option<(FeeOwner, &FeeTerm)> {
        let own = FeeOwner::Station(station);
        if let Some(term) = self.fees.get(&own).and_then(|ledger| ledger.on(component, day)) {
            return Some((own, term));
        }
        let holding = contracts.iter().filter_map(|&id| {
            let contract = self.contracts.get(&id)?;
            let since = contract.in_force().filter(|period| period.contains(day))?.from();
            let term = self.fees.get(&FeeOwner::Contract(id))?.on(component, day)?;
            Some(((since, &contract.number), (FeeOwner::Contract(id), term)))
        });
        holding.max_by(|a, b| a.0.cmp(&b.0)).map(|(_, term)| term)
    }

    /// The schedule of a station that these contracts name.
    pub(super) fn schedule(&self, station: StationId, contracts: &[ContractId]) -> Schedule {
        let mut changes = Vec::new();
        let mut note = |terms: &[FeeTerm], within: Option<Period>| {
            for period in terms.iter().map(|term| term.period).chain(within) {
                changes.extend([Some(period.from()), period.to()].into_iter().flatten());
            }
        };
        note(self.terms(FeeOwner::Station(station)), None);
        for &id in contracts {
            let terms = self.terms(FeeOwner::Contract(id));
            if let Some(period) = self.contracts.get(&id).and_then(|contract| contract.in_force()) {
                note(terms, Some(period).filter(|_| !terms.is_empty()));
            }
        }
        let on = |day| -> Tariffs {
            Component::ALL.map(|component| Some(self.in_force(station, contracts, component, day)?.1.tariff))
        };
        Schedule::new(changes, on)
    }
}

/// Contracts by the stations that they name, ascending.
pub(super) fn by_station<'a>(
    contracts: impl Iterator<Item = (ContractId, &'a Arc<Contract>)>,
) -> FxHashMap<StationId, Vec<ContractId>> {
    let mut of: FxHashMap<StationId, Vec<ContractId>> = FxHashMap::default();
    for (id, contract) in contracts {
        for &station in &contract.stations {
            of.entry(station).or_default().push(id);
        }
    }
    of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fee::Tariff;

    fn day(text: &str) -> Day {
        text.parse().expect("date")
    }

    fn percent(text: &str) -> Tariff {
        Tariff::PercentOfGmv(text.parse().expect("rate"))
    }

    fn term(component: Component, rate: &str, from: &str, to: Option<&str>) -> FeeTerm {
        let period = Period::new(day(from), to.map(day)).expect("period");
        FeeTerm { component, tariff: percent(rate), payer: None, payee: None, period }
    }

    fn fee(owner: FeeOwner, term: &FeeTerm) -> LedgerEdit<'_> {
        LedgerEdit::Fee(owner, term.component, term.period.from(), Some(term))
    }

    #[test]
    fn a_station_wins_over_its_contract_by_component() {
        let (station, id) = (StationId(7), ContractId(1));
        let contract = Contract {
            number: "C-1".into(),
            counterparty: "某某石油".into(),
            stations: [station].into(),
            signed_on: Some(day("2026-01-01")),
            period: Period::from_day(day("2026-01-01")),
            terminated_on: None,
            renews: None,
        };
        let commission = term(Component::Commission, "2%", "2026-01-01", None);
        let payment = term(Component::Payment, "0.6%", "2026-01-01", None);
        let own = term(Component::Commission, "1%", "2026-02-01", Some("2026-03-01"));
        let ledgers = Ledgers::default().edited([
            LedgerEdit::Contract(id, Some(&contract)),
            fee(FeeOwner::Contract(id), &commission),
            fee(FeeOwner::Contract(id), &payment),
            fee(FeeOwner::Station(station), &own),
        ]);
        let ledgers = ledgers.expect("terms that do not overlap");
        let on = |at: &str| {
            Component::ALL.map(|component| {
                let (owner, term) = ledgers.in_force(station, &[id], component, day(at))?;
                Some((owner, term.tariff))
            })
        };
        let of_contract = |rate: &str| Some((FeeOwner::Contract(id), percent(rate)));
        assert_eq!(on("2026-01-31"), [of_contract("2%"), of_contract("0.6%"), None, None]);
        let of_station = Some((FeeOwner::Station(station), percent("1%")));
        assert_eq!(on("2026-02-01"), [of_station, of_contract("0.6%"), None, None]);
        assert_eq!(on("2026-03-01")[0], of_contract("2%"));
        assert_eq!(on("2025-12-31"), [None; 4]);
    }
}
