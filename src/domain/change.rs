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
use crate::domain::thing::Thing;

/// One thing before and after; `None` before it was, or after it is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff<T> {
    /// As it was.
    pub before: Option<T>,
    /// As it is now.
    pub after: Option<T>,
}

impl<T> Diff<T> {
    /// What takes the change back.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self { before: self.after, after: self.before }
    }
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

impl Change {
    /// What the change is about.
    #[must_use]
    pub fn thing(&self) -> Thing {
        match *self {
            Self::Set(ref set) => Thing::RegionSet(set.id),
            Self::Region { id, .. } => Thing::Region(id),
            Self::Station { id, .. } => Thing::Station(id),
            Self::Stage { station, valid_from, .. } => Thing::Stage(station, valid_from),
            Self::Membership { station, set, .. } => Thing::Membership(station, set),
            Self::Contract { id, .. } => Thing::Contract(id),
            Self::Fee { owner, component, from, .. } => Thing::Fee(owner, component, from),
            Self::Performance { station, month, .. } => Thing::Performance(station, month),
            Self::Campaign { id, .. } => Thing::Campaign(id),
            Self::Participation { campaign, station, .. } => Thing::Participation(campaign, station),
            Self::Note { station, number, .. } => Thing::Note(station, number),
            Self::Comparison { campaign, number, .. } => Thing::Comparison(campaign, number),
        }
    }

    /// Whether there is such a thing before the change, and after it.
    #[must_use]
    pub const fn sides(&self) -> (bool, bool) {
        const fn of<T>(diff: &Diff<T>) -> (bool, bool) {
            (diff.before.is_some(), diff.after.is_some())
        }
        match self {
            Self::Set(_) => (false, true),
            Self::Region { diff, .. } => of(diff),
            Self::Station { diff, .. } => of(diff),
            Self::Stage { diff, .. } => of(diff),
            Self::Membership { diff, .. } => of(diff),
            Self::Contract { diff, .. } => of(diff),
            Self::Fee { diff, .. } => of(diff),
            Self::Performance { diff, .. } => of(diff),
            Self::Campaign { diff, .. } => of(diff),
            Self::Participation { diff, .. } => of(diff),
            Self::Note { diff, .. } => of(diff),
            Self::Comparison { diff, .. } => of(diff),
        }
    }

    /// The change that takes this one back; `None` for a set, which stays for good.
    #[must_use]
    pub fn inverse(self) -> Option<Self> {
        Some(match self {
            Self::Set(_) => return None,
            Self::Region { id, diff } => Self::Region { id, diff: Box::new(diff.inverse()) },
            Self::Station { id, diff } => Self::Station { id, diff: Box::new(diff.inverse()) },
            Self::Stage { station, valid_from, diff } => Self::Stage { station, valid_from, diff: diff.inverse() },
            Self::Membership { station, set, diff } => Self::Membership { station, set, diff: diff.inverse() },
            Self::Contract { id, diff } => Self::Contract { id, diff: Box::new(diff.inverse()) },
            Self::Fee { owner, component, from, diff } => {
                Self::Fee { owner, component, from, diff: Box::new(diff.inverse()) }
            }
            Self::Performance { station, month, diff } => Self::Performance { station, month, diff: diff.inverse() },
            Self::Campaign { id, diff } => Self::Campaign { id, diff: Box::new(diff.inverse()) },
            Self::Participation { campaign, station, diff } => {
                Self::Participation { campaign, station, diff: diff.inverse() }
            }
            Self::Note { station, number, diff } => Self::Note { station, number, diff: Box::new(diff.inverse()) },
            Self::Comparison { campaign, number, diff } => {
                Self::Comparison { campaign, number, diff: Box::new(diff.inverse()) }
            }
        })
    }
}

/// Who changes something, and through what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Who: a user, or the program on their behalf.
    pub actor: String,
    /// Through what: `api`, `import stations stations.csv`, `demo`.
    pub source: String,
}

/// How the source of a revision begins that undoes another one.
const UNDO: &str = "undo ";

impl Author {
    /// Who undoes a revision.
    #[must_use]
    pub fn undoing(actor: String, revision: Revision) -> Self {
        Self { actor, source: format!("{UNDO}{revision}") }
    }

    /// The revision that is undone, where that is what was done.
    ///
    /// ```
    /// use forecourt::base::ids::Revision;
    /// use forecourt::domain::change::Author;
    /// assert_eq!(Author::undoing("li".into(), Revision(12)).undoes(), Some(Revision(12)));
    /// ```
    #[must_use]
    pub fn undoes(&self) -> Option<Revision> {
        self.source.strip_prefix(UNDO)?.parse().ok().map(Revision)
    }
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
