//! Region sets: trees of regions that are polygons (`admin`, the user's own) or dated groups of
//! admin regions (`sales`).

use std::sync::Arc;

use crate::base::date::Period;
use crate::base::ids::{RegionId, SetId};
use crate::base::location::LonLat;
use crate::base::shape::Shape;
use crate::domain::station::{MAX_SHORT_TEXT, RuleError, optional};

/// The set that every database has: China's divisions by GB/T 2260 code.
pub const ADMIN: &str = "admin";
/// The levels of the admin set, from the top.
pub const ADMIN_LEVELS: [&str; 3] = ["province", "city", "district"];

/// How the regions of a set come by their stations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetKind {
    /// By point in polygon.
    Polygons,
    /// By dated membership of admin regions.
    Groups,
}

impl SetKind {
    /// The identifier used on the wire and in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Polygons => "polygons",
            Self::Groups => "groups",
        }
    }
}

/// A set of regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionSet {
    /// Stable id.
    pub id: SetId,
    /// The set's code, such as `admin` or `sales`.
    pub code: String,
    /// How its regions come by their stations.
    pub kind: SetKind,
}

/// An admin region that belongs to a group for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Code of the admin region, at any level.
    pub admin: String,
    /// While it belongs to the group.
    pub period: Period,
}

/// What a region covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A polygon; shared, because snapshots and the store's answers hold the same one.
    Shape(Arc<Shape>),
    /// A group of admin regions; empty for a group of groups.
    Members(Vec<Member>),
}

/// A region of a set.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Stable id.
    pub id: RegionId,
    /// The set it belongs to.
    pub set: SetId,
    /// Its code, unique in the set.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level, such as `province`.
    pub level: String,
    /// The region above it, of the same set.
    pub parent: Option<RegionId>,
    /// Where a label goes; `None` where nobody gave one.
    pub center: Option<LonLat>,
    /// What it covers.
    pub extent: Extent,
}

/// A region as a file brings it: set and ids are not known yet.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionDraft {
    /// Its code, unique in the set.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level, such as `province`.
    pub level: String,
    /// Code of the region above it, of the same set.
    pub parent: Option<String>,
    /// Where a label goes.
    pub center: Option<LonLat>,
    /// What it covers.
    pub extent: Extent,
}

impl RegionDraft {
    /// Whether the region keeps the rules that need no other region.
    ///
    /// # Errors
    /// [`RuleError`] when code, name or level is empty or too long, or it is its own parent.
    pub fn check(&self) -> Result<(), RuleError> {
        for (field, text) in [("code", &self.code), ("name", &self.name), ("level", &self.level)] {
            if text.trim().is_empty() {
                return Err(RuleError::new(field, text, "must not be empty"));
            }
            optional(field, Some(text), MAX_SHORT_TEXT)?;
        }
        if self.parent.as_ref() == Some(&self.code) {
            return Err(RuleError::new("parent", &self.code, "a region cannot be its own parent"));
        }
        Ok(())
    }
}
