//! Workbooks of several sheets.

use rust_xlsxwriter::Workbook;

use super::business::{contracts, performance};
use super::*;

/// A workbook of these sheets, each a name and its rows of cells split by commas.
fn workbook(sheets: &[(&str, &[&str])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("name");
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(cells.split(',')) {
                sheet.write(row, column, cell).expect("cell");
            }
        }
    }
    book.save_to_buffer().expect("saves")
}

fn kinds(bytes: &[u8]) -> Vec<Option<Kind>> {
    Opened::new(Cursor::new(bytes), "")
        .expect("opens")
        .sheets()
        .expect("reads")
        .into_iter()
        .map(|sheet| sheet.kind)
        .collect()
}

#[test]
fn a_sheet_is_known_by_its_name() {
    let book = workbook(&[
        ("站点", &["站点编码,经度,纬度", "A,121,31"]),
        ("Contracts", &["合同编号,签约主体,生效日期", "C-1,甲,2026-01-01"]),
        ("大区", &["编码,名称,级别", "E,East,area"]),
        ("campaign_stations", &["活动编码,站点编码", "C,A"]),
        ("跟进记录", &[""]),
        ("通道费", &["这张表以后再填"]),
    ]);
    let expected = [
        Some(Kind::Stations),
        Some(Kind::Contracts),
        Some(Kind::Regions),
        Some(Kind::CampaignStations),
        None,
        Some(Kind::Fees),
    ];
    assert_eq!(kinds(&book), expected, "an empty sheet is left out");
    let sheet = Options { sheet: Some("Contracts".into()), ..Options::default() };
    assert_eq!(contracts(&book, &sheet).expect("reads").drafts[0].1.number, "C-1");
}

#[test]
fn otherwise_by_its_header() {
    for (header, kind) in [
        ("站点编码,站点名称,经度,纬度,备注", Some(Kind::Stations)),
        ("油站编码,生效日期,合作阶段,备注", Some(Kind::Cooperation)),
        ("合同编号,对方,站点,生效日期,到期日期", Some(Kind::Contracts)),
        ("合同编号,费用项,计费方式,费率,生效日期,到期日期", Some(Kind::Fees)),
        ("油站编码,油站名称,日期,单量,流水", Some(Kind::Performance)),
        ("活动编码,活动名称,玩法,出资方,开始日期,结束日期", Some(Kind::Campaigns)),
        ("活动编码,活动名称,站点编码,开始日期,结束日期", Some(Kind::CampaignStations)),
        ("站点编码,日期,备注", Some(Kind::Notes)),
        ("station,at,text", Some(Kind::Notes)),
        // Names of regions say nothing by themselves, a few known columns of a kind not enough.
        ("编码,名称,级别,上级", None),
        ("站点编码,站点名称", None),
        ("合同编号,到期日期", None),
        ("姓名,电话", None),
        // Two kinds in one.
        ("站点编码,经度,纬度,日期,单量", None),
    ] {
        let book = workbook(&[("Sheet1", &["截至 2026-06-30", header, "x,y"])]);
        assert_eq!(kinds(&book), [kind], "{header}");
    }
}

#[test]
fn each_sheet_is_read_by_itself() {
    let june = ["站点编码,日期,流水", "A,2026-06-01,100"];
    let july = ["站点编码,日期,流水", "A,2026-07-01,200"];
    let book = workbook(&[("说明", &["填写说明,", "站点编码,必填"]), ("6月", &june), ("7月", &july)]);
    assert_eq!(kinds(&book), [None, Some(Kind::Performance), Some(Kind::Performance)]);
    for (sheet, gmv) in [("6月", "100.00"), ("7月", "200.00")] {
        let read = performance(&book, &Options { sheet: Some(sheet.into()), ..Options::default() }).expect("reads");
        assert_eq!(read.drafts[0].1.gmv.map(|gmv| gmv.to_string()).as_deref(), Some(gmv));
        assert_eq!(read.summary.sheet.as_deref(), Some(sheet));
    }
    let error = Opened::new(Cursor::new("station,date,gmv\n"), "x.csv")
        .and_then(|mut file| file.sheets())
        .expect_err("no workbook");
    assert_eq!(error.to_string(), "only a workbook has sheets; say what the rows of the file are");
    assert!(Opened::new(Cursor::new(b"PK\x03\x04rubbish"), "").is_err());
}
