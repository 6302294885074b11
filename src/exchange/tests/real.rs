//! The real files of `../shared/data`; skipped with a printed line where they are not.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use super::*;
use crate::base::location::{Crs, LonLat};
use crate::base::shape::{Shape, Vertex};
use crate::domain::cooperation::Stage;
use crate::domain::region::{Extent, RegionDraft};

pub(super) fn shared(name: &str) -> Option<File> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("FORECOURT_SHARED_DATA").map_or(here, PathBuf::from);
    let file = File::open(folder.join(name)).ok();
    if file.is_none() {
        println!("skipped: {name} is not in {}", folder.display());
    }
    file
}

pub(super) fn mimit() -> Options {
    options(
        &[
            "idImpianto=code",
            "Nome Impianto=name",
            "Bandiera=brand",
            "Gestore=operator",
            "Latitudine=latitude",
            "Longitudine=longitude",
            "Indirizzo=address",
            "Provincia=attributes.provincia",
        ],
        &["energy:=fuel"],
    )
}

#[test]
fn every_station_of_italy() {
    for (name, rows, narrow, empty) in [
        ("stations_2026-03-14.csv", 23_606, 0, 3),
        ("stations_2026-04-20.csv", 23_755, 41, 3),
        ("stations_2026-06-15.csv", 23_952, 103, 3),
    ] {
        let Some(file) = shared(&format!("it_mimit/{name}")) else { return };
        let read = collect(|on_row, progress| read_stations(&mut Opened::new(file, name)?, &mimit(), on_row, progress))
            .expect("reads");
        let summary = &read.summary;
        assert_eq!((summary.delimiter, summary.header_line, summary.encoding), (Some('|'), 2, Some("UTF-8")));
        assert_eq!((summary.rows, summary.rejected), (rows, narrow + empty), "{name}");
        let wide = read.errors.iter().filter(|error| error.reason.contains("cells, the header has 10")).count();
        let unplaced: Vec<_> = read.errors.iter().filter(|error| error.reason.contains("are empty")).collect();
        assert_eq!((wide as u64, unplaced.len() as u64), (narrow, empty), "{name}");
        assert!(unplaced.iter().all(|error| error.column.as_deref() == Some("Latitudine") && error.line > 2));
        if narrow == 0 {
            let stray = read.drafts.iter().find(|(line, _)| *line == 37).expect("line 37");
            assert_eq!(
                stray.1.operator,
                crate::domain::station::Edit::Set("\"MEGA SERVICE S.A.S. DI TERMINI MICHELE &C .".into())
            );
            let quoted = read.drafts.iter().find(|(line, _)| *line == 167).expect("line 167");
            assert_eq!(quoted.1.operator, crate::domain::station::Edit::Set("IP SERVICES S.R.L.".into()));
        } else if name.contains("04-20") {
            assert_eq!(read.errors[0].line, 1305);
        }
    }
}

#[test]
fn every_event_of_italy() {
    let Some(file) = shared("it_mimit/events.csv") else { return };
    let options = options(
        &["station_id=station", "date=valid_from", "event=stage"],
        &["stage:listed=online", "stage:delisted=terminated", "stage:brand_changed="],
    );
    let read =
        collect(|on_row, progress| read_cooperation(&mut Opened::new(file, "events.csv")?, &options, on_row, progress));
    let read = read.expect("reads");
    let at = |stage| read.drafts.iter().filter(|(_, draft)| draft.stage == stage).count();
    assert_eq!((at(Stage::Online), at(Stage::Terminated), read.summary.dropped), (24_572, 711, 223));
    assert_eq!((read.summary.rows, read.summary.rejected, read.summary.repeated), (25_506, 0, 0));
    assert_eq!(read.summary.ignored, ["brand"]);
}

#[test]
fn every_charging_station_of_shenzhen() {
    for (name, rows) in [("inf.csv", 1_362), ("inf_raw.csv", 1_587)] {
        let Some(file) = shared(&format!("cn_shenzhen_urbanev/{name}")) else { return };
        let options = Options { crs: Some(Crs::Gcj02), ..options(&["charge_count=attributes.piles"], &["energy:=ev"]) };
        let read = collect(|on_row, progress| read_stations(&mut Opened::new(file, name)?, &options, on_row, progress))
            .expect("reads");
        assert_eq!((read.summary.rows, read.summary.rejected, read.drafts.len() as u64), (rows, 0, rows));
    }
}

/// Boundaries by GB/T 2260 code, as the file `cn_LEVEL` has them.
fn boundaries(level: &str) -> Option<Vec<(u32, Arc<Shape>)>> {
    let file = shared(&format!("boundaries/cn_{level}.geojson.gz"))?;
    let maps = [format!("{level}_adcode=code"), format!("{level}_name=name")];
    let options = Options { level: Some(level.to_owned()), ..options(&[&maps[0], &maps[1]], &[]) };
    let read =
        collect(|on_row, progress| read_regions(&mut Opened::new(file, "")?, &options, &|_| true, on_row, progress))
            .expect("reads");
    assert_eq!(read.errors, []);
    let shape = |draft: RegionDraft| match draft.extent {
        Extent::Shape(shape) => (draft.code.parse().expect("adcode"), shape),
        Extent::Members(_) => panic!("{} has no shape", draft.code),
    };
    Some(read.drafts.into_iter().map(|(_, draft)| shape(draft)).collect())
}

/// The even-odd rule, over all rings at once.
fn inside(shape: &Shape, place: LonLat) -> bool {
    let at = Vertex::from(place);
    let mut odd = false;
    for ring in shape.polygons().iter().flatten() {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if (a.lat > at.lat) != (b.lat > at.lat) {
                let share = f64::from(at.lat - a.lat) / f64::from(b.lat - a.lat);
                odd ^= f64::from(at.lon) < f64::from(a.lon) + share * (f64::from(b.lon) - f64::from(a.lon));
            }
        }
    }
    odd
}

#[test]
fn the_boundaries_of_china_and_italy() {
    for (level, count, vertices) in [("province", 34, 70_000), ("city", 375, 180_000), ("district", 2_891, 420_000)] {
        let Some(boundaries) = boundaries(level) else { return };
        let sum: usize = boundaries.iter().map(|(_, shape)| shape.vertices()).sum();
        assert!(boundaries.len() == count && sum > vertices, "{level}: {} {sum}", boundaries.len());
    }
    let Some(file) = shared("boundaries/it_provinces.geojson.gz") else { return };
    let options = Options { level: Some("province".to_owned()), ..options(&["prov_acr=code", "prov_name=name"], &[]) };
    let read =
        collect(|on_row, progress| read_regions(&mut Opened::new(file, "")?, &options, &|_| true, on_row, progress))
            .expect("reads");
    assert_eq!((read.drafts.len(), read.errors.len()), (107, 0));
    assert_eq!((read.drafts[0].1.code.as_str(), read.drafts[0].1.name.as_str()), ("TO", "Torino"));
}

#[test]
fn shenzhen_is_in_gcj02_and_the_report_says_so() {
    let Some(cities) = boundaries("city") else { return };
    let boxes: Vec<_> = cities.iter().map(|(code, shape)| (*code, shape, shape.bounds())).collect();
    let city = |place: LonLat| {
        let at = Vertex::from(place);
        let holds = |low: Vertex, high: Vertex| {
            (low.lon..=high.lon).contains(&at.lon) && (low.lat..=high.lat).contains(&at.lat)
        };
        boxes.iter().find(|(_, shape, (low, high))| holds(*low, *high) && inside(shape, place)).map(|(code, ..)| *code)
    };
    for (name, read_as) in [("inf_raw.csv", Crs::Wgs84), ("inf_raw.csv", Crs::Gcj02), ("inf.csv", Crs::Wgs84)] {
        let Some(file) = shared(&format!("cn_shenzhen_urbanev/{name}")) else { return };
        let options = Options { crs: Some(read_as), ..Options::default() };
        let read = collect(|on_row, progress| read_stations(&mut Opened::new(file, name)?, &options, on_row, progress))
            .expect("reads");
        let positions: Vec<_> = read.drafts.iter().filter_map(|(_, draft)| draft.position).collect();
        let raw: Vec<_> = positions.iter().map(|position| position.raw).collect();
        let fit = better_fit(read_as, &raw, city);
        let shenzhen = positions.iter().filter(|position| city(position.location) == Some(440_300)).count();
        println!("{name} as {}: {shenzhen} of {} in Shenzhen; {fit:?}", read_as.as_str(), raw.len());
        match read_as {
            Crs::Wgs84 => {
                let fit = fit.expect("a hint");
                assert_eq!((fit.crs, fit.region, fit.declared_inside), (Crs::Gcj02, Some(440_300), shenzhen));
            }
            _ => assert_eq!((fit, shenzhen), (None, 1_583)),
        }
        // The same places, truly in WGS-84, get no hint.
        let true_places: Vec<_> =
            raw.iter().filter_map(|&pair| convert(Crs::Gcj02, pair).ok()).map(|p| [p.lon(), p.lat()]).collect();
        assert_eq!(better_fit(Crs::Wgs84, &true_places, city), None);
    }
}
