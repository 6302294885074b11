//! Columns whose names we do not know, by what stands in them: words of ours, degrees, days, and codes.

use std::collections::HashMap;

use super::Look;
use crate::domain::campaign::{FundedBy, Mechanism};
use crate::domain::cooperation::Stage;
use crate::domain::fee::Component;
use crate::domain::station::Energy;
use crate::exchange::columns::fields;
use crate::exchange::options::Kind;
use crate::exchange::rejected::Ours;
use crate::exchange::values::{day, fold, number};
use crate::exchange::words::{Basis, Word};

/// Columns and the fields, by their place, that they seem to be. Only fields that nothing else is are proposed, and only
/// columns that are nothing else and that mappings can name.
pub(super) fn propose(kind: Kind, head: &Look<'_>) -> Vec<(usize, usize)> {
    let names: Vec<String> = head.header.iter().map(|name| fold(name)).collect();
    // Mappings name columns, and of those of one name they mean the first.
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    for (column, name) in names.iter().enumerate() {
        firsts.entry(name).or_insert(column);
    }
    let ours = Ours::of(&head.header, |column| head.fields[column].is_some());
    let mut proposed: Vec<(usize, usize)> = Vec::new();
    for (place, field) in fields(kind).iter().enumerate() {
        if head.fields.iter().flatten().any(|taken| taken == field.name) {
            continue;
        }
        let is_free = |&column: &usize| {
            head.fields[column].is_none()
                && !head.muted[column]
                && !head.header[column].is_empty()
                && !ours.has(column)
                && firsts[names[column].as_str()] == column
                && !proposed.iter().any(|&(taken, _)| taken == column)
                && head.cells(column).next().is_some()
        };
        let mut free = (0..head.header.len()).filter(is_free);
        if let Some(column) = free.find(|&column| looks_like(kind, field.name, &names[column], head, column)) {
            proposed.push((column, place));
        }
    }
    proposed
}

/// Whether a column looks like a field. Three cells in four are enough: what is wrong in the others is for their rows to say.
fn looks_like(kind: Kind, field: &str, name: &str, head: &Look<'_>, column: usize) -> bool {
    let mostly = |test: &dyn Fn(&str) -> bool| {
        let (all, fits) = (head.cells(column).count(), head.cells(column).filter(|cell| test(cell)).count());
        fits * 4 >= all * 3
    };
    let is_degrees = |most: f64| mostly(&|cell| number(cell).is_some_and(|degrees| degrees.abs() <= most));
    match field {
        "energy" => mostly(&|cell| Energy::read(cell).is_ok()),
        "stage" => mostly(&|cell| Stage::read(cell).is_ok()),
        "component" => mostly(&|cell| Component::read(cell).is_ok()),
        "basis" => mostly(&|cell| Basis::read(cell).is_ok()),
        "mechanism" => mostly(&|cell| Mechanism::read(cell).is_ok()),
        "funded_by" => mostly(&|cell| FundedBy::read(cell).is_ok()),
        // Only columns whose name says so, too: a pair of numbers could be the other way round.
        "longitude" => is_named(name, &["lon", "lng", "经"]) && is_degrees(180.0),
        "latitude" => is_named(name, &["lat", "纬"]) && is_degrees(90.0),
        "code" | "number" => is_named(name, CODES) && is_distinct(column, head),
        "station" if kind != Kind::Fees => is_named(name, CODES),
        "name" => is_named(name, &["name", "nome", "名称", "站名"]),
        // The one day that these have; of others nobody can tell which day it is.
        "valid_from" | "date" | "at" => mostly(&|cell| cell.contains(['-', '/', '年', '.']) && day(cell).is_ok()),
        _ => false,
    }
}

/// What the names of columns of codes begin with, end with, or hold.
const CODES: &[&str] = &["id", "code", "编码", "编号", "代码"];

/// Whether a column's folded name begins or ends with one of these.
fn is_named(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.starts_with(word) || name.ends_with(word))
}

/// Whether every row has a value of its own.
fn is_distinct(column: usize, head: &Look<'_>) -> bool {
    let mut cells: Vec<&str> = head.cells(column).collect();
    cells.sort_unstable();
    let count = cells.len();
    cells.dedup();
    cells.len() == count && count == head.held()
}
