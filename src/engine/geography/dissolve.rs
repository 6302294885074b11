//! Groups drawn from their members: borders between regions of one group vanish, the others stay the arcs
//! that they are, so groups share their borders at every zoom just as their members do.
//!
//! **The rule.** A group covers what point location puts into it: an admin region that belongs to it,
//! without those below that belong elsewhere. Around that land leads a chain of arcs: for every region
//! whose group differs from that of the region above, the way around it for its own group, and the way
//! back for the group of the region above. An arc that a group walks both ways lies inside it and vanishes.
//! What is left leaves every place as often as it enters it, so it closes to rings.
//!
//! A ring that turns like an outer one begins a polygon, the others are holes of the smallest ring around
//! them. A hole around which there is none lies where the files draw a region beyond the one above it; it
//! is dropped, as that land is not the group's.

use super::borders::{Borders, Rows, Step, count};
use super::outlines::{Outlines, union};
use super::stitch::stitch;
use super::tree::{NO_SLOT, Tree};
use crate::base::location::Mercator;
use crate::base::tile::Square;

/// The outlines of `groups` groups by slot. `group_of` gives the group of each region of `tree`, or
/// [`NO_SLOT`]; `own` are the outlines of these regions.
pub(super) fn dissolve(tree: &Tree, borders: &Borders, own: &Outlines, group_of: &[u32], groups: usize) -> Outlines {
    let arcs = Arcs::measure(borders);
    let chains = chains(tree, own, &arcs, group_of);
    let mut made = Outlines::default();
    let mut rest = &chains[..];
    for group in 0..count(groups) {
        let (chain, after) = rest.split_at(rest.partition_point(|&(owner, _)| owner <= group));
        rest = after;
        let steps: Vec<Step> = chain.iter().map(|&(_, step)| step).collect();
        let rings = stitch(borders, &steps).into_iter().map(|steps| arcs.ring(steps)).collect();
        arcs.polygons(rings, &mut made);
    }
    made
}

/// The arcs around each group, ascending by group: each as often as it is walked more one way than back.
fn chains(tree: &Tree, own: &Outlines, arcs: &Arcs<'_>, group_of: &[u32]) -> Vec<(u32, Step)> {
    // Group, arc, and 1 forward or -1 backward.
    let mut walks: Vec<(u32, u32, i32)> = Vec::new();
    for (slot, &group) in (0_u32..).zip(group_of) {
        let above = tree.parent(slot).map_or(NO_SLOT, |above| group_of[above as usize]);
        if group == above {
            continue;
        }
        for polygon in own.polygons_of(slot as usize) {
            for (number, ring) in own.rings_of(polygon).enumerate() {
                let ring = own.rings.row(ring);
                // Files turn their rings either way.
                let turned = (arcs.double_area(ring) > 0) != (number == 0);
                for step in ring {
                    let way = if step.backward() == turned { 1 } else { -1 };
                    let arc = count(step.arc());
                    walks.extend([(group, arc, way), (above, arc, -way)].iter().filter(|walk| walk.0 != NO_SLOT));
                }
            }
        }
    }
    walks.sort_unstable();
    let same = walks.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let left = same.flat_map(|same| {
        let net: i32 = same.iter().map(|&(_, _, way)| way).sum();
        let (group, arc, _) = same[0];
        std::iter::repeat_n((group, Step::new(arc, net < 0)), net.unsigned_abs() as usize)
    });
    left.collect()
}

/// A ring with its measures.
struct Ring {
    steps: Vec<Step>,
    /// Twice the area it encloses, positive when it turns as outer rings do on tiles.
    double_area: i128,
    bounds: Square,
}

/// The arcs in full detail, and their measures.
struct Arcs<'a> {
    points: &'a Rows<Mercator>,
    /// Arc → what it adds to twice the area of a ring that walks it forward.
    turns: Vec<i128>,
    /// Arc → its envelope.
    bounds: Vec<Square>,
}

impl<'a> Arcs<'a> {
    fn measure(borders: &'a Borders) -> Self {
        let points = &borders.arcs;
        let wide = |p: Mercator| (i128::from(p.x), i128::from(p.y));
        let turn = |edge: &[Mercator]| {
            let ((ax, ay), (bx, by)) = (wide(edge[0]), wide(edge[1]));
            ax * by - bx * ay
        };
        let at = |&place: &Mercator| Square { min: place, max: place };
        let first = |arc: usize| at(&points.row(arc)[0]);
        let rows = || (0..points.len()).map(|arc| (arc, points.row(arc)));
        Self {
            points,
            turns: rows().map(|(_, row)| row.windows(2).map(turn).sum()).collect(),
            bounds: rows().map(|(arc, row)| row.iter().map(at).fold(first(arc), union)).collect(),
        }
    }

    fn double_area(&self, ring: &[Step]) -> i128 {
        let turn = |step: &Step| if step.backward() { -self.turns[step.arc()] } else { self.turns[step.arc()] };
        ring.iter().map(turn).sum()
    }

    fn ring(&self, steps: Vec<Step>) -> Ring {
        let bounds = steps.iter().fold(self.bounds[steps[0].arc()], |all, step| union(all, self.bounds[step.arc()]));
        Ring { double_area: self.double_area(&steps), bounds, steps }
    }

    /// Adds a region of these rings.
    fn polygons(&self, rings: Vec<Ring>, made: &mut Outlines) {
        let (mut outer, holes): (Vec<Ring>, Vec<Ring>) =
            rings.into_iter().filter(|ring| ring.double_area != 0).partition(|ring| ring.double_area > 0);
        outer.sort_by_key(|ring| ring.double_area);
        let mut holes_of: Vec<Vec<Ring>> = outer.iter().map(|_| Vec::new()).collect();
        for hole in holes {
            let around = |ring: &Ring| -hole.double_area < ring.double_area && self.encloses(ring, &hole);
            if let Some(smallest) = outer.iter().position(around) {
                holes_of[smallest].push(hole);
            }
        }
        let mut largest = 0;
        for (ring, holes) in outer.into_iter().zip(holes_of) {
            made.ring(ring.steps);
            for hole in holes {
                made.ring(hole.steps);
            }
            largest = made.polygon(ring.bounds);
        }
        made.region(largest);
    }

    /// Whether a ring lies in another one; they do not cross, and may touch in places but not along edges.
    fn encloses(&self, outer: &Ring, inner: &Ring) -> bool {
        if !outer.bounds.covers(&inner.bounds) {
            return false;
        }
        // The middle of an edge of the inner ring: at twice the scale it is a whole number.
        let edge = &self.points.row(inner.steps[0].arc())[..2];
        let [x, y] = [edge[0].x, edge[0].y].map(i64::from);
        let [x, y] = [x + i64::from(edge[1].x), y + i64::from(edge[1].y)];
        let twice = |p: Mercator| [2 * i64::from(p.x), 2 * i64::from(p.y)];
        // Edges that cross the ray to the east.
        let crosses = |a: Mercator, b: Mercator| {
            let (a, b) = (twice(a), twice(b));
            if (a[1] > y) == (b[1] > y) {
                return false;
            }
            let side = i128::from(b[0] - a[0]) * i128::from(y - a[1]) - i128::from(x - a[0]) * i128::from(b[1] - a[1]);
            (side > 0) == (b[1] > a[1])
        };
        let mut inside = false;
        for step in &outer.steps {
            let (bounds, points) = (self.bounds[step.arc()], self.points.row(step.arc()));
            let (low, high) = (twice(bounds.min), twice(bounds.max));
            if low[1] > y || high[1] <= y || high[0] < x {
                continue;
            }
            inside ^= if low[0] > x {
                // However it winds, an arc east of the point crosses the ray as often as its ends tell.
                crosses(points[0], points[points.len() - 1])
            } else {
                points.windows(2).filter(|edge| crosses(edge[0], edge[1])).count() % 2 == 1
            };
        }
        inside
    }
}
