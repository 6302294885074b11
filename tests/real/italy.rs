//! Italy's fuel stations on three days, and when each was listed and delisted.

use std::collections::{BTreeMap, HashMap};

use forecourt::base::date::Day;
use forecourt::domain::cooperation::Stage;
use forecourt::engine::Question;
use forecourt::engine::statistics::{Breakdown, statistics};
use forecourt::exchange::Kind;
use forecourt::live::import::{ImportReport, OnError, Refusal};

use crate::plain::{self, Station};
use crate::{Fixture, map};

const COLUMNS: [&str; 7] = [
    "idImpianto=code",
    "Nome Impianto=name",
    "Bandiera=brand",
    "Gestore=operator",
    "Indirizzo=address",
    "Latitudine=latitude",
    "Longitudine=longitude",
];

fn regions(fixture: &Fixture) -> ImportReport {
    let provinces = "boundaries/it_provinces.geojson.gz";
    let report = fixture.import(Kind::Regions, provinces, OnError::Reject, |options| {
        map(options, &["prov_acr=code", "prov_name=name"]);
        options.level = Some("province".into());
    });
    report.expect("provinces")
}

fn stations(fixture: &Fixture, date: &str, on_error: OnError) -> Result<ImportReport, Refusal> {
    let file = format!("it_mimit/stations_{date}.csv");
    fixture.import(Kind::Stations, &file, on_error, |options| map(options, &COLUMNS))
}

/// Which province each station lies in, by code, as the network knows it.
fn provinces_known(fixture: &Fixture) -> HashMap<String, Option<String>> {
    let current = fixture.network.current();
    let it = current.geography().set("it").expect("set");
    let facts = current.all_facts();
    facts
        .map(|facts| {
            let region = facts.regions().iter().find(|(set, _)| *set == it.id());
            let code = region.and_then(|&(_, id)| it.slot(id)).map(|slot| it.region(slot).code.clone());
            (facts.code().to_owned(), code)
        })
        .collect()
}

#[test]
fn three_days_of_stations_and_their_events() {
    let Some(fixture) = Fixture::new() else { return };
    assert_eq!(regions(&fixture).new, 107);

    // The first day: all or nothing, unless the user says skip.
    let refused = stations(&fixture, "2026-03-14", OnError::Reject);
    let Err(Refusal::Rows(report)) = refused else { panic!("{refused:?}") };
    assert_eq!((report.rows, report.rejected, report.revision), (23_606, 3, None));
    assert!(
        report
            .errors
            .iter()
            .all(|error| error.line > 2 && error.reason.contains("coordinate") || error.column.is_some())
    );
    assert_eq!(fixture.network.current().stations(), 0);
    let report = stations(&fixture, "2026-03-14", OnError::Skip).expect("first day");
    assert_eq!((report.new, report.changed, report.rejected), (23_603, 0, 3));

    let provinces = plain::provinces(&fixture.data.join("boundaries/it_provinces.geojson.gz"));
    let (first, broken) = plain::stations(&fixture.data.join("it_mimit/stations_2026-03-14.csv"));
    assert_eq!(broken, 0);
    let known = provinces_known(&fixture);
    let (mut agree, mut differ, mut nowhere) = (0, 0, 0);
    for (code, station) in &first {
        let Some((lon, lat)) = station.place else { continue };
        let brute = plain::province_of(&provinces, lon, lat);
        assert_eq!(known[code].as_deref(), brute, "station {code} at {lon} {lat}");
        match brute {
            Some(sign) if sign == station.province => agree += 1,
            Some(_) => differ += 1,
            None => nowhere += 1,
        }
    }
    assert_eq!((agree, differ, nowhere), (23_369, 157, 77));

    // The same file again changes nothing.
    let again = stations(&fixture, "2026-03-14", OnError::Skip).expect("again");
    assert_eq!((again.new, again.changed, again.unchanged, again.revision), (0, 0, 23_603, None));

    // Later days, with rows of the wrong width.
    let mut all: HashMap<String, Station> = first;
    for (date, wide) in [("2026-04-20", 41), ("2026-06-15", 103)] {
        let (later, broken) = plain::stations(&fixture.data.join(format!("it_mimit/stations_{date}.csv")));
        assert_eq!(broken, wide);
        let report = stations(&fixture, date, OnError::Skip).expect("later day");
        let placeless = later.values().filter(|station| station.place.is_none()).count();
        assert_eq!(report.rejected, (wide + placeless) as u64, "{date}");
        assert_eq!(report.rows, report.new + report.changed + report.unchanged + report.rejected);
        all.extend(later.into_iter().filter(|(_, station)| station.place.is_some()));
    }
    all.retain(|_, station| station.place.is_some());
    assert_eq!(fixture.network.current().stations(), all.len());

    events(&fixture, &all, &provinces);
}

fn events(fixture: &Fixture, stations: &HashMap<String, Station>, provinces: &[plain::Province]) {
    let import = |on_error| {
        fixture.import(Kind::Cooperation, "it_mimit/events.csv", on_error, |options| {
            map(options, &["station_id=station", "date=valid_from", "event=stage"]);
            let values = ["stage:listed=online", "stage:delisted=terminated", "stage:brand_changed="];
            options.values = values.iter().map(|value| value.parse().expect("value map")).collect();
        })
    };
    let events = plain::events(&fixture.data.join("it_mimit/events.csv"));
    let known: usize = events.iter().filter(|(id, _)| stations.contains_key(*id)).map(|(_, days)| days.len()).sum();
    let unknown: usize = events.iter().filter(|(id, _)| !stations.contains_key(*id)).map(|(_, days)| days.len()).sum();
    let report = import(OnError::Skip).expect("events");
    assert_eq!((report.rows, report.dropped), (25_506, 223));
    assert_eq!((report.new, report.rejected), (known as u64, unknown as u64));
    assert_eq!(import(OnError::Skip).expect("again").revision, None);

    let current = fixture.network.current();
    let it = current.geography().set("it").expect("set");
    let level = it.level("province").expect("level");
    for date in ["2026-03-20", "2026-05-31", "2026-08-22"] {
        let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
        for (id, days) in &events {
            let Some((lon, lat)) = stations.get(id).and_then(|station| station.place) else { continue };
            let last = days.range(..=date.to_owned()).next_back();
            if let (Some((_, true)), Some(sign)) = (last, plain::province_of(provinces, lon, lat)) {
                *expected.entry(sign).or_default() += 1;
            }
        }
        let question = Question::on(date.parse::<Day>().expect("date"));
        let breakdown = Breakdown { level: Some((it.id(), level)), ..Breakdown::default() };
        let answer = statistics(&current, &question, &breakdown).expect("answer");
        let found: BTreeMap<&str, u64> = answer
            .rows
            .iter()
            .map(|row| (it.region(row.region.expect("region")).code.as_str(), row.totals.counts.at(Stage::Online)))
            .filter(|&(_, online)| online > 0)
            .collect();
        assert!(found.len() > 100, "{date}");
        assert_eq!(found, expected, "{date}");
    }
}
