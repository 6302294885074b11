//! What is unique over all sets: their ids and codes, and the ids of all regions.

use rustc_hash::FxHashMap;

use super::error::GeographyError;
use crate::base::ids::{RegionId, SetId};
use crate::domain::region::{Region, RegionSet};

/// Who bears which id; tells a parent of another set from one that does not exist.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// Set → its code.
    sets: FxHashMap<SetId, String>,
    /// Region → its set and code.
    regions: FxHashMap<RegionId, (SetId, String)>,
}

impl Directory {
    /// Lists sets and regions, and refuses what is there twice and regions without a set.
    pub(super) fn list<'a>(
        sets: &[RegionSet],
        regions: impl IntoIterator<Item = &'a Region>,
    ) -> Result<Self, GeographyError> {
        let mut directory = Self::default();
        for set in sets {
            let same_code = directory.sets.values().any(|code| *code == set.code);
            if directory.sets.insert(set.id, set.code.clone()).is_some() || same_code {
                return Err(GeographyError::SameSet(set.code.clone()));
            }
        }
        for region in regions {
            if !directory.sets.contains_key(&region.set) {
                return Err(GeographyError::UnknownSet { code: region.code.clone(), set: region.set });
            }
            if let Some((_, first)) = directory.regions.insert(region.id, (region.set, region.code.clone())) {
                return Err(GeographyError::SameId { id: region.id, first, second: region.code.clone() });
            }
        }
        Ok(directory)
    }

    /// Code of the set and of the region that bear the id.
    pub(super) fn find(&self, id: RegionId) -> Option<(&str, &str)> {
        let (set, code) = self.regions.get(&id)?;
        Some((self.sets.get(set)?, code))
    }
}
