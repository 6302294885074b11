//! Arcs joined end to end to rings that do not cross themselves.
//!
//! Land lies to the right of its border, as outer rings turn clockwise on the screen. Where several arcs
//! go on from a place, the one is taken that turns right most sharply, so that the way stays around one
//! piece of land; and when the way comes back to a place where it was, the loop between is a ring of its
//! own. So two squares that touch in a corner are two rings, and a hole that touches its outer ring is a
//! hole.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::borders::{Borders, Step};
use crate::base::location::Mercator;

/// The rings that the steps make; every place is left as often as it is entered.
pub(super) fn stitch(borders: &Borders, steps: &[Step]) -> Vec<Vec<Step>> {
    let mut rings = Vec::new();
    let mut ways = Ways { borders, from: FxHashMap::default() };
    for &step in steps {
        let [from, to] = borders.ends(step);
        if from == to {
            rings.push(vec![step]);
        } else {
            ways.from.entry(from).or_default().push(step);
        }
    }
    let mut path: Vec<Step> = Vec::new();
    // Place → the step of the path that begins there.
    let mut passed: FxHashMap<Mercator, usize> = FxHashMap::default();
    for &first in steps {
        let mut next = ways.take(first);
        while let Some(step) = next {
            let [from, to] = borders.ends(step);
            passed.insert(from, path.len());
            path.push(step);
            if let Some(&start) = passed.get(&to) {
                let ring: Vec<Step> = path.drain(start..).collect();
                for step in &ring {
                    passed.remove(&borders.ends(*step)[0]);
                }
                rings.push(ring);
            }
            next = path.last().and_then(|&last| ways.onward(last));
        }
    }
    rings
}

/// Steps that no ring has walked yet, by the place where they begin.
struct Ways<'a> {
    borders: &'a Borders,
    from: FxHashMap<Mercator, Vec<Step>>,
}

impl Ways<'_> {
    /// Takes a step, unless it was taken.
    fn take(&mut self, step: Step) -> Option<Step> {
        let ways = self.from.get_mut(&self.borders.ends(step)[0])?;
        let at = ways.iter().position(|&way| way == step)?;
        Some(ways.swap_remove(at))
    }

    /// Takes the step that goes on from the end of another one, turning right as sharply as any.
    fn onward(&mut self, last: Step) -> Option<Step> {
        let borders = self.borders;
        let ways = self.from.get_mut(&borders.ends(last)[1])?;
        let back = heading(borders, last, true);
        let ahead = |&way: &usize| heading(borders, ways[way], false);
        let sharpest = (0..ways.len()).min_by(|a, b| compare(back, ahead(a), ahead(b)))?;
        Some(ways.swap_remove(sharpest))
    }
}

/// East and south from one end of a step to the vertex next to it: from its first one, or from its last.
fn heading(borders: &Borders, step: Step, from_end: bool) -> [i64; 2] {
    let points = borders.arcs.row(step.arc());
    let last = points.len() - 1;
    let (end, beside) =
        if step.backward() == from_end { (points[0], points[1]) } else { (points[last], points[last - 1]) };
    [i64::from(beside.x) - i64::from(end.x), i64::from(beside.y) - i64::from(end.y)]
}

/// Which of two headings comes first when one turns counterclockwise on the screen, beginning after `back`.
fn compare(back: [i64; 2], a: [i64; 2], b: [i64; 2]) -> Ordering {
    // South is positive, so a counterclockwise turn has a negative product.
    let cross = |a: [i64; 2], b: [i64; 2]| i128::from(a[0]) * i128::from(b[1]) - i128::from(a[1]) * i128::from(b[0]);
    let along = |a: [i64; 2], b: [i64; 2]| i128::from(a[0]) * i128::from(b[0]) + i128::from(a[1]) * i128::from(b[1]);
    let half = |way: [i64; 2]| match (cross(back, way).cmp(&0), along(back, way) < 0) {
        (Ordering::Less, _) => 0,
        (Ordering::Equal, true) => 1,
        (Ordering::Greater, _) => 2,
        // Straight back, the last resort.
        (Ordering::Equal, false) => 3,
    };
    half(a).cmp(&half(b)).then_with(|| cross(a, b).cmp(&0))
}
