//! Rows of a station file → [`StationDraft`]s.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::columns::station::{
    ADDRESS, BRAND, CLOSED_ON, CODE, ENERGY, LATITUDE, LONGITUDE, NAME, OPENED_ON, OPERATOR,
};
use super::crs::convert;
use super::duplicates::{Duplicates, Seen};
use super::error::FileError;
use super::geometry::Geometry;
use super::plan::Plan;
use super::reading::{EMPTY, Reading};
use super::record::Record;
use super::rows::{Content, Make, check_text};
use super::values::number;
use crate::base::location::{Crs, LonLat};
use crate::domain::station::{Edit, MAX_LONG_TEXT, MAX_SHORT_TEXT, Position, StationDraft};

/// Makes drafts of stations, each code once a file.
pub(super) struct Stations {
    pub(super) crs: Crs,
    pub(super) seen: Duplicates,
}

impl Make for Stations {
    type Draft = StationDraft;

    /// A station needs a code and a place. A file whose every column is known, and that has none for
    /// places but others to change, edits stations that exist.
    fn begin(&self, plan: &Plan, notes: &mut Vec<String>) -> Result<(), FileError> {
        let place = [LONGITUDE, LATITUDE].map(|field| plan.has(field));
        let edits = [NAME, ENERGY, BRAND, OPERATOR, ADDRESS, OPENED_ON, CLOSED_ON];
        let editing =
            plan.ignored().is_empty() && (edits.iter().any(|&field| plan.has(field)) || plan.has_attributes());
        if !plan.has(CODE) || (place != [true, true] && !(place == [false, false] && editing)) {
            let missing: Vec<_> = [CODE, LONGITUDE, LATITUDE].into_iter().filter(|&field| !plan.has(field)).collect();
            return Err(plan.missing(&missing));
        }
        if place == [false, false] {
            notes.push(
                "no columns for longitude and latitude: stations stay where they are, and new ones are refused"
                    .to_owned(),
            );
        }
        if !plan.has(NAME) {
            notes.push("no column for name: new stations are called by their code".to_owned());
        }
        if !plan.has(ENERGY) {
            notes.push("no column for energy: new stations are stored without one".to_owned());
        }
        Ok(())
    }

    fn make(&mut self, plan: &Plan, line: u64, record: &Record, _: Option<&Geometry>) -> Option<Content<StationDraft>> {
        let mut row = Reading::new(plan, line, record);
        let code = row.required(CODE);
        let draft = StationDraft {
            name: row.text(NAME, MAX_LONG_TEXT).filter(|name| !name.is_empty()),
            energy: row.word(ENERGY),
            brand: row.edit(BRAND, MAX_SHORT_TEXT),
            operator: row.edit(OPERATOR, MAX_SHORT_TEXT),
            position: row.position(self.crs),
            address: row.edit(ADDRESS, MAX_LONG_TEXT),
            opened_on: row.day(OPENED_ON),
            closed_on: row.day(CLOSED_ON),
            attributes: row.attributes(),
            code,
        };
        let mut errors = row.errors;
        if errors.is_empty()
            && let Seen::Same(first) | Seen::Other(first) = self.seen.note(line, draft.code.as_str(), ())
        {
            errors.push(plan.error(line, CODE, &draft.code, format!("the code came before, in line {first}")));
        }
        Some(if errors.is_empty() { Content::Draft(draft) } else { Content::Rejected(errors) })
    }
}

impl Reading<'_> {
    fn position(&mut self, crs: Crs) -> Option<Position> {
        if !self.plan.has(LONGITUDE) {
            return None;
        }
        let cells = [LONGITUDE, LATITUDE].map(|field| self.plan.text(self.record, field).unwrap_or_default());
        if cells.iter().all(|cell| cell.is_empty()) {
            self.wrong(LATITUDE, "", "longitude and latitude are empty");
            return None;
        }
        let lon = self.degrees(LONGITUDE, &cells[0]);
        let lat = self.degrees(LATITUDE, &cells[1]);
        let raw = [lon?, lat?];
        if raw == [0.0, 0.0] {
            self.wrong(LATITUDE, &cells[1], "longitude 0, latitude 0 is a placeholder, no place of a station");
            return None;
        }
        match convert(crs, raw) {
            Ok(location) => Some(Position { crs, raw, location }),
            Err(error) => {
                let swapped = LonLat::new(raw[1], raw[0]).is_ok();
                let hint = if swapped { "; longitude and latitude look swapped" } else { "" };
                let field = if (-180.0..=180.0).contains(&raw[0]) { LATITUDE } else { LONGITUDE };
                let cell: &Cow<'_, str> = if field == LATITUDE { &cells[1] } else { &cells[0] };
                self.wrong(field, cell, format!("{error}{hint}"));
                None
            }
        }
    }

    fn degrees(&mut self, field: usize, cell: &str) -> Option<f64> {
        let degrees = number(cell);
        if degrees.is_none() {
            let reason = if cell.is_empty() { EMPTY } else { "is not a number of degrees, such as 121.4737" };
            self.wrong(field, cell, reason);
        }
        degrees
    }

    fn attributes(&mut self) -> BTreeMap<String, Edit<String>> {
        let (plan, record, line) = (self.plan, self.record, self.line);
        let mut attributes = BTreeMap::new();
        for (name, column, value) in plan.attributes(record) {
            if let Err(reason) = check_text(&value, MAX_LONG_TEXT) {
                self.errors.push(plan.column_error(line, column.unwrap_or(usize::MAX), &value, reason));
            }
            let edit = if value.is_empty() { Edit::Clear } else { Edit::Set(value.into_owned()) };
            attributes.insert(name.to_owned(), edit);
        }
        attributes
    }
}
