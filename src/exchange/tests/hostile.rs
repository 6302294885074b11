//! Files that mean harm, or have come to some: a clear error each, little memory, and never a panic.

use std::io::{self, Read as _, Seek, SeekFrom, Write as _};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::business::{campaign_stations, campaigns, contracts, fees, notes, performance};
use super::formats::{gzip, regions, workbook};
use super::*;

/// A file made of a head and one byte repeated, without being held.
struct Endless {
    head: &'static [u8],
    filler: u8,
    size: u64,
    at: u64,
}

impl io::Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size - self.at).expect("64 bits");
        let at = usize::try_from(self.at).expect("64 bits");
        let head = self.head.get(at..).filter(|head| !head.is_empty());
        let count = left.min(buffer.len()).min(head.map_or(usize::MAX, <[u8]>::len));
        match head {
            Some(head) => buffer[..count].copy_from_slice(&head[..count]),
            None => buffer[..count].fill(self.filler),
        }
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(back) => self.size.saturating_add_signed(back),
            SeekFrom::Current(on) => self.at.saturating_add_signed(on),
        };
        Ok(self.at)
    }
}

#[test]
fn a_line_without_end_is_skipped() {
    for head in [&b"code,lon,lat\nA,12,42\nB,"[..], b"code,lon,lat\nA,12,42\n\"B,"] {
        let file = Endless { head, filler: b'x', size: 40 << 20, at: 0 };
        let options = Options::default();
        let read = collect(|on_row, progress| read_stations(&mut Opened::new(file, "")?, &options, on_row, progress))
            .expect("reads");
        assert_eq!((read.drafts.len(), read.errors()), (1, vec![(3, "-", "the line is longer than 1024 KiB")]));
    }
}

#[test]
fn the_row_after_a_long_line_is_read() {
    let text = format!("code,lon,lat\n{},12,42\n{},1,2\nB,12,42\n", "A".repeat(150), "x".repeat(3 << 20));
    let read = stations(text, &Options::default()).expect("reads");
    assert_eq!(read.errors(), [(3, "-", "the line is longer than 1024 KiB")]);
    assert_eq!(read.drafts.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn quotes_that_never_close_cost_no_time() {
    let mut text = "code,lon,lat\n".to_owned();
    text.push_str(&"A,12,42\n".repeat(40_000));
    text.push_str(&"\"B,12,42\n".repeat(100_000));
    let read = stations(text, &Options::default()).expect("reads");
    assert_eq!(read.summary.rows, 140_000);
}

#[test]
fn a_million_columns_are_refused() {
    let wide = format!("code{}\nA\n", ",x".repeat(1_000_000));
    assert!(stations(&wide, &Options::default()).is_err());
    let commas = format!("code,lon,lat{}\nA,1,2\n", ",".repeat(1_000_000));
    assert!(refusal(stations(commas, &Options::default())).contains("header"));
    let row = format!("code,lon,lat\nA,12,42{}\nB,12,42\n", ",".repeat(1_000_000));
    let read = stations(row, &Options::default()).expect("reads");
    assert_eq!((read.drafts.len(), read.errors.len()), (1, 1));
    assert!(read.errors[0].reason.starts_with("the row has 1000003 cells"));
}

#[test]
fn bombs_are_not_set_off() {
    // Nothing but line breaks, as far as the head goes.
    assert_eq!(refusal(stations(gzip(&vec![b'\n'; 80 << 20]), &Options::default())), "the file is empty");
    let line = format!("{}\n", "x".repeat(1 << 19));
    let rows = gzip(format!("code,lon,lat\n{}", line.repeat(140)).as_bytes());
    assert!(refusal(stations(rows, &Options::default())).contains("inflates to more than 64 MiB"));
    let bomb = repack("xl/sharedStrings.xml", |part| part.extend(padding(70_000)));
    assert!(refusal(stations(bomb, &Options::default())).contains("unpacks to more than 64 MiB"));
    let styles = repack("xl/styles.xml", |part| {
        part.extend(format!("<numFmt formatCode=\"{}\"/>", "0".repeat(100_000)).bytes());
        part.extend("<xf/>".repeat(10_000).bytes());
    });
    assert!(refusal(stations(styles, &Options::default())).contains("too many cell styles"));
    let text = repack("xl/worksheets/sheet1.xml", |part| part.extend(vec![b'a'; 2 << 20]));
    assert!(refusal(stations(text, &Options::default())).contains("a text of more than 1 MiB"));
}

#[test]
fn a_workbook_that_lies_about_its_size_is_measured() {
    let mut bomb = repack("xl/sharedStrings.xml", |part| part.extend(padding(70_000)));
    let mut archive = zip::ZipArchive::new(Cursor::new(bomb.as_slice())).expect("opens");
    let parts: Vec<_> = (0..archive.len()).map(|index| archive.by_index_raw(index).expect("part").size()).collect();
    let declared = u32::try_from(*parts.iter().max().expect("parts")).expect("small").to_le_bytes();
    // Wherever its size stands, say 1000 bytes.
    for place in 0..bomb.len() - 4 {
        if bomb[place..place + 4] == declared {
            bomb[place..place + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
    }
    let refused = refusal(stations(bomb, &Options::default()));
    assert!(refused.contains("unpacks to more than") || refused.contains("the workbook is broken"), "{refused}");
}

/// Kibibytes of tags far apart, which deflate to almost nothing.
fn padding(kibibytes: usize) -> impl Iterator<Item = u8> {
    format!("<si/>{}", " ".repeat(1_019)).into_bytes().repeat(kibibytes).into_iter()
}

/// The workbook of the other tests with one part changed.
fn repack(name: &str, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook())).expect("opens");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("part");
        let part_name = part.name().expect("name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("reads");
        if part_name == name {
            change(&mut bytes);
        }
        writer.start_file(part_name, SimpleFileOptions::default()).expect("starts");
        writer.write_all(&bytes).expect("writes");
    }
    writer.finish().expect("finishes").into_inner()
}

#[test]
fn broken_geojson_is_refused() {
    let level = Options { level: Some("zone".to_owned()), ..Options::default() };
    for (text, said) in [
        ("{", "the GeoJSON is broken: EOF while parsing"),
        ("{}", "has no \"features\""),
        (r#"{"type":"Point","coordinates":[1,2]}"#, "has no \"features\""),
        (r#"{"features":{}}"#, "expected an array of features"),
        (r#"{"features":[7]}"#, "expected a feature"),
        (r#"{"features":[{"properties":{"a":NaN}}]}"#, "expected value"),
        (
            r#"{"features":[{"properties":{"code":1,"name":1},"geometry":{"coordinates":[1e999,0]}}]}"#,
            "number out of range",
        ),
        (r#"{"features":[]} x"#, "trailing characters"),
    ] {
        let refused = refusal(regions(text, &level));
        assert!(refused.contains(said), "{text}: {refused}");
    }
    let deep = format!(
        r#"{{"features":[{{"properties":{{"code":1,"name":1}},"geometry":{{"coordinates":{}{}}}}}]}}"#,
        "[".repeat(1_000_000),
        "]".repeat(1_000_000)
    );
    assert!(refusal(regions(deep, &level)).contains("recursion limit"));
    let ignored = format!(r#"{{"x":{}{},"features":[]}}"#, "[".repeat(1_000_000), "]".repeat(1_000_000));
    let ignored = regions(ignored, &level).map(|read| read.summary.rows);
    assert!(ignored.is_err() || ignored.is_ok_and(|rows| rows == 0));
    let head = br#"{"features":[{"properties":{"code":""#;
    let huge = Endless { head, filler: b'x', size: 68 << 20, at: 0 };
    let refused = refusal(collect(|on_row, progress| {
        read_regions(&mut Opened::new(huge, "")?, &level, &|_| true, on_row, progress)
    }));
    assert_eq!(refused, "a feature takes more than 64 MiB");
}

#[test]
fn other_files_are_named() {
    for (bytes, said) in [
        (&b""[..], "the file is empty"),
        (b"  \r\n \n", "the file is empty"),
        (b"\xEF\xBB\xBF", "the file is empty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old or a password-protected Excel file"),
        (b"<html><body>", "XML or HTML"),
        (b"PK\x03\x04rubbish", "the workbook is broken"),
        (b"\x1F\x8B\x08\0rubbish", "cannot read the file"),
        (b"c\0o\0d\0e\0,\0l\0o\0n\0", "utf-16le"),
        (b"hello\nworld\n", "no header found in the first 3 lines; expected columns such as code, name, energy"),
    ] {
        let refused = refusal(stations(bytes, &Options::default()));
        assert!(refused.contains(said), "{refused}");
    }
    let named = |name: &str| {
        collect::<StationDraft>(|on_row, progress| {
            read_stations(
                &mut Opened::new(Cursor::new(b"code,lon,lat\n"), name)?,
                &Options::default(),
                on_row,
                progress,
            )
        })
    };
    assert!(refusal(named("x.geojson")).contains("says GeoJSON"));
    assert!(refusal(named("x.xlsx")).contains("says Excel"));
    assert!(named("x.csv").is_ok());
}

/// Reads a file as every kind; only panics count.
fn survive(bytes: &[u8]) {
    for options in [Options::default(), options(&["name=attributes.x"], &["stage:online=", "energy:=fuel"])] {
        let _ = stations(bytes, &options);
        let _ = cooperation(bytes, &options);
        let _ = Opened::new(Cursor::new(bytes), "").and_then(|mut file| file.sheets());
        let _ = contracts(bytes, &options);
        let _ = fees(bytes, &options);
        let _ = performance(bytes, &options);
        let _ = campaigns(bytes, &options);
        let _ = campaign_stations(bytes, &options);
        let _ = notes(bytes, &options);
        let _ = regions(bytes, &Options { level: Some("x".to_owned()), ..options });
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let csv = "code,name,energy,longitude,latitude,opened_on,station,valid_from,stage,admin,from,to\n\
               A,\"Al\n\"\"pha\",fuel,121.5,31.2,2026-03-01,A,2026-03-01,online,310000,2026-01-01,\n";
    let business = "number,counterparty,contract,component,basis,rate,station,date,orders,gmv,mechanism,funded_by,budget,text,from\n\
                    C-1,\"甲；\n乙\",C-1,佣金,按比例,\"2,5%\",A,2026-03-01,12,\"1.234,56\",直降,平台,¥1,备注,2026-01-01\n";
    let json = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"R","name":"X"},
        "geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]]]]}}]}"#;
    vec![csv.into(), json.into(), workbook(), gzip(csv.as_bytes()), business.into()]
}

#[test]
fn hostile_figures_are_refused_by_the_cell() {
    let long = "9".repeat(300_000);
    let text = format!(
        "station,date,orders,volume,gmv\nA,2026-06-01,{long},{long},{long}\nA,2026-06-02,1,1,{}\n\
         A,2026-06-03,1,1,1\u{7}\nA\u{1b}[2J,2026-06-04,1,1,1\nA,2026-06-05,1e9,-0,NaN\nA,2026-06-06,1,1,=1+1\n\
         A,2026-06-07,1,1,1\n",
        "１".repeat(300_000)
    );
    let read = performance(text, &Options::default()).expect("reads");
    let errors: Vec<_> = read.errors.iter().map(|e| (e.line, e.column.as_deref().unwrap_or("-"))).collect();
    let expected = [
        (2, "orders"),
        (2, "volume"),
        (2, "gmv"),
        (3, "gmv"),
        (4, "gmv"),
        (5, "station"),
        (6, "orders"),
        (6, "gmv"),
        (7, "gmv"),
    ];
    assert_eq!(errors, expected);
    assert!(read.errors.iter().all(|error| error.value.chars().count() <= 80 && error.reason.len() < 400));
    assert_eq!(read.drafts.len(), 1);
    let cell = format!("number,counterparty,from,stations\nC-1,甲,2026-01-01,{}\n", "A;".repeat(500_000));
    let read = contracts(cell, &Options::default()).expect("reads");
    assert_eq!(read.drafts[0].1.stations.as_deref(), Some(&["A".to_owned()][..]));
    let huge = format!("station,at,text\nA,2026-06-01,{}\nA,2026-06-02,x\n", "x".repeat(10 << 20));
    let read = notes(huge, &Options::default()).expect("reads");
    assert_eq!((read.drafts.len(), read.errors()), (1, vec![(2, "-", "the line is longer than 1024 KiB")]));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        survive(&bytes);
    }

    #[test]
    fn random_tables_never_panic(text in "(code|lon|lat|name|stage|[\"',;|\t\r\n 0-9.Aé站-]){0,200}") {
        survive(text.as_bytes());
    }

    #[test]
    fn random_figures_never_panic(text in "station,date,orders,volume,gmv\n(A,2026-06-0[1-9],[-0-9,.¥元% \"]{0,9},[0-9.]{0,4},[-0-9,.¥元% \"]{0,20}\n){0,6}") {
        survive(text.as_bytes());
    }

    #[test]
    fn mutated_files_never_panic(
        seed in 0..5_usize,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..12),
    ) {
        let mut bytes = seeds().swap_remove(seed);
        for (place, byte, edit) in edits {
            let place = place.index(bytes.len());
            match edit {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                _ => drop(bytes.drain(place..(place + usize::from(byte)).min(bytes.len()))),
            }
            if bytes.is_empty() {
                break;
            }
        }
        survive(&bytes);
    }

    #[test]
    fn mutated_sheets_never_panic(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        part in prop::sample::select(vec![
            "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml",
            "xl/_rels/workbook.xml.rels",
        ]),
    ) {
        let bytes = repack(part, |bytes| {
            for (place, byte) in &edits {
                let place = place.index(bytes.len());
                bytes[place] = *byte;
            }
        });
        survive(&bytes);
    }
}
