//! What an import changes of what was there, told by examples.

use crate::domain::change::Change;
use crate::live::names::Names;
use crate::store::{Store, StoreError};

/// Most examples of a report.
pub const MOST_EXAMPLES: usize = 200;

/// Things that an import changes, or would change.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// The changes that hold the first 200 of the things, in the order of the import.
    pub changes: Vec<Change>,
    /// How many things that were there differ; of a month of performance every day is one.
    pub count: usize,
    /// The names of what they are known by.
    pub names: Names,
}

impl Examples {
    /// The examples among all changes of an import. Stations that come to lie in another region and days that are new
    /// in their month are none: nobody's words about them changed.
    pub(super) fn of(store: &dyn Store, all: &[Change]) -> Result<Self, StoreError> {
        let mut count = 0;
        let mut changes: Vec<Change> = Vec::new();
        for change in all {
            let things = things(change);
            if things > 0 && count < MOST_EXAMPLES {
                changes.push(change.clone());
            }
            count += things;
        }
        let mut names = Names::of(store, changes.iter())?;
        if changes.iter().any(|change| matches!(change, Change::Contract { .. })) {
            // A contract may come to cover stations that the same workbook brings.
            names.learn(all);
        }
        Ok(Self { changes, count, names })
    }
}

/// How many things that were there a change makes differ.
fn things(change: &Change) -> usize {
    match change {
        Change::Membership { .. } | Change::Set(_) => 0,
        Change::Performance { diff, .. } => match (&diff.before, &diff.after) {
            (Some(before), Some(after)) => before.differing(after).count(),
            _ => 0,
        },
        change => usize::from(change.sides() == (true, true)),
    }
}
