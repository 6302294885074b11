//! Shapes as compact bytes: counts, then each vertex as its step from the one before.
//!
//! Layout, all [`varint`]s: polygons; of each polygon its rings; of each ring its vertices, then a
//! signed step in longitude and one in latitude per vertex. The first step starts at 0°, 0°; the later
//! rings go on from where the one before ended, because neighbours on the list are neighbours on earth.

use crate::base::shape::{Ring, Shape, Vertex};
use crate::base::varint;

/// The bytes of a shape.
pub(super) fn encode(shape: &Shape) -> Vec<u8> {
    let mut out = Vec::with_capacity(8 + 5 * shape.vertices());
    let (mut lon, mut lat) = (0, 0);
    varint::put(&mut out, shape.polygons().len() as u64);
    for polygon in shape.polygons() {
        varint::put(&mut out, polygon.len() as u64);
        for ring in polygon {
            varint::put(&mut out, ring.len() as u64);
            for vertex in ring {
                let (to_lon, to_lat) = (i64::from(vertex.lon), i64::from(vertex.lat));
                varint::put_signed(&mut out, to_lon - lon);
                varint::put_signed(&mut out, to_lat - lat);
                (lon, lat) = (to_lon, to_lat);
            }
        }
    }
    out
}

/// The shape of those bytes; `None` when [`encode`] never wrote them.
pub(super) fn decode(mut bytes: &[u8]) -> Option<Shape> {
    let (mut lon, mut lat) = (0_i64, 0_i64);
    let mut polygons = Vec::new();
    for _ in 0..count(&mut bytes)? {
        let mut polygon = Vec::new();
        for _ in 0..count(&mut bytes)? {
            let vertices = count(&mut bytes)?;
            let mut ring = Ring::with_capacity(vertices);
            for _ in 0..vertices {
                lon = lon.checked_add(varint::take_signed(&mut bytes)?)?;
                lat = lat.checked_add(varint::take_signed(&mut bytes)?)?;
                ring.push(Vertex { lon: lon.try_into().ok()?, lat: lat.try_into().ok()? });
            }
            polygon.push(ring);
        }
        polygons.push(polygon);
    }
    if bytes.is_empty() { Shape::new(polygons).ok() } else { None }
}

/// How many things follow; never more than there are bytes, so that damage cannot ask for much memory.
fn count(bytes: &mut &[u8]) -> Option<usize> {
    usize::try_from(varint::take(bytes)?).ok().filter(|&count| count <= bytes.len())
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Any shape at all, the corners of the number range included.
    pub(in crate::store::sqlite) fn shapes() -> impl Strategy<Value = Shape> {
        let number = prop_oneof![any::<i32>(), -1000..1000_i32, Just(i32::MIN), Just(i32::MAX)];
        let vertex = (number.clone(), number).prop_map(|(lon, lat)| Vertex { lon, lat });
        let ring = prop::collection::vec(vertex, 3..12);
        let polygons = prop::collection::vec(prop::collection::vec(ring, 1..4), 1..4);
        polygons.prop_filter_map("rings need three vertices", |polygons| Shape::new(polygons).ok())
    }

    proptest! {
        #[test]
        fn shapes_round_trip(shape in shapes()) {
            prop_assert_eq!(decode(&encode(&shape)), Some(shape));
        }

        #[test]
        fn damage_is_seen_or_makes_another_shape(
            shape in shapes(), at in any::<prop::sample::Index>(), flip in 1..=255_u8
        ) {
            let mut bytes = encode(&shape);
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            prop_assert_ne!(decode(&bytes), Some(shape));
        }

        #[test]
        fn noise_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            decode(&bytes);
        }
    }

    #[test]
    fn a_small_square_takes_few_bytes() {
        let vertex = |lon, lat| Vertex { lon, lat };
        let ring = vec![vertex(0, 0), vertex(60, 0), vertex(60, 60), vertex(0, 60)];
        let shape = Shape::new(vec![vec![ring]]).expect("shape");
        assert_eq!(encode(&shape).len(), 3 + 4 * 2);
    }
}
