//! Cooperation stages from a file.

use super::report::ImportReport;
use crate::domain::change::{Change, Diff};
use crate::domain::cooperation::StageDraft;
use crate::engine::StationFacts;
use crate::live::desk::Desk;
use crate::live::error::WriteError;
use crate::live::stages::event_on;

/// Puts stages on a desk; what becomes of each row goes into the report.
pub(super) fn put(
    drafts: &[(u64, StageDraft)],
    desk: &mut Desk<'_>,
    report: &mut ImportReport,
) -> Result<(), WriteError> {
    let current = desk.current().clone();
    let mut changes = Vec::new();
    // Rows of one station mostly stand together, so its facts are fetched once for them.
    let mut at: Option<StationFacts<'_>> = None;
    for &(line, ref draft) in drafts {
        let id = match desk.station(&draft.station) {
            Ok(id) => id,
            Err(WriteError::Rule(rule)) => {
                report.reject_rule(line, rule);
                continue;
            }
            Err(error) => return Err(error),
        };
        if at.as_ref().is_none_or(|facts| facts.id() != id) {
            at = current.facts(id);
        }
        let valid_from = draft.valid_from;
        let before = at.as_ref().map(|facts| event_on(desk.store(), facts, valid_from, current.revision()));
        let before = before.transpose()?.flatten();
        match draft.clone().apply(before.as_ref()) {
            Ok(after) => {
                if report.count(before.as_ref(), &after) {
                    changes.push(Change::Stage { station: id, valid_from, diff: Diff { before, after: Some(after) } });
                }
            }
            Err(error) => report.reject_rule(line, error),
        }
    }
    desk.add(changes, desk.next_station());
    Ok(())
}
