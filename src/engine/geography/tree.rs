//! The tree of one set: dense slots, parents, levels.
//!
//! **Slots** number the regions of a set from 0 without gaps, in preorder: roots by code, and below each
//! region its children by code. So a region and all below it are one range of slots, its first child (if
//! any) sits in the next slot, and "is this station's region within that one" is two comparisons.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::directory::Directory;
use super::error::GeographyError;
use crate::base::ids::RegionId;
use crate::domain::region::{Region, RegionSet};

/// The slot of no region.
pub const NO_SLOT: u32 = u32::MAX;

/// The regions of a set that carry one level name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The name, such as `province`.
    pub name: String,
    /// How far down the level stands, from 0. Two levels stand equally far down when neither the depth
    /// of their highest nor of their lowest regions tells them apart, as when a file brings levels
    /// without parents.
    pub rank: u32,
    /// The slots of its regions, ascending.
    pub regions: Vec<u32>,
}

#[derive(Debug)]
pub(super) struct Tree {
    /// By slot.
    pub(super) regions: Vec<Region>,
    /// Slot → slot of the parent, or [`NO_SLOT`].
    parent: Vec<u32>,
    /// Slot → the first slot that is no longer below it.
    end: Vec<u32>,
    /// Slot → how many regions are above it.
    pub(super) depth: Vec<u32>,
    /// Slot → index into `levels`.
    level_of: Vec<u32>,
    /// From the top.
    pub(super) levels: Vec<Level>,
    /// Level × slot → the nearest region of that level at or above it, or [`NO_SLOT`].
    at_level: Vec<u32>,
    /// Ascending by id.
    by_id: Vec<(RegionId, u32)>,
    /// Slots, ascending by code.
    by_code: Vec<u32>,
}

impl Tree {
    /// Orders the regions of one set; ids are unique and known to the directory.
    pub(super) fn build(
        set: &RegionSet,
        mut regions: Vec<Region>,
        directory: &Directory,
    ) -> Result<Self, GeographyError> {
        regions.sort_unstable_by(|a, b| a.code.cmp(&b.code));
        if let Some(pair) = regions.windows(2).find(|pair| pair[0].code == pair[1].code) {
            return Err(GeographyError::SameCode { set: set.code.clone(), code: pair[0].code.clone() });
        }
        let row_of: FxHashMap<RegionId, usize> = regions.iter().enumerate().map(|(row, r)| (r.id, row)).collect();
        // Row → its children's rows, ascending by code because rows are; the last list holds the roots.
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); regions.len() + 1];
        for (row, region) in regions.iter().enumerate() {
            let above = match region.parent {
                None => regions.len(),
                Some(id) => match (row_of.get(&id), directory.find(id)) {
                    (Some(&above), _) => above,
                    (None, Some((parent_set, parent))) => {
                        return Err(GeographyError::ForeignParent {
                            set: set.code.clone(),
                            code: region.code.clone(),
                            parent: parent.to_owned(),
                            parent_set: parent_set.to_owned(),
                        });
                    }
                    (None, None) => {
                        return Err(GeographyError::UnknownParent {
                            set: set.code.clone(),
                            code: region.code.clone(),
                            parent: id,
                        });
                    }
                },
            };
            children[above].push(row);
        }
        let order = preorder(&children);
        if order.len() < regions.len() {
            return Err(GeographyError::Cycle { set: set.code.clone(), codes: cycle(&regions, &row_of, &order) });
        }
        Ok(Self::assemble(regions, &row_of, &order))
    }

    /// The tables over regions whose order is known: `order` holds rows of `regions` by slot.
    fn assemble(regions: Vec<Region>, row_of: &FxHashMap<RegionId, usize>, order: &[usize]) -> Self {
        let count = order.len();
        let mut slot_of = vec![NO_SLOT; count];
        for (slot, &row) in (0_u32..).zip(order) {
            slot_of[row] = slot;
        }
        // Rows ascend by code.
        let by_code = slot_of.clone();
        let mut by_id: Vec<_> = regions.iter().zip(&slot_of).map(|(region, &slot)| (region.id, slot)).collect();
        by_id.sort_unstable();
        let parent: Vec<u32> =
            order.iter().map(|&row| regions[row].parent.map_or(NO_SLOT, |id| slot_of[row_of[&id]])).collect();
        let mut end: Vec<u32> = (1..).take(count).collect();
        for slot in (0..count).rev() {
            if parent[slot] != NO_SLOT {
                let above = parent[slot] as usize;
                end[above] = end[above].max(end[slot]);
            }
        }
        let mut rows: Vec<Option<Region>> = regions.into_iter().map(Some).collect();
        let regions: Vec<Region> = order.iter().filter_map(|&row| rows[row].take()).collect();
        let mut depth = vec![0; count];
        for slot in (0..count).filter(|&slot| parent[slot] != NO_SLOT) {
            depth[slot] = depth[parent[slot] as usize] + 1;
        }
        let (levels, level_of) = levels(&regions, &depth);
        let at_level = at_level(&levels, &level_of, &parent);
        Self { regions, parent, end, depth, level_of, levels, at_level, by_id, by_code }
    }

    pub(super) fn parent(&self, slot: u32) -> Option<u32> {
        Some(self.parent[slot as usize]).filter(|&slot| slot != NO_SLOT)
    }

    pub(super) fn within(&self, slot: u32) -> Range<u32> {
        slot..self.end[slot as usize]
    }

    pub(super) fn children(&self, slot: u32) -> impl Iterator<Item = u32> + '_ {
        self.siblings(slot + 1..self.end[slot as usize])
    }

    pub(super) fn roots(&self) -> impl Iterator<Item = u32> + '_ {
        self.siblings(0..u32::try_from(self.regions.len()).unwrap_or(NO_SLOT))
    }

    /// The topmost regions of a run of whole subtrees.
    fn siblings(&self, run: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        let first = Some(run.start).filter(|_| !run.is_empty());
        std::iter::successors(first, move |&slot| Some(self.end[slot as usize]).filter(|&next| next < run.end))
    }

    pub(super) fn level_of(&self, slot: u32) -> usize {
        self.level_of[slot as usize] as usize
    }

    pub(super) fn at_level(&self, level: usize) -> &[u32] {
        let count = self.regions.len();
        self.at_level.get(level * count..(level + 1) * count).unwrap_or_default()
    }

    pub(super) fn slot(&self, id: RegionId) -> Option<u32> {
        let at = self.by_id.binary_search_by_key(&id, |&(id, _)| id).ok()?;
        Some(self.by_id[at].1)
    }

    pub(super) fn find(&self, code: &str) -> Option<u32> {
        let key = |slot: &u32| self.regions[*slot as usize].code.as_str();
        let at = self.by_code.binary_search_by(|slot| key(slot).cmp(code)).ok()?;
        Some(self.by_code[at])
    }
}

/// Rows in preorder; rows on or below a circle are missing.
fn preorder(children: &[Vec<usize>]) -> Vec<usize> {
    let Some((roots, _)) = children.split_last() else { return Vec::new() };
    let mut order = Vec::with_capacity(children.len() - 1);
    let mut pending: Vec<usize> = roots.iter().rev().copied().collect();
    while let Some(row) = pending.pop() {
        order.push(row);
        pending.extend(children[row].iter().rev());
    }
    order
}

/// The codes of one circle of parents: some row that the preorder did not reach leads into it.
fn cycle(regions: &[Region], row_of: &FxHashMap<RegionId, usize>, reached: &[usize]) -> Vec<String> {
    let mut lost = vec![true; regions.len()];
    for &row in reached {
        lost[row] = false;
    }
    let mut row = lost.iter().position(|&lost| lost).unwrap_or_default();
    let mut step_of: Vec<Option<usize>> = vec![None; regions.len()];
    let mut path = Vec::new();
    while step_of[row].is_none() {
        step_of[row] = Some(path.len());
        path.push(row);
        if let Some(id) = regions[row].parent {
            row = row_of[&id];
        }
    }
    let start = step_of[row].unwrap_or_default();
    path[start..].iter().chain([&row]).map(|&row| regions[row].code.clone()).collect()
}

/// The levels from the top, and each slot's. Levels are ordered by the depth of their highest region,
/// then of their lowest (districts right below a province do not lift the districts above the cities),
/// then by name.
fn levels(regions: &[Region], depth: &[u32]) -> (Vec<Level>, Vec<u32>) {
    let mut span: FxHashMap<&str, (u32, u32)> = FxHashMap::default();
    for (region, &depth) in regions.iter().zip(depth) {
        let (low, high) = span.entry(&region.level).or_insert((depth, depth));
        *low = (*low).min(depth);
        *high = (*high).max(depth);
    }
    let mut names: Vec<_> = span.into_iter().map(|(name, span)| (span, name)).collect();
    names.sort_unstable();
    let mut levels: Vec<Level> = Vec::with_capacity(names.len());
    let mut index_of: FxHashMap<&str, u32> = FxHashMap::default();
    for (index, &(span, name)) in (0_u32..).zip(&names) {
        let rank = match index.checked_sub(1).map(|above| above as usize) {
            Some(above) => levels[above].rank + u32::from(names[above].0 != span),
            None => 0,
        };
        levels.push(Level { name: name.to_owned(), rank, regions: Vec::new() });
        index_of.insert(name, index);
    }
    let level_of: Vec<u32> = regions.iter().map(|region| index_of[region.level.as_str()]).collect();
    for (slot, &level) in (0_u32..).zip(&level_of) {
        levels[level as usize].regions.push(slot);
    }
    (levels, level_of)
}

/// Level × slot → the nearest region of that level at or above it. Parents precede their children.
fn at_level(levels: &[Level], level_of: &[u32], parent: &[u32]) -> Vec<u32> {
    let mut table = Vec::with_capacity(levels.len() * parent.len());
    for level in (0_u32..).take(levels.len()) {
        let start = table.len();
        for (slot, &above) in (0_u32..).zip(parent) {
            table.push(match above {
                _ if level_of[slot as usize] == level => slot,
                NO_SLOT => NO_SLOT,
                _ => table[start + above as usize],
            });
        }
    }
    table
}
