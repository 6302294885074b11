//! Sets of stations as compact bytes: the first id, then each as its step from the one before, all
//! [`varint`]s. No stations are no bytes.

use std::collections::BTreeSet;

use crate::base::ids::StationId;
use crate::base::varint;

/// The bytes of a set.
pub(super) fn encode(stations: &BTreeSet<StationId>) -> Vec<u8> {
    let mut out = Vec::with_capacity(2 * stations.len());
    let mut last = 0;
    for station in stations {
        varint::put(&mut out, u64::from(station.0 - last));
        last = station.0;
    }
    out
}

/// The set of those bytes; `None` when [`encode`] never wrote them.
pub(super) fn decode(mut bytes: &[u8]) -> Option<BTreeSet<StationId>> {
    let mut stations = BTreeSet::new();
    let mut last = 0_u32;
    while !bytes.is_empty() {
        let step = u32::try_from(varint::take(&mut bytes)?).ok()?;
        last = last.checked_add(step)?;
        // Only the first may be a step of nothing, to station 0.
        if !stations.insert(StationId(last)) {
            return None;
        }
    }
    Some(stations)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sets_round_trip(ids in prop::collection::btree_set(prop_oneof![0..40_u32, any::<u32>()], 0..20)) {
            let stations: BTreeSet<StationId> = ids.into_iter().map(StationId).collect();
            prop_assert_eq!(decode(&encode(&stations)), Some(stations));
        }

        #[test]
        fn bytes_that_are_taken_are_those_that_would_be_given(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
            if let Some(stations) = decode(&bytes) {
                prop_assert_eq!(encode(&stations), bytes);
            }
        }
    }
}
