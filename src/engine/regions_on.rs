//! The regions of stations on a day: polygon sets as they are kept, sets of groups as the groups are that day.

use super::geography::SetIndex;
use super::snapshot::Snapshot;
use crate::base::date::Day;
use crate::base::ids::{RegionId, SetId, StationId};
use crate::domain::region::{ADMIN, SetKind};

/// Tells the regions of stations on a day.
pub struct RegionsOn<'s> {
    snapshot: &'s Snapshot,
    /// Sets of groups, each with the group of every slot of the admin set.
    groups: Vec<(&'s SetIndex, Vec<u32>)>,
}

impl<'s> RegionsOn<'s> {
    /// The regions on that day.
    #[must_use]
    pub fn new(snapshot: &'s Snapshot, at: Day) -> Self {
        let geography = snapshot.geography();
        let groups = geography.sets().iter().filter(|set| set.kind() == SetKind::Groups);
        let groups = groups.filter_map(|set| Some((&**set, set.groups_at(at, geography.set(ADMIN)?)))).collect();
        Self { snapshot, groups }
    }

    /// By set, the slot of the most detailed region that the station lies in; polygon sets first.
    #[must_use]
    pub fn slots(&self, id: StationId) -> Vec<(&'s SetIndex, u32)> {
        let geography = self.snapshot.geography();
        let known: Vec<(SetId, RegionId)> =
            self.snapshot.facts(id).map(|facts| facts.regions().to_vec()).unwrap_or_default();
        let find = |&(id, region): &(SetId, RegionId)| {
            let set = geography.sets().iter().find(|set| set.id() == id)?;
            Some((&**set, set.slot(region)?))
        };
        let mut slots: Vec<(&SetIndex, u32)> = known.iter().filter_map(find).collect();
        let admin = slots.iter().find(|(set, _)| set.code() == ADMIN).map(|&(_, slot)| slot);
        for (set, groups) in &self.groups {
            let group = admin.and_then(|slot| groups.get(slot as usize)).filter(|&&slot| (slot as usize) < set.len());
            slots.extend(group.map(|&slot| (*set, slot)));
        }
        slots
    }
}
