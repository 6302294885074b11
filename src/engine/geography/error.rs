//! Why sets and regions make no geography. Every message names the codes, for whoever mends the data.

use crate::base::ids::{RegionId, SetId};

/// Why sets and regions make no [`Geography`](super::Geography).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GeographyError {
    /// Two sets of one code.
    #[error("two region sets have the code {0:?}")]
    SameSet(String),
    /// A region of a set that is not there.
    #[error("region {code:?} belongs to set {}, which does not exist", set.0)]
    UnknownSet {
        /// The region.
        code: String,
        /// The set it names.
        set: SetId,
    },
    /// Two regions of one set with one code.
    #[error("set {set:?} has two regions of the code {code:?}")]
    SameCode {
        /// The set.
        set: String,
        /// The code.
        code: String,
    },
    /// Two regions with one id.
    #[error("regions {first:?} and {second:?} share the id {}", id.0)]
    SameId {
        /// The id.
        id: RegionId,
        /// Code of the one.
        first: String,
        /// Code of the other.
        second: String,
    },
    /// A parent that does not exist.
    #[error("region {code:?} of set {set:?} lies below region {}, which does not exist", parent.0)]
    UnknownParent {
        /// The set.
        set: String,
        /// The region.
        code: String,
        /// The parent it names.
        parent: RegionId,
    },
    /// A parent that belongs to another set.
    #[error("region {code:?} of set {set:?} lies below {parent:?}, a region of set {parent_set:?}")]
    ForeignParent {
        /// The set.
        set: String,
        /// The region.
        code: String,
        /// Code of the parent.
        parent: String,
        /// The parent's set.
        parent_set: String,
    },
    /// Regions that lie below themselves.
    #[error("regions of set {set:?} lie below themselves: {}", codes.join(" below "))]
    Cycle {
        /// The set.
        set: String,
        /// The codes, each below the next one; the first one closes the circle.
        codes: Vec<String>,
    },
    /// A polygon in a set of groups, or members in a set of polygons.
    #[error("region {code:?} of set {set:?} must be {expected}")]
    WrongExtent {
        /// The set.
        set: String,
        /// The region.
        code: String,
        /// What the set's kind asks for.
        expected: &'static str,
    },
    /// A polygon that leaves the range of longitudes and latitudes.
    #[error("region {code:?} of set {set:?} leaves -180 to 180 and -90 to 90 degrees")]
    OffEarth {
        /// The set.
        set: String,
        /// The region.
        code: String,
    },
}
