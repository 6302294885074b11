//! What an import changes of what was there, told by examples.

use crate::domain::change::Change;
use crate::live::names::Names;
use crate::store::{Store, StoreError};

/// Most examples of a report.
const MOST_EXAMPLES: usize = 200;

/// Things that an import changes, or would change.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// The first 200 changes to things that were there, in the order of the import.
    pub changes: Vec<Change>,
    /// How many such things there are.
    pub count: usize,
    /// The names of what they are known by.
    pub names: Names,
}

impl Examples {
    /// The examples among all changes of an import. Stations that come to lie in another region and days that are new
    /// in their month are none: nobody's words about them changed.
    pub(super) fn of(store: &dyn Store, all: &[Change]) -> Result<Self, StoreError> {
        let changed = || all.iter().filter(|change| is_example(change));
        let changes: Vec<Change> = changed().take(MOST_EXAMPLES).cloned().collect();
        let mut names = Names::of(store, changes.iter())?;
        if changes.iter().any(|change| matches!(change, Change::Contract { .. })) {
            // A contract may come to cover stations that the same workbook brings.
            names.learn(all);
        }
        Ok(Self { count: changed().count(), changes, names })
    }
}

fn is_example(change: &Change) -> bool {
    match change {
        Change::Membership { .. } | Change::Set(_) => false,
        Change::Performance { diff, .. } => match (&diff.before, &diff.after) {
            (Some(before), Some(after)) => before.differing(after).next().is_some(),
            _ => false,
        },
        change => change.sides() == (true, true),
    }
}
