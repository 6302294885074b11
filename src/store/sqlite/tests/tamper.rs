//! Whatever is changed behind the store's back is found.

use proptest::prelude::*;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::model::{Model, wish, wishes};
use super::{Bench, event, stage_change, station, station_change};
use crate::domain::cooperation::Stage;
use crate::store::sqlite::Sqlite;
use crate::store::{Store as _, StoreError};

const TABLES: [&str; 18] = [
    "revisions",
    "region_sets",
    "regions",
    "region_versions",
    "stations",
    "station_versions",
    "stage_versions",
    "membership_versions",
    "contracts",
    "contract_versions",
    "contract_fee_versions",
    "station_fee_versions",
    "performance_versions",
    "campaigns",
    "campaign_versions",
    "participation_versions",
    "note_versions",
    "comparison_versions",
];

/// A connection that asks no questions.
fn intruder(bench: &Bench) -> Connection {
    let conn = Connection::open(bench.path("forecourt.db")).expect("file");
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").expect("pragmas");
    conn
}

/// A whole row by the names of its columns.
fn rows(conn: &Connection, table: &str) -> (Vec<String>, Vec<Vec<Value>>) {
    let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).expect("table");
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let row = |row: &rusqlite::Row<'_>| (0..columns.len()).map(|at| row.get(at)).collect();
    let rows = statement.query_map((), row).expect("rows").collect::<Result<_, _>>().expect("rows");
    (columns, rows)
}

/// Writes one column of one row anew; the row is found by all that it holds.
fn set(conn: &Connection, table: &str, columns: &[String], row: &[Value], at: usize, value: Value) -> bool {
    let found: Vec<String> = (1..).zip(columns).map(|(place, column)| format!("{column} IS ?{place}")).collect();
    let sql = format!("UPDATE {table} SET {} = ?{} WHERE {}", columns[at], columns.len() + 1, found.join(" AND "));
    let values = row.iter().cloned().chain([value]);
    conn.execute(&sql, params_from_iter(values)).is_ok_and(|changed| changed == 1)
}

/// The value with something changed: a byte, a bit, or null to something and back.
fn tampered(value: &Value, at: usize, flip: u8) -> Value {
    let flipped = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        if bytes.is_empty() {
            return vec![flip];
        }
        let at = at % bytes.len();
        bytes[at] ^= flip;
        bytes
    };
    match value {
        Value::Null => Value::Integer(i64::from(flip)),
        Value::Integer(_) if flip == 255 => Value::Null,
        Value::Integer(number) => Value::Integer(number ^ (1 << (at % 40))),
        Value::Real(number) => Value::Real(f64::from_bits(number.to_bits() ^ (1 << (at % 64)))),
        Value::Text(text) => Value::Text(String::from_utf8_lossy(&flipped(text.as_bytes())).into_owned()),
        Value::Blob(bytes) => Value::Blob(flipped(bytes)),
    }
}

/// Verification says that something is wrong, or cannot even read it.
fn is_found(bench: &Bench) -> bool {
    match Sqlite::open_read_only(&bench.path("forecourt.db")).and_then(|store| store.verify(&mut |_| {})) {
        Ok(verified) => !verified.faults.is_empty(),
        Err(error) => matches!(error, StoreError::Damaged(_)),
    }
}

/// A database of a few random commits.
fn random(batches: Vec<Vec<super::model::Wish>>) -> Bench {
    let mut bench = Bench::new();
    let mut model = Model::default();
    for wishes in batches {
        let before = model.clone();
        for one in wishes {
            wish(&mut model, one);
        }
        bench.commit(before.changes_to(&model));
    }
    bench
}

fn batches() -> impl Strategy<Value = Vec<Vec<super::model::Wish>>> {
    prop::collection::vec(prop::collection::vec(wishes(), 1..16), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_change_of_any_column_of_any_row_is_found(
        batches in batches(),
        at in any::<usize>(),
        flip in prop_oneof![1..=255_u8, Just(32), Just(255)],
    ) {
        let bench = random(batches);
        let conn = intruder(&bench);
        prop_assert_eq!(bench.faults(), Vec::<String>::new());
        for table in TABLES {
            let (columns, rows) = rows(&conn, table);
            for row in &rows {
                for (column, value) in row.iter().enumerate() {
                    let other = tampered(value, at, flip);
                    conn.execute_batch("SAVEPOINT tamper").expect("savepoint");
                    let is_changed = set(&conn, table, &columns, row, column, other.clone())
                        && self::rows(&conn, table).1 != rows;
                    conn.execute_batch("RELEASE tamper").expect("release");
                    if is_changed {
                        let place = format!("{table}.{}: {value:?} as {other:?}", columns[column]);
                        prop_assert!(is_found(&bench), "{place}");
                        let mut changed = row.clone();
                        changed[column] = other;
                        let stored = self::rows(&conn, table).1;
                        // What SQLite made of the value is what has to go back.
                        let back = stored.iter().find(|stored| !rows.contains(stored)).cloned().unwrap_or(changed);
                        prop_assert!(set(&conn, table, &columns, &back, column, value.clone()), "{place}");
                    }
                }
            }
        }
        prop_assert_eq!(bench.faults(), Vec::<String>::new());
    }

    #[test]
    fn a_row_that_is_missing_or_too_many_is_found(batches in batches(), number in 1000..2000_i64) {
        let bench = random(batches);
        let conn = intruder(&bench);
        for table in TABLES {
            let (columns, rows) = rows(&conn, table);
            let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
            let found: Vec<String> = (1..).zip(&columns).map(|(at, column)| format!("{column} IS ?{at}")).collect();
            let delete = format!("DELETE FROM {table} WHERE {}", found.join(" AND "));
            let insert = format!("INSERT INTO {table} VALUES ({})", places.join(", "));
            for (at, row) in (1..).zip(&rows) {
                // A chain cannot tell of links cut off its end as long as nothing refers to them.
                let is_empty_end = table == "revisions" && at == rows.len() && row[4] == Value::Integer(0);
                prop_assert_eq!(conn.execute(&delete, params_from_iter(row)), Ok(1));
                prop_assert!(is_empty_end || is_found(&bench), "{table} without {row:?}");
                prop_assert_eq!(conn.execute(&insert, params_from_iter(row)), Ok(1));

                let mut another = row.clone();
                another[0] = Value::Integer(number);
                if conn.execute(&insert, params_from_iter(&another)) == Ok(1) {
                    prop_assert!(is_found(&bench), "{table} with {another:?}");
                    prop_assert_eq!(conn.execute(&delete, params_from_iter(&another)), Ok(1));
                }
            }
        }
        prop_assert_eq!(bench.faults(), Vec::<String>::new());
    }
}

/// Three revisions of one station: made, put online, renamed.
fn three_revisions() -> Bench {
    let mut bench = Bench::new();
    let mut renamed = station("SH-1");
    renamed.name = "沪一站".into();
    bench.commit(vec![station_change(1, None, Some(station("SH-1")))]);
    bench.commit(vec![stage_change(1, None, Some(event("2026-04-01", Stage::Online)))]);
    bench.commit(vec![station_change(1, Some(station("SH-1")), Some(renamed))]);
    bench
}

/// What verification says after this SQL.
#[track_caller]
fn faults_after(sql: &str) -> Vec<String> {
    let bench = three_revisions();
    assert_eq!(bench.faults(), Vec::<String>::new());
    intruder(&bench).execute_batch(sql).expect(sql);
    bench.faults()
}

#[test]
fn faults_are_clear_sentences() {
    let one = |sql: &str| {
        let faults = faults_after(sql);
        assert_eq!(faults.len(), 1, "{sql}: {faults:?}");
        faults.into_iter().next().unwrap_or_default()
    };
    assert_eq!(
        one("UPDATE station_versions SET name = 'x' WHERE rev_to IS NULL"),
        "revision 3 is not what it was: its hash does not agree with what is stored of it"
    );
    assert_eq!(
        one("UPDATE revisions SET actor = 'nobody' WHERE revision = 2"),
        "revision 2 is not what it was: its hash does not agree with what is stored of it"
    );
    assert_eq!(one("INSERT INTO stations VALUES (7, 'SH-7')"), "1 identities have no row in station_versions");
    let told = faults_after("DELETE FROM stage_versions").join("\n");
    assert!(told.contains("the version of Stage number 1 part 46111 that revision 2 made is missing"), "{told}");
    assert!(told.contains("stage_versions holds 0 versions that were made, but the revisions speak of 1"), "{told}");
    let told = faults_after("DELETE FROM revisions WHERE revision = 2").join("\n");
    assert!(told.contains("revision 3 stands where revision 2 should"), "{told}");
    let told = faults_after("DELETE FROM revisions WHERE revision = 3").join("\n");
    assert!(told.contains("refers to a revision that is missing"), "{told}");
    let told = faults_after("DELETE FROM stations").join("\n");
    assert!(told.contains("a row of station_versions refers to a row of stations that is missing"), "{told}");
    let told = faults_after("UPDATE revisions SET recorded_at = 0 WHERE revision = 3").join("\n");
    assert!(told.contains("before its predecessor"), "{told}");
    let told = faults_after("UPDATE station_versions SET rev_to = NULL").join("\n");
    assert!(told.contains("overlaps the one before"), "{told}");
}

#[test]
fn damage_all_over_is_told_in_a_hundred_sentences() {
    let mut bench = Bench::new();
    for id in 1..=150 {
        bench.commit(vec![station_change(id, None, Some(station(&format!("SH-{id}"))))]);
    }
    intruder(&bench).execute_batch("UPDATE station_versions SET name = 'x'").expect("update");
    let faults = bench.faults();
    assert_eq!(faults.len(), 101);
    assert_eq!(faults.last().map(String::as_str), Some("50 more faults are not listed"));
}

#[test]
fn broken_pages_are_told() {
    let mut bench = Bench::new();
    bench.commit((1..3000).map(|id| station_change(id, None, Some(station(&format!("SH-{id}"))))).collect());
    let path = bench.path("forecourt.db");
    bench.store.conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("checkpoint");
    let mut bytes = std::fs::read(&path).expect("file");
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 64].fill(0xa5);
    let broken = bench.path("broken.db");
    std::fs::write(&broken, bytes).expect("file");
    match Sqlite::open(&broken).and_then(|store| store.verify(&mut |_| {})) {
        Ok(verified) => assert!(verified.faults[0].starts_with("the file is damaged"), "{:?}", verified.faults),
        Err(error) => assert!(matches!(error, StoreError::Damaged(_)), "{error}"),
    }
}
