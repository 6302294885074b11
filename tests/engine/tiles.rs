//! Tiles against the brute-force reading, decoded by an independent decoder.

use std::collections::{BTreeMap, BTreeSet};

use forecourt::base::tile::TileId;
use forecourt::domain::cooperation::Stage;
use forecourt::engine::statistics::{Breakdown, Counts, statistics};
use forecourt::engine::tile::{Asked, CLUSTER_ZOOM, Clustering, stations};
use mvt_reader::Reader;
use mvt_reader::feature::{Feature, Value};
use proptest::prelude::*;

use crate::model::{ADMIN, Case, Site, build, case, region_codes, sites, steady};

/// What a decoder reads from a tile.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Decoded {
    /// Station features by id: properties, and `x` and `y` in units of the tile.
    pub(crate) stations: BTreeMap<u64, BTreeMap<String, String>>,
    /// Clusters' properties, likewise, in no order.
    pub(crate) clusters: Vec<BTreeMap<String, u64>>,
}

impl Decoded {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut decoded = Self::default();
        let reader = Reader::new(bytes.to_vec()).expect("tile");
        for (index, layer) in reader.get_layer_metadata().expect("layers").iter().enumerate() {
            assert_eq!((layer.version, layer.extent), (2, 4096));
            for feature in reader.get_features(index).expect("features") {
                let properties = feature.properties.clone().unwrap_or_default();
                match layer.name.as_str() {
                    "stations" => {
                        let text = |value| match value {
                            Value::String(text) => text,
                            other => panic!("a text, got {other:?}"),
                        };
                        let properties = properties.into_iter().map(|(key, value)| (key, text(value)));
                        let [x, y] = place(&feature).map(|(key, at)| (key, at.to_string()));
                        let properties = properties.chain([x, y]).collect();
                        let id = feature.id.expect("id");
                        assert!(decoded.stations.insert(id, properties).is_none(), "station {id} twice");
                    }
                    "clusters" => {
                        let count = |value| match value {
                            Value::UInt(count) => count,
                            other => panic!("a count, got {other:?}"),
                        };
                        let properties = properties.into_iter().map(|(key, value)| (key, count(value)));
                        decoded.clusters.push(properties.chain(place(&feature)).collect());
                    }
                    other => panic!("no layer {other} is known"),
                }
            }
        }
        decoded
    }

    pub(crate) fn count(&self) -> u64 {
        self.stations.len() as u64 + self.clusters.iter().map(|cluster| cluster["count"]).sum::<u64>()
    }
}

/// Where a feature's point lies in its tile.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "units of a tile are small and whole")]
fn place(feature: &Feature) -> [(String, u64); 2] {
    let geo::Geometry::MultiPoint(points) = &feature.geometry else { panic!("points, got {feature:?}") };
    let [point] = points.0[..] else { panic!("one point, got {feature:?}") };
    [("x".to_owned(), point.x() as u64), ("y".to_owned(), point.y() as u64)]
}

/// Where the mean of places lies in a tile, in 4096ths of its side.
fn mean(members: &[&Site], tile: TileId) -> [(String, u64); 2] {
    let count = members.len() as u64;
    let low = tile.square().min;
    let unit = |sum: u64, low: u32| ((sum / count - u64::from(low)) * 4096) >> (32 - tile.z());
    let x = members.iter().map(|site| u64::from(site.place().x)).sum();
    let y = members.iter().map(|site| u64::from(site.place().y)).sum();
    [("x".to_owned(), unit(x, low.x)), ("y".to_owned(), unit(y, low.y))]
}

fn properties(site: &Site, case: &Case, tile: TileId) -> BTreeMap<String, String> {
    let stage = site.stage(case.question.at).map(|stage| stage.as_str().to_owned());
    let energy = site.energy.map(|energy| energy.as_str().to_owned());
    [
        ("code", Some(site.code.clone())),
        ("name", Some(site.name.clone())),
        ("energy", energy),
        ("brand", site.brand.clone()),
        ("operator", site.operator.clone()),
        ("stage", stage),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key.to_owned(), value?)))
    .chain(mean(&[site], tile).map(|(key, at)| (key, at.to_string())))
    .collect()
}

/// The tile as a plain reading gives it.
pub(crate) fn expected(sites: &[&Site], case: &Case, tile: TileId, clustering: Clustering) -> Decoded {
    let inside: Vec<&&Site> = sites.iter().filter(|site| tile.square().contains(site.place())).collect();
    let mut cells: BTreeMap<(u32, u32), Vec<&Site>> = BTreeMap::new();
    let clustered = clustering == Clustering::Auto && tile.z() < CLUSTER_ZOOM;
    for site in inside {
        let place = site.place();
        let side = 28 - u32::from(tile.z());
        let cell = if clustered { (place.x >> side, place.y >> side) } else { (site.id.0, 0) };
        cells.entry(cell).or_default().push(site);
    }
    let mut decoded = Decoded::default();
    for members in cells.values() {
        if let [site] = members[..] {
            decoded.stations.insert(u64::from(site.id.0), properties(site, case, tile));
            continue;
        }
        let at = |stage: Option<Stage>| members.iter().filter(|s| s.stage(case.question.at) == stage).count() as u64;
        let mut cluster: BTreeMap<String, u64> =
            Stage::ALL.iter().map(|&stage| (stage.as_str().to_owned(), at(Some(stage)))).collect();
        cluster.insert("count".into(), members.len() as u64);
        cluster.insert("no_stage".into(), at(None));
        let splits = |zoom: u8| {
            let side = 28_u32.saturating_sub(u32::from(zoom));
            let cells: BTreeSet<_> = members.iter().map(|s| (s.place().x >> side, s.place().y >> side)).collect();
            cells.len() > 1
        };
        let zoom = (tile.z() + 1..CLUSTER_ZOOM).find(|&zoom| splits(zoom)).unwrap_or(CLUSTER_ZOOM);
        cluster.insert("expansion_zoom".into(), u64::from(zoom));
        cluster.extend(mean(members, tile));
        decoded.clusters.push(cluster);
    }
    decoded
}

/// The tiles of a zoom that hold sites.
pub(crate) fn tiles_of<'s>(sites: impl IntoIterator<Item = &'s Site>, zoom: u8) -> BTreeSet<TileId> {
    sites.into_iter().map(|site| TileId::containing(site.place(), zoom)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_tile_is_what_a_plain_reading_gives(
        sites in sites(120), case in case(), zoom in 0..=16_u8, off in any::<bool>(),
    ) {
        let snapshot = build(1, &sites);
        let open = case.open(&sites);
        let clustering = if off { Clustering::Off } else { Clustering::Auto };
        let mut count = 0;
        for tile in tiles_of(&sites, zoom) {
            let bytes = stations(&snapshot, &case.question, tile, clustering, &Asked::default()).expect("tile");
            let mut found = Decoded::read(&bytes);
            let mut wanted = expected(&open, &case, tile, clustering);
            found.clusters.sort();
            wanted.clusters.sort();
            prop_assert_eq!(&found, &wanted, "tile {}", tile);
            count += found.count();
        }
        prop_assert_eq!(count, open.len() as u64);
    }
    #[test]
    fn whole_blocks_are_what_a_plain_reading_gives((sites, case) in steady(), zoom in 0..=9_u8) {
        let snapshot = build(1, &sites);
        let open = case.open(&sites);
        for tile in tiles_of(&sites, zoom) {
            let bytes = stations(&snapshot, &case.question, tile, Clustering::Auto, &Asked::default()).expect("tile");
            let mut found = Decoded::read(&bytes);
            let mut wanted = expected(&open, &case, tile, Clustering::Auto);
            found.clusters.sort();
            wanted.clusters.sort();
            prop_assert_eq!(&found, &wanted, "tile {}", tile);
        }
        let by_city = Breakdown { level: Some((ADMIN, 1)), ..Breakdown::default() };
        let answer = statistics(&snapshot, &case.question, &by_city).expect("answer");
        let online = |count: &Counts| (count.stations(), count.at(Stage::Online), u64::from(count.closed));
        let at = case.question.at;
        let plain = |sites: Vec<&Site>| {
            let open = sites.iter().filter(|site| site.is_open(at));
            let online = open.clone().filter(|site| site.stage(at) == Some(Stage::Online)).count();
            (open.count() as u64, online as u64, sites.iter().filter(|site| site.is_closed(at)).count() as u64)
        };
        prop_assert_eq!(online(&answer.total.counts), plain(sites.iter().collect()));
        for row in &answer.rows {
            let code = snapshot.geography().set("admin").expect("admin").region(row.region.expect("region")).code.clone();
            let here = sites.iter().filter(|site| region_codes(site, ADMIN, at).contains(&code.as_str())).collect();
            prop_assert_eq!(online(&row.totals.counts), plain(here));
        }
    }
}
