//! The bytes of a tile: against the `mvt` crate, read back by `mvt-reader`.

use mvt::{GeomEncoder, GeomType};
use mvt_reader::Reader;
use mvt_reader::feature::Value;

use super::support::{china, of, region, set, square};
use super::tiles::rings;
use crate::base::tile::TileId;
use crate::domain::region::SetKind;
use crate::engine::geography::{EXTENT, RegionTile, SetIndex, Tags};

/// The metric values of these tests, of every type.
fn metrics(slot: u32, tags: &mut Tags<'_>) {
    tags.uint("stations", u64::from(slot) % 7);
    tags.int("change", i64::from(slot) - 1_000);
    tags.float("rate", f64::from(slot) / 7.0);
    tags.float("none", f64::NAN);
}

/// The same tile by way of the `mvt` crate.
fn reference(set: &SetIndex, tile: &RegionTile) -> Vec<u8> {
    let mut whole = mvt::Tile::new(EXTENT);
    let mut layer = whole.create_layer("regions");
    for (slot, commands) in tile.features() {
        let mut encoder = GeomEncoder::new(GeomType::Polygon);
        for ring in rings(commands) {
            for [x, y] in ring {
                encoder.add_point(x, y).expect("point");
            }
            encoder.complete_geom().expect("ring");
        }
        let mut feature = layer.into_feature(encoder.encode().expect("geometry"));
        let region = set.region(slot);
        feature.set_id(u64::from(region.id.0));
        feature.add_tag_string("code", &region.code);
        feature.add_tag_string("name", &region.name);
        feature.add_tag_string("level", &region.level);
        if let Some(parent) = set.parent(slot) {
            feature.add_tag_string("parent", &set.region(parent).code);
        }
        feature.add_tag_uint("stations", u64::from(slot) % 7);
        match i64::from(slot) - 1_000 {
            change @ ..0 => feature.add_tag_sint("change", change),
            change => feature.add_tag_uint("change", change.unsigned_abs()),
        }
        feature.add_tag_double("rate", f64::from(slot) / 7.0);
        layer = feature.into_layer();
    }
    whole.add_layer(layer).expect("layer");
    whole.to_bytes().expect("bytes")
}

#[test]
fn tiles_equal_those_of_the_mvt_crate() {
    let Some((admin, regions)) = china() else { return };
    let geography = of(admin, regions);
    let set = &*geography.sets()[0];
    for (level, z, x, y) in
        [(0, 0, 0, 0), (1, 4, 12, 6), (2, 4, 13, 6), (2, 7, 104, 52), (2, 9, 419, 210), (0, 14, 13_414, 6_726)]
    {
        let id = TileId::new(z, x, y).expect("tile");
        let tile = set.tile(level, id);
        assert!(!tile.is_empty(), "{id}");
        let ours = Reader::new(set.encode(&tile, metrics)).expect("protobuf");
        let theirs = Reader::new(reference(set, &tile)).expect("protobuf");
        let layers = |reader: &Reader| {
            let layer = reader.get_layer_metadata().expect("layers").remove(0);
            (layer.name, layer.version, layer.extent, layer.feature_count)
        };
        assert_eq!(layers(&ours), ("regions".to_owned(), 2, EXTENT, tile.len()));
        assert_eq!(layers(&ours), layers(&theirs));
        let ours = ours.get_features_as::<i32>(0).expect("features");
        let theirs = theirs.get_features_as::<i32>(0).expect("features");
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!((ours.id, &ours.geometry), (theirs.id, &theirs.geometry), "{id} {:?}", ours.properties);
            assert_eq!(ours.properties, theirs.properties);
        }
    }
}

#[test]
fn properties_are_absent_when_not_set() {
    let regions = vec![
        region(0, "province", "100", None, square(0.0, 0.0, 4.0, 1.0)),
        region(0, "city", "110", Some("100"), square(0.0, 0.0, 2.0, 1.0)),
    ];
    let geography = of(set(0, "admin", SetKind::Polygons), regions);
    let admin = &*geography.sets()[0];
    let whole = TileId::new(0, 0, 0).expect("tile");
    let read = |level| {
        let bytes = admin.encode(&admin.tile(level, whole), |_, tags| tags.uint("stations", 1 << 40));
        let features = Reader::new(bytes).expect("protobuf").get_features(0).expect("features");
        assert_eq!(features.len(), 1);
        features[0].properties.clone().expect("properties")
    };
    let text = |text: &str| Some(Value::String(text.to_owned()));
    let province = read(0);
    assert_eq!(province.get("code").cloned(), text("100"));
    assert_eq!(province.get("level").cloned(), text("province"));
    assert_eq!((province.get("parent"), province.get("stations")), (None, Some(&Value::UInt(1 << 40))));
    assert_eq!(read(1).get("parent").cloned(), text("100"));
    let nowhere = admin.tile(0, TileId::new(3, 0, 0).expect("tile"));
    assert!(nowhere.is_empty() && admin.encode(&nowhere, |_, _| ()).is_empty());
    assert!(admin.tile(9, whole).is_empty());
}
