//! Templates, read back by our own readers.

use super::business::{campaign_stations, campaigns, contracts, fees, notes, performance};
use super::formats::regions;
use super::*;

/// Reads a file as its kind: what is wrong with it, its drafts in words, and how it was read.
fn read(kind: Kind, bytes: &[u8]) -> (Vec<RowError>, Vec<String>, Summary) {
    fn told<D: std::fmt::Debug>(read: Result<Read<D>, FileError>) -> (Vec<RowError>, Vec<String>, Summary) {
        let read = read.expect("reads");
        (read.errors, read.drafts.iter().map(|(_, draft)| format!("{draft:?}")).collect(), read.summary)
    }
    let options = Options::default();
    match kind {
        Kind::Stations => told(stations(bytes, &options)),
        Kind::Cooperation => told(cooperation(bytes, &options)),
        Kind::Regions => told(regions(bytes, &options)),
        Kind::Contracts => told(contracts(bytes, &options)),
        Kind::Fees => told(fees(bytes, &options)),
        Kind::Performance => told(performance(bytes, &options)),
        Kind::Campaigns => told(campaigns(bytes, &options)),
        Kind::CampaignStations => told(campaign_stations(bytes, &options)),
        Kind::Notes => told(notes(bytes, &options)),
    }
}

#[test]
fn our_own_readers_take_every_template() {
    for kind in Kind::ALL {
        for language in Language::ALL {
            let [csv, xlsx] = [Format::Csv, Format::Xlsx].map(|format| {
                let (errors, drafts, summary) = read(kind, &template(kind, format, language).expect("writes"));
                assert_eq!((errors, summary.ignored, summary.repeated), (vec![], vec![], 0), "{kind:?} {language:?}");
                let named: Vec<_> = summary.columns.into_iter().map(|(_, field)| field).collect();
                (drafts, named, summary.notes)
            });
            assert_eq!(csv, xlsx, "{kind:?} {language:?}: both formats say the same");
            let fields: Vec<_> = super::super::columns::fields(kind).iter().map(|field| field.name).collect();
            let mut named = csv.1;
            named.sort_by_key(|name| fields.iter().position(|field| field == name));
            assert_eq!(named, fields, "{kind:?} {language:?}: every column is known");
            assert!(csv.0.len() >= 2 && csv.2.is_empty(), "{kind:?} {language:?}: {:?}", csv.2);
        }
        let [zh, en] =
            Language::ALL.map(|language| read(kind, &template(kind, Format::Csv, language).expect("writes")).1.len());
        assert_eq!(zh, en);
    }
}

#[test]
fn a_template_is_of_its_kind_and_explains_itself() {
    for kind in Kind::ALL {
        for language in Language::ALL {
            let bytes = template(kind, Format::Xlsx, language).expect("writes");
            let sheets = Opened::new(Cursor::new(&bytes), "").expect("opens").sheets().expect("reads");
            let kinds: Vec<_> = sheets.iter().map(|sheet| sheet.kind).collect();
            assert_eq!(kinds, [Some(kind), None], "{language:?}");
        }
    }
    let refused = template(Kind::Stations, Format::GeoJson, Language::En).expect_err("no table");
    assert_eq!(refused.to_string(), "templates are CSV or XLSX");
}

/// What a spreadsheet sees: dates are dates, percentages numbers, codes texts; the explanation names every column.
#[test]
fn cells_of_a_workbook_have_types() {
    use calamine::{Data, Reader, Xlsx};
    let bytes = template(Kind::Fees, Format::Xlsx, Language::Zh).expect("writes");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("opens");
    let range = book.worksheet_range("通道费").expect("sheet");
    assert_eq!(range.get((0, 4)), Some(&Data::String("费率/金额".into())));
    assert_eq!(range.get((1, 0)), Some(&Data::String("HT-2026-001".into())));
    assert_eq!(range.get((1, 4)), Some(&Data::Float(0.025)));
    assert!(matches!(range.get((1, 5)), Some(Data::DateTime(_))));
    let range = book.worksheet_range("填写说明").expect("sheet");
    let said =
        |row: u32| (0..4).map(|column| range.get_value((row, column)).expect("cell").to_string()).collect::<Vec<_>>();
    assert_eq!(said(0), ["列", "是否必填", "允许的内容", "示例"]);
    assert_eq!(said(1), ["合同编号", "二选一", "已有合同的编号", "HT-2026-001"]);
    assert_eq!(said(5), ["费率/金额", "必填", "按比例：2.5% 或 0.025；其他：单价或金额，单位元", "2.5%"]);
    assert_eq!(range.height(), 10);
}
