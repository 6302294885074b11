//! What the tests share: small hand-made regions, and the real boundaries where they are at hand.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use flate2::read::GzDecoder;
use geojson::{FeatureCollection, GeometryValue};
use rustc_hash::FxHashMap;

use crate::base::date::{Day, Period};
use crate::base::ids::{RegionId, SetId};
use crate::base::location::LonLat;
use crate::base::shape::{Ring, Shape, Vertex};
use crate::domain::region::{Extent, Member, Region, RegionSet, SetKind};
use crate::engine::geography::Geography;

pub(super) fn set(id: u16, code: &str, kind: SetKind) -> RegionSet {
    RegionSet { id: SetId(id), code: code.to_owned(), kind }
}

/// A region of a set without parent; its id is a hash of set and code that stays small.
pub(super) fn region(set: u16, level: &str, code: &str, parent: Option<&str>, extent: Extent) -> Region {
    Region {
        id: id(set, code),
        set: SetId(set),
        code: code.to_owned(),
        name: format!("region {code}"),
        level: level.to_owned(),
        parent: parent.map(|parent| id(set, parent)),
        center: None,
        extent,
    }
}

/// A group's members: admin region, first day, first day after or nothing.
pub(super) fn members(list: &[(&str, &str, &str)]) -> Extent {
    let member = |&(admin, from, to): &(&str, &str, &str)| Member {
        admin: admin.to_owned(),
        period: Period::new(day(from), (!to.is_empty()).then(|| day(to))).expect("period"),
    };
    Extent::Members(list.iter().map(member).collect())
}

pub(super) fn day(text: &str) -> Day {
    text.parse().expect("day")
}

/// The id that a code bears in these tests.
pub(super) fn id(set: u16, code: &str) -> RegionId {
    let hash = code.bytes().fold(u32::from(set), |hash, byte| hash.wrapping_mul(16_777_619) ^ u32::from(byte));
    RegionId(hash)
}

/// A rectangle in degrees: west, south, east, north.
pub(super) fn square(west: f64, south: f64, east: f64, north: f64) -> Extent {
    let corners = [(west, south), (east, south), (east, north), (west, north)];
    shape(vec![vec![corners.map(|(lon, lat)| place(lon, lat).into()).to_vec()]])
}

pub(super) fn shape(polygons: Vec<Vec<Vec<Vertex>>>) -> Extent {
    Extent::Shape(Arc::new(Shape::new(polygons).expect("shape")))
}

pub(super) fn place(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat).expect("place")
}

/// Where the shared data lie; `None`, with a line that says so, when they are not at hand.
pub(super) fn shared(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("FORECOURT_SHARED_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let path = folder.join(file);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}

fn features(file: &str) -> Option<FeatureCollection> {
    let path = shared(&format!("boundaries/{file}.geojson.gz"))?;
    let mut text = String::new();
    GzDecoder::new(File::open(path).expect("opens")).read_to_string(&mut text).expect("reads");
    Some(text.parse().expect("a feature collection"))
}

fn extent(feature: &geojson::Feature) -> Extent {
    let ring =
        |ring: &Vec<geojson::Position>| ring.iter().map(|at| Vertex::from(place(at[0], at[1]))).collect::<Vec<_>>();
    let polygon = |rings: &Vec<Vec<geojson::Position>>| rings.iter().map(ring).collect::<Vec<_>>();
    let polygons = match &feature.geometry.as_ref().expect("geometry").value {
        GeometryValue::Polygon { coordinates } => vec![polygon(coordinates)],
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().map(polygon).collect(),
        other => panic!("no polygon: {other:?}"),
    };
    shape(polygons)
}

/// China's 34 provinces, 375 cities and 2,891 districts as set `admin`. Some cities and districts bear
/// the code of the region above them; here the lower one has its level appended.
pub(super) fn china() -> Option<(RegionSet, Vec<Region>)> {
    let mut regions: Vec<Region> = Vec::new();
    let levels = [("province", None), ("city", Some("province")), ("district", Some("city"))];
    let mut own_code: FxHashMap<(&str, String), String> = FxHashMap::default();
    for (level, above) in levels {
        for feature in features(&format!("cn_{level}"))? {
            let text = |key: &str| feature.property(key).and_then(|value| value.as_str()).expect("text").to_owned();
            let adcode = text(&format!("{level}_adcode"));
            let parent = above.map(|above| own_code[&(above, text(&format!("{above}_adcode")))].clone());
            let taken = regions.iter().any(|region| region.code == adcode);
            let code: String = if taken { format!("{adcode}-{level}") } else { adcode.clone() };
            own_code.insert((level, adcode), code.clone());
            let mut made = region(0, level, &code, parent.as_deref(), extent(&feature));
            made.name = text(&format!("{level}_name"));
            let degrees = |key| text(key).parse::<f64>().expect("degrees");
            made.center = Some(place(degrees("lon"), degrees("lat")));
            regions.push(made);
        }
    }
    Some((set(0, "admin", SetKind::Polygons), regions))
}

/// Italy's 107 provinces as set `it`, by their two letters.
pub(super) fn italy() -> Option<(RegionSet, Vec<Region>)> {
    let regions = features("it_provinces")?.into_iter().map(|feature| {
        let code = feature.property("prov_acr").and_then(|value| value.as_str()).expect("text").to_owned();
        region(1, "province", &code, None, extent(&feature))
    });
    Some((set(1, "it", SetKind::Polygons), regions.collect()))
}

/// A geography of one set.
pub(super) fn of(set: RegionSet, regions: Vec<Region>) -> Geography {
    Geography::build(vec![set], regions).expect("geography")
}

/// Cells of about 2 degrees from 100°E 30°N on, `side` a row, level `cell`; four of them to a block, their
/// outline, level `block`. Their borders are crooked by so many degrees; below 1/6 they never cross.
pub(super) fn crooked_grid(random: &mut Random, side: i32, crooked: f64) -> Vec<Region> {
    let bends = 12;
    let mut jitter = |at: f64| at + random.between(-crooked, crooked);
    let mut lines = FxHashMap::default();
    for row in 0..=side {
        for column in 0..=side {
            for upright in [false, true] {
                let point = |bend: i32| {
                    let along = f64::from(bend) * 2.0 / f64::from(bends);
                    let (x, y) = (f64::from(column) * 2.0, f64::from(row) * 2.0);
                    if upright { (x, y + along) } else { (x + along, y) }
                };
                let line = (0..bends).map(|bend| match bend {
                    0 => corner(point(0)),
                    _ if upright => corner((jitter(point(bend).0), point(bend).1)),
                    _ => corner((point(bend).0, jitter(point(bend).1))),
                });
                lines.insert((column, row, upright), line.collect::<Vec<Vertex>>());
            }
        }
    }
    let end = |column: i32, row: i32| corner((f64::from(column) * 2.0, f64::from(row) * 2.0));
    // A square of cells from a corner, walked round.
    let outline = |column: i32, row: i32, size: i32| -> Ring {
        let mut ring = Vec::new();
        (0..size).for_each(|at| ring.extend(&lines[&(column + at, row, false)]));
        (0..size).for_each(|at| ring.extend(&lines[&(column + size, row + at, true)]));
        for (at, upright) in (0..size).rev().map(|at| (at, false)).chain((0..size).rev().map(|at| (at, true))) {
            let (line, from) = if upright {
                (&lines[&(column, row + at, true)], end(column, row + at + 1))
            } else {
                (&lines[&(column + at, row + size, false)], end(column + at + 1, row + size))
            };
            ring.push(from);
            ring.extend(line[1..].iter().rev());
        }
        ring
    };
    let mut regions = Vec::new();
    for row in 0..side {
        for column in 0..side {
            let (parent, ring) = (format!("{}-{}", row / 2, column / 2), outline(column, row, 1));
            if row % 2 == 0 && column % 2 == 0 {
                regions.push(region(0, "block", &parent, None, shape(vec![vec![outline(column, row, 2)]])));
            }
            let code = format!("cell {row}-{column}");
            regions.push(region(0, "cell", &code, Some(&parent), shape(vec![vec![ring]])));
        }
    }
    regions
}

fn corner((lon, lat): (f64, f64)) -> Vertex {
    place(lon + 100.0, lat + 30.0).into()
}

/// A small seeded generator (`splitmix64`), so that a failure can be run again.
pub(super) struct Random(pub u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`.
    #[expect(clippy::cast_precision_loss, reason = "53 random bits are all a float takes")]
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * ((self.next() >> 11) as f64 / (1_u64 << 53) as f64)
    }
}
