//! Keys: which row of an answer a station belongs to, by region and group.

use rustc_hash::FxHashMap;

use super::{Breakdown, Dimension};
use crate::base::date::Day;
use crate::domain::cooperation::{STAGE_SLOTS, Stage};
use crate::domain::station::Energy;
use crate::engine::block::{BLOCK, Block, set_slots};
use crate::engine::question::{RegionTable, Selected, level_table, slots};
use crate::engine::rows::energy_of;
use crate::engine::snapshot::Snapshot;

/// Numbers rows as stations ask for them.
///
/// A station's code is `region × groups + group` with the region "none" last; without `group_by` the
/// code is the key, otherwise keys are given to codes as they first appear.
pub(in crate::engine) struct Keys<'s> {
    snapshot: &'s Snapshot,
    regions: Option<RegionTable<u32>>,
    /// The slots of the level's regions; a region goes by its place among them.
    slots: Vec<u32>,
    /// How many these are, which is the code's region "none".
    region_count: u64,
    dimensions: Vec<(Dimension, u64)>,
    groups: u64,
    numbers: FxHashMap<u64, u32>,
    codes: Vec<u64>,
}

impl<'s> Keys<'s> {
    pub(in crate::engine) fn new(snapshot: &'s Snapshot, at: Day, breakdown: &Breakdown) -> Self {
        let geography = snapshot.geography();
        let set = breakdown
            .level
            .and_then(|(id, level)| geography.sets().iter().find(|set| set.id() == id).map(|set| (set, level)));
        let dimensions: Vec<(Dimension, u64)> = breakdown
            .group_by
            .iter()
            .map(|&dimension| {
                (
                    dimension,
                    match dimension {
                        Dimension::Brand => snapshot.brands().codes() as u64,
                        Dimension::Operator => snapshot.operators().codes() as u64,
                        Dimension::Energy => Energy::ALL.len() as u64 + 1,
                        Dimension::Stage => STAGE_SLOTS as u64,
                    },
                )
            })
            .collect();
        let slots = set.and_then(|(set, level)| Some(set.levels().get(level)?.regions.clone())).unwrap_or_default();
        Self {
            snapshot,
            region_count: slots.len() as u64,
            slots,
            regions: set.map(|(set, level)| level_table(geography, set, level, at)),
            groups: dimensions.iter().map(|&(_, size)| size).product(),
            dimensions,
            numbers: FxHashMap::default(),
            codes: Vec::new(),
        }
    }

    /// How many keys there are so far.
    #[expect(clippy::cast_possible_truncation, reason = "a set has far fewer than 2^32 regions")]
    pub(in crate::engine) fn len(&self) -> usize {
        if self.dimensions.is_empty() { self.region_count as usize + 1 } else { self.codes.len() }
    }

    /// Whether a station's key depends on its stage.
    pub(super) fn depends_on_stage(&self) -> bool {
        self.dimensions.iter().any(|&(dimension, _)| dimension == Dimension::Stage)
    }

    /// Whether a station's key depends on more than its region.
    pub(super) fn depends_on_group(&self) -> bool {
        !self.dimensions.is_empty()
    }

    /// The key of every station of a block, where they have one and no groups tell them apart.
    #[expect(clippy::cast_possible_truncation, reason = "a set has far fewer than 2^32 regions")]
    pub(super) fn of_whole(&self, block: &Block) -> Option<usize> {
        let none = self.region_count as u32;
        let Some(table) = &self.regions else { return Some(none as usize) };
        let column = table.column(block);
        let first = column.first()?;
        // One region of the most detailed level is one of the level asked; several may be.
        if column.iter().fold(0, |differ, slot| differ | (slot ^ first)) == 0 {
            return Some(table.of(*first).min(none) as usize);
        }
        let key = table.of(*first).min(none);
        column.iter().all(|&slot| table.of(slot).min(none) == key).then_some(key as usize)
    }

    /// The key of every slot of a block that is selected.
    #[expect(clippy::cast_possible_truncation, reason = "keys are fewer than stations, whose ids are 32 bits")]
    pub(in crate::engine) fn of(&mut self, block: &Block, selected: &Selected) -> [u32; BLOCK] {
        let none = self.region_count as u32;
        let mut keys = [none; BLOCK];
        if let Some(table) = &self.regions {
            let column = table.column(block);
            if set_slots(&selected.matching) < BLOCK as u32 / 4 {
                for slot in slots(&selected.matching, block.len()) {
                    keys[slot] = table.of(column[slot]).min(none);
                }
            } else {
                // Looking up all of them in a row costs less than stepping from one that is meant to the next.
                for (key, &slot) in keys.iter_mut().zip(column) {
                    *key = table.of(slot).min(none);
                }
            }
        }
        if self.dimensions.is_empty() {
            return keys;
        }
        let mut last = (u64::MAX, 0);
        for slot in slots(&selected.matching, block.len()) {
            let key = &mut keys[slot];
            let code = self.dimensions.iter().fold(u64::from(*key), |code, &(dimension, size)| {
                code * size
                    + match dimension {
                        Dimension::Brand => u64::from(block.brand[slot]),
                        Dimension::Operator => u64::from(block.operator[slot]),
                        Dimension::Energy => u64::from(block.energy[slot]),
                        Dimension::Stage => u64::from(selected.stages[slot]),
                    }
            });
            if code != last.0 {
                let codes = &mut self.codes;
                let number = *self.numbers.entry(code).or_insert_with(|| {
                    codes.push(code);
                    codes.len() as u32 - 1
                });
                last = (code, number);
            }
            *key = last.1;
        }
        keys
    }

    fn code(&self, key: usize) -> u64 {
        if self.dimensions.is_empty() { key as u64 } else { self.codes[key] }
    }

    /// The key's region slot; `None` for stations in none, and without a level.
    pub(in crate::engine) fn region(&self, key: usize) -> Option<u32> {
        let region = usize::try_from(self.code(key) / self.groups).ok()?;
        self.slots.get(region).copied()
    }

    /// The key's values of `group_by`.
    #[expect(clippy::cast_possible_truncation, reason = "dictionary codes are 32 bits, enumerations 8")]
    pub(super) fn group(&self, key: usize) -> Vec<Option<String>> {
        let mut rest = self.code(key) % self.groups;
        let mut values: Vec<Option<String>> = Vec::with_capacity(self.dimensions.len());
        for &(dimension, size) in self.dimensions.iter().rev() {
            let value = rest % size;
            rest /= size;
            values.push(match dimension {
                Dimension::Brand => self.snapshot.brands().word(value as u32).map(str::to_owned),
                Dimension::Operator => self.snapshot.operators().word(value as u32).map(str::to_owned),
                Dimension::Energy => energy_of(value as u8).map(|energy| energy.as_str().to_owned()),
                Dimension::Stage => Stage::from_number(value as u8).map(|stage| stage.as_str().to_owned()),
            });
        }
        values.reverse();
        values
    }
}
