//! The floors of the house: an import runs downward only. Reads the sources as text, so that it needs
//! nothing but them, and fails on an import that runs upward or sideways.

use std::fs;
use std::path::{Path, PathBuf};

/// Each floor and the floors that it may import. `engine`, `store` and `exchange` stand side by side.
const FLOORS: [(&str, &[&str]); 8] = [
    ("base", &[]),
    ("domain", &["base"]),
    ("engine", &["base", "domain"]),
    ("store", &["base", "domain"]),
    ("exchange", &["base", "domain"]),
    ("live", &["base", "domain", "engine", "store", "exchange"]),
    ("http", &["base", "domain", "engine", "store", "exchange", "live"]),
    ("cli", &["base", "domain", "engine", "store", "exchange", "live", "http"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()) {
        if entry.is_dir() {
            found.extend(sources(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

/// A source without comments, on one line a statement as far as `use` trees need it.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join(" ")
}

/// The floors that a source names: `crate::floor…`, `crate::{floor…, …}`, and paths that climb out of a
/// floor by `super`.
fn imports(text: &str) -> Vec<String> {
    let code = code(text);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::").chain(code.match_indices("forecourt::")) {
        let rest = code[at..].split_once("::").map_or("", |(_, rest)| rest).trim_start();
        match rest.strip_prefix('{') {
            None => found.push(word(rest)),
            Some(tree) => {
                let mut depth = 0;
                let mut start = true;
                for (at, c) in tree.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && !c.is_whitespace() => {
                            found.push(word(&tree[at..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn faults(floor: &str, allowed: &[&str], text: &str) -> Vec<String> {
    let is_floor = |name: &str| FLOORS.iter().any(|(floor, _)| *floor == name);
    imports(text)
        .into_iter()
        .filter(|name| is_floor(name) && name != floor && !allowed.contains(&name.as_str()))
        .collect()
}

#[test]
fn imports_run_downward() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (floor, allowed) in FLOORS {
        let files = sources(&src.join(floor));
        assert!(!files.is_empty(), "there is no floor {floor}");
        for file in files {
            let text = fs::read_to_string(&file).expect("source");
            for name in faults(floor, allowed, &text) {
                wrong.push(format!("{} imports {name}, but {floor} may import {allowed:?}", file.display()));
            }
            if !text.starts_with("//!") {
                wrong.push(format!("{} does not open with //!", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_a_floor() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).expect("src").map(|entry| entry.expect("entry").path()) {
        let name = entry.file_name().expect("name").to_string_lossy().into_owned();
        let known = FLOORS.iter().any(|(floor, _)| *floor == name) || ["lib.rs", "main.rs"].contains(&name.as_str());
        assert!(known, "src/{name} is on no floor");
    }
}

#[test]
fn wrong_imports_are_found() {
    let engine = |text: &str| faults("engine", &["base", "domain"], text);
    assert_eq!(engine("use crate::store::Store;"), ["store"]);
    assert_eq!(engine("use crate::{base::ids::Revision, live::{Network, Options}, domain};"), ["live"]);
    assert_eq!(engine("fn f() { crate::http::router() }"), ["http"]);
    assert!(engine("use crate::base::date::Day; // not crate::store").is_empty());
}
