//! A block: up to 256 neighbouring stations as flat columns.
//!
//! Inside a block the stations stand by falling number of stage events. The first events of all of
//! them then make one run, the second events of those that have two the next run, and so on (jagged
//! diagonal storage): reading everybody's stage on a date is a few vector passes over flat arrays, with
//! no loop per station and no padding.

use super::rows::Rows;
use crate::base::date::Day;
use crate::base::ids::StationId;
use crate::base::location::Mercator;
use crate::base::tile::Square;
use crate::domain::cooperation::STAGE_SLOTS;

/// Most stations of a block; a station's slot fits a byte.
pub(super) const BLOCK: usize = 256;

/// Day number of "never closed".
pub(super) const NEVER: i32 = i32::MAX;

/// A bit for each stage and for "no stage": an event is `day << 3 | stage`.
const STAGE_BITS: u32 = 3;

/// A stage event in 4 bytes: the day number above, the stage's number in the low 3 bits. Events of a
/// station ascend as integers as they ascend by day.
#[expect(clippy::cast_possible_wrap, reason = "day numbers have 17 bits")]
pub(super) const fn pack(day: Day, stage: u8) -> i32 {
    (day.number() << STAGE_BITS | stage as u32) as i32
}

/// The day number of a packed event.
#[expect(clippy::cast_sign_loss, reason = "packed events are never negative")]
pub(super) const fn day_of(event: i32) -> u32 {
    event as u32 >> STAGE_BITS
}

/// The stage number of a packed event.
#[expect(clippy::cast_sign_loss, reason = "packed events are never negative")]
pub(super) const fn stage_of(event: i32) -> u8 {
    (event & 7) as u8
}

/// One byte a slot: 0xff where the slot counts, 0 where not.
pub(super) type Mask = [u8; BLOCK];

/// The slots of a mask that are set, ascending; eight are passed over at once where none of them is.
pub(super) fn slots(mask: &Mask, len: usize) -> impl Iterator<Item = usize> {
    let (runs, _) = mask.as_chunks::<8>();
    runs.iter().take(len.div_ceil(8)).enumerate().flat_map(|(run, bytes)| {
        let mut rest = u64::from_le_bytes(*bytes) & 0x0101_0101_0101_0101;
        std::iter::from_fn(move || {
            let slot = (rest != 0).then(|| run * 8 + rest.trailing_zeros() as usize / 8);
            rest &= rest.wrapping_sub(1);
            slot
        })
    })
}

/// How many slots of a mask are set. Counted in byte lanes, which hold the 8 rounds of 32 with ease, so that vectors
/// stay narrow.
pub(super) fn set_slots(mask: &Mask) -> u32 {
    let mut lanes = [0_u8; 32];
    for round in mask.as_chunks::<32>().0 {
        for (lane, &byte) in lanes.iter_mut().zip(round) {
            *lane += byte & 1;
        }
    }
    lanes.iter().map(|&count| u32::from(count)).sum()
}

/// Up to 256 stations; every column has one entry a slot unless said otherwise.
#[derive(Debug)]
pub(super) struct Block {
    /// The smallest box that holds them all.
    pub(super) bounds: Square,
    /// Mercator x.
    pub(super) x: Box<[u32]>,
    /// Mercator y.
    pub(super) y: Box<[u32]>,
    /// Station ids.
    pub(super) id: Box<[u32]>,
    /// Codes of the brand dictionary.
    pub(super) brand: Box<[u32]>,
    /// Codes of the operator dictionary.
    pub(super) operator: Box<[u32]>,
    /// 0 for none, else 1 + position in `Energy::ALL`.
    pub(super) energy: Box<[u8]>,
    /// Day number of opening; 0 when unknown.
    pub(super) opened: Box<[i32]>,
    /// Day number of closing; [`NEVER`] when open.
    pub(super) closed: Box<[i32]>,
    /// For each set, one entry a slot: the region's slot in that set, `u32::MAX` for none.
    regions: Box<[u32]>,
    /// `runs[k]`: how many slots have more than k events; they are slots `0..runs[k]`.
    runs: Box<[u16]>,
    /// The runs, one after the other; see [`pack`].
    events: Box<[i32]>,
    /// The stage after each slot's last event.
    newest: Box<[u8]>,
    /// Days of the earliest and the latest event of the block.
    span: (u32, u32),
    /// The days, first included and last not, on which every station of the block is open.
    all_open: (i32, i32),
    /// What the whole block comes to.
    pub(super) sum: Sum,
    /// Where each slot's code and then its name end in `text`.
    ends: Box<[[u32; 2]]>,
    /// Codes and names, one after the other.
    text: Box<str>,
}

/// What all stations of a block come to, open or closed, so that a question about all of them need not read
/// the columns.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    /// Sum of Mercator x.
    pub(super) x: u64,
    /// Sum of Mercator y.
    pub(super) y: u64,
    /// Bits in which a station's x or y differs from those of slot 0.
    pub(super) spread: u32,
    /// Stations by the stage after their last event.
    pub(super) newest: [u32; STAGE_SLOTS],
}

impl Block {
    /// The block of these rows, at most [`BLOCK`] of them.
    pub(super) fn new(rows: &Rows, picked: &[u32]) -> Self {
        debug_assert!(picked.len() <= BLOCK, "a block holds at most {BLOCK} stations, got {}", picked.len());
        let mut order: Vec<usize> = picked.iter().map(|&row| row as usize).collect();
        order.sort_by_key(|&row| std::cmp::Reverse(rows.events(row).len()));
        let column = |values: &[u32]| order.iter().map(|&row| values[row]).collect::<Box<[u32]>>();
        let days = |values: &[i32]| order.iter().map(|&row| values[row]).collect::<Box<[i32]>>();

        let mut runs = Vec::new();
        let mut events = Vec::new();
        for k in 0.. {
            let run = order.iter().map_while(|&row| rows.events(row).get(k)).copied();
            let before = events.len();
            events.extend(run);
            if events.len() == before {
                break;
            }
            runs.push(u16::try_from(events.len() - before).unwrap_or(u16::MAX));
        }
        let mut text = String::new();
        let end = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let ends = order
            .iter()
            .map(|&row| {
                text.push_str(rows.code(row));
                let code_end = end(&text);
                text.push_str(rows.name(row));
                [code_end, end(&text)]
            })
            .collect();
        let mut bounds = Square { min: Mercator { x: u32::MAX, y: u32::MAX }, max: Mercator { x: 0, y: 0 } };
        for &row in &order {
            bounds.min = Mercator { x: bounds.min.x.min(rows.x[row]), y: bounds.min.y.min(rows.y[row]) };
            bounds.max = Mercator { x: bounds.max.x.max(rows.x[row]), y: bounds.max.y.max(rows.y[row]) };
        }
        let mut sum = Sum::default();
        for &row in &order {
            let (x, y) = (rows.x[row], rows.y[row]);
            sum.x += u64::from(x);
            sum.y += u64::from(y);
            sum.spread |= (x ^ rows.x[order[0]]) | (y ^ rows.y[order[0]]);
            sum.newest[usize::from(newest(rows, row))] += 1;
        }
        Self {
            bounds,
            sum,
            all_open: (
                order.iter().map(|&row| rows.opened[row]).max().unwrap_or(0),
                order.iter().map(|&row| rows.closed[row]).min().unwrap_or(NEVER),
            ),
            x: column(&rows.x),
            y: column(&rows.y),
            id: column(&rows.id),
            brand: column(&rows.brand),
            operator: column(&rows.operator),
            energy: order.iter().map(|&row| rows.energy[row]).collect(),
            opened: days(&rows.opened),
            closed: days(&rows.closed),
            regions: (0..rows.sets()).flat_map(|set| order.iter().map(move |&row| rows.region(row, set))).collect(),
            newest: order.iter().map(|&row| newest(rows, row)).collect(),
            span: (
                events.iter().map(|&event| day_of(event)).min().unwrap_or(u32::MAX),
                events.iter().map(|&event| day_of(event)).max().unwrap_or(0),
            ),
            runs: runs.into(),
            events: events.into(),
            ends,
            text: text.into(),
        }
    }

    /// How many stations the block holds.
    pub(super) fn len(&self) -> usize {
        self.id.len()
    }

    /// The slot's place.
    pub(super) fn place(&self, slot: usize) -> Mercator {
        Mercator { x: self.x[slot], y: self.y[slot] }
    }

    /// The slot's station.
    pub(super) fn station(&self, slot: usize) -> StationId {
        StationId(self.id[slot])
    }

    /// One set's column: the region's slot in that set, `u32::MAX` for none.
    pub(super) fn regions(&self, set: usize) -> &[u32] {
        &self.regions[set * self.len()..(set + 1) * self.len()]
    }

    /// The slot's code.
    pub(super) fn code(&self, slot: usize) -> &str {
        &self.text[self.text_start(slot)..self.ends[slot][0] as usize]
    }

    /// The slot's name.
    pub(super) fn name(&self, slot: usize) -> &str {
        &self.text[self.ends[slot][0] as usize..self.ends[slot][1] as usize]
    }

    /// The codes and names of all slots, one after the other.
    pub(super) fn texts(&self) -> &str {
        &self.text
    }

    /// Where the slot's code and its name end in [`Block::texts`].
    pub(super) fn text_ends(&self, slot: usize) -> (usize, usize) {
        let [code, name] = self.ends[slot];
        (code as usize, name as usize)
    }

    fn text_start(&self, slot: usize) -> usize {
        slot.checked_sub(1).map_or(0, |before| self.ends[before][1] as usize)
    }

    /// The slot's events, ascending by day; see [`pack`].
    pub(super) fn events(&self, slot: usize) -> impl Iterator<Item = i32> {
        let mut start = 0;
        self.runs.iter().map_while(move |&run| {
            let event = (slot < usize::from(run)).then(|| self.events[start + slot]);
            start += usize::from(run);
            event
        })
    }

    /// The k-th events of all slots that have as many, for each k: entry i is slot i's. See [`pack`].
    pub(super) fn event_runs(&self) -> impl Iterator<Item = &[i32]> {
        let mut rest = &*self.events;
        self.runs.iter().map(move |&run| {
            let (events, after) = rest.split_at(usize::from(run));
            rest = after;
            events
        })
    }

    /// Writes every slot's stage number on the day, 0 for none.
    pub(super) fn stages(&self, at: Day, out: &mut Mask) {
        let n = self.len();
        if at.number() >= self.span.1 {
            out[..n].copy_from_slice(&self.newest);
            return;
        }
        if at.number() < self.span.0 {
            out[..n].fill(0);
            return;
        }
        let bound = pack(at, 7);
        let mut best = [0_i32; BLOCK];
        for run in self.event_runs() {
            // A later event of a slot is larger, so the last one up to the day is the one in force.
            for (best, &event) in best.iter_mut().zip(run) {
                *best = if event <= bound { event } else { *best };
            }
        }
        for (out, &best) in out[..n].iter_mut().zip(&best) {
            *out = stage_of(best);
        }
    }

    /// Writes 0xff for every slot that is open on the day, and 0 past the last slot.
    #[expect(clippy::cast_possible_wrap, reason = "day numbers have 17 bits")]
    pub(super) fn open(&self, at: Day, out: &mut Mask) {
        if self.all_open(at) {
            out[..self.len()].fill(u8::MAX);
            out[self.len()..].fill(0);
            return;
        }
        let at = at.number() as i32;
        for (out, (&opened, &closed)) in out.iter_mut().zip(self.opened.iter().zip(&self.closed)) {
            *out = u8::from(opened <= at && at < closed).wrapping_neg();
        }
        out[self.len()..].fill(0);
    }

    /// Whether every station of the block is open on the day.
    #[expect(clippy::cast_possible_wrap, reason = "day numbers have 17 bits")]
    pub(super) fn all_open(&self, at: Day) -> bool {
        (self.all_open.0..self.all_open.1).contains(&(at.number() as i32))
    }

    /// Stations by stage number on the day, where the block knows without reading its columns: after its
    /// last event.
    pub(super) fn known_stages(&self, at: Day) -> Option<&[u32; STAGE_SLOTS]> {
        (at.number() >= self.span.1).then_some(&self.sum.newest)
    }

    /// Whether the slot's station has closed by the day.
    #[expect(clippy::cast_possible_wrap, reason = "day numbers have 17 bits")]
    pub(super) fn closed_by(&self, slot: usize, day: u32) -> bool {
        self.closed[slot] <= day as i32
    }

    /// Day numbers of the earliest and the latest event; `None` without one.
    pub(super) fn span(&self) -> Option<(u32, u32)> {
        (!self.events.is_empty()).then_some(self.span)
    }

    /// Clears the slots that lie outside the box.
    pub(super) fn clip(&self, square: &Square, mask: &mut Mask) {
        for (mask, (&x, &y)) in mask.iter_mut().zip(self.x.iter().zip(&self.y)) {
            *mask &= u8::from(square.contains(Mercator { x, y })).wrapping_neg();
        }
    }

    /// Bytes on the heap and of the block itself.
    pub(super) fn memory(&self) -> usize {
        size_of::<Self>()
            + self.len() * (4 * 5 + 2 + 4 * 2 + 8)
            + self.regions.len() * 4
            + self.text.len()
            + self.timeline_memory()
    }

    /// Bytes that the timelines take.
    pub(super) fn timeline_memory(&self) -> usize {
        self.events.len() * 4 + self.runs.len() * 2
    }

    /// How many events the block holds.
    pub(super) fn event_count(&self) -> usize {
        self.events.len()
    }
}

/// The stage number after a row's last event, 0 without one.
fn newest(rows: &Rows, row: usize) -> u8 {
    rows.events(row).last().map_or(0, |&event| stage_of(event))
}
