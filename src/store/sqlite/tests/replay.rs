//! Random batches, and what every reading says of every revision, against the brute-force model.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::model::{Model, wish, wishes};
use super::{Bench, batch};
use crate::base::ids::{CampaignId, ContractId, RegionId, Revision, StationId};
use crate::base::month::Month;
use crate::domain::change::{Change, RevisionRecord};
use crate::domain::cooperation::StageEvent;
use crate::domain::fee::FeeOwner;
use crate::domain::performance::MonthFacts;
use crate::domain::station::StationView;
use crate::store::{HistoryEntry, Regions, Store, StoreError, Subject};

/// A station as loading shows it, owned.
type Shown = (StationId, String, String, Vec<String>, Vec<(crate::base::date::Day, u8)>, Vec<(u16, u32)>);

fn shown(view: &StationView<'_>) -> Shown {
    let words =
        format!("{:?}", (view.energy, view.brand, view.operator, view.location, view.opened_on, view.closed_on));
    (
        view.id,
        view.code.to_owned(),
        view.name.to_owned(),
        vec![words],
        view.timeline.iter().map(|&(day, stage)| (day, stage.number())).collect(),
        view.regions.iter().map(|&(set, region)| (set.0, region.0)).collect(),
    )
}

fn shown_by(model: &Model) -> Vec<Shown> {
    let show = |(&id, station): (&StationId, &crate::domain::station::Station)| {
        let timeline: Vec<_> =
            model.stages.iter().filter(|((of, _), _)| *of == id).map(|((_, day), event)| (*day, event.stage)).collect();
        let regions: Vec<_> = model
            .memberships
            .iter()
            .filter(|((of, _), _)| *of == id)
            .map(|((_, set), region)| (*set, *region))
            .collect();
        shown(&StationView {
            id,
            code: &station.code,
            name: &station.name,
            energy: station.energy,
            brand: station.brand.as_deref(),
            operator: station.operator.as_deref(),
            location: positive_zero(station.position.location),
            opened_on: station.opened_on,
            closed_on: station.closed_on,
            timeline: &timeline,
            regions: &regions,
        })
    };
    model.stations.iter().map(show).collect()
}

/// The store does not keep the sign of zero, which only a debug print can see.
fn positive_zero(place: crate::base::location::LonLat) -> crate::base::location::LonLat {
    crate::base::location::LonLat::new(place.lon() + 0.0, place.lat() + 0.0).expect("place")
}

fn check_revision(store: &dyn Store, revision: Revision, model: &Model) -> Result<(), StoreError> {
    let mut stations = Vec::new();
    store.load(revision, &mut |view| stations.push(shown(&view)))?;
    assert_eq!(stations, shown_by(model), "stations of revision {revision}");
    let Regions { sets, regions } = store.regions(revision)?;
    assert_eq!(sets, model.sets.values().cloned().collect::<Vec<_>>());
    assert_eq!(regions, model.regions.values().cloned().collect::<Vec<_>>());
    let ids: Vec<StationId> = (0..8).rev().map(StationId).collect();
    let kept: Vec<_> = ids.iter().map(|id| model.stations.get(id).cloned()).collect();
    assert_eq!(store.stations(&ids, revision)?, kept);
    for &id in &ids {
        let timeline: Vec<StageEvent> =
            model.stages.iter().filter(|((of, _), _)| *of == id).map(|(_, event)| event.clone()).collect();
        assert_eq!(store.timeline(id, revision)?, timeline);
        for event in timeline {
            assert_eq!(store.event(id, event.valid_from, revision)?, Some(event));
        }
    }
    check_business(store, revision, model)
}

/// What is agreed, sold and done, read in every way.
fn check_business(store: &dyn Store, revision: Revision, model: &Model) -> Result<(), StoreError> {
    fn all<K: Copy, V: Clone, T>(map: &BTreeMap<K, V>, whole: impl Fn(K, V) -> T) -> Vec<T> {
        map.iter().map(|(key, value)| whole(*key, value.clone())).collect()
    }
    assert_eq!(store.contracts(revision)?, all(&model.contracts, |id, kept| (id, kept)));
    let fees = all(&model.fees, |(owner, ..), term| (owner, term));
    assert_eq!(store.fees(revision)?, fees);
    assert_eq!(store.campaigns(revision)?, all(&model.campaigns, |id, kept| (id, kept)));
    let participations = all(&model.participations, |(campaign, station), period| (campaign, station, period));
    assert_eq!(store.participations(revision)?, participations);
    let mut months = Vec::new();
    store.performance(revision, &mut |station, month, bytes| {
        months.push(((station, month), MonthFacts::from_bytes(bytes).expect("sound")));
    })?;
    let mut kept = all(&model.months, |(month, station), facts| ((station, month), facts));
    kept.sort_unstable_by_key(|(key, _)| *key);
    assert_eq!(months, kept);
    let mut keys: Vec<_> = months.iter().map(|(key, _)| *key).collect();
    keys.reverse();
    keys.push((StationId(7), Month::MAX));
    let asked: Vec<_> = keys.iter().map(|&(station, month)| model.months.get(&(month, station)).cloned()).collect();
    assert_eq!(store.months(&keys, revision)?, asked);
    for id in (0..7).map(StationId) {
        let of_station = months.iter().filter(|((of, _), _)| *of == id);
        let of_station: Vec<_> = of_station.map(|((_, month), facts)| (*month, facts.clone())).collect();
        assert_eq!(store.station_months(id, revision)?, of_station);
        let notes = model.notes.iter().filter(|((of, _), _)| *of == id);
        assert_eq!(store.notes(id, revision)?, notes.map(|((_, n), note)| (*n, note.clone())).collect::<Vec<_>>());
        let of_station = participations.iter().filter(|(_, of, _)| *of == id);
        let of_station: Vec<_> = of_station.map(|&(campaign, _, period)| (campaign, period)).collect();
        assert_eq!(store.participations_of(id, revision)?, of_station);
    }
    for owner in (0..7).flat_map(|id| [FeeOwner::Contract(ContractId(id)), FeeOwner::Station(StationId(id))]) {
        let of_owner = fees.iter().filter(|(of, _)| *of == owner).map(|(_, term)| term.clone());
        assert_eq!(store.fees_of(owner, revision)?, of_owner.collect::<Vec<_>>());
    }
    for id in (0..4).map(CampaignId) {
        let saved = model.comparisons.iter().filter(|((of, _), _)| *of == id);
        assert_eq!(store.comparisons(id, revision)?, saved.map(|((_, n), one)| (*n, one.clone())).collect::<Vec<_>>());
    }
    Ok(())
}

/// Names and numbers that stay for good, by all that ever was.
fn check_identities(store: &dyn Store, models: &[Model]) -> Result<(), StoreError> {
    fn largest(numbers: impl Iterator<Item = u32>) -> u32 {
        numbers.max().unwrap_or(0)
    }
    let contracts = || models.iter().flat_map(|model| model.contracts.keys().copied());
    let campaigns = || models.iter().flat_map(|model| model.campaigns.keys().copied());
    assert_eq!(store.next_contract_id()?, ContractId(largest(contracts().map(|id| id.0)) + 1));
    assert_eq!(store.next_campaign_id()?, CampaignId(largest(campaigns().map(|id| id.0)) + 1));
    for id in 0..5 {
        let (contract, campaign) = (format!("contract-{id}"), format!("campaign-{id}"));
        let known = contracts().find(|known| known.0 == id);
        assert_eq!(store.contract_ids(&["none", &contract])?, [None, known]);
        assert_eq!(store.contract_numbers(&[ContractId(id)])?, [known.map(|_| contract)]);
        let known = campaigns().find(|known| known.0 == id);
        assert_eq!(store.campaign_ids(&[&campaign, "none"])?, [known, None]);
        assert_eq!(store.campaign_codes(&[CampaignId(id)])?, [known.map(|_| campaign)]);
        let known = models.iter().find_map(|model| model.stations.get(&StationId(id)));
        assert_eq!(store.station_codes(&[StationId(id)])?, [known.map(|station| station.code.clone())]);
        let notes = models.iter().flat_map(|model| model.notes.keys().filter(|(of, _)| of.0 == id));
        assert_eq!(store.next_note(StationId(id))?, largest(notes.map(|(_, number)| *number)) + 1);
        let saved = models.iter().flat_map(|model| model.comparisons.keys().filter(|(of, _)| of.0 == id));
        assert_eq!(store.next_comparison(CampaignId(id))?, largest(saved.map(|(_, number)| *number)) + 1);
    }
    Ok(())
}

/// Whether a change is told in the history of a subject.
fn is_of(change: &Change, subject: Subject) -> bool {
    match *change {
        Change::Set(_) => false,
        Change::Region { id, .. } => subject == Subject::Region(id),
        Change::Station { id: station, .. }
        | Change::Stage { station, .. }
        | Change::Membership { station, .. }
        | Change::Performance { station, .. }
        | Change::Note { station, .. }
        | Change::Fee { owner: FeeOwner::Station(station), .. } => subject == Subject::Station(station),
        Change::Contract { id, .. } | Change::Fee { owner: FeeOwner::Contract(id), .. } => {
            subject == Subject::Contract(id)
        }
        Change::Campaign { id, .. } | Change::Comparison { campaign: id, .. } => subject == Subject::Campaign(id),
        Change::Participation { campaign, station, .. } => {
            subject == Subject::Campaign(campaign) || subject == Subject::Station(station)
        }
    }
}

/// The history of a subject by reading every commit.
fn history_of(commits: &[(RevisionRecord, Vec<Change>)], subject: Subject, limit: usize) -> Vec<HistoryEntry> {
    let of_commit = |(record, changes): &(RevisionRecord, Vec<Change>)| {
        let entry = |change: &Change| HistoryEntry { record: record.clone(), change: change.clone() };
        changes.iter().filter(|change| is_of(change, subject)).map(entry).collect::<Vec<_>>()
    };
    commits.iter().rev().flat_map(of_commit).take(limit).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn every_reading_agrees_with_brute_force(
        batches in prop::collection::vec(prop::collection::vec(wishes(), 0..12), 1..8),
        turn in any::<prop::sample::Index>(),
        limit in 0..9_usize,
    ) {
        let mut bench = Bench::new();
        let mut models = vec![Model::default()];
        let mut commits = Vec::new();
        for wishes in batches {
            let before = models.last().expect("first").clone();
            let mut after = before.clone();
            for one in wishes {
                wish(&mut after, one);
            }
            let mut changes = before.changes_to(&after);
            let kept = changes.clone();
            // The order of a batch says nothing.
            let by = turn.index(changes.len().max(1));
            changes.rotate_left(by);
            let record = bench.commit(changes);
            prop_assert_eq!(record.revision, Revision(models.len() as u64));
            commits.push((record, kept));
            models.push(after);
        }
        let reader = bench.store.reader().expect("reader");
        for (revision, model) in (0..).map(Revision).zip(&models) {
            check_revision(&*reader, revision, model).expect("reading");
        }
        prop_assert_eq!(reader.head().expect("head"), commits.last().map(|(record, _)| record.clone()));

        for (since, start) in (0..).map(Revision).zip(&models) {
            let told = reader.changes_since(since, limit).expect("changes");
            let from = usize::try_from(since.0).expect("small");
            prop_assert_eq!(&told, &commits[from..commits.len().min(from + limit)]);
            let mut replayed = start.clone();
            for (_, changes) in &told {
                replayed.apply(changes);
            }
            prop_assert_eq!(&replayed, &models[from + told.len()]);
        }
        check_identities(&*reader, &models).expect("reading");
        for revision in (0..=commits.len() as u64).map(Revision) {
            let is_of_regions = |change: &Change| matches!(change, Change::Set(_) | Change::Region { .. });
            let of_regions = commits.iter().filter(|(_, changes)| changes.iter().any(is_of_regions));
            let newest = of_regions.map(|(record, _)| record.revision).filter(|&of| of <= revision).max();
            prop_assert_eq!(reader.regions_changed(revision).expect("read"), newest.unwrap_or(Revision::EMPTY));
        }
        for id in 0..7 {
            let (station, contract) = (Subject::Station(StationId(id)), Subject::Contract(ContractId(id)));
            let (campaign, region) = (Subject::Campaign(CampaignId(id)), Subject::Region(RegionId(id)));
            for (subject, revision) in [station, contract, campaign, region].into_iter().flat_map(|subject| (0..=commits.len()).map(move |revision| (subject, revision))) {
                let history = reader.history(subject, Revision(revision as u64), limit).expect("history");
                prop_assert_eq!(history, history_of(&commits[..revision], subject, limit));
            }
        }
        for (record, _) in &commits {
            let at = reader.revision_at(record.recorded_at).expect("revision");
            let newest = commits.iter().filter(|(other, _)| other.recorded_at <= record.recorded_at).count();
            prop_assert_eq!(at, Revision(newest as u64));
        }
        prop_assert_eq!(bench.faults(), Vec::<String>::new());
    }

    #[test]
    fn a_batch_from_another_state_changes_nothing(
        wished in prop::collection::vec(wishes(), 1..30), other in prop::collection::vec(wishes(), 1..12)
    ) {
        let mut bench = Bench::new();
        let mut model = Model::default();
        for one in wished {
            wish(&mut model, one);
        }
        bench.commit(Model::default().changes_to(&model));
        // What another state would lead to: every `before` in it is of that state.
        let mut elsewhere = model.clone();
        for one in other {
            wish(&mut elsewhere, one);
        }
        let back = elsewhere.changes_to(&model);
        prop_assume!(!back.is_empty());
        let refused = bench.store.commit(bench.head, &batch(back));
        prop_assert!(matches!(refused, Err(StoreError::Conflict { .. } | StoreError::Inconsistent(_))), "{refused:?}");
        check_revision(&bench.store, bench.head, &model).expect("reading");
        prop_assert_eq!(bench.store.head().expect("head").map(|head| head.revision), Some(bench.head));
        prop_assert_eq!(bench.faults(), Vec::<String>::new());
    }
}
