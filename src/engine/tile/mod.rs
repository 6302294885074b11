//! Station tiles: single stations and clusters on a fixed global grid, as Mapbox vector tiles.
//!
//! A tile is cut into 16 × 16 cells. Every station lies in exactly one cell of exactly one tile (there is
//! no buffer), so at any zoom the counts of all tiles add up to the number of stations. A cell with one
//! station yields the station, others a cluster at their mean.

mod cells;
mod clusters;
mod figures;
mod points;

pub use figures::Asked;

use super::mvt::EXTENT_BITS;
use super::question::{Plan, Question, Selected, slots};
use super::snapshot::Snapshot;
use crate::base::tile::TileId;

/// Cells cluster below this zoom; from it on every station is itself.
pub const CLUSTER_ZOOM: u8 = 13;
/// Above this many stations a tile clusters even from [`CLUSTER_ZOOM`] on.
pub const CROWDED: usize = 20_000;
/// With clustering off, a tile of more stations than this is refused.
pub const MOST_FEATURES: usize = 100_000;

/// Whether stations of a cell are drawn as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Clustering {
    /// By zoom, as DESIGN §7 says.
    #[default]
    Auto,
    /// Never.
    Off,
}

/// A tile that would hold more than [`MOST_FEATURES`] stations with clustering off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "tile {tile} holds {stations} stations; with cluster=off a tile may hold {MOST_FEATURES}: zoom in, filter, or let it cluster"
)]
pub struct Crowded {
    /// The tile.
    pub tile: TileId,
    /// How many stations it holds.
    pub stations: usize,
}

/// Makes the vector tile (MVT 2.1) of a question: layers `clusters` and `stations`, each left out when empty. The
/// metrics asked are told by clusters, and by stations as far as they say something of a single one.
///
/// # Errors
/// [`Crowded`] when clustering is off and the tile would hold too many stations.
pub fn stations(
    snapshot: &Snapshot,
    question: &Question,
    tile: TileId,
    clustering: Clustering,
    asked: &Asked,
) -> Result<Vec<u8>, Crowded> {
    let plan = Plan::new(snapshot, question);
    if clustering == Clustering::Auto && tile.z() < CLUSTER_ZOOM {
        return Ok(clusters::tile(&plan, tile, asked));
    }
    let most = if clustering == Clustering::Off { MOST_FEATURES } else { CROWDED };
    match points::tile(&plan, tile, most, asked) {
        Ok(bytes) => Ok(bytes),
        Err(_) if clustering == Clustering::Auto => Ok(clusters::tile(&plan, tile, asked)),
        Err(stations) => Err(Crowded { tile, stations }),
    }
}

/// Where a place lies in a tile, in 4096ths of its side.
pub(super) fn inside(tile: TileId, x: u64, y: u64) -> (u32, u32) {
    let square = tile.square();
    let scale = |at: u64, low: u32| {
        let offset = at.saturating_sub(u64::from(low));
        u32::try_from((offset << EXTENT_BITS) >> (32 - u32::from(tile.z()))).unwrap_or(u32::MAX)
    };
    (scale(x, square.min.x), scale(y, square.min.y))
}
