//! What a change is about, and the list of it that each revision keeps.
//!
//! The list stands in place of indexes over `rev_from` and `rev_to`: it costs a byte or two a change
//! where two index entries cost forty, and says in which order a revision's changes are hashed.

use crate::base::ids::{RegionId, SetId, StationId};
use crate::base::varint;
use crate::domain::change::Change;

/// The kinds of things that are stored, in the order in which one may refer to another.
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
}

impl Kind {
    pub(super) const ALL: [Self; 5] = [Self::Set, Self::Region, Self::Station, Self::Stage, Self::Membership];

    /// Whether a key of this kind has a second part.
    pub(super) const fn is_pair(self) -> bool {
        matches!(self, Self::Stage | Self::Membership)
    }
}

/// Which thing: its kind, the id of the set, region or station, and what tells its parts apart (the
/// day of a stage, the set of a membership; 0 otherwise).
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
        };
        Self { kind, id, part }
    }
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
        let key = (0..5_usize, number.clone(), number).prop_map(|(kind, id, part)| {
            let kind = Kind::ALL[kind];
            Key { kind, id, part: if kind.is_pair() { part } else { 0 } }
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
        fn noise_never_panics_and_ascends(bytes in prop::collection::vec(0..9_u8, 0..40)) {
            let keys: Vec<Key> = Keys::new(&bytes).flatten().map(|(key, _)| key).collect();
            prop_assert!(keys.is_sorted_by(|one, next| one < next));
        }
    }

    #[test]
    fn stations_in_a_row_take_a_byte_each() {
        let effect = Effect { ends: false, makes: true };
        let keys = (1..=1000).map(|id| (Key { kind: Kind::Station, id, part: 0 }, effect));
        assert_eq!(encode(keys).len(), 2 + 1000);
    }
}
