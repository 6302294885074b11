//! Changes: what one commit does, as the state of each thing before and after.

use crate::base::date::{Day, Instant, Period};
use crate::base::ids::{CampaignId, ContractId, RegionId, Revision, SetId, StationId};
use crate::base::month::Month;
use crate::domain::campaign::{Campaign, SavedComparison};
use crate::domain::contract::Contract;
use crate::domain::cooperation::StageEvent;
use crate::domain::fee::{Component, FeeOwner, FeeTerm};
use crate::domain::note::Note;
use crate::domain::performance::MonthFacts;
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
    /// A station. What is kept of it apart from itself, such as its stage events and memberships, is ended by
    /// changes of its own.
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
    /// A contract. Its fee terms are ended by changes of their own.
    Contract {
        /// Which.
        id: ContractId,
        /// Before and after.
        diff: Box<Diff<Contract>>,
    },
    /// A term of a contract's or a station's fee ledger.
    Fee {
        /// Whose.
        owner: FeeOwner,
        /// What for; with the owner and the first day, key of the term.
        component: Component,
        /// The first day on which it is in force.
        from: Day,
        /// Before and after.
        diff: Box<Diff<FeeTerm>>,
    },
    /// What a station sold in a month.
    Performance {
        /// Whose.
        station: StationId,
        /// Of which month.
        month: Month,
        /// Before and after; a month none of whose days is left is gone.
        diff: Diff<MonthFacts>,
    },
    /// A campaign. Its participations and comparisons are ended by changes of their own.
    Campaign {
        /// Which.
        id: CampaignId,
        /// Before and after.
        diff: Box<Diff<Campaign>>,
    },
    /// While a station takes part in a campaign.
    Participation {
        /// In which campaign.
        campaign: CampaignId,
        /// Which station.
        station: StationId,
        /// Before and after.
        diff: Diff<Period>,
    },
    /// A note on a station.
    Note {
        /// On which.
        station: StationId,
        /// Its number on the station, from 1, never reused.
        number: u32,
        /// Before and after.
        diff: Box<Diff<Note>>,
    },
    /// A saved comparison of a campaign.
    Comparison {
        /// Of which campaign.
        campaign: CampaignId,
        /// Its number on the campaign, from 1, never reused.
        number: u32,
        /// Before and after.
        diff: Box<Diff<SavedComparison>>,
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
