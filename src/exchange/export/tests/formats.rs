//! What each format makes of typed cells.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::super::*;
use super::write;
use crate::base::date::{Day, Period};
use crate::base::location::LonLat;
use crate::base::money::{Decimal, Money};
use crate::base::shape::{Shape, Vertex};
use crate::domain::campaign::{Campaign, FundedBy, Mechanism};
use crate::domain::contract::{Contract, ContractState};
use crate::domain::fee::{Component, FeeOwnerName, FeeTerm, Tariff};
use crate::domain::note::Note;
use crate::domain::performance::DayFacts;

fn day(text: &str) -> Day {
    text.parse().expect("day")
}

fn money(text: &str) -> Money {
    text.parse().expect("amount")
}

fn period() -> Period {
    Period::new(day("2026-01-01"), Some(day("2027-01-01"))).expect("period")
}

/// A file without its first line, and without the byte order mark.
fn lines(format: ExportFormat, kind: ExportKind, rows: &[Vec<Cell<'_>>]) -> String {
    let rows: Vec<_> = rows.iter().map(|cells| (cells.clone(), None)).collect();
    let text = String::from_utf8(write(format, &kind.table(), Headers::Fields, &rows)).expect("text");
    text.split_once('\n').expect("a header").1.to_owned()
}

fn csv(kind: ExportKind, rows: &[Vec<Cell<'_>>]) -> String {
    lines(ExportFormat::Csv, kind, rows)
}

fn term(component: Component, tariff: Tariff) -> FeeTerm {
    FeeTerm {
        component, tariff, payer: Some("甲方".into()), payee: None, period: Period::from_day(day("2026-01-01"))
    }
}

#[test]
fn every_kind_has_a_cell_for_each_column() {
    let contract_ = Contract {
        number: "C-1".into(),
        counterparty: "某石油".into(),
        stations: [].into(),
        signed_on: None,
        period: period(),
        terminated_on: None,
        renews: Some("C-0".into()),
    };
    let row = contract(&contract_, &["A", "B"], ContractState::Draft).to_vec();
    assert_eq!(csv(ExportKind::Contracts, &[row]), "C-1,某石油,A;B,,2026-01-01,2027-01-01,,C-0,draft\r\n");

    let (of_contract, of_station) = (FeeOwnerName::Contract("C-1".into()), FeeOwnerName::Station("A".into()));
    let terms = [
        (&of_contract, term(Component::Commission, Tariff::PercentOfGmv("2.5%".parse().expect("rate")))),
        (&of_station, term(Component::PartnerShare, Tariff::PerLitre("0.035".parse().expect("price")))),
        (&of_station, term(Component::Fixed, Tariff::PerMonth(money("1200")))),
    ];
    let rows: Vec<_> = terms.iter().map(|(owner, term)| fee(owner, term).to_vec()).collect();
    assert_eq!(
        csv(ExportKind::Fees, &rows),
        "C-1,,commission,percent_of_gmv,2.5%,2026-01-01,,甲方,\r\n\
         ,A,partner_share,per_litre,0.035,2026-01-01,,甲方,\r\n\
         ,A,fixed,per_month,1200.00,2026-01-01,,甲方,\r\n"
    );

    let facts = DayFacts {
        orders: 41,
        volume: "1280.5".parse().expect("volume"),
        gmv: money("9604.15"),
        discount_platform: money("12"),
        discount_station: Money::ZERO,
    };
    let row = performance("A", day("2026-03-01"), &facts).to_vec();
    assert_eq!(csv(ExportKind::Performance, &[row]), "A,2026-03-01,41,1280.500,9604.15,12.00,0.00\r\n");

    let campaign_ = Campaign {
        code: "K-1".into(),
        name: "夏季直降".into(),
        mechanism: Mechanism::PriceCut,
        funded_by: FundedBy::Shared,
        period: period(),
        budget: Some(money("50000")),
    };
    let row = campaign(&campaign_).to_vec();
    assert_eq!(csv(ExportKind::Campaigns, &[row]), "K-1,夏季直降,price_cut,shared,2026-01-01,2027-01-01,50000.00\r\n");
    let row = participation("K-1", "A", period()).to_vec();
    assert_eq!(csv(ExportKind::CampaignStations, &[row]), "K-1,A,2026-01-01,2027-01-01\r\n");
    let note_ = Note { at: day("2026-02-03"), author: None, text: "拜访\n站长".into() };
    let row = note("A", &note_).to_vec();
    assert_eq!(csv(ExportKind::Notes, &[row]), "A,2026-02-03,,\"拜访\n站长\"\r\n");
}

/// A table of every kind of column, and a row of it.
fn samples() -> (Table, Vec<Cell<'static>>) {
    let column = |field, kind| Column::new(field, field, field, kind);
    let columns = vec![
        column("text", ColumnKind::Text),
        column("code", ColumnKind::Code),
        column("count", ColumnKind::Count),
        column("loss", ColumnKind::Decimal { places: 2 }),
        column("large", ColumnKind::Decimal { places: 2 }),
        column("ratio", ColumnKind::Ratio),
        column("date", ColumnKind::Date),
        column("flag", ColumnKind::Flag),
        column("none", ColumnKind::Ratio),
    ];
    let cells = vec![
        Cell::from("=HYPERLINK(\"http://x\")"),
        Cell::from("007"),
        Cell::Count(41),
        money("-12.50").into(),
        Cell::Decimal(Decimal { number: i64::MAX, decimals: 2 }),
        Cell::Ratio(20_594),
        Cell::Date(day("2026-03-01")),
        Cell::Flag(true),
        Cell::Empty,
    ];
    (Table { name: "样品".into(), columns }, cells)
}

#[test]
fn a_text_is_marked_and_a_negative_number_is_not() {
    let (table, cells) = samples();
    let text = write(ExportFormat::Csv, &table, Headers::Zh, &[(cells, None)]);
    let text = String::from_utf8(text).expect("text");
    let row = text.lines().nth(1).expect("a row");
    assert_eq!(row, "\"'=HYPERLINK(\"\"http://x\"\")\",007,41,-12.50,92233720368547758.07,2.0594%,2026-03-01,true,");
}

#[test]
fn a_workbook_is_typed_and_holds_no_formula() {
    let (table, cells) = samples();
    let bytes = write(ExportFormat::Xlsx, &table, Headers::Zh, &[(cells, None)]);
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("opens");
    assert_eq!(book.sheet_names(), ["样品"]);
    assert!(book.worksheet_formula("样品").expect("formulas").is_empty());
    let sheet = book.worksheet_range("样品").expect("cells");
    let row: Vec<&Data> = sheet.rows().nth(1).expect("a row").iter().collect();
    assert_eq!(row[0], &Data::String("=HYPERLINK(\"http://x\")".into()));
    assert_eq!(row[1], &Data::String("007".into()));
    assert_eq!((row[2], row[3]), (&Data::Float(41.0), &Data::Float(-12.5)));
    assert_eq!(row[4], &Data::String("92233720368547758.07".into()), "Excel would round it");
    assert_eq!(row[5], &Data::Float(0.020_594));
    let Data::DateTime(date) = row[6] else { panic!("a date, not {:?}", row[6]) };
    assert_eq!(date.to_ymd_hms_milli(), (2026, 3, 1, 0, 0, 0, 0));
    assert_eq!(row[7], &Data::Bool(true));
}

/// An answer's tag is made of its bytes: the same question must not have another one a second later.
#[test]
fn a_workbook_is_the_same_whenever_it_is_made() {
    let made = || {
        let (table, cells) = samples();
        write(ExportFormat::Xlsx, &table, Headers::Zh, &[(cells, None)])
    };
    let first = made();
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert!(first == made(), "it tells when it was made");
}

#[test]
fn a_text_beyond_a_cell_is_refused_with_its_place() {
    let mut writer =
        Writer::new(ExportFormat::Xlsx, &ExportKind::Notes.table(), Headers::Fields, Vec::new()).expect("begins");
    let long = "x".repeat(32_768);
    let row = ["A".into(), day("2026-03-01").into(), Cell::Empty, long.as_str().into()];
    let error = writer.row(&row, None).expect_err("refused").to_string();
    assert!(error.starts_with("row 2: text has more characters than a cell"), "{error}");
}

#[test]
fn features_have_places_and_typed_properties() {
    let (table, cells) = samples();
    let place = Place::Point(LonLat::new(121.5, -31.25).expect("place"));
    let vertex = |lon: i32, lat: i32| Vertex { lon: lon * 5_000_000, lat: lat * 5_000_000 };
    let ring = vec![vertex(0, 0), vertex(0, 1), vertex(1, 1)];
    let shape = Shape::new(vec![vec![ring]]).expect("shape");
    let rows = [(cells.clone(), Some(place)), (cells, Some(Place::Shape(&shape)))];
    let text = write(ExportFormat::GeoJson, &table, Headers::En, &rows);
    let json: serde_json::Value = serde_json::from_slice(&text).expect("json");
    let features = json["features"].as_array().expect("features");
    assert_eq!(features[0]["geometry"]["coordinates"], serde_json::json!([121.5, -31.25]));
    let ring = serde_json::json!([[[[0.5, 0.5], [0, 0.5], [0, 0], [0.5, 0.5]]]]);
    assert_eq!(features[1]["geometry"]["type"], "MultiPolygon");
    assert_eq!(features[1]["geometry"]["coordinates"], ring);
    let properties = &features[0]["properties"];
    assert_eq!(properties["text"], "=HYPERLINK(\"http://x\")");
    assert_eq!(properties["loss"].to_string(), "-12.5");
    assert_eq!(properties["large"], "92233720368547758.07", "a float would round it");
    assert_eq!((&properties["ratio"], &properties["flag"]), (&0.020_594.into(), &true.into()));
    assert_eq!((&properties["date"], &properties["none"]), (&"2026-03-01".into(), &serde_json::Value::Null));
    // The text itself is parsed by others, too.
    let parsed: ::geojson::FeatureCollection = String::from_utf8(text).expect("text").parse().expect("GeoJSON");
    assert_eq!(parsed.features.len(), 2);
}

#[test]
fn files_without_rows_are_files() {
    for kind in ExportKind::ALL {
        assert_eq!(ExportKind::parse(kind.as_str()), Some(kind));
        for format in ExportFormat::ALL {
            assert_eq!(ExportFormat::parse(format.as_str()), Some(format));
            for headers in [Headers::Fields, Headers::Zh, Headers::En] {
                assert!(!write(format, &kind.table(), headers, &[]).is_empty());
            }
        }
    }
}
