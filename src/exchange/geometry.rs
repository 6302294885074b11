//! Coordinates of GeoJSON in flat arrays, whatever their nesting, and the shapes made of them.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::error::shorten;
use crate::base::location::LonLat;
use crate::base::shape::{Shape, Vertex};

/// A geometry of a feature.
#[derive(Debug, Default)]
pub(super) struct Geometry {
    /// `Point`, `Polygon`, …; empty for none.
    pub(super) kind: String,
    points: Vec<[f64; 2]>,
    /// Where each ring ends in `points`.
    rings: Vec<usize>,
    /// Where each polygon ends in `rings`.
    polygons: Vec<usize>,
    /// How deep the nesting is: 1 for a position, 3 for a polygon.
    height: usize,
    /// What is wrong with the coordinates.
    fault: Option<String>,
}

impl Geometry {
    /// Forgets everything, keeps the buffers.
    pub(super) fn clear(&mut self) {
        self.kind.clear();
        self.points.clear();
        self.rings.clear();
        self.polygons.clear();
        self.height = 0;
        self.fault = None;
    }

    /// The pair of a point.
    pub(super) fn point(&self) -> Option<[f64; 2]> {
        match self.points.as_slice() {
            [point] if self.kind == "Point" && self.height == 1 && self.fault.is_none() => Some(*point),
            _ => None,
        }
    }

    /// The shape of a polygon or of several.
    ///
    /// # Errors
    /// The reason why there is none.
    pub(super) fn shape(&self) -> Result<Shape, String> {
        let height = match self.kind.as_str() {
            "Polygon" => 3,
            "MultiPolygon" => 4,
            "" => return Err("the feature has no geometry; a region needs a Polygon or MultiPolygon".to_owned()),
            other => {
                return Err(format!("the geometry is {}; a region needs a Polygon or MultiPolygon", shorten(other)));
            }
        };
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        if self.height != height {
            return Err(format!("the coordinates of a {} are nested {height} deep, here {}", self.kind, self.height));
        }
        let vertices = self.points.iter().map(|&point| vertex(point)).collect::<Result<Vec<_>, _>>()?;
        let rings = cut(&vertices, &self.rings);
        let polygons = match height {
            3 => vec![rings],
            _ => cut(&rings, &self.polygons),
        };
        Shape::new(polygons).map_err(|error| error.to_string())
    }

    fn spoil(&mut self, fault: &str) {
        self.fault.get_or_insert_with(|| fault.to_owned());
    }
}

fn vertex([x, y]: [f64; 2]) -> Result<Vertex, String> {
    LonLat::new(x, y).map(Vertex::from).map_err(|error| {
        if x.abs() > 1_000.0 || y.abs() > 1_000.0 {
            format!("{x}, {y} are metres of a projection, not degrees; convert the file to WGS-84 (EPSG:4326) first")
        } else {
            error.to_string()
        }
    })
}

/// Cuts items into groups that end at these places.
fn cut<T: Clone>(items: &[T], ends: &[usize]) -> Vec<Vec<T>> {
    let starts = std::iter::once(&0).chain(ends);
    starts.zip(ends).map(|(&start, &end)| items[start..end].to_vec()).collect()
}

/// Reads a geometry object, or null, into the geometry.
pub(super) struct GeometrySeed<'a>(pub(super) &'a mut Geometry);

impl<'de> DeserializeSeed<'de> for GeometrySeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for GeometrySeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a geometry or null")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => self.0.kind = map.next_value::<String>()?,
                "coordinates" => self.0.height = map.next_value_seed(Nest(self.0))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Reads one level of nested coordinates, and gives how many levels it holds; 0 for a number.
struct Nest<'a>(&'a mut Geometry);

impl<'de> DeserializeSeed<'de> for Nest<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Nest<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }

    fn visit_f64<E>(self, number: f64) -> Result<usize, E> {
        self.0.points.push([number, 0.0]);
        Ok(0)
    }

    #[expect(clippy::cast_precision_loss, reason = "coordinates are small numbers")]
    fn visit_u64<E>(self, number: u64) -> Result<usize, E> {
        self.0.points.push([number as f64, 0.0]);
        Ok(0)
    }

    #[expect(clippy::cast_precision_loss, reason = "coordinates are small numbers")]
    fn visit_i64<E>(self, number: i64) -> Result<usize, E> {
        self.0.points.push([number as f64, 0.0]);
        Ok(0)
    }

    fn visit_unit<E>(self) -> Result<usize, E> {
        self.0.spoil("a coordinate is null");
        Ok(0)
    }

    fn visit_bool<E>(self, _: bool) -> Result<usize, E> {
        self.0.spoil("a coordinate is no number");
        Ok(0)
    }

    fn visit_str<E>(self, _: &str) -> Result<usize, E> {
        self.0.spoil("a coordinate is no number");
        Ok(0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<usize, A::Error> {
        self.0.spoil("a coordinate is no number");
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<usize, A::Error> {
        let first = self.0.points.len();
        let mut level = None;
        while let Some(below) = seq.next_element_seed(Nest(self.0))? {
            if level.is_some_and(|level| level != below) {
                self.0.spoil("the coordinates are not evenly nested");
            }
            level = Some(below);
            // Numbers beyond the second are heights.
            if below == 0 && self.0.points.len() > first + 2 {
                self.0.points.truncate(first + 2);
            }
        }
        let Some(level) = level else {
            self.0.spoil("an array of the coordinates is empty");
            return Ok(1);
        };
        match level {
            0 => self.0.end_position(first),
            1 => self.0.rings.push(self.0.points.len()),
            2 => self.0.polygons.push(self.0.rings.len()),
            _ => {}
        }
        Ok(level + 1)
    }
}

impl Geometry {
    /// The numbers of a position were pushed as pairs of their own; makes them one pair.
    fn end_position(&mut self, first: usize) {
        if let [x, y] = self.points[first..] {
            self.points[first] = [x[0], y[0]];
        } else {
            self.spoil("a position needs longitude and latitude");
        }
        self.points.truncate(first + 1);
    }
}
