//! `/api/v1/revisions`: what was done to the network, newest first, and undoing it.

pub(super) mod list;
pub(super) mod undo;

use super::wire::TouchedView;
use crate::domain::thing::{Entity, Tallies, Tally};

/// What a revision did, by kind.
fn touched(tallies: &Tallies) -> Vec<TouchedView> {
    let view = |(entity, tally): (&Entity, &Tally)| TouchedView {
        entity: entity.as_str(),
        created: tally.created,
        changed: tally.changed,
        deleted: tally.deleted,
    };
    tallies.iter().map(view).collect()
}
