//! The borders as one zoom sees them: arcs simplified and snapped to the grid of tile units, and which
//! polygons are drawn. Decided for the whole zoom at once, so that all of its tiles agree.
//!
//! **The rules.** A tile is 4096 units wide. A vertex stays while its weight is at least
//! [`VERTEX_AREA`] square units; the ends of an arc always stay. A polygon, or a hole, is drawn while its
//! simplified ring encloses at least [`RING_AREA`] square units. A region none of whose polygons is that
//! large still shows its largest one, and where that has no area left, the largest one's envelope, grown
//! to whole units: so every region can be seen and clicked at every zoom.

use super::borders::{Borders, Rows};
use crate::base::location::Mercator;
use crate::engine::mvt::EXTENT_BITS;

/// Zoom up to which there is more detail; deeper tiles magnify it. A unit is 0.6 m there at the equator.
pub(super) const DEEPEST: u8 = 14;

/// The least weight of a vertex, in square tile units: a quarter of a pixel, at 512 pixels a tile.
const VERTEX_AREA: f32 = 16.0;

/// The least area of a ring, in square tile units: one pixel.
const RING_AREA: i64 = 64;

/// What becomes of a polygon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Too small.
    Gone,
    /// Its rings, or those of them that are large enough.
    Rings,
    /// The envelope of its region's only hope.
    Envelope,
}

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
    /// Polygon → how it is drawn.
    pub(super) looks: Vec<Look>,
    /// Ring → twice the area it encloses, positive when it turns as outer rings do on tiles.
    pub(super) areas: Vec<i64>,
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
            turns.push(arc.windows(2).map(|edge| turn(edge[0], edge[1])).sum::<i64>());
            arcs.push(arc.iter().copied());
        }
        let ring_area = |ring| {
            let steps = borders.rings.row(ring).iter();
            steps.map(|step| if step.backward() { -turns[step.arc()] } else { turns[step.arc()] }).sum()
        };
        let areas: Vec<i64> = (0..borders.rings.len()).map(ring_area).collect();
        let looks = looks(borders, &areas);
        Self { arcs, bounds, looks, areas }
    }

    /// Whether a ring is large enough to be drawn for its own sake.
    pub(super) fn large(&self, ring: usize) -> bool {
        large(self.areas[ring])
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.arcs.bytes() + size_of_val(&*self.bounds) + size_of_val(&*self.looks) + size_of_val(&*self.areas)
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

fn looks(borders: &Borders, areas: &[i64]) -> Vec<Look> {
    let outer = |polygon: usize| areas[borders.polygons[polygon] as usize];
    let mut looks: Vec<Look> =
        (0..borders.boxes.len()).map(|polygon| if large(outer(polygon)) { Look::Rings } else { Look::Gone }).collect();
    for slot in 0..borders.largest.len() {
        let polygons = borders.polygons_of(slot);
        if !polygons.is_empty() && looks[polygons].iter().all(|&look| look == Look::Gone) {
            let largest = borders.largest[slot] as usize;
            looks[largest] = if outer(largest) == 0 { Look::Envelope } else { Look::Rings };
        }
    }
    looks
}

const fn large(double_area: i64) -> bool {
    double_area.abs() >= 2 * RING_AREA
}

/// What an edge adds to twice the area of its ring.
pub(super) fn turn(a: Point, b: Point) -> i64 {
    i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1])
}

fn envelope(points: &[Point]) -> Bounds {
    points.iter().fold([i32::MAX, i32::MAX, i32::MIN, i32::MIN], |b, p| {
        [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])]
    })
}
