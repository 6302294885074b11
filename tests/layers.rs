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

/// The words and signs of a source, without comments, texts and lifetimes.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let raw = rest.trim_start_matches(['b', 'c']).strip_prefix('r').map(|rest| rest.trim_start_matches('#'));
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(body) = raw.and_then(|rest| rest.strip_prefix('"')) {
            let opening = &rest[..rest.len() - body.len()];
            let closing = format!("\"{}", "#".repeat(opening.matches('#').count()));
            body.find(&closing).map_or(rest.len(), |end| opening.len() + end + closing.len())
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' {
            let mut after = rest.chars().skip(1);
            let is_char = after.next() == Some('\\') || after.next() == Some('\'');
            if is_char { quoted(rest, '\'') } else { 1 + word(&rest[1..]).len() }
        } else {
            let length = word(rest).len().max(if rest.starts_with("::") { 2 } else { first.len_utf8() });
            found.extend(Some(&rest[..length]).filter(|token| !token.trim().is_empty()));
            length
        };
        rest = &rest[length..];
    }
    found
}

/// Bytes of a literal up to its closing quote.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())]
}

/// The paths that a source in a module names from the crate's root on: those that begin with `crate` or the
/// crate's name, and those that climb by `super`, from wherever they stand.
fn paths<'t>(module: &[&'t str], text: &'t str) -> Vec<Vec<&'t str>> {
    let tokens = tokens(text);
    let (mut found, mut at) = (Vec::new(), 0);
    // The module at hand, and how deep in braces each module inside the file begins.
    let (mut here, mut inner, mut depth) = (module.to_vec(), Vec::new(), 0);
    while at < tokens.len() {
        match tokens[at..] {
            ["mod", name, "{", ..] => {
                here.push(name);
                inner.push(depth);
                depth += 1;
                at += 3;
            }
            ["crate" | "forecourt" | "super" | "self", "::", ..] if at == 0 || tokens[at - 1] != "::" => {
                at = tree(&tokens, at, &here, &mut found);
            }
            [token, ..] => {
                depth += usize::from(token == "{");
                depth -= usize::from(token == "}");
                if inner.last() == Some(&depth) && token == "}" {
                    inner.pop();
                    here.pop();
                }
                at += 1;
            }
            [] => break,
        }
    }
    found
}

/// Follows a path, or each of a tree of them, from `from` on; gives the token after it.
fn tree<'t>(tokens: &[&'t str], mut at: usize, from: &[&'t str], found: &mut Vec<Vec<&'t str>>) -> usize {
    let mut path = from.to_vec();
    loop {
        match tokens.get(at).copied().unwrap_or_default() {
            "crate" | "forecourt" => path.clear(),
            "self" => {}
            // After the last comma of a tree.
            "}" => return at,
            "super" => drop(path.pop()),
            "{" => {
                while !matches!(tokens.get(at), None | Some(&"}")) {
                    at = tree(tokens, at + 1, &path, found);
                    while !matches!(tokens.get(at), None | Some(&("," | "}"))) {
                        at += 1;
                    }
                }
                return at + 1;
            }
            name => path.push(name),
        }
        if tokens.get(at + 1) != Some(&"::") {
            found.push(path);
            return at + 1;
        }
        at += 2;
    }
}

/// The floors that a source in a module names and must not.
fn faults(module: &[&str], text: &str) -> Vec<String> {
    let allowed = FLOORS.iter().find(|(floor, _)| module.first() == Some(floor)).map_or(&[][..], |floor| floor.1);
    let may = |name: &str| {
        let is_floor = FLOORS.iter().any(|(floor, _)| *floor == name);
        !is_floor || module.first() == Some(&name) || allowed.contains(&name)
    };
    // The root as a whole, such as by `super::*`, would hand on every floor.
    let names = paths(module, text).into_iter().map(|path| path.first().copied().unwrap_or("*"));
    let mut names: Vec<String> = names.filter(|name| *name == "*" || !may(name)).map(str::to_owned).collect();
    names.dedup();
    names
}

/// The module that a file under `src` is.
fn module(file: &Path) -> Vec<String> {
    let parts = file.with_extension("");
    let parts = parts.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.filter(|part| part != "mod").collect()
}

#[test]
fn imports_run_downward() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut read = 0;
    for (floor, allowed) in FLOORS {
        let files = sources(&src.join(floor));
        assert!(!files.is_empty(), "there is no floor {floor}");
        for file in files {
            let text = fs::read_to_string(&file).expect("source");
            let module = module(file.strip_prefix(&src).expect("under src"));
            let module: Vec<&str> = module.iter().map(String::as_str).collect();
            read += paths(&module, &text).len();
            for name in faults(&module, &text) {
                wrong.push(format!("{} imports {name}, but {floor} may import {allowed:?}", file.display()));
            }
            if !text.starts_with("//!") {
                wrong.push(format!("{} does not open with //!", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(read > 1_000, "only {read} paths were read");
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
    let engine = |text: &str| faults(&["engine", "list"], text);
    assert_eq!(engine("use crate::store::Store;"), ["store"]);
    assert_eq!(engine("use crate::{base::ids::Revision, live::{Network, Options}, domain};"), ["live"]);
    assert_eq!(engine("use crate::{base::{ids::Revision as R, date}, store::sqlite as s};"), ["store"]);
    assert_eq!(engine("fn f() { crate::http::router() }"), ["http"]);
    assert!(engine("use crate::base::date::Day; // not crate::store").is_empty());
    assert!(
        engine("/* crate::store */ const T: &str = \"crate::live\"; const R: &str = r#\"\"crate::http\"#;").is_empty()
    );
    assert_eq!(engine("fn f<'a>(c: char) -> bool { c == '\"' } use crate::cli; const C: char = '\"';"), ["cli"]);
}

#[test]
fn imports_that_climb_are_found() {
    let list = |text: &str| faults(&["engine", "list"], text);
    assert_eq!(list("use super::super::store::Store;"), ["store"]);
    assert_eq!(list("use super::{block::Block, super::{base::ids, exchange::Kind}};"), ["exchange"]);
    assert_eq!(list("use self::super::super::live::Network;"), ["live"]);
    assert_eq!(list("fn f() -> super::super::http::Options { todo() }"), ["http"]);
    assert_eq!(list("use super::super::*;"), ["*"]);
    assert!(list("use super::store::Shelf; use super::super::base::date::Day; pub(super) fn f() {}").is_empty());
    let area = |text: &str| faults(&["engine", "filter", "area"], text);
    assert!(area("use super::super::store::Shelf;").is_empty(), "a module of the floor itself");
    assert_eq!(area("use super::super::super::store::Store;"), ["store"]);
    // A module inside the file lies one deeper, until it ends.
    let inside = "mod tests { use super::super::store::Shelf; fn f() { if true {} } } use super::super::store::Store;";
    assert_eq!(list(inside), ["store"]);
    assert_eq!(list("mod tests { mod more { use super::super::super::super::cli; } }"), ["cli"]);
}

#[test]
fn files_are_modules() {
    for (file, expected) in [
        ("engine/mod.rs", &["engine"][..]),
        ("engine/list.rs", &["engine", "list"]),
        ("engine/filter/mod.rs", &["engine", "filter"]),
        ("engine/filter/area.rs", &["engine", "filter", "area"]),
    ] {
        assert_eq!(module(Path::new(file)), expected);
    }
}
