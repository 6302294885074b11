//! What a change is about, and the list of it that each revision keeps.
//!
//! The list stands in place of indexes over `rev_from` and `rev_to`: it costs a byte or two a change
//! where two index entries cost forty, and says in which order a revision's changes are hashed.

use crate::base::date::Day;
use crate::base::ids::{CampaignId, ContractId, RegionId, SetId, StationId};
use crate::base::varint;
use crate::domain::change::Change;
use crate::domain::fee::{Component, FeeOwner};

/// The kinds of things that are stored, in the order in which one may refer to another. The numbers are part
/// of what is hashed and stay for good; a new kind comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Kind {
    /// A region set.
    Set = 0,
    /// A region of a set.
    Region = 1,
    /// A station.
    Station = 2,
    /// A station's stage from a day on.
    Stage = 3,
    /// A station's region in a set.
    Membership = 4,
    /// A contract.
    Contract = 5,
    /// A term of a contract's fee ledger.
    ContractFee = 6,
    /// A term of a station's own fee ledger.
    StationFee = 7,
    /// A station's month of performance.
    Performance = 8,
    /// A campaign.
    Campaign = 9,
    /// A station's participation in a campaign.
    Participation = 10,
    /// A note on a station.
    Note = 11,
    /// A saved comparison of a campaign.
    Comparison = 12,
}

impl Kind {
    /// How many kinds there are.
    pub(super) const COUNT: usize = 13;

    /// Every kind, at the place of its number.
    pub(super) const ALL: [Self; Self::COUNT] = [
        Self::Set,
        Self::Region,
        Self::Station,
        Self::Stage,
        Self::Membership,
        Self::Contract,
        Self::ContractFee,
        Self::StationFee,
        Self::Performance,
        Self::Campaign,
        Self::Participation,
        Self::Note,
        Self::Comparison,
    ];

    /// Whether a key of this kind has a second part.
    pub(super) const fn is_pair(self) -> bool {
        !matches!(self, Self::Set | Self::Region | Self::Station | Self::Contract | Self::Campaign)
    }
}

/// Which thing: its kind, the id of the set, region, station, contract or campaign or the month of a performance,
/// and what tells its parts apart: the day of a stage, the set of a membership, the [`term`] of a fee, the station
/// of a performance or a participation, the number of a note or a comparison; 0 otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    pub(super) kind: Kind,
    pub(super) id: u32,
    pub(super) part: u32,
}

impl Key {
    /// What the change is about.
    pub(super) fn of(change: &Change) -> Self {
        let (kind, id, part) = match *change {
            Change::Set(ref set) => (Kind::Set, u32::from(set.id.0), 0),
            Change::Region { id: RegionId(id), .. } => (Kind::Region, id, 0),
            Change::Station { id: StationId(id), .. } => (Kind::Station, id, 0),
            Change::Stage { station: StationId(id), valid_from, .. } => (Kind::Stage, id, valid_from.number()),
            Change::Membership { station: StationId(id), set: SetId(set), .. } => {
                (Kind::Membership, id, u32::from(set))
            }
            Change::Contract { id: ContractId(id), .. } => (Kind::Contract, id, 0),
            Change::Fee { owner, component, from, .. } => {
                let (kind, id) = owner_of(owner);
                (kind, id, term(component, from))
            }
            Change::Performance { station: StationId(station), month, .. } => {
                (Kind::Performance, month.number(), station)
            }
            Change::Campaign { id: CampaignId(id), .. } => (Kind::Campaign, id, 0),
            Change::Participation { campaign: CampaignId(id), station: StationId(station), .. } => {
                (Kind::Participation, id, station)
            }
            Change::Note { station: StationId(id), number, .. } => (Kind::Note, id, number),
            Change::Comparison { campaign: CampaignId(id), number, .. } => (Kind::Comparison, id, number),
        };
        Self { kind, id, part }
    }
}

/// In which ledger an owner's terms stand, and under which id.
pub(super) const fn owner_of(owner: FeeOwner) -> (Kind, u32) {
    match owner {
        FeeOwner::Contract(id) => (Kind::ContractFee, id.0),
        FeeOwner::Station(id) => (Kind::StationFee, id.0),
    }
}

/// What tells the terms of a ledger apart: the first day, then the component's place in [`Component::ALL`] in
/// the two lowest bits.
pub(super) const fn term(component: Component, from: Day) -> u32 {
    from.number() << 2 | component as u32
}

/// The component and the first day of a [`term`]; `None` when it holds no day.
pub(super) fn parts_of(term: u32) -> Option<(Component, Day)> {
    Some((*Component::ALL.get((term & 3) as usize)?, Day::from_number(term >> 2)?))
}

/// Whether a change ends a version, makes one, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effect {
    pub(super) ends: bool,
    pub(super) makes: bool,
}

impl Effect {
    /// Row versions that are made or ended.
    pub(super) const fn versions(self) -> u64 {
        self.ends as u64 + self.makes as u64
    }
}

/// The bytes of a list of keys that ascends.
pub(super) fn encode(keys: impl Iterator<Item = (Key, Effect)>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut last: Option<Key> = None;
    for (key, effect) in keys {
        let before = last.filter(|last| last.kind == key.kind);
        let step = key.id - before.map_or(0, |before| before.id);
        // One byte says that another kind begins: no entry begins with 0, for each ends or makes something.
        if before.is_none() {
            out.extend([0, key.kind as u8]);
        }
        varint::put(&mut out, u64::from(step) << 2 | u64::from(effect.ends) << 1 | u64::from(effect.makes));
        if key.kind.is_pair() {
            let from = before.filter(|before| before.id == key.id).map_or(0, |before| before.part);
            varint::put(&mut out, u64::from(key.part - from));
        }
        last = Some(key);
    }
    out
}

/// Reads back what [`encode`] wrote, key by key; an entry of `None` is the last and says that it did not.
pub(super) struct Keys<'a> {
    rest: &'a [u8],
    kind: Option<Kind>,
    last: Option<Key>,
}

impl<'a> Keys<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, kind: None, last: None }
    }

    fn entry(&mut self) -> Option<(Key, Effect)> {
        if let [0, kind, rest @ ..] = self.rest {
            let kind = *Kind::ALL.get(usize::from(*kind))?;
            if self.kind.is_some_and(|before| kind <= before) {
                return None;
            }
            (self.kind, self.last, self.rest) = (Some(kind), None, rest);
        }
        let kind = self.kind?;
        let head = varint::take(&mut self.rest)?;
        let effect = Effect { ends: head & 2 != 0, makes: head & 1 != 0 };
        let id = u64::from(self.last.map_or(0, |last| last.id)) + (head >> 2);
        let mut key = Key { kind, id: id.try_into().ok()?, part: 0 };
        if kind.is_pair() {
            let from = self.last.filter(|last| last.id == key.id).map_or(0, |last| last.part);
            key.part = varint::take(&mut self.rest)?.checked_add(from.into())?.try_into().ok()?;
        }
        let ascends = self.last.is_none_or(|last| last < key);
        self.last = Some(key);
        (ascends && effect.versions() > 0).then_some((key, effect))
    }
}

impl Iterator for Keys<'_> {
    type Item = Option<(Key, Effect)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let entry = self.entry();
        if entry.is_none() {
            self.rest = &[];
        }
        Some(entry)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn lists() -> impl Strategy<Value = Vec<(Key, Effect)>> {
        let number = prop_oneof![0..20_u32, any::<u32>()];
        let key = (prop::sample::select(&Kind::ALL), number.clone(), number).prop_map(|(kind, id, part)| Key {
            kind,
            id,
            part: if kind.is_pair() { part } else { 0 },
        });
        let effect = (1..4_u8).prop_map(|bits| Effect { ends: bits & 2 != 0, makes: bits & 1 != 0 });
        prop::collection::vec((key, effect), 0..40)
            .prop_map(|list| list.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect())
    }

    proptest! {
        #[test]
        fn lists_round_trip(list in lists()) {
            let bytes = encode(list.iter().copied());
            let back: Option<Vec<_>> = Keys::new(&bytes).collect();
            prop_assert_eq!(back, Some(list));
        }

        #[test]
        fn noise_never_panics_and_ascends(bytes in prop::collection::vec(0..16_u8, 0..40)) {
            let keys: Vec<Key> = Keys::new(&bytes).flatten().map(|(key, _)| key).collect();
            prop_assert!(keys.is_sorted_by(|one, next| one < next));
        }
    }

    #[test]
    fn kinds_and_terms_have_their_places() {
        assert!((0..).zip(Kind::ALL).all(|(at, kind)| kind as usize == at));
        for component in Component::ALL {
            for day in [Day::MIN, Day::MAX] {
                assert_eq!(parts_of(term(component, day)), Some((component, day)));
            }
        }
        assert_eq!(parts_of((Day::MAX.number() + 1) << 2), None);
    }

    #[test]
    fn stations_in_a_row_take_a_byte_each() {
        let effect = Effect { ends: false, makes: true };
        let keys = (1..=1000).map(|id| (Key { kind: Kind::Station, id, part: 0 }, effect));
        assert_eq!(encode(keys).len(), 2 + 1000);
    }
}
