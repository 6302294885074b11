//! The borders of a set, each stored once: neighbours share **arcs**, so whatever simplifies an arc
//! simplifies it for both of them, and for the levels above and below.
//!
//! Rings are cut where their neighbours differ. A vertex is a *junction* when two passes of rings over
//! it, of any region at any level, do not come from and go to the same two vertices. Between junctions
//! all rings run along together, so two arcs that begin with the same edge are the same arc. A ring
//! without junctions is one closed arc. Vertices are compared exactly; borders that files draw apart stay
//! apart.

use rustc_hash::FxHashMap;

use super::outlines::Outlines;
use super::set::shape;
use super::tree::Tree;
use super::weights;
use crate::base::location::{LonLat, Mercator};
use crate::base::shape::{Ring, Vertex};
use crate::base::tile::Square;

/// An arc as a ring uses it: its number twice, plus one when it is walked backward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step(u32);

impl Step {
    pub(super) fn new(arc: u32, backward: bool) -> Self {
        Self(arc << 1 | u32::from(backward))
    }

    pub(super) const fn arc(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(super) const fn backward(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Rows of variable length in one array: row `n` is `items[starts[n]..starts[n + 1]]`.
#[derive(Debug)]
pub(super) struct Rows<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T> Rows<T> {
    pub(super) fn with_capacity(rows: usize, items: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Self { starts, items: Vec::with_capacity(items) }
    }

    /// How many rows there are.
    pub(super) const fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn row(&self, row: usize) -> &[T] {
        &self.items[self.range(row)]
    }

    /// Where a row lies among all items.
    pub(super) fn range(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }

    pub(super) fn items(&self) -> &[T] {
        &self.items
    }

    pub(super) fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.items.extend(row);
        self.starts.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.starts) + size_of_val(&*self.items)
    }
}

/// The arcs of a set.
#[derive(Debug)]
pub(super) struct Borders {
    /// Arc → its vertices, both ends included; a closed arc ends where it begins.
    pub(super) arcs: Rows<Mercator>,
    /// The vertices' weights, in the order of `arcs.items()`: see [`weights`].
    pub(super) weights: Vec<f32>,
}

impl Borders {
    /// The arcs of a set, and its regions made of them.
    pub(super) fn build(tree: &Tree) -> (Self, Outlines) {
        let mut cutter = Cutter::index(tree);
        let mut outlines = Outlines::default();
        for region in &tree.regions {
            let mut widest = (0, 0);
            for polygon in shape(region).map_or(&[][..], |shape| shape.polygons()) {
                for ring in polygon {
                    outlines.ring(cutter.cut(ring));
                }
                let area = super::areas::double_area(polygon);
                let number = outlines.polygon(envelope(&polygon[0]));
                if area >= widest.0 {
                    widest = (area, number);
                }
            }
            outlines.region(widest.1);
        }
        let mut weights = Vec::with_capacity(cutter.arcs.items().len());
        let mut arcs = Rows::default();
        for arc in 0..cutter.arcs.len() {
            let ids = cutter.arcs.row(arc);
            let mut points: Vec<Mercator> = ids.iter().map(|&id| cutter.places[id as usize]).collect();
            let junction = cutter.junction[ids[0] as usize];
            weights.extend(if junction { weights::open(&points) } else { weights::closed(&mut points) });
            arcs.push(points);
        }
        (Self { arcs, weights }, outlines)
    }

    /// The places where a step begins and ends.
    pub(super) fn ends(&self, step: Step) -> [Mercator; 2] {
        let points = self.arcs.row(step.arc());
        let (first, last) = (points[0], points[points.len() - 1]);
        if step.backward() { [last, first] } else { [first, last] }
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.arcs.bytes() + size_of_val(&*self.weights)
    }
}

/// Where a vertex lies on the map.
pub(super) fn mercator(vertex: Vertex) -> Mercator {
    let [lon, lat] = vertex.degrees();
    // Regions off the earth were refused.
    LonLat::new(lon, lat).map_or(Mercator { x: 0, y: 0 }, Mercator::from)
}

/// The box around a ring. Mercator keeps the order of longitudes and turns that of latitudes round.
fn envelope(ring: &Ring) -> Square {
    let lon = |pick: fn(i32, i32) -> i32| ring.iter().map(|vertex| vertex.lon).reduce(pick).unwrap_or_default();
    let lat = |pick: fn(i32, i32) -> i32| ring.iter().map(|vertex| vertex.lat).reduce(pick).unwrap_or_default();
    Square {
        min: mercator(Vertex { lon: lon(i32::min), lat: lat(i32::max) }),
        max: mercator(Vertex { lon: lon(i32::max), lat: lat(i32::min) }),
    }
}

pub(super) fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

/// No vertex: the mark of a vertex that no ring has passed yet.
const NO_VERTEX: u32 = u32::MAX;

/// Cuts rings into arcs. Vertices go by dense ids.
struct Cutter {
    id_of: FxHashMap<Vertex, u32>,
    /// Id → where it lies.
    places: Vec<Mercator>,
    /// Id → whether rings part there.
    junction: Vec<bool>,
    /// Arc → ids of its vertices.
    arcs: Rows<u32>,
    /// First and second vertex of an arc, in its own direction → the arc.
    arc_of: FxHashMap<[u32; 2], u32>,
    /// The ring at hand, as ids.
    ring: Vec<u32>,
}

impl Cutter {
    /// Numbers the vertices of all rings and finds the junctions.
    fn index(tree: &Tree) -> Self {
        let mut id_of: FxHashMap<Vertex, u32> = FxHashMap::default();
        let mut places = Vec::new();
        let mut junction = Vec::new();
        let mut neighbours: Vec<[u32; 2]> = Vec::new();
        let mut ids = Vec::new();
        for ring in tree.regions.iter().filter_map(shape).flat_map(|shape| shape.polygons().iter().flatten()) {
            ids.clear();
            ids.extend(ring.iter().map(|vertex| {
                *id_of.entry(*vertex).or_insert_with(|| {
                    places.push(mercator(*vertex));
                    count(places.len() - 1)
                })
            }));
            junction.resize(places.len(), false);
            neighbours.resize(places.len(), [NO_VERTEX; 2]);
            for (at, &id) in ids.iter().enumerate() {
                let before = ids[at.checked_sub(1).unwrap_or(ids.len() - 1)];
                let after = ids[if at + 1 == ids.len() { 0 } else { at + 1 }];
                let pair = [before.min(after), before.max(after)];
                let known = &mut neighbours[id as usize];
                if known[0] == NO_VERTEX {
                    *known = pair;
                } else if *known != pair {
                    junction[id as usize] = true;
                }
            }
        }
        Self { id_of, places, junction, arcs: Rows::default(), arc_of: FxHashMap::default(), ring: Vec::new() }
    }

    /// The arcs that make a ring, new or known.
    fn cut(&mut self, ring: &Ring) -> Vec<Step> {
        let mut ids = std::mem::take(&mut self.ring);
        ids.clear();
        ids.extend(ring.iter().map(|vertex| self.id_of[vertex]));
        // A closed arc begins with its lowest id, so that every ring along it finds the same one.
        let start = ids.iter().position(|&id| self.junction[id as usize]);
        let lowest = || ids.iter().enumerate().min_by_key(|&(_, &id)| id).map_or(0, |(at, _)| at);
        let start = start.unwrap_or_else(lowest);
        ids.rotate_left(start);
        ids.push(ids[0]);
        let mut steps = Vec::new();
        let mut from = 0;
        for to in 1..ids.len() {
            if to + 1 == ids.len() || self.junction[ids[to] as usize] {
                steps.push(self.arc(&ids[from..=to]));
                from = to;
            }
        }
        self.ring = ids;
        steps
    }

    /// The arc of these vertices, new or known, in the direction given.
    fn arc(&mut self, ids: &[u32]) -> Step {
        let forward = [ids[0], ids[1]];
        let backward = [ids[ids.len() - 1], ids[ids.len() - 2]];
        let (key, reversed) = if forward <= backward { (forward, false) } else { (backward, true) };
        let number = *self.arc_of.entry(key).or_insert_with(|| {
            let row = self.arcs.len();
            if reversed {
                self.arcs.push(ids.iter().rev().copied());
            } else {
                self.arcs.push(ids.iter().copied());
            }
            count(row)
        });
        Step::new(number, reversed)
    }
}
