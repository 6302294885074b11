//! Cutting rings to a tile: Sutherland and Hodgman, one side after the other, in integers.
//!
//! The point where an edge leaves is rounded alike whichever way the edge is walked, so neighbours that
//! share the edge meet there too. A concave ring may come out with edges along the tile's buffer that
//! enclose nothing; fills do not show them.

/// A point relative to the tile's north-western corner, in its units.
pub(in crate::engine) type Spot = [i64; 2];

/// A side of the box.
#[derive(Clone, Copy)]
struct Side {
    /// 0 for a limit on x, 1 for one on y.
    axis: usize,
    limit: i64,
    /// Whether the inside is at or below the limit, rather than at or above it.
    below: bool,
}

impl Side {
    fn keeps(self, spot: Spot) -> bool {
        if self.below { spot[self.axis] <= self.limit } else { spot[self.axis] >= self.limit }
    }

    /// Where the edge meets the side; its ends lie on either side of it.
    fn cross(self, a: Spot, b: Spot) -> Spot {
        let (along, across) = (self.axis, 1 - self.axis);
        let (a, b) = if a[along] < b[along] { (a, b) } else { (b, a) };
        let wide = |at: i64| i128::from(at);
        let run = wide(b[along] - a[along]);
        let rise = wide(b[across] - a[across]) * wide(self.limit - a[along]);
        // Half a unit more, then down: the nearest unit.
        let nearest = (2 * rise + run).div_euclid(2 * run);
        let mut spot = [self.limit; 2];
        spot[across] = a[across] + i64::try_from(nearest).unwrap_or_default();
        spot
    }
}

/// Cuts a ring to the box `low..=high` on both axes; `spare` is room to work in. The ring has no repeated
/// last point, before and after; it is empty when nothing is left.
pub(in crate::engine) fn clip(ring: &mut Vec<Spot>, spare: &mut Vec<Spot>, low: i64, high: i64) {
    for axis in 0..2 {
        for (limit, below) in [(low, false), (high, true)] {
            let side = Side { axis, limit, below };
            if ring.iter().all(|&spot| side.keeps(spot)) {
                continue;
            }
            spare.clear();
            let mut last = ring[ring.len() - 1];
            for &spot in ring.iter() {
                if side.keeps(spot) != side.keeps(last) {
                    spare.push(side.cross(last, spot));
                }
                if side.keeps(spot) {
                    spare.push(spot);
                }
                last = spot;
            }
            std::mem::swap(ring, spare);
            if ring.is_empty() {
                return;
            }
        }
    }
}

/// Takes out repeated points, spikes (out and straight back) and points on the way along an axis; a ring
/// of fewer than three points becomes empty.
pub(in crate::engine) fn tidy(ring: &mut Vec<Spot>) {
    let mut kept = 0;
    for at in 0..ring.len() {
        let spot = ring[at];
        if kept >= 1 && ring[kept - 1] == spot {
            continue;
        }
        if kept >= 2 && ring[kept - 2] == spot {
            kept -= 1;
            continue;
        }
        if kept >= 2 && straight(ring[kept - 2], ring[kept - 1], spot) {
            ring[kept - 1] = spot;
            continue;
        }
        ring[kept] = spot;
        kept += 1;
    }
    // The same where the ring closes.
    let mut first = 0;
    while kept - first >= 2 {
        if ring[kept - 1] == ring[first] {
            kept -= 1;
        } else if kept - first >= 3 && ring[kept - 2] == ring[first] {
            kept -= 2;
        } else if kept - first >= 3 && ring[kept - 1] == ring[first + 1] {
            first += 1;
            kept -= 1;
        } else {
            break;
        }
    }
    ring.truncate(kept);
    ring.drain(..first);
    if ring.len() < 3 {
        ring.clear();
    }
}

/// Whether the middle point only lies on the way, level or upright, from the one to the other.
fn straight(a: Spot, b: Spot, c: Spot) -> bool {
    let between = |axis: usize| (a[axis] < b[axis]) == (b[axis] < c[axis]);
    (a[0] == b[0] && b[0] == c[0] && between(1)) || (a[1] == b[1] && b[1] == c[1] && between(0))
}

/// Twice the area that a ring on the tile encloses; positive for an outer ring on a tile, whose y grows southward.
pub(in crate::engine) fn double_area(ring: &[Spot]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}
