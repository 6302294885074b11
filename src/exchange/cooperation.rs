//! Rows of a cooperation file → [`StageDraft`]s.

use super::columns::cooperation::{NOTE, STAGE, STATION, VALID_FROM};
use super::duplicates::Duplicates;
use super::error::FileError;
use super::geometry::Geometry;
use super::needs::needed;
use super::options::Kind;
use super::plan::Plan;
use super::reading::Reading;
use super::record::Record;
use super::rows::{Content, Make, settle};
use super::values;
use super::words::Word;
use crate::domain::cooperation::{Stage, StageDraft};
use crate::domain::station::{Edit, MAX_LONG_TEXT};

/// Makes drafts of stage events, one a station and day.
#[derive(Default)]
pub(super) struct Cooperation {
    seen: Duplicates,
}

impl Make for Cooperation {
    type Draft = StageDraft;

    fn begin(&self, plan: &Plan, _: &mut Vec<String>) -> Result<(), FileError> {
        plan.needs(needed(Kind::Cooperation))
    }

    fn make(&mut self, plan: &Plan, line: u64, record: &Record, _: Option<&Geometry>) -> Option<Content<StageDraft>> {
        let mut row = Reading::new(plan, line, record);
        let station = row.required(STATION);
        let valid_from = row.needed(VALID_FROM, values::day);
        let stage = row.needed(STAGE, Stage::read);
        let note = row.lines(NOTE, MAX_LONG_TEXT);
        let (Some(valid_from), Some(stage), true) = (valid_from, stage, row.errors.is_empty()) else {
            return Some(row.rejected());
        };
        let seen = self.seen.note(line, (station.as_str(), valid_from), (stage, &note));
        let note = match note {
            None => Edit::Keep,
            Some(note) if note.is_empty() => Edit::Clear,
            Some(note) => Edit::Set(note),
        };
        Some(settle(seen, StageDraft { station, valid_from, stage, note }, |first| {
            let day = plan.text(record, VALID_FROM).unwrap_or_default();
            let reason = format!("the station has another stage or note of that day, in line {first}");
            plan.error(line, VALID_FROM, &day, reason)
        }))
    }
}
