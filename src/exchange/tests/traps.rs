//! One small file for each trap of delimited text.

use std::fmt::Write as _;

use encoding_rs::{GB18030, UTF_16LE};

use super::*;
use crate::base::location::Crs;
use crate::domain::cooperation::Stage;
use crate::domain::station::{Edit, Energy};

const PLAIN: &str = "code,name,longitude,latitude\nA,Alpha,121.5,31.2\nB,Beta,121.6,31.3\n";

fn codes(read: &Read<StationDraft>) -> Vec<(u64, &str)> {
    read.drafts.iter().map(|(line, draft)| (*line, draft.code.as_str())).collect()
}

#[test]
fn a_plain_file_leaves_what_it_has_not() {
    let read = stations(PLAIN, &Options::default()).expect("reads");
    assert_eq!(codes(&read), [(2, "A"), (3, "B")]);
    let draft = &read.drafts[0].1;
    assert_eq!((draft.name.as_deref(), &draft.brand, &draft.energy), (Some("Alpha"), &Edit::Keep, &Edit::Keep));
    let position = draft.position.expect("position");
    assert_eq!((position.crs, position.raw), (Crs::Wgs84, [121.5, 31.2]));
    assert_eq!(read.summary.notes, ["no column for energy: new stations are stored without one"]);
    assert_eq!((read.summary.rows, read.summary.rejected, read.summary.header_line), (2, 0, 1));
}

#[test]
fn every_delimiter_is_told_from_the_header() {
    for delimiter in [",", ";", "\t", "|"] {
        let text = PLAIN.replace(',', delimiter);
        for text in [text.clone(), text.replace('\n', "\r\n"), text.replace('\n', "\r"), format!("\u{FEFF}{text}")] {
            let read = stations(&text, &Options::default()).expect("reads");
            assert_eq!(codes(&read), [(2, "A"), (3, "B")], "{text:?}");
            assert_eq!(read.summary.delimiter, delimiter.chars().next());
        }
    }
    let odd = PLAIN.replace(',', "^");
    let read = stations(odd, &Options { delimiter: Some(b'^'), ..Options::default() }).expect("reads");
    assert_eq!(codes(&read), [(2, "A"), (3, "B")]);
}

#[test]
fn chinese_files_come_in_their_encodings() {
    let text = "油站编码,油站名称,能源类型,经度,纬度,开业日期\n沪1,人民路站,加油站,121.5,31.2,2026年3月1日\n";
    for bytes in [text.as_bytes().to_vec(), GB18030.encode(text).0.into_owned(), utf16(text)] {
        let read = stations(&bytes, &Options::default()).expect("reads");
        let draft = &read.drafts[0].1;
        assert_eq!((draft.code.as_str(), draft.name.as_deref()), ("沪1", Some("人民路站")));
        assert_eq!(
            (&draft.energy, &draft.opened_on),
            (&Edit::Set(Energy::Fuel), &Edit::Set("2026-03-01".parse().expect("day")))
        );
    }
    let latin = b"code,name,longitude,latitude\nA,Caf\xE9 Citt\xE0,12.5,41.9\nB,Per\xF9,12.5,41.8\nC,Sal\xEC,12,41\nD,\xE8 o\xF9,12,41\n";
    assert!(refusal(stations(latin, &Options::default())).contains("--encoding windows-1252"));
    let encoding = Some(parse_encoding("windows-1252").expect("encoding"));
    let read = stations(latin, &Options { encoding, ..Options::default() }).expect("reads");
    assert_eq!(read.drafts[0].1.name.as_deref(), Some("Café Città"));
}

fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(UTF_16LE.decode(&bytes).0, text);
    bytes
}

#[test]
fn prose_above_the_header_counts_as_lines() {
    let text = format!("Stations, all of them\n\n\"as of\",2026\n{PLAIN}");
    let read = stations(text, &Options::default()).expect("reads");
    assert_eq!((codes(&read), read.summary.header_line), (vec![(5, "A"), (6, "B")], 4));
}

#[test]
fn a_stray_quote_costs_one_cell() {
    let text =
        "code|name|longitude|latitude\nA|\"Alpha|121.5|31.2\nB|\"Beta\"|121.6|31.3\nC|15\" pipe|121|31\nD|\"x|121|31\n";
    let read = stations(text, &Options::default()).expect("reads");
    assert_eq!(codes(&read), [(2, "A"), (3, "B"), (4, "C"), (5, "D")]);
    let names: Vec<_> = read.drafts.iter().filter_map(|(_, draft)| draft.name.as_deref()).collect();
    assert_eq!(names, ["\"Alpha", "Beta", "15\" pipe", "\"x"]);
}

#[test]
fn cells_may_span_lines_where_quotes_are_in_order() {
    let text = "code,name,longitude,latitude\r\nA,\"Alpha,\r\n \"\"One\"\"\",121.5,31.2\r\nB,Beta,121.6,31.3\r\n";
    let read = stations(text, &Options::default()).expect("reads");
    assert_eq!(codes(&read), [(2, "A"), (4, "B")]);
    assert_eq!(read.drafts[0].1.name.as_deref(), Some("Alpha, \"One\""));
}

#[test]
fn a_quote_that_goes_astray_after_the_head_costs_one_cell_too() {
    let mut text = "code,name,longitude,latitude\n".to_owned();
    for row in 0..20_000 {
        writeln!(text, "{row},Station {row},121.5,31.2").expect("writes");
    }
    text.push_str("X,\"open,121.5,31.2\nY,shut,121.5,31.2\nZ,\"two\nlines\",121.5,31.2\n");
    let read = stations(&text, &Options::default()).expect("reads");
    assert_eq!(codes(&read)[20_000..], [(20_002, "X"), (20_003, "Y"), (20_004, "Z")]);
    assert_eq!(read.drafts[20_000].1.name.as_deref(), Some("\"open"));
    assert_eq!(read.drafts[20_002].1.name.as_deref(), Some("two lines"));
}

#[test]
fn rows_of_the_wrong_width_name_their_line() {
    let text = format!("{PLAIN}C,Gam,ma,121,31\n\nD,Delta\n,,,\nE,Eps,121,31\n");
    let read = stations(text, &Options::default()).expect("reads");
    assert_eq!(codes(&read), [(2, "A"), (3, "B"), (8, "E")]);
    assert_eq!(
        read.errors(),
        [
            (4, "-", "the row has 5 cells, the header has 4 (delimiter ',')"),
            (6, "-", "the row has 2 cells, the header has 4 (delimiter ',')")
        ]
    );
    assert_eq!((read.summary.rows, read.summary.rejected), (5, 2));
}

#[test]
fn cells_are_tidied_and_empty_ones_clear() {
    let text = "code;name;brand;longitude;latitude;closed_on\n A\t;\u{3000}Al\tpha\u{A0}1 ;;121,5; 31,25 ;\n";
    let read = stations(text, &Options::default()).expect("reads");
    let draft = &read.drafts[0].1;
    assert_eq!((draft.code.as_str(), draft.name.as_deref()), ("A", Some("Al pha 1")));
    assert_eq!((&draft.brand, &draft.closed_on), (&Edit::Clear, &Edit::Clear));
    assert_eq!(draft.position.expect("position").raw, [121.5, 31.25]);
}

#[test]
fn coordinates_are_checked() {
    let rows = [
        (",", "latitude", "longitude and latitude are empty"),
        ("121.5,", "latitude", "must not be empty"),
        ("0,0", "latitude", "longitude 0, latitude 0 is a placeholder, no place of a station"),
        (
            "31.2,121.5",
            "latitude",
            "latitude must lie in -90 to 90 degrees, got 121.5; longitude and latitude look swapped",
        ),
        ("1200,31", "longitude", "longitude must lie in -180 to 180 degrees, got 1200"),
        ("nan,31", "longitude", "is not a number of degrees, such as 121.4737"),
        ("121,1e999", "latitude", "is not a number of degrees, such as 121.4737"),
        ("inf,31", "longitude", "is not a number of degrees, such as 121.4737"),
    ];
    let mut text = "code,longitude,latitude\n".to_owned();
    for (row, (pair, ..)) in rows.iter().enumerate() {
        writeln!(text, "{row},{pair}").expect("writes");
    }
    let read = stations(text, &Options::default()).expect("reads");
    let expected: Vec<_> = (2..).zip(rows).map(|(line, (_, column, reason))| (line, column, reason)).collect();
    assert_eq!(read.errors(), expected);
}

#[test]
fn other_systems_keep_the_raw_pair() {
    let options = Options { crs: Some(Crs::Gcj02), ..Options::default() };
    let position = stations(PLAIN, &options).expect("reads").drafts[0].1.position.expect("position");
    assert_eq!((position.crs, position.raw), (Crs::Gcj02, [121.5, 31.2]));
    let moved = position.location.distance_m(crate::base::location::LonLat::new(121.5, 31.2).expect("place"));
    assert!((300.0..700.0).contains(&moved), "{moved}");
}

#[test]
fn mappings_win_and_are_checked() {
    let text = "code,Numero,Latitudine,Longitudine,brand\nx,A,41.9,12.5,Q8\n";
    let maps = ["numero=code", "Latitudine=latitude", "Longitudine=longitude", "brand=attributes.sign", "code="];
    let read = stations(text, &options(&maps, &[])).expect("reads");
    let draft = &read.drafts[0].1;
    assert_eq!((draft.code.as_str(), &draft.brand), ("A", &Edit::Keep));
    assert_eq!(draft.attributes["sign"], Edit::Set("Q8".to_owned()));
    assert!(read.summary.ignored.is_empty());
    let unknown = refusal(stations(text, &options(&["Breite=latitude"], &[])));
    assert_eq!(
        unknown,
        "the file has no column \"Breite\" to map; it has code, Numero, Latitudine, Longitudine, brand"
    );
    let field = refusal(stations(text, &options(&["Latitudine=lat"], &[])));
    assert!(field.starts_with("cannot map to \"lat\": stations have code, name, energy,"), "{field}");
    let twice = refusal(stations(text, &options(&["Latitudine=latitude", "Longitudine=latitude"], &[])));
    assert!(twice.contains("two columns are mapped to it"), "{twice}");
}

#[test]
fn missing_columns_are_named_with_a_way_out() {
    let text = "idImpianto;Nome;Latitudine;Longitudine\n1;Alpha;41.9;12.5\n2;Beta;41.9;12.5\n";
    assert_eq!(
        refusal(stations(text, &Options::default())),
        "no column for code, longitude, latitude; the file has idImpianto, Nome, Latitudine, Longitudine; \
         say which column it is, such as --map 'your column=code'"
    );
    let partly = refusal(stations("code,lat,Laenge\nA,1,2\n", &Options::default()));
    assert!(partly.starts_with("no column for longitude; the file has code, lat, Laenge; "), "{partly}");
    let header_only = stations("code,lat,lon\n", &Options::default()).expect("reads");
    assert_eq!(header_only.summary.rows, 0);
}

#[test]
fn a_file_of_known_columns_may_leave_places_alone() {
    let read = stations("code,brand\nA,Q8\n", &Options::default()).expect("reads");
    assert_eq!((read.drafts[0].1.position, &read.drafts[0].1.brand), (None, &Edit::Set("Q8".to_owned())));
    assert!(read.summary.notes[0].starts_with("no columns for longitude and latitude"));
    assert!(refusal(stations("code,brand,Breite\nA,Q8,1\n", &Options::default())).contains("no column for longitude"));
    assert!(refusal(stations("code\nA\n", &Options::default())).contains("header"));
}

#[test]
fn values_are_translated_filled_and_dropped() {
    let text = "code,energy,lon,lat\nA,Benzina,12,42\nB,,12,42\nC,GPL,12,42\nD,Acqua,12,42\nE,电,12,42\n";
    let maps = options(&[], &["energy:benzina=fuel", "energy:=mixed", "energy:GPL="]);
    let read = stations(text, &maps).expect("reads");
    let energies: Vec<_> = read.drafts.iter().map(|(_, draft)| draft.energy.clone()).collect();
    assert_eq!(energies, [Edit::Set(Energy::Fuel), Edit::Set(Energy::Mixed), Edit::Set(Energy::Ev)]);
    assert_eq!((read.summary.rows, read.summary.dropped, read.summary.rejected), (5, 1, 1));
    assert!(read.errors[0].reason.contains("--map-value 'energy:Acqua=fuel'"));
}

#[test]
fn a_code_comes_once_a_file() {
    let read = stations(format!("{PLAIN}A,Alpha,121.5,31.2\n"), &Options::default()).expect("reads");
    assert_eq!(read.errors(), [(4, "code", "the code came before, in line 2")]);
    // A row that was itself rejected does not stand in the way.
    let read = stations("code,lon,lat\nA,,\nA,12,42\n", &Options::default()).expect("reads");
    assert_eq!(codes(&read), [(3, "A")]);
}

#[test]
fn cooperation_repeats_and_contradictions() {
    let text = "站点,生效日期,合作阶段,备注\nA,2026-03-01,意向,\nA,2026/4/1,上线,\nA,2026-03-01,意向,\nA,2026-04-01,暂停,\nB,,x,\n";
    let read = cooperation(text, &Options::default()).expect("reads");
    let stages: Vec<_> = read.drafts.iter().map(|(line, draft)| (*line, draft.stage)).collect();
    assert_eq!((stages, read.repeated), (vec![(2, Stage::Prospect), (3, Stage::Online)], vec![(4, 2)]));
    let lines: Vec<_> = read.errors.iter().map(|e| (e.line, e.column.as_deref().unwrap_or(""))).collect();
    assert_eq!(lines, [(5, "生效日期"), (6, "生效日期"), (6, "合作阶段")]);
    assert_eq!(read.errors[0].reason, "the station has another stage or note of that day, in line 3");
}

#[test]
fn ambiguous_dates_say_so() {
    let text = "station,date,stage\nA,03/04/2026,online\nA,31/03/2026,online\n";
    let read = cooperation(text, &Options::default()).expect("reads");
    assert_eq!(read.errors(), [(2, "date", "may be 2026-04-03 or 2026-03-04; write YYYY-MM-DD")]);
    assert_eq!(read.drafts[0].1.valid_from.to_string(), "2026-03-31");
}

#[test]
fn rows_that_are_no_text_are_rejected() {
    let mut bytes = PLAIN.as_bytes().to_vec();
    bytes.extend(b"C,\xFF\xFE,121,31\nD,a\0b,121,31\nE,a\x07b,121,31\nF,ok,121,31\n");
    let read = stations(bytes, &Options::default()).expect("reads");
    assert_eq!(codes(&read), [(2, "A"), (3, "B"), (7, "F")]);
    let errors = read.errors();
    assert!(errors[0].2.contains("--encoding gb18030"), "{errors:?}");
    assert_eq!(errors[1], (5, "-", "the row holds a NUL byte"));
    assert_eq!(errors[2], (6, "name", "must not hold control characters"));
}

#[test]
fn reading_stops_when_told() {
    let mut rows = 0;
    let mut on_row = |_: Row<StationDraft>| {
        rows += 1;
        std::ops::ControlFlow::Break(())
    };
    let mut file = Opened::new(Cursor::new(PLAIN), "").expect("opens");
    let summary = read_stations(&mut file, &Options::default(), &mut on_row, &mut |_| {}).expect("reads");
    assert_eq!((rows, summary.rows, summary.broken_off), (1, 1, true));
}

#[test]
fn a_column_may_be_two_fields() {
    let text = "a,longitude,latitude\nN-1,121.5,31.2\n";
    let read = stations(text, &options(&["a=code", "a=name"], &[])).expect("stations");
    let columns: Vec<_> = read.summary.columns.iter().map(|(name, field)| (name.as_str(), field.as_str())).collect();
    assert_eq!(columns, [("a", "code"), ("a", "name"), ("longitude", "longitude"), ("latitude", "latitude")]);
    let (_, draft) = &read.drafts[0];
    assert_eq!((draft.code.as_str(), draft.name.as_deref()), ("N-1", Some("N-1")));
}
