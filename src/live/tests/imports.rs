//! Imports beside other writers: who waits for whom, and what comes out when somebody was faster.

use std::path::PathBuf;

use super::{author, draft, open};
use crate::exchange::{self, Kind};
use crate::live::Network;
use crate::live::import::{ImportReport, ImportRequest, OnError, Status};
use crate::store::Store;
use crate::store::sqlite::Sqlite;

/// A file of two new stations, A where [`draft`] puts it and B, as a request.
fn stations(folder: &tempfile::TempDir, dry_run: bool) -> ImportRequest {
    let file: PathBuf = folder.path().join("stations.csv");
    std::fs::write(&file, "code,longitude,latitude\nA,121,31\nB,113,31\n").expect("file");
    ImportRequest {
        author: author(),
        kind: Kind::Stations.into(),
        file,
        name: "stations.csv".into(),
        options: exchange::Options::default(),
        set: String::new(),
        dry_run,
        on_error: OnError::Reject,
    }
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
