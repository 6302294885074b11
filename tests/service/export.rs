//! `forecourt export` and `forecourt template`: files that are whole or not there, and what the program says.

use std::path::Path;

use crate::program::command;

/// Runs the program: its exit status, and what it said.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = command().args(args).current_dir(folder).output().expect("run");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_was_exported_is_imported_into_another_database() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let (status, ..) = run(folder, &["template", "stations", "--output", "s.xlsx"]);
    assert_eq!(status, Some(0));
    let (status, said, _) = run(folder, &["import", "stations", "s.xlsx", "--crs", "bd09", "--database", "a.db"]);
    assert!(status == Some(0) && said.starts_with("3 rows: 3 new"), "{said}");

    let args = ["export", "stations", "--database", "a.db", "-o", "out.xlsx", "--headers", "zh", "--filter"];
    let (status, said, _) = run(folder, &[&args[..], &["energy = 'fuel' OR energy = 'ev'"]].concat());
    assert_eq!((status, said.as_str()), (Some(0), "2 rows of stations as of revision 2\n"));
    let (status, said, _) = run(folder, &["import", "stations", "out.xlsx", "--database", "a.db"]);
    assert!(status == Some(0) && said.starts_with("2 rows: 0 new, 0 changed, 2 unchanged"), "{said}");
    let (status, said, _) = run(folder, &["import", "stations", "out.xlsx", "--database", "b.db"]);
    assert!(status == Some(0) && said.starts_with("2 rows: 2 new"), "{said}");

    let (status, text, _) = run(folder, &["export", "stations", "--database", "a.db", "--within", "330000"]);
    assert_eq!((status, text.lines().count()), (Some(0), 2), "{text}");
    assert!(text.starts_with("\u{FEFF}code,name,energy,"), "{text}");
    let past = ["export", "stations", "--database", "a.db", "--known-at", "2020-01-01T00:00:00Z"];
    assert_eq!(run(folder, &past).1.lines().count(), 1, "nothing was known then");
    let mut names: Vec<_> =
        std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").file_name()).collect();
    names.retain(|name| !name.to_string_lossy().contains(".db"));
    names.sort();
    assert_eq!(names, ["out.xlsx", "s.xlsx"], "no part of a file stays");
}

#[test]
fn what_cannot_be_exported_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("folder");
    let folder = folder.path();
    let (_, said, _) = run(folder, &["template", "notes", "--lang", "en"]);
    assert!(said.starts_with("\u{FEFF}station,at,author,text"), "{said}");
    std::fs::write(folder.join("s.csv"), "code,longitude,latitude\nA,121,31\n").expect("file");
    assert_eq!(run(folder, &["import", "stations", "s.csv", "--database", "a.db"]).0, Some(0));
    std::fs::write(folder.join("old.csv"), "old").expect("file");
    for (args, status, why) in [
        (&["export", "notes", "-o", "out.geojson"][..], 2, "geojson is for stations"),
        (&["export", "notes", "--from", "2026-01-01"][..], 2, "--from and --to are of performance"),
        (&["export", "performance", "--from", "2026-01-02", "--to", "2026-01-01"][..], 2, "has no day"),
        (&["export", "prices"][..], 2, "campaign_stations"),
        (&["export", "notes", "--filter", "brand ="][..], 2, "--filter"),
        (&["template", "notes", "--format", "geojson"][..], 2, "csv or xlsx"),
        (&["export", "notes", "--within", "nowhere", "-o", "old.csv"][..], 1, "has no region"),
        (&["export", "notes", "--database", "none.db", "-o", "old.csv"][..], 1, "none.db"),
        (&["export", "notes", "-o", "no/folder.csv"][..], 1, "cannot write no/folder.csv"),
    ] {
        let mut args = args.to_vec();
        if args[0] == "export" && !args.contains(&"--database") {
            args.extend(["--database", "a.db"]);
        }
        let (told, _, said) = run(folder, &args);
        assert!(told == Some(status) && said.contains(why), "{args:?}: {told:?} {said}");
    }
    assert_eq!(std::fs::read_to_string(folder.join("old.csv")).expect("file"), "old");
    assert!(!folder.join("none.db").exists() && !folder.join("out.geojson").exists());
}
