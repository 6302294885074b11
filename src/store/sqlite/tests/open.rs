//! Which files open, and what is left after an abrupt end.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::{Bench, batch, contract, contract_change, station, station_change};
use crate::base::ids::{ContractId, Revision};
use crate::store::sqlite::Sqlite;
use crate::store::{Store as _, StoreError};

#[track_caller]
fn refusal(result: Result<Sqlite, StoreError>) -> String {
    match result {
        Err(error @ StoreError::Open { .. }) => error.to_string(),
        Err(error) => panic!("another error: {error}"),
        Ok(_) => panic!("it opened"),
    }
}

#[test]
fn a_new_file_is_ours_and_synced() {
    let bench = Bench::new();
    let conn = Connection::open(bench.path("forecourt.db")).expect("file");
    let number = |pragma: &str| conn.query_row(pragma, (), |row| row.get::<_, i64>(0)).expect(pragma);
    assert_eq!(number("PRAGMA application_id"), i64::from(u32::from_be_bytes(*b"FCRT")));
    assert_eq!(number("PRAGMA user_version"), 2);
    let own = |pragma: &str| bench.store.conn.query_row(pragma, (), |row| row.get::<_, String>(0));
    assert_eq!(own("PRAGMA journal_mode").expect("mode"), "wal");
    let own = |pragma: &str| bench.store.conn.query_row(pragma, (), |row| row.get::<_, i64>(0)).expect(pragma);
    assert_eq!((own("PRAGMA synchronous"), own("PRAGMA foreign_keys")), (2, 1));
}

/// What the program before this one wrote is read as it is, and goes on.
#[test]
fn a_file_of_schema_1_comes_up_to_this_one() {
    let mut bench = Bench::new();
    let path = bench.path("old.db");
    let conn = Connection::open(&path).expect("file");
    conn.execute_batch(include_str!("version_1.sql")).expect("old database");
    drop(conn);
    assert!(refusal(Sqlite::open_read_only(&path)).contains("older Forecourt"));
    bench.store = Sqlite::open(&path).expect("opens for writing");
    bench.head = Revision(3);
    let verified = bench.store.verify(&mut |_| {}).expect("verification");
    assert_eq!((verified.revisions, verified.versions, verified.faults), (3, 10, Vec::new()));
    let mut names = Vec::new();
    bench.store.load(Revision(3), &mut |view| names.push(view.name.to_owned())).expect("load");
    assert_eq!(names, ["沪一站"]);
    bench.commit(vec![contract_change(1, None, Some(contract("C-1", &[1])))]);
    assert_eq!(bench.store.contracts(Revision(3)).expect("contracts"), []);
    assert_eq!(bench.store.contracts(Revision(4)).expect("contracts"), [(ContractId(1), contract("C-1", &[1]))]);
    assert_eq!(bench.faults(), Vec::<String>::new());
    assert!(Sqlite::open_read_only(&path).is_ok());
}

#[test]
fn newer_and_foreign_files_are_refused_and_left_alone() {
    let bench = Bench::new();
    let newer = bench.path("newer.db");
    drop(Sqlite::open(&newer).expect("new"));
    Connection::open(&newer).expect("file").execute_batch("PRAGMA user_version = 99").expect("version");
    let said = refusal(Sqlite::open(&newer));
    assert!(said.contains("newer.db") && said.contains("newer Forecourt") && said.contains("99"), "{said}");

    let foreign = bench.path("foreign.db");
    Connection::open(&foreign).expect("file").execute_batch("CREATE TABLE theirs (x)").expect("table");
    let before = fs::read(&foreign).expect("bytes");
    assert!(refusal(Sqlite::open(&foreign)).contains("another program"));
    assert!(refusal(Sqlite::open_read_only(&foreign)).contains("another program"));
    assert_eq!(fs::read(&foreign).expect("bytes"), before);

    let text = bench.path("text.db");
    fs::write(&text, "code,name\n".repeat(100)).expect("text");
    assert!(refusal(Sqlite::open(&text)).contains("not a database"));
}

#[test]
fn what_is_not_there_is_named() {
    let bench = Bench::new();
    assert!(refusal(Sqlite::open_read_only(&bench.path("none.db"))).contains("none.db"));
    assert!(refusal(Sqlite::open(&bench.path("no/folder.db"))).contains("folder.db"));
    assert!(refusal(Sqlite::open(Path::new(""))).starts_with("cannot open"));
    assert!(!bench.path("none.db").exists());
}

#[test]
fn special_names_are_files() {
    let bench = Bench::new();
    let path = bench.path("file:odd?mode=memory");
    drop(Sqlite::open(&path).expect("new"));
    assert!(path.exists());
}

/// A killed program leaves the file and its log behind as they are at that moment.
#[test]
fn what_was_acknowledged_is_there_after_an_abrupt_end() {
    let mut bench = Bench::new();
    for id in 1..=30_u32 {
        bench.commit(vec![station_change(id, None, Some(station(&format!("SH-{id}"))))]);
        let crashed = bench.path(&format!("crashed-{id}.db"));
        fs::copy(bench.path("forecourt.db"), &crashed).expect("file");
        fs::copy(bench.path("forecourt.db-wal"), crashed.with_extension("db-wal")).expect("log");
        let store = Sqlite::open(&crashed).expect("opens again");
        let mut stations = 0;
        store.load(Revision(id.into()), &mut |_| stations += 1).expect("load");
        assert_eq!(stations, id);
        assert!(store.verify(&mut |_| {}).expect("verification").faults.is_empty());
    }
}

#[test]
fn a_transaction_that_was_never_finished_leaves_nothing() {
    let mut bench = Bench::new();
    bench.commit(vec![station_change(1, None, Some(station("SH-1")))]);
    let path = bench.path("forecourt.db");
    let other = Connection::open(&path).expect("file");
    other.execute_batch("BEGIN IMMEDIATE; DELETE FROM station_versions").expect("half a transaction");
    drop(other);
    let mut store = Sqlite::open(&path).expect("opens again");
    assert!(store.verify(&mut |_| {}).expect("verification").faults.is_empty());
    let next = batch(vec![station_change(2, None, Some(station("SH-2")))]);
    assert_eq!(store.commit(Revision(1), &next).expect("commit").revision, Revision(2));
}
