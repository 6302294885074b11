//! Notes on the desk.

use rustc_hash::FxHashMap;

use super::{Desk, Outcome};
use crate::base::ids::StationId;
use crate::domain::change::Diff;
use crate::domain::note::{Note, NoteDraft};
use crate::live::error::WriteError;

/// The notes of one station, those on the desk among them.
pub(super) struct StationNotes {
    by_number: FxHashMap<u32, Note>,
    /// The number of a note that says so, if there is one.
    numbers: FxHashMap<Note, u32>,
    /// The number of the next one.
    next: u32,
}

impl Desk<'_> {
    /// Adds a note to its station, unless there is one that says the same; gives its number, too.
    ///
    /// # Errors
    /// [`WriteError::Rule`] without such a station, or when the note breaks a rule.
    pub(in crate::live) fn add_note(&mut self, draft: NoteDraft) -> Result<(Outcome, u32), WriteError> {
        draft.note.check()?;
        let station = self.station(&draft.station)?;
        let notes = self.notes_of(station)?;
        if let Some(&number) = notes.numbers.get(&draft.note) {
            return Ok((Outcome::Unchanged, number));
        }
        let number = notes.next;
        notes.next += 1;
        notes.numbers.insert(draft.note.clone(), number);
        notes.by_number.insert(number, draft.note.clone());
        self.notes.insert((station, number), Diff { before: None, after: Some(draft.note) });
        Ok((Outcome::New, number))
    }

    /// Makes of a note what `edit` makes of it; `None` takes it away.
    ///
    /// # Errors
    /// [`WriteError`] without such a station or note, or when the note breaks a rule.
    pub(in crate::live) fn set_note(
        &mut self,
        station: &str,
        number: u32,
        edit: impl FnOnce(Note) -> Option<Note>,
    ) -> Result<(), WriteError> {
        let id = self.station(station)?;
        let Some(before) = self.notes_of(id)?.by_number.get(&number).cloned() else {
            return Err(WriteError::NotFound { what: "note", key: number.to_string() });
        };
        let after = edit(before.clone());
        after.as_ref().map_or(Ok(()), Note::check)?;
        self.notes.insert((id, number), Diff { before: Some(before), after });
        Ok(())
    }

    /// A station's notes, read from the store when they are first asked for.
    fn notes_of(&mut self, station: StationId) -> Result<&mut StationNotes, WriteError> {
        match self.station_notes.entry(station) {
            std::collections::hash_map::Entry::Occupied(known) => Ok(known.into_mut()),
            std::collections::hash_map::Entry::Vacant(new) => {
                let kept = self.store.notes(station, self.current.revision())?;
                Ok(new.insert(StationNotes {
                    numbers: kept.iter().map(|(number, note)| (note.clone(), *number)).collect(),
                    by_number: kept.into_iter().collect(),
                    next: self.store.next_note(station)?,
                }))
            }
        }
    }
}
