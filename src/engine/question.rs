//! A question: which stations, as of when, seen by whom; and its plan over one snapshot.

pub(super) use super::block::slots;
use super::block::{BLOCK, Block, Mask};
use super::filter::Filter;
use super::filter::plan::Node;
use super::geography::{Geography, SetIndex};
use super::rows::NOWHERE;
use super::snapshot::Snapshot;
use super::statistics::Breakdown;
use crate::base::date::Day;
use crate::base::ids::{RegionId, SetId};
use crate::base::tile::Square;
use crate::domain::access::Scope;
use crate::domain::region::{ADMIN, SetKind};

/// Which stations, as of when, seen by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The day of which the world is asked.
    pub at: Day,
    /// What is asked of a station.
    pub filter: Filter,
    /// A region of a set, to which the question is held.
    pub within: Option<(SetId, RegionId)>,
    /// What the asker may see.
    pub scope: Scope,
}

impl Question {
    /// Every station on a day.
    #[must_use]
    pub fn on(at: Day) -> Self {
        Self { at, filter: Filter::ALL, within: None, scope: Scope::all() }
    }

    /// Whether it asks nothing of a station, and so means them all.
    #[must_use]
    pub fn is_of_all(&self) -> bool {
        self.filter == Filter::ALL && self.within.is_none() && self.scope.limits().is_none()
    }
}

/// One column of region slots and what each slot maps to.
pub(super) struct RegionTable<T> {
    /// Index of the set whose column is read.
    column: usize,
    /// By region slot of that set.
    table: Vec<T>,
    /// For stations in no region of that set.
    nowhere: T,
}

impl<T: Copy> RegionTable<T> {
    pub(super) fn of(&self, slot: u32) -> T {
        self.table.get(slot as usize).copied().unwrap_or(self.nowhere)
    }

    pub(super) fn column<'b>(&self, block: &'b Block) -> &'b [u32] {
        block.regions(self.column)
    }
}

/// The region slots of `set` on a day, by the slots that blocks keep: a polygon set's own, or for a
/// set of groups those of the admin set.
fn slots_on(geography: &Geography, set: &SetIndex, at: Day) -> RegionTable<u32> {
    let position = |id: SetId| geography.sets().iter().position(|set| set.id() == id).unwrap_or(usize::MAX);
    let own = |set: &SetIndex| RegionTable {
        column: position(set.id()),
        table: (0..).take(set.regions().len()).collect(),
        nowhere: NOWHERE,
    };
    match (set.kind(), geography.set(ADMIN)) {
        (SetKind::Groups, Some(admin)) => RegionTable { table: set.groups_at(at, admin), ..own(admin) },
        _ => own(set),
    }
}

/// By the blocks' region slots: the region at a level of `set` on a day, as its place among those of the
/// level; [`NOWHERE`] for none.
pub(super) fn level_table(geography: &Geography, set: &SetIndex, level: usize, at: Day) -> RegionTable<u32> {
    let mut place_of = vec![NOWHERE; set.len()];
    for (place, &slot) in (0..).zip(set.levels().get(level).map_or(&[][..], |level| &level.regions)) {
        place_of[slot as usize] = place;
    }
    let mut table = slots_on(geography, set, at);
    let up = set.at_level(level);
    for slot in &mut table.table {
        let region = up.get(*slot as usize).copied().unwrap_or(NOWHERE);
        *slot = place_of.get(region as usize).copied().unwrap_or(NOWHERE);
    }
    table
}

/// By the blocks' region slots: whether the station lies in the region on a day.
fn inside_table(geography: &Geography, set: &SetIndex, slot: u32, at: Day) -> RegionTable<bool> {
    let slots = slots_on(geography, set, at);
    let below = set.within(slot);
    let table = slots.table.iter().map(|&slot| below.contains(&slot)).collect();
    RegionTable { column: slots.column, table, nowhere: false }
}

/// The days on which groups change hands that the question, told apart by a level, speaks of; ascending.
pub(super) fn hand_overs(snapshot: &Snapshot, question: &Question, level: Option<(SetId, usize)>) -> Vec<Day> {
    let limits = question.scope.limits().unwrap_or_default();
    let mut days: Vec<Day> = Vec::new();
    for set in snapshot.geography().sets() {
        let asked = [question.within.map(|(id, _)| id), level.map(|(id, _)| id)].contains(&Some(set.id()));
        if asked || limits.iter().any(|&region| set.slot(region).is_some()) {
            days.extend(set.changes());
        }
    }
    days.sort_unstable();
    days
}

/// A question compiled for one snapshot.
pub(super) struct Plan<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) at: Day,
    node: Node,
    within: Option<RegionTable<bool>>,
    /// Tables of which one must say yes; `None` for everything.
    scope: Option<Vec<RegionTable<bool>>>,
}

/// One block's stations under a plan.
pub(super) struct Selected {
    /// Stage numbers on the date; 0 for none.
    pub(super) stages: Mask,
    /// The slots that the question means, open or closed.
    pub(super) matching: Mask,
    /// Those of them that are open on the date.
    pub(super) open: Mask,
}

impl Selected {
    pub(super) const EMPTY: Self = Self { stages: [0; BLOCK], matching: [0; BLOCK], open: [0; BLOCK] };
}

impl<'s> Plan<'s> {
    pub(super) fn new(snapshot: &'s Snapshot, question: &Question) -> Self {
        let geography = snapshot.geography();
        let table =
            |set: &SetIndex, region| set.slot(region).map(|slot| inside_table(geography, set, slot, question.at));
        let within = question.within.map(|(id, region)| {
            let set = geography.sets().iter().find(|set| set.id() == id);
            // A region that this snapshot does not know holds nothing in it.
            set.and_then(|set| table(set, region)).unwrap_or(RegionTable {
                column: 0,
                table: Vec::new(),
                nowhere: false,
            })
        });
        let scope = question.scope.limits().map(|regions| {
            let pairs = regions.iter().flat_map(|&region| geography.sets().iter().map(move |set| (set, region)));
            pairs.filter_map(|(set, region)| table(set, region)).collect()
        });
        Self { snapshot, at: question.at, node: Node::compile(&question.filter, snapshot), within, scope }
    }

    /// Whether every station is meant, whatever it is and wherever it lies.
    pub(super) fn means_all(&self) -> bool {
        matches!(self.node, Node::Constant(true)) && self.within.is_none() && self.scope.is_none()
    }

    /// Reads a block under the plan; `clip` holds it to a box. Slots past the last are in no mask.
    pub(super) fn select(&self, block: &Block, clip: Option<&Square>, out: &mut Selected) {
        block.stages(self.at, &mut out.stages);
        out.matching = self.meant(block, clip, &out.stages);
        block.open(self.at, &mut out.open);
        for (open, matching) in out.open.iter_mut().zip(&out.matching) {
            *open &= matching;
        }
    }

    /// The slots that are meant when their stations are at these stages.
    pub(super) fn meant(&self, block: &Block, clip: Option<&Square>, stages: &Mask) -> Mask {
        let mut meant = [0; BLOCK];
        meant[..block.len()].fill(u8::MAX);
        self.node.select(block, stages, &mut meant);
        if let Some(square) = clip.filter(|square| !square.covers(&block.bounds)) {
            block.clip(square, &mut meant);
        }
        if let Some(table) = &self.within {
            if table.table.is_empty() {
                meant.fill(0);
            } else {
                for (mask, &slot) in meant.iter_mut().zip(table.column(block)) {
                    *mask &= u8::from(table.of(slot)).wrapping_neg();
                }
            }
        }
        if let Some(tables) = &self.scope {
            for (slot, mask) in meant[..block.len()].iter_mut().enumerate() {
                let seen = tables.iter().any(|table| table.of(table.column(block)[slot]));
                *mask &= u8::from(seen).wrapping_neg();
            }
        }
        meant
    }

    /// Whether the filter asks for the stage.
    pub(super) fn asks_stage(&self) -> bool {
        self.node.asks_stage()
    }

    /// Whether the plan, broken down so, means other stations or rows on another date: it asks for the
    /// stage, or for groups of regions, which are dated.
    pub(super) fn changes_with_time(&self, question: &Question, breakdown: &Breakdown) -> bool {
        let sets = self.snapshot.geography().sets();
        let dated = |id: SetId| sets.iter().any(|set| set.id() == id && set.kind() == SetKind::Groups);
        let scoped = question.scope.limits().is_some() && sets.iter().any(|set| set.kind() == SetKind::Groups);
        self.node.asks_stage()
            || scoped
            || question.within.is_some_and(|(set, _)| dated(set))
            || breakdown.level.is_some_and(|(set, _)| dated(set))
    }
}
