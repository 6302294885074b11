//! Notes on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::Field;

/// A note on a station.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct NoteView {
    /// Its number on the station, never given twice.
    #[schema(example = 1)]
    pub(in crate::http) number: u32,
    /// The day that it speaks of.
    #[schema(value_type = String, format = Date)]
    pub(in crate::http) at: String,
    /// Who wrote it.
    pub(in crate::http) author: Option<String>,
    /// What it says.
    pub(in crate::http) text: String,
}

/// A page of a station's notes.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct NotePage {
    /// The revision that was asked.
    pub(in crate::http) revision: u64,
    /// The station's code.
    #[schema(example = "SH-001")]
    pub(in crate::http) station: String,
    /// How many notes there are, on all pages.
    pub(in crate::http) matched: usize,
    /// This page's, the newest day first.
    pub(in crate::http) items: Vec<NoteView>,
    /// To be given as `cursor` for the next page; null on the last.
    pub(in crate::http) next: Option<String>,
}

/// A note: a new one, or an edit of one (RFC 7396), of which a field left out stays as it is.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct NoteBody {
    /// The day that it speaks of; a new note needs it.
    #[schema(value_type = Option<String>, format = Date)]
    pub(in crate::http) at: Field,
    /// Who wrote it; null for nobody in particular.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) author: Field,
    /// What it says; a new note needs it.
    #[schema(value_type = Option<String>)]
    pub(in crate::http) text: Field,
}
