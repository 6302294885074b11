//! `forecourt import --report FILE`: a report, whatever the import comes to.

use std::path::Path;

use serde_json::{Value, json};

use crate::program::command;

/// Imports and gives the exit status and the report.
fn import(database: &Path, kind: &str, file: &Path, more: &[&str]) -> (Option<i32>, Value) {
    let report = database.with_extension("json");
    std::fs::write(&report, "what was there before, and longer than some reports are".repeat(50)).expect("report");
    let mut command = command();
    command.args(["import", kind]).arg(file).arg("--database").arg(database).arg("--report").arg(&report);
    let output = command.args(more).output().expect("run");
    let text = std::fs::read_to_string(&report).expect("report");
    let json = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}: {output:?}"));
    (output.status.code(), json)
}

#[test]
fn every_import_leaves_its_report() {
    let folder = tempfile::tempdir().expect("folder");
    let database = folder.path().join("report.db");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("file");
        path
    };
    // Refused as a whole: no row was read, and the problem says why.
    for (path, why) in [
        (folder.path().join("nothing.csv"), "there is no file"),
        (folder.path().to_owned(), "cannot read the file"),
        (file("columns.csv", b"name,longitude,latitude\na,121,31\n"), "no column for code"),
        (file("damaged.xlsx", b"PK\x03\x04 and nothing else"), "broken"),
        (file("empty.csv", b""), "empty"),
    ] {
        let (status, report) = import(&database, "stations", &path, &[]);
        assert_eq!(status, Some(1), "{report}");
        let counts = ["rows", "new", "changed", "unchanged", "rejected", "errors_omitted"].map(|name| &report[name]);
        assert_eq!(counts, [&json!(0); 6], "{report}");
        assert_eq!((&report["kind"], &report["revision"]), (&json!("stations"), &Value::Null));
        assert_eq!(report["errors"], json!([]));
        let problem = &report["problem"];
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.contains(why)), "{why}: {report}");
    }
    // Refused because of rows: they are named, and the problem sums up.
    let wrong = file("rows.csv", b"code,longitude,latitude\nA,121,31\nB,121,91\n");
    let (status, report) = import(&database, "stations", &wrong, &[]);
    assert_eq!((status, &report["rejected"], &report["errors"][0]["line"]), (Some(1), &json!(1), &json!(3)));
    assert!(report["problem"]["detail"].as_str().is_some_and(|detail| detail.contains("1 of 2 rows")), "{report}");
    // Done.
    let (status, report) = import(&database, "stations", &wrong, &["--on-error", "skip"]);
    assert_eq!((status, &report["new"], &report["revision"]), (Some(0), &json!(1), &json!(2)), "{report}");
    assert_eq!(report["problem"], Value::Null);
    // Refused by the service: what was read is told.
    let circle = file("circle.csv", b"code,name,level,parent,admin\nA,a,area,B,\nB,b,area,A,\nC,c,area,,x\n");
    let (status, report) = import(&database, "regions", &circle, &["--set", "sales", "--on-error", "skip"]);
    assert_eq!((status, &report["rows"], &report["errors"][0]["line"]), (Some(1), &json!(3), &json!(4)), "{report}");
    assert!(report["problem"]["detail"].as_str().is_some_and(|why| why.contains("below themselves")), "{report}");
}

#[test]
fn nothing_is_imported_without_the_report_that_was_asked_for() {
    let folder = tempfile::tempdir().expect("folder");
    let (database, file) = (folder.path().join("report.db"), folder.path().join("stations.csv"));
    std::fs::write(&file, "code,longitude,latitude\nA,121,31\n").expect("file");
    let mut command = command();
    command.args(["import", "stations"]).arg(&file).arg("--database").arg(&database);
    let output = command.arg("--report").arg(folder.path().join("no/such/folder.json")).output().expect("run");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write"), "{output:?}");
    assert!(!database.exists());
}

#[test]
fn a_dry_run_makes_nothing_and_ends_as_the_import_would() {
    let folder = tempfile::tempdir().expect("folder");
    let database = folder.path().join("report.db");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("file");
        path
    };
    let good = file("good.csv", "code,longitude,latitude\nA,121,31\n");
    let wrong = file("wrong.csv", "code,longitude,latitude\nA,121,31\nB,121,91\n");
    let made = |suffix: &str| folder.path().join(format!("report.db{suffix}")).exists();
    let counts = |report: &Value| ["new", "unchanged", "rejected"].map(|name| report[name].as_u64().expect("a count"));
    for (path, more, status, expected) in [
        (&good, &["--dry-run"][..], 0, [1, 0, 0]),
        (&wrong, &["--dry-run"], 1, [1, 0, 1]),
        (&wrong, &["--dry-run", "--on-error", "skip"], 0, [1, 0, 1]),
    ] {
        let (ended, report) = import(&database, "stations", path, more);
        assert_eq!((ended, counts(&report), &report["revision"]), (Some(status), expected, &Value::Null), "{report}");
        assert_eq!(report["problem"].is_null(), status == 0, "{report}");
        assert!(!["", "-wal", "-shm"].into_iter().any(made), "a database was made");
    }
    // Beside what is there, which stays as it is.
    assert_eq!(import(&database, "stations", &good, &[]).0, Some(0));
    let before = std::fs::read(&database).expect("database");
    let (ended, report) = import(&database, "stations", &wrong, &["--dry-run"]);
    assert_eq!((ended, counts(&report)), (Some(1), [0, 1, 1]), "{report}");
    assert_eq!(std::fs::read(&database).expect("database"), before);
}
