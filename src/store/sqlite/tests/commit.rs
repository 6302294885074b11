//! What a commit accepts and refuses.

use super::{Bench, batch, day, event, membership_change, stage_change, station, station_change};
use crate::base::ids::{Revision, SetId, StationId};
use crate::domain::change::Change;
use crate::domain::cooperation::Stage;
use crate::domain::region::{RegionSet, SetKind};
use crate::store::sqlite::Sqlite;
use crate::store::{Store as _, StoreError};

#[track_caller]
pub(super) fn assert_conflict(result: Result<impl std::fmt::Debug, StoreError>, about: &str) {
    match result {
        Err(StoreError::Conflict { what }) => assert!(what.contains(about), "{what}"),
        other => panic!("a conflict about {about:?} was due, got {other:?}"),
    }
}

#[track_caller]
pub(super) fn assert_inconsistent(result: Result<impl std::fmt::Debug, StoreError>, about: &str) {
    match result {
        Err(StoreError::Inconsistent(why)) => assert!(why.contains(about), "{why}"),
        other => panic!("a contradiction about {about:?} was due, got {other:?}"),
    }
}

#[test]
fn a_stale_batch_is_refused() {
    let mut bench = Bench::new();
    let mut other = Sqlite::open(&bench.path("forecourt.db")).expect("a second program");
    bench.commit(vec![station_change(1, None, Some(station("SH-1")))]);
    let stale = batch(vec![station_change(2, None, Some(station("SH-2")))]);
    assert_conflict(other.commit(Revision::EMPTY, &stale), "revision 1, not 0");
    let record = other.commit(Revision(1), &stale).expect("on the newest");
    assert_eq!(record.revision, Revision(2));
    assert!(matches!(
        other.commit(Revision(7), &stale),
        Err(StoreError::NoRevision { asked: Revision(7), newest: Revision(2) })
    ));
    assert!(bench.faults().is_empty());
}

#[test]
fn a_before_that_is_not_so_is_refused() {
    let mut bench = Bench::new();
    let (one, mut other) = (station("SH-1"), station("SH-1"));
    other.name = "elsewhere".into();
    assert_conflict(bench.try_commit(vec![station_change(1, Some(one.clone()), None)]), "station SH-1");
    bench.commit(vec![station_change(1, None, Some(one.clone()))]);
    assert_conflict(bench.try_commit(vec![station_change(1, None, Some(other.clone()))]), "station SH-1");
    assert_conflict(bench.try_commit(vec![station_change(1, Some(other.clone()), None)]), "station SH-1");
    // One good change does not carry a bad one.
    let mixed = vec![
        station_change(2, None, Some(station("SH-2"))),
        stage_change(1, Some(event("2026-03-01", Stage::Online)), None),
    ];
    assert_conflict(bench.try_commit(mixed), "stage");
    assert_eq!(bench.store.next_station_id().expect("id"), StationId(2));
    bench.commit(vec![station_change(1, Some(one), Some(other))]);
    assert!(bench.faults().is_empty());
}

#[test]
fn a_code_keeps_its_number() {
    let mut bench = Bench::new();
    let one = station("SH-1");
    bench.commit(vec![station_change(1, None, Some(one.clone()))]);
    bench.commit(vec![station_change(1, Some(one.clone()), None)]);
    assert_eq!(bench.store.station_ids(&["SH-2", "SH-1"]).expect("ids"), [None, Some(StationId(1))]);
    assert_conflict(bench.try_commit(vec![station_change(2, None, Some(one.clone()))]), "station SH-1");
    assert_conflict(bench.try_commit(vec![station_change(1, None, Some(station("SH-9")))]), "station SH-9");
    bench.commit(vec![station_change(1, None, Some(one.clone()))]);
    let moved = station_change(1, Some(one), Some(station("SH-9")));
    assert_inconsistent(bench.try_commit(vec![moved]), "key");
    assert!(bench.faults().is_empty());
}

#[test]
fn a_station_does_not_leave_its_stages_behind() {
    let mut bench = Bench::new();
    let (one, online) = (station("SH-1"), event("2026-04-01", Stage::Online));
    bench.commit(vec![stage_change(1, None, Some(online.clone())), station_change(1, None, Some(one.clone()))]);
    let gone = station_change(1, Some(one), None);
    assert_inconsistent(bench.try_commit(vec![gone.clone()]), "stages stay");
    bench.commit(vec![gone, stage_change(1, Some(online.clone()), None)]);
    assert_inconsistent(bench.try_commit(vec![stage_change(1, None, Some(online.clone()))]), "no such station");
    assert_inconsistent(bench.try_commit(vec![stage_change(2, None, Some(online))]), "not there");
    assert!(bench.faults().is_empty());
}

#[test]
fn contradictions_are_refused() {
    let mut bench = Bench::new();
    let new = station_change(1, None, Some(station("SH-1")));
    assert_inconsistent(bench.try_commit(vec![new.clone(), new.clone()]), "twice");
    assert_inconsistent(bench.try_commit(vec![station_change(1, None, None)]), "neither");
    assert_inconsistent(bench.try_commit(vec![new.clone(), membership_change(1, 1, None, Some(1))]), "not there");
    let mut nowhere = station("SH-1");
    nowhere.position.raw = [f64::NAN, 0.0];
    assert_inconsistent(bench.try_commit(vec![station_change(1, None, Some(nowhere))]), "not a number");
    let other_day = Change::Stage {
        station: StationId(1),
        valid_from: day("2026-01-01"),
        diff: crate::domain::change::Diff { before: None, after: Some(event("2026-01-02", Stage::Online)) },
    };
    assert_inconsistent(bench.try_commit(vec![new, other_day]), "key");
    assert_eq!(bench.store.head().expect("head"), None);
}

#[test]
fn sets_come_once() {
    let mut bench = Bench::new();
    let set = |id, code: &str| Change::Set(RegionSet { id: SetId(id), code: code.into(), kind: SetKind::Polygons });
    bench.commit(vec![set(1, "admin")]);
    assert_conflict(bench.try_commit(vec![set(1, "other")]), "other");
    assert_conflict(bench.try_commit(vec![set(2, "admin")]), "admin");
    bench.commit(vec![set(2, "sales")]);
}

#[test]
fn a_batch_without_changes_is_a_revision() {
    let mut bench = Bench::new();
    let record = bench.commit(Vec::new());
    assert_eq!((record.revision, record.changes), (Revision(1), 0));
    let verified = bench.store.verify(&mut |_| {}).expect("verification");
    assert_eq!((verified.revisions, verified.versions, verified.faults.len()), (1, 0, 0));
}

#[test]
fn verification_tells_how_far_it_is() {
    let mut bench = Bench::new();
    bench.commit((1..10_000).map(|id| station_change(id, None, Some(station(&format!("SH-{id}"))))).collect());
    let mut shares = Vec::new();
    bench.store.verify(&mut |share| shares.push(share)).expect("verification");
    assert!(shares.len() > 3 && shares.is_sorted() && shares.last() == Some(&1.0), "{shares:?}");
}

#[test]
fn a_reader_does_not_write() {
    let bench = Bench::new();
    let mut reader = bench.store.reader().expect("reader");
    let refused = reader.commit(Revision::EMPTY, &batch(Vec::new()));
    assert!(matches!(refused, Err(StoreError::Backend(why)) if why.contains("reading only")));
}

#[test]
fn a_program_that_keeps_on_writing_is_named() {
    let mut bench = Bench::new();
    let other = rusqlite::Connection::open(bench.path("forecourt.db")).expect("file");
    other.execute_batch("BEGIN IMMEDIATE").expect("lock");
    bench.store.conn.busy_timeout(std::time::Duration::from_millis(5)).expect("timeout");
    let refused = bench.try_commit(Vec::new());
    assert!(
        matches!(&refused, Err(StoreError::Backend(why)) if why.contains("another program is writing")),
        "{refused:?}"
    );
    other.execute_batch("ROLLBACK").expect("unlock");
    bench.commit(Vec::new());
}

#[test]
fn two_writers_never_share_a_number() {
    let bench = Bench::new();
    let path = bench.path("forecourt.db");
    let write = |from: u32| {
        let mut store = Sqlite::open(&path).expect("store");
        for id in from..from + 40 {
            let changes = batch(vec![station_change(id, None, Some(station(&format!("SH-{id}"))))]);
            loop {
                let base = store.head().expect("head").map_or(Revision::EMPTY, |head| head.revision);
                match store.commit(base, &changes) {
                    Ok(_) => break,
                    Err(StoreError::Conflict { .. }) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for writer in 0..3 {
            scope.spawn(move || write(1 + writer * 1000));
        }
    });
    let verified = bench.store.verify(&mut |_| {}).expect("verification");
    assert_eq!((verified.revisions, verified.versions, verified.faults), (120, 120, Vec::new()));
}
