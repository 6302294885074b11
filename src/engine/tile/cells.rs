//! The grid of a tile: sums per cell over the blocks that reach into it.

use super::{Plan, Selected, slots};
use crate::base::date::Day;
use crate::base::location::Mercator;
use crate::base::tile::TileId;
use crate::domain::cooperation::STAGE_SLOTS;
use crate::engine::block::{BLOCK, Block, Mask, set_slots};

/// Cells of a tile's side, as a power of two.
pub(super) const GRID_BITS: u32 = 4;
/// Cells of a tile.
pub(super) const CELLS: usize = 1 << (2 * GRID_BITS);

/// The sums of one cell; one cache line.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Cell {
    /// Stations by stage number; 0 for none.
    pub(super) stages: [u32; STAGE_SLOTS],
    /// Block × 256 + slot of the last station seen: the station itself where there is one.
    pub(super) last: u32,
    /// Sum of the stations' x.
    pub(super) x: u64,
    /// Sum of the stations' y.
    pub(super) y: u64,
    /// Bits in which the stations' x or y differ from those of `first`.
    pub(super) spread: u32,
    /// x and y of the first station seen.
    first: (u32, u32),
}

/// `last` of a cell that has met no station.
const NOBODY: u32 = u32::MAX;

const EMPTY: Cell = Cell { stages: [0; STAGE_SLOTS], last: NOBODY, x: 0, y: 0, spread: 0, first: (0, 0) };

impl Cell {
    /// How many stations the cell holds.
    pub(super) fn count(&self) -> u32 {
        self.stages.iter().sum()
    }

    fn meet(&mut self, x: u32, y: u32) {
        if self.last == NOBODY {
            self.first = (x, y);
        }
        self.spread |= (x ^ self.first.0) | (y ^ self.first.1);
    }
}

/// The cells of a tile under a plan, row by row from the north-west.
#[expect(clippy::cast_possible_truncation, reason = "blocks are fewer than stations, whose ids are 32 bits")]
pub(super) fn cells(plan: &Plan<'_>, tile: TileId) -> Vec<(u32, Cell)> {
    let square = tile.square();
    let cell_of = |x: u32, y: u32| cell_of(tile, Mercator { x, y }) as usize;
    let mut cells = vec![EMPTY; CELLS];
    let mut selected = Selected::EMPTY;
    let is_world = tile.z() == 0;
    let all = plan.means_all();
    let mut add = |index: usize, block: &Block| {
        let bounds = &block.bounds;
        let (first, last) = (cell_of(bounds.min.x, bounds.min.y), cell_of(bounds.max.x, bounds.max.y));
        let reference = (index * BLOCK) as u32;
        let whole = first == last && square.covers(bounds);
        if whole && all && block.all_open(plan.at) {
            return add_sum(&mut cells[first], block, plan.at, reference);
        }
        plan.select(block, Some(&square), &mut selected);
        if whole {
            add_whole(&mut cells[first], block, &selected, reference);
        } else {
            for slot in slots(&selected.open, block.len()) {
                let (x, y) = (block.x[slot], block.y[slot]);
                let cell = &mut cells[cell_of(x, y)];
                cell.meet(x, y);
                cell.stages[usize::from(selected.stages[slot])] += 1;
                cell.x += u64::from(x);
                cell.y += u64::from(y);
                cell.last = reference + slot as u32;
            }
        }
    };
    if is_world {
        // Everything is meant: walking the blocks beats walking the tree.
        plan.snapshot.blocks().iter().enumerate().filter(|(_, block)| block.len() > 0).for_each(|(i, b)| add(i, b));
    } else {
        plan.snapshot.blocks_in(&square).for_each(|(index, block)| add(index, block));
    }
    (0..).zip(cells).filter(|(_, cell)| cell.count() > 0).collect()
}

/// The number of the cell of a tile that holds a place, row by row from the north-west.
pub(super) fn cell_of(tile: TileId, place: Mercator) -> u32 {
    let shift = (32 - GRID_BITS).saturating_sub(u32::from(tile.z()));
    ((place.y >> shift) & 15) << GRID_BITS | ((place.x >> shift) & 15)
}

/// Adds a block of which every station is meant and open, and which lies in one cell as a whole.
fn add_sum(cell: &mut Cell, block: &Block, at: Day, reference: u32) {
    cell.meet(block.x[0], block.y[0]);
    cell.x += block.sum.x;
    cell.y += block.sum.y;
    cell.spread |= block.sum.spread;
    cell.last = reference;
    if let Some(known) = block.known_stages(at) {
        cell.stages.iter_mut().zip(known).for_each(|(count, known)| *count += known);
        return;
    }
    let mut stages = [0; BLOCK];
    block.stages(at, &mut stages);
    let mut mask = [u8::MAX; BLOCK];
    mask[block.len()..].fill(0);
    add_tally(cell, &stages, &mask);
}

/// Adds a block that lies in one cell as a whole: a few vector passes instead of a step a station.
#[expect(clippy::cast_possible_truncation, reason = "slots are fewer than 256")]
fn add_whole(cell: &mut Cell, block: &Block, selected: &Selected, reference: u32) {
    let n = block.len();
    let Some(first) = selected.open[..n].iter().position(|&byte| byte != 0) else { return };
    cell.meet(block.x[first], block.y[first]);
    let (anchor_x, anchor_y) = cell.first;
    let (mut sum_x, mut sum_y, mut spread) = (0_u64, 0_u64, 0_u32);
    for ((&x, &y), &open) in block.x.iter().zip(&block.y).zip(&selected.open) {
        let keep = u32::from(open).wrapping_mul(0x0101_0101);
        sum_x += u64::from(x & keep);
        sum_y += u64::from(y & keep);
        spread |= ((x ^ anchor_x) | (y ^ anchor_y)) & keep;
    }
    cell.x += sum_x;
    cell.y += sum_y;
    cell.spread |= spread;
    cell.last = reference + first as u32;
    add_tally(cell, &selected.stages, &selected.open);
}

/// Adds the slots of the mask by their stages.
fn add_tally(cell: &mut Cell, stages: &Mask, mask: &Mask) {
    for (count, stage) in cell.stages.iter_mut().zip(0..) {
        *count += tally(stages, mask, stage);
    }
}

/// How many slots of the mask are at the stage.
fn tally(stages: &Mask, mask: &Mask, stage: u8) -> u32 {
    let at_stage = std::array::from_fn(|slot| u8::from(stages[slot] == stage) & mask[slot]);
    set_slots(&at_stage)
}
