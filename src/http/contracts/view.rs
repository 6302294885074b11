//! Contracts as the wire shows them.

use crate::base::date::Day;
use crate::base::ids::ContractId;
use crate::domain::contract::{Contract, Overlap};
use crate::engine::Snapshot;
use crate::http::wire::{ContractView, OverlapView, RenewalView};

/// Every contract.
pub(super) fn contracts(snapshot: &Snapshot) -> impl Iterator<Item = &Contract> {
    snapshot.books().ledgers().contracts().map(|(_, contract)| contract.as_ref())
}

/// A contract of a list, with its state on a day.
pub(in crate::http) fn contract(contract: &Contract, at: Day) -> ContractView {
    ContractView {
        number: contract.number.clone(),
        counterparty: contract.counterparty.clone(),
        stations_count: contract.stations.len(),
        signed_on: contract.signed_on.map(|day| day.to_string()),
        from: contract.period.from().to_string(),
        to: contract.period.to().map(|day| day.to_string()),
        terminated_on: contract.terminated_on.map(|day| day.to_string()),
        renews: contract.renews.clone(),
        state: contract.state(at).as_str(),
    }
}

/// A contract that renews another one, with its state on a day.
pub(super) fn renewal(contract: &Contract, at: Day) -> RenewalView {
    RenewalView {
        number: contract.number.clone(),
        from: contract.period.from().to_string(),
        signed_on: contract.signed_on.map(|day| day.to_string()),
        state: contract.state(at).as_str(),
    }
}

/// An overlap.
pub(super) fn overlap(snapshot: &Snapshot, overlap: &Overlap<'_>) -> OverlapView {
    OverlapView {
        station: snapshot.code_of(overlap.station).unwrap_or_default().to_owned(),
        first: overlap.first.number.clone(),
        second: overlap.second.number.clone(),
        from: overlap.period.from().to_string(),
        to: overlap.period.to().map(|day| day.to_string()),
    }
}

/// The overlaps in which a contract is.
pub(super) fn overlaps_of(snapshot: &Snapshot, id: ContractId) -> Vec<Overlap<'_>> {
    let books = snapshot.books();
    let of = |id| books.ledgers().contract(id).map(AsRef::as_ref);
    let Some(contract) = of(id) else { return Vec::new() };
    // Station by station: a large contract meets as many others as it has stations.
    let at = |station| {
        let others = books.contracts_of(station).iter().filter(move |&&other| other != id);
        others.filter_map(move |&other| Some((station, of(other)?)))
    };
    let others = contract.stations.iter().flat_map(|&station| at(station));
    let mut found: Vec<_> = others.filter_map(|(station, other)| Overlap::between(station, contract, other)).collect();
    found.sort_by_cached_key(key);
    found
}

/// The place of an overlap among all of them: its station, then when the first contract and the second begin to hold
/// and their numbers.
pub(super) fn key(overlap: &Overlap<'_>) -> OverlapKey {
    let since = |contract: &Contract| contract.in_force().map_or(0, |period| period.from().number());
    let Overlap { station, first, second, .. } = *overlap;
    (station.0, since(first), first.number.clone(), since(second), second.number.clone())
}

/// See [`key`].
pub(super) type OverlapKey = (u32, u32, String, u32, String);
