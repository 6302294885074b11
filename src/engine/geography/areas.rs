//! Which polygon holds a point: exact, in integers.
//!
//! A polygon's edges are copied into horizontal **slabs** of 2ⁿ units of latitude, so that a test reads
//! one short, contiguous run of edges. An edge lies in every slab that it touches.
//!
//! A polygon is **closed**: a point on its border, also on that of a hole, belongs to it. Otherwise the
//! even-odd rule over all of its rings decides. The products compared are at most 3.6e9 × 1.8e9, which
//! an `i64` holds, so nothing is rounded anywhere.

use std::ops::RangeInclusive;

use crate::base::shape::{Ring, Vertex};

/// An edge; `low` is its southern end.
#[derive(Clone, Copy, Debug)]
struct Edge {
    low: Vertex,
    high: Vertex,
}

/// A polygon's slabs.
#[derive(Clone, Copy, Debug)]
struct Slabs {
    /// The polygon's southernmost latitude, where the first slab begins.
    south: i32,
    /// Its northernmost latitude.
    north: i32,
    /// A slab is 2^`shift` units high.
    shift: u32,
    /// The first slab's place in [`Areas::starts`].
    first: u32,
}

impl Slabs {
    /// The slab of a latitude, counted from the polygon's first one.
    const fn of(self, lat: i32) -> usize {
        (lat.abs_diff(self.south) >> self.shift) as usize
    }

    /// The slabs that an edge touches.
    fn touched(self, edge: Edge) -> RangeInclusive<usize> {
        self.of(edge.low.lat)..=self.of(edge.high.lat)
    }

    /// Whether the slabs are few enough for so many edges, and the copies that they take.
    fn fit(self, rings: &[Ring], count: usize) -> bool {
        let copies = || rings.iter().flat_map(edges).map(|edge| self.touched(edge).count()).sum::<usize>();
        self.of(self.north) < (count / EDGES_PER_SLAB).max(1) && copies() <= count * COPIES_PER_EDGE
    }
}

/// About how many edges a slab is made for; edges that touch several slabs come on top.
const EDGES_PER_SLAB: usize = 8;

/// At most so many copies of an edge there are, on average: slabs grow until that holds, so that no
/// polygon, however jagged, takes more than its share of memory.
const COPIES_PER_EDGE: usize = 4;

/// Polygons, numbered in the order in which they were added.
#[derive(Debug, Default)]
pub(in crate::engine) struct Areas {
    polygons: Vec<Slabs>,
    /// Slab → its first edge; a polygon's last slab is followed by one entry for its end.
    starts: Vec<u32>,
    /// Edges by slab.
    edges: Vec<Edge>,
}

impl Areas {
    /// Adds a polygon: its outer ring, then its holes.
    pub(in crate::engine) fn push(&mut self, rings: &[Ring]) {
        let lats = || rings.iter().flatten().map(|vertex| vertex.lat);
        let (south, north) = (lats().min().unwrap_or_default(), lats().max().unwrap_or_default());
        let mut slabs = Slabs { south, north, shift: 0, first: len(&self.starts) };
        // The height is below 2³¹ units, so one slab of 2³¹ always fits.
        while slabs.shift < 31 && !slabs.fit(rings, lats().count()) {
            slabs.shift += 1;
        }

        // Counting sort of the edges by slab.
        let mut starts = vec![0_u32; slabs.of(north) + 2];
        for edge in rings.iter().flat_map(edges) {
            for slab in slabs.touched(edge) {
                starts[slab + 1] += 1;
            }
        }
        let mut total = len(&self.edges);
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        self.starts.extend_from_slice(&starts);
        let nowhere = Vertex { lon: 0, lat: 0 };
        self.edges.resize(total as usize, Edge { low: nowhere, high: nowhere });
        for edge in rings.iter().flat_map(edges) {
            for slab in slabs.touched(edge) {
                self.edges[starts[slab] as usize] = edge;
                starts[slab] += 1;
            }
        }
        self.polygons.push(slabs);
    }

    /// Whether the polygon holds the point, its border included.
    pub(in crate::engine) fn holds(&self, polygon: u32, point: Vertex) -> bool {
        let slabs = self.polygons[polygon as usize];
        if point.lat < slabs.south || point.lat > slabs.north {
            return false;
        }
        let slab = slabs.first as usize + slabs.of(point.lat);
        let run = self.starts[slab] as usize..self.starts[slab + 1] as usize;
        let mut inside = false;
        for edge in &self.edges[run] {
            if point.lat < edge.low.lat || point.lat > edge.high.lat {
                continue;
            }
            let rise = i64::from(edge.high.lat) - i64::from(edge.low.lat);
            let along = (i64::from(point.lon) - i64::from(edge.low.lon)) * rise;
            let border =
                (i64::from(edge.high.lon) - i64::from(edge.low.lon)) * (i64::from(point.lat) - i64::from(edge.low.lat));
            if along == border && (rise != 0 || covers(*edge, point.lon)) {
                return true;
            }
            // The edge crosses the ray to the east; its northern end is left to the next edge.
            inside ^= along < border && point.lat < edge.high.lat;
        }
        inside
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.polygons) + size_of_val(&*self.starts) + size_of_val(&*self.edges)
    }
}

/// Whether a level edge reaches over the longitude.
fn covers(edge: Edge, lon: i32) -> bool {
    edge.low.lon.min(edge.high.lon) <= lon && lon <= edge.low.lon.max(edge.high.lon)
}

/// A ring's edges, each with its southern end first.
fn edges(ring: &Ring) -> impl Iterator<Item = Edge> + '_ {
    ring.iter()
        .zip(ring.iter().cycle().skip(1))
        .map(|(&a, &b)| if a.lat <= b.lat { Edge { low: a, high: b } } else { Edge { low: b, high: a } })
}

fn len<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// Twice the area that the rings of a polygon enclose, in square units of 1e-7 degrees: exact.
pub(super) fn double_area(polygon: &[Ring]) -> u128 {
    let ring_area = |ring: &Ring| {
        let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
        let sum: i128 =
            pairs.map(|(a, b)| i128::from(a.lon) * i128::from(b.lat) - i128::from(b.lon) * i128::from(a.lat)).sum();
        sum.unsigned_abs()
    };
    let (outer, holes) = polygon.split_at(polygon.len().min(1));
    let area = |rings: &[Ring]| rings.iter().map(ring_area).sum::<u128>();
    area(outer).saturating_sub(area(holes))
}
