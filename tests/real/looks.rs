//! Real files looked at before anybody says what they are.

use forecourt::base::location::Crs;
use forecourt::exchange::{Confidence, Format, Inspection, Kind, Options};
use forecourt::live::import::Inspected;

use crate::Fixture;

fn look(fixture: &Fixture, file: &str) -> (Inspected, Inspection) {
    let path = fixture.data.join(file);
    let inspected = fixture.network.inspect(&path, file, None, &Options::default()).expect("a look");
    let table = inspected.table.clone().expect("a table");
    (inspected, table)
}

/// The columns that are fields: name, field, confidence.
fn fields(table: &Inspection) -> Vec<(&str, &str, Confidence)> {
    let columns = table.columns.iter();
    columns.filter_map(|column| Some((column.name.as_str(), column.field.as_deref()?, column.confidence))).collect()
}

#[test]
fn italy_is_told_by_its_values() {
    let Some(fixture) = Fixture::new() else { return };
    let (inspected, table) = look(&fixture, "it_mimit/stations_2026-03-14.csv");
    assert_eq!((inspected.format, inspected.kind), (Format::Csv, Some(Kind::Stations.into())));
    // The line of prose stands above.
    assert_eq!((table.header_line, table.delimiter, table.encoding), (2, Some('|'), Some("UTF-8")));
    assert_eq!((table.rows, table.is_whole), (23_606, true));
    let content = |name, field| (name, field, Confidence::Content);
    let found = fields(&table);
    for expected in [
        content("idImpianto", "code"),
        content("Nome Impianto", "name"),
        content("Latitudine", "latitude"),
        content("Longitudine", "longitude"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    assert!(table.missing.is_empty());
    let places = inspected.places.expect("places");
    assert!((1_000..=2_000).contains(&places.pairs.len()), "{}", places.pairs.len());
    assert_eq!((places.fits.inside.map(|(_, inside)| inside), places.better, places.city), ([0; 3], None, None));
}

#[test]
fn shenzhen_is_said_to_be_gcj02() {
    let Some(fixture) = Fixture::new() else { return };
    for file in ["cn_shenzhen_urbanev/inf.csv", "cn_shenzhen_urbanev/inf_raw.csv"] {
        let (inspected, table) = look(&fixture, file);
        assert_eq!(inspected.kind, Some(Kind::Stations.into()), "{file}: {:?}", fields(&table));
        let places = inspected.places.expect("places");
        assert_eq!(places.city, Some(("440300".to_owned(), "深圳市".to_owned())), "{file}");
        assert_eq!(places.better, Some(Crs::Gcj02), "{file}");
        if file.ends_with("inf_raw.csv") {
            assert_eq!((table.rows, places.fits.points), (1_587, 1_587));
            let [(_, wgs84), (_, gcj02), _] = places.fits.inside;
            assert!(wgs84 == 1_530 && gcj02 >= 1_583, "{:?}", places.fits);
        }
    }
}

#[test]
fn events_and_polygons_are_told_apart() {
    let Some(fixture) = Fixture::new() else { return };
    let (inspected, _) = look(&fixture, "boundaries/it_provinces.geojson.gz");
    assert_eq!((inspected.format, inspected.kind), (Format::GeoJson, Some(Kind::Regions.into())));
    // Whose words are not ours: it is for the user to say.
    let (inspected, table) = look(&fixture, "it_mimit/events.csv");
    assert_eq!((inspected.kind, table.rows), (None, 25_506), "{:?}", fields(&table));
}
