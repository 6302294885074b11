//! Rows of a file of notes → [`NoteDraft`]s.

use super::columns::note::{AT, AUTHOR, STATION, TEXT};
use super::duplicates::{Duplicates, Seen};
use super::error::FileError;
use super::geometry::Geometry;
use super::needs::needed;
use super::options::Kind;
use super::plan::Plan;
use super::reading::{EMPTY, Reading};
use super::record::Record;
use super::rows::{Content, Make};
use super::values;
use crate::domain::note::{Note, NoteDraft};
use crate::domain::station::{MAX_LONG_TEXT, MAX_SHORT_TEXT};

/// Makes drafts of notes. A station may have many of one day; the same words again are the same note.
#[derive(Default)]
pub(super) struct Notes {
    seen: Duplicates,
}

impl Make for Notes {
    type Draft = NoteDraft;

    fn begin(&self, plan: &Plan, _: &mut Vec<String>) -> Result<(), FileError> {
        plan.needs(needed(Kind::Notes))
    }

    fn make(&mut self, plan: &Plan, line: u64, record: &Record, _: Option<&Geometry>) -> Option<Content<NoteDraft>> {
        let mut row = Reading::new(plan, line, record);
        let station = row.required(STATION);
        let at = row.needed(AT, values::day);
        let author = row.text(AUTHOR, MAX_SHORT_TEXT).filter(|author| !author.is_empty());
        let text = row.lines(TEXT, MAX_LONG_TEXT).unwrap_or_default();
        if text.is_empty() {
            row.wrong(TEXT, "", EMPTY);
        }
        let (Some(at), true) = (at, row.errors.is_empty()) else {
            return Some(row.rejected());
        };
        let draft = NoteDraft { station, note: Note { at, author, text } };
        Some(match self.seen.note(line, (&draft.station, &draft.note), ()) {
            Seen::New => Content::Draft(draft),
            Seen::Same(first) | Seen::Other(first) => Content::Repeated { first },
        })
    }
}
