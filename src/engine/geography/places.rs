//! Which region of a set a point lies in.
//!
//! **The rule.** Of the regions that hold the point, borders included, take those of the level furthest
//! down (`Level::rank`); of these the one of the smallest area, in square degrees; of these the lowest
//! code. So a point on a border that two regions share belongs to exactly one of them, always the same.

use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::areas::{Areas, double_area};
use super::tree::Tree;
use crate::base::shape::{Ring, Shape, Vertex};
use crate::domain::region::{Extent, Region};

/// An envelope and the number of the polygon in it.
type Envelope = GeomWithData<Rectangle<[f64; 2]>, u32>;

#[derive(Debug)]
pub(super) struct Places {
    /// The polygons, the most wanted first: the lowest number that holds the point is the answer.
    areas: Areas,
    /// Polygon → slot of its region.
    slot_of: Vec<u32>,
    /// Envelopes of the polygons, in units of 1e-7 degrees, a tree per rank of level, the furthest down
    /// first: a point that a district holds asks no city. Islands have envelopes of their own.
    ranks: Vec<RTree<Envelope>>,
}

impl Places {
    pub(super) fn build(tree: &Tree) -> Self {
        let mut wanted: Vec<(u32, &Shape)> = (0..).zip(&tree.regions).filter_map(with_shape).collect();
        let rank = |slot: u32| tree.levels[tree.level_of(slot)].rank;
        wanted.sort_by_cached_key(|&(slot, shape)| {
            let area: u128 = shape.polygons().iter().map(|polygon| double_area(polygon)).sum();
            (u32::MAX - rank(slot), area, tree.regions[slot as usize].code.clone())
        });
        let mut areas = Areas::default();
        let mut slot_of = Vec::new();
        let mut ranks = Vec::new();
        for run in wanted.chunk_by(|a, b| rank(a.0) == rank(b.0)) {
            let mut envelopes = Vec::with_capacity(run.len());
            for &(slot, shape) in run {
                for polygon in shape.polygons() {
                    let number = u32::try_from(slot_of.len()).unwrap_or(u32::MAX);
                    areas.push(polygon);
                    slot_of.push(slot);
                    envelopes.push(Envelope::new(envelope(&polygon[0]), number));
                }
            }
            ranks.push(RTree::bulk_load(envelopes));
        }
        Self { areas, slot_of, ranks }
    }

    /// The slot of the region that the point belongs to.
    pub(super) fn locate(&self, point: Vertex) -> Option<u32> {
        let at = [f64::from(point.lon), f64::from(point.lat)];
        let number = self.ranks.iter().find_map(|rank| {
            let mut best = u32::MAX;
            for envelope in rank.locate_all_at_point(at) {
                if envelope.data < best && self.areas.holds(envelope.data, point) {
                    best = envelope.data;
                }
            }
            Some(best).filter(|&best| best != u32::MAX)
        })?;
        Some(self.slot_of[number as usize])
    }

    /// Bytes on the heap, the R-trees' inner nodes left out.
    pub(super) fn bytes(&self) -> usize {
        let envelopes: usize = self.ranks.iter().map(RTree::size).sum();
        self.areas.bytes() + size_of_val(&*self.slot_of) + envelopes * size_of::<Envelope>()
    }
}

/// The box around a ring, in units of 1e-7 degrees, which floats hold exactly.
fn envelope(ring: &Ring) -> Rectangle<[f64; 2]> {
    let corner = |pick: fn(i32, i32) -> i32| {
        let fold = |of: fn(&Vertex) -> i32| f64::from(ring.iter().map(of).reduce(pick).unwrap_or_default());
        [fold(|vertex| vertex.lon), fold(|vertex| vertex.lat)]
    };
    Rectangle::from_corners(corner(i32::min), corner(i32::max))
}

fn with_shape((slot, region): (u32, &Region)) -> Option<(u32, &Shape)> {
    match &region.extent {
        Extent::Shape(shape) => Some((slot, shape)),
        Extent::Members(_) => None,
    }
}
