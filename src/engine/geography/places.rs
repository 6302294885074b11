//! Which region of a set a point lies in.
//!
//! **The rule.** Of the regions that hold the point, borders included, take those of the level furthest
//! down ([`Level::rank`]); of these the one of the smallest area, in square degrees; of these the lowest
//! code. So a point on a border that two regions share belongs to exactly one of them, always the same.

use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::areas::{Areas, double_area};
use super::tree::{Level, Tree};
use crate::base::shape::{Shape, Vertex};
use crate::domain::region::Extent;

/// An envelope and the number of the polygon in it.
type Envelope = GeomWithData<Rectangle<[f64; 2]>, u32>;

#[derive(Debug)]
pub(super) struct Places {
    /// The polygons, the most wanted first: the lowest number that holds the point is the answer.
    areas: Areas,
    /// Polygon → slot of its region.
    slot_of: Vec<u32>,
    /// Envelopes of the polygons, in units of 1e-7 degrees; islands have envelopes of their own.
    tree: RTree<Envelope>,
}

impl Places {
    pub(super) fn build(tree: &Tree) -> Self {
        let mut wanted: Vec<(u32, &Shape)> = (0..).zip(&tree.regions).filter_map(with_shape).collect();
        wanted.sort_by_cached_key(|&(slot, shape)| {
            let rank = tree.levels.get(tree.level_of(slot)).map_or(0, |level: &Level| level.rank);
            let area: u128 = shape.polygons().iter().map(|polygon| double_area(polygon)).sum();
            (u32::MAX - rank, area, tree.regions[slot as usize].code.clone())
        });
        let mut areas = Areas::default();
        let mut slot_of = Vec::new();
        let mut envelopes = Vec::new();
        for (slot, shape) in wanted {
            for polygon in shape.polygons() {
                let number = u32::try_from(slot_of.len()).unwrap_or(u32::MAX);
                areas.push(polygon);
                slot_of.push(slot);
                let corner = |pick: fn(i32, i32) -> i32| {
                    let fold = |of: fn(&Vertex) -> i32| polygon[0].iter().map(of).reduce(pick).unwrap_or_default();
                    [f64::from(fold(|vertex| vertex.lon)), f64::from(fold(|vertex| vertex.lat))]
                };
                envelopes.push(Envelope::new(Rectangle::from_corners(corner(i32::min), corner(i32::max)), number));
            }
        }
        Self { areas, slot_of, tree: RTree::bulk_load(envelopes) }
    }

    /// The slot of the region that the point belongs to.
    pub(super) fn locate(&self, point: Vertex) -> Option<u32> {
        let at = [f64::from(point.lon), f64::from(point.lat)];
        let mut best = u32::MAX;
        for envelope in self.tree.locate_all_at_point(at) {
            if envelope.data < best && self.areas.holds(envelope.data, point) {
                best = envelope.data;
            }
        }
        self.slot_of.get(best as usize).copied()
    }

    /// Bytes on the heap, the R-tree's inner nodes left out.
    pub(super) fn bytes(&self) -> usize {
        self.areas.bytes() + size_of_val(&*self.slot_of) + self.tree.size() * size_of::<Envelope>()
    }
}

fn with_shape((slot, region): (u32, &crate::domain::region::Region)) -> Option<(u32, &Shape)> {
    match &region.extent {
        Extent::Shape(shape) => Some((slot, shape)),
        Extent::Members(_) => None,
    }
}
