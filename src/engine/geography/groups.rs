//! Groups: sets such as `sales`, whose regions are admin regions for a while.
//!
//! **The rule.** On a day, an admin region belongs to the group that names it; where none does, to the
//! group of the region above it. Where several groups name the same admin region, the one furthest down
//! in its own set takes it, then the lowest code: so a team takes a city out of its department.

use std::cmp::Reverse;

use super::tree::{NO_SLOT, Tree};
use crate::base::date::{Day, Period};
use crate::domain::region::Extent;

/// Who names which admin region when.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// Code of the admin region, the period, and the group's slot. The most wanted group comes last.
    members: Vec<(Box<str>, Period, u32)>,
    /// The days on which some membership begins or ends; ascending, each once.
    changes: Vec<Day>,
}

impl Groups {
    pub(super) fn build(tree: &Tree) -> Self {
        let mut slots: Vec<u32> = (0..).take(tree.regions.len()).collect();
        let wanted = |slot: usize| (tree.depth[slot], Reverse(tree.regions[slot].code.as_str()));
        slots.sort_by(|&a, &b| wanted(a as usize).cmp(&wanted(b as usize)));
        let mut members = Vec::new();
        for slot in slots {
            if let Extent::Members(list) = &tree.regions[slot as usize].extent {
                members.extend(list.iter().map(|member| (member.admin.as_str().into(), member.period, slot)));
            }
        }
        let ends = |&(_, period, _): &(_, Period, _)| [Some(period.from()), period.to()];
        let mut changes: Vec<Day> = members.iter().flat_map(ends).flatten().collect();
        changes.sort_unstable();
        changes.dedup();
        Self { members, changes }
    }

    /// The days on which some membership begins or ends; ascending, each once.
    pub(super) fn changes(&self) -> &[Day] {
        &self.changes
    }

    /// How many changes have come by the day: the same on days between which nothing changes.
    pub(super) fn stretch(&self, day: Day) -> usize {
        self.changes.partition_point(|&change| change <= day)
    }

    /// Admin slot → slot of the group it belongs to on the day, or [`NO_SLOT`].
    pub(super) fn at(&self, day: Day, admin: &Tree) -> Vec<u32> {
        let mut group_of = vec![NO_SLOT; admin.regions.len()];
        for (code, _, group) in self.members.iter().filter(|(_, period, _)| period.contains(day)) {
            if let Some(slot) = admin.find(code) {
                group_of[slot as usize] = *group;
            }
        }
        // Parents precede their children.
        for (slot, index) in (0_u32..).zip(0..group_of.len()) {
            if group_of[index] == NO_SLOT {
                group_of[index] = admin.parent(slot).map_or(NO_SLOT, |above| group_of[above as usize]);
            }
        }
        group_of
    }
}
