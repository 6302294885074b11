//! Series of what moves with time: the stage, where a question asks for it or rows are told apart by it,
//! and groups of regions, which change hands. Still in one pass and not date by date.
//!
//! Of all that a filter asks, the stage alone changes with the date. So a station's timeline is cut into
//! stretches of one stage, the filter is put to a block once for each stage that some station of it is at,
//! and a stretch counts where its stage's answer is yes. Groups stay as they are between two changes of
//! membership; the buckets in between are read together, with a plan of their own.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::keys::Keys;
use super::series::{FirstBucket, Series, Steps, limit, one_pass, running_sum};
use super::{Breakdown, Buckets, CLOSED, Counts, TooMany};
use crate::base::date::Day;
use crate::domain::cooperation::STAGE_SLOTS;
use crate::engine::block::{BLOCK, Block, NEVER, day_of, stage_of};
use crate::engine::question::{Plan, Question, Selected, hand_overs};
use crate::engine::snapshot::Snapshot;

/// A row's region and group.
type Key = (Option<u32>, Vec<Option<String>>);

/// The series of the keys that hold something in some bucket.
pub(super) fn by_key(
    snapshot: &Snapshot,
    question: &Question,
    breakdown: &Breakdown,
    buckets: &Buckets,
) -> Result<Vec<Series>, TooMany> {
    let spans = buckets.spans();
    let mut found: BTreeMap<Key, Vec<Counts>> = BTreeMap::new();
    for run in runs(snapshot, question, breakdown, spans) {
        let part = buckets.part(run.clone());
        let question = Question { at: spans[run.start].1, ..question.clone() };
        let mut keys = Keys::new(snapshot, question.at, breakdown);
        let plan = Plan::new(snapshot, &question);
        let table = if plan.asks_stage() || keys.depends_on_stage() {
            by_stage(&plan, &mut keys, &part)?
        } else {
            one_pass(&plan, &mut keys, &part)?
        };
        for (key, counts) in table.into_iter().enumerate().filter(|(_, counts)| !counts.iter().all(Counts::is_zero)) {
            let room = limit((found.len() + 1) * spans.len());
            let series = match found.entry((keys.region(key), keys.group(key))) {
                Entry::Occupied(known) => known.into_mut(),
                // Before the memory is taken: a run may be one bucket wide, and its rows are as wide as all of them.
                Entry::Vacant(new) => room.map(|()| new.insert(vec![Counts::default(); spans.len()]))?,
            };
            for (sum, counts) in series[run.clone()].iter_mut().zip(&counts) {
                sum.add(counts);
            }
        }
    }
    Ok(found.into_iter().map(|((region, group), counts)| (region, group, counts)).collect())
}

/// The buckets in runs, in each of which the groups that the question and its breakdown speak of are the
/// same.
fn runs(snapshot: &Snapshot, question: &Question, breakdown: &Breakdown, spans: &[(Day, Day)]) -> Vec<Range<usize>> {
    let changes = hand_overs(snapshot, question, breakdown.level);
    let changed = |&(_, read): &(Day, Day)| changes.partition_point(|&change| change <= read);
    let mut start = 0;
    let runs = spans.chunk_by(|a, b| changed(a) == changed(b)).map(|run| {
        start += run.len();
        start - run.len()..start
    });
    runs.collect()
}

/// Buckets in which a station keeps its stage, and counts as the same.
#[derive(Clone, Copy)]
struct Stretch {
    slot: u8,
    /// The first bucket, and the first one after.
    buckets: (u16, u16),
    /// The stage, or [`CLOSED`].
    counts_as: u8,
}

/// Stretches by the stage that they are at, also while the station is closed.
type Stretches = [Vec<Stretch>; STAGE_SLOTS];

/// Counts by key and bucket.
fn by_stage(plan: &Plan<'_>, keys: &mut Keys<'_>, buckets: &Buckets) -> Result<Vec<Vec<Counts>>, TooMany> {
    let width = buckets.spans().len() + 1;
    let first_seen = FirstBucket::new(buckets);
    let asks_stage = plan.asks_stage();
    limit(keys.len() * width)?;
    let mut steps = vec![Steps::default(); keys.len() * width];
    let mut stretches = Stretches::default();
    let mut selected = Selected::EMPTY;
    for block in plan.snapshot.blocks() {
        stretches.iter_mut().for_each(Vec::clear);
        cut(block, &first_seen, width - 1, &mut stretches);
        let mut meant = None;
        for (stage, stretches) in (0_u8..).zip(&stretches).filter(|(_, stretches)| !stretches.is_empty()) {
            selected.stages.fill(stage);
            let meant = match meant {
                Some(meant) if !asks_stage => meant,
                _ => *meant.insert(plan.meant(block, None, &selected.stages)),
            };
            // Only who is at the stage in some bucket has a key there.
            selected.matching.fill(0);
            for stretch in stretches {
                selected.matching[usize::from(stretch.slot)] = meant[usize::from(stretch.slot)];
            }
            let of = keys.of(block, &selected);
            limit(keys.len() * width)?;
            steps.resize(keys.len() * width, Steps::default());
            for stretch in stretches.iter().filter(|stretch| meant[usize::from(stretch.slot)] != 0) {
                let start = of[usize::from(stretch.slot)] as usize * width;
                let (from, to) = stretch.buckets;
                steps[start + usize::from(from)][usize::from(stretch.counts_as)] += 1;
                steps[start + usize::from(to)][usize::from(stretch.counts_as)] -= 1;
            }
        }
    }
    Ok(steps.chunks(width).map(running_sum).collect())
}

/// Cuts the timelines of a block's stations into stretches over the buckets before `last`. Goes through the
/// events run by run, as they lie in memory.
#[expect(clippy::cast_possible_truncation, reason = "buckets are at most 4,000, a slot and a stage fit a byte")]
fn cut(block: &Block, first_seen: &FirstBucket, last: usize, stretches: &mut Stretches) {
    let last = last as u16;
    let first = |day: i32| first_seen.of(day.unsigned_abs()) as u16;
    let opens = |slot: usize| first(block.opened[slot]);
    let closes = |slot: usize| if block.closed[slot] == NEVER { last } else { first(block.closed[slot]) };
    let mut add = |slot: usize, (from, to): (u16, u16), stage: u8| {
        let closing = closes(slot);
        let open = (from.max(opens(slot)), to.min(closing));
        let closed = (from.max(closing), to);
        for (buckets, counts_as) in [(open, stage), (closed, CLOSED)] {
            if buckets.0 < buckets.1 {
                stretches[usize::from(stage)].push(Stretch { slot: slot as u8, buckets, counts_as });
            }
        }
    };
    // By slot: the bucket since which the stage holds, and the stage.
    let mut since = [0_u16; BLOCK];
    let mut stage = [0_u8; BLOCK];
    for run in block.event_runs() {
        for (slot, &event) in run.iter().enumerate() {
            let bucket = first_seen.of(day_of(event)) as u16;
            if bucket > since[slot] {
                add(slot, (since[slot], bucket), stage[slot]);
                since[slot] = bucket;
            }
            stage[slot] = stage_of(event);
        }
    }
    for slot in 0..block.len() {
        add(slot, (since[slot], last), stage[slot]);
    }
}
