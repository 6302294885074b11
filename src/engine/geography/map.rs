//! What tiles are drawn from: the shared borders of a set, made when the first tile is asked for, and
//! their simplified form per zoom, made when the first tile of that zoom is.

use std::sync::OnceLock;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::borders::Borders;
use super::detail::{DEEPEST, Detail};
use super::tile::{RegionTile, draw, reach};
use super::tree::Tree;
use crate::base::tile::{Square, TileId};

/// A region's envelope in Mercator units, and its slot.
type Envelope = GeomWithData<Rectangle<[f64; 2]>, u32>;

#[derive(Debug)]
pub(super) struct Map {
    borders: Borders,
    /// Zoom → what it sees.
    details: [OnceLock<Detail>; DEEPEST as usize + 1],
    /// Level → its regions' envelopes.
    levels: Vec<RTree<Envelope>>,
}

impl Map {
    pub(super) fn build(tree: &Tree) -> Self {
        let borders = Borders::build(tree);
        let envelope = |&slot: &u32| {
            let bounds = borders.boxes[borders.polygons_of(slot as usize)].iter().copied().reduce(union)?;
            let corner = |x: u32, y: u32| [f64::from(x), f64::from(y)];
            let rectangle =
                Rectangle::from_corners(corner(bounds.min.x, bounds.min.y), corner(bounds.max.x, bounds.max.y));
            Some(Envelope::new(rectangle, slot))
        };
        let levels =
            tree.levels.iter().map(|level| RTree::bulk_load(level.regions.iter().filter_map(envelope).collect()));
        Self { details: [const { OnceLock::new() }; DEEPEST as usize + 1], levels: levels.collect(), borders }
    }

    /// The regions of a level on a tile; none for a level that there is not.
    pub(super) fn tile(&self, level: usize, tile: TileId) -> RegionTile {
        let Some(regions) = self.levels.get(level) else { return RegionTile::EMPTY };
        let reach = reach(tile);
        let corner = |x: u32, y: u32| [f64::from(x), f64::from(y)];
        let window = AABB::from_corners(corner(reach.min.x, reach.min.y), corner(reach.max.x, reach.max.y));
        let mut slots: Vec<u32> = regions.locate_in_envelope_intersecting(window).map(|region| region.data).collect();
        if slots.is_empty() {
            return RegionTile::EMPTY;
        }
        slots.sort_unstable();
        draw(&self.borders, self.detail(tile.z()), tile, &slots)
    }

    /// The borders as a zoom sees them.
    pub(super) fn detail(&self, zoom: u8) -> &Detail {
        let zoom = zoom.min(DEEPEST);
        self.details[usize::from(zoom)].get_or_init(|| Detail::build(&self.borders, zoom))
    }

    #[cfg(test)]
    pub(super) const fn borders(&self) -> &Borders {
        &self.borders
    }

    /// Bytes on the heap, the R-trees left out.
    pub(super) fn bytes(&self) -> usize {
        self.borders.bytes() + self.details.iter().filter_map(OnceLock::get).map(Detail::bytes).sum::<usize>()
    }
}

fn union(a: Square, b: Square) -> Square {
    let mut both = a;
    both.min.x = a.min.x.min(b.min.x);
    both.min.y = a.min.y.min(b.min.y);
    both.max.x = a.max.x.max(b.max.x);
    both.max.y = a.max.y.max(b.max.y);
    both
}
