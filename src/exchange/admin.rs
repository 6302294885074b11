//! China's divisions out of `data/admin.topo.json.gz`, whose format `data/README.md` describes.
//!
//! The file keeps borders as arcs that neighbours and levels share; a ring is a chain of arcs. Nothing
//! is rounded on the way: microdegrees become units of 1e-7 degrees, so shared borders stay equal to
//! the digit.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use flate2::read::GzDecoder;
use serde::Deserialize;

use crate::base::location::{LocationError, LonLat};
use crate::base::shape::{Ring, Shape, ShapeError, Vertex};
use crate::domain::region::{ADMIN_LEVELS, Extent, RegionDraft};

/// The file, built by `data/build.py`.
static FILE: &[u8] = include_bytes!("../../data/admin.topo.json.gz");

/// Units of [`Vertex`] in a microdegree.
const UNITS_PER_MICRODEGREE: i32 = 10;

/// Why bytes are no divisions.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// Not gzip, or cut short.
    #[error("the divisions cannot be unpacked: {0}")]
    Gzip(#[from] std::io::Error),
    /// Not the JSON that the format asks for.
    #[error("the divisions are not the TopoJSON expected: {0}")]
    Json(#[from] serde_json::Error),
    /// A scale other than microdegrees.
    #[error("the divisions must be in microdegrees (scale 1e-6, translate 0), got scale {0:?}")]
    Scale([f64; 2]),
    /// An arc that leaves the earth.
    #[error("arc {0} leaves the earth")]
    OffEarth(usize),
    /// A ring that names an arc which is not there.
    #[error("{code} refers to arc {arc}, of {arcs}")]
    NoArc {
        /// The division.
        code: String,
        /// The reference as it stands.
        arc: i32,
        /// How many arcs there are.
        arcs: usize,
    },
    /// A ring whose arcs do not follow one another, or whose last does not lead back to the first.
    #[error("a ring of {code} breaks at arc {arc}")]
    BrokenRing {
        /// The division.
        code: String,
        /// The arc that does not start where the one before it ends.
        arc: i32,
    },
    /// Rings that make no area.
    #[error("{code}: {reason}")]
    Shape {
        /// The division.
        code: String,
        /// What is wrong.
        reason: ShapeError,
    },
    /// A centre that is no place on earth.
    #[error("the centre of {code}: {reason}")]
    Center {
        /// The division.
        code: String,
        /// What is wrong.
        reason: LocationError,
    },
}

/// The divisions of China as regions of the admin set: 34 provinces, 375 cities and 2,891 districts,
/// parents before children.
///
/// # Errors
/// [`AdminError`] if the file inside this program is damaged.
pub fn divisions() -> Result<Vec<RegionDraft>, AdminError> {
    decode(FILE)
}

/// The code by which the admin set knows a division of a level. Published codes are unique within a
/// level only: 110000 is a province and its one city, 441900 a city and its one district. The level that
/// GB/T 2260 means by a code (…0000 a province, …00 a city, otherwise a district) keeps it; at other
/// levels the level is appended.
///
/// ```
/// use forecourt::exchange::admin::code;
/// assert_eq!((code("440300", "city"), code("110000", "city")), ("440300".into(), "110000-city".into()));
/// assert_eq!((code("419001", "city"), code("419001", "district")), ("419001-city".into(), "419001".into()));
/// ```
#[must_use]
pub fn code(published: &str, level: &str) -> String {
    let meant = match published {
        code if code.ends_with("0000") => ADMIN_LEVELS[0],
        code if code.ends_with("00") => ADMIN_LEVELS[1],
        _ => ADMIN_LEVELS[2],
    };
    if level == meant { published.to_owned() } else { format!("{published}-{level}") }
}

#[derive(Deserialize)]
struct Topology<'a> {
    transform: Transform,
    #[serde(borrow)]
    objects: Objects<'a>,
    /// Each a first vertex and the steps from there.
    arcs: Vec<Vec<[i32; 2]>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects<'a> {
    #[serde(borrow)]
    province: Level<'a>,
    #[serde(borrow)]
    city: Level<'a>,
    #[serde(borrow)]
    district: Level<'a>,
}

#[derive(Deserialize)]
struct Level<'a> {
    #[serde(borrow)]
    geometries: Vec<Division<'a>>,
}

#[derive(Deserialize)]
struct Division<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    properties: Properties<'a>,
    /// Polygons of rings of arcs.
    arcs: Vec<Vec<Vec<i32>>>,
}

#[derive(Deserialize)]
struct Properties<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    parent: Option<Cow<'a, str>>,
    center: [f64; 2],
}

fn decode(file: &[u8]) -> Result<Vec<RegionDraft>, AdminError> {
    let mut json = Vec::new();
    GzDecoder::new(file).read_to_end(&mut json)?;
    let topology: Topology<'_> = serde_json::from_slice(&json)?;
    let Transform { scale, translate } = topology.transform;
    let exactly = |pair: [f64; 2], value: f64| pair.map(f64::to_bits) == [value.to_bits(); 2];
    if !(exactly(scale, 1e-6) && exactly(translate, 0.0)) {
        return Err(AdminError::Scale(scale));
    }
    let arcs = topology
        .arcs
        .iter()
        .enumerate()
        .map(|(index, steps)| walk(steps).ok_or(AdminError::OffEarth(index)))
        .collect::<Result<Vec<_>, _>>()?;

    let Objects { province, city, district } = topology.objects;
    let [top, middle, bottom] = ADMIN_LEVELS;
    let levels = [(top, top, province), (middle, top, city), (bottom, middle, district)];
    let mut drafts = Vec::new();
    for (level, above, Level { geometries }) in levels {
        for division in geometries {
            drafts.push(draft(&division, level, above, &arcs)?);
        }
    }
    Ok(drafts)
}

/// The vertices of an arc, if all lie on earth.
fn walk(steps: &[[i32; 2]]) -> Option<Ring> {
    let mut at = Vertex { lon: 0, lat: 0 };
    steps
        .iter()
        .map(|&[east, north]| {
            at = Vertex {
                lon: at.lon.checked_add(east.checked_mul(UNITS_PER_MICRODEGREE)?)?,
                lat: at.lat.checked_add(north.checked_mul(UNITS_PER_MICRODEGREE)?)?,
            };
            let [lon, lat] = at.degrees();
            LonLat::new(lon, lat).is_ok().then_some(at)
        })
        .collect()
}

fn draft(division: &Division<'_>, level: &str, above: &str, arcs: &[Ring]) -> Result<RegionDraft, AdminError> {
    let Division { id, properties, arcs: polygons } = division;
    let rings = |polygon: &Vec<Vec<i32>>| polygon.iter().map(|refs| join(id, refs, arcs)).collect();
    let polygons = polygons.iter().map(rings).collect::<Result<Vec<Vec<Ring>>, _>>()?;
    let shape = Shape::new(polygons).map_err(|reason| AdminError::Shape { code: id.to_string(), reason })?;
    let [lon, lat] = properties.center;
    let center = LonLat::new(lon, lat).map_err(|reason| AdminError::Center { code: id.to_string(), reason })?;
    Ok(RegionDraft {
        code: code(id, level),
        name: properties.name.to_string(),
        level: level.to_owned(),
        parent: properties.parent.as_ref().map(|parent| code(parent, above)),
        center: Some(center),
        extent: Extent::Shape(Arc::new(shape)),
    })
}

/// The ring that these arcs make, without its last vertex, which is its first. A reference below zero
/// stands for its complement, walked backward.
fn join(code: &str, refs: &[i32], arcs: &[Ring]) -> Result<Ring, AdminError> {
    let broken = |arc| AdminError::BrokenRing { code: code.to_owned(), arc };
    let mut ring = Ring::new();
    for &arc in refs {
        let index = usize::try_from(if arc < 0 { !arc } else { arc });
        let vertices = index.ok().and_then(|index| arcs.get(index)).ok_or_else(|| AdminError::NoArc {
            code: code.to_owned(),
            arc,
            arcs: arcs.len(),
        })?;
        let start = if arc < 0 { vertices.last() } else { vertices.first() };
        if ring.last().is_some_and(|end| Some(end) != start) {
            return Err(broken(arc));
        }
        ring.pop();
        if arc < 0 {
            ring.extend(vertices.iter().rev());
        } else {
            ring.extend(vertices);
        }
    }
    if ring.first() != ring.last() {
        return Err(broken(refs.first().copied().unwrap_or_default()));
    }
    ring.pop();
    Ok(ring)
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn shape(draft: &RegionDraft) -> &Shape {
        match &draft.extent {
            Extent::Shape(shape) => shape,
            Extent::Members(_) => panic!("{} has no shape", draft.code),
        }
    }

    /// Even-odd over all rings: slow, and plainly right away from borders.
    fn holds(shape: &Shape, lon: f64, lat: f64) -> bool {
        let point = Vertex::from(LonLat::new(lon, lat).expect("place"));
        let edges = |ring: &Ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)).collect::<Vec<_>>();
        let crossed = shape.polygons().iter().flatten().flat_map(edges).filter(|&(a, b)| {
            let (low, high) = if a.lat < b.lat { (a, b) } else { (b, a) };
            let rise = i64::from(high.lat) - i64::from(low.lat);
            let along = (i64::from(point.lon) - i64::from(low.lon)) * rise;
            let run = (i64::from(high.lon) - i64::from(low.lon)) * (i64::from(point.lat) - i64::from(low.lat));
            (low.lat..high.lat).contains(&point.lat) && along < run
        });
        crossed.count() % 2 == 1
    }

    /// Twice the area in square units, positive when counter-clockwise.
    fn doubled_area(ring: &Ring) -> i128 {
        let next = ring.iter().cycle().skip(1);
        let cross =
            |(a, b): (&Vertex, &Vertex)| i128::from(a.lon) * i128::from(b.lat) - i128::from(b.lon) * i128::from(a.lat);
        ring.iter().zip(next).map(cross).sum()
    }

    #[test]
    fn the_set_is_whole_and_its_parents_exist() {
        let drafts = divisions().expect("divisions");
        let count = |level: &str| drafts.iter().filter(|draft| draft.level == level).count();
        assert_eq!(ADMIN_LEVELS.map(count), [34, 375, 2_891]);
        let mut seen = HashMap::new();
        for draft in &drafts {
            draft.check().expect("rules");
            let above = draft.parent.as_ref().map(|parent| seen[parent]);
            let expected = match draft.level.as_str() {
                "province" => None,
                "city" => Some("province"),
                _ => Some("city"),
            };
            assert_eq!(above, expected, "{}", draft.code);
            assert!(seen.insert(draft.code.clone(), draft.level.as_str()).is_none(), "{} is there twice", draft.code);
        }
        let codes = ["110000", "110000-city", "441900", "441900-district", "820000-district", "419001-city", "419001"];
        assert!(codes.iter().all(|&code| seen.contains_key(code)));
    }

    #[test]
    fn shenzhen_has_its_districts() {
        let drafts = divisions().expect("divisions");
        let names: Vec<&str> = drafts
            .iter()
            .filter(|draft| draft.parent.as_deref() == Some("440300"))
            .map(|draft| draft.name.as_str())
            .collect();
        assert!((9..=10).contains(&names.len()) && names.contains(&"南山区"), "{names:?}");
    }

    #[test]
    fn places_lie_where_they_should() {
        let drafts = divisions().expect("divisions");
        let at = |lon, lat| -> Vec<&str> {
            drafts.iter().filter(|draft| holds(shape(draft), lon, lat)).map(|draft| draft.code.as_str()).collect()
        };
        assert_eq!(at(121.4737, 31.2304), ["310000", "310000-city", "310101"]);
        assert_eq!(at(113.9305, 22.5331), ["440000", "440300", "440305"]);
        assert_eq!(at(121.5654, 25.0330), ["710000", "710000-city", "710009"]);
        assert_eq!(at(125.0, 31.0), [""; 0], "the East China Sea");
    }

    /// Parents are unions of their children's arcs, so areas add up to the last unit.
    #[test]
    fn areas_add_up_and_rings_run_the_right_way() {
        let drafts = divisions().expect("divisions");
        let mut sums: HashMap<&str, i128> = HashMap::new();
        for draft in &drafts {
            let mut own = 0;
            for polygon in shape(draft).polygons() {
                for (index, ring) in polygon.iter().enumerate() {
                    let area = doubled_area(ring);
                    assert_eq!(area > 0, index == 0, "{}", draft.code);
                    own += area;
                }
            }
            *sums.entry(&draft.code).or_default() += own;
            if let Some(parent) = &draft.parent {
                *sums.entry(parent).or_default() -= own;
            }
        }
        for draft in drafts.iter().filter(|draft| draft.level != "district") {
            assert_eq!(sums[draft.code.as_str()], 0, "{} is not the sum of its parts", draft.code);
        }
    }

    #[test]
    fn neighbours_share_their_borders_to_the_digit() {
        let drafts = divisions().expect("divisions");
        let sides = |level: &'static str| {
            let mut sides = HashSet::new();
            for draft in drafts.iter().filter(|draft| draft.level == level) {
                for ring in shape(draft).polygons().iter().flatten() {
                    for side in ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)) {
                        assert!(sides.insert(side), "{} overlaps a neighbour", draft.code);
                    }
                }
            }
            sides
        };
        let coast = |sides: &HashSet<(Vertex, Vertex)>| {
            sides.iter().copied().filter(|&(a, b)| !sides.contains(&(b, a))).collect::<HashSet<_>>()
        };
        let districts = sides("district");
        let provinces = sides("province");
        assert!(provinces.is_subset(&districts));
        assert_eq!(coast(&provinces), coast(&districts));
    }

    #[test]
    fn damaged_files_are_refused() {
        let packed = |json: &str| {
            let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
            gzip.write_all(json.as_bytes()).expect("in memory");
            gzip.finish().expect("in memory")
        };
        let file = |scale: &str, refs: &str, arcs: &str| {
            let region = format!(
                r#"{{"type": "MultiPolygon", "id": "110000", "arcs": [[{refs}]],
                    "properties": {{"name": "北京市", "short_name": "北京", "parent": null, "center": [116.5, 40.2]}}}}"#
            );
            packed(&format!(
                r#"{{"transform": {{"scale": [{scale}, 1e-6], "translate": [0, 0]}}, "arcs": [{arcs}],
                    "objects": {{"province": {{"geometries": [{region}]}},
                                 "city": {{"geometries": []}}, "district": {{"geometries": []}}}}}}"#
            ))
        };
        let square = "[[0, 0], [9, 0], [0, 9]], [[0, 0], [0, 9], [9, 0]]";
        let drafts = decode(&file("1e-6", "[0, -2]", square)).expect("a square");
        assert_eq!(shape(&drafts[0]).vertices(), 4);
        assert_eq!(shape(&drafts[0]).bounds().1, Vertex { lon: 90, lat: 90 });

        let refused = |file: &[u8]| decode(file).expect_err("damaged").to_string();
        assert!(refused(&FILE[..1000]).contains("cannot be unpacked"));
        assert!(refused(&packed("[]")).contains("TopoJSON"));
        assert!(refused(&file("1e-5", "[0, -2]", square)).contains("microdegrees"));
        assert_eq!(refused(&file("1e-6", "[0, 2]", square)), "110000 refers to arc 2, of 2");
        assert_eq!(refused(&file("1e-6", "[0, -2147483648]", square)), "110000 refers to arc -2147483648, of 2");
        assert_eq!(refused(&file("1e-6", "[0, 1]", square)), "a ring of 110000 breaks at arc 1");
        assert_eq!(refused(&file("1e-6", "[0]", square)), "a ring of 110000 breaks at arc 0");
        assert!(refused(&file("1e-6", "[]", square)).contains("three distinct vertices"));
        assert_eq!(refused(&file("1e-6", "[0]", "[[0, 0], [2147483647, 0]]")), "arc 0 leaves the earth");
        assert_eq!(refused(&file("1e-6", "[0]", "[[181000000, 0]]")), "arc 0 leaves the earth");
    }
}
