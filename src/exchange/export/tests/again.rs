//! Stations and cooperation: exports are imported again to the same values.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::*;
use super::write;
use crate::base::location::LonLat;
use crate::domain::cooperation::{Stage, StageDraft, StageEvent};
use crate::domain::station::{Edit, Energy, Position, Station, StationDraft};
use crate::exchange::tests::{cooperation, stations as read_stations};
use crate::exchange::values::{clean, clean_lines};
use crate::exchange::{Options, export};

fn station(code: &str) -> Station {
    Station {
        code: code.into(),
        name: "中石化 人民路站".into(),
        energy: Some(Energy::Fuel),
        brand: Some("中国石化".into()),
        operator: None,
        position: Position::wgs84(LonLat::new(121.473_701, -31.230_4).expect("place")),
        address: Some("人民路1号, \"东\"侧".into()),
        opened_on: Some("1987-06-01".parse().expect("day")),
        closed_on: None,
        attributes: BTreeMap::from([("piles".to_owned(), "8".to_owned())]),
    }
}

/// The edit that sets a field to what it is, as a file with that column says it.
fn set<T: Clone>(value: Option<&T>) -> Edit<T> {
    value.map_or(Edit::Clear, |value| Edit::Set(value.clone()))
}

fn draft(station: &Station, attributes: &[String]) -> StationDraft {
    StationDraft {
        code: station.code.clone(),
        name: Some(station.name.clone()),
        energy: set(station.energy.as_ref()),
        brand: set(station.brand.as_ref()),
        operator: set(station.operator.as_ref()),
        position: Some(station.position),
        address: set(station.address.as_ref()),
        opened_on: set(station.opened_on.as_ref()),
        closed_on: set(station.closed_on.as_ref()),
        attributes: attributes.iter().map(|name| (name.clone(), set(station.attributes.get(name)))).collect(),
    }
}

/// Exports the stations in a format and reads them again.
fn station_drafts(stations: &[Station], format: ExportFormat, headers: Headers) -> Vec<StationDraft> {
    let attributes = ["piles".to_owned()];
    let regions = [Column::new("admin", "区县", "District", ColumnKind::Code)];
    let table = export::stations(&regions, &attributes);
    let rows: Vec<_> = stations
        .iter()
        .map(|station| {
            let stage = Some(Stage::Online);
            let row = StationRow { station, stage, regions: &[Some("310101")], attributes: &attributes };
            (row.cells(), Some(Place::Point(station.position.location)))
        })
        .collect();
    let bytes = write(format, &table, headers, &rows);
    let read = read_stations(bytes, &Options::default()).expect("reads");
    assert!(read.errors.is_empty(), "{:?}", read.errors);
    read.drafts.into_iter().map(|(_, draft)| draft).collect()
}

#[test]
fn stations_are_read_again_as_they_are() {
    let mut other = Station { attributes: BTreeMap::new(), energy: None, ..station("007") };
    other.closed_on = Some("2026-01-31".parse().expect("day"));
    other.name = "=cmd|' /C calc'!A0".into();
    let all = [station("SH-1"), other, Station { opened_on: Some(crate::base::date::Day::MIN), ..station("-1e5") }];
    let wanted: Vec<_> = all.iter().map(|station| draft(station, &["piles".to_owned()])).collect();
    for format in ExportFormat::ALL {
        assert_eq!(station_drafts(&all, format, Headers::Fields), wanted, "{format:?}");
    }
}

#[test]
fn titles_of_either_language_are_known_to_the_importer() {
    for format in ExportFormat::ALL {
        for headers in [Headers::Zh, Headers::En] {
            let mut found = station_drafts(&[station("SH-1")], format, headers);
            // An attribute is known by its field alone.
            let mut wanted = draft(&station("SH-1"), &[]);
            let draft = found.remove(0);
            wanted.attributes.clear();
            assert_eq!(draft, wanted, "{format:?} {headers:?}");
        }
    }
}

fn stage_drafts(events: &[(String, StageEvent)], format: ExportFormat) -> Vec<StageDraft> {
    let rows: Vec<_> = events.iter().map(|(code, event)| (stage(code, event).to_vec(), None)).collect();
    let bytes = write(format, &ExportKind::Cooperation.table(), Headers::Fields, &rows);
    let read = cooperation(bytes, &Options::default()).expect("reads");
    assert!(read.errors.is_empty(), "{:?}", read.errors);
    read.drafts.into_iter().map(|(_, draft)| draft).collect()
}

/// Texts of what makes trouble: signs of formulas, quotes, delimiters, white space, line breaks, Chinese.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "['=+@\\-＝－\"]{0,3}[a-z,;|\\\\\"' \t油站０９]{1,12}",
        "[0-9.eE+%\\-]{1,12}",
        "\\PC{1,20}",
        "(true|null|NaN|_x0041_|1/2|TRUE|#N/A)"
    ]
}

/// As the importer keeps texts, which makes white space ordinary.
fn tidy(text: &str) -> Option<String> {
    Some(clean(text).into_owned()).filter(|text| !text.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_text_comes_back_as_it_was(texts in prop::collection::vec((text(), text(), text()), 1..8)) {
        let all: Vec<Station> = texts
            .iter()
            .enumerate()
            .filter_map(|(index, (code, name, value))| Some(Station {
                code: format!("{}{index}", tidy(code)?),
                name: tidy(name)?,
                brand: tidy(value),
                attributes: tidy(value).map(|value| ("piles".to_owned(), value)).into_iter().collect(),
                ..station("")
            }))
            .collect();
        prop_assume!(!all.is_empty());
        let wanted: Vec<_> = all.iter().map(|station| draft(station, &["piles".to_owned()])).collect();
        for format in ExportFormat::ALL {
            prop_assert_eq!(&station_drafts(&all, format, Headers::Fields), &wanted, "{:?}", format);
        }
    }

    #[test]
    fn notes_keep_their_lines(notes in prop::collection::vec(prop::collection::vec(text(), 0..4), 1..6), day in 0..109_000_u32) {
        let events: Vec<(String, StageEvent)> = (0..)
            .zip(&notes)
            .map(|(index, lines)| {
                let note = Some(clean_lines(&lines.join("\n")).into_owned()).filter(|note| !note.is_empty());
                let valid_from = crate::base::date::Day::from_number(day + index).expect("day");
                ("S,1".to_owned(), StageEvent { valid_from, stage: Stage::Paused, note })
            })
            .collect();
        let wanted: Vec<StageDraft> = events
            .iter()
            .map(|(code, event)| StageDraft {
                station: code.clone(),
                valid_from: event.valid_from,
                stage: event.stage,
                note: set(event.note.as_ref()),
            })
            .collect();
        for format in ExportFormat::ALL {
            prop_assert_eq!(&stage_drafts(&events, format), &wanted, "{:?}", format);
        }
    }
}
