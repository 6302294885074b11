//! A batch in the store's order, checked as far as that needs no database, and what is hashed of it.

use super::cells::{self, Side};
use super::chain::Contents;
use super::key::{self, Effect, Key, Kind};
use crate::domain::change::{Change, Diff};
use crate::domain::fee::FeeOwner;
use crate::domain::performance;
use crate::store::StoreError;

/// One change and what it is about.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) key: Key,
    pub(super) change: &'a Change,
}

impl Entry<'_> {
    /// Whether the change ends and makes a version.
    pub(super) const fn effect(&self) -> Effect {
        Effect { ends: cells::is_there(self.change, Side::Before), makes: cells::is_there(self.change, Side::After) }
    }
}

/// The changes of a batch by kind, each kind in ascending order of its keys.
pub(super) struct Plan<'a> {
    kinds: [Vec<Entry<'a>>; Kind::COUNT],
}

impl<'a> Plan<'a> {
    /// Puts the changes in order.
    pub(super) fn new(changes: &'a [Change]) -> Result<Self, StoreError> {
        let mut counts = [0; Kind::COUNT];
        for change in changes {
            counts[Key::of(change).kind as usize] += 1;
        }
        let mut kinds = counts.map(Vec::with_capacity);
        for change in changes {
            check(change)?;
            let key = Key::of(change);
            kinds[key.kind as usize].push(Entry { key, change });
        }
        for entries in &mut kinds {
            // Files mostly come in order already, which this sort sees.
            entries.sort_by_key(|entry| entry.key);
            if let Some(twice) = entries.windows(2).find(|pair| pair[0].key == pair[1].key) {
                return Err(StoreError::Inconsistent(format!("{} is there twice", describe(twice[0].change))));
            }
        }
        Ok(Self { kinds })
    }

    /// The changes to things of a kind, ascending.
    pub(super) fn of(&self, kind: Kind) -> &[Entry<'a>] {
        &self.kinds[kind as usize]
    }

    /// The change to a thing.
    pub(super) fn find(&self, key: Key) -> Option<&Entry<'a>> {
        let entries = self.of(key.kind);
        entries.binary_search_by_key(&key, |entry| entry.key).ok().map(|at| &entries[at])
    }

    /// How many things change.
    pub(super) fn len(&self) -> usize {
        self.kinds.iter().map(Vec::len).sum()
    }

    /// What the revision says of itself.
    pub(super) fn summary(&self) -> Summary {
        Summary {
            versions: self.entries().map(|entry| entry.effect().versions()).sum(),
            keys: key::encode(self.entries().map(|entry| (entry.key, entry.effect()))),
            contents: self.contents(),
        }
    }

    fn contents(&self) -> [u8; 32] {
        let mut contents = Contents::default();
        let mut cells = Vec::new();
        for Entry { key, change } in self.entries() {
            contents.key(*key);
            for side in [Side::Before, Side::After] {
                if cells::fill(change, side, &mut cells) {
                    contents.something();
                    for cell in &cells {
                        contents.value(cell.value());
                    }
                } else {
                    contents.nothing();
                }
            }
        }
        contents.finish()
    }

    fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.kinds.iter().flatten()
    }
}

/// What a revision says of its changes.
pub(super) struct Summary {
    /// Row versions made or ended.
    pub(super) versions: u64,
    /// The list of what is touched, as it is kept.
    pub(super) keys: Vec<u8>,
    /// The digest of what is changed.
    pub(super) contents: [u8; 32],
}

/// Refuses a change that contradicts itself.
fn check(change: &Change) -> Result<(), StoreError> {
    let is_sound = match change {
        Change::Region { id, diff } => {
            sides(diff).all(|region| region.id == *id)
                && stays(diff, |region| region.set)
                && stays(diff, |region| &region.code)
        }
        Change::Station { diff, .. } => stays(diff, |station| &station.code),
        Change::Stage { valid_from, diff, .. } => sides(diff).all(|event| event.valid_from == *valid_from),
        Change::Contract { diff, .. } => stays(diff, |contract| &contract.number),
        Change::Fee { component, from, diff, .. } => {
            sides(diff).all(|term| (term.component, term.period.from()) == (*component, *from))
        }
        Change::Performance { month, diff, .. } => {
            sides(diff).all(|facts| performance::is_of_month(facts.bytes(), *month))
        }
        Change::Campaign { diff, .. } => stays(diff, |campaign| &campaign.code),
        Change::Note { number, .. } | Change::Comparison { number, .. } => *number > 0,
        Change::Set(_) | Change::Membership { .. } | Change::Participation { .. } => true,
    };
    let does_something = cells::is_there(change, Side::Before) || cells::is_there(change, Side::After);
    if is_sound && does_something {
        return Ok(());
    }
    let fault = if does_something { "does not agree with its key" } else { "is neither before nor after" };
    Err(StoreError::Inconsistent(format!("{} {fault}", describe(change))))
}

fn sides<T>(diff: &Diff<T>) -> impl Iterator<Item = &T> {
    diff.before.iter().chain(&diff.after)
}

/// Whether something is the same before and after.
fn stays<'a, T, V: PartialEq>(diff: &'a Diff<T>, pick: impl Fn(&'a T) -> V) -> bool {
    match (&diff.before, &diff.after) {
        (Some(before), Some(after)) => pick(before) == pick(after),
        _ => true,
    }
}

/// The thing in words.
pub(super) fn describe(change: &Change) -> String {
    match change {
        Change::Set(set) => format!("region set {}", set.code),
        Change::Region { id, diff } => match sides(diff).next() {
            Some(region) => format!("region {}", region.code),
            None => format!("region number {}", id.0),
        },
        Change::Station { id, diff } => match sides(diff).next() {
            Some(station) => format!("station {}", station.code),
            None => format!("station number {}", id.0),
        },
        Change::Stage { station, valid_from, .. } => {
            format!("the stage of station number {} on {valid_from}", station.0)
        }
        Change::Membership { station, set, .. } => {
            format!("the region of station number {} in set number {}", station.0, set.0)
        }
        Change::Contract { id, diff } => match sides(diff).next() {
            Some(contract) => format!("contract {}", contract.number),
            None => format!("the contract with id {}", id.0),
        },
        Change::Fee { owner, component, from, .. } => {
            let owner = match owner {
                FeeOwner::Contract(id) => format!("the contract with id {}", id.0),
                FeeOwner::Station(id) => format!("station number {}", id.0),
            };
            format!("the {} term of {owner} from {from}", component.as_str())
        }
        Change::Performance { station, month, .. } => {
            format!("the performance of station number {} in {month}", station.0)
        }
        Change::Campaign { id, diff } => match sides(diff).next() {
            Some(campaign) => format!("campaign {}", campaign.code),
            None => format!("the campaign with id {}", id.0),
        },
        Change::Participation { campaign, station, .. } => {
            format!("the participation of station number {} in the campaign with id {}", station.0, campaign.0)
        }
        Change::Note { station, number, .. } => format!("note {number} on station number {}", station.0),
        Change::Comparison { campaign, number, .. } => {
            format!("comparison {number} of the campaign with id {}", campaign.0)
        }
    }
}
