//! What a change is about, apart from what it says: the kinds of things that are kept, and how one of them is known.

use std::collections::BTreeMap;

use crate::base::date::Day;
use crate::base::ids::{CampaignId, ContractId, RegionId, SetId, StationId};
use crate::base::month::Month;
use crate::domain::fee::{Component, FeeOwner};

/// A kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// A region set.
    RegionSet,
    /// A region of a set.
    Region,
    /// A station.
    Station,
    /// A station's stage from a day on.
    Cooperation,
    /// A station's region in a set.
    Membership,
    /// A contract.
    Contract,
    /// A fee term.
    Fee,
    /// A station's month of performance.
    Performance,
    /// A campaign.
    Campaign,
    /// A station's participation in a campaign.
    Participation,
    /// A note on a station.
    Note,
    /// A saved comparison of a campaign.
    Comparison,
}

impl Entity {
    /// The identifier used on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RegionSet => "region_set",
            Self::Region => "region",
            Self::Station => "station",
            Self::Cooperation => "cooperation",
            Self::Membership => "membership",
            Self::Contract => "contract",
            Self::Fee => "fee",
            Self::Performance => "performance",
            Self::Campaign => "campaign",
            Self::Participation => "participation",
            Self::Note => "note",
            Self::Comparison => "comparison",
        }
    }
}

/// One thing, by what it is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A region set.
    RegionSet(SetId),
    /// A region.
    Region(RegionId),
    /// A station.
    Station(StationId),
    /// What a station's cooperation becomes on a day.
    Stage(StationId, Day),
    /// The region of a set that a station lies in.
    Membership(StationId, SetId),
    /// A contract.
    Contract(ContractId),
    /// A fee term, by its owner, component and first day.
    Fee(FeeOwner, Component, Day),
    /// A station's month.
    Performance(StationId, Month),
    /// A campaign.
    Campaign(CampaignId),
    /// A station's participation in a campaign.
    Participation(CampaignId, StationId),
    /// A station's note by number.
    Note(StationId, u32),
    /// A campaign's saved comparison by number.
    Comparison(CampaignId, u32),
}

impl Thing {
    /// What kind of thing it is.
    #[must_use]
    pub const fn entity(self) -> Entity {
        match self {
            Self::RegionSet(_) => Entity::RegionSet,
            Self::Region(_) => Entity::Region,
            Self::Station(_) => Entity::Station,
            Self::Stage(..) => Entity::Cooperation,
            Self::Membership(..) => Entity::Membership,
            Self::Contract(_) => Entity::Contract,
            Self::Fee(..) => Entity::Fee,
            Self::Performance(..) => Entity::Performance,
            Self::Campaign(_) => Entity::Campaign,
            Self::Participation(..) => Entity::Participation,
            Self::Note(..) => Entity::Note,
            Self::Comparison(..) => Entity::Comparison,
        }
    }
}

/// What a revision did to things of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Things that it made.
    pub created: u64,
    /// Things that it changed: a version ended, and another one made.
    pub changed: u64,
    /// Things that it ended.
    pub deleted: u64,
}

/// What a revision did, by kind; kinds that it left alone are left out.
pub type Tallies = BTreeMap<Entity, Tally>;

/// Counts changes, each by its kind and whether it ends a version, and makes one.
#[must_use]
pub fn tallies(changes: impl Iterator<Item = (Entity, bool, bool)>) -> Tallies {
    let mut tallies = Tallies::new();
    for (entity, ends, makes) in changes {
        let tally = tallies.entry(entity).or_default();
        match (ends, makes) {
            (true, true) => tally.changed += 1,
            (true, false) => tally.deleted += 1,
            (false, _) => tally.created += 1,
        }
    }
    tallies
}
