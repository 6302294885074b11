//! A shape as Mercator vertices, each with the weight that says at which zooms it is drawn.

use crate::base::location::{LonLat, Mercator};
use crate::base::tile::Square;
use crate::engine::geography::weights;

/// The rings of a polygon, or one line.
#[derive(Debug)]
pub(super) struct Outline {
    /// Vertices with their weights; a ring repeats its first one at its end.
    pub(super) paths: Vec<Vec<(Mercator, f32)>>,
    /// The box around the first path, which holds the others.
    pub(super) bounds: Square,
}

impl Outline {
    /// Closed rings, the outer one first.
    pub(super) fn closed(rings: &[Vec<LonLat>]) -> Self {
        Self::of(rings.iter().filter(|ring| ring.len() > 3).map(|ring| {
            let mut points = project(ring);
            let weights = weights::closed(&mut points);
            points.into_iter().zip(weights).collect()
        }))
    }

    /// A line from one end to the other.
    pub(super) fn open(line: &[LonLat]) -> Self {
        Self::of((line.len() > 1).then(|| {
            let points = project(line);
            let weights = weights::open(&points);
            points.into_iter().zip(weights).collect()
        }))
    }

    fn of(paths: impl IntoIterator<Item = Vec<(Mercator, f32)>>) -> Self {
        let paths: Vec<_> = paths.into_iter().collect();
        let mut bounds = Square { min: Mercator { x: u32::MAX, y: u32::MAX }, max: Mercator { x: 0, y: 0 } };
        for (place, _) in paths.first().into_iter().flatten() {
            bounds.min = Mercator { x: bounds.min.x.min(place.x), y: bounds.min.y.min(place.y) };
            bounds.max = Mercator { x: bounds.max.x.max(place.x), y: bounds.max.y.max(place.y) };
        }
        Self { paths, bounds }
    }
}

fn project(points: &[LonLat]) -> Vec<Mercator> {
    points.iter().map(|&point| point.into()).collect()
}
