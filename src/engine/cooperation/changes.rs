//! Movements between two days, by the rule of [`domain::movement`](crate::domain::movement): how many there are, and
//! whose.

use std::collections::BinaryHeap;

use super::table::{Layout, Table, by_level};
use super::{Figure, Level, timeline};
use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::domain::cooperation::Stage;
use crate::domain::movement::Movement;
use crate::engine::block::{BLOCK, Block};
use crate::engine::question::{Plan, Question, Selected, slots};
use crate::engine::snapshot::Snapshot;
use crate::engine::statistics::TooMany;
use crate::engine::statistics::keys::Keys;

/// How many stations count on either day, and how many have moved in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Stations that count on the earlier day.
    pub before: u32,
    /// By [`Movement::ALL`].
    pub moved: [u32; Movement::ALL.len()],
    /// Stations that count on the later day.
    pub after: u32,
}

impl Moves {
    /// How many have moved in that way.
    #[must_use]
    pub const fn count(&self, movement: Movement) -> u32 {
        self.moved[movement as usize]
    }

    /// Joined + resumed − paused − left.
    #[must_use]
    pub fn net(&self) -> i64 {
        let count = |movement| i64::from(self.count(movement));
        count(Movement::Joined) + count(Movement::Resumed) - count(Movement::Paused) - count(Movement::Left)
    }

    /// The values of [`FIGURES`](crate::domain::movement::FIGURES).
    #[must_use]
    pub fn figures(&self) -> [Figure; 7] {
        let [joined, resumed, paused, left] = self.moved.map(Figure::count);
        let net = Figure::Whole(self.net());
        [Figure::count(self.before), joined, resumed, paused, left, net, Figure::count(self.after)]
    }
}

/// Compares the day `from` with the question's own, which comes later.
///
/// In a set of groups a station may change regions in between: it leaves the row of the one and joins that of the
/// other, and has not moved in the total.
///
/// # Errors
/// [`TooMany`] when the level has too many regions.
pub fn changes(snapshot: &Snapshot, question: &Question, from: Day, level: Level) -> Result<Table<Moves>, TooMany> {
    let layout = Layout::new(snapshot, question, level, None)?;
    let to = question.at;
    let mut cells = vec![Moves::default(); layout.len()];
    visit(snapshot, question, from, level, |block, slot, before, after| {
        let of = |key: Option<u32>| key.into_iter().flat_map(|key| layout.cells(key, 0));
        let (then, now) = (of(before), of(after));
        for cell in then.clone() {
            cells[cell].before += 1;
            if !now.clone().any(|other| other == cell) {
                cells[cell].moved[lost(block, slot, to) as usize] += 1;
            }
        }
        for cell in now {
            cells[cell].after += 1;
            if !then.clone().any(|other| other == cell) {
                cells[cell].moved[gained(block, slot, from) as usize] += 1;
            }
        }
    });
    Ok(layout.table(cells))
}

/// A station that has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub id: StationId,
    /// Its stage on the earlier day.
    pub before: Option<Stage>,
    /// Its stage on the later day.
    pub after: Option<Stage>,
    /// The first day on which it was online as it is on the later day, or no longer online; `None` when it is online
    /// on both days, as its region changed hands.
    pub day: Option<Day>,
}

/// A page of stations that have moved, by code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedPage {
    /// How many there are on all pages.
    pub matched: usize,
    /// This page's.
    pub items: Vec<Moved>,
    /// The last one's code, where there are more; to go on after it.
    pub next: Option<String>,
}

/// The stations that have moved so between the day `from` and the question's own: those whose codes come after
/// `after`, at most `limit` of them.
#[must_use]
pub fn moved(
    snapshot: &Snapshot,
    question: &Question,
    from: Day,
    movement: Movement,
    after: Option<&str>,
    limit: usize,
) -> MovedPage {
    let to = question.at;
    let mut matched = 0;
    let mut more = false;
    // The last of the first so far stands on top and gives way to an earlier one.
    let mut first: BinaryHeap<(&str, StationId)> = BinaryHeap::new();
    visit(snapshot, question, from, None, |block, slot, then, now| {
        let found = match (then, now) {
            (None, Some(_)) => gained(block, slot, from),
            (Some(_), None) => lost(block, slot, to),
            _ => return,
        };
        if found != movement {
            return;
        }
        matched += 1;
        let code = block.code(slot);
        if after.is_some_and(|after| code <= after) {
            return;
        }
        first.push((code, block.station(slot)));
        if first.len() > limit {
            first.pop();
            more = true;
        }
    });
    let first = first.into_sorted_vec();
    let next = first.last().filter(|_| more).map(|&(code, _)| code.to_owned());
    let item = |(_, id): (&str, StationId)| {
        let position = snapshot.position(id)?;
        let (block, slot) = (&*snapshot.blocks()[position.block], position.slot);
        let stage = |day| timeline::stage(block, slot, day);
        Some(Moved { id, before: stage(from), after: stage(to), day: moved_on(block, slot, from, to) })
    };
    MovedPage { matched, items: first.into_iter().filter_map(item).collect(), next }
}

/// Who counts on a day.
struct Side<'s> {
    plan: Plan<'s>,
    keys: Keys<'s>,
    selected: Selected,
}

impl<'s> Side<'s> {
    fn new(snapshot: &'s Snapshot, question: &Question, level: Level) -> Self {
        let keys = Keys::new(snapshot, question.at, &by_level(level));
        Self { plan: Plan::new(snapshot, question), keys, selected: Selected::EMPTY }
    }

    /// The keys of a block's slots; `selected.open` then holds those that count.
    fn read(&mut self, block: &Block) -> [u32; BLOCK] {
        self.plan.select(block, None, &mut self.selected);
        for (open, &stage) in self.selected.open.iter_mut().zip(&self.selected.stages) {
            *open &= u8::from(stage == Stage::Online.number()).wrapping_neg();
        }
        self.keys.of(block, &self.selected)
    }
}

/// Shows every station that counts on one of the days, with its key on each day on which it does.
fn visit<'s>(
    snapshot: &'s Snapshot,
    question: &Question,
    from: Day,
    level: Level,
    mut show: impl FnMut(&'s Block, usize, Option<u32>, Option<u32>),
) {
    let mut then = Side::new(snapshot, &Question { at: from, ..question.clone() }, level);
    let mut now = Side::new(snapshot, question, level);
    for block in snapshot.blocks() {
        let (keys_then, keys_now) = (then.read(block), now.read(block));
        let (counts_then, counts_now) = (&then.selected.open, &now.selected.open);
        let either = std::array::from_fn(|slot| counts_then[slot] | counts_now[slot]);
        for slot in slots(&either, block.len()) {
            let key = |counts: &[u8; BLOCK], keys: &[u32; BLOCK]| (counts[slot] != 0).then_some(keys[slot]);
            show(block, slot, key(counts_then, &keys_then), key(counts_now, &keys_now));
        }
    }
}

/// The movement of a station that counts on the later day only.
fn gained(block: &Block, slot: usize, from: Day) -> Movement {
    let last = timeline::online(block, slot).take_while(|&(first, _)| first <= from.number()).last();
    if last.is_some_and(|(_, end)| end <= from.number()) { Movement::Resumed } else { Movement::Joined }
}

/// The movement of a station that counts on the earlier day only.
fn lost(block: &Block, slot: usize, to: Day) -> Movement {
    let paused = timeline::stage(block, slot, to) == Some(Stage::Paused) && !block.closed_by(slot, to.number());
    if paused { Movement::Paused } else { Movement::Left }
}

/// The day on which a station that has moved went on or off; `None` when it is online on both days.
fn moved_on(block: &Block, slot: usize, from: Day, to: Day) -> Option<Day> {
    let on = |day: Day| timeline::online(block, slot).any(|(first, end)| (first..end).contains(&day.number()));
    let (first, end) = timeline::online(block, slot).take_while(|&(first, _)| first <= to.number()).last()?;
    match (on(from), on(to)) {
        (true, true) => None,
        (_, true) => Day::from_number(first),
        (_, false) => Day::from_number(end),
    }
}
