//! Workbooks and GeoJSON: what makes them other than delimited text.

use flate2::{Compression, write::GzEncoder};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::io::Write as _;

use super::*;
use crate::domain::cooperation::Stage;
use crate::domain::region::{Extent, RegionDraft};
use crate::domain::station::Edit;

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("writes");
    encoder.finish().expect("finishes")
}

pub(super) fn regions(bytes: impl AsRef<[u8]>, options: &Options) -> Result<Read<RegionDraft>, FileError> {
    collect(|on_row, progress| {
        read_regions(
            &mut Opened::new(Cursor::new(bytes.as_ref()), "")?,
            options,
            &|code| code != "310001",
            on_row,
            progress,
        )
    })
}

/// A workbook as people keep them: a cover sheet, prose above the header, dates, numbers as codes.
pub(super) fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("封面").expect("name");
    cover.write(0, 0, "站点清单").expect("cell");
    let sheet = book.add_worksheet();
    sheet.set_name("站点").expect("name");
    sheet.write(0, 0, "截至 2026-03-01").expect("cell");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (column, name) in (0..).zip(["站点编码", "名称", "经度", "纬度", "开业日期", "关闭日期", "备用"])
    {
        sheet.write(2, column, name).expect("cell");
    }
    sheet.write(3, 0, 10_000_123_456_789_i64).expect("cell");
    sheet.write(3, 1, "人民路\n一站").expect("cell");
    sheet.write(3, 2, 121.5).expect("cell");
    sheet.write(3, 3, "31,25").expect("cell");
    sheet.write_with_format(3, 4, ExcelDateTime::from_ymd(2026, 3, 1).expect("date"), &date).expect("cell");
    sheet.write(3, 5, 46_113).expect("cell");
    sheet.write(5, 0, "B").expect("cell");
    sheet.write_formula(5, 1, Formula::new("=1/0").set_result("#DIV/0!")).expect("cell");
    sheet.write(5, 2, 121.6).expect("cell");
    sheet.write(5, 3, 31.3).expect("cell");
    sheet.write(5, 9, "a remark beside the table").expect("cell");
    book.save_to_buffer().expect("saves")
}

#[test]
fn workbooks_are_read_by_their_header() {
    let read = stations(workbook(), &Options::default()).expect("reads");
    assert_eq!((read.summary.sheet.as_deref(), read.summary.header_line), (Some("站点"), 3));
    assert_eq!(read.summary.ignored, ["备用"]);
    let (line, draft) = &read.drafts[0];
    assert_eq!((*line, draft.code.as_str(), draft.name.as_deref()), (4, "10000123456789", Some("人民路 一站")));
    assert_eq!(draft.position.expect("position").raw, [121.5, 31.25]);
    assert_eq!(draft.opened_on, Edit::Set("2026-03-01".parse().expect("day")));
    assert_eq!(draft.closed_on, Edit::Set("2026-04-01".parse().expect("day")));
    assert_eq!(read.errors(), [(6, "名称", "the cell holds an error of the spreadsheet")]);
    assert_eq!((read.summary.rows, read.errors[0].value.as_str()), (2, "#DIV/0!"));
    let sheet = |name: &str| Options { sheet: Some(name.to_owned()), ..Options::default() };
    assert_eq!(refusal(stations(workbook(), &sheet("表三"))), "the workbook has no sheet \"表三\"; it has 封面, 站点");
    assert!(refusal(stations(workbook(), &sheet("封面"))).starts_with("no header found"));
}

#[test]
fn points_are_stations() {
    let text = r#"{"type":"FeatureCollection","bbox":[0,0,1,1],"features":[
        {"type":"Feature","id":7,"geometry":{"coordinates":[121.5,31.2,4.5],"type":"Point"},"properties":{"name":"Alpha","piles":{"a":[1]}}},
        {"type":"Feature","id":"b","properties":{"name":null},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2],[3,1]]]}},
        {"type":"Feature","id":9,"properties":null,"geometry":null},
        {"type":"Feature","id":10,"properties":{"品牌":"壳牌"},"geometry":{"type":"Point","coordinates":["121",31]}}]}"#;
    for bytes in [text.as_bytes().to_vec(), gzip(text.as_bytes())] {
        let read = stations(bytes, &Options::default()).expect("reads");
        let (line, draft) = &read.drafts[0];
        assert_eq!((*line, draft.code.as_str(), draft.name.as_deref()), (1, "7", Some("Alpha")));
        assert_eq!(draft.position.expect("position").raw, [121.5, 31.2]);
        assert_eq!(
            read.errors(),
            [
                (2, "geometry.longitude", "a station needs a Point of two numbers"),
                (3, "geometry.latitude", "longitude and latitude are empty"),
                (4, "geometry.longitude", "a station needs a Point of two numbers"),
            ]
        );
        assert_eq!(read.summary.ignored, ["piles"]);
    }
}

fn polygons(coordinates: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"code":"R","name":"Region"}},
        "geometry":{{"type":"MultiPolygon","coordinates":{coordinates}}}}}]}}"#
    )
}

#[test]
fn polygons_are_regions() {
    let level = Options { level: Some("zone".to_owned()), ..Options::default() };
    let text = polygons("[[[[0,0],[4,0],[4,4],[0,0]],[[1,0.5],[2,0.5],[2,1]]],[[[9,9],[10,9],[10,10.00000004]]]]");
    let read = regions(&text, &level).expect("reads");
    let draft = &read.drafts[0].1;
    let Extent::Shape(shape) = &draft.extent else { panic!("a shape") };
    assert_eq!((draft.level.as_str(), shape.polygons().len(), shape.vertices()), ("zone", 2, 9));
    let no_level = refusal(regions(&text, &Options::default()));
    assert!(no_level.ends_with("--map 'your column=level', or give --level"), "{no_level}");
    for (coordinates, reason) in [
        ("[[[[0,0],[4,0],[0,0]]]]", "a ring needs three distinct vertices, got 2"),
        ("[[[[13522000,3660000],[13523000,3660000],[13523000,3661000]]]]", "are metres of a projection, not degrees"),
        ("[[[0,0],[4,0],[0,4]]]", "nested 4 deep, here 3"),
        ("[]", "an array of the coordinates is empty"),
        ("[[[[0,0],[4],[0,4]]]]", "a position needs longitude and latitude"),
        ("[[[[0,0],[null,1],[0,4]]]]", "a coordinate is null"),
        ("[[[[0,0],[[1,2]],[0,4]]]]", "not evenly nested"),
        ("[[[[0,0],[4,95],[0,4]]]]", "latitude must lie in -90 to 90 degrees, got 95"),
    ] {
        let read = regions(polygons(coordinates), &level).expect("reads");
        assert!(read.errors[0].reason.contains(reason), "{coordinates}: {:?}", read.errors);
    }
    let metres = text.replacen('{', r#"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"#, 1);
    assert!(refusal(regions(metres, &level)).contains("urn:ogc:def:crs:EPSG::3857"));
    let degrees =
        text.replacen('{', r#"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"#, 1);
    assert_eq!(regions(degrees, &level).expect("reads").drafts.len(), 1);
}

#[test]
fn rows_of_one_code_are_one_group() {
    let text = "code,name,level,parent,admin,from,to\n\
                E,East,area,,310000,2026-01-01,\n\
                N,North,area,,110000,,\n\
                E,East,area,,320000,2026-01-01,2026-07-01\n\
                E,East,area,,320000,2026-07-01,\n\
                W,West,area,,510000,,\n\
                W,Wild West,area,,520000,,\n\
                S,South,area,,440000,2026-02-01,2026-01-01\n\
                ALL,Everything,nation,,,,\n\
                M,Mistyped,area,,310000,,\n\
                M,Mistyped,area,,310001,,\n";
    let read = regions(text, &Options::default()).expect("reads");
    let found: Vec<_> = read
        .drafts
        .iter()
        .map(|(line, draft)| {
            let Extent::Members(members) = &draft.extent else { panic!("members") };
            (*line, draft.code.as_str(), members.len())
        })
        .collect();
    assert_eq!(found, [(2, "E", 3), (3, "N", 1), (9, "ALL", 0)]);
    assert_eq!(
        read.errors(),
        [
            (7, "code", "name, level, parent or centre differ from line 6, of the same code"),
            (8, "to", "a period must end after it begins, but 2026-02-01 to 2026-01-01 does not"),
            (11, "admin", "there is no region of this code in the set admin")
        ]
    );
    assert_eq!(read.errors[2].value, "310001");
}

#[test]
fn zipped_text_is_text() {
    let text = "station,date,stage\nA,2026-03-01,online\n";
    let read = cooperation(gzip(text.as_bytes()), &Options::default()).expect("reads");
    assert_eq!(read.drafts[0].1.stage, Stage::Online);
    assert!(refusal(cooperation(gzip(&gzip(text.as_bytes())), &Options::default())).contains("gzipped twice"));
}
