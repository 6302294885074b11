//! The borders as one zoom sees them: arcs simplified and snapped to the grid of tile units. Decided for
//! the whole zoom at once, so that all of its tiles agree.
//!
//! **The rule.** A tile is 4096 units wide. A vertex stays while its weight is at least [`VERTEX_AREA`]
//! square units; the ends of an arc always stay.

use super::borders::{Borders, Rows, Step};
use crate::base::location::Mercator;
use crate::engine::mvt::EXTENT_BITS;

/// Zoom up to which there is more detail; deeper tiles magnify it. A unit is 0.6 m there at the equator.
pub(super) const DEEPEST: u8 = 14;

/// The least weight of a vertex, in square tile units: a quarter of a pixel, at 512 pixels a tile.
const VERTEX_AREA: f32 = 16.0;

/// A point in tile units of the zoom, counted from the world's north-western corner.
pub(super) type Point = [i32; 2];

/// A box: west, north, east, south; all inside.
pub(super) type Bounds = [i32; 4];

#[derive(Debug)]
pub(super) struct Detail {
    /// Arc → what is left of it, without repeated neighbours.
    pub(super) arcs: Rows<Point>,
    /// Arc → its envelope.
    pub(super) bounds: Vec<Bounds>,
    /// Arc → what it adds to twice the area of a ring that walks it forward.
    turns: Vec<i64>,
}

impl Detail {
    /// The borders at a zoom of at most [`DEEPEST`].
    pub(super) fn build(borders: &Borders, zoom: u8) -> Self {
        let grid = Grid::new(zoom);
        let least = VERTEX_AREA * grid.square_unit();
        let kept = borders.weights.iter().filter(|&&weight| weight >= least).count();
        let mut arcs = Rows::with_capacity(borders.arcs.len(), kept);
        let mut bounds = Vec::with_capacity(borders.arcs.len());
        let mut turns = Vec::with_capacity(borders.arcs.len());
        let mut arc = Vec::new();
        for number in 0..borders.arcs.len() {
            arc.clear();
            let range = borders.arcs.range(number);
            for (&point, &weight) in borders.arcs.row(number).iter().zip(&borders.weights[range]) {
                if weight >= least {
                    let point = grid.snap(point);
                    if arc.last() != Some(&point) {
                        arc.push(point);
                    }
                }
            }
            bounds.push(envelope(&arc));
            turns.push(arc.windows(2).map(|edge| turn(edge[0], edge[1])).fold(0, i64::wrapping_add));
            arcs.push(arc.iter().copied());
        }
        Self { arcs, bounds, turns }
    }

    /// Twice the area that a ring of these steps encloses, positive when it turns as outer rings do on
    /// tiles.
    pub(super) fn double_area(&self, ring: &[Step]) -> i64 {
        // Sums on the way may leave the range, the area does not; so wrapping gives it.
        ring.iter().fold(0_i64, |sum, step| {
            let turn = self.turns[step.arc()];
            if step.backward() { sum.wrapping_sub(turn) } else { sum.wrapping_add(turn) }
        })
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.arcs.bytes() + size_of_val(&*self.bounds) + size_of_val(&*self.turns)
    }
}

/// The tile units of a zoom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// A unit is 2^`shift` Mercator units wide.
    shift: u32,
}

impl Grid {
    pub(super) fn new(zoom: u8) -> Self {
        Self { shift: u32::BITS - EXTENT_BITS - u32::from(zoom.min(DEEPEST)) }
    }

    /// A unit, in Mercator units.
    pub(super) const fn unit(self) -> u32 {
        1 << self.shift
    }

    /// The square of a unit, in square Mercator units; exact, as it is a power of two.
    fn square_unit(self) -> f32 {
        f32::from_bits((127 + 2 * self.shift) << 23)
    }

    /// The corner of the grid next to a place.
    fn snap(self, place: Mercator) -> Point {
        let half = 1_u64 << (self.shift - 1);
        let nearest = |at: u32| i32::try_from((u64::from(at) + half) >> self.shift).unwrap_or(i32::MAX);
        [nearest(place.x), nearest(place.y)]
    }

    /// A Mercator box, grown to whole units and never empty.
    pub(super) fn cover(self, square: crate::base::tile::Square) -> Bounds {
        let floor = |at: u32| i32::try_from(at >> self.shift).unwrap_or(i32::MAX);
        [floor(square.min.x), floor(square.min.y), floor(square.max.x) + 1, floor(square.max.y) + 1]
    }
}

/// What an edge adds to twice the area of its ring.
fn turn(a: Point, b: Point) -> i64 {
    i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1])
}

fn envelope(points: &[Point]) -> Bounds {
    points.iter().fold([i32::MAX, i32::MAX, i32::MIN, i32::MIN], |b, p| {
        [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])]
    })
}
