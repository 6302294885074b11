//! Notes on the desk.

use super::{Desk, Outcome};
use crate::base::ids::StationId;
use crate::domain::change::Diff;
use crate::domain::note::{Note, NoteDraft};
use crate::live::error::WriteError;

impl Desk<'_> {
    /// Adds a note to its station, unless there is one that says the same; gives its number, too.
    ///
    /// # Errors
    /// [`WriteError::Rule`] without such a station, or when the note breaks a rule.
    pub(in crate::live) fn add_note(&mut self, draft: NoteDraft) -> Result<(Outcome, u32), WriteError> {
        draft.note.check()?;
        let station = self.station(&draft.station)?;
        let notes = self.notes_of(station)?;
        if let Some(&(number, _)) = notes.iter().find(|(_, note)| *note == draft.note) {
            return Ok((Outcome::Unchanged, number));
        }
        let fresh = self.store.next_note(station)?;
        let number = notes.last().map_or(fresh, |&(last, _)| fresh.max(last + 1));
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
        let Some((_, before)) = self.notes_of(id)?.into_iter().find(|&(other, _)| other == number) else {
            return Err(WriteError::NotFound { what: "note", key: number.to_string() });
        };
        let after = edit(before.clone());
        after.as_ref().map_or(Ok(()), Note::check)?;
        self.notes.insert((id, number), Diff { before: Some(before), after });
        Ok(())
    }

    /// A station's notes by number, those on the desk last.
    fn notes_of(&self, station: StationId) -> Result<Vec<(u32, Note)>, WriteError> {
        let mut notes = self.store.notes(station, self.current.revision())?;
        for (&(_, number), diff) in self.notes.range((station, 0)..=(station, u32::MAX)) {
            notes.retain(|&(other, _)| other != number);
            notes.extend(diff.after.clone().map(|note| (number, note)));
        }
        Ok(notes)
    }
}
