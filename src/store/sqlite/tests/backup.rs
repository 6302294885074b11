//! Copies of a database that is being written to.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Bench, batch, station, station_change};
use crate::base::ids::Revision;
use crate::store::sqlite::Sqlite;
use crate::store::{Store as _, StoreError};

fn stations(ids: std::ops::Range<u32>) -> Vec<crate::domain::change::Change> {
    ids.map(|id| station_change(id, None, Some(station(&format!("SH-{id}"))))).collect()
}

#[test]
fn a_copy_made_during_writes_is_one_whole_revision() {
    let mut bench = Bench::new();
    bench.commit(stations(1..50_000));
    let reader = bench.store.reader().expect("reader");
    let target = bench.path("copy.db");
    let done = AtomicBool::new(false);
    let mut shares = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for id in 50_000.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                let base = Revision(u64::from(id) - 49_999);
                bench.store.commit(base, &batch(stations(id..id + 1))).expect("commit");
            }
        });
        while reader.head().expect("head").map(|head| head.revision) < Some(Revision(3)) {
            std::thread::yield_now();
        }
        reader.backup(&target, &mut |share| shares.push(share)).expect("backup");
        done.store(true, Ordering::Relaxed);
    });
    let copy = Sqlite::open_read_only(&target).expect("opens");
    let verified = copy.verify(&mut |_| {}).expect("verification");
    assert_eq!(verified.faults, Vec::<String>::new());
    assert!(verified.revisions >= 3 && verified.versions == 49_998 + verified.revisions);
    let head = copy.head().expect("head").expect("some");
    let original = reader.changes_since(Revision(head.revision.0 - 1), 1).expect("changes");
    assert_eq!(original[0].0, head);
    assert!(shares.len() > 1 && shares.is_sorted() && shares.last() == Some(&1.0), "{shares:?}");
}

#[test]
fn a_file_that_exists_is_never_touched() {
    let mut bench = Bench::new();
    bench.commit(stations(1..3));
    let target = bench.path("copy.db");
    fs::write(&target, "mine").expect("file");
    let refused = bench.store.backup(&target, &mut |_| {});
    assert!(matches!(&refused, Err(StoreError::Open { path, .. }) if *path == target), "{refused:?}");
    assert_eq!(fs::read(&target).expect("file"), b"mine");
    let nowhere = bench.path("no/folder.db");
    assert!(matches!(bench.store.backup(&nowhere, &mut |_| {}), Err(StoreError::Open { .. })));
    let left: Vec<_> = fs::read_dir(bench.folder.path())
        .expect("folder")
        .filter_map(|entry| entry.expect("entry").file_name().into_string().ok())
        .filter(|name| name.contains("partial"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn the_program_that_wrote_last_may_copy_too() {
    let mut bench = Bench::new();
    bench.commit(stations(1..10));
    let target = bench.path("copy.db");
    bench.store.backup(&target, &mut |_| {}).expect("backup");
    bench.commit(stations(10..11));
    let mut copy = Sqlite::open(&target).expect("opens for writing");
    assert_eq!(copy.commit(Revision(1), &batch(stations(10..12))).expect("goes on").revision, Revision(2));
}
