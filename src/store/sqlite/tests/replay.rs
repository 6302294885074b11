//! Random batches, and what every reading says of every revision, against the brute-force model.

use proptest::prelude::*;

use super::model::{Model, wish, wishes};
use super::{Bench, batch};
use crate::base::ids::{Revision, StationId};
use crate::domain::change::{Change, RevisionRecord};
use crate::domain::cooperation::StageEvent;
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
    Ok(())
}

/// The history of a station by reading every commit.
fn history_of(commits: &[(RevisionRecord, Vec<Change>)], id: StationId, limit: usize) -> Vec<HistoryEntry> {
    let is_of = |change: &&Change| match change {
        Change::Station { id: of, .. } => *of == id,
        Change::Stage { station, .. } | Change::Membership { station, .. } => *station == id,
        _ => false,
    };
    let of_commit = |(record, changes): &(RevisionRecord, Vec<Change>)| {
        let entry = |change: &Change| HistoryEntry { record: record.clone(), change: change.clone() };
        changes.iter().filter(is_of).map(entry).collect::<Vec<_>>()
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
        for id in (0..7).map(StationId) {
            for revision in 0..=commits.len() {
                let history = reader.history(Subject::Station(id), Revision(revision as u64), limit).expect("history");
                prop_assert_eq!(history, history_of(&commits[..revision], id, limit));
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
