//! The outlines of regions, ready to be drawn: found by place, and as each zoom sees them. The arcs are
//! those of the [`Map`] that a drawing was made over, so that several drawings may share them: a set's own
//! regions, and the groups made of them on one date or another.

use std::sync::OnceLock;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::detail::DEEPEST;
use super::looks::Looks;
use super::map::Map;
use super::outlines::Outlines;
use super::tile::{RegionTile, draw, reach};
use crate::base::tile::{Square, TileId};

/// A region's envelope in Mercator units, and its slot.
type Envelope = GeomWithData<Rectangle<[f64; 2]>, u32>;

#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) outlines: Outlines,
    /// Zoom → how it draws them, made when the first tile of that zoom is asked for.
    looks: [OnceLock<Looks>; DEEPEST as usize + 1],
    /// Level → its regions' envelopes.
    levels: Vec<RTree<Envelope>>,
}

impl Drawing {
    /// A drawing of outlines of which each of the levels draws some, by slot.
    pub(super) fn new<L: Iterator<Item = u32>>(outlines: Outlines, levels: impl Iterator<Item = L>) -> Self {
        let envelope = |slot: u32| {
            let [low, high] = corners(outlines.bounds(slot as usize)?);
            Some(Envelope::new(Rectangle::from_corners(low, high), slot))
        };
        let levels = levels.map(|slots| RTree::bulk_load(slots.filter_map(envelope).collect())).collect();
        Self { looks: [const { OnceLock::new() }; DEEPEST as usize + 1], levels, outlines }
    }

    /// The regions of a level on a tile, over the map that the outlines belong to; none for a level that
    /// there is not.
    pub(super) fn tile(&self, map: &Map, level: usize, tile: TileId) -> RegionTile {
        let Some(regions) = self.levels.get(level) else { return RegionTile::EMPTY };
        let [low, high] = corners(reach(tile));
        let window = AABB::from_corners(low, high);
        let mut slots: Vec<u32> = regions.locate_in_envelope_intersecting(window).map(|region| region.data).collect();
        if slots.is_empty() {
            return RegionTile::EMPTY;
        }
        slots.sort_unstable();
        draw(&self.outlines, self.looks(map, tile.z()), map.detail(tile.z()), tile, &slots)
    }

    /// The outlines as a zoom sees them.
    pub(super) fn looks(&self, map: &Map, zoom: u8) -> &Looks {
        let zoom = zoom.min(DEEPEST);
        self.looks[usize::from(zoom)].get_or_init(|| Looks::build(&self.outlines, map.detail(zoom)))
    }

    /// Bytes on the heap, the R-trees left out.
    pub(super) fn bytes(&self) -> usize {
        self.outlines.bytes() + self.looks.iter().filter_map(OnceLock::get).map(Looks::bytes).sum::<usize>()
    }
}

fn corners(square: Square) -> [[f64; 2]; 2] {
    [square.min, square.max].map(|corner| [f64::from(corner.x), f64::from(corner.y)])
}
