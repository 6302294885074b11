//! Polygons as GeoJSON, and boxes.

use std::sync::Arc;

use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

use crate::base::shape::{Ring, Shape, Vertex, runs_left};

/// A shape as a GeoJSON `MultiPolygon`: outer rings counterclockwise, holes clockwise (RFC 7946, 3.1.6).
pub(in crate::http) struct MultiPolygon(pub(in crate::http) Arc<Shape>);

/// A box as west, south, east, north.
pub(in crate::http) fn corners((low, high): (Vertex, Vertex)) -> [f64; 4] {
    let ([west, south], [east, north]) = (low.degrees(), high.degrees());
    [west, south, east, north]
}

impl Serialize for MultiPolygon {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut geometry = serializer.serialize_struct("MultiPolygon", 2)?;
        geometry.serialize_field("type", "MultiPolygon")?;
        geometry.serialize_field("coordinates", &List(self.0.polygons(), |polygon| Polygon(polygon)))?;
        geometry.end()
    }
}

/// Items, each in another dress.
struct List<'a, T, D>(&'a [T], fn(&'a T) -> D);

impl<T, D: Serialize> Serialize for List<'_, T, D> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(self.1))
    }
}

struct Polygon<'a>(&'a [Ring]);

impl Serialize for Polygon<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().enumerate().map(|(index, ring)| Turned { ring, left: index == 0 }))
    }
}

/// A ring, turned to run counterclockwise (`left`) or clockwise, and closed.
struct Turned<'a> {
    ring: &'a Ring,
    left: bool,
}

impl Serialize for Turned<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let len = self.ring.len();
        let mut out = serializer.serialize_seq(Some(len + 1))?;
        let turn = runs_left(self.ring) != self.left;
        for step in 0..=len {
            let at = step % len;
            let vertex = self.ring[if turn { len - 1 - at } else { at }];
            out.serialize_element(&vertex.degrees())?;
        }
        out.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_run_as_the_standard_says() {
        let ring = |points: &[(i32, i32)]| -> Ring {
            points.iter().map(|&(lon, lat)| Vertex { lon: lon * 10_000_000, lat: lat * 10_000_000 }).collect()
        };
        let outer = ring(&[(0, 0), (0, 4), (4, 4), (4, 0)]);
        let hole = ring(&[(1, 1), (1, 2), (2, 2), (2, 1)]);
        let shape = Shape::new(vec![vec![outer, hole]]).expect("shape");
        let json = serde_json::to_value(MultiPolygon(Arc::new(shape))).expect("json");
        let expected = serde_json::json!({"type": "MultiPolygon", "coordinates": [[
            [[4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0], [4.0, 0.0]],
            [[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 1.0], [1.0, 1.0]]
        ]]});
        assert_eq!(json, expected);
    }
}
