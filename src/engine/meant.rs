//! The stations that a question means, all of them, by code: what an export goes through.

use super::block::slots;
use super::question::{Plan, Question, Selected};
use super::snapshot::Snapshot;
use crate::base::ids::StationId;

/// The stations that the question means, ascending by code; `open_only` leaves out those that are not open on its day,
/// as lists, tiles and statistics do. Takes a number and a pointer for each while it sorts.
#[must_use]
pub fn meant(snapshot: &Snapshot, question: &Question, open_only: bool) -> Vec<StationId> {
    let plan = Plan::new(snapshot, question);
    let mut selected = Selected::EMPTY;
    let mut found: Vec<(&str, StationId)> = Vec::new();
    for block in snapshot.blocks() {
        plan.select(block, None, &mut selected);
        let mask = if open_only { &selected.open } else { &selected.matching };
        found.extend(slots(mask, block.len()).map(|slot| (block.code(slot), block.station(slot))));
    }
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}
