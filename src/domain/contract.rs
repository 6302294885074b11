//! Contracts: what was agreed with whom, over which stations and for how long. The state is derived from the
//! dates, so it never has to be kept in step with them.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::base::date::{Day, Period};
use crate::base::ids::StationId;
use crate::domain::station::{Edit, MAX_SHORT_TEXT, RuleError, required, unreserved};

/// A contract is expiring when it ends within so many days.
pub const EXPIRING_DAYS: i32 = 90;

/// A contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// The user's own number, unique.
    pub number: String,
    /// The other side.
    pub counterparty: String,
    /// The stations it covers.
    pub stations: BTreeSet<StationId>,
    /// The day on which it was signed; `None` while it is not.
    pub signed_on: Option<Day>,
    /// The days on which it is in force.
    pub period: Period,
    /// The first day on which it no longer holds, where it was ended before its time.
    pub terminated_on: Option<Day>,
    /// Number of the contract that it renews.
    pub renews: Option<String>,
}

/// How a contract stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContractState {
    /// Not signed yet, or signed and not in force yet.
    Draft,
    /// In force for more than [`EXPIRING_DAYS`], or without an end.
    Active,
    /// In force, and over within [`EXPIRING_DAYS`].
    Expiring,
    /// It ran to its end.
    Expired,
    /// It was ended before its time.
    Terminated,
}

impl ContractState {
    /// Every state, in the order of a contract's life.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Active, Self::Expiring, Self::Expired, Self::Terminated];

    /// The identifier used in files and parameters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
            Self::Terminated => "terminated",
        }
    }

    /// The state of that identifier.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether the contract holds: it counts in `contracts_active`.
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::Active | Self::Expiring)
    }
}

impl Contract {
    /// How it stands on a day.
    #[must_use]
    pub fn state(&self, at: Day) -> ContractState {
        if self.terminated_on.is_some_and(|day| day <= at) {
            return ContractState::Terminated;
        }
        if self.signed_on.is_none_or(|day| at < day) || at < self.period.from() {
            return ContractState::Draft;
        }
        match self.period.to() {
            Some(to) if to <= at => ContractState::Expired,
            Some(to) if to <= at.plus(EXPIRING_DAYS) => ContractState::Expiring,
            _ => ContractState::Active,
        }
    }

    /// The days on which it holds: its period, from the day on which it was signed at the earliest, and cut short where
    /// it was terminated. `None` when there is no such day.
    #[must_use]
    pub fn in_force(&self) -> Option<Period> {
        let from = self.period.from().max(self.signed_on?);
        let to = match (self.period.to(), self.terminated_on) {
            (Some(to), Some(ended)) => Some(to.min(ended)),
            (to, ended) => to.or(ended),
        };
        Period::new(from, to).ok()
    }

    /// The stations for which something is another between two states of a contract, `None` being no contract: those that
    /// only one of them covers, and all of them where it holds on other days.
    #[must_use]
    pub fn stations_touched(before: Option<&Self>, after: Option<&Self>) -> BTreeSet<StationId> {
        let [was, is] = [before, after].map(|state| state.map(|contract| (&contract.stations, contract.in_force())));
        match (was, is) {
            (Some((was, held)), Some((is, holds))) if held == holds => was.symmetric_difference(is).copied().collect(),
            (was, is) => [was, is].into_iter().flatten().flat_map(|(stations, _)| stations).copied().collect(),
        }
    }

    /// Whether the contract keeps the rules that need no other contract.
    ///
    /// # Errors
    /// [`RuleError`] names the first field that breaks one.
    pub fn check(&self) -> Result<(), RuleError> {
        required("number", &self.number, MAX_SHORT_TEXT)?;
        unreserved("number", &self.number, "overlaps")?;
        required("counterparty", &self.counterparty, MAX_SHORT_TEXT)?;
        if self.renews.as_ref() == Some(&self.number) {
            return Err(RuleError::new("renews", &self.number, "a contract cannot renew itself"));
        }
        match (self.terminated_on, self.period.to()) {
            (Some(ended), Some(to)) if ended > to => Err(RuleError::new(
                "terminated_on",
                ended.to_string(),
                format!("a contract that has run out ({to}) cannot be terminated later"),
            )),
            _ => Ok(()),
        }
    }
}

/// What a file or a form says of a contract; a field left out stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractDraft {
    /// The user's own number.
    pub number: String,
    /// The other side.
    pub counterparty: Option<String>,
    /// Codes of the stations that it covers, all of them.
    pub stations: Option<Vec<String>>,
    /// When it was signed.
    pub signed_on: Edit<Day>,
    /// The first day on which it is in force.
    pub from: Option<Day>,
    /// The first day on which it no longer is.
    pub to: Edit<Day>,
    /// The first day on which it no longer holds, where it was ended before its time.
    pub terminated_on: Edit<Day>,
    /// Number of the contract that it renews.
    pub renews: Edit<String>,
}

impl ContractDraft {
    /// The contract after the edit; `stations` are those that [`ContractDraft::stations`] names.
    ///
    /// # Errors
    /// [`RuleError`] when a new contract lacks a field, or the contract then breaks a rule.
    pub fn apply(
        self,
        before: Option<&Contract>,
        stations: Option<BTreeSet<StationId>>,
    ) -> Result<Contract, RuleError> {
        let missing = |field| move || RuleError::new(field, "", "a new contract needs it");
        let from = self.from.or(before.map(|before| before.period.from())).ok_or_else(missing("from"))?;
        let mut to = before.and_then(|before| before.period.to());
        self.to.apply(&mut to);
        let mut contract = match before {
            Some(before) => before.clone(),
            None => Contract {
                number: self.number,
                counterparty: self.counterparty.clone().ok_or_else(missing("counterparty"))?,
                stations: BTreeSet::new(),
                signed_on: None,
                period: Period::from_day(from),
                terminated_on: None,
                renews: None,
            },
        };
        contract.period = Period::new(from, to).map_err(|error| {
            RuleError::new("to", to.map_or_else(String::new, |to| to.to_string()), error.to_string())
        })?;
        if let Some(counterparty) = self.counterparty {
            contract.counterparty = counterparty;
        }
        if let Some(stations) = stations {
            contract.stations = stations;
        }
        self.signed_on.apply(&mut contract.signed_on);
        self.terminated_on.apply(&mut contract.terminated_on);
        self.renews.apply(&mut contract.renews);
        contract.check()?;
        Ok(contract)
    }
}

/// Two contracts that hold for one station at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap<'a> {
    /// The station.
    pub station: StationId,
    /// The contract that begins first, then the one with the lower number.
    pub first: &'a Contract,
    /// The other one.
    pub second: &'a Contract,
    /// The days on which both hold.
    pub period: Period,
}

impl<'a> Overlap<'a> {
    /// The overlap of two contracts of a station; `None` where they never hold at once.
    #[must_use]
    pub fn between(station: StationId, one: &'a Contract, other: &'a Contract) -> Option<Self> {
        let (held, next) = (one.in_force()?, other.in_force()?);
        let period = held.intersect(&next)?;
        let is_first = (held.from(), &one.number) <= (next.from(), &other.number);
        let (first, second) = if is_first { (one, other) } else { (other, one) };
        Some(Self { station, first, second, period })
    }
}

/// The overlaps among contracts, by station, then by when the first and the second begin to hold, and by number; they
/// are reported and not resolved, since only the people who signed know which one counts.
///
/// They are found one after the other: of contracts without an end at one station there are as many as pairs.
pub fn overlaps<'a>(contracts: impl IntoIterator<Item = &'a Contract>) -> impl Iterator<Item = Overlap<'a>> {
    let mut holding: Vec<(StationId, Period, &Contract)> = Vec::new();
    for contract in contracts {
        if let Some(period) = contract.in_force() {
            holding.extend(contract.stations.iter().map(|&station| (station, period, contract)));
        }
    }
    holding.sort_by_key(|&(station, period, contract)| (station, period.from(), contract.number.as_str()));
    let holding: Rc<[_]> = holding.into();
    (0..holding.len()).flat_map(move |index| {
        let (station, held, first) = holding[index];
        let holding = Rc::clone(&holding);
        (index + 1..holding.len()).map_while(move |later| {
            let (other, next, second) = holding[later];
            let period = held.intersect(&next).filter(|_| other == station)?;
            Some(Overlap { station, first, second, period })
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("date")
    }

    fn contract(number: &str, from: Day, to: Option<Day>) -> Contract {
        Contract {
            number: number.into(),
            counterparty: "某某石油".into(),
            stations: BTreeSet::from([StationId(1)]),
            signed_on: Some(from),
            period: Period::new(from, to).expect("period"),
            terminated_on: None,
            renews: None,
        }
    }

    #[test]
    fn a_word_of_the_addresses_is_no_number() {
        let reserved = contract("overlaps", day("2026-01-01"), None).check().expect_err("refused");
        assert_eq!((reserved.field, reserved.value.as_str()), ("number", "overlaps"));
    }

    #[test]
    fn the_state_follows_from_the_dates() {
        let mut contract = contract("C-1", day("2026-01-01"), Some(day("2027-01-01")));
        contract.signed_on = Some(day("2025-12-10"));
        for (at, state) in [
            ("2025-12-09", ContractState::Draft),
            ("2025-12-31", ContractState::Draft),
            ("2026-01-01", ContractState::Active),
            ("2026-10-02", ContractState::Active),
            ("2026-10-03", ContractState::Expiring),
            ("2026-12-31", ContractState::Expiring),
            ("2027-01-01", ContractState::Expired),
        ] {
            assert_eq!(contract.state(day(at)), state, "{at}");
        }
        contract.terminated_on = Some(day("2026-06-01"));
        assert_eq!(contract.state(day("2026-05-31")), ContractState::Active);
        assert_eq!(contract.state(day("2026-06-01")), ContractState::Terminated);
        assert_eq!(contract.in_force().and_then(|period| period.to()), Some(day("2026-06-01")));
        contract.signed_on = None;
        assert_eq!(contract.state(day("2026-03-01")), ContractState::Draft);
    }

    #[test]
    fn rules_name_the_field() {
        let sound = contract("C-1", day("2026-01-01"), Some(day("2027-01-01")));
        assert_eq!(sound.check(), Ok(()));
        let field = |contract: Contract| contract.check().expect_err("refused").field;
        assert_eq!(field(Contract { number: " ".into(), ..sound.clone() }), "number");
        assert_eq!(field(Contract { renews: Some("C-1".into()), ..sound.clone() }), "renews");
        assert_eq!(field(Contract { terminated_on: Some(day("2027-01-02")), ..sound }), "terminated_on");
    }

    #[test]
    fn a_renewal_that_follows_is_no_overlap() {
        let first = contract("C-1", day("2026-01-01"), Some(day("2027-01-01")));
        let second = contract("C-2", day("2027-01-01"), None);
        assert_eq!(overlaps([&first, &second]).count(), 0);
        let signed_on = Some(day("2026-12-01"));
        let early = Contract { period: Period::new(day("2026-12-31"), None).expect("period"), signed_on, ..second };
        let found: Vec<_> = overlaps([&early, &first]).collect();
        let period = Period::new(day("2026-12-31"), Some(day("2027-01-01"))).expect("period");
        assert_eq!((found.len(), found[0].first.number.as_str(), found[0].period), (1, "C-1", period));
    }

    proptest! {
        #[test]
        fn overlaps_are_those_that_a_plain_reading_finds(
            list in prop::collection::vec((0..60_u32, prop::option::of(1..40_u32), prop::option::of(0..60_u32), 0..3_u32), 0..14)
        ) {
            let at = |number: u32| day("2026-01-01").plus(number.cast_signed());
            let contracts: Vec<Contract> = list
                .iter()
                .enumerate()
                .map(|(index, &(from, days, ended, station))| Contract {
                    stations: BTreeSet::from([StationId(station), StationId(station + 1)]),
                    terminated_on: ended.map(at),
                    ..contract(&format!("C-{index:02}"), at(from), days.map(|days| at(from + days)))
                })
                .collect();
            let holds = |contract: &Contract, day: u32| contract.state(at(day)).is_in_force();
            let mut wanted = BTreeSet::new();
            for (index, one) in contracts.iter().enumerate() {
                for other in &contracts[index + 1..] {
                    // Beyond the last day that is drawn nothing begins or ends.
                    if (0..=110).any(|day| holds(one, day) && holds(other, day)) {
                        wanted.extend(one.stations.intersection(&other.stations).map(|&station| {
                            (station, BTreeSet::from([&*one.number, &*other.number]))
                        }));
                    }
                }
            }
            let found: BTreeSet<_> = overlaps(&contracts)
                .map(|o| (o.station, BTreeSet::from([&*o.first.number, &*o.second.number])))
                .collect();
            prop_assert_eq!(&found, &wanted);
            // Two by two they are the same, whichever is asked first.
            let pairs = contracts.iter().flat_map(|one| contracts.iter().map(move |other| (one, other)));
            let two_by_two: Vec<_> = pairs
                .filter(|(one, other)| one.number != other.number)
                .flat_map(|(one, other)| {
                    let shared = one.stations.intersection(&other.stations);
                    shared.filter_map(move |&station| Overlap::between(station, one, other))
                })
                .collect();
            for overlap in overlaps(&contracts) {
                prop_assert_eq!(two_by_two.iter().filter(|&other| *other == overlap).count(), 2);
            }
            prop_assert_eq!(two_by_two.len(), 2 * found.len());
        }
    }
}
