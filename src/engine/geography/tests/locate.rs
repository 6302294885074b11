//! Point location against `geo` as the reference: random partitions, China, Italy.

use std::time::Instant;

use geo::{Area as _, BoundingRect, Coord, Intersects, LineString, MultiPolygon, Polygon};
use proptest::prelude::*;

use super::support::{Random, china, italy, of, place, region, set, shape, shared};
use crate::base::location::LonLat;
use crate::base::shape::{Ring, Vertex};
use crate::domain::region::{Extent, SetKind};
use crate::engine::geography::SetIndex;

/// A region as the reference holds it.
struct Area {
    slot: u32,
    bounds: geo::Rect,
    polygons: MultiPolygon,
    /// What the rule goes by, the most wanted first.
    key: (std::cmp::Reverse<u32>, f64, String),
}

/// The rule, read plainly: regions are asked through `geo`, in fixed-point units, the most wanted first.
/// Only those are asked whose box reaches over the degree of latitude at hand.
struct Reference {
    areas: Vec<Area>,
    /// Degree of latitude, from -90 → indices into `areas`.
    bands: Vec<Vec<usize>>,
}

impl Reference {
    fn new(set: &SetIndex) -> Self {
        let line = |ring: &Ring| {
            let mut line: Vec<Coord> = ring.iter().map(|&vertex| coord(vertex)).collect();
            line.push(line[0]);
            LineString::new(line)
        };
        let polygon = |rings: &Vec<Ring>| Polygon::new(line(&rings[0]), rings[1..].iter().map(line).collect());
        let mut areas = Vec::new();
        for (slot, region) in (0..).zip(set.regions()) {
            let Extent::Shape(shape) = &region.extent else { continue };
            let polygons = MultiPolygon::new(shape.polygons().iter().map(polygon).collect());
            let rank = set.levels()[set.level_of(slot)].rank;
            let key = (std::cmp::Reverse(rank), polygons.unsigned_area(), region.code.clone());
            areas.push(Area { slot, bounds: polygons.bounding_rect().expect("vertices"), polygons, key });
        }
        areas.sort_by(|a, b| a.key.partial_cmp(&b.key).expect("numbers"));
        let mut bands = vec![Vec::new(); 181];
        for (at, area) in areas.iter().enumerate() {
            for band in &mut bands[band(area.bounds.min().y)..=band(area.bounds.max().y)] {
                band.push(at);
            }
        }
        Self { areas, bands }
    }

    fn locate(&self, place: LonLat) -> Option<u32> {
        let at = coord(place.into());
        let holds = |area: &&Area| area.bounds.intersects(&at) && area.polygons.intersects(&at);
        self.bands[band(at.y)].iter().map(|&at| &self.areas[at]).find(holds).map(|area| area.slot)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 180")]
fn band(lat: f64) -> usize {
    (lat / 1e7 + 90.0).floor() as usize
}

fn coord(vertex: Vertex) -> Coord {
    Coord { x: f64::from(vertex.lon), y: f64::from(vertex.lat) }
}

/// A partition of a square into cells of a bent grid; every inner corner is moved, every edge bent alike
/// for both of its cells. Small coordinates make points on borders common.
fn bent_grid(side: i32, seed: u64) -> Vec<Vec<Ring>> {
    let mut random = Random(seed);
    let step = 8;
    let mut jitter = || i32::try_from(random.next() % 5).expect("small") - 2;
    let mut corners = Vec::new();
    let mut bends = Vec::new();
    for row in 0..=side {
        for column in 0..=side {
            let at = |x: i32, y: i32| Vertex { lon: x, lat: y };
            let (x, y) = (column * step, row * step);
            corners.push(at(x + jitter(), y + jitter()));
            bends.push([at(x + step / 2 + jitter() / 2, y + jitter()), at(x + jitter(), y + step / 2 + jitter() / 2)]);
        }
    }
    let index = |column: i32, row: i32| usize::try_from(row * (side + 1) + column).expect("positive");
    let mut cells = Vec::new();
    for row in 0..side {
        for column in 0..side {
            let (sw, se) = (index(column, row), index(column + 1, row));
            let (nw, ne) = (index(column, row + 1), index(column + 1, row + 1));
            let ring = vec![
                corners[sw],
                bends[sw][0],
                corners[se],
                bends[se][1],
                corners[ne],
                bends[nw][0],
                corners[nw],
                bends[sw][1],
            ];
            cells.push(vec![ring]);
        }
    }
    cells
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_partitions_agree_with_geo_everywhere(seed: u64, side in 1..5_i32, holes: bool) {
        let mut cells = bent_grid(side, seed);
        if holes {
            // A hole in the first cell, and an island that fills it in the last one.
            let hole: Ring = [(3, 3), (3, 4), (4, 4)].map(|(lon, lat)| Vertex { lon, lat }).to_vec();
            cells[0].push(hole.clone());
            let island = region(0, "cell", "island", None, shape(vec![vec![hole]]));
            let regions = cells.into_iter().enumerate().map(|(at, cell)| region(0, "cell", &format!("{at:03}"), None, shape(vec![cell])));
            compare_on_all_units(of(set(0, "grid", SetKind::Polygons), regions.chain([island]).collect()).sets()[0].as_ref(), side)?;
        } else {
            let regions = cells.into_iter().enumerate().map(|(at, cell)| region(0, "cell", &format!("{at:03}"), None, shape(vec![cell])));
            compare_on_all_units(of(set(0, "grid", SetKind::Polygons), regions.collect()).sets()[0].as_ref(), side)?;
        }
    }
}

/// Every unit of the grid and around it: inside, outside and on borders and corners.
fn compare_on_all_units(set: &SetIndex, side: i32) -> Result<(), TestCaseError> {
    let reference = Reference::new(set);
    for x in -4..=side * 8 + 4 {
        for y in -4..=side * 8 + 4 {
            let place = place(f64::from(x) / 1e7, f64::from(y) / 1e7);
            prop_assert_eq!(set.locate(place), reference.locate(place), "{} {}", x, y);
        }
    }
    Ok(())
}

#[test]
fn china_agrees_with_geo_on_random_points() {
    let Some((admin, regions)) = china() else { return };
    let started = Instant::now();
    let geography = of(admin, regions);
    println!("built in {:?}, {} KiB", started.elapsed(), geography.sets()[0].bytes().0 / 1024);
    let set = &*geography.sets()[0];
    let reference = Reference::new(set);
    let mut random = Random(1);
    // The reference takes half a minute for all of them when it is not optimised.
    let count = if cfg!(debug_assertions) { 20_000 } else { 100_000 };
    let points: Vec<LonLat> =
        (0..count).map(|_| place(random.between(73.0, 136.0), random.between(3.0, 54.0))).collect();
    let started = Instant::now();
    let found: Vec<Option<u32>> = points.iter().map(|&point| set.locate(point)).collect();
    println!("{:.0} points/s in this build", f64::from(count) / started.elapsed().as_secs_f64());
    let inside = found.iter().flatten().count();
    assert!(inside * 4 > points.len() && inside * 2 < points.len(), "{inside} inside");
    for (&point, &found) in points.iter().zip(&found) {
        assert_eq!(found, reference.locate(point), "{point:?}");
    }
}

#[test]
fn every_vertex_of_china_belongs_to_one_of_the_regions_that_hold_it() {
    let Some((admin, regions)) = china() else { return };
    let geography = of(admin, regions);
    let set = &*geography.sets()[0];
    let reference = Reference::new(set);
    let vertices = set.regions().iter().filter_map(|region| super::super::set::shape(region));
    let vertices: Vec<Vertex> =
        vertices.flat_map(|shape| shape.polygons().iter().flatten().flatten().copied()).collect();
    for vertex in vertices.iter().step_by(97) {
        let [lon, lat] = vertex.degrees();
        let place = place(lon, lat);
        assert_eq!(Vertex::from(place), *vertex);
        assert!(set.locate(place).is_some());
        assert_eq!(set.locate(place), reference.locate(place), "{place:?}");
    }
}

#[test]
fn district_centres_lie_in_their_own_district() {
    let Some((admin, regions)) = china() else { return };
    let geography = of(admin, regions);
    let set = &*geography.sets()[0];
    let districts = &set.levels()[2].regions;
    let own =
        districts.iter().filter(|&&slot| set.region(slot).center.and_then(|center| set.locate(center)) == Some(slot));
    assert_eq!(own.count(), districts.len());
}

#[test]
fn italian_stations_lie_where_brute_force_puts_them() {
    let Some((it, regions)) = italy() else { return };
    let Some(path) = shared("it_mimit/stations_2026-03-14.csv") else { return };
    let geography = of(it, regions);
    let set = &*geography.sets()[0];
    let reference = Reference::new(set);
    let text = std::fs::read_to_string(path).expect("UTF-8");
    let (mut agree, mut differ, mut nowhere, mut without) = (0, 0, 0, 0);
    for line in text.lines().skip(2) {
        // From the right, as names may hold the delimiter.
        let cells: Vec<&str> = line.rsplit('|').collect();
        let (Ok(lon), Ok(lat)) = (cells[0].trim().parse(), cells[1].trim().parse()) else {
            without += 1;
            continue;
        };
        let found = set.locate(place(lon, lat));
        assert_eq!(found, reference.locate(place(lon, lat)), "{line}");
        match found.map(|slot| set.region(slot).code.as_str()) {
            None => nowhere += 1,
            Some(code) if code == cells[2].trim() => agree += 1,
            Some(_) => differ += 1,
        }
    }
    assert_eq!((agree, differ, nowhere, without), (23_369, 157, 77, 3));
}
