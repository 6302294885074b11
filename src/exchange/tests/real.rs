//! The real files of `../shared/data`; skipped with a printed line where they are not.

use std::fs::File;
use std::path::PathBuf;

use super::*;
use crate::base::location::Crs;
use crate::domain::cooperation::Stage;

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
        let read = collect(|on_row, progress| read_stations(file, name, &mimit(), on_row, progress)).expect("reads");
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
    let read = collect(|on_row, progress| read_cooperation(file, "events.csv", &options, on_row, progress));
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
        let read = collect(|on_row, progress| read_stations(file, name, &options, on_row, progress)).expect("reads");
        assert_eq!((read.summary.rows, read.drafts.len()), (rows, 1_587.min(read.drafts.len())), "{name}");
        assert_eq!(read.summary.rejected, 0);
    }
}
