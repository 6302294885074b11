//! Imports beside other writers: who waits for whom, and what comes out when somebody was faster.

use std::collections::BTreeSet;

use super::{author, draft, open};
use crate::base::random::Random;
use crate::exchange::{self, Kind};
use crate::live::Network;
use crate::live::import::{ImportKind, ImportReport, ImportRequest, OnError, Status};
use crate::store::Store;
use crate::store::sqlite::Sqlite;

/// A file that is imported as it is.
fn request(folder: &tempfile::TempDir, kind: ImportKind, name: &str, bytes: &[u8]) -> ImportRequest {
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).expect("file");
    ImportRequest {
        author: author(),
        kind,
        file,
        name: name.into(),
        options: exchange::Options::default(),
        set: String::new(),
        dry_run: false,
        on_error: OnError::Reject,
    }
}

/// A file of two new stations, A where [`draft`] puts it and B, as a request.
fn stations(folder: &tempfile::TempDir, dry_run: bool) -> ImportRequest {
    let rows = "code,longitude,latitude\nA,121,31\nB,113,31\n";
    ImportRequest { dry_run, ..request(folder, Kind::Stations.into(), "stations.csv", rows.as_bytes()) }
}

fn counts(report: &ImportReport) -> (u64, u64, u64) {
    (report.new, report.changed, report.unchanged)
}

fn is_free(network: &Network) -> bool {
    network.inner.writer.try_lock().is_ok()
}

#[test]
fn nobody_waits_for_a_dry_run() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    let mut told = Vec::new();
    let report = network
        .run_import(&stations(&folder, true), &mut |status, _| {
            assert!(is_free(&network), "the writer is held while {status:?}");
            let code = format!("W{}", told.len());
            told.push(status);
            network.create_station(&author(), &draft(&code, 100.0)).expect("written");
            assert!(network.station_id(&code).expect("read").is_some());
        })
        .expect("a dry run");
    assert!(told.contains(&Status::Checking) && !told.contains(&Status::Writing), "{told:?}");
    assert_eq!((counts(&report), report.revision), ((2, 0, 0), None));
    assert_eq!(network.current().stations(), told.len(), "only what was written meanwhile");
}

#[test]
fn an_import_that_was_overtaken_compares_with_what_is_there_then() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    let mut checked = 0;
    let report = network
        .run_import(&stations(&folder, false), &mut |status, _| {
            checked += usize::from(status == Status::Writing);
            // Checked and about to be written, when somebody else writes what the file says of A.
            if status == Status::Writing && checked == 1 {
                assert!(is_free(&network));
                network.create_station(&author(), &draft("A", 121.0)).expect("written");
            }
        })
        .expect("imported");
    assert_eq!((checked, counts(&report)), (2, (1, 0, 1)));
    assert_eq!(report.revision, Some(network.current().revision()));
    assert_eq!(network.current().stations(), 2);
}

#[test]
fn an_import_ends_however_busy_the_others_are() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    let mut others = 0;
    let report = network
        .run_import(&stations(&folder, false), &mut |status, _| {
            if status == Status::Writing && is_free(&network) {
                others += 1;
                network.create_station(&author(), &draft(&format!("W{others}"), 100.0)).expect("written");
            }
        })
        .expect("imported");
    assert!(others > 1, "it was overtaken {others} times");
    assert_eq!((counts(&report), report.revision), ((2, 0, 0), Some(network.current().revision())));
    assert_eq!(network.current().stations(), others + 2);
    let store = Sqlite::open_read_only(&folder.path().join("live.db")).expect("store");
    assert_eq!(store.verify(&mut |_| {}).expect("verified").faults, Vec::<String>::new());
}

/// Rows of contracts that are wrong, that renew what is there, each other, what is wrong, or nothing, in any order: by
/// taking away, one at a time, rows that renew what nobody has, until there is none, the same ones are left.
#[test]
fn what_renews_a_rejected_contract_is_rejected_too() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    let import = |rows: &str, dry_run, on_error| {
        let text = format!("number,counterparty,stations,from,renews\n{rows}");
        let request = request(&folder, Kind::Contracts.into(), "contracts.csv", text.as_bytes());
        network.run_import(&ImportRequest { dry_run, on_error, ..request }, &mut |_, _| {}).expect("imported")
    };
    import("K-8,x,,2026-01-01,\nK-9,x,,2026-01-01,K-8\n", false, OnError::Reject);
    let mut random = Random::new(6);
    let mut chains = 0;
    for _ in 0..60 {
        let mut numbers: Vec<u32> = (0..10).filter(|_| random.chance(0.8)).collect();
        for at in 0..numbers.len() {
            let other = random.whole(0, 9) as usize % numbers.len();
            numbers.swap(at, other);
        }
        // Number, what it renews, whether it names a station that there is not.
        let rows: Vec<(u32, Option<u32>, bool)> = numbers
            .iter()
            .map(|&number| (number, Some(random.whole(0, 10)).filter(|&other| other != number), random.chance(0.15)))
            .collect();
        let lines = rows.iter().map(|(number, renews, is_wrong)| {
            let renews = renews.map_or_else(String::new, |renews| format!("K-{renews}"));
            format!("K-{number},y,{},2026-02-01,{renews}\n", if *is_wrong { "nobody" } else { "" })
        });
        let text = lines.collect::<Vec<_>>().concat();
        let mut taken: Vec<usize> = (0..rows.len()).filter(|&row| !rows[row].2).collect();
        let wrong = rows.len() - taken.len();
        loop {
            let there: BTreeSet<u32> = taken.iter().map(|&row| rows[row].0).chain([8, 9]).collect();
            let is_lost = |&row: &usize| rows[row].1.is_some_and(|renews| !there.contains(&renews));
            let Some(lost) = taken.iter().position(is_lost) else { break };
            taken.remove(lost);
        }
        chains += usize::from(rows.len() - taken.len() > wrong + 2);
        let rejected: Vec<u64> = (0..rows.len()).filter(|row| !taken.contains(row)).map(|row| row as u64 + 2).collect();
        let report = import(&text, true, OnError::Skip);
        assert_eq!(report.errors.iter().map(|error| error.line).collect::<Vec<_>>(), rejected, "{text}");
        assert_eq!(report.rejected, rejected.len() as u64);
    }
    assert!(chains > 5, "{chains} files with chains");

    // What is written is what was said: a row that is rejected leaves its contract as it was.
    let rows = "K-3,x,,2026-01-01,K-2\nK-8,z,,2026-03-01,K-3\nK-2,x,nobody,2026-01-01,\nK-4,x,,2026-01-01,K-9\n";
    let report = import(rows, false, OnError::Skip);
    assert_eq!((report.new, report.changed, report.rejected), (1, 0, 3));
    let current = network.current();
    let contracts = current.books().ledgers().contracts().map(|(_, contract)| contract);
    let known: Vec<(&str, &str)> =
        contracts.map(|contract| (contract.number.as_str(), contract.counterparty.as_str())).collect();
    assert_eq!(known, [("K-8", "x"), ("K-9", "x"), ("K-4", "x")]);
}

/// A workbook of two sheets, of which the one that stands first is read last.
#[test]
fn a_workbook_has_one_progress() {
    let folder = tempfile::tempdir().expect("folder");
    let network = open(&folder);
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut add = |name: &str, header: &[&str], rows: u32, cell: &dyn Fn(u32, u16) -> String| {
        let sheet = book.add_worksheet().set_name(name).expect("name");
        for (column, title) in (0..).zip(header) {
            sheet.write(0, column, *title).expect("cell");
            for row in 1..=rows {
                sheet.write(row, column, cell(row, column)).expect("cell");
            }
        }
    };
    add("notes", &["station", "at", "text"], 3_000, &|row, column| match column {
        0 => "S1".into(),
        1 => "2026-01-01".into(),
        _ => format!("note {row}"),
    });
    add("stations", &["code", "longitude", "latitude"], 9_000, &|row, column| match column {
        0 => format!("S{row}"),
        1 => "121".into(),
        _ => "31".into(),
    });
    let bytes = book.save_to_buffer().expect("saves");
    let mut told = Vec::new();
    let report = network
        .run_import(&request(&folder, ImportKind::Workbook, "book.xlsx", &bytes), &mut |status, progress| {
            told.push((status, progress));
        })
        .expect("imported");
    assert_eq!((report.rows, report.new, report.sheets.len()), (12_000, 12_000, 2));
    for pair in told.windows(2) {
        let [(_, one), (_, next)] = pair else { continue };
        assert!(one.share <= next.share && one.rows <= next.rows, "{one:?} and then {next:?}");
    }
    let read: Vec<f64> =
        told.iter().filter(|(status, _)| *status == Status::Reading).map(|(_, progress)| progress.share).collect();
    // Half of all is reading, of which the 9,001 rows of stations are three quarters.
    assert!(read.iter().any(|share| (share - 0.375).abs() < 0.001), "{read:?}");
    assert!(read.last().is_some_and(|share| (share - 0.5).abs() < 1e-9), "{read:?}");
}
