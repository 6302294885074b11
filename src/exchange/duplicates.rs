//! Things that come twice in one file.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};

/// What is known of a thing when it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// It comes for the first time.
    New,
    /// It came in an earlier line and said the same.
    Same(u64),
    /// It came in an earlier line and said something else.
    Other(u64),
}

/// The keys of a file's rows, each with the line and a fingerprint of what it said: 40 bytes a row.
///
/// Keys are held as 128 bits of keyed hash, so that two different ones are taken for the same with a
/// probability under 1e-20 in a file of ten million rows, and no file can be made to do so.
#[derive(Debug, Default)]
pub(super) struct Duplicates {
    hashers: [RandomState; 2],
    seen: HashMap<(u64, u64), (u64, u64)>,
}

impl Duplicates {
    /// Notes the key of a row and what it says.
    pub(super) fn note(&mut self, line: u64, key: impl Hash, content: impl Hash) -> Seen {
        let hash = (self.hashers[0].hash_one(&key), self.hashers[1].hash_one(&key));
        let content = self.hashers[0].hash_one(content);
        match self.seen.entry(hash) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert((line, content));
                Seen::New
            }
            std::collections::hash_map::Entry::Occupied(entry) => match *entry.get() {
                (first, before) if before == content => Seen::Same(first),
                (first, _) => Seen::Other(first),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_named() {
        let mut duplicates = Duplicates::default();
        assert_eq!(duplicates.note(2, "A", 1), Seen::New);
        assert_eq!(duplicates.note(3, "B", 1), Seen::New);
        assert_eq!(duplicates.note(4, "A", 1), Seen::Same(2));
        assert_eq!(duplicates.note(5, "A", 2), Seen::Other(2));
    }
}
