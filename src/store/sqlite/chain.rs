//! The hash chain: what a revision's hash covers, byte for byte.
//!
//! Every variable part carries its length and every value its type, so two different revisions never
//! give the same bytes.

use rusqlite::types::ValueRef;
use sha2::{Digest as _, Sha256};

use super::key::Key;
use crate::base::date::Instant;
use crate::base::ids::Revision;
use crate::domain::change::{Author, RevisionRecord};

/// The hash before the first revision.
pub(super) const ROOT: [u8; 32] = [0; 32];

/// Bytes that are gathered before they are hashed: many small updates cost more than one large.
const GATHER: usize = 1 << 16;

/// The digest of all that a revision changes, fed key by key in ascending order.
#[derive(Default)]
pub(super) struct Contents {
    hasher: Sha256,
    gathered: Vec<u8>,
}

impl Contents {
    /// The next thing; its version before and after must follow.
    pub(super) fn key(&mut self, key: Key) {
        if self.gathered.len() >= GATHER {
            self.hasher.update(&self.gathered);
            self.gathered.clear();
        }
        self.gathered.push(key.kind as u8);
        self.gathered.extend(key.id.to_le_bytes());
        self.gathered.extend(key.part.to_le_bytes());
    }

    /// There is no such version: nothing before it was made, or nothing after it is gone.
    pub(super) fn nothing(&mut self) {
        self.gathered.push(0);
    }

    /// There is such a version; its values must follow.
    pub(super) fn something(&mut self) {
        self.gathered.push(1);
    }

    /// The next value of the version.
    pub(super) fn value(&mut self, value: ValueRef<'_>) {
        let out = &mut self.gathered;
        match value {
            ValueRef::Null => out.push(0),
            ValueRef::Integer(number) => {
                out.push(1);
                out.extend(number.to_le_bytes());
            }
            ValueRef::Real(number) => {
                out.push(2);
                out.extend(number.to_bits().to_le_bytes());
            }
            ValueRef::Text(bytes) => {
                out.push(3);
                out.extend(framed(bytes));
                out.extend(bytes);
            }
            ValueRef::Blob(bytes) => {
                out.push(4);
                out.extend(framed(bytes));
                out.extend(bytes);
            }
        }
    }

    /// The digest.
    pub(super) fn finish(mut self) -> [u8; 32] {
        self.hasher.update(&self.gathered);
        self.hasher.finalize().into()
    }
}

/// A link without its hash.
pub(super) struct Link<'a> {
    pub(super) previous: [u8; 32],
    pub(super) revision: Revision,
    pub(super) recorded_at: Instant,
    pub(super) author: &'a Author,
    /// Row versions made or ended.
    pub(super) changes: u64,
    /// The list of what was touched, as it is kept.
    pub(super) keys: &'a [u8],
    /// The digest of [`Contents`].
    pub(super) contents: [u8; 32],
}

impl Link<'_> {
    /// The hash of the link.
    pub(super) fn hash(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(b"forecourt revision 1\n");
        hasher.update(self.previous);
        hasher.update(self.revision.0.to_le_bytes());
        hasher.update(self.recorded_at.micros().to_le_bytes());
        for bytes in [self.author.actor.as_bytes(), self.author.source.as_bytes(), self.keys] {
            hasher.update(framed(bytes));
            hasher.update(bytes);
        }
        hasher.update(self.changes.to_le_bytes());
        hasher.update(self.contents);
        hasher.finalize().into()
    }

    /// The link with its hash.
    pub(super) fn record(&self) -> RevisionRecord {
        RevisionRecord {
            revision: self.revision,
            recorded_at: self.recorded_at,
            author: self.author.clone(),
            changes: self.changes,
            hash: self.hash(),
        }
    }
}

/// A length that goes before bytes.
const fn framed(bytes: &[u8]) -> [u8; 8] {
    (bytes.len() as u64).to_le_bytes()
}
