//! Regions as the arcs around them: which arcs make which ring, which rings which polygon, and which
//! polygons which region. Where the arcs run is told elsewhere, by `borders` and `detail`.

use super::borders::{Rows, Step, count};
use crate::base::tile::Square;

/// The outlines of the regions of a set, by slot. Filled from the smallest part to the largest: the rings
/// of a polygon, then the polygon; the polygons of a region, then the region.
#[derive(Debug)]
pub(super) struct Outlines {
    /// Ring → the arcs that make it, in turn.
    pub(super) rings: Rows<Step>,
    /// Polygon → its first ring, the outer one; its holes follow. One more entry ends the last polygon.
    polygons: Vec<u32>,
    /// Slot → its first polygon. One more entry ends the last slot.
    regions: Vec<u32>,
    /// Polygon → its envelope.
    pub(super) boxes: Vec<Square>,
    /// Slot → its largest polygon; meaningless for a region without polygons.
    pub(super) largest: Vec<u32>,
}

impl Default for Outlines {
    fn default() -> Self {
        Self { rings: Rows::default(), polygons: vec![0], regions: vec![0], boxes: Vec::new(), largest: Vec::new() }
    }
}

impl Outlines {
    /// Adds a ring to the polygon at hand; the first one is the outer ring.
    pub(super) fn ring(&mut self, steps: impl IntoIterator<Item = Step>) {
        self.rings.push(steps);
    }

    /// Ends the polygon at hand and gives its number; `bounds` is its envelope.
    pub(super) fn polygon(&mut self, bounds: Square) -> u32 {
        self.polygons.push(count(self.rings.len()));
        self.boxes.push(bounds);
        count(self.boxes.len() - 1)
    }

    /// Ends the region at hand, of whose polygons `largest` is the largest.
    pub(super) fn region(&mut self, largest: u32) {
        self.regions.push(count(self.boxes.len()));
        self.largest.push(largest);
    }

    /// The polygons of a region.
    pub(super) fn polygons_of(&self, slot: usize) -> std::ops::Range<usize> {
        self.regions[slot] as usize..self.regions[slot + 1] as usize
    }

    /// The rings of a polygon, the outer one first.
    pub(super) fn rings_of(&self, polygon: usize) -> std::ops::Range<usize> {
        self.polygons[polygon] as usize..self.polygons[polygon + 1] as usize
    }

    /// The box around a region; `None` for a region without polygons.
    pub(super) fn bounds(&self, slot: usize) -> Option<Square> {
        self.boxes[self.polygons_of(slot)].iter().copied().reduce(union)
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.rings.bytes()
            + size_of_val(&*self.polygons)
            + size_of_val(&*self.regions)
            + size_of_val(&*self.boxes)
            + size_of_val(&*self.largest)
    }
}

/// The box around both.
pub(super) fn union(a: Square, b: Square) -> Square {
    let mut both = a;
    both.min.x = a.min.x.min(b.min.x);
    both.min.y = a.min.y.min(b.min.y);
    both.max.x = a.max.x.max(b.max.x);
    both.max.y = a.max.y.max(b.max.y);
    both
}
