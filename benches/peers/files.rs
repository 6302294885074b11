//! What the peers read: the network as CSV, and as a database of Forecourt.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use forecourt::domain::cooperation::{StageDraft, stage_at};
use forecourt::domain::station::{Edit, Position, StationDraft};
use forecourt::engine::geography::Geography;
use forecourt::live::{Network, Options};
use forecourt::store::sqlite::Sqlite;

use crate::network::{Row, TODAY, china, count, rows};

/// The network as the peers read it.
pub(crate) fn csv(folder: &Path) -> PathBuf {
    folder.join("stations.csv")
}

/// The network as Forecourt reads it.
pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join("forecourt.db")
}

/// Writes both.
pub(crate) fn write(folder: &Path) {
    let geography = china();
    let rows = rows(&geography, count());
    fs::write(csv(folder), text(&geography, &rows)).expect("stations.csv");
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(database(folder).with_extension(format!("db{ending}")));
    }
    let store = Sqlite::open(&database(folder)).expect("database");
    let network = Network::open(Box::new(store), &Options::default()).expect("network");
    let demo = DemoNetwork {
        stations: rows.iter().map(station).collect(),
        cooperation: rows.iter().flat_map(stages).collect(),
        ..DemoNetwork::default()
    };
    network.add_demo(demo, &|_, _| {}, &mut |_| {}).expect("commit");
}

/// Longitude and latitude, the city's code, the stage on the benches' today: what a peer would otherwise have
/// to work out for itself.
fn text(geography: &Geography, rows: &[Row]) -> String {
    let admin = geography.set("admin").expect("admin");
    let city_level = admin.level("city").expect("cities");
    let today = TODAY.parse().expect("date");
    let mut text = String::from("id,code,name,energy,brand,lon,lat,city,stage\n");
    for (id, row) in rows.iter().enumerate() {
        let slot = row.regions.first().and_then(|&(_, region)| admin.slot(region));
        let city = slot.and_then(|slot| {
            std::iter::once(slot).chain(admin.ancestors(slot)).find(|&slot| admin.level_of(slot) == city_level)
        });
        let city = city.map_or("", |slot| &admin.region(slot).code);
        let stage = stage_at(&row.timeline, today).map_or("", |stage| stage.as_str());
        let (lon, lat) = (row.location.lon(), row.location.lat());
        let Row { code, name, energy, brand, .. } = row;
        writeln!(text, "{id},{code},{name},{},{brand},{lon},{lat},{city},{stage}", energy.as_str()).expect("text");
    }
    text
}

fn station(row: &Row) -> StationDraft {
    StationDraft {
        code: row.code.clone(),
        name: Some(row.name.clone()),
        energy: Edit::Set(row.energy),
        brand: Edit::Set(row.brand.clone()),
        operator: Edit::Set(row.operator.clone()),
        position: Some(Position::wgs84(row.location)),
        ..StationDraft::default()
    }
}

fn stages(row: &Row) -> impl Iterator<Item = StageDraft> {
    let draft = |&(valid_from, stage)| StageDraft { station: row.code.clone(), valid_from, stage, note: Edit::Keep };
    row.timeline.iter().map(draft)
}
