//! Cutting lines to a tile: each edge by what of it lies inside, after Liang and Barsky.

use crate::engine::geography::Spot;

/// Gives the pieces of a line that lie in the box `low..=high` on both axes, each of two points or more.
pub(super) fn clip(line: &[Spot], low: i64, high: i64, mut piece: impl FnMut(&[Spot])) {
    let mut run: Vec<Spot> = Vec::new();
    let mut end = |run: &mut Vec<Spot>| {
        if run.len() > 1 {
            piece(run);
        }
        run.clear();
    };
    for edge in line.windows(2) {
        let Some([from, to]) = inside(edge[0], edge[1], low, high) else {
            end(&mut run);
            continue;
        };
        if run.last() != Some(&from) {
            end(&mut run);
            run.push(from);
        }
        if to != from {
            run.push(to);
        }
    }
    end(&mut run);
}

/// What of an edge lies in the box.
fn inside(a: Spot, b: Spot, low: i64, high: i64) -> Option<[Spot; 2]> {
    let is_in = |spot: Spot| spot.iter().all(|at| (low..=high).contains(at));
    if is_in(a) && is_in(b) {
        return Some([a, b]);
    }
    let wide = |at: i64| exact(at);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let run = wide(b[axis] - a[axis]);
        let (near, far) = (wide(low - a[axis]), wide(high - a[axis]));
        if run == 0.0 {
            if near > 0.0 || far < 0.0 {
                return None;
            }
            continue;
        }
        let (first, last) = if run > 0.0 { (near / run, far / run) } else { (far / run, near / run) };
        enter = enter.max(first);
        leave = leave.min(last);
    }
    if enter > leave {
        return None;
    }
    let at = |share: f64| {
        let along = |axis: usize| (a[axis] + whole(share * wide(b[axis] - a[axis]))).clamp(low, high);
        [along(0), along(1)]
    };
    Some([if enter > 0.0 { at(enter) } else { a }, if leave < 1.0 { at(leave) } else { b }])
}

#[expect(clippy::cast_precision_loss, reason = "tile units are far below 2^53")]
fn exact(units: i64) -> f64 {
    units as f64
}

#[expect(clippy::cast_possible_truncation, reason = "tile units are far below 2^53")]
fn whole(units: f64) -> i64 {
    units.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(line: &[Spot]) -> Vec<Vec<Spot>> {
        let mut found = Vec::new();
        clip(line, 0, 10, |piece| found.push(piece.to_vec()));
        found
    }

    #[test]
    fn a_line_is_cut_where_it_leaves_and_comes_back() {
        assert_eq!(pieces(&[[1, 1], [5, 5], [9, 1]]), [[[1, 1], [5, 5], [9, 1]]]);
        assert_eq!(pieces(&[[-10, 5], [20, 5]]), [[[0, 5], [10, 5]]]);
        assert_eq!(pieces(&[[5, 5], [5, 20], [8, 20], [8, 2]]), [[[5, 5], [5, 10]], [[8, 10], [8, 2]]]);
    }

    #[test]
    fn what_passes_by_leaves_nothing() {
        for line in [&[[-5, -5], [-5, 20]][..], &[[-4, 8], [4, 16]], &[[-3, 0], [0, -3]], &[[5, 5], [5, 5]], &[[5, 5]]]
        {
            assert_eq!(pieces(line), Vec::<Vec<Spot>>::new(), "{line:?}");
        }
    }
}
