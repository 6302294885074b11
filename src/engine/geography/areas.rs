//! Which polygon holds a point: exact, in integers.
//!
//! A polygon's edges are copied into horizontal **slabs** of 2ⁿ units of latitude, so that a test reads
//! one short, contiguous run of edges. An edge lies in every slab that it touches.
//!
//! A polygon is **closed**: a point on its border, also on that of a hole, belongs to it. Otherwise the
//! even-odd rule over all of its rings decides. The products compared are at most 3.6e9 × 1.8e9, which
//! an `i64` holds, so nothing is rounded anywhere.

use crate::base::shape::{Ring, Vertex};

/// An edge; `low` is its southern end.
#[derive(Clone, Copy, Debug)]
struct Edge {
    low: Vertex,
    high: Vertex,
}

/// Where a polygon's slabs are.
#[derive(Clone, Copy, Debug)]
struct Polygon {
    /// Its southernmost latitude, where the first slab begins.
    south: i32,
    /// Its northernmost latitude.
    north: i32,
    /// A slab is 2^`shift` units high.
    shift: u32,
    /// Its first slab's place in [`Areas::slabs`].
    first_slab: u32,
}

/// About how many edges a slab is made for; edges that touch several slabs come on top.
const EDGES_PER_SLAB: usize = 8;

/// Polygons, numbered in the order in which they were added.
#[derive(Debug, Default)]
pub(super) struct Areas {
    polygons: Vec<Polygon>,
    /// Slab → its first edge; a polygon's last slab is followed by one entry for its end.
    slabs: Vec<u32>,
    /// Edges by slab.
    edges: Vec<Edge>,
}

impl Areas {
    /// Adds a polygon: its outer ring, then its holes.
    pub(super) fn push(&mut self, rings: &[Ring]) {
        let vertices = || rings.iter().flatten();
        let south = vertices().map(|vertex| vertex.lat).min().unwrap_or_default();
        let north = vertices().map(|vertex| vertex.lat).max().unwrap_or_default();
        let height = north.abs_diff(south);
        let wanted = (vertices().count() / EDGES_PER_SLAB).max(1);
        let mut shift = 0;
        while (height >> shift) as usize >= wanted {
            shift += 1;
        }
        let polygon = Polygon { south, north, shift, first_slab: len(&self.slabs) };
        let slab = |lat: i32| (lat.abs_diff(south) >> shift) as usize;

        // Counting sort of the edges by slab.
        let mut starts = vec![0_u32; slab(north) + 2];
        for edge in rings.iter().flat_map(edges) {
            for start in &mut starts[slab(edge.low.lat) + 1..=slab(edge.high.lat) + 1] {
                *start += 1;
            }
        }
        let base = self.edges.len();
        let mut total = len(&self.edges);
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        self.slabs.extend_from_slice(&starts);
        let Some(blank) = rings.iter().flat_map(edges).next() else { return };
        self.edges.resize(total as usize, blank);
        debug_assert!(base <= self.edges.len(), "edges only grow");
        for edge in rings.iter().flat_map(edges) {
            for start in &mut starts[slab(edge.low.lat)..=slab(edge.high.lat)] {
                self.edges[*start as usize] = edge;
                *start += 1;
            }
        }
        self.polygons.push(polygon);
    }

    /// Whether the polygon holds the point, its border included.
    pub(super) fn holds(&self, polygon: u32, point: Vertex) -> bool {
        let polygon = self.polygons[polygon as usize];
        if point.lat < polygon.south || point.lat > polygon.north {
            return false;
        }
        let slab = (polygon.first_slab + (point.lat.abs_diff(polygon.south) >> polygon.shift)) as usize;
        let run = self.slabs[slab] as usize..self.slabs[slab + 1] as usize;
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
        size_of_val(&*self.polygons) + size_of_val(&*self.slabs) + size_of_val(&*self.edges)
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
