//! Changes: what one commit does, as the state of each thing before and after.

use crate::base::date::{Day, Instant};
use crate::base::ids::{RegionId, Revision, SetId, StationId};
use crate::domain::cooperation::StageEvent;
use crate::domain::region::{Region, RegionSet};
use crate::domain::station::Station;

/// One thing before and after; `None` before it was, or after it is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff<T> {
    /// As it was.
    pub before: Option<T>,
    /// As it is now.
    pub after: Option<T>,
}

/// One change to one thing. The store refuses a change whose `before` is not what it holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A region set comes into being; sets stay for good.
    Set(RegionSet),
    /// A region of a set.
    Region {
        /// Which.
        id: RegionId,
        /// Before and after.
        diff: Box<Diff<Region>>,
    },
    /// A station. Its stage events and memberships are ended by changes of their own.
    Station {
        /// Which.
        id: StationId,
        /// Before and after.
        diff: Box<Diff<Station>>,
    },
    /// What a station's cooperation becomes on a day.
    Stage {
        /// Whose.
        station: StationId,
        /// The day; key of the event.
        valid_from: Day,
        /// Before and after.
        diff: Diff<StageEvent>,
    },
    /// The most detailed region of a polygon set that a station lies in.
    Membership {
        /// Whose.
        station: StationId,
        /// In which set.
        set: SetId,
        /// Before and after.
        diff: Diff<RegionId>,
    },
}

/// Who changes something, and through what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Who: a user, or the program on their behalf.
    pub actor: String,
    /// Through what: `api`, `import stations stations.csv`, `demo`.
    pub source: String,
}

/// What one commit does, whole or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// Who and through what.
    pub author: Author,
    /// The changes, at most one a thing.
    pub changes: Vec<Change>,
}

/// A link of the revision chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionRecord {
    /// Its number.
    pub revision: Revision,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who and through what.
    pub author: Author,
    /// How many row versions it made or ended.
    pub changes: u64,
    /// SHA-256 over the link before and all that this one says and changes.
    pub hash: [u8; 32],
}
