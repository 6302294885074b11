//! Two funnels: the stock on a day, and the flow within a period.

use super::table::{Layout, Table, by_level};
use super::{Figure, Level, timeline};
use crate::base::date::{Day, Period};
use crate::domain::cooperation::{STAGE_SLOTS, Stage};
use crate::engine::block::{BLOCK, Block, day_of, stage_of};
use crate::engine::question::{Plan, Question, Selected, hand_overs, slots};
use crate::engine::snapshot::Snapshot;
use crate::engine::statistics::keys::Keys;
use crate::engine::statistics::{Buckets, TooMany};

/// Where stations stand on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Open stations by stage number; 0 for no stage yet.
    pub stages: [u32; STAGE_SLOTS],
    /// Closed stations.
    pub closed: u32,
    /// Open stations that have come at least as far, by [`Stage::STEPS`].
    pub reached: [u32; Stage::STEPS.len()],
}

impl Standing {
    /// The values of a snapshot's [figures](crate::domain::funnel::Funnel::figures).
    #[must_use]
    pub fn figures(&self) -> [Figure; 13] {
        let [none, prospect, negotiating, signed, online, paused, terminated] = self.stages.map(Figure::count);
        let [reached_prospect, reached_negotiating, reached_signed, reached_online] = self.reached.map(Figure::count);
        let stations = Figure::count(self.stages.iter().sum());
        let closed = Figure::count(self.closed);
        [
            stations,
            none,
            prospect,
            negotiating,
            signed,
            online,
            paused,
            terminated,
            closed,
            reached_prospect,
            reached_negotiating,
            reached_signed,
            reached_online,
        ]
    }
}

/// The stock on the question's day.
///
/// # Errors
/// [`TooMany`] when the level has too many regions.
pub fn standing(snapshot: &Snapshot, question: &Question, level: Level) -> Result<Table<Standing>, TooMany> {
    let layout = Layout::new(snapshot, question, level, None)?;
    let plan = Plan::new(snapshot, question);
    let mut keys = Keys::new(snapshot, question.at, &by_level(level));
    let mut cells = vec![Standing::default(); layout.len()];
    let mut selected = Selected::EMPTY;
    for block in snapshot.blocks() {
        plan.select(block, None, &mut selected);
        let of = keys.of(block, &selected);
        for slot in slots(&selected.matching, block.len()) {
            let cells_of = layout.cells(of[slot], 0);
            if selected.open[slot] != 0 {
                let furthest = timeline::steps(block, slot, question.at).filter_map(|(_, step)| step).max();
                for cell in cells_of {
                    cells[cell].stages[usize::from(selected.stages[slot])] += 1;
                    cells[cell].reached.iter_mut().take(furthest.map_or(0, |step| step + 1)).for_each(|sum| *sum += 1);
                }
            } else if block.closed_by(slot, question.at.number()) {
                cells_of.for_each(|cell| cells[cell].closed += 1);
            }
        }
    }
    Ok(layout.table(cells))
}

/// Entries of stages within a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// How often a station came to each stage, by [`Stage::ALL`].
    pub entries: [u32; Stage::ALL.len()],
    /// How many stations did.
    pub stations: [u32; Stage::ALL.len()],
}

impl Flow {
    /// The values of a flow's [figures](crate::domain::funnel::Funnel::figures).
    #[must_use]
    pub fn figures(&self) -> [Figure; 12] {
        let mut counts = self.entries.into_iter().chain(self.stations);
        std::array::from_fn(|_| counts.next().map_or(Figure::Nothing, Figure::count))
    }
}

/// An event within the period that brings a stage at which the station was not before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// The stretch between two changes of hands that it lies in.
    stretch: usize,
    /// Place of the stage among [`Stage::ALL`].
    stage: usize,
    slot: usize,
    day: u32,
}

/// The flow within the period. The question is read on the day of each entry, and not on its own.
///
/// # Errors
/// [`TooMany`] when there are too many regions times buckets.
pub fn flow(
    snapshot: &Snapshot,
    question: &Question,
    period: Period,
    level: Level,
    buckets: Option<&Buckets>,
) -> Result<Table<Flow>, TooMany> {
    let layout = Layout::new(snapshot, question, level, buckets)?;
    let mut starts = vec![period.from()];
    starts.extend(hand_overs(snapshot, question, level).into_iter().filter(|&day| period.contains(day)));
    starts.dedup();
    let stretch = |&at: &Day| {
        let keys = Keys::new(snapshot, at, &by_level(level));
        (Plan::new(snapshot, &Question { at, ..question.clone() }), keys)
    };
    let mut stretches: Vec<(Plan<'_>, Keys<'_>)> = starts.iter().map(stretch).collect();
    let mut cells = vec![Flow::default(); layout.len()];
    let mut selected = Selected::EMPTY;
    let mut entries: Vec<Entry> = Vec::new();
    // Slot, stage and cell of all that counts.
    let mut counted: Vec<(usize, usize, usize)> = Vec::new();
    for block in snapshot.blocks() {
        gather(block, period, &starts, &mut entries);
        counted.clear();
        for alike in entries.chunk_by(|a, b| (a.stretch, a.stage) == (b.stretch, b.stage)) {
            let Entry { stretch, stage, .. } = alike[0];
            let (plan, keys) = &mut stretches[stretch];
            selected.stages.fill(Stage::ALL[stage].number());
            let meant = plan.meant(block, None, &selected.stages);
            selected.matching = [0; BLOCK];
            for entry in alike {
                selected.matching[entry.slot] = meant[entry.slot];
            }
            let of = keys.of(block, &selected);
            for entry in alike.iter().filter(|entry| meant[entry.slot] != 0) {
                counted.extend(layout.cells(of[entry.slot], entry.day).map(|cell| (entry.slot, stage, cell)));
            }
        }
        for &(_, stage, cell) in &counted {
            cells[cell].entries[stage] += 1;
        }
        counted.sort_unstable();
        counted.dedup();
        for &(_, stage, cell) in &counted {
            cells[cell].stations[stage] += 1;
        }
    }
    Ok(layout.table(cells))
}

/// The entries of a block's stations within the period, by stretch and stage.
fn gather(block: &Block, period: Period, starts: &[Day], entries: &mut Vec<Entry>) {
    entries.clear();
    // By slot: the stage before.
    let mut stages = [0_u8; BLOCK];
    for run in block.event_runs() {
        for (slot, &event) in run.iter().enumerate() {
            let before = std::mem::replace(&mut stages[slot], stage_of(event));
            let Some(day) = Day::from_number(day_of(event)).filter(|&day| period.contains(day)) else { continue };
            if let Some(stage) = usize::from(stages[slot]).checked_sub(1).filter(|_| before != stages[slot]) {
                let stretch = starts.partition_point(|&start| start <= day) - 1;
                entries.push(Entry { stretch, stage, slot, day: day.number() });
            }
        }
    }
    entries.sort_unstable();
}
