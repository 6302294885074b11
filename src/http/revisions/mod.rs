//! `/api/v1/revisions`: what was done to the network, newest first, and undoing it.

pub(super) mod list;
pub(super) mod undo;

use super::wire::TouchedView;
use crate::domain::fee::FeeOwner;
use crate::domain::thing::{Entity, Tallies, Tally, Thing};
use crate::live::Names;

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

/// What a thing is known by, in the words of its users.
pub(super) fn key(names: &Names, thing: Thing) -> Vec<(&'static str, String)> {
    let station = |id| ("station", names.station(id).unwrap_or_default().to_owned());
    let contract = |id| ("contract", names.contract(id).unwrap_or_default().to_owned());
    let campaign = |id| ("campaign", names.campaign(id).unwrap_or_default().to_owned());
    match thing {
        Thing::RegionSet(id) => vec![("set", id.0.to_string())],
        Thing::Region(id) => vec![("region", id.0.to_string())],
        Thing::Station(id) => vec![station(id)],
        Thing::Stage(id, day) => vec![station(id), ("valid_from", day.to_string())],
        Thing::Membership(id, set) => vec![station(id), ("set", set.0.to_string())],
        Thing::Contract(id) => vec![contract(id)],
        Thing::Fee(owner, component, from) => {
            let owner = match owner {
                FeeOwner::Contract(id) => contract(id),
                FeeOwner::Station(id) => station(id),
            };
            vec![owner, ("component", component.as_str().to_owned()), ("from", from.to_string())]
        }
        Thing::Performance(id, month) => vec![station(id), ("month", month.to_string())],
        Thing::Campaign(id) => vec![campaign(id)],
        Thing::Participation(id, part) => vec![campaign(id), station(part)],
        Thing::Note(id, number) => vec![station(id), ("number", number.to_string())],
        Thing::Comparison(id, number) => vec![campaign(id), ("number", number.to_string())],
    }
}
