//! The stations that a question means, all of them: by code, as an export goes through them, or to be looked up.

use rustc_hash::FxHashSet;

use super::block::{Block, slots};
use super::question::{Plan, Question, Selected};
use super::snapshot::Snapshot;
use crate::base::ids::StationId;

/// The stations that the question means, ascending by code; `open_only` leaves out those that are not open on its day,
/// as lists, tiles and statistics do. Takes a number and a pointer for each while it sorts.
#[must_use]
pub fn meant(snapshot: &Snapshot, question: &Question, open_only: bool) -> Vec<StationId> {
    let mut found: Vec<(&str, StationId)> = Vec::new();
    each(snapshot, question, open_only, |block, slot| found.push((block.code(slot), block.station(slot))));
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

/// The same stations, to be looked up.
#[must_use]
pub fn meant_set(snapshot: &Snapshot, question: &Question, open_only: bool) -> FxHashSet<StationId> {
    let mut found = FxHashSet::default();
    each(snapshot, question, open_only, |block, slot| {
        found.insert(block.station(slot));
    });
    found
}

fn each<'s>(snapshot: &'s Snapshot, question: &Question, open_only: bool, mut meet: impl FnMut(&'s Block, usize)) {
    let plan = Plan::new(snapshot, question);
    let mut selected = Selected::EMPTY;
    for block in snapshot.blocks() {
        plan.select(block, None, &mut selected);
        let mask = if open_only { &selected.open } else { &selected.matching };
        slots(mask, block.len()).for_each(|slot| meet(block, slot));
    }
}
