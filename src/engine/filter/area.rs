//! Areas that a question draws: boxes and polygons, tested against blocks and stations.

use std::sync::Arc;

use geo::{BoundingRect, Contains, Coord, CoordsIter, LineString, MultiPolygon, Polygon, Rect};

use crate::base::location::{LonLat, Mercator};
use crate::base::shape::{Ring, Vertex};
use crate::base::tile::Square;
use crate::engine::geography::areas::Areas;

/// Most vertices of an area.
const MAX_AREA_VERTICES: usize = 100_000;

/// Why coordinates make no area.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AreaError {
    /// A coordinate that is no place on earth.
    #[error("an area's coordinates are longitude and latitude in degrees: {0}")]
    Coordinate(String),
    /// A ring with too few places.
    #[error("a ring of an area needs four positions, the last equal to the first; got {0}")]
    ShortRing(usize),
    /// No ring at all.
    #[error("the area is empty")]
    Empty,
    /// Beyond [`MAX_AREA_VERTICES`].
    #[error("an area may have {MAX_AREA_VERTICES} vertices")]
    TooLarge,
    /// South of its south, or without width.
    #[error("a box is west, south, east, north with south < north, and west and east apart")]
    InsideOut,
}

/// An area in WGS-84 degrees, its border included; edges are straight in longitude and latitude.
#[derive(Clone, Debug)]
pub struct Area {
    polygons: Arc<MultiPolygon<f64>>,
    /// The same polygons, made ready for many points.
    prepared: Arc<Areas>,
    bounds: Square,
}

impl PartialEq for Area {
    fn eq(&self, other: &Self) -> bool {
        self.polygons == other.polygons
    }
}

/// Whether a block lies wholly inside is asked of areas of so few vertices only: for others, asking every
/// station costs less.
const SIMPLE_AREA_VERTICES: usize = 200;

/// How an area lies to a block.
pub(super) enum Relation {
    Apart,
    Covers,
    Crosses,
}

impl Area {
    /// The box between west, south, east and north; [`Filter::bbox`](super::Filter::bbox) also knows boxes that
    /// cross the antimeridian.
    ///
    /// # Errors
    /// [`AreaError`] when a number is out of range or the box is inside out.
    pub(in crate::engine) fn bbox([west, south, east, north]: [f64; 4]) -> Result<Self, AreaError> {
        if west >= east || south >= north {
            return Err(AreaError::InsideOut);
        }
        Self::polygons(vec![vec![vec![[west, south], [east, south], [east, north], [west, north], [west, south]]]])
    }

    /// The area of polygons, each its outer ring and then its holes, as GeoJSON gives them.
    ///
    /// # Errors
    /// [`AreaError`] names what is wrong.
    pub fn polygons(polygons: Vec<Vec<Vec<[f64; 2]>>>) -> Result<Self, AreaError> {
        if polygons.iter().flatten().map(Vec::len).sum::<usize>() > MAX_AREA_VERTICES {
            return Err(AreaError::TooLarge);
        }
        let mut made = Vec::with_capacity(polygons.len());
        for polygon in polygons {
            let mut rings = Vec::with_capacity(polygon.len());
            for ring in polygon {
                if ring.len() < 4 {
                    return Err(AreaError::ShortRing(ring.len()));
                }
                for &[lon, lat] in &ring {
                    LonLat::new(lon, lat).map_err(|error| AreaError::Coordinate(error.to_string()))?;
                }
                rings.push(LineString::from(ring));
            }
            let mut rings = rings.into_iter();
            let outer = rings.next().ok_or(AreaError::Empty)?;
            made.push(Polygon::new(outer, rings.collect()));
        }
        let polygons = MultiPolygon::new(made);
        let rect = polygons.bounding_rect().ok_or(AreaError::Empty)?;
        // A unit of slack: the middle of a Mercator unit may lie beside the edge it came from.
        let corner = |lon, lat| LonLat::new(lon, lat).map(Mercator::from);
        let (Ok(nw), Ok(se)) = (corner(rect.min().x, rect.max().y), corner(rect.max().x, rect.min().y)) else {
            return Err(AreaError::Empty);
        };
        let bounds = Square {
            min: Mercator { x: nw.x.saturating_sub(1), y: nw.y.saturating_sub(1) },
            max: Mercator { x: se.x.saturating_add(1), y: se.y.saturating_add(1) },
        };
        let mut prepared = Areas::default();
        for polygon in &polygons {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            let vertex = |at: &Coord<f64>| LonLat::new(at.x, at.y).ok().map(Vertex::from);
            let rings: Vec<Ring> = rings.map(|ring| ring.0.iter().filter_map(vertex).collect()).collect();
            prepared.push(&rings);
        }
        Ok(Self { polygons: Arc::new(polygons), prepared: Arc::new(prepared), bounds })
    }

    /// A box that holds the area.
    #[must_use]
    pub fn bounds(&self) -> Square {
        self.bounds
    }

    /// Whether the place, rounded to 1e-7 degrees, lies in the area or on its border.
    #[must_use]
    pub fn contains(&self, place: Mercator) -> bool {
        let vertex = Vertex::from(place.lonlat());
        (0..).take(self.polygons.0.len()).any(|polygon| self.prepared.holds(polygon, vertex))
    }

    pub(super) fn relation(&self, block: &Square) -> Relation {
        if !self.bounds.intersects(block) {
            return Relation::Apart;
        }
        if self.polygons.coords_count() > SIMPLE_AREA_VERTICES {
            return Relation::Crosses;
        }
        let (nw, se) = (block.min.lonlat(), block.max.lonlat());
        let rect = Rect::new((nw.lon(), se.lat()), (se.lon(), nw.lat()));
        if self.polygons.contains(&rect.to_polygon()) { Relation::Covers } else { Relation::Crosses }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_checked() {
        assert!(Area::bbox([1.0, 2.0, 3.0, 4.0]).is_ok());
        assert_eq!(Area::bbox([3.0, 2.0, 1.0, 4.0]), Err(AreaError::InsideOut));
        assert!(matches!(Area::bbox([1.0, 2.0, 300.0, 4.0]), Err(AreaError::Coordinate(_))));
        assert!(Area::bbox([f64::NAN, 2.0, 3.0, 4.0]).is_err());
        assert_eq!(Area::polygons(vec![]), Err(AreaError::Empty));
        assert_eq!(Area::polygons(vec![vec![vec![[0.0, 0.0]; 3]]]), Err(AreaError::ShortRing(3)));
    }

    #[test]
    fn holes_are_outside() {
        let square = |a: f64, b: f64| vec![[a, a], [b, a], [b, b], [a, b], [a, a]];
        let ring = Area::polygons(vec![vec![square(0.0, 10.0), square(4.0, 6.0)]]).expect("area");
        let at = |lon, lat| Mercator::from(LonLat::new(lon, lat).expect("place"));
        assert!(ring.contains(at(1.0, 1.0)) && !ring.contains(at(5.0, 5.0)) && !ring.contains(at(11.0, 5.0)));
    }
}
