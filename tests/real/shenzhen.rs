//! Shenzhen's charging stations, whose coordinates are GCJ-02 though the file does not say so.

use forecourt::base::location::Crs;
use forecourt::engine::Question;
use forecourt::engine::statistics::{Breakdown, statistics};
use forecourt::exchange::Kind;
use forecourt::live::import::{ImportReport, OnError};

use crate::{Fixture, map};

fn import(fixture: &Fixture, crs: Option<Crs>) -> ImportReport {
    let report = fixture.import(Kind::Stations, "cn_shenzhen_urbanev/inf_raw.csv", OnError::Reject, |options| {
        map(options, &["station_id=code"]);
        options.crs = crs;
    });
    report.expect("stations")
}

fn in_shenzhen(fixture: &Fixture) -> u64 {
    let current = fixture.network.current();
    let admin = current.geography().set("admin").expect("admin");
    let shenzhen = admin.region(admin.find("440300").expect("Shenzhen")).id;
    let question = Question { within: Some((admin.id(), shenzhen)), ..Question::on(fixture.network.today()) };
    statistics(&current, &question, &Breakdown::default()).expect("answer").total.counts.stations()
}

#[test]
fn gcj02_puts_the_stations_into_shenzhen() {
    let Some(fixture) = Fixture::new() else { return };
    let report = import(&fixture, Some(Crs::Gcj02));
    assert_eq!((report.rows, report.new), (1_587, 1_587));
    assert!(in_shenzhen(&fixture) >= 1_583, "{}", in_shenzhen(&fixture));
    assert!(!report.notes.iter().any(|note| note.contains("fits better")), "{:?}", report.notes);
}

#[test]
fn without_a_system_the_report_points_to_gcj02() {
    let Some(fixture) = Fixture::new() else { return };
    let report = import(&fixture, None);
    assert_eq!(in_shenzhen(&fixture), 1_530);
    assert!(report.notes.iter().any(|note| note.contains("gcj02 fits better")), "{:?}", report.notes);
}
