//! Plain readings: the files split by hand, provinces by `geo` on the GeoJSON's own numbers, stages by
//! walking the events in order.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::Path;

use geo::{BoundingRect, Contains, Coord, LineString, MultiPolygon, Point, Polygon, Rect};

/// A province by its sign (`AG`), with its area.
pub(crate) struct Province {
    pub(crate) sign: String,
    bounds: Rect<f64>,
    area: MultiPolygon<f64>,
}

pub(crate) fn provinces(file: &Path) -> Vec<Province> {
    let mut text = String::new();
    let bytes = std::fs::File::open(file).expect("file");
    flate2::read::GzDecoder::new(bytes).read_to_string(&mut text).expect("gzip");
    let json: serde_json::Value = serde_json::from_str(&text).expect("json");
    let ring = |ring: &serde_json::Value| -> LineString<f64> {
        let at = |pair: &serde_json::Value| Coord { x: pair[0].as_f64().expect("x"), y: pair[1].as_f64().expect("y") };
        ring.as_array().expect("ring").iter().map(at).collect()
    };
    let polygon = |rings: &serde_json::Value| {
        let mut rings = rings.as_array().expect("rings").iter().map(ring);
        Polygon::new(rings.next().expect("outer"), rings.collect())
    };
    json["features"]
        .as_array()
        .expect("features")
        .iter()
        .map(|feature| {
            let coordinates = &feature["geometry"]["coordinates"];
            let polygons = match feature["geometry"]["type"].as_str() {
                Some("Polygon") => vec![polygon(coordinates)],
                _ => coordinates.as_array().expect("polygons").iter().map(polygon).collect(),
            };
            let area = MultiPolygon::new(polygons);
            let sign = feature["properties"]["prov_acr"].as_str().expect("sign").to_owned();
            Province { sign, bounds: area.bounding_rect().expect("bounds"), area }
        })
        .collect()
}

pub(crate) fn province_of(provinces: &[Province], lon: f64, lat: f64) -> Option<&str> {
    let point = Point::new(lon, lat);
    let holds = |province: &&Province| province.bounds.contains(&point) && province.area.contains(&point);
    provinces.iter().find(holds).map(|province| province.sign.as_str())
}

/// A station of the ministry's file, as far as the tests need it.
#[derive(Clone)]
pub(crate) struct Station {
    pub(crate) province: String,
    pub(crate) place: Option<(f64, f64)>,
}

/// Stations by id, and how many rows have the wrong width.
pub(crate) fn stations(file: &Path) -> (HashMap<String, Station>, usize) {
    let bytes = std::fs::read(file).expect("file");
    let text = String::from_utf8_lossy(&bytes);
    let mut stations = HashMap::new();
    let mut broken = 0;
    for line in text.lines().skip(2).filter(|line| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('|').collect();
        let [id, .., province, lat, lon] = cells[..] else { panic!("{line}") };
        if cells.len() != 10 {
            broken += 1;
            continue;
        }
        let place = lon.trim().parse().ok().zip(lat.trim().parse().ok());
        stations.insert(id.to_owned(), Station { province: province.trim().to_owned(), place });
    }
    (stations, broken)
}

/// Of each station the days on which it was listed (true) or delisted.
pub(crate) fn events(file: &Path) -> HashMap<String, BTreeMap<String, bool>> {
    let mut events: HashMap<String, BTreeMap<String, bool>> = HashMap::new();
    for line in std::fs::read_to_string(file).expect("file").lines().skip(1) {
        let mut cells = line.splitn(4, ',');
        let [Some(id), Some(date), Some(event)] = [cells.next(), cells.next(), cells.next()] else { panic!("{line}") };
        match event {
            "listed" => drop(events.entry(id.to_owned()).or_default().insert(date.to_owned(), true)),
            "delisted" => drop(events.entry(id.to_owned()).or_default().insert(date.to_owned(), false)),
            _ => {}
        }
    }
    events
}
