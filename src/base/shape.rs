//! Areas on earth: polygons in fixed-point degrees, so that shared borders are equal to the digit.

use super::location::{EARTH_RADIUS_M, LonLat};

/// Units of [`Vertex`] in a degree: 1e-7 degrees are 1.1 cm.
pub const UNITS_PER_DEGREE: f64 = 1e7;

/// A vertex in units of 1e-7 degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vertex {
    /// Longitude × 10⁷.
    pub lon: i32,
    /// Latitude × 10⁷.
    pub lat: i32,
}

impl From<LonLat> for Vertex {
    #[expect(clippy::cast_possible_truncation, reason = "1.8e9 fits an i32")]
    fn from(place: LonLat) -> Self {
        Self {
            lon: (place.lon() * UNITS_PER_DEGREE).round() as i32,
            lat: (place.lat() * UNITS_PER_DEGREE).round() as i32,
        }
    }
}

impl Vertex {
    /// Degrees east and north.
    #[must_use]
    pub fn degrees(self) -> [f64; 2] {
        [f64::from(self.lon) / UNITS_PER_DEGREE, f64::from(self.lat) / UNITS_PER_DEGREE]
    }
}

/// A closed ring of at least three distinct vertices, without the repeated last one.
pub type Ring = Vec<Vertex>;

/// Whether the ring runs counterclockwise.
#[must_use]
pub fn runs_left(ring: &Ring) -> bool {
    let next = ring.iter().cycle().skip(1);
    let doubled: i128 = ring
        .iter()
        .zip(next)
        .map(|(a, b)| i128::from(a.lon) * i128::from(b.lat) - i128::from(b.lon) * i128::from(a.lat))
        .sum();
    doubled > 0
}

/// Why rings make no area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShapeError {
    /// No polygon at all, or a polygon without an outer ring.
    #[error("the geometry holds no polygon")]
    Empty,
    /// A ring of fewer than three distinct vertices.
    #[error("a ring needs three distinct vertices, got {0}")]
    ShortRing(usize),
}

/// An area: polygons of one outer ring and any number of holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    polygons: Vec<Vec<Ring>>,
}

impl Shape {
    /// The area of these polygons; each is its outer ring, then its holes. Repeated neighbours and a
    /// repeated last vertex are dropped.
    ///
    /// # Errors
    /// [`ShapeError`] when there is no polygon, or a ring is too short.
    pub fn new(mut polygons: Vec<Vec<Ring>>) -> Result<Self, ShapeError> {
        if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
            return Err(ShapeError::Empty);
        }
        for ring in polygons.iter_mut().flatten() {
            ring.dedup();
            while ring.len() > 1 && ring.first() == ring.last() {
                ring.pop();
            }
            if ring.len() < 3 {
                return Err(ShapeError::ShortRing(ring.len()));
            }
        }
        Ok(Self { polygons })
    }

    /// The polygons: each its outer ring, then its holes.
    #[must_use]
    pub fn polygons(&self) -> &[Vec<Ring>] {
        &self.polygons
    }

    /// How many vertices there are.
    #[must_use]
    pub fn vertices(&self) -> usize {
        self.polygons.iter().flatten().map(Vec::len).sum()
    }

    /// The area in square kilometres on a sphere of the earth's mean radius: of each ring the sum of the strips between
    /// its edges and the equator (Chamberlain and Duquette, "Some Algorithms for Polygons on a Sphere", 2007), the outer
    /// one less its holes.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        fn ring_area(ring: &Ring) -> f64 {
            let next = ring.iter().cycle().skip(1);
            let strips = ring.iter().zip(next).map(|(a, b)| {
                let ([a_lon, a_lat], [b_lon, b_lat]) = (a.degrees(), b.degrees());
                (b_lon - a_lon).to_radians() * (a_lat.to_radians().sin() + b_lat.to_radians().sin()) / 2.0
            });
            strips.sum::<f64>().abs()
        }
        let areas = self.polygons.iter().map(|rings| {
            let (outer, holes) = rings.split_first().map_or((0.0, &[][..]), |(outer, holes)| (ring_area(outer), holes));
            outer - holes.iter().map(ring_area).sum::<f64>()
        });
        areas.sum::<f64>() * (EARTH_RADIUS_M / 1_000.0).powi(2)
    }

    /// South-western and north-eastern corner.
    #[must_use]
    pub fn bounds(&self) -> (Vertex, Vertex) {
        let mut low = Vertex { lon: i32::MAX, lat: i32::MAX };
        let mut high = Vertex { lon: i32::MIN, lat: i32::MIN };
        for vertex in self.polygons.iter().flatten().flatten() {
            low = Vertex { lon: low.lon.min(vertex.lon), lat: low.lat.min(vertex.lat) };
            high = Vertex { lon: high.lon.max(vertex.lon), lat: high.lat.max(vertex.lat) };
        }
        (low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(i32, i32)]) -> Ring {
        points.iter().map(|&(lon, lat)| Vertex { lon, lat }).collect()
    }

    #[test]
    fn closing_vertices_are_dropped() {
        let shape = Shape::new(vec![vec![ring(&[(0, 0), (4, 0), (4, 0), (4, 4), (0, 0)])]]).expect("shape");
        assert_eq!(shape.vertices(), 3);
        assert_eq!(shape.bounds(), (Vertex { lon: 0, lat: 0 }, Vertex { lon: 4, lat: 4 }));
    }

    /// A field of the grid of parallels and meridians has the area R² × Δλ × Δsin φ.
    #[test]
    fn areas_are_those_of_the_sphere() {
        let degrees = |lon: i32, lat: i32| (lon * 10_000_000, lat * 10_000_000);
        let field = |west: i32, south: i32, size: i32| {
            let corner = |x, y| degrees(west + x * size, south + y * size);
            ring(&[corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)])
        };
        let expected = |south: f64, size: f64| {
            let sines = (south + size).to_radians().sin() - south.to_radians().sin();
            6_371.008_8_f64.powi(2) * size.to_radians() * sines
        };
        let close = |shape: Vec<Vec<Ring>>, expected: f64| {
            let area = Shape::new(shape).expect("shape").area_km2();
            assert!((area - expected).abs() < 1e-6 * expected, "{area} for {expected}");
        };
        close(vec![vec![field(100, 30, 1)]], expected(30.0, 1.0));
        let mut backwards = field(100, -31, 1);
        backwards.reverse();
        close(vec![vec![backwards]], expected(30.0, 1.0));
        let (whole, hole) = (expected(20.0, 10.0), expected(24.0, 2.0));
        close(vec![vec![field(100, 20, 10), field(103, 24, 2)]], whole - hole);
        close(vec![vec![field(100, 20, 10)], vec![field(150, 24, 2)]], whole + hole);
    }

    #[test]
    fn degenerate_rings_are_refused() {
        assert_eq!(Shape::new(vec![]), Err(ShapeError::Empty));
        assert_eq!(Shape::new(vec![vec![ring(&[(0, 0), (1, 1), (0, 0)])]]), Err(ShapeError::ShortRing(2)));
    }
}
