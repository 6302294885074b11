//! The features of a GeoJSON collection, one at a time.
//!
//! No feature may take more than [`MOST_FEATURE`] bytes of the file, and nothing else of it is held.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use encoding_rs::UTF_8;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::encoding::decode;
use super::error::{FileError, shorten};
use super::geometry::{Geometry, GeometrySeed};
use super::record::MAX_COLUMNS;
use super::source::{Oversize, Source};

/// Most bytes of a feature.
const MOST_FEATURE: usize = 64 << 20;
/// Most bytes of a property's name; what has a longer one is no column.
const MOST_NAME: usize = 800;

/// A feature on its way; used again for every feature.
#[derive(Default)]
pub(super) struct Feature {
    /// Names and values, the feature's `id` among them.
    pub(super) properties: Vec<(String, String)>,
    /// Empty where it was not asked for.
    pub(super) geometry: Geometry,
}

/// Whoever takes features; `Break` ends the reading.
pub(super) type Visit<'a> = &'a mut dyn FnMut(u64, &Feature) -> ControlFlow<()>;

/// Visits every feature of a file with its ordinal, counted from 1; its geometry only if asked for.
///
/// # Errors
/// [`FileError`] when the file is no feature collection, or not in degrees.
pub(super) fn walk(source: &mut Source<'_>, geometries: bool, visit: Visit<'_>) -> Result<(), FileError> {
    let budget = Rc::new(Cell::new(MOST_FEATURE));
    let text = Budgeted { inner: decode(source.open()?, UTF_8)?, budget: Rc::clone(&budget) };
    let mut json = serde_json::Deserializer::from_reader(BufReader::with_capacity(64 << 10, text));
    let mut walker = Walker { budget, geometries, visit, stopped: false, found: false, crs: None };
    let done = walker.deserialize(&mut json).and_then(|()| json.end());
    let Walker { stopped, found, crs, .. } = walker;
    match done {
        _ if stopped => return Ok(()),
        Err(error) if error.is_io() => return Err(io::Error::from(error).into()),
        Err(error) => return Err(FileError::Broken { format: "GeoJSON", reason: error.to_string() }),
        Ok(()) => {}
    }
    if !found {
        return Err(FileError::Format("the GeoJSON has no \"features\"; give a FeatureCollection".to_owned()));
    }
    match crs {
        Some(name) if !is_degrees(&name) => Err(FileError::Format(format!(
            "the file declares the coordinate system {}; convert it to WGS-84 degrees (EPSG:4326) first",
            shorten(&name)
        ))),
        _ => Ok(()),
    }
}

/// Whether a coordinate system that a file declares is WGS-84 in degrees, or equal to it within a
/// metre (CGCS2000, ETRS89).
fn is_degrees(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    ["CRS84", "4326", "4490", "4258"].iter().any(|known| name.ends_with(known))
}

/// Walks over the whole document.
struct Walker<'a> {
    budget: Rc<Cell<usize>>,
    geometries: bool,
    visit: Visit<'a>,
    stopped: bool,
    found: bool,
    crs: Option<String>,
}

impl<'de> DeserializeSeed<'de> for &mut Walker<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

/// The old way of declaring a coordinate system.
#[derive(serde::Deserialize)]
struct CrsMember {
    properties: Option<CrsName>,
}

#[derive(serde::Deserialize)]
struct CrsName {
    name: Option<String>,
}

impl<'de> Visitor<'de> for &mut Walker<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature collection")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "features" => {
                    self.found = true;
                    map.next_value_seed(Features(self))?;
                }
                "crs" => {
                    let member: Option<CrsMember> = map.next_value()?;
                    self.crs = member.and_then(|member| member.properties?.name);
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// The array of features.
struct Features<'a, 'b>(&'a mut Walker<'b>);

impl<'de> DeserializeSeed<'de> for Features<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut feature = Feature::default();
        let mut ordinal = 0;
        loop {
            self.0.budget.set(MOST_FEATURE);
            feature.properties.clear();
            feature.geometry.clear();
            let seed = FeatureSeed { feature: &mut feature, geometries: self.0.geometries };
            if seq.next_element_seed(seed)?.is_none() {
                return Ok(());
            }
            ordinal += 1;
            if (self.0.visit)(ordinal, &feature).is_break() {
                self.0.stopped = true;
                return Err(A::Error::custom("stopped"));
            }
        }
    }
}

struct FeatureSeed<'a> {
    feature: &'a mut Feature,
    geometries: bool,
}

impl<'de> DeserializeSeed<'de> for FeatureSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FeatureSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut id = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "properties" => map.next_value_seed(Properties(&mut self.feature.properties))?,
                "id" => id = Some(map.next_value_seed(Scalar)?),
                "geometry" if self.geometries => map.next_value_seed(GeometrySeed(&mut self.feature.geometry))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if let Some(id) = id
            && self.feature.properties.iter().all(|(name, _)| name != "id")
        {
            self.feature.properties.push(("id".to_owned(), id));
        }
        Ok(())
    }
}

/// The properties of a feature, or null.
struct Properties<'a>(&'a mut Vec<(String, String)>);

impl<'de> DeserializeSeed<'de> for Properties<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Properties<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("properties or null")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value_seed(Scalar)?;
            if self.0.len() <= MAX_COLUMNS && name.len() <= MOST_NAME {
                self.0.push((name, value));
            }
        }
        Ok(())
    }
}

/// A property's value as text; null, arrays and objects are empty.
struct Scalar;

impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scalar {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E>(self, number: f64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_bool<E>(self, flag: bool) -> Result<String, E> {
        Ok(flag.to_string())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<String, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(String::new())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(String::new())
    }
}

/// A reader that fails when more is read than the budget allows before it is set again.
struct Budgeted<R> {
    inner: R,
    budget: Rc<Cell<usize>>,
}

impl<R: Read> Read for Budgeted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.budget.get().checked_sub(count).ok_or_else(|| {
            io::Error::other(Oversize(format!("a feature takes more than {} MiB", MOST_FEATURE >> 20)))
        })?;
        self.budget.set(left);
        Ok(count)
    }
}
