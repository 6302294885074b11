//! What an import changes of what was there: of each thing the fields that differ, before and after.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::domain::change::Change;
use crate::engine::Snapshot;
use crate::http::history::sides;
use crate::http::revisions::key;
use crate::http::wire::{ChangedField, ChangedThing, ChangedThings};
use crate::live::import::{Examples, MOST_EXAMPLES};

/// The examples of an import, field by field.
pub(super) fn changed(snapshot: &Snapshot, examples: &Examples) -> ChangedThings {
    let mut items = Vec::with_capacity(examples.changes.len());
    for change in &examples.changes {
        let mut key: BTreeMap<_, _> = key(&examples.names, change.thing()).into_iter().collect();
        let Some((entity, Some(Value::Object(before)), Some(Value::Object(after)))) =
            sides(snapshot, &examples.names, change)
        else {
            continue;
        };
        if let Change::Region { diff, .. } = change
            && let Some(region) = &diff.after
        {
            key.insert("region", region.code.clone());
        }
        if let Change::Performance { .. } = change {
            for (day, fields) in days(before, after) {
                let mut key = key.clone();
                key.remove("month");
                key.insert("date", day);
                items.push(ChangedThing { entity, key, fields });
            }
        } else {
            items.push(ChangedThing { entity, key, fields: fields(before, after) });
        }
    }
    // The last month may have days beyond.
    items.truncate(MOST_EXAMPLES);
    ChangedThings { things: examples.count, items }
}

/// The fields that differ.
fn fields(mut before: Map<String, Value>, after: Map<String, Value>) -> Vec<ChangedField> {
    let differs = |(field, after): (String, Value)| {
        let before = before.remove(&field).unwrap_or_default();
        (before != after).then_some(ChangedField { field, before, after })
    };
    after.into_iter().filter_map(differs).collect()
}

/// The days of a month that are on both sides and differ, each with its date and its fields.
fn days(mut before: Map<String, Value>, mut after: Map<String, Value>) -> Vec<(String, Vec<ChangedField>)> {
    let [was, is] = [&mut before, &mut after].map(|side| match side.remove("days") {
        Some(Value::Array(days)) => days,
        _ => Vec::new(),
    });
    let of_day = |day: Value| match day {
        Value::Object(mut fields) => Some((fields.remove("date")?.as_str()?.to_owned(), fields)),
        _ => None,
    };
    let mut was: BTreeMap<String, Map<String, Value>> = was.into_iter().filter_map(of_day).collect();
    let changed = is.into_iter().filter_map(of_day).filter_map(|(date, is)| {
        let fields = fields(was.remove(&date)?, is);
        (!fields.is_empty()).then_some((date, fields))
    });
    changed.collect()
}
