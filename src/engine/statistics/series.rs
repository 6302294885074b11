//! Statistics over buckets of time in one pass: every station adds itself where a stretch of its timeline
//! begins and takes itself away where it ends; a running sum over the buckets gives the counts.

use super::keys::Keys;
use super::{Breakdown, Buckets, CLOSED, Counts, MOST_CELLS, Row, TooMany, Totals, moving};
use crate::domain::cooperation::STAGE_SLOTS;
use crate::engine::block::{BLOCK, Block, NEVER, day_of, stage_of};
use crate::engine::question::{Plan, Question, Selected, slots};
use crate::engine::snapshot::Snapshot;

/// Changes of one key at one bucket: by stage number, then closed.
pub(super) type Steps = [i32; STAGE_SLOTS + 1];

/// One row a key and bucket; keys that hold nothing in any bucket are left out.
pub(super) fn rows(
    snapshot: &Snapshot,
    question: &Question,
    breakdown: &Breakdown,
    buckets: &Buckets,
) -> Result<Vec<Row>, TooMany> {
    let mut keys = Keys::new(snapshot, question.at, breakdown);
    let plan = Plan::new(snapshot, question);
    let by_key = if plan.changes_with_time(question, breakdown) || keys.depends_on_stage() {
        moving::by_key(snapshot, question, breakdown, buckets)?
    } else {
        let table = one_pass(&plan, &mut keys, buckets)?;
        (0..keys.len()).map(|key| (keys.region(key), keys.group(key), table[key].clone())).collect()
    };
    let mut rows = Vec::new();
    let mut sorted = by_key;
    sorted.retain(|(region, _, counts)| {
        (region.is_some() || breakdown.level.is_none()) && counts.iter().any(|counts| !counts.is_zero())
    });
    sorted.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    for (region, group, counts) in sorted {
        for (&(bucket, _), counts) in buckets.spans().iter().zip(counts) {
            let totals = Totals { counts, ..Totals::default() };
            rows.push(Row { region, bucket: Some(bucket), group: group.clone(), totals });
        }
    }
    Ok(rows)
}

/// A row's region and group with its counts by bucket.
pub(super) type Series = (Option<u32>, Vec<Option<String>>, Vec<Counts>);

pub(super) fn limit(cells: usize) -> Result<(), TooMany> {
    TooMany::check(cells, MOST_CELLS)
}

/// Counts by key and bucket, of what does not change with time but by the stations' timelines.
pub(super) fn one_pass(plan: &Plan<'_>, keys: &mut Keys<'_>, buckets: &Buckets) -> Result<Vec<Vec<Counts>>, TooMany> {
    let spans = buckets.spans();
    let width = spans.len() + 1;
    let first_seen = FirstBucket::new(buckets);
    // A network may have no block, and still has its keys.
    limit(keys.len() * width)?;
    let mut steps = vec![Steps::default(); keys.len() * width];
    let mut selected = Selected::EMPTY;
    for block in plan.snapshot.blocks() {
        plan.select(block, None, &mut selected);
        let of = keys.of(block, &selected);
        limit(keys.len() * width)?;
        steps.resize(keys.len() * width, Steps::default());
        step(block, &selected, &of, &first_seen, width, &mut steps);
    }
    Ok(steps.chunks(width).map(running_sum).collect())
}

/// Adds the selected stations of a block to the steps of their keys, `width` steps a key. Goes through the
/// block's events run by run, as they lie in memory.
#[expect(clippy::cast_possible_truncation, reason = "buckets are at most 4,000")]
fn step(
    block: &Block,
    selected: &Selected,
    of: &[u32; BLOCK],
    first_seen: &FirstBucket,
    width: usize,
    steps: &mut [Steps],
) {
    let last = width - 1;
    let n = block.len();
    // By slot: the bucket since which the stage holds, the stage, and the bucket in which it closes.
    let mut since = [0_u16; BLOCK];
    let mut stage = [0_u8; BLOCK];
    let mut closes = [last as u16; BLOCK];
    for slot in 0..n {
        since[slot] = first_seen.of(block.opened[slot].unsigned_abs()) as u16;
        if block.closed[slot] != NEVER {
            closes[slot] = first_seen.of(block.closed[slot].unsigned_abs()) as u16;
        }
    }
    let mut stretch = |slot: usize, from: u16, to: u16, stage: u8| {
        let base = of[slot] as usize * width;
        steps[base + usize::from(from)][usize::from(stage & 7)] += 1;
        steps[base + usize::from(to)][usize::from(stage & 7)] -= 1;
    };
    for run in block.event_runs() {
        for (slot, &event) in run.iter().enumerate().filter(|&(slot, _)| selected.matching[slot] != 0) {
            // What happens before opening or after closing shows in no bucket of its own.
            let bucket = (first_seen.of(day_of(event)) as u16).min(closes[slot]);
            if bucket > since[slot] {
                stretch(slot, since[slot], bucket, stage[slot]);
                since[slot] = bucket;
            }
            stage[slot] = stage_of(event);
        }
    }
    for slot in slots(&selected.matching, n) {
        if since[slot] < closes[slot] {
            stretch(slot, since[slot], closes[slot], stage[slot]);
        }
        if usize::from(closes[slot]) < last {
            stretch(slot, closes[slot], last as u16, CLOSED);
        }
    }
}

#[expect(clippy::cast_sign_loss, reason = "a running sum of whole stations is never negative")]
pub(super) fn running_sum(steps: &[Steps]) -> Vec<Counts> {
    let mut sums = Steps::default();
    let counts = steps.iter().map(|step| {
        for (sum, step) in sums.iter_mut().zip(step) {
            *sum += step;
        }
        Counts { stages: std::array::from_fn(|stage| sums[stage] as u32), closed: sums[STAGE_SLOTS] as u32 }
    });
    counts.take(steps.len() - 1).collect()
}

/// By day: the first bucket that is read on that day or later.
pub(super) struct FirstBucket {
    first: u32,
    /// From day `first` on.
    table: Vec<u16>,
    beyond: usize,
}

impl FirstBucket {
    #[expect(clippy::cast_possible_truncation, reason = "buckets are at most 4,000")]
    pub(super) fn new(buckets: &Buckets) -> Self {
        let spans = buckets.spans();
        let first = spans.first().map_or(0, |span| span.1.number());
        let last = spans.last().map_or(0, |span| span.1.number());
        let mut bucket = 0;
        let table = (first..=last)
            .map(|day| {
                while spans[bucket].1.number() < day {
                    bucket += 1;
                }
                bucket as u16
            })
            .collect();
        Self { first, table, beyond: spans.len() }
    }

    pub(super) fn of(&self, day: u32) -> usize {
        match day.checked_sub(self.first) {
            None => 0,
            Some(offset) => self.table.get(offset as usize).map_or(self.beyond, |&bucket| usize::from(bucket)),
        }
    }
}
