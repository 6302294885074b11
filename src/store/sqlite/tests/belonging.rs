//! What belongs to stations, contracts and campaigns does not outlive them, nor come before them.

use super::commit::{assert_conflict, assert_inconsistent};
use super::{Bench, campaign, campaign_change, contract, contract_change, day, station, station_change};
use crate::base::date::Period;
use crate::base::ids::{CampaignId, ContractId, Revision, StationId};
use crate::base::month::Month;
use crate::domain::campaign::SavedComparison;
use crate::domain::change::{Change, Diff};
use crate::domain::fee::{Component, FeeOwner, FeeTerm, Tariff};
use crate::domain::note::Note;
use crate::domain::performance::{DayFacts, MOST_DAYS, MonthFacts};
use crate::store::Store as _;

/// The change the other way round.
fn back(change: &Change) -> Change {
    fn turn<T: Clone>(diff: &Diff<T>) -> Diff<T> {
        Diff { before: diff.after.clone(), after: diff.before.clone() }
    }
    let mut change = change.clone();
    match &mut change {
        Change::Station { diff, .. } => **diff = turn(diff),
        Change::Contract { diff, .. } => **diff = turn(diff),
        Change::Fee { diff, .. } => **diff = turn(diff),
        Change::Performance { diff, .. } => *diff = turn(diff),
        Change::Campaign { diff, .. } => **diff = turn(diff),
        Change::Participation { diff, .. } => *diff = turn(diff),
        Change::Note { diff, .. } => **diff = turn(diff),
        Change::Comparison { diff, .. } => **diff = turn(diff),
        other => panic!("no test turns {other:?}"),
    }
    change
}

fn fee(owner: FeeOwner) -> Change {
    let (component, from) = (Component::Fixed, day("2026-01-01"));
    let tariff = Tariff::PerMonth("100".parse().expect("amount"));
    let term = FeeTerm { component, tariff, payer: None, payee: None, period: Period::from_day(from) };
    Change::Fee { owner, component, from, diff: Box::new(Diff { before: None, after: Some(term) }) }
}

/// A month of which one day is there.
fn month(station: u32, of: &str, number: usize) -> Change {
    let mut days = [None; MOST_DAYS];
    days[number - 1] = Some(DayFacts { orders: 1, ..DayFacts::default() });
    let diff = Diff { before: None, after: MonthFacts::new(&days) };
    Change::Performance { station: StationId(station), month: Month::of(day(of)), diff }
}

fn participation(campaign: u32, station: u32) -> Change {
    let diff = Diff { before: None, after: Some(Period::from_day(day("2026-06-01"))) };
    Change::Participation { campaign: CampaignId(campaign), station: StationId(station), diff }
}

fn note(station: u32, number: u32) -> Change {
    let note = Note { at: day("2026-05-01"), author: None, text: "拜访站长".into() };
    Change::Note { station: StationId(station), number, diff: Box::new(Diff { before: None, after: Some(note) }) }
}

fn comparison(campaign: u32, number: u32) -> Change {
    let text = String::new;
    let saved = SavedComparison { title: "夏".into(), revision: Revision(1), question: text(), answer: text() };
    let diff = Box::new(Diff { before: None, after: Some(saved) });
    Change::Comparison { campaign: CampaignId(campaign), number, diff }
}

/// Station 1, contract 1 without stations and campaign 1, and a station, contract and campaign 2 that are gone.
fn bench() -> Bench {
    let mut bench = Bench::new();
    let things: Vec<Change> = (1..3)
        .flat_map(|id| {
            [
                station_change(id, None, Some(station(&format!("SH-{id}")))),
                contract_change(id, None, Some(contract(&format!("C-{id}"), &[]))),
                campaign_change(id, None, Some(campaign(&format!("A-{id}")))),
            ]
        })
        .collect();
    bench.commit(things.clone());
    bench.commit(things[3..].iter().map(back).collect());
    bench
}

#[test]
fn nothing_is_left_behind() {
    let [one, two] = [1, 2].map(|id| (FeeOwner::Station(StationId(id)), FeeOwner::Contract(ContractId(id))));
    let station = station_change(1, None, Some(station("SH-1")));
    let contract = contract_change(1, None, Some(contract("C-1", &[])));
    let campaign = campaign_change(1, None, Some(campaign("A-1")));
    for (owner, of_one, of_two, what, word) in [
        (&station, fee(one.0), fee(two.0), "fee terms stay", "station"),
        (&station, month(1, "2026-02-01", 28), month(2, "2026-02-01", 28), "months of performance stay", "station"),
        (&station, note(1, 1), note(2, 1), "notes stay", "station"),
        (&station, participation(1, 1), participation(1, 2), "participations stay", "station"),
        (&contract, fee(one.1), fee(two.1), "fee terms stay", "contract"),
        (&campaign, participation(1, 1), participation(2, 1), "participations stay", "campaign"),
        (&campaign, comparison(1, 1), comparison(2, 1), "comparisons stay", "campaign"),
    ] {
        let mut bench = bench();
        assert_inconsistent(bench.try_commit(vec![of_two]), &format!("no such {word}"));
        assert_inconsistent(bench.try_commit(vec![back(owner), of_one.clone()]), "stay");
        bench.commit(vec![of_one.clone()]);
        assert_inconsistent(bench.try_commit(vec![back(owner)]), what);
        bench.commit(vec![back(owner), back(&of_one)]);
        bench.commit(vec![of_one, owner.clone()]);
        assert_eq!(bench.faults(), Vec::<String>::new());
    }
}

#[test]
fn a_contract_names_stations_that_are_there() {
    let mut bench = bench();
    let before = Some(contract("C-1", &[]));
    for gone in [&[2][..], &[1, 2], &[1, 7]] {
        let change = contract_change(1, before.clone(), Some(contract("C-1", gone)));
        assert_inconsistent(bench.try_commit(vec![change]), "which is not there");
    }
    bench.commit(vec![contract_change(1, before.clone(), Some(contract("C-1", &[1])))]);
    let gone = station_change(1, Some(station("SH-1")), None);
    assert_inconsistent(bench.try_commit(vec![gone.clone()]), "the contract with id 1 names it");
    bench.commit(vec![gone, contract_change(1, Some(contract("C-1", &[1])), before)]);
    assert_eq!(bench.faults(), Vec::<String>::new());
}

#[test]
fn what_does_not_agree_with_its_key_is_refused() {
    let mut bench = bench();
    for wrong in [month(1, "2026-02-01", 29), note(1, 0), comparison(1, 0)] {
        assert_inconsistent(bench.try_commit(vec![wrong]), "key");
    }
    let mut other_day = fee(FeeOwner::Station(StationId(1)));
    if let Change::Fee { from, .. } = &mut other_day {
        *from = day("2026-01-02");
    }
    assert_inconsistent(bench.try_commit(vec![other_day]), "key");
    let renamed = contract_change(1, Some(contract("C-1", &[])), Some(contract("C-9", &[])));
    assert_inconsistent(bench.try_commit(vec![renamed]), "key");
    assert_conflict(bench.try_commit(vec![contract_change(3, None, Some(contract("C-2", &[])))]), "contract C-2");
    assert_conflict(bench.try_commit(vec![campaign_change(3, None, Some(campaign("A-1")))]), "campaign A-1");
}

#[test]
fn numbers_of_notes_are_not_given_twice() {
    let mut bench = bench();
    assert_eq!(bench.store.next_note(StationId(1)).expect("number"), 1);
    bench.commit(vec![note(1, 1), note(1, 2)]);
    bench.commit(vec![back(&note(1, 2))]);
    assert_eq!(bench.store.next_note(StationId(1)).expect("number"), 3);
    assert_eq!(bench.store.next_comparison(CampaignId(1)).expect("number"), 1);
}
