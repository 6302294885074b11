//! Regions in memory: which there are, which lies in which, which one holds a place, what they look like
//! on a tile. All of it is immutable and shared between snapshots; a change rebuilds the sets it touches.
//!
//! `tree` numbers a set's regions and knows their levels; `areas` tests a point against a polygon and
//! `places` finds a point's region; `groups` resolves dated groups of admin regions. `borders` stores each
//! border once, `outlines` says which borders make which region, `weights` which vertices matter; `detail`
//! simplifies borders and `looks` judges outlines per zoom; `clip` and `tile` cut and write geometry, `mvt`
//! the bytes; `drawing` and `map` hold them together. `dissolve` and `stitch` make the outlines of groups
//! from those of their members, `dissolved` keeps them by date, and `on_day` asks either kind of set.

pub(super) mod areas;
mod borders;
mod clip;
mod detail;
mod directory;
mod dissolve;
mod dissolved;
mod drawing;
mod error;
mod groups;
mod looks;
mod map;
mod on_day;
mod outlines;
mod places;
mod set;
mod stitch;
#[cfg(test)]
mod tests;
mod tile;
mod tree;
pub(super) mod weights;

use std::sync::Arc;

use rustc_hash::FxHashSet;

pub(super) use self::clip::{Spot, clip, double_area, tidy};
use self::directory::Directory;
pub use self::error::GeographyError;
pub use self::set::SetIndex;
pub use self::tile::RegionTile;
pub use self::tree::{Level, NO_SLOT};
pub use super::mvt::{EXTENT, Tags};
use crate::base::ids::{RegionId, SetId};
use crate::domain::region::{Region, RegionSet};

/// Every region set of a snapshot. Cheap to clone, as all of it is shared.
#[derive(Clone, Debug, Default)]
pub struct Geography {
    /// Ascending by id.
    sets: Arc<[Arc<SetIndex>]>,
}

impl Geography {
    /// The geography of these sets and regions, in any order.
    ///
    /// # Errors
    /// [`GeographyError`] when ids or codes repeat, a set or parent is missing or foreign, regions lie
    /// below themselves, or an extent does not fit its set or the earth.
    pub fn build(sets: Vec<RegionSet>, regions: Vec<Region>) -> Result<Self, GeographyError> {
        Self::default().with_changes(sets, regions.into_iter().map(|region| (region.id, Some(region))))
    }

    /// The geography after a commit: with these sets added or replaced, and each of these regions as it
    /// is now, `None` when it is gone. Sets that nothing touches are shared; so is the point location of
    /// a set in which only names, centres or memberships change.
    ///
    /// # Errors
    /// As [`Geography::build`].
    pub fn with_changes(
        &self,
        sets: Vec<RegionSet>,
        regions: impl IntoIterator<Item = (RegionId, Option<Region>)>,
    ) -> Result<Self, GeographyError> {
        let (changed, mut now): (FxHashSet<RegionId>, Vec<Option<Region>>) = regions.into_iter().unzip();
        let mut records: Vec<RegionSet> = self.sets.iter().map(|set| set.record().clone()).collect();
        records.retain(|old| !sets.iter().any(|new| new.id == old.id));
        let mut touched: FxHashSet<SetId> = sets.iter().map(|set| set.id).collect();
        records.extend(sets);
        records.sort_by_key(|set| set.id);
        touched.extend(now.iter().flatten().map(|region| region.set));
        touched.extend(
            self.sets.iter().filter(|set| changed.iter().any(|&id| set.slot(id).is_some())).map(|set| set.id()),
        );
        let (stale, shared): (Vec<_>, Vec<_>) = self.sets.iter().partition(|set| touched.contains(&set.id()));
        let kept = stale.iter().flat_map(|set| set.regions()).filter(|region| !changed.contains(&region.id));
        now.extend(kept.cloned().map(Some));
        let mut regions: Vec<Region> = now.into_iter().flatten().collect();
        regions.sort_by_key(|region| region.set);

        let directory = Directory::list(&records, regions.iter().chain(shared.iter().flat_map(|set| set.regions())))?;
        let mut built = Vec::with_capacity(records.len());
        for record in records {
            if let Some(set) = shared.iter().find(|set| set.id() == record.id) {
                built.push(Arc::clone(set));
                continue;
            }
            let before = stale.iter().find(|set| set.id() == record.id);
            let later = regions.partition_point(|region| region.set <= record.id);
            let mine = regions.drain(..later).collect();
            built.push(Arc::new(SetIndex::build(record, mine, before.map(|set| &***set), &directory)?));
        }
        Ok(Self { sets: built.into() })
    }

    /// The sets, ascending by id.
    pub fn sets(&self) -> &[Arc<SetIndex>] {
        &self.sets
    }

    /// Whether both are one and the same: nothing lies elsewhere in one than in the other.
    #[must_use]
    pub fn is_shared_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.sets, &other.sets)
    }

    /// The set of that code.
    pub fn set(&self, code: &str) -> Option<&SetIndex> {
        self.sets.iter().find(|set| set.code() == code).map(|set| &**set)
    }
}
