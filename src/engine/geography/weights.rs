//! How much each vertex of an arc matters, after Visvalingam and Whyatt: take away the vertex that makes
//! the smallest triangle with its neighbours, again and again; the area it made is its weight, or that of
//! a vertex taken away before it if that was larger. To simplify is then to keep the vertices above a
//! weight. Areas are in square Mercator units, so they mean the same share of a tile everywhere.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::base::location::Mercator;

/// The weight of a vertex that always stays.
const ALWAYS: f32 = f32::INFINITY;

/// The weights of an arc between junctions; both ends always stay.
pub(in crate::engine) fn open(points: &[Mercator]) -> Vec<f32> {
    let last = points.len() - 1;
    let mut chain = Chain {
        before: (0..points.len()).map(|at| at.saturating_sub(1)).collect(),
        after: (0..points.len()).map(|at| (at + 1).min(last)).collect(),
        points,
        weights: vec![ALWAYS; points.len()],
    };
    chain.wear(1..last, last.saturating_sub(1));
    chain.weights
}

/// The weights of a closed arc whose last point repeats the first one. The arc is turned to begin with
/// one of the three vertices that matter most; these weigh what their triangle does, so that the ring
/// falls to a point, and vanishes, below that.
pub(in crate::engine) fn closed(points: &mut Vec<Mercator>) -> Vec<f32> {
    points.pop();
    let count = points.len();
    let mut chain = Chain {
        before: (0..count).map(|at| at.checked_sub(1).unwrap_or(count - 1)).collect(),
        after: (0..count).map(|at| if at + 1 == count { 0 } else { at + 1 }).collect(),
        points,
        weights: vec![ALWAYS; count],
    };
    let heaviest = chain.wear(0..count, count.saturating_sub(3));
    let mut weights = chain.weights;
    let mut start = 0;
    for (at, weight) in weights.iter_mut().enumerate().filter(|(_, weight)| **weight == ALWAYS) {
        *weight = heaviest;
        start = at;
    }
    points.rotate_left(start);
    weights.rotate_left(start);
    points.push(points[0]);
    weights[0] = ALWAYS;
    weights.push(ALWAYS);
    weights
}

/// A doubly linked list of the vertices that are still there.
struct Chain<'a> {
    points: &'a [Mercator],
    before: Vec<usize>,
    after: Vec<usize>,
    weights: Vec<f32>,
}

impl Chain<'_> {
    /// Takes away `times` of the candidates, the lightest first, and weighs them. The result is the
    /// weight of the lightest one left, or that of the last one taken if it is larger.
    fn wear(&mut self, candidates: std::ops::Range<usize>, times: usize) -> f32 {
        let inner = candidates.clone();
        let mut areas: Vec<f64> = vec![0.0; self.points.len()];
        let mut queue = BinaryHeap::with_capacity(candidates.len());
        for at in candidates {
            areas[at] = self.area(at);
            queue.push(Reverse((areas[at].to_bits(), at)));
        }
        let mut heaviest = 0.0_f32;
        let mut left = times;
        while let Some(Reverse((bits, at))) = queue.pop() {
            // Areas are not negative, so their bits are in the order of their values. An entry that is
            // no longer true was followed by another one.
            if bits != areas[at].to_bits() || self.weights[at] != ALWAYS {
                continue;
            }
            heaviest = heaviest.max(narrow(areas[at]));
            if left == 0 {
                break;
            }
            left -= 1;
            self.weights[at] = heaviest;
            let (before, after) = (self.before[at], self.after[at]);
            self.after[before] = after;
            self.before[after] = before;
            for beside in [before, after] {
                if inner.contains(&beside) {
                    areas[beside] = self.area(beside);
                    queue.push(Reverse((areas[beside].to_bits(), beside)));
                }
            }
        }
        heaviest
    }

    /// The triangle that a vertex makes with its neighbours.
    fn area(&self, at: usize) -> f64 {
        let [a, b, c] = [self.before[at], at, self.after[at]].map(|at| self.points[at]);
        let from_b = |p: Mercator| (f64::from(p.x) - f64::from(b.x), f64::from(p.y) - f64::from(b.y));
        let ((ax, ay), (cx, cy)) = (from_b(a), from_b(c));
        (ax * cy - ay * cx).abs() / 2.0
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a weight is compared with thresholds a factor of four apart")]
fn narrow(area: f64) -> f32 {
    area as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(list: &[(u32, u32)]) -> Vec<Mercator> {
        list.iter().map(|&(x, y)| Mercator { x, y }).collect()
    }

    #[test]
    fn an_arc_loses_its_flattest_vertices_first() {
        // A straight stretch, a small tooth, a large one.
        let weights = open(&points(&[(0, 0), (10, 0), (20, 0), (22, 2), (24, 0), (40, 0), (60, 40), (80, 0)]));
        assert_eq!(weights[..4].to_vec(), [ALWAYS, 0.0, 4.0, 4.0]);
        assert!(weights[6] > 700.0, "{weights:?}");
        assert_eq!(open(&points(&[(0, 0), (5, 5)])), [ALWAYS; 2]);
    }

    #[test]
    fn weights_never_fall_while_vertices_go() {
        // Without the tooth its feet lie flat, but they go no earlier for that.
        let weights = open(&points(&[(0, 0), (10, 0), (12, 2), (14, 0), (24, 0)]));
        assert_eq!(weights, [ALWAYS, 4.0, 4.0, 4.0, ALWAYS]);
    }

    #[test]
    fn a_closed_arc_falls_to_a_point_below_its_own_area() {
        let mut ring = points(&[(0, 0), (5, 1), (10, 0), (10, 10), (0, 10), (0, 0)]);
        let weights = closed(&mut ring);
        assert_eq!((ring.len(), weights.len(), ring[0]), (6, 6, ring[5]));
        assert_eq!((weights[0], weights[5]), (ALWAYS, ALWAYS));
        // The dent goes first, then a corner; the last triangle is half of the square.
        let mut inner = weights[1..5].to_vec();
        inner.sort_by(f32::total_cmp);
        assert_eq!(inner, [5.0, 50.0, 50.0, 50.0]);
    }
}
