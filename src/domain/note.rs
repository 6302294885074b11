//! Notes: dated progress notes and visits on stations.

use crate::base::date::Day;
use crate::domain::station::{Edit, MAX_LONG_TEXT, MAX_SHORT_TEXT, RuleError, optional, required};

/// A note on a station.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// The day that it speaks of.
    pub at: Day,
    /// Who wrote it.
    pub author: Option<String>,
    /// What it says.
    pub text: String,
}

impl Note {
    /// Whether the note keeps the rules.
    ///
    /// # Errors
    /// [`RuleError`] names the field that breaks one.
    pub fn check(&self) -> Result<(), RuleError> {
        optional("author", self.author.as_deref(), MAX_SHORT_TEXT)?;
        required("text", &self.text, MAX_LONG_TEXT)
    }
}

/// What a file or a form says of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDraft {
    /// The station's code.
    pub station: String,
    /// What it says.
    pub note: Note,
}

/// An edit of a note; a field left out stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteEdit {
    /// The day that it speaks of.
    pub at: Option<Day>,
    /// Who wrote it.
    pub author: Edit<String>,
    /// What it says.
    pub text: Option<String>,
}

impl NoteEdit {
    /// The note after the edit; whether it keeps the rules is for [`Note::check`].
    #[must_use]
    pub fn apply(self, mut note: Note) -> Note {
        note.at = self.at.unwrap_or(note.at);
        self.author.apply(&mut note.author);
        note.text = self.text.unwrap_or(note.text);
        note
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_something() {
        let note = Note { at: Day::MIN, author: None, text: "拜访站长".into() };
        assert_eq!(note.check(), Ok(()));
        assert_eq!(Note { text: " ".into(), ..note.clone() }.check().expect_err("blank").field, "text");
        assert_eq!(Note { author: Some("x".repeat(201)), ..note }.check().expect_err("long").field, "author");
    }
}
