//! Whole files read: small ones for each trap, the real ones, and hostile ones.

#![expect(clippy::float_cmp, reason = "raw pairs are kept to the digit")]

mod business;
mod formats;
mod hostile;
mod real;
mod sheets;
mod templates;
mod traps;

use std::io::Cursor;
use std::ops::ControlFlow;

use super::*;
use crate::domain::cooperation::StageDraft;
use crate::domain::station::StationDraft;

/// A file read to its end.
pub(super) struct Read<D> {
    pub(super) drafts: Vec<(u64, D)>,
    pub(super) errors: Vec<RowError>,
    pub(super) repeated: Vec<(u64, u64)>,
    pub(super) summary: Summary,
}

impl<D> Read<D> {
    pub(super) fn errors(&self) -> Vec<(u64, &str, &str)> {
        self.errors.iter().map(|e| (e.line, e.column.as_deref().unwrap_or("-"), e.reason.as_str())).collect()
    }
}

pub(super) fn collect<D>(
    read: impl FnOnce(OnRow<'_, D>, &mut dyn FnMut(f64)) -> Result<Summary, FileError>,
) -> Result<Read<D>, FileError> {
    let (mut drafts, mut errors, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = 0.0;
    let mut on_row = |row: Row<D>| {
        match row.content {
            Content::Draft(draft) => drafts.push((row.line, draft)),
            Content::Repeated { first } => repeated.push((row.line, first)),
            Content::Dropped => {}
            Content::Rejected(found) => errors.extend(found),
        }
        ControlFlow::Continue(())
    };
    let summary = read(&mut on_row, &mut |share| {
        assert!((0.0..=1.0).contains(&share) && share >= last, "progress never falls: {last} then {share}");
        last = share;
    })?;
    assert!(last > 0.999, "progress ends at 1");
    Ok(Read { drafts, errors, repeated, summary })
}

pub(super) fn stations(bytes: impl AsRef<[u8]>, options: &Options) -> Result<Read<StationDraft>, FileError> {
    collect(|on_row, progress| {
        read_stations(&mut Opened::new(Cursor::new(bytes.as_ref()), "")?, options, on_row, progress)
    })
}

pub(super) fn cooperation(bytes: impl AsRef<[u8]>, options: &Options) -> Result<Read<StageDraft>, FileError> {
    collect(|on_row, progress| {
        read_cooperation(&mut Opened::new(Cursor::new(bytes.as_ref()), "")?, options, on_row, progress)
    })
}

/// Options with these mappings and value maps, as the command line gives them.
pub(super) fn options(maps: &[&str], values: &[&str]) -> Options {
    Options {
        mapping: maps.iter().map(|text| text.parse().expect("mapping")).collect(),
        values: values.iter().map(|text| text.parse().expect("value map")).collect(),
        ..Options::default()
    }
}

/// What the reading refused.
pub(super) fn refusal<D>(read: Result<Read<D>, FileError>) -> String {
    read.err().expect("the file is refused").to_string()
}
