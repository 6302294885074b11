//! Cutting rings to a tile, against the boolean operations of `geo`.

use std::f64::consts::TAU;

use geo::{Area, BooleanOps, Coord, LineString, Polygon, Rect};
use proptest::prelude::*;

use super::support::Random;
use crate::engine::geography::clip::{Spot, clip, double_area, tidy};

/// A star around a place: simple, concave, with spikes over the box's sides and corners.
fn star(seed: u64, points: u32) -> Vec<Spot> {
    let mut random = Random(seed);
    let (x, y, size) = (random.between(-60.0, 160.0), random.between(-60.0, 160.0), random.between(5.0, 300.0));
    let point = |at: u32| {
        let (sin, cos) = (f64::from(at) * TAU / f64::from(points)).sin_cos();
        let far = random.between(0.1, 1.0) * size;
        [x + far * cos, y + far * sin].map(round)
    };
    (0..points).map(point).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "hundreds")]
fn round(at: f64) -> i64 {
    at.round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "hundreds")]
fn polygon(ring: &[Spot]) -> Polygon {
    let line = ring.iter().map(|spot| Coord { x: spot[0] as f64, y: spot[1] as f64 });
    Polygon::new(LineString::new(line.collect()), Vec::new())
}

proptest! {
    #[test]
    fn clipping_is_the_intersection_with_the_box(seed: u64, points in 3..20_u32) {
        let mut ring = star(seed, points);
        let whole = polygon(&ring);
        clip(&mut ring, &mut Vec::new(), 0, 100);
        prop_assert!(ring.iter().flatten().all(|at| (0..=100).contains(at)), "{ring:?}");
        let window = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 100.0, y: 100.0 }).to_polygon();
        let wanted = whole.intersection(&window).unsigned_area();
        let got = polygon(&ring).unsigned_area();
        // Each point on a side is rounded by half a unit at most, along edges of the box's size.
        prop_assert!((wanted - got).abs() <= 100.0 + f64::from(points) * 50.0 * 0.5, "{wanted} {got}");

        let area = double_area(&ring);
        tidy(&mut ring);
        prop_assert_eq!(double_area(&ring), area);
        prop_assert!(ring.is_empty() || ring.len() >= 3);
        for at in 0..ring.len() {
            let next = ring[(at + 1) % ring.len()];
            prop_assert!(ring[at] != next && ring[at] != ring[(at + 2) % ring.len()], "{:?}", ring);
        }
    }

    #[test]
    fn a_shared_edge_is_cut_at_the_same_place_from_both_sides(seed: u64) {
        let mut random = Random(seed);
        let mut spot = || [round(random.between(-300.0, 400.0)), round(random.between(-300.0, 400.0))];
        let (a, b, left, right) = (spot(), spot(), spot(), spot());
        let cut = |mut ring: Vec<Spot>| {
            clip(&mut ring, &mut Vec::new(), 0, 100);
            ring
        };
        let (one, other) = (cut(vec![a, b, left]), cut(vec![b, a, right]));
        for spot in cut(vec![a, b]) {
            prop_assert!(one.contains(&spot) && other.contains(&spot), "{spot:?} of {one:?} {other:?}");
        }
    }
}

#[test]
fn a_ring_around_the_box_becomes_the_box() {
    let mut ring = vec![[-50, -50], [500, -50], [500, 500], [-50, 500]];
    clip(&mut ring, &mut Vec::new(), 0, 100);
    tidy(&mut ring);
    assert_eq!((ring.len(), double_area(&ring)), (4, 20_000));
    let mut outside = vec![[200, 200], [300, 200], [300, 300]];
    clip(&mut outside, &mut Vec::new(), 0, 100);
    assert!(outside.is_empty());
}
