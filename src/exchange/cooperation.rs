//! Rows of a cooperation file → [`StageDraft`]s.

use super::columns::cooperation::{NOTE, STAGE, STATION, VALID_FROM};
use super::duplicates::{Duplicates, Seen};
use super::error::FileError;
use super::geometry::Geometry;
use super::plan::Plan;
use super::record::Record;
use super::rows::{Content, Make, check_text};
use super::values;
use crate::domain::cooperation::{Stage, StageDraft};
use crate::domain::station::{Edit, MAX_LONG_TEXT, MAX_SHORT_TEXT};

/// Makes drafts of stage events, one a station and day.
pub(super) struct Cooperation {
    pub(super) seen: Duplicates,
}

impl Make for Cooperation {
    type Draft = StageDraft;

    fn begin(&self, plan: &Plan, _: &mut Vec<String>) -> Result<(), FileError> {
        let missing: Vec<_> = [STATION, VALID_FROM, STAGE].into_iter().filter(|&field| !plan.has(field)).collect();
        if missing.is_empty() { Ok(()) } else { Err(plan.missing(&missing)) }
    }

    fn make(&mut self, plan: &Plan, line: u64, record: &Record, _: Option<&Geometry>) -> Option<Content<StageDraft>> {
        let mut errors = Vec::new();
        let text = |field| plan.text(record, field).unwrap_or_default();
        let (station, day, stage) = (text(STATION), text(VALID_FROM), text(STAGE));
        if station.is_empty() {
            errors.push(plan.error(line, STATION, "", "must not be empty"));
        } else if let Err(reason) = check_text(&station, MAX_SHORT_TEXT) {
            errors.push(plan.error(line, STATION, &station, reason));
        }
        let valid_from = values::day(&day);
        if let Err(reason) = &valid_from {
            let reason = if day.is_empty() { "must not be empty" } else { reason.as_str() };
            errors.push(plan.error(line, VALID_FROM, &day, reason));
        }
        let known = values::stage(&stage);
        if known.is_none() {
            errors.push(plan.error(line, STAGE, &stage, unknown_stage(&stage)));
        }
        let note = plan.lines(record, NOTE);
        if let Some(Err(reason)) = note.as_deref().map(|note| check_text(note, MAX_LONG_TEXT)) {
            errors.push(plan.error(line, NOTE, note.as_deref().unwrap_or_default(), reason));
        }
        let (Ok(valid_from), Some(stage), true) = (valid_from, known, errors.is_empty()) else {
            return Some(Content::Rejected(errors));
        };
        match self.seen.note(line, (station.as_ref(), valid_from), (stage, &note)) {
            Seen::New => {}
            Seen::Same(first) => return Some(Content::Repeated { first }),
            Seen::Other(first) => {
                let reason = format!("the station has another stage or note of that day, in line {first}");
                return Some(Content::Rejected(vec![plan.error(line, VALID_FROM, &day, reason)]));
            }
        }
        let note = match note {
            None => Edit::Keep,
            Some(note) if note.is_empty() => Edit::Clear,
            Some(note) => Edit::Set(note.into_owned()),
        };
        Some(Content::Draft(StageDraft { station: station.into_owned(), valid_from, stage, note }))
    }
}

fn unknown_stage(word: &str) -> String {
    if word.is_empty() {
        return "must not be empty".to_owned();
    }
    let known = Stage::ALL.map(Stage::as_str).join(", ");
    let word: String = word.chars().take(40).collect();
    format!(
        "is no stage; write {known}, or translate it, such as --map-value 'stage:{word}=online', \
         or leave such rows out by --map-value 'stage:{word}='"
    )
}
