//! The change feed: what each commit touched, told to every open map.

use std::collections::BTreeSet;
use std::sync::Arc;

use tokio::sync::broadcast;

use super::import::{ImportId, Progress, Status};
use crate::base::ids::{ContractId, StationId};
use crate::base::location::{LonLat, Mercator};
use crate::base::tile::TileId;
use crate::domain::change::{Change, RevisionRecord};
use crate::domain::contract::Contract;
use crate::domain::fee::FeeOwner;

/// Codes named in one event.
pub const MOST_CODES: usize = 100;
/// Tiles named in one event; beyond, only the box is given.
pub const MOST_TILES: usize = 64;
/// Tiles are named at this zoom; the ones above and below follow from them.
const TILE_ZOOM: u8 = 12;
/// Events a slow listener may fall behind.
const BACKLOG: usize = 256;

/// Something that an open map wants to know.
#[derive(Clone, Debug)]
pub enum FeedEvent {
    /// A commit was published.
    Revision(RevisionEvent),
    /// An import came further. Its report is asked for by its number: an event waits for slow listeners, and
    /// would hold the report for as long.
    Import {
        /// The import.
        id: ImportId,
        /// How far it is.
        status: Status,
        /// How far it is, as a share.
        progress: Progress,
    },
}

/// A commit and what it touched.
#[derive(Clone, Debug, PartialEq)]
pub struct RevisionEvent {
    /// The commit.
    pub record: RevisionRecord,
    /// Codes of the stations touched, at most [`MOST_CODES`].
    pub stations: Vec<String>,
    /// How many stations were touched.
    pub stations_count: usize,
    /// Whether region sets changed.
    pub regions: bool,
    /// The tiles touched, if they are few; `None` also when regions changed, as anything may have then.
    pub tiles: Option<Vec<TileId>>,
    /// South-western and north-eastern corner of what was touched; `None` when regions changed.
    pub bounds: Option<(LonLat, LonLat)>,
}

/// Gathers what a commit touched.
#[derive(Default)]
pub(super) struct Touched {
    codes: Vec<String>,
    count: usize,
    regions: bool,
    places: Vec<Mercator>,
}

impl Touched {
    /// A station, with the places where it stood and stands.
    pub(super) fn station(&mut self, code: &str, places: impl IntoIterator<Item = Mercator>) {
        self.count += 1;
        if self.codes.len() < MOST_CODES {
            self.codes.push(code.to_owned());
        }
        self.places.extend(places);
    }

    /// Region sets changed.
    pub(super) fn regions(&mut self) {
        self.regions = true;
    }

    pub(super) fn event(self, record: RevisionRecord) -> RevisionEvent {
        let Self { codes, count, regions, places } = self;
        let mut tiles: Vec<TileId> = places.iter().map(|&place| TileId::containing(place, TILE_ZOOM)).collect();
        tiles.sort_unstable();
        tiles.dedup();
        let bounds = places
            .iter()
            .map(|&place| (place, place))
            .reduce(|(low, high), (place, _)| {
                let south_west = Mercator { x: low.x.min(place.x), y: low.y.max(place.y) };
                let north_east = Mercator { x: high.x.max(place.x), y: high.y.min(place.y) };
                (south_west, north_east)
            })
            .map(|(low, high)| (low.lonlat(), high.lonlat()));
        RevisionEvent {
            record,
            stations: codes,
            stations_count: count,
            regions,
            // New borders are drawn and counted where no station was touched, so no list of places says it all.
            tiles: (!regions && tiles.len() <= MOST_TILES).then_some(tiles),
            bounds: bounds.filter(|_| !regions),
        }
    }
}

/// Whether changes are of sets or regions.
pub(super) fn changes_regions(changes: &[Change]) -> bool {
    changes.iter().any(|change| matches!(change, Change::Set(_) | Change::Region { .. }))
}

/// The stations for which changes change something, ascending; of a contract's fees by what `contract` gives, the
/// contract as it is afterwards.
pub(super) fn stations_of<'c>(
    changes: &'c [Change],
    contract: impl Fn(ContractId) -> Option<&'c Contract>,
) -> BTreeSet<StationId> {
    let mut ids = BTreeSet::new();
    for change in changes {
        match change {
            Change::Station { id, .. } => drop(ids.insert(*id)),
            Change::Stage { station, .. }
            | Change::Membership { station, .. }
            | Change::Fee { owner: FeeOwner::Station(station), .. }
            | Change::Performance { station, .. }
            | Change::Participation { station, .. }
            | Change::Note { station, .. } => drop(ids.insert(*station)),
            Change::Contract { diff, .. } => {
                ids.extend(Contract::stations_touched(diff.before.as_ref(), diff.after.as_ref()));
            }
            Change::Fee { owner: FeeOwner::Contract(id), .. } => {
                ids.extend(contract(*id).into_iter().flat_map(|contract| contract.stations.iter().copied()));
            }
            Change::Campaign { .. } | Change::Comparison { .. } | Change::Set(_) | Change::Region { .. } => {}
        }
    }
    ids
}

/// Where events go out.
#[derive(Debug)]
pub(super) struct Feed {
    sender: broadcast::Sender<Arc<FeedEvent>>,
}

impl Feed {
    pub(super) fn new() -> Self {
        Self { sender: broadcast::Sender::new(BACKLOG) }
    }

    pub(super) fn send(&self, event: FeedEvent) {
        // Nobody listening is no error.
        let _ = self.sender.send(Arc::new(event));
    }

    pub(super) fn subscribe(&self) -> broadcast::Receiver<Arc<FeedEvent>> {
        self.sender.subscribe()
    }
}
