//! Who may see what: the scope that every query applies before it clusters or sums.

use crate::base::ids::RegionId;

/// The part of the network that the asker may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    regions: Option<Vec<RegionId>>,
}

impl Scope {
    /// Everything, stations in no region included.
    #[must_use]
    pub const fn all() -> Self {
        Self { regions: None }
    }

    /// Only stations inside one of these regions, of any set.
    #[must_use]
    pub fn regions(mut regions: Vec<RegionId>) -> Self {
        regions.sort_unstable();
        regions.dedup();
        Self { regions: Some(regions) }
    }

    /// The regions to which the asker is held; `None` for everything.
    #[must_use]
    pub fn limits(&self) -> Option<&[RegionId]> {
        self.regions.as_deref()
    }
}
