//! Rejected rows as a file: as they came, with why, and imported again once they are mended.

use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Value, json};

use crate::support::Api;
use crate::uploads::{import, upload};

/// The folder of real inputs, if it is there.
fn shared_data() -> Option<PathBuf> {
    let folder = std::env::var_os("FORECOURT_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: there is no {}", folder.display());
        return None;
    }
    Some(folder)
}

/// The rejected rows of an import as CSV: the header and the rows.
async fn rejected(api: &Api, state: &Value, headers: &str) -> (String, StringRecord, Vec<StringRecord>) {
    let id = state["id"].as_str().expect("id");
    let text = api.get(&format!("/api/v1/imports/{id}/errors?format=csv&headers={headers}")).await.text();
    let mut reader = ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().expect("header").clone();
    let rows = reader.records().map(|row| row.expect("a row as wide as the header")).collect();
    (text, header, rows)
}

fn counts(state: &Value) -> [u64; 4] {
    ["rows", "new", "unchanged", "rejected"].map(|name| state["report"][name].as_u64().expect(name))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rejected_of_a_real_file_come_as_they_were_and_are_taken_once_mended() {
    let Some(data) = shared_data() else { return };
    let api = Api::new();
    let original = std::fs::read_to_string(data.join("it_mimit/stations_2026-06-15.csv")).expect("file");
    let id = upload(&api, "stations.csv", original.as_bytes()).await;
    let map = "map=idImpianto%3Dcode&map=Nome%20Impianto%3Dname&map=Bandiera%3Dbrand&map=Gestore%3Doperator\
               &map=Indirizzo%3Daddress&map=Latitudine%3Dlatitude&map=Longitudine%3Dlongitude&kind=stations";
    let state = import(&api, &id, &format!("{map}&on_error=skip")).await;
    let [all, new, _, wrong] = counts(&state);
    assert!(wrong > 100 && all == new + wrong, "{:?}", counts(&state));

    let (text, header, rows) = rejected(&api, &state, "zh").await;
    assert!(text.starts_with('\u{feff}'), "Excel knows UTF-8 by it");
    assert_eq!(rows.len() as u64, wrong, "each once");
    let own: Vec<&str> = original.lines().nth(1).expect("header").split('|').collect();
    assert_eq!(header.iter().take(own.len()).collect::<Vec<_>>(), own);
    let why = header.len() - 4;
    assert_eq!(header.iter().skip(why).collect::<Vec<_>>(), ["原行号", "出错列", "出错内容", "拒绝原因"]);
    let beyond: Vec<String> = (1..=why - own.len()).map(|number| format!("多出的格{number}")).collect();
    assert_eq!(header.iter().take(why).skip(own.len()).collect::<Vec<_>>(), beyond);
    let lines: Vec<&str> = original.lines().collect();
    let mut wide = 0;
    for row in &rows {
        let line: usize = row[why].parse().expect("line");
        let cells: Vec<&str> = lines[line - 1].split('|').collect();
        let came: Vec<&str> = row.iter().take(why).collect();
        let shared = cells.len().min(why);
        assert_eq!(came[..shared], cells[..shared], "line {line}");
        assert!(cells[shared..].iter().chain(&came[shared..]).all(|cell| cell.trim().is_empty()), "line {line}");
        wide += usize::from(cells.len() > own.len());
        let expected = if cells.len() == own.len() { "经纬度为空" } else { "这一行有" };
        assert!(row[why + 3].starts_with(expected), "{}", &row[why + 3]);
    }
    assert!(wide > 100, "{wide}");

    // Mended as a steward would: cells moved back below their header, and places filled in.
    let mut mended = csv::Writer::from_writer(Vec::new());
    mended.write_record(&header).expect("written");
    for row in &rows {
        let mut cells: Vec<String> = row.iter().map(str::to_owned).collect();
        let filled = cells[..why].iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        if filled > own.len() {
            let surplus = filled - own.len();
            let name = cells[4..=4 + surplus].join(" ");
            cells.splice(4..=4 + surplus, [name]);
            cells.splice(own.len()..own.len(), std::iter::repeat_n(String::new(), surplus));
        }
        if cells[8].trim().is_empty() {
            (cells[8], cells[9]) = ("41.9".to_owned(), "12.5".to_owned());
        }
        mended.write_record(&cells).expect("written");
    }
    let id = upload(&api, "mended.csv", mended.into_inner().expect("written")).await;
    let seen = api.json(&format!("/api/v1/uploads/{id}?kind=stations")).await;
    for column in seen["columns"].as_array().expect("columns").iter().skip(why) {
        assert_eq!((&column["field"], &column["confidence"]), (&Value::Null, &json!("none")), "{column}");
    }
    let state = import(&api, &id, map).await;
    assert_eq!(counts(&state), [wrong, wrong, 0, 0], "{:#}", state["report"]["errors"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_all_errors_says_so() {
    let api = Api::new();
    let rows = "x,y,,\n".repeat(100_003);
    let id = upload(&api, "list.csv", format!("编码,名称,经度,纬度\n{rows}")).await;
    let state = import(&api, &id, "kind=stations&dry_run=true&on_error=skip").await;
    assert_eq!((&state["report"]["rejected"], &state["report"]["errors_lost"]), (&json!(100_003), &json!(3)));
    let path = format!("/api/v1/imports/{}", state["id"].as_str().expect("id"));
    let page = api.json(&format!("{path}?errors=200")).await;
    assert_eq!((&page["report"]["errors_omitted"], &page["report"]["errors_lost"]), (&json!(99_803), &json!(3)));
    let file = api.get(&format!("{path}/errors?format=csv")).await;
    assert_eq!(file.headers["x-errors-omitted"], "3");
    assert_eq!(file.text().lines().count(), 100_001);
}

/// A row of a broken width, one with two faults, one with a formula, and one that is sound.
const TRAPS: &str = "某某公司\n站点编码;站点名称;品牌;经度;纬度;开业日期\nT-1;一站;=1+1;;31.2;x\nT-2;二站;a;b;121.5;31.2;2026-01-01\n\
                     T-3;三站;壳牌;121.5;31.2;2026-01-01\nT-4;\"四;站\";@x;121,5;31,2;31/12\n";

#[tokio::test(flavor = "multi_thread")]
async fn traps_go_out_and_come_back() {
    let api = Api::new();
    let id = upload(&api, "list.csv", TRAPS).await;
    let state = import(&api, &id, "kind=stations&dry_run=true&on_error=skip").await;
    let (text, header, rows) = rejected(&api, &state, "zh").await;
    let expected = ["站点编码", "站点名称", "品牌", "经度", "纬度", "开业日期", "多出的格1"];
    assert_eq!(header.iter().take(7).collect::<Vec<_>>(), expected);
    assert_eq!(rows.len(), 3, "{text}");
    let two = ["T-1", "一站", "'=1+1", "", "31.2", "x", "", "3", "开业日期；经度", "x"];
    let why = &rows[0][10];
    assert_eq!(rows[0].iter().take(8).collect::<Vec<_>>(), two[..8]);
    assert!(why.contains("经度：不能为空") && why.contains("开业日期：不是日期"), "{why}");
    assert_eq!(
        rows[1].iter().take(8).collect::<Vec<_>>(),
        ["T-2", "二站", "a", "b", "121.5", "31.2", "2026-01-01", "4"]
    );
    assert_eq!(rows[2].iter().take(7).collect::<Vec<_>>(), ["T-4", "四;站", "'@x", "121,5", "31,2", "31/12", ""]);

    // Rejected once more, the columns of the first time make room for those of the second.
    let again = upload(&api, "again.csv", text).await;
    let state = import(&api, &again, "kind=stations&dry_run=true&on_error=skip").await;
    let (_, header, rows) = rejected(&api, &state, "en").await;
    assert_eq!((header.len(), &header[header.len() - 1], rows.len()), (11, "Rejection reason", 3));
    assert_eq!(&rows[2][2], "'@x", "marked once");

    // The same as a workbook, whose sheet says what its rows are; its formulas are texts by themselves.
    let id = state["id"].as_str().expect("id");
    let book = api.get(&format!("/api/v1/imports/{id}/errors?format=xlsx&headers=zh")).await;
    let again = upload(&api, "again.xlsx", book.body).await;
    let seen = api.json(&format!("/api/v1/uploads/{again}")).await;
    assert_eq!((&seen["kind"], &seen["sheet"]), (&json!("stations"), &json!("站点")));
    let state = import(&api, &again, "kind=stations&dry_run=true&on_error=skip").await;
    let (_, _, rows) = rejected(&api, &state, "fields").await;
    assert_eq!((rows.len(), &rows[0][2]), (3, "'=1+1"));
    assert_eq!(&rows[1][10], "the row has 7 cells, the header has 6", "there is room for it, but no name");

    // Once the upload is gone, it says why all the same.
    let path = format!("/api/v1/imports/{}", state["id"].as_str().expect("id"));
    assert_eq!(api.json(&path).await["file_kept"], true);
    assert_eq!(api.delete(&format!("/api/v1/uploads/{again}")).await.status.as_u16(), 204);
    let (_, header, rows) = rejected(&api, &state, "fields").await;
    assert_eq!(api.json(&path).await["file_kept"], false);
    let names = ["rejected_line", "rejected_column", "rejected_value", "rejected_reason"];
    assert_eq!((header.iter().collect::<Vec<_>>(), rows.len()), (names.to_vec(), 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_without_a_name_are_no_surplus() {
    let api = Api::new();
    // As pandas writes its index, and with an empty column as a spacer.
    let list = ",编码,名称,,经度,纬度\n0,N-1,一站,,,\n1,N-2,二站,x,121.5,31.2,y\n2,N-3,三站,,121.5,31.2\n";
    let id = upload(&api, "list.csv", list).await;
    let state = import(&api, &id, "kind=stations&on_error=skip").await;
    assert_eq!(counts(&state), [3, 1, 0, 2]);
    for (language, surplus) in [("zh", "多出的格1"), ("en", "Rejected cell 1"), ("fields", "rejected_cell_1")] {
        let (text, header, rows) = rejected(&api, &state, language).await;
        assert_eq!(header.iter().take(7).collect::<Vec<_>>(), ["", "编码", "名称", "", "经度", "纬度", surplus]);
        assert_eq!(rows[1].iter().take(7).collect::<Vec<_>>(), ["1", "N-2", "二站", "x", "121.5", "31.2", "y"]);
        // One place filled in, one surplus cell still there.
        let mended = text.replacen("一站,,,", "一站,,121.5,31.2", 1);
        let id = upload(&api, "mended.csv", mended).await;
        let state = import(&api, &id, "kind=stations&dry_run=true&on_error=skip").await;
        assert_eq!(counts(&state), [2, 1, 0, 1], "{language}: {:#}", state["report"]["errors"]);
        assert_eq!(state["report"]["errors"][0]["reason"], "the row has 7 cells, the header has 6");
        let mended = text.replacen("一站,,,", "一站,,121.5,31.2", 1).replacen("31.2,y,", "31.2,,", 1);
        let id = upload(&api, "mended.csv", mended).await;
        let state = import(&api, &id, "kind=stations&dry_run=true&on_error=skip").await;
        assert_eq!(counts(&state), [2, 2, 0, 0], "{language}: {:#}", state["report"]["errors"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_only_sounds_like_ours_is_of_the_file() {
    let api = Api::new();
    let list = "编码,名称,经度,纬度,拒绝原因,\nS-1,一站,,,租金太高,a\nS-2,二站,121.5,31.2,,b\n";
    let id = upload(&api, "ledger.csv", list).await;
    let map = "kind=stations&on_error=skip&map=%E6%8B%92%E7%BB%9D%E5%8E%9F%E5%9B%A0%3Dattributes.why";
    for query in ["kind=stations&dry_run=true&on_error=skip", map] {
        let state = import(&api, &id, query).await;
        assert_eq!(counts(&state), [2, 1, 0, 1], "{:#}", state["report"]["errors"]);
        let (text, header, rows) = rejected(&api, &state, "zh").await;
        let expected = ["编码", "名称", "经度", "纬度", "拒绝原因", "", "原行号", "出错列", "出错内容", "拒绝原因"];
        assert_eq!(header.iter().collect::<Vec<_>>(), expected);
        assert_eq!(rows[0].iter().take(6).collect::<Vec<_>>(), ["S-1", "一站", "", "", "租金太高", "a"]);
        // Rejected once more, their own column stays and only ours are written anew.
        let again = upload(&api, "again.csv", text).await;
        let state = import(&api, &again, query).await;
        let (_, header, rows) = rejected(&api, &state, "zh").await;
        assert_eq!((header.iter().collect::<Vec<_>>(), &rows[0][4]), (expected.to_vec(), "租金太高"));
    }
    // Even where all of them are there, one that is mapped is a field.
    let list = "编码,名称,经度,纬度,原行号,出错列,出错内容,拒绝原因\nS-3,三站,,,7,a,b,租金太高\n";
    let id = upload(&api, "ledger.csv", list).await;
    let (_, header, rows) = rejected(&api, &import(&api, &id, map).await, "zh").await;
    assert_eq!((header.len(), &header[4], &rows[0][4]), (9, "拒绝原因", "租金太高"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sheet_of_a_workbook_has_its_rejected_rows() {
    let api = Api::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheets: [(&str, &[&[&str]]); 2] = [
        ("油站", &[&["编码", "名称", "经度", "纬度"], &["W-1", "一站", "121.5", "31.2"], &["W-2", "二站", "", ""]]),
        (
            "阶段!",
            &[&["站点编码", "生效日期", "阶段"], &["W-1", "2026-01-01", "online"], &["NONE", "2026-01-01", "谈好了"]],
        ),
    ];
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("name");
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).expect("written");
            }
        }
    }
    let id = upload(&api, "book.xlsx", book.save_to_buffer().expect("saved")).await;
    let state = import(&api, &id, "kind=workbook&dry_run=true&on_error=skip").await;
    assert_eq!(state["report"]["rejected"], 2, "{state:#}");
    let id = state["id"].as_str().expect("id");
    let answer = api.get(&format!("/api/v1/imports/{id}/errors?format=xlsx&headers=zh")).await;
    let again = upload(&api, "again.xlsx", answer.body).await;
    let sheets = api.json(&format!("/api/v1/uploads/{again}")).await["sheets"].clone();
    let names: Vec<_> = sheets.as_array().expect("sheets").iter().map(|sheet| sheet["name"].as_str()).collect();
    assert_eq!(names, [Some("油站"), Some("阶段!")]);
    let state = import(&api, &again, "kind=workbook&dry_run=true&on_error=skip").await;
    assert_eq!((&state["report"]["rows"], &state["report"]["rejected"]), (&json!(2), &json!(2)), "{state:#}");
    // In one table the rows of several sheets have no columns in common.
    let (_, header, rows) = rejected(&api, &state, "en").await;
    assert_eq!((header.len(), rows.len(), &rows[1][1]), (4, 2, "阶段!!阶段"));
    // A page is told in its language.
    let page = api.json(&format!("/api/v1/imports/{}?lang=zh", state["id"].as_str().expect("id"))).await;
    let reasons: Vec<_> =
        page["report"]["errors"].as_array().expect("errors").iter().map(|e| e["reason"].clone()).collect();
    assert_eq!(reasons, ["经纬度为空", "不是可用的取值，可以填：意向、洽谈、签约、上线、暂停、终止"]);
}
