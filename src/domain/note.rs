//! Notes: dated progress notes and visits on stations.

use crate::base::date::Day;
use crate::domain::station::{MAX_LONG_TEXT, MAX_SHORT_TEXT, RuleError, optional, required};

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
